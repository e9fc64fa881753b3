"""Whatever a check says it says in Arabic too: the facts of each, and each detail that is put into a message."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from conftest import ROOT, lay_out
from mawaqif.checks import CODES, check_package
from mawaqif.findings import Bilingual, Code, Language, spoken
from mawaqif.findings.escaping import ISOLATE, POP

ARABIC = re.compile("[\u0621-\u064a]")
FIELD_ALONE = re.compile(r"^\{[a-z]+\}")
FIELD = re.compile(r"\{([a-z_0-9]+)")
SENTENCE = re.compile(r"\b[a-z]+ [a-z]+ [a-z]+\b")
# Where details of findings are written.
ALIGNING = ("passages/aligning/alignment.py", "passages/aligning/fuzzy_matching.py")
ROOMS = ("checks", "tables", "history", *ALIGNING, "passages/anchors.py", "passages/copies/coded_text.py", "reports")
# What is said where nothing could be checked at all is no finding; the command says it in English.
NO_FINDINGS = {"CannotRunError", "OutsideError", "ValueError", "super"}
NOTHING_CHECKED = {"history/revisions.py", "checks/package.py"}
# What Python says by itself.
OF_PYTHON = {"unexpected end of data"}
# Names of things that are counted, and the mark of a comment.
NO_SENTENCES = {"more new row", "more new statement"}


@pytest.mark.parametrize("code", CODES, ids=lambda code: code.code)
def test_a_check_says_in_arabic_what_it_says_in_english(code: Code) -> None:
    for name in ("message", "why", "mend"):
        text = getattr(code, name)
        assert isinstance(text, Bilingual), f"{code.code}: write {name} as Bilingual(English, Arabic)"
        assert ARABIC.search(FIELD_ALONE.sub("ا", text.arabic)), f"{code.code}: {name} is not in Arabic"
    assert isinstance(code.message, Bilingual)
    assert set(FIELD.findall(code.message.arabic)) == set(FIELD.findall(code.message)), f"{code.code}: other fields in Arabic"


def nodes(tree: ast.AST, above: tuple[ast.AST, ...] = ()) -> Iterator[tuple[ast.AST, tuple[ast.AST, ...]]]:
    for node in ast.iter_child_nodes(tree):
        yield node, above
        yield from nodes(node, (*above, node))


def texts_of(node: ast.AST) -> list[str]:
    parts = [*node.args, *(word.value for word in node.keywords)] if isinstance(node, ast.Call) else getattr(node, "elts", [])
    return [part.value for part in parts if isinstance(part, ast.Constant) and isinstance(part.value, str)]


def one_language(path: Path) -> Iterator[str]:
    """Yield the sentences in a module that stand beside no Arabic and are no docstring."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node, above in nodes(tree):
        text = node.value if isinstance(node, ast.Constant) else ""
        if not isinstance(text, str) or not SENTENCE.search(text) or isinstance(above[-1], ast.Expr) or ARABIC.search(text):
            continue
        called = {getattr(item.func, "id", getattr(item.func, "attr", "")) for item in above if isinstance(item, ast.Call)}
        example = any(isinstance(item, ast.keyword) and item.arg in {"bad", "good"} for item in above)
        in_both = (
            example
            or text in OF_PYTHON | NO_SENTENCES
            or text.startswith("<!--")
            or any(ARABIC.search(other) for item in above for other in texts_of(item))
        )
        if not in_both and not called & NO_FINDINGS:
            yield f"{path.relative_to(ROOT)}:{node.lineno}: {text}"  # type: ignore[attr-defined]


def test_no_detail_of_a_message_is_in_one_language() -> None:
    base = ROOT / "validate" / "mawaqif"
    paths = [path for room in ROOMS for path in ([base / room] if room.endswith(".py") else sorted((base / room).rglob("*.py")))]
    found = [text for path in paths if path not in {base / name for name in NOTHING_CHECKED} for text in one_language(path)]
    assert not found, "write these with `said` or `Bilingual`, in both languages:\n" + "\n".join(found)


# What a case gives in Arabic, with isolates as brackets; one of each kind of thing that is checked.
SHOWN = {
    "MQ003-schema-invalid": "[المخطط غير صالح: نوع الحقل ['printed'] هو ['geopoint']؛ والمتوقع أحد "
    "[string, integer, number, boolean, date, year]؛ صحّحه، وإلى ذلك الحين لا يُفحص الجدول [errata]]",
    "MQ108-ragged-row": "[عدد خلايا الصف 10، والمتوقع 9؛ ابحث عن فاصلة في [name_en] من ['malta']، "
    "وتحتاج الخلية إلى علامتي اقتباس]",
    "MQ109-quoting": "[خلية [note_en] اقتباسها خاطئ، يُفتح قبل ['never closed'] ولا يُغلق في هذا السطر؛ "
    "ضع علامة اقتباس قبل الخلية كلها وعلامة بعدها، واكتب كل علامة في داخلها مرتين]",
    "MQ120-canonical-form-crlf": "[الملف من هذا السطر ليس في الصورة المعتمدة: نهاية السطر [CR LF] بدل [LF]؛ شغّل [`mawaqif fmt`]]",
    "MQ201-cell-type": "[القيمة ['0346'] في أولها أصفار؛ اكتب [346]]",
    "MQ204-cell-enum": "[القيمة ['support'] ليست من قيم العمود [stance] (أتقصد ['supports']؟)؛ "
    "اكتب واحدة من: [supports]، [opposes]، [mixed]، [neutral]]",
    "MQ303-foreign-key": "[القيمة ['lamp-ofice'] ليست في [actors] (أتقصد ['lamp-office']؟)؛ أضف الصف هناك، أو صحّح القيمة]",
    "MQ456-second-coding": "[الوثيقة ['lamp-report-2020'] رُمّز بعضها مرة ثانية: لا رمز ثانيًا لما يلي: 1 من 4 من الأقوال، "
    "1 من 2 من المواقف من المواد (['lamp-report-2020-s004']، ['lamp-art-4 nauru'])؛ "
    "يكتب [`mawaqif blind lamp-report-2020`] ورقة المرمّز الثاني]",
    "MQ493-code-in-arabic": "[في العمود [summary_ar] الرمز [policy]؛ اكتب اسمه بالعربية، مثل [سياسة معلنة]]",
    "MQ602-row-lost": "[قُرئ الصف ['lamp-report-2020-s003 harbour-lights'] ثم زال؛ وكان قرب هذا السطر؛ "
    "استعد الصف، أو شغّل [`mawaqif seal`] إن كانت إزالته مقصودة]",
}


@pytest.mark.parametrize("case", SHOWN)
def test_a_case_says_it_in_arabic(case: str, tmp_path: Path) -> None:
    _, report = check_package(lay_out(tmp_path, ROOT / "tests" / "cases" / case / "bad"))
    told = [spoken(item.message, Language.ARABIC) for item in (*report.findings, *report.notes) if case.startswith(item.code)]
    assert [text.replace(ISOLATE, "[").replace(POP, "]") for text in told][:1] == [SHOWN[case]]
