"""No row repeats another one under a different key."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from mawaqif.checks.rules.base import Rule
from mawaqif.findings import Bilingual, Finding, show
from mawaqif.tables import ROW_INDEX, Dataset, Table, TableSchema

# Rows with fewer filled cells beside their key are equal by chance.
MIN_FILLED_CELLS = 2


def _compared(schema: TableSchema) -> list[str]:
    """Return the columns in which no two rows may agree: all but the key, and those that only number the rows."""
    numbering = {columns[-1] for columns in schema.unique_keys if len(columns) > 1}
    return [name for name in schema.columns if name not in schema.primary_key and name not in numbering]


def _check(rule: Rule, dataset: Dataset) -> Iterator[Finding]:
    for table in dataset.tables.values():
        columns = [name for name in _compared(table.schema) if name not in table.missing]
        if len(table.schema.primary_key) == 1 and columns:
            yield from _table(rule, table, columns)


def _table(rule: Rule, table: Table, columns: list[str]) -> Iterator[Finding]:
    first: dict[tuple[str | None, ...], int] = {}
    telling = [position for position, name in enumerate(columns) if _is_distinctive(table, name)]
    for row, *cells in _alike(table, columns).iter_rows():
        values = tuple(cells)
        if len({values[position] for position in telling if values[position]}) < MIN_FILLED_CELLS or row in table.faulty_rows:
            continue
        other = first.setdefault(values, row)
        if other != row:
            key, before = (show(table.keys[at][0]) for at in (row, other))
            place = table.place(row, table.schema.primary_key[0])
            yield rule.at(place, value=key, other=before, line=table.lines[other])


def _alike(table: Table, columns: list[str]) -> pl.DataFrame:
    """Return the rows that equal another in every column, with their positions; hashes are compared first."""
    telling = [name for name in columns if _is_distinctive(table, name)]
    if len(telling) < MIN_FILLED_CELLS:
        return pl.DataFrame()
    filled = pl.sum_horizontal(pl.col(telling).is_not_null())
    cells = table.cells.select(columns)
    alike = cells.with_row_index(ROW_INDEX).filter(cells.hash_rows().is_duplicated())
    return alike.filter((filled >= MIN_FILLED_CELLS) & pl.struct(columns).is_duplicated())


def _is_distinctive(table: Table, column: str) -> bool:
    """True where a column can distinguish rows: it has no list of values."""
    field = table.schema.by_name[column]
    return "enum" not in field.constraints and field.type.name != "boolean"


RULE = Rule(
    code="MQ428",
    name="row-again",
    message=Bilingual(
        "{value} repeats {other} of line {line}: all other cells are alike; remove one, or correct what should differ",
        ("الصف {value} يكرر الصف {other} في السطر {line}: بقية الخلايا كلها متماثلة؛ أزل أحدهما، أو صحّح ما يجب أن يختلف"),
    ),
    why=Bilingual("A row that stands twice is counted twice.", "الصف الموجود مرتين يُعدّ مرتين."),
    mend=Bilingual(
        "Remove one of the two rows and refer to the other, or correct the cell in which they should differ.",
        "أزل أحد الصفين وأحِل إلى الآخر، أو صحّح الخلية التي يجب أن يختلفا فيها.",
    ),
    bad="citation_id: lamp-report-2020-n001-2\nlocator: 7\ncitations.csv: lamp-report-2020-n001-1,…,7,",
    good="citation_id: lamp-report-2020-n001-2\nlocator: 8\ncitations.csv: lamp-report-2020-n001-1,…,7,",
    needs={},
    check=_check,
)
