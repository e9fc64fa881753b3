"""What a package holds of derived columns and tables follows from its rows, as a release does that is read again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import polars as pl

from mawaqif.checks.rules.base import Rule, Sources
from mawaqif.deriving import held_columns, made_anew
from mawaqif.findings import Bilingual, Finding, Report, Skipped, said, show
from mawaqif.tables import Dataset, Table

# What a derived table follows from, in a message.
OTHERS = Bilingual("the rest of the package", "بقية الحزمة")
NO_ROW = Bilingual("no such row", "لا صف كهذا")
NOT_WHOLE = (
    "the table {table} could not be read whole, so {column} was not computed",
    "تعذرت قراءة الجدول {table} كاملًا، فلم يُحسب {column}",
)


@dataclass(frozen=True)
class DerivedRule(Rule):
    """A rule whose columns the schemas name: those that they call derived, and what these are computed from."""

    def run(self, dataset: Dataset, _sources: Sources | None, report: Report) -> None:
        """Check every derived column that can be computed; one whose tables cannot be read is reported as skipped."""
        for table in dataset.tables.values():
            for held in held_columns(table, dataset.tables):
                needed = (table.schema.name, *held.needs)
                broken = [name for name in needed if dataset.tables[name].broken or not dataset.tables[name].complete]
                if broken:
                    reason = said(*NOT_WHOLE, table=broken[0], column=held.column)
                    report.skipped.append(Skipped(self.code, self.name, reason))
                else:
                    expected = held.texts(dataset.tables)
                    report.extend(_column(self, table, held.of, expected))
        report.extend(self.check(self, dataset))


def _column(rule: Rule, table: Table, of: str, expected: pl.Series) -> Iterator[Finding]:
    """Compare a column; where nothing can be computed from a cell, that cell has a finding of its own."""
    frame = table.frame
    found = pl.DataFrame([frame[of].is_not_null().alias("given"), expected.alias("expected")])
    found = found.with_columns(_texts(table)[expected.name].alias("held")).with_row_index("row")
    known = pl.col("expected").is_not_null() | ~pl.col("given")
    for row, _, wanted, held in found.filter(known & pl.col("expected").ne_missing(pl.col("held"))).iter_rows():
        told = {"column": expected.name, "held": show(held or ""), "of": of, "wanted": show(wanted or "")}
        yield rule.at(table.place(row, expected.name), **told)


def _texts(table: Table) -> pl.DataFrame:
    """Return the cells as texts, also of a table that was read from typed files."""
    return table.cells.select(pl.all().cast(pl.String))


def _tables(rule: Rule, dataset: Dataset) -> Iterator[Finding]:
    for name, table in dataset.tables.items():
        whole = all(not other.broken and other.complete for other in dataset.tables.values())
        made = made_anew(name, dataset.tables) if whole else None
        if made is None:
            continue
        rows = dict(zip(made.keys, _texts(made).rows(), strict=True))
        keys = table.schema.primary_key
        for row, (key, cells) in enumerate(zip(table.keys, _texts(table).select(made.schema.columns).rows(), strict=True)):
            wanted = rows.get(key)
            if wanted is None:
                told = {"column": keys[-1], "held": show(key[-1] or ""), "of": OTHERS, "wanted": NO_ROW}
                yield rule.at(table.place(row, keys[-1]), **told)
                continue
            for column, held, cell in zip(made.schema.columns, cells, wanted, strict=True):
                if held != cell:
                    told = {
                        "column": column,
                        "held": show(held or ""),
                        "of": OTHERS,
                        "wanted": show(cell or ""),
                    }
                    yield rule.at(table.place(row, column), **told)


RULE = DerivedRule(
    code="MQ492",
    name="derived-value",
    message=Bilingual(
        "{column} is {held}, but {of} gives {wanted}; correct the one that is wrong, or leave the derived column out",
        "قيمة {column} هي {held}، والمحسوب من {of} هو {wanted}؛ صحّح المخطئ منهما، أو احذف العمود المشتق",
    ),
    why=Bilingual(
        "Who searches or counts with a derived column trusts that it says what the rows say.",
        "من يبحث أو يعدّ بعمود مشتق يثق بأنه يقول ما تقوله الصفوف.",
    ),
    mend=Bilingual(
        (
            "Take the column or table out of the package and its index: every release computes it anew. "
            "Where it must stay, as in a release that is read again, write what the message gives."
        ),
        (
            "احذف العمود أو الجدول من الحزمة ومن فهرسها: فكل إصدار يحسبه من جديد. "
            "وحيث لا بد من بقائه، كما في إصدار يُقرأ من جديد، اكتب ما تذكره الرسالة."
        ),
    ),
    bad="summary_ar: يلاحظ المكتب أن آيسلندا لم تحدد من يسهر على الحراسة ليلًا.\n"
    "summary_ar_folded: يلاحظ المكتب ان ايسلندا لم تحدد من يسهر علي الحراسه نهارا",
    good="summary_ar: يلاحظ المكتب أن آيسلندا لم تحدد من يسهر على الحراسة ليلًا.\n"
    "summary_ar_folded: يلاحظ المكتب ان ايسلندا لم تحدد من يسهر علي الحراسه ليلا",
    needs={},
    check=_tables,
)
