"""A locator is of its kind and of its document's, and a citation without one says so."""

from __future__ import annotations

import re
from collections.abc import Iterator

import polars as pl

from mawaqif.checks.rules.base import Rule
from mawaqif.checks.spellings import by_spreadsheet, respelt_locator
from mawaqif.findings import Bilingual, Finding, said, show
from mawaqif.tables import Dataset, Table

NUMBERS_SAID = said(
    "numbers from 1 on such as {one}, {span} or {several}",
    "أرقام من 1 فصاعدًا مثل {one} أو {span} أو {several}",
    one=5,
    span="5-6",
    several="1, 4",
)
_NUMBERS = (re.compile(r"[1-9][0-9]*(-[1-9][0-9]*)?(, [1-9][0-9]*(-[1-9][0-9]*)?)*"), NUMBERS_SAID)
SPELLING = {
    "page": _NUMBERS,
    "paragraph": _NUMBERS,
    "timestamp": (
        re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]"),
        Bilingual("HH:MM:SS, less than a day", "HH:MM:SS، أقل من يوم"),
    ),
}
# Locators that need no closer look; a span of pages may run backwards.
PLAIN_NUMBER, PLAIN_TIME = r"^[1-9][0-9]*$", r"^([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]$"
# Columns with the kind of a locator and the locator, by table; those that were read twice are of use for both readings.
PAIRS = {
    "citations": (("locator_kind", "locator"),),
    "recoded_locators": (("first_kind", "first_locator"), ("second_kind", "second_locator")),
}
# What is printed has no seconds, what is recorded no pages; a web page may hold both.
PRINTED = frozenset({"draft_text", "letter", "legislation", "plan", "policy_paper", "report", "resolution", "strategy", "treaty"})
PLAYED = frozenset({"recording"})


def _check(rule: Rule, dataset: Dataset) -> Iterator[Finding]:
    for name, pairs in PAIRS.items():
        table = dataset.tables.get(name)
        for kind, locator in pairs if table else ():
            if table and not table.broken.intersection((kind, locator)):
                yield from _column(rule, table, kind, locator)
    yield from _in_other_documents(rule, dataset)


def _column(rule: Rule, table: Table, kind_column: str, column: str) -> Iterator[Finding]:
    cells = table.cells.lazy().select(kind=kind_column, locator=column).with_row_index("row")
    kind, locator = pl.col("kind"), pl.col("locator")
    number, time = locator.str.contains(PLAIN_NUMBER), locator.str.contains(PLAIN_TIME)
    plain = (kind == "none") & locator.is_null() | kind.is_in(["page", "paragraph"]) & number | (kind == "timestamp") & time
    for row, locator_kind, value in cells.filter(~plain.fill_null(value=False)).collect().iter_rows():
        problem = _problem(locator_kind, value)
        if problem:
            yield rule.at(table.place(row, column), problem=problem)


def _problem(kind: str | None, locator: str | None) -> str:
    """Say what is wrong with a locator beside its kind; empty where nothing is."""
    if kind == "none":
        beside = "{locator} stands beside the kind 'none'", "{locator} إلى جانب النوع 'none'"
        return "" if locator is None else said(*beside, locator=show(locator))
    if kind not in SPELLING:
        return ""
    pattern, expected = SPELLING[kind]
    if locator is None:
        return said("the cell is empty beside the kind {kind}", "الخلية فارغة إلى جانب النوع {kind}", kind=show(kind))
    if not pattern.fullmatch(locator):
        told = "{locator} is not a {kind}; expected {expected}{meant}", "{locator} ليس {kind}؛ والمتوقع {expected}{meant}"
        return said(*told, locator=show(locator), kind=kind, expected=expected, meant=_meant(locator, pattern))
    backwards = any(int(a) > int(b) for a, b in re.findall(r"([0-9]+)-([0-9]+)", locator))
    return said("{locator} runs backwards", "{locator} مدى معكوس", locator=show(locator)) if backwards else ""


def _meant(locator: str, pattern: re.Pattern[str]) -> str:
    other = respelt_locator(locator, lambda text: pattern.fullmatch(text) is not None)
    if other:
        return said("; write {other}", "؛ اكتب {other}", other=show(other))
    return by_spreadsheet(locator)


def _in_other_documents(rule: Rule, dataset: Dataset) -> Iterator[Finding]:
    """Find pages of what is played, and seconds of what is printed."""
    table = dataset.tables["citations"]
    kinds = dataset.tables["documents"].cells.lazy().select(cited_document_id="document_id", of="kind")
    rows = table.cells.lazy().select("cited_document_id", "locator_kind").with_row_index("row")
    pages = pl.col("locator_kind").is_in(["page", "paragraph"]) & pl.col("of").is_in(list(PLAYED))
    seconds = (pl.col("locator_kind") == "timestamp") & pl.col("of").is_in(list(PRINTED))
    found = rows.join(kinds.unique("cited_document_id", keep="none"), on="cited_document_id").filter(pages | seconds)
    columns = ("row", "cited_document_id", "locator_kind", "of")
    for row, document, locator, kind in found.sort("row").select(columns).collect().iter_rows():
        told = (
            "a {locator} is given in {document}, which is of kind {kind}",
            "المحدِّد {locator} لموضع في {document}، ونوعها {kind}",
        )
        problem = said(*told, locator=locator, document=document, kind=show(kind))
        yield rule.at(table.place(row, "locator_kind"), problem=problem)


RULE = Rule(
    code="MQ421",
    name="locator",
    message=Bilingual("{problem}; correct the locator or its kind", "{problem}؛ صحّح المحدِّد أو نوعه"),
    why=Bilingual(
        "A reader who follows the citation must find the page or the second.",
        "يجب أن يجد القارئ الذي يتبع الاستشهاد الصفحة أو الثانية.",
    ),
    mend=Bilingual(
        "Write pages and paragraphs as 5 or 5-6, timestamps as HH:MM:SS, and nothing where there is none.",
        "اكتب الصفحات والفقرات على مثال 5 أو 5-6، والتوقيتات على صورة HH:MM:SS، ولا تكتب شيئًا حيث لا محدِّد.",
    ),
    bad="locator_kind: timestamp\nlocator: 9",
    good="locator_kind: timestamp\nlocator: 00:09:00",
    needs={"citations": ("cited_document_id", "locator_kind", "locator"), "documents": ("document_id", "kind")},
    check=_check,
)
