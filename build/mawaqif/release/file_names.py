"""Names of files of a release that others open, apart from the editions, which load much."""

from __future__ import annotations

# What a release changes, as a table.
CHANGES = "changes.csv"

DUCKDB_FILE = "mawaqif.duckdb"
SQLITE_FILE = "mawaqif.sqlite"
XLSX_FILE = "mawaqif.xlsx"
LLMS_FILE = "llms.txt"

# Names of the editions of which `mawaqif build` publishes those that are wanted.
CHOICES = ("csv", "parquet", "flat", "duckdb", "sqlite", "xlsx", "statistics", "jsonl", "bibliography")
# Property of the index of a release that says which of them are not in it, and why.
LEFT_OUT = "leftOut"
