"""An event ends after it starts, and lies within its parent."""

from __future__ import annotations

from collections.abc import Iterator

from mawaqif.findings import Finding, show
from mawaqif.rules.base import Rule
from mawaqif.rules.statement_date import outside
from mawaqif.tables import Dataset


def _check(rule: Rule, dataset: Dataset) -> Iterator[Finding]:
    table = dataset.tables["events"]
    rows = table.cells.select("event_id", "parent_id", "start_date", "end_date").rows()
    spans = {event: (first, last) for event, _, first, last in rows}
    for row, (event, parent, first, last) in enumerate(rows):
        column, problem = "end_date", ""
        if first is not None and last is not None and outside(first, None, last):
            problem = f"starts on {first} and ends on {last}"
        elif first is None and last is not None:
            column, problem = "start_date", f"ends on {last} and has no first day"
        elif parent in spans and parent != event:
            start, end = spans[parent]
            late = next(
                ((name, day) for name, day in (("start_date", first), ("end_date", last)) if day and outside(day, start, end)),
                None,
            )
            if late:
                column = late[0]
                problem = f"is of {late[1]}, outside {parent}, which lasted from {start or '?'} to {end or '?'}"
        if problem:
            yield rule.at(table.place(row, column), event=show(event), problem=problem)


RULE = Rule(
    code="MQ419",
    name="event-dates",
    message="{event} {problem}; correct the dates, or the parent",
    why="A meeting outside its session, or an end before its start, puts statements on the wrong day.",
    mend="Look the dates up in the document, or in the record of the process.",
    bad="start_date: 2020-05-15\nend_date: 2020-05-11",
    good="start_date: 2020-05-11\nend_date: 2020-05-15",
    needs={"events": ("event_id", "parent_id", "start_date", "end_date")},
    check=_check,
)
