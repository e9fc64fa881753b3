"""`new` at a terminal: a real one, as far as the command can tell."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

import pexpect
import pytest

from conftest import BIN, Run

pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals"),
    # Newer Pythons warn where a process with threads makes a terminal; what it starts is another program at once.
    pytest.mark.filterwarnings("ignore:.*forkpty.*:DeprecationWarning"),
]
ENTER = ""


def at_a_terminal(folder: Path, *words: str) -> pexpect.spawn[str]:
    environment = {**os.environ, "TERM": "dumb", "LANG": "C.UTF-8", "PYTHON_BASIC_REPL": "1"}
    command = str(BIN / "mawaqif")
    child: pexpect.spawn[str] = pexpect.spawn(
        command, ["new", *words], cwd=folder, env=environment, encoding="utf-8", timeout=60, dimensions=(50, 200), echo=False
    )
    child.delaybeforesend = None
    return child


def converse(child: pexpect.spawn[str], *turns: tuple[str, str]) -> None:
    """Wait for each text, then type the answer to it."""
    for expected, answer in turns:
        child.expect_exact(expected)
        child.sendline(answer)


def ended(child: pexpect.spawn[str]) -> tuple[int | None, str]:
    child.expect(pexpect.EOF)
    child.close()
    return child.exitstatus, child.before or ""


def changed(folder: Path, run: Run) -> Sequence[str]:
    return run("mawaqif", "seal", folder, "--check", "--verbose").stdout.splitlines()


def test_a_statement_is_asked_for_in_arabic(package: Path, run: Run) -> None:
    (package / "datapackage/readings.csv").unlink(missing_ok=True)
    assert run("mawaqif", "seal", package).returncode == 0
    child = at_a_terminal(package, "statement", "--sources", "sources", "kind=citation")
    converse(
        child,
        ("document_id: ", "?محضر"),
        ("lamp-minutes-2 — Minutes of the second meeting", "lamp-minutes-2"),
        ("MQ417 the new row stands in 'lamp-minutes-2'", "تقرير المنارات"),
        ("first words: ", "المصدر ذاته"),
        ("last words: ", "ص 9"),
        ("first words (Enter: no further part): ", ENTER),
        ("MQ204 'citation' ", "quotation"),
        ("event_id: ", "الاجتماع الثاني"),
        ("date: ", "2020-05-14"),
        ("MQ418 'lamp-report-2020-s005' is of '2020-05-14'", "2020-05-12"),
        ("summary_en: ", "too short"),
        ("MQ206 ", "Malta repeats where its wish for lanterns stands."),
        ("summary_ar: ", "يحظر على القوارب الصغيرة إطفاء فوانيسها داخل الميناء بين الغروب والشروق"),
        ("responds_to: ", ENTER),
        ("note_en: ", ENTER),
        ("add an actor? [y/N]: ", "y"),
        ("actor_id: ", "مالطا"),
        ("role [speaker]: ", ENTER),
        ("note_en: ", ENTER),
        ("add an actor? [y/N]: ", ENTER),
        ("add a topic? [y/N]: ", "y"),
        ("topic_id: ", "زيت المنارات"),
        ("stance: ", "supports"),
        ("note_en: ", ENTER),
        ("add a topic? [y/N]: ", ENTER),
        ("add an initiative? [y/N]: ", ENTER),
        ("MQ503 ", "تكرر مالطا موضع رغبتها في الفوانيس ضمن المحضر."),
        ("write 4 rows? [y/N]: ", "y"),
    )
    status, said = ended(child)
    assert (status, "written: 4 rows" in said) == (0, True)
    assert changed(package, run) == [
        "new passages lamp-report-2020-s005 1",
        "new statement_actors lamp-report-2020-s005 malta speaker",
        "new statement_topics lamp-report-2020-s005 lamp-oil",
        "new statements lamp-report-2020-s005",
        "gone set_aside lamp-report-2020 7",
        "not sealed: 4 new, 0 changed, 1 gone",
    ]
    assert ",تكرر مالطا موضع رغبتها في الفوانيس ضمن المحضر.,," in (package / "datapackage/statements.csv").read_text("utf-8")


def test_a_position_proposes_its_statement_and_ctrl_d_declines_it(package: Path) -> None:
    before = (package / "datapackage/positions.csv").read_bytes()
    # On the article that the package has, the actor has its one wish already.
    with (package / "datapackage/provisions.csv").open("a", encoding="utf-8") as provisions:
        provisions.write("lamp-art-5,lamp-minutes-2,5,المادة 5,Watch at sea,الحراسة في البحر,harbour-lights,\n")
    child = at_a_terminal(package, "position", "provision_id=lamp-art-5", "position=amend")
    converse(
        child,
        ("actor_id: ", "nauruu"),
        ("MQ303 'nauruu' is not in actors (did you mean 'nauru'?)", "ناورو"),
        ("statement_id [lamp-report-2020-s004]: ", ENTER),
        ("note_en: ", ENTER),
    )
    child.expect_exact("write 1 row? [y/N]: ")
    child.sendeof()
    status, said = ended(child)
    assert (status, said.strip()) == (1, "mawaqif: ended; nothing was written")
    assert (package / "datapackage/positions.csv").read_bytes() == before


def test_an_interrupt_writes_nothing(package: Path) -> None:
    before = (package / "datapackage/actors.csv").read_bytes()
    child = at_a_terminal(package, "actor", "kind=state", "name_en=Kenya", "name_ar=كينيا")
    child.expect_exact("actor_id [kenya]: ")
    child.sendintr()
    status, said = ended(child)
    assert (status, said.strip().splitlines()[-1]) == (130, "mawaqif: ended; nothing was written")
    assert (package / "datapackage/actors.csv").read_bytes() == before


def test_questions_are_asked_in_arabic_too(package: Path) -> None:
    child = at_a_terminal(package, "actor", "name_en=Kenya", "name_ar=كينيا", "--lang", "ar")
    converse(
        child,
        ("\u2068state\u2069 — دولة", "stat"),
        ("\u2068MQ204\u2069 القيمة \u2068'stat'\u2069", "state"),
        ("الجهة: معرّف الجهة.", ENTER),
        ("(يجوز أن تبقى فارغة)", "KEN"),
        ("un_group: ", ENTER),
        ("معرّف أو اسم من \u2068actors\u2069", ENTER),
        ("aliases_ar: ", ENTER),
        ("note_en: ", ENTER),
        ("أيُكتب صف واحد؟ (نعم أو لا", "نعم"),
    )
    assert "كُتب: صف واحد" in ended(child)[1]
    assert "\nkenya,state,Kenya,كينيا,KEN," in (package / "datapackage/actors.csv").read_text(encoding="utf-8")
