"""Where a release has a table, by the editions that it was published with."""

from __future__ import annotations

from pathlib import Path

from mawaqif.release.editions.csv_edition import FOLDER as CSV_FOLDER
from mawaqif.release.editions.jsonl_edition import FOLDER as JSONL_FOLDER
from mawaqif.release.editions.parquet_edition import FOLDER as PARQUET_FOLDER
from mawaqif.release.file_names import DUCKDB_FILE, SQLITE_FILE, XLSX_FILE

# Files that hold every table.
WHOLE_FILES = (DUCKDB_FILE, SQLITE_FILE, XLSX_FILE)


def table_path(folder: Path, name: str, *, flat: bool = False, endings: tuple[str, ...] = ("csv", "parquet", "jsonl")) -> str:
    """Return the path of the first file in a release that holds a table; empty where none does.

    Args:
        folder: the release, its editions written.
        name: name of the table.
        flat: whether it is one of the flat tables, which lie beside the folders.
        endings: the formats of one file a table that will do, the best first; with none of them, a file that holds every table.
    """
    folders = {
        "csv": "" if flat else f"{CSV_FOLDER}/",
        "parquet": "" if flat else f"{PARQUET_FOLDER}/",
        "jsonl": f"{JSONL_FOLDER}/",
    }
    paths = [f"{folders[ending]}{name}.{ending}" for ending in endings]
    return next((path for path in (*paths, *WHOLE_FILES) if (folder / path).is_file()), "")
