"""An event ends after it starts, lasts no longer than its kind does, and lies within its parent."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from mawaqif.checks.rules.base import Rule
from mawaqif.checks.rules.statement_date import lies_outside, outside
from mawaqif.findings import Bilingual, Finding, said, show
from mawaqif.tables import Dataset, Table

# Days that no event of a kind lasts longer than; a process lasts for years, a session of an assembly for one.
DATE = r"^[0-9]{4}(?:-[0-9]{2}){0,2}$"
LONGEST = {"meeting": 31, "conference": 100, "consultation": 366, "session": 366}


def _check(rule: Rule, dataset: Dataset) -> Iterator[Finding]:
    table = dataset.tables["events"]
    for row, event, kind, parent, first, last, start, end, too_long in _suspects(table).iter_rows():
        column = "end_date"
        if first is not None and last is not None and outside(first, None, last):
            problem = said("starts on {first} and ends on {last}", "يبدأ في {first} وينتهي في {last}", first=first, last=last)
        elif first is None and last is not None:
            column = "start_date"
            problem = said("ends on {last} and has no first day", "ينتهي في {last} ولا يوم أول له", last=last)
        elif too_long:
            problem = said(
                "of kind {kind} starts on {first} and ends on {last}, more than {days} days later",
                "(ونوعه {kind}) يبدأ في {first} وينتهي في {last}، وبينهما من الأيام أكثر من {days}",
                kind=show(kind),
                first=first,
                last=last,
                days=LONGEST[kind],
            )
        else:
            days = (("start_date", first), ("end_date", last))
            column, day = next((name, day) for name, day in days if day and outside(day, start, end))
            problem = said(
                "is of {day}, outside {parent}, which lasted from {start} to {end}",
                "مؤرخ {day}، خارج {parent} الذي دام من {start} إلى {end}",
                day=day,
                parent=parent,
                start=start or "?",
                end=end or "?",
            )
        yield rule.at(table.place(row, column), event=show(event), problem=problem)


def _suspects(table: Table) -> pl.DataFrame:
    """Return the events whose days do not fit, with the span of their parent."""
    # A cell that is no date is a finding by itself, and nothing is held against it.
    days = (pl.when(pl.col(name).str.contains(DATE)).then(pl.col(name)).alias(name) for name in ("start_date", "end_date"))
    rows = table.cells.lazy().select("event_id", "kind", "parent_id", *days).with_row_index("row")
    spans = rows.unique("event_id", keep="last").select(
        pl.col("event_id").alias("parent_id"), pl.col("start_date").alias("start"), pl.col("end_date").alias("end")
    )
    first, last, none = pl.col("start_date"), pl.col("end_date"), pl.lit(None, pl.String())
    backwards = lies_outside(first, none, last) | (first.is_null() & last.is_not_null())
    astray = lies_outside(first, pl.col("start"), pl.col("end")) | lies_outside(last, pl.col("start"), pl.col("end"))
    of_another = (pl.col("event_id") != pl.col("parent_id")).fill_null(value=True)
    rows = rows.with_columns(_lasts_too_long(first, last).alias("too_long"))
    spans = rows.join(spans, on="parent_id", how="left")
    found = spans.filter(backwards | (astray & of_another) | pl.col("too_long"))
    columns = ("row", "event_id", "kind", "parent_id", "start_date", "end_date", "start", "end", "too_long")
    return found.sort("row").select(columns).collect()


def _lasts_too_long(first: pl.Expr, last: pl.Expr) -> pl.Expr:
    """Compare the last possible first day with the first possible last day; false where one is missing."""
    start = (first + pl.when(first.str.len_chars() == len("2021")).then(pl.lit("-12-31")).otherwise(pl.lit("-28"))).str.head(10)
    end = (last + pl.when(last.str.len_chars() == len("2021")).then(pl.lit("-01-01")).otherwise(pl.lit("-01"))).str.head(10)
    days = end.str.to_date("%Y-%m-%d", strict=False) - start.str.to_date("%Y-%m-%d", strict=False)
    longest = pl.col("kind").replace_strict(LONGEST, default=None, return_dtype=pl.Int64)
    return (days.dt.total_days() > longest).fill_null(value=False)


RULE = Rule(
    code="MQ419",
    name="event-dates",
    message=Bilingual(
        "{event} {problem}; correct the dates, the kind or the parent",
        "الحدث {event} {problem}؛ صحّح التاريخين أو النوع أو الحدث الأم",
    ),
    why=Bilingual(
        "A meeting outside its session, or an end before its start, puts statements on the wrong day.",
        "الاجتماع خارج دورته، أو النهاية قبل البداية، يضع الأقوال في غير يومها.",
    ),
    mend=Bilingual(
        "Look the dates up in the document, or in the record of the process.", "ابحث عن التاريخين في الوثيقة، أو في سجل العملية."
    ),
    bad="start_date: 2020-05-15\nend_date: 2020-05-11",
    good="start_date: 2020-05-11\nend_date: 2020-05-15",
    needs={"events": ("event_id", "kind", "parent_id", "start_date", "end_date")},
    check=_check,
)
