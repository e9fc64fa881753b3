"""An erratum says which citation or statement depends on it, and corrects something."""

from __future__ import annotations

from collections.abc import Iterator

from mawaqif.checks.rules.base import Rule
from mawaqif.findings import Finding, show
from mawaqif.tables import Dataset


def _check(rule: Rule, dataset: Dataset) -> Iterator[Finding]:
    table = dataset.tables["errata"]
    columns = ("erratum_id", "citation_id", "statement_id", "printed", "corrected")
    for row, (erratum, citation, statement, printed, corrected) in enumerate(table.cells.select(columns).iter_rows()):
        if citation is None and statement is None:
            problem, column = "names neither a citation nor a statement", "statement_id"
        elif printed is not None and printed == corrected:
            problem, column = f"corrects {show(printed)} to itself", "corrected"
        else:
            continue
        yield rule.at(table.place(row, column), erratum=show(erratum), problem=problem)


RULE = Rule(
    code="MQ422",
    name="erratum",
    message="{erratum} {problem}; name the row that depends on the misprint, and both values",
    why="An erratum is kept because a row depends on it.",
    mend="Fill citation_id or statement_id, and give the printed and the corrected value.",
    bad="citation_id:\nstatement_id:",
    good="citation_id: lamp-report-2020-n002-1\nstatement_id:",
    needs={"errata": ("erratum_id", "citation_id", "statement_id", "printed", "corrected")},
    check=_check,
)
