"""What was said at a meeting is of its day, nothing is later than its document, commentary is of its day.

Sessions and processes do not bind the date: written submissions come before a session,
and the draft that a session agreed on bears a later day. A day that the source prints and that only
outside evidence contradicts stands, with a note that names it.
"""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from mawaqif.checks.rules.base import Rule
from mawaqif.findings import Bilingual, Finding, said, show
from mawaqif.tables import Dataset

# Kinds of events that are worked on in writing before and after.
LONG = frozenset({"process", "session"})


def outside(day: str, first: str | None, last: str | None) -> bool:
    """True where an EDTF date lies wholly before `first` or wholly after `last`.

    Dates of unequal precision are compared as far as both go: `2021-12` is not
    outside 2021-12-13 to 2021-12-17.
    """
    early = first is not None and day[: len(first)] < first[: len(day)]
    late = last is not None and day[: len(last)] > last[: len(day)]
    return early or late


def lies_outside(day: pl.Expr, first: pl.Expr, last: pl.Expr) -> pl.Expr:
    """Say the same as `outside` of columns; false where the day is missing."""
    late = day.str.head(last.str.len_chars()) > last.str.head(day.str.len_chars())
    early = day.str.head(first.str.len_chars()) < first.str.head(day.str.len_chars())
    return late.fill_null(value=False) | early.fill_null(value=False)


def _check(rule: Rule, dataset: Dataset) -> Iterator[Finding]:
    table = dataset.tables["statements"]
    for row, statement, document, kind, event, day, printed, first, last in _suspects(dataset).iter_rows():
        if kind == "commentary" and day != printed:
            told = "is commentary of {day}, but {document} is of {printed}", "تعليق مؤرخ {day}، وتاريخ {document} {printed}"
            problem = said(*told, day=show(day or ""), document=document, printed=show(printed or ""))
        elif outside(day, None, printed):
            told = (
                "is of {day}, after {document} itself, which is of {printed}",
                "مؤرخ {day}، بعد {document} نفسها وتاريخها {printed}",
            )
            problem = said(*told, day=show(day), document=document, printed=show(printed))
        else:
            told = "is of {day}, but {event} lasted from {first} to {last}", "مؤرخ {day}، ودام {event} من {first} إلى {last}"
            problem = said(*told, day=show(day), event=event, first=first or "?", last=last or "?")
        yield rule.at(table.place(row, "date"), statement=show(statement), problem=problem)


def _suspects(dataset: Dataset) -> pl.DataFrame:
    """Return the statements whose day does not fit, with the day of their document and the span of their event."""
    columns = ("statement_id", "document_id", "kind", "event_id", "date", "note_en")
    rows = dataset.tables["statements"].cells.lazy().select(columns).with_row_index("row")
    documents = dataset.tables["documents"].once(dataset.tables["documents"].cells.lazy(), ["document_id"], keep="last")
    events = dataset.tables["events"].once(dataset.tables["events"].cells.lazy(), ["event_id"], keep="last")
    events = events.filter(~pl.col("kind").is_in(list(LONG)))
    printed = documents.select("document_id", pl.col("date").alias("printed"))
    rows = rows.join(printed, on="document_id").join(
        events.select("event_id", "start_date", "end_date"), on="event_id", how="left"
    )
    day, none = pl.col("date"), pl.lit(None, pl.String())
    commentary = (pl.col("kind") == "commentary") & day.ne_missing(pl.col("printed"))
    later = lies_outside(day, none, pl.col("printed"))
    told = pl.col("note_en").str.contains(day, literal=True).fill_null(value=False)
    elsewhere = lies_outside(day, pl.col("start_date"), pl.col("end_date")) & ~told
    found = rows.filter(commentary.fill_null(value=False) | later | elsewhere).sort("row")
    return found.drop("note_en").collect()


RULE = Rule(
    code="MQ418",
    name="statement-date",
    message=Bilingual(
        "{statement} {problem}; correct the date, or the event or document it belongs to",
        "القول {statement} {problem}؛ صحّح التاريخ، أو الحدث أو الوثيقة التي يتبعها",
    ),
    why=Bilingual(
        "A date outside the meeting at which it was said is a slip, of the source or of the coder.",
        "التاريخ الواقع خارج الاجتماع الذي قيل فيه القول زلة، من المصدر أو من المرمّز.",
    ),
    mend=Bilingual(
        (
            "Look the heading up; where the source contradicts itself, correct the cell and add a row to errata. "
            "Where only outside evidence contradicts a printed day, it stands; name the day and the evidence in note_en."
        ),
        (
            "ابحث عن العنوان؛ فإن ناقض المصدر نفسه فصحّح الخلية وأضف صفًا إلى errata. وإن لم يناقض اليومَ "
            "المطبوع إلا دليل من خارج المصدر ثبت المطبوع؛ واذكر اليوم والدليل في note_en."
        ),
    ),
    bad="events.csv: lamp-session-1-meeting-2,…,2020-05-12,\nevent_id: lamp-session-1-meeting-2\ndate: 2020-05-13",
    good="events.csv: lamp-session-1-meeting-2,…,2020-05-12,\nevent_id: lamp-session-1-meeting-2\ndate: 2020-05-12",
    needs={
        "documents": ("document_id", "date"),
        "events": ("event_id", "kind", "start_date", "end_date"),
        "statements": ("statement_id", "document_id", "kind", "event_id", "date", "note_en"),
    },
    check=_check,
)
