"""`statistics.json`: how much there is, counted anew for each release, so that no page has a number typed by hand.

Which columns are counted follows from the schemas: those with codes, and those with a first and a last day.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import polars as pl

from mawaqif.release.editions.json_file import json_output
from mawaqif.release.editions.metadata import metadata_of
from mawaqif.tables import EDTF_LEVEL_0, Dataset, Field, Table

FILE = "statistics.json"


def statistics(dataset: Dataset, _folder: Path) -> dict[str, Any]:
    """Count a data set.

    Args:
        dataset: the tables, as they are published.
    """
    metadata = metadata_of(dataset)
    return {
        "name": metadata.name,
        "version": metadata.version,
        "date": str(metadata.published or ""),
        "rows": sum(metadata.rows.values()),
        "tables": {name: _table(table) for name, table in dataset.tables.items()},
    }


def _table(table: Table) -> dict[str, Any]:
    counted = {item.name: _codes(table.cells[item.name], item) for item in table.schema.fields if item.raw.get("categories")}
    dated = {item.name: _span(table.cells[item.name]) for item in table.schema.fields if _is_date(item)}
    found = {"rows": table.frame.height, "codes": counted, "dates": {name: span for name, span in dated.items() if span}}
    return {key: value for key, value in found.items() if value != {}}


def _codes(cells: pl.Series, field: Field) -> dict[str, int]:
    """Return the number of rows by code, in the order of the schema; a code without rows is there with 0."""
    counts = dict(cells.drop_nulls().value_counts().iter_rows())
    return {str(item["value"]): counts.get(str(item["value"]), 0) for item in field.raw["categories"]}


def _is_date(field: Field) -> bool:
    return field.raw.get("type") == "date" or field.rdf_type == EDTF_LEVEL_0


def _span(cells: pl.Series) -> dict[str, str]:
    found = cells.drop_nulls().unique().to_list()
    # "~" comes after every digit and hyphen, so that `2023` ends after `2023-12-15`.
    return {"first": min(found), "last": max(found, key=lambda text: text + "~")} if found else {}


EDITION = json_output(FILE, statistics)
