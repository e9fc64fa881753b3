"""An identifier built from other columns says the same as they do."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from mawaqif.findings import Finding, show
from mawaqif.rules.base import Rule
from mawaqif.tables import Dataset


def _statement(document: str, ordinal: int) -> str:
    return f"{document}-s{ordinal:03}"


def _citation(document: str, note: int, item: int) -> str:
    return f"{document}-n{note:03}-{item}"


BUILT: dict[str, tuple[str, tuple[str, ...], Callable[..., str]]] = {
    "statements": ("statement_id", ("document_id", "ordinal"), _statement),
    "citations": ("citation_id", ("document_id", "note_number", "item"), _citation),
}


def _rule(code: str, table_name: str, bad: str, good: str) -> Rule:
    identifier, parts, build = BUILT[table_name]

    def check(rule: Rule, dataset: Dataset) -> Iterator[Finding]:
        table = dataset.tables[table_name]
        for row, (value, *values) in enumerate(table.frame.select(identifier, *parts).iter_rows()):
            if None in (value, *values):
                continue
            expected = build(*values)
            if value != expected:
                described = ", ".join(f"{part} {item}" for part, item in zip(parts, values, strict=True))
                place = table.place(row, identifier)
                yield rule.at(place, value=show(value), parts=described, expected=show(expected))

    return Rule(
        code=code,
        name=f"{identifier.removesuffix('_id')}-identifier",
        message="{value} does not agree with {parts}; expected {expected}: correct whichever is wrong",
        why="The identifier is cited outside the data set; it must lead to the place that the other columns name.",
        mend="Write the identifier from the other columns, or correct the column that is wrong.",
        bad=bad,
        good=good,
        needs={table_name: (identifier, *parts)},
        check=check,
    )


STATEMENT_RULE = _rule(
    "MQ409",
    "statements",
    bad="statement_id: lamp-report-2020-s003\nordinal: 4",
    good="statement_id: lamp-report-2020-s003\nordinal: 3",
)
CITATION_RULE = _rule(
    "MQ410",
    "citations",
    bad="citation_id: lamp-report-2020-n002-1\nitem: 2",
    good="citation_id: lamp-report-2020-n002-1\nitem: 1",
)
