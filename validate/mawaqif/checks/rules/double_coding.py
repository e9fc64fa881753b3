"""What is coded twice, where both codes and the settled one stand, and the form in which a note explains a settled code."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

import polars as pl

from mawaqif.tables import ROW_INDEX, Dataset

TWICE_ROW = "#twice"
# How a note begins that explains a settled code; the code and a full stop follow, then the reason.
SETTLED_AS = "Settled as "


@dataclass(frozen=True)
class DoubleCoding:
    """Where the two codes of something stand, and where the code that was settled on.

    Attributes:
        table: the table with both codes, and the note on how they were settled.
        settled_in: the table with the settled code.
        key: the columns by which rows of the two belong together.
        columns: the settled columns.
        first: the columns of the first code, in the order of `columns`.
        second: those of the second.
        each: whether a code that both coders gave demands a settled row, where nothing else does.
        names: what a note calls a code that is not its own name, such as none at all.
    """

    table: str
    settled_in: str
    key: tuple[str, ...]
    columns: tuple[str, ...]
    first: tuple[str, ...]
    second: tuple[str, ...]
    each: bool = False
    names: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({"": "not coded"}))

    def needs(self) -> dict[str, tuple[str, ...]]:
        """Return the columns that a check of the settled code reads, by table."""
        return {
            self.table: (*self.key, *self.first, *self.second, "note_en"),
            self.settled_in: (*self.key, *self.columns),
        }

    def name_of(self, code: str) -> str:
        """Return what a note calls a code: `neutral`, `page 9`, `not coded`, `no locator`."""
        return self.names.get(code, code)

    def note(self, code: str, reason: str) -> str:
        """Return the note that explains a settled code."""
        return f"{SETTLED_AS}{self.name_of(code)}. {reason}"

    def compared(self, dataset: Dataset) -> pl.LazyFrame:
        """Return both codes of each thing and the settled one, each as one text, empty where there is none.

        Columns: `#twice` and the row index of the settled table as positions of the rows, the key,
        `first`, `second`, `settled`, `note_en`. Settled is null where no row has it, and where a key
        stands twice, which is a finding of its own.
        """
        codes = dataset.tables[self.table].cells.lazy().with_row_index(TWICE_ROW)
        settled = dataset.tables[self.settled_in].cells.lazy().select(*self.key, *self.columns).with_row_index(ROW_INDEX)
        said = codes.select(TWICE_ROW, *self.key, "note_en", first=_said(self.first), second=_said(self.second))
        settled_once = tuple(dataset.tables[self.settled_in].schema.primary_key) == self.key
        if settled_once and dataset.tables[self.settled_in].keys_ascend and self.row_by_row(dataset):
            return pl.concat([said, settled.select(ROW_INDEX, settled=_said(self.columns))], how="horizontal")
        settled = dataset.tables[self.settled_in].once(settled, self.key, keep="none")
        return said.join(settled.select(ROW_INDEX, *self.key, settled=_said(self.columns)), on=list(self.key), how="left")

    def row_by_row(self, dataset: Dataset) -> bool:
        """True where both tables have the same keys in the same order, as they have where all was coded twice."""
        twice, settled = (dataset.tables[name].cells.select(self.key) for name in (self.table, self.settled_in))
        return twice.equals(settled, null_equal=False)


def _said(columns: tuple[str, ...]) -> pl.Expr:
    """Return the cells of a code as one text; empty where it has none."""
    return pl.concat_str([pl.col(name).fill_null("") for name in columns], separator=" ").str.strip_chars_end()


TOPICS = DoubleCoding(
    "recodings",
    "statement_topics",
    ("statement_id", "topic_id"),
    ("stance",),
    ("first_stance",),
    ("second_stance",),
    each=True,
)
KINDS = DoubleCoding("recoded_kinds", "statements", ("statement_id",), ("kind",), ("first_kind",), ("second_kind",))
LOCATORS = DoubleCoding(
    "recoded_locators",
    "citations",
    ("citation_id",),
    ("locator_kind", "locator"),
    ("first_kind", "first_locator"),
    ("second_kind", "second_locator"),
    names=MappingProxyType({"none": "no locator"}),
)
POSITIONS = DoubleCoding(
    "recoded_positions",
    "positions",
    ("provision_id", "actor_id"),
    ("position",),
    ("first_position",),
    ("second_position",),
    each=True,
)
DOUBLE_CODINGS = (TOPICS, KINDS, LOCATORS, POSITIONS)
