"""Two cells of a row that stand in each other's column."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from mawaqif.checks.faulty_rows import FaultyRows
from mawaqif.checks.rules.edtf_date import is_real
from mawaqif.findings import Bilingual, Code, Finding, show
from mawaqif.tables import EDTF_LEVEL_0, Dataset, Field, Table

EXCHANGED = Code(
    "MQ478",
    "cells-exchanged",
    Bilingual(
        "{first} and {second} are exchanged; write {first_value} as {first} and {second_value} as {second}",
        ("تبادلت الخليتان {first} و{second} مكانيهما؛ اكتب {first_value} في {first} و{second_value} في {second}"),
    ),
    Bilingual(
        "Two values in each other's column say nothing, though each is right by itself.",
        "القيمتان الموضوعة كل منهما في عمود الأخرى لا تقولان شيئًا، وإن صحّت كل منهما وحدها.",
    ),
    Bilingual("Exchange the two cells.", "بادل بين الخليتين."),
    bad="topic_id: neutral\nstance: harbour-lights",
    good="topic_id: harbour-lights\nstance: neutral",
)
# What is found of a value in a column of another kind.
SUSPECT = frozenset({"MQ201", "MQ203", "MQ204", "MQ303", "MQ401"})
# So many findings are looked at; where there are more, whole columns have changed places, and their header is wrong.
MOST_LOOKED_AT = 500


def name_exchanged(dataset: Dataset, findings: Sequence[Finding]) -> list[Finding]:
    """Put one finding in place of those on two cells of a row that stand in each other's column.

    Args:
        dataset: the tables.
        findings: what was found of single cells.
    """
    rows = FaultyRows(dataset)
    suspects = (item for item in findings if item.column and item.code in SUSPECT)
    rows.add(islice(suspects, MOST_LOOKED_AT))
    found = list(_exchanged(rows))
    told = {(item.file, item.line, column) for item, columns in found for column in columns}
    left = [item for item in findings if (item.file, item.line, item.column) not in told]
    return left + [item for item, _ in found]


def _exchanged(rows: FaultyRows) -> Iterator[tuple[Finding, tuple[str, str]]]:
    for (name, row), columns in list(rows.columns.items()):
        table = rows.dataset.tables[name]
        pair = next(_pairs(rows.dataset, table, row, columns), None)
        if pair is not None:
            first, second = sorted(pair, key=table.schema.columns.index)
            values = {"first_value": show(table.cells[second][row]), "second_value": show(table.cells[first][row])}
            yield EXCHANGED.at(table.place(row, first), first=first, second=second, **values), (first, second)


def _pairs(dataset: Dataset, table: Table, row: int, columns: Iterable[str]) -> Iterator[tuple[str, str]]:
    cells = {field.name: table.cells[field.name][row] for field in table.schema.fields if field.name not in table.missing}
    fields = table.schema.by_name
    for one in columns:
        for other, value in cells.items():
            mine = cells[one]
            fits_other = other != one and mine and value and _fits(dataset, table, fields[other], mine)
            if fits_other and _fits(dataset, table, fields[one], value) and not _fits(dataset, table, fields[other], value):
                yield one, other


def _fits(dataset: Dataset, table: Table, field: Field, value: str) -> bool:
    """True where a value is one of the few that a column takes; of free text nothing can be said."""
    key = next((key for key in table.schema.foreign_keys if key.columns == (field.name,)), None)
    if key is not None:
        parent = dataset.tables.get(key.table)
        return parent is not None and value in parent.cells[key.references[0]]
    if "enum" in field.constraints:
        return value in field.constraints["enum"]
    return field.rdf_type == EDTF_LEVEL_0 and is_real(value)
