"""The check of number sequences without gaps, which the index declares for a table.

A removed row leaves no trace in the others. Where a document numbers what is coded from it, such
as its footnotes, the index gives the first and last number, and the numbers without a row.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

import polars as pl

from mawaqif.findings import LONGEST_VALUE_SHOWN, Bilingual, Code, Finding, Place, joined, said, show
from mawaqif.paths import INDEX
from mawaqif.tables import PACKAGE_INVALID, Dataset, Table, index_line

GAP = Code(
    "MQ306",
    "sequence-gap",
    Bilingual(
        "{field} {number} {problem} for {where}: datapackage.json says {span}; {repair}",
        "{field} {number} {problem}، حيث {where}: يقول datapackage.json {span}؛ {repair}",
    ),
    Bilingual(
        "A footnote that was left out or lost cannot be seen in the rows that remain.",
        "الحاشية التي أُغفلت أو ضاعت لا تُرى في الصفوف الباقية.",
    ),
    Bilingual(
        "Add the rows that are missing. A number that has no row on purpose belongs into `without` in datapackage.json.",
        "أضف الصفوف الناقصة. والرقم الذي لا صف له عن قصد مكانه `without` في datapackage.json.",
    ),
    bad='datapackage.json: "last": 3\ncitations.csv has no lamp-report-2020-n003-1',
    good='datapackage.json: "last": 3\ncitations.csv: lamp-report-2020-n003-1',
)
SEQUENCE = Bilingual("a sequence of {table} {problem}", "سلسلة من {table} {problem}")
FROM_TO = Bilingual("{first} to {last}", "{first} إلى {last}")
ANY_ROW = Bilingual("any row", "أي صف")
NO_ROW_AT_ALL, NO_ROW = Bilingual("has no row at all", "لا صف له البتة"), Bilingual("has no row", "لا صف له")
HAS_ROW = Bilingual("has a row", "له صف")
CORRECT_WHERE = Bilingual("correct `where` or its value there, or restore the rows", "صحّح `where` أو قيمته هناك، أو استعد الصفوف")
ADD_ROW = Bilingual("add the row, which belongs before or after this line", "أضف الصف، ومكانه قبل هذا السطر أو بعده")
CORRECT_NUMBER = Bilingual("correct the number, or the sequence in datapackage.json", "صحّح الرقم، أو السلسلة في datapackage.json")
# So many of the numbers without a row are named in a message.
LISTED = 20


def check_sequences(dataset: Dataset) -> Iterator[Finding]:
    """Check every sequence that the index declares in `sequences` of a resource.

    A sequence has `field`, an integer column; `where`, the cells that its rows share;
    `first`, `last`, and `without`, the numbers that have no row. Consecutive numbers that
    are missing are one finding. Where no row at all meets `where`, the condition is what is
    wrong, or every row is lost; both are found, because a check that is never made finds nothing.
    """
    for resource in dataset.descriptor.resources:
        table = dataset.tables.get(resource["name"])
        if table is None:
            continue
        for number, item in enumerate(resource.get("sequences", [])):
            problem = _problem(item, table)
            place = partial(_in_index, dataset, table, number)
            if problem:
                yield PACKAGE_INVALID.at(place(), problem=SEQUENCE.filled(table=table.schema.name, problem=problem))
            elif table.complete and not {item["field"], *item["where"]} & (table.broken | table.missing):
                yield from _found(item, table, place)


def _in_index(dataset: Dataset, table: Table, number: int, *steps: str) -> Place:
    return Place(INDEX, index_line(dataset.descriptor, table.schema.name, "sequences", number, *steps))


def _problem(item: Mapping[str, Any], table: Table) -> str:
    unknown = [name for name in (item["field"], *item["where"]) if name not in table.schema.by_name]
    if unknown or table.schema.by_name[item["field"]].type.name != "integer":
        told = "names {column}, which is not a column, or not one of integers", "تسمّي {column}، وليس عمودًا أو ليس من الأعداد"
        return said(*told, column=show(unknown[0] if unknown else item["field"]))
    if item["first"] > item["last"]:
        told = "begins at {first}, after its end at {last}", "تبدأ عند {first}، بعد نهايتها عند {last}"
        return said(*told, first=item["first"], last=item["last"])
    return ""


def _found(item: Mapping[str, Any], table: Table, in_index: Callable[..., Place]) -> Iterator[Finding]:
    field = item["field"]
    wanted = pl.all_horizontal(pl.lit(value=True), *(pl.col(name) == str(value) for name, value in item["where"].items()))
    rows = table.cells.select(wanted.fill_null(value=False).arg_true()).to_series().to_list()
    numbers = table.frame[field]
    present = {int(numbers[row]): row for row in reversed(rows) if numbers[row] is not None}
    facts = {
        "field": field,
        "where": joined([f"{name} {_shown(value)}" for name, value in item["where"].items()]) or ANY_ROW,
        "span": _span(item),
    }
    if not present:
        place = table.place(rows[0], field) if rows else in_index("where")
        number = FROM_TO.filled(first=item["first"], last=item["last"])
        yield GAP.lacking(place, number=number, problem=NO_ROW_AT_ALL, repair=CORRECT_WHERE, **facts)
        return
    yield from _gaps(item, table, present, facts)


def _shown(value: object) -> str:
    text = str(value)
    return text if text.isprintable() and len(text) <= LONGEST_VALUE_SHOWN else show(value)


def _span(item: Mapping[str, Any]) -> Bilingual:
    without = sorted(set(item["without"]))
    span = FROM_TO.filled(first=item["first"], last=item["last"])
    if not without:
        return span
    listed: str = joined([str(number) for number in without[:LISTED]])
    if len(without) > LISTED:
        more = "{listed} and {left:,} more", "{listed} وأرقامًا أخرى عددها {left:,}"
        listed = said(*more, listed=listed, left=len(without) - LISTED)
    return said("{span} without {listed}", "{span} إلا {listed}", span=span, listed=listed)


def _gaps(item: Mapping[str, Any], table: Table, present: Mapping[int, int], facts: Mapping[str, str]) -> Iterator[Finding]:
    field, without = item["field"], set(item["without"])
    ordered = sorted(present)
    for start, end in _missing(item["first"], item["last"], sorted({*present, *without})):
        after = bisect_right(ordered, end)
        place = table.place(present[ordered[min(after, len(ordered) - 1)]], field)
        number = str(start) if start == end else FROM_TO.filled(first=start, last=end)
        yield GAP.lacking(place, number=number, problem=NO_ROW, repair=ADD_ROW, **facts)
    for extra, row in sorted(present.items()):
        if extra in without or not item["first"] <= extra <= item["last"]:
            yield GAP.at(table.place(row, field), number=extra, problem=HAS_ROW, repair=CORRECT_NUMBER, **facts)


def _missing(first: int, last: int, known: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield first and last of each run of numbers that are not known; the numbers themselves are never made.

    Args:
        first: the first number that must be known.
        last: the last.
        known: numbers in ascending order, some of them perhaps outside.
    """
    start = first
    for number in known:
        if start <= number <= last:
            if number > start:
                yield start, number - 1
            start = number + 1
    if start <= last:
        yield start, last
