"""Kinds, locators and positions that were read twice are settled as one of the two readings, or a note says why not."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from mawaqif.checks.rules.base import Rule
from mawaqif.checks.rules.double_coding import KINDS, LOCATORS, POSITIONS, TWICE_ROW, DoubleCoding
from mawaqif.findings import Bilingual, Finding, said, show
from mawaqif.tables import ROW_INDEX, Dataset

UNSETTLED = Bilingual("note_en does not say how that was settled", "لا يقول note_en كيف حُسم ذلك")
NO_ROW = Bilingual("{table} has no row for it", "لا صف له في {table}")
NOTHING = Bilingual("nothing", "لا شيء")


def _unexplained(coding: DoubleCoding, dataset: Dataset) -> pl.DataFrame:
    """Return the rows without a note whose readings differ, or whose settled code is not one of them."""
    first, second, value, there = pl.col("first"), pl.col("second"), pl.col("settled"), pl.col(ROW_INDEX).is_not_null()
    ungiven = there & (value != first) & (value != second)
    lost = ~there & (first == second) & (first != "") & coding.each
    silent = coding.compared(dataset).filter(pl.col("note_en").is_null())
    return silent.filter((first != second) | ungiven | lost).sort(TWICE_ROW).collect()


def _rule(coding: DoubleCoding, *, code: str, name: str, message: str, why: str, mend: str, bad: str, good: str) -> Rule:
    def check(rule: Rule, dataset: Dataset) -> Iterator[Finding]:
        readings, settled = dataset.tables[coding.table], dataset.tables[coding.settled_in]
        unexplained = _unexplained(coding, dataset)
        known = set(settled.cells.select(coding.key).iter_rows()) if unexplained.height else set()
        for row in unexplained.iter_rows(named=True):
            first, second, value = row["first"], row["second"], row["settled"]
            key = tuple(row[name] for name in coding.key)
            told = {"key": " ".join(map(str, key)), "first": _shown(first), "second": _shown(second)}
            if first != second:
                yield rule.at(readings.place(row[TWICE_ROW], "note_en"), **told, problem=UNSETTLED)
            if value is None:
                if first == second and key not in known:
                    place = readings.place(row[TWICE_ROW], coding.first[0])
                    yield rule.lacking(place, **told, problem=NO_ROW.filled(table=coding.settled_in))
            elif value not in (first, second):
                at = _differing(value, first, second)
                problem = said("{table} has {value}", "في {table} {value}", table=coding.settled_in, value=_shown(value))
                yield rule.at(readings.place(row[TWICE_ROW], coding.first[at]), **told, problem=problem)
                yield rule.at(settled.place(row[ROW_INDEX], coding.columns[at]), **told, problem=problem)

    return Rule(code, name, message, why, mend, bad, good, needs=coding.needs(), check=check)


def _shown(reading: str) -> str:
    return show(reading) if reading else NOTHING


def _differing(value: str, *readings: str) -> int:
    """Return the position of the first word that no reading has; words are the columns, in their order."""
    first = {reading.partition(" ")[0] for reading in readings}
    return int(" " in value and value.partition(" ")[0] in first)


KIND_RULE = _rule(
    KINDS,
    code="MQ430",
    name="settled-kind",
    message=Bilingual(
        (
            "{key} was coded as {first} and as {second}, but {problem}; look at the passage again and make the tables agree, "
            "or say why in note_en of recoded_kinds"
        ),
        (
            "رُمّز {key} مرة {first} ومرة {second}، ولكن {problem}؛ انظر في المقطع مرة أخرى واجعل الجداول "
            "متفقة، أو اذكر السبب في note_en من recoded_kinds"
        ),
    ),
    why=Bilingual(
        "A published kind rests on two codings; one that nobody gave, or a silent choice between two, has no ground.",
        ("يقوم النوع المنشور على ترميزين؛ والنوع الذي لم يعطه أحد، أو الاختيار الصامت بين نوعين، لا سند له."),
    ),
    mend=Bilingual(
        (
            "Put the settled kind into statements. Where the two differ, or the settled kind is one that neither gave, "
            "write into note_en of recoded_kinds: Settled as commentary. And the reason."
        ),
        (
            "ضع النوع المحسوم في statements. وحيث يختلف الاثنان، أو لم يعطِ أي منهما النوع المحسوم، اكتب في "
            "note_en من recoded_kinds: `Settled as commentary.` ثم السبب."
        ),
    ),
    bad="statements.csv: lamp-report-2020-s001,…,quotation,\nrecoded_kinds.csv: lamp-report-2020-s001,reported,reported",
    good="statements.csv: lamp-report-2020-s001,…,quotation,\nrecoded_kinds.csv: lamp-report-2020-s001,quotation,quotation",
)
LOCATOR_RULE = _rule(
    LOCATORS,
    code="MQ431",
    name="settled-locator",
    message=Bilingual(
        (
            "{key} was read as {first} and as {second}, but {problem}; look at the footnote again and make the tables agree, "
            "or say why in note_en of recoded_locators"
        ),
        (
            "قُرئ {key} مرة {first} ومرة {second}، ولكن {problem}؛ انظر في الحاشية مرة أخرى واجعل الجداول "
            "متفقة، أو اذكر السبب في note_en من recoded_locators"
        ),
    ),
    why=Bilingual(
        "A published page or second rests on two readings; one that nobody read, or a silent choice, has no ground.",
        "تقوم الصفحة المنشورة أو الثانية على قراءتين؛ وما لم يقرأه أحد، أو الاختيار الصامت، لا سند له.",
    ),
    mend=Bilingual(
        (
            "Put the settled locator into citations. Where the two differ, or the settled one is one that neither read, "
            "write into note_en of recoded_locators: Settled as page 9. And the reason. Without any: Settled as no locator."
        ),
        (
            "ضع المحدِّد المحسوم في citations. وحيث يختلف الاثنان، أو لم يقرأ أي منهما المحسوم، اكتب في "
            "note_en من recoded_locators: `Settled as page 9.` ثم السبب. وإن لم يكن محدِّد: `Settled as no "
            "locator.`"
        ),
    ),
    bad="citations.csv: lamp-report-2020-n001-1,…,page,7,\nrecoded_locators.csv: lamp-report-2020-n001-1,page,17,page,17",
    good="citations.csv: lamp-report-2020-n001-1,…,page,7,\nrecoded_locators.csv: lamp-report-2020-n001-1,page,7,page,7",
)
POSITION_RULE = _rule(
    POSITIONS,
    code="MQ432",
    name="settled-position",
    message=Bilingual(
        (
            "{key} was read as {first} and as {second}, but {problem}; look at the list again and make the tables agree, "
            "or say why in note_en of recoded_positions"
        ),
        (
            "قُرئ {key} مرة {first} ومرة {second}، ولكن {problem}؛ انظر في القائمة مرة أخرى واجعل الجداول "
            "متفقة، أو اذكر السبب في note_en من recoded_positions"
        ),
    ),
    why=Bilingual(
        "A published position rests on two readings; one that nobody read, or a silent choice, has no ground.",
        "يقوم الموقف المنشور من مادة على قراءتين؛ وما لم يقرأه أحد، أو الاختيار الصامت، لا سند له.",
    ),
    mend=Bilingual(
        (
            "Put the settled position into positions. Where the two differ, or the settled one is one that neither read, "
            "write into note_en of recoded_positions: Settled as propose. And the reason. Without any: Settled as not coded."
        ),
        (
            "ضع الموقف المحسوم في positions. وحيث يختلف الاثنان، أو لم يقرأ أي منهما المحسوم، اكتب في "
            "note_en من recoded_positions: `Settled as propose.` ثم السبب. وإن لم يكن موقف: `Settled as not "
            "coded.`"
        ),
    ),
    bad="positions.csv: lamp-art-4,nauru,delete,\nrecoded_positions.csv: lamp-art-4,nauru,retain,retain",
    good="positions.csv: lamp-art-4,nauru,delete,\nrecoded_positions.csv: lamp-art-4,nauru,delete,delete",
)
