"""What was said at a meeting is of its day, nothing is later than its document, commentary is of its day.

Sessions and processes do not bind the date: written submissions come before a session,
and the draft that a session agreed on bears a later day.
"""

from __future__ import annotations

from collections.abc import Iterator

from mawaqif.findings import Finding, show
from mawaqif.rules.base import Rule
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


def _check(rule: Rule, dataset: Dataset) -> Iterator[Finding]:
    table = dataset.tables["statements"]
    documents = dict(dataset.tables["documents"].cells.select("document_id", "date").iter_rows())
    columns: tuple[str, ...] = ("event_id", "kind", "start_date", "end_date")
    events = {
        event: (first, last)
        for event, kind, first, last in dataset.tables["events"].cells.select(columns).iter_rows()
        if kind not in LONG
    }
    columns = ("statement_id", "document_id", "kind", "event_id", "date")
    for row, (statement, document, kind, event, day) in enumerate(table.cells.select(columns).iter_rows()):
        if document not in documents:
            continue
        printed = documents[document]
        problem = ""
        if kind == "commentary" and day != printed:
            problem = f"is commentary of {show(day or '')}, but {document} is of {show(printed or '')}"
        elif day is not None and outside(day, None, printed):
            problem = f"is of {show(day)}, after {document} itself, which is of {show(printed)}"
        elif day is not None and event in events and outside(day, *events[event]):
            first, last = events[event]
            problem = f"is of {show(day)}, but {event} lasted from {first or '?'} to {last or '?'}"
        if problem:
            yield rule.at(table.place(row, "date"), statement=show(statement), problem=problem)


RULE = Rule(
    code="MQ418",
    name="statement-date",
    message="{statement} {problem}; correct the date, or the event or document it belongs to",
    why="A date outside the meeting at which it was said is a slip, of the source or of the coder.",
    mend="Look the heading up; where the source contradicts itself, correct the cell and add a row to errata.",
    bad="events.csv: lamp-session-1-meeting-2,…,2020-05-12,\nevent_id: lamp-session-1-meeting-2\ndate: 2020-05-13",
    good="events.csv: lamp-session-1-meeting-2,…,2020-05-12,\nevent_id: lamp-session-1-meeting-2\ndate: 2020-05-12",
    needs={
        "documents": ("document_id", "date"),
        "events": ("event_id", "kind", "start_date", "end_date"),
        "statements": ("statement_id", "document_id", "kind", "event_id", "date"),
    },
    check=_check,
)
