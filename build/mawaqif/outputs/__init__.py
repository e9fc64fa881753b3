"""The editions of a release, in the order in which they are written.

A new edition is one file beside this one and one line in `OUTPUTS`. What describes the
files of a release stands in `DESCRIPTIONS`, written once every other file is there.
"""

from __future__ import annotations

from mawaqif.outputs import (
    card_edition,
    codebook_edition,
    companions,
    crate_edition,
    croissant_edition,
    csv_edition,
    descriptor_edition,
    duckdb_edition,
    flat_edition,
    folding_edition,
    jsonl_edition,
    parquet_edition,
    parquet_views,
    queries_edition,
    schema_org_edition,
    sqlite_edition,
    xlsx_edition,
)
from mawaqif.outputs.base import Output

OUTPUTS: tuple[Output, ...] = (
    csv_edition.OUTPUT,
    parquet_edition.OUTPUT,
    parquet_views.OUTPUT,
    duckdb_edition.OUTPUT,
    queries_edition.OUTPUT,
    folding_edition.OUTPUT,
    codebook_edition.OUTPUT,
    flat_edition.OUTPUT,
    sqlite_edition.OUTPUT,
    xlsx_edition.OUTPUT,
    jsonl_edition.OUTPUT,
    descriptor_edition.OUTPUT,
)

DESCRIPTIONS: tuple[Output, ...] = (
    companions.OUTPUT,
    card_edition.OUTPUT,
    schema_org_edition.OUTPUT,
    croissant_edition.OUTPUT,
    crate_edition.OUTPUT,
)

__all__ = ["DESCRIPTIONS", "OUTPUTS", "Output"]
