"""Kinds, locators and positions that were read twice are settled as one of the two readings, and a difference has its reason."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import polars as pl

from mawaqif.checks.rules.base import Rule
from mawaqif.findings import Finding, show
from mawaqif.tables import ROW_INDEX, Dataset

TWICE_ROW = "#twice"


@dataclass(frozen=True)
class _DoubleCoding:
    """Where the two readings of something stand, and where the value that was settled on.

    Attributes:
        table: the table with both readings.
        settled_in: the table with the settled value.
        key: the columns by which rows of the two belong together.
        columns: the settled columns.
        first: the columns of the first reading, in the order of `columns`.
        second: those of the second.
        each: whether a value that both readings gave demands a row, where nothing else does.
    """

    table: str
    settled_in: str
    key: tuple[str, ...]
    columns: tuple[str, ...]
    first: tuple[str, ...]
    second: tuple[str, ...]
    each: bool = False

    def needs(self) -> dict[str, tuple[str, ...]]:
        """Return the columns that the check reads, by table."""
        return {
            self.table: (*self.key, *self.first, *self.second, "note_en"),
            self.settled_in: (*self.key, *self.columns),
        }

    def disagreements(self, dataset: Dataset) -> pl.DataFrame:
        """Return the rows of readings that differ silently or agree with nothing settled, with the settled row beside them."""
        readings = dataset.tables[self.table].cells.lazy().with_row_index(TWICE_ROW)
        settled = dataset.tables[self.settled_in].cells.lazy().select(*self.key, *self.columns).with_row_index(ROW_INDEX)
        # A key that stands twice is a finding of its own, and of two values none is the settled one.
        settled = settled.unique(list(self.key), keep="none").select(ROW_INDEX, *self.key, settled=_said(self.columns))
        said = readings.select(TWICE_ROW, *self.key, "note_en", first=_said(self.first), second=_said(self.second))
        pairs = said.join(settled, on=list(self.key), how="left")
        first, second, value, there = pl.col("first"), pl.col("second"), pl.col("settled"), pl.col(ROW_INDEX).is_not_null()
        silent = (first != second) & pl.col("note_en").is_null()
        ungiven = there & (value != first) & (value != second)
        lost = ~there & (first == second) & (first != "") & self.each
        return pairs.filter(silent | ungiven | lost).sort(TWICE_ROW).collect()


def _said(columns: tuple[str, ...]) -> pl.Expr:
    """Return the cells of a reading as one text; empty where it has none."""
    return pl.concat_str([pl.col(name).fill_null("") for name in columns], separator=" ").str.strip_chars_end()


def _rule(twice: _DoubleCoding, *, code: str, name: str, message: str, why: str, mend: str, bad: str, good: str) -> Rule:
    def check(rule: Rule, dataset: Dataset) -> Iterator[Finding]:
        readings, settled = dataset.tables[twice.table], dataset.tables[twice.settled_in]
        known = set(settled.cells.select(twice.key).iter_rows())
        for row in twice.disagreements(dataset).iter_rows(named=True):
            first, second, value = row["first"], row["second"], row["settled"]
            key = tuple(row[name] for name in twice.key)
            told = {"key": " ".join(map(str, key)), "first": _shown(first), "second": _shown(second)}
            if first != second and row["note_en"] is None:
                problem = "note_en does not say how that was settled"
                yield rule.at(readings.place(row[TWICE_ROW], "note_en"), **told, problem=problem)
            if value is None:
                if first == second and key not in known:
                    place = readings.place(row[TWICE_ROW], twice.first[0])
                    yield rule.lacking(place, **told, problem=f"{twice.settled_in} has no row for it")
            elif value not in (first, second):
                at = _differing(value, first, second)
                problem = f"{twice.settled_in} has {_shown(value)}"
                yield rule.at(readings.place(row[TWICE_ROW], twice.first[at]), **told, problem=problem)
                yield rule.at(settled.place(row[ROW_INDEX], twice.columns[at]), **told, problem=problem)

    return Rule(code, name, message, why, mend, bad, good, needs=twice.needs(), check=check)


def _shown(reading: str) -> str:
    return show(reading) if reading else "nothing"


def _differing(value: str, *readings: str) -> int:
    """Return the position of the first word that no reading has; words are the columns, in their order."""
    first = {reading.partition(" ")[0] for reading in readings}
    return int(" " in value and value.partition(" ")[0] in first)


KIND_RULE = _rule(
    _DoubleCoding("recoded_kinds", "statements", ("statement_id",), ("kind",), ("first_kind",), ("second_kind",)),
    code="MQ430",
    name="settled-kind",
    message="{key} was coded as {first} and as {second}, but {problem}; look at the passage again and make the tables agree",
    why="A published kind rests on two codings; one that nobody gave, or a silent choice between two, has no ground.",
    mend="Settle on one of the two kinds, put it into statements, and say why in note_en of recoded_kinds.",
    bad="statement_id: lamp-report-2020-s001\nfirst_kind: reported\nsecond_kind: reported",
    good="statement_id: lamp-report-2020-s001\nfirst_kind: quotation\nsecond_kind: quotation",
)
LOCATOR_RULE = _rule(
    _DoubleCoding(
        "recoded_locators",
        "citations",
        ("citation_id",),
        ("locator_kind", "locator"),
        ("first_kind", "first_locator"),
        ("second_kind", "second_locator"),
    ),
    code="MQ431",
    name="settled-locator",
    message="{key} was read as {first} and as {second}, but {problem}; look at the footnote again and make the tables agree",
    why="A published page or second rests on two readings; one that nobody read, or a silent choice, has no ground.",
    mend="Settle on one of the two readings, put it into citations, and say why in note_en of recoded_locators.",
    bad="citation_id: lamp-report-2020-n001-1\nfirst_locator: 17\nsecond_locator: 17",
    good="citation_id: lamp-report-2020-n001-1\nfirst_locator: 7\nsecond_locator: 7",
)
POSITION_RULE = _rule(
    _DoubleCoding(
        "recoded_positions",
        "positions",
        ("provision_id", "actor_id"),
        ("position",),
        ("first_position",),
        ("second_position",),
        each=True,
    ),
    code="MQ432",
    name="settled-position",
    message="{key} was read as {first} and as {second}, but {problem}; look at the list again and make the tables agree",
    why="A published position rests on two readings; one that nobody read, or a silent choice, has no ground.",
    mend="Settle on one of the two readings, put it into positions, and say why in note_en of recoded_positions.",
    bad="actor_id: nauru\nfirst_position: retain\nsecond_position: retain",
    good="actor_id: nauru\nfirst_position: delete\nsecond_position: delete",
)
