"""The editions of a release, in the order in which they are written.

A new edition is one file beside this one and one line in `OUTPUTS`.
"""

from __future__ import annotations

from mawaqif.outputs import csv_edition, descriptor_edition, duckdb_edition, folding_edition, parquet_edition
from mawaqif.outputs.base import Output

OUTPUTS: tuple[Output, ...] = (
    csv_edition.OUTPUT,
    parquet_edition.OUTPUT,
    duckdb_edition.OUTPUT,
    folding_edition.OUTPUT,
    descriptor_edition.OUTPUT,
)

__all__ = ["OUTPUTS", "Output"]
