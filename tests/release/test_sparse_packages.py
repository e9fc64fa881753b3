"""Whatever validates is published: tables without rows, one row, long names, many of everything, texts that have no name."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from conftest import ROOT, Run
from mawaqif.plots import PLOTS

# Height of A4 less its margins, in points.
A4 = 277 / 25.4 * 72
# Of the invented passages, one that any number of statements may have.
WORDS = {"text_start": "يحظر على القوارب الصغيرة إطفاء", "text_end": "الميناء بين الغروب والشروق", "text_sha256": "1" * 64}
LETTERS = "abcdefghijklmnopqrstuvwxyz"
ARABIC = "بتثجحخدذرزسشصضطظعغفقكلمنهوي"
CODES = "AFG AGO ALB AND ARE ARG ARM AUS AUT AZE BDI BEL BEN BFA BGD BGR BHR BHS BIH BLR BLZ BOL BRA BRB BRN BTN BWA CAF CAN CHE"
CODES += " CHL CHN CIV CMR COD COG COL COM CPV CRI"


class Tables:
    """The tables of a package, to be emptied and filled."""

    def __init__(self, package: Path) -> None:
        self.folder = package / "datapackage"

    def clear(self) -> None:
        """Leave no row in any table."""
        for path in self.folder.glob("*.csv"):
            path.write_text(path.read_text(encoding="utf-8").partition("\n")[0] + "\n", encoding="utf-8")

    def add(self, table: str, rows: Iterable[dict[str, object]]) -> None:
        """Add rows; cells that are left out stay empty."""
        path = self.folder / f"{table}.csv"
        columns = path.read_text(encoding="utf-8").partition("\n")[0].split(",")
        with path.open("a", encoding="utf-8", newline="") as file:
            csv.DictWriter(file, columns, lineterminator="\n").writerows(rows)

    def statement(self, number: int, kind: str, roles: dict[str, str], **cells: object) -> str:
        """Add a statement with its passage and actors; returns its identifier."""
        key = f"lamp-report-2020-s{number:03}"
        prose = {
            "summary_en": f"It says {named(number + 500)[0]} of lamps.",
            "summary_ar": f"يقول {named(number + 500)[1]} عن الفوانيس.",
        }
        self.add(
            "statements",
            [{"statement_id": key, "document_id": "lamp-report-2020", "kind": kind, **prose, **cells}],
        )
        place = {"char_start": 20 * number, "char_end": 20 * number + 19}
        self.add("passages", [{"statement_id": key, "part": 1, **place, **WORDS}])
        self.add("statement_actors", [{"statement_id": key, "actor_id": actor, "role": role} for actor, role in roles.items()])
        return key

    def states(self, count: int, words: int = 1) -> list[str]:
        """Add states and the document that they speak in; returns their identifiers."""
        codes = CODES.split()[:count]
        for number, code in enumerate(codes):
            english, arabic = (" ".join(named(number * words + place)[side] for place in range(words)) for side in (0, 1))
            self.add("actors", [{"actor_id": code.lower(), "kind": "state", "iso3": code, "name_en": english, "name_ar": arabic}])
        self.document(
            "lamp-report-2020",
            role="corpus",
            language="ar",
            text_sha256="2" * 64,
            text_length=30_000,
            publisher_id=codes[0].lower(),
        )
        return [code.lower() for code in codes]

    def document(self, key: str, **cells: object) -> None:
        """Add a document."""
        titles = {"title_en": f"Paper {key}", "title_ar": f"ورقة {key}"}
        self.add("documents", [{"document_id": key, "kind": "report", **titles, **cells}])


def named(number: int) -> tuple[str, str]:
    """Return a word in each language that differs from every other in more than a letter."""
    places = [number // 676, number // 26 % 26, number % 26]
    return "".join(3 * LETTERS[place] for place in places).capitalize(), "".join(2 * ARABIC[place] for place in places)


def nothing(tables: Tables) -> None:
    tables.clear()


def a_text_without_a_name(tables: Tables) -> None:
    tables.clear()
    one, other = tables.states(2, words=20)
    tables.statement(1, "proposal", {one: "co_sponsor", other: "co_sponsor"}, date="2020-05")


def many_of_everything(tables: Tables) -> None:
    tables.clear()
    states = tables.states(40, words=4)
    tables.document("lamp-draft", role="cited")
    for number in range(60):
        label, arabic = (" ".join([word] * 6) for word in named(number + 100))
        prose = {
            "label_en": f"Topic {label}",
            "label_ar": arabic,
            "proposition_en": f"Let it be {label}.",
            "proposition_ar": f"ليكن {arabic}.",
        }
        tables.add("topics", [{"topic_id": f"topic-{number:02}", "theme": "network", **prose}])
    for number in range(20):
        title, arabic = (" ".join([word] * 12) for word in named(number + 200))
        cells = {
            "document_id": "lamp-draft",
            "label": f"Article {number}, paragraph {number}",
            "label_ar": f"المادة {number}",
            "topic_id": "topic-00",
        }
        article = f"art-{number:02}"
        tables.add("provisions", [{"provision_id": article, **cells, "title_en": title, "title_ar": arabic}])
        event, arabic = (" ".join([word] * 30) for word in named(number + 300))
        tables.add("events", [{"event_id": f"event-{number:02}", "kind": "process", "name_en": event, "name_ar": arabic}])
        opponents = dict.fromkeys(states, "opponent")
        key = tables.statement(
            number + 1, "position", opponents, event_id=f"event-{number:02}", date=f"2020-{number % 12 + 1:02}-12"
        )
        wish = {"provision_id": article, "position": "delete", "statement_id": key}
        tables.add("positions", [{**wish, "actor_id": state} for state in states])
        taken = {"statement_id": key, "stance": "opposes"}
        tables.add("statement_topics", [{**taken, "topic_id": f"topic-{3 * number + step:02}"} for step in range(3)])
    # One statement a year, from long ago on: the stretch without a gap of more than a year is long.
    for number, year in enumerate(range(1850, 1920), start=21):
        tables.statement(number, "policy", {states[number % 3]: "speaker"}, date=f"{year}-01-31")
    for number in range(91, 121):
        tables.statement(number, "proposal", dict.fromkeys(states[: 40 if number == 91 else 2], "co_sponsor"))


VARIANTS = (nothing, a_text_without_a_name, many_of_everything)


@pytest.mark.parametrize("variant", VARIANTS, ids=lambda variant: variant.__name__)
def test_a_package_that_validates_is_published_drawn_and_shown(
    variant: Callable[[Tables], None], package: Path, run: Run
) -> None:
    shutil.copytree(ROOT / "docs" / "chapters", package / "docs" / "chapters")
    shutil.copytree(ROOT / "queries", package / "queries")
    variant(Tables(package))
    run("mawaqif", "fmt", package)
    # A build checks all that `validate` checks, and publishes nothing where it finds anything.
    for words in (
        ("docs", package),
        ("build", package, "--out", package / "dist"),
        ("plots", "--release", package / "dist", "--format", "svg", "--out", package / "plots"),
        ("site", "--release", package / "dist", "--out", package / "site"),
    ):
        done = run("mawaqif", *words)
        assert done.returncode == 0, (words[0], done.stdout[-2000:], done.stderr[-2000:])
    for plot in PLOTS:
        root = ET.parse(package / "plots" / f"{plot.name}.svg").getroot()  # noqa: S314 - drawn a moment ago
        assert float((root.get("height") or "").removesuffix("pt")) < A4, plot.name
