"""`views.sql` beside the Parquet files: with it, any DuckDB asks them what it asks the DuckDB edition.

A view a table reads `<table>.parquet`; the `fold` macro, the views that join names in and
the comments are those of the DuckDB edition, so that a query of the cookbook runs unchanged.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from mawaqif.release.editions.data_dictionary import NAME, dictionary_schema, with_dictionary
from mawaqif.release.editions.ddl import comments, literal, quoted
from mawaqif.release.editions.edition import Edition
from mawaqif.release.editions.fold_sql import fold_macro
from mawaqif.release.editions.parquet_edition import FOLDER
from mawaqif.release.editions.views import named_views
from mawaqif.tables import Dataset

FILE = "views.sql"
# DuckDB looks for a relative path in the current folder, then in those of `file_search_path`.
USAGE = """\
-- {name} {version}: the Parquet files of this folder as tables, for DuckDB 1.2 and newer.
--
-- In this folder:
--   duckdb -init views.sql
-- In a session in another folder, with the path of this one in both places:
--   SET file_search_path = 'dist/parquet';
--   .read dist/parquet/views.sql
-- In a program, for example in Python:
--   connection.execute("SET file_search_path = 'dist/parquet'")
--   connection.execute(Path("dist/parquet/views.sql").read_text(encoding="utf-8"))
--
-- The views read the files anew for each query; nothing is copied.
"""


def parquet_views(dataset: Dataset) -> str:
    """Return the SQL script that makes the folder of Parquet files a database."""
    usage = USAGE.format(name=dataset.descriptor.name, version=dataset.descriptor.version)
    return usage + "".join(f"\n{statement};\n" for statement in _statements(dataset))


def _statements(dataset: Dataset) -> Iterator[str]:
    yield fold_macro()
    for name, table in dataset.tables.items():
        yield f"CREATE OR REPLACE VIEW {quoted(name)} AS FROM read_parquet({literal(f'{name}.parquet')})"
        yield from comments(table.schema, "VIEW")
    # It lies beside this folder, as the views do that are published as files.
    yield f"CREATE OR REPLACE VIEW {NAME} AS FROM read_parquet({literal(f'../{NAME}.parquet')})"
    yield from comments(dictionary_schema(), "VIEW")
    yield from named_views({name: table.schema for name, table in with_dictionary(dataset).items()})


def _write(dataset: Dataset, folder: Path) -> None:
    (folder / FOLDER / FILE).write_text(parquet_views(dataset), encoding="utf-8", newline="")


EDITION = Edition("Parquet views", _write)
