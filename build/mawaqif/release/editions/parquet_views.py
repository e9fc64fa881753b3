"""`views.sql` beside the Parquet files: with it, any DuckDB asks them what it asks the DuckDB edition.

A view a table reads `<table>.parquet`; the `fold` macro, the views that join names in and
the comments are those of the DuckDB edition, so that a query of the cookbook runs unchanged.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from mawaqif.release.editions.data_dictionary import NAME, dictionary_schema, schemas_with_dictionary
from mawaqif.release.editions.ddl import comments, literal, quoted
from mawaqif.release.editions.edition import Edition
from mawaqif.release.editions.fold_sql import fold_macro
from mawaqif.release.editions.parquet_edition import FOLDER
from mawaqif.release.editions.views import named_views
from mawaqif.tables import Dataset

FILE = "views.sql"
# Where the files are: the folder or address that the variable `base` names, else where DuckDB looks for a relative path, which
# is the current folder, then those of `file_search_path`. An address has no `..` in it, which not every server understands.
_BASE = "rtrim(getvariable('base'), '/')"
BESIDE = f"coalesce({_BASE} || '/', '')"
ABOVE = f"CASE WHEN {_BASE} LIKE '%://%' THEN regexp_replace({_BASE}, '[^/]+$', '') ELSE {BESIDE} || '../' END"
USAGE = """\
-- {name} {version}: the Parquet files of this folder as tables, for DuckDB 1.2 and newer.
--
-- In this folder:
--   duckdb -init views.sql
-- In a session elsewhere, with the path of this folder, or the address at which it is served:
--   SET VARIABLE base = 'dist/parquet';
--   .read dist/parquet/views.sql
-- In a program, for example in Python:
--   connection.execute("SET VARIABLE base = 'dist/parquet'")
--   connection.execute(Path("dist/parquet/views.sql").read_text(encoding="utf-8"))
-- Set `base` anew, and the same views read other files, such as those of another version.
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
        yield _view(name, BESIDE)
        yield from comments(table.schema, "VIEW")
    # It lies beside this folder, as the views do that are published as files.
    yield _view(NAME, ABOVE)
    yield from comments(dictionary_schema(), "VIEW")
    yield from named_views(schemas_with_dictionary(dataset))


def _view(name: str, place: str) -> str:
    return f"CREATE OR REPLACE VIEW {quoted(name)} AS FROM read_parquet({place} || {literal(f'{name}.parquet')})"


def _write(dataset: Dataset, folder: Path) -> None:
    (folder / FOLDER / FILE).write_text(parquet_views(dataset), encoding="utf-8", newline="")


EDITION = Edition("Parquet views", _write)
