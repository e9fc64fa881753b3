"""The check of number sequences without gaps, which the index declares for a table.

A removed row leaves no trace in the others. Where a document numbers what is coded from it, such
as its footnotes, the index gives the first and last number, and the numbers without a row.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import polars as pl

from mawaqif.findings import Code, Finding, Place
from mawaqif.home import INDEX
from mawaqif.tables import PACKAGE_INVALID, Dataset, Table

GAP = Code(
    "MQ306",
    "sequence-gap",
    "{field} {number} {problem} for {where}: datapackage.json says {span}; {repair}",
    "A footnote that was left out or lost cannot be seen in the rows that remain.",
    "Add the rows that are missing. A number that has no row on purpose belongs into `without` in datapackage.json.",
    bad='datapackage.json: "last": 3\ncitations.csv has no lamp-report-2020-n003-1',
    good='datapackage.json: "last": 3\ncitations.csv: lamp-report-2020-n003-1',
)
_KEYS = {"field": str, "where": dict, "first": int, "last": int, "without": list}


def check_sequences(dataset: Dataset) -> Iterator[Finding]:
    """Check every sequence that the index declares in `sequences` of a resource.

    A sequence has `field`, an integer column; `where`, the cells that its rows share;
    `first`, `last`, and `without`, the numbers that have no row. Consecutive numbers that
    are missing are one finding.
    """
    for resource in dataset.descriptor.raw["resources"]:
        table = dataset.tables.get(resource.get("name", "")) if isinstance(resource, dict) else None
        if table is None:
            continue
        for item in resource.get("sequences", []):
            problem = _problem(item, table)
            if problem:
                yield PACKAGE_INVALID.at(Place(INDEX), problem=f"a sequence of {table.schema.name} {problem}")
            elif table.complete and not {item["field"], *item["where"]} & (table.broken | table.missing):
                yield from _gaps(item, table)


def _problem(item: object, table: Table) -> str:
    if not isinstance(item, dict) or item.keys() != _KEYS.keys():
        return f"is not an object with {', '.join(_KEYS)}"
    for key, kind in _KEYS.items():
        if not isinstance(item[key], kind):
            return f"has a {key} that is not of type {kind.__name__}"
    unknown = [name for name in (item["field"], *item["where"]) if name not in table.schema.by_name]
    if unknown or table.schema.by_name[item["field"]].type.name != "integer":
        return f"names {unknown[0] if unknown else item['field']}, which is not a column, or not one of integers"
    return ""


def _gaps(item: Mapping[str, Any], table: Table) -> Iterator[Finding]:
    field, without = item["field"], set(item["without"])
    wanted = pl.all_horizontal(pl.lit(value=True), *(pl.col(name) == str(value) for name, value in item["where"].items()))
    rows = table.cells.select(wanted.fill_null(value=False).arg_true()).to_series().to_list()
    numbers = table.frame[field]
    present = {int(numbers[row]): row for row in reversed(rows) if numbers[row] is not None}
    if not present:
        return
    facts = {
        "field": field,
        "where": ", ".join(f"{name} {value}" for name, value in item["where"].items()),
        "span": f"{item['first']} to {item['last']}" + (f" without {', '.join(map(str, sorted(without)))}" if without else ""),
    }
    missing = [number for number in range(item["first"], item["last"] + 1) if number not in present and number not in without]
    for start, end in _runs(missing):
        place = table.place(present[min((n for n in present if n > end), default=max(present))], field)
        number = str(start) if start == end else f"{start} to {end}"
        yield GAP.lacking(
            place, number=number, problem="has no row", repair="add the row, which belongs before or after this line", **facts
        )
    for extra, row in sorted(present.items()):
        if extra in without or not item["first"] <= extra <= item["last"]:
            repair = "correct the number, or the sequence in datapackage.json"
            yield GAP.at(table.place(row, field), number=extra, problem="has a row", repair=repair, **facts)


def _runs(numbers: list[int]) -> Iterator[tuple[int, int]]:
    """Yield first and last of each run of consecutive numbers."""
    start = None
    for position, number in enumerate(numbers):
        start = number if start is None else start
        if position + 1 == len(numbers) or numbers[position + 1] != number + 1:
            yield start, number
            start = None
