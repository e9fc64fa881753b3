"""Names of files of a release that others open, apart from the editions, which load much."""

from __future__ import annotations

# What a release changes, as a table.
CHANGES = "changes.csv"

DUCKDB_FILE = "mawaqif.duckdb"
LLMS_FILE = "llms.txt"
