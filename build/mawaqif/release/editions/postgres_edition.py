"""PostgreSQL: `schema.sql` makes the tables and views, with keys, checks and comments; `load.sql` fills them from CSV."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from mawaqif.release.editions.csv_edition import FOLDER as CSV_FOLDER
from mawaqif.release.editions.data_dictionary import schemas_with_dictionary
from mawaqif.release.editions.ddl import POSTGRES, comments, create_table, creation_order, literal, quoted
from mawaqif.release.editions.dialects import in_dialect
from mawaqif.release.editions.edition import Edition
from mawaqif.release.views import view_schemas, views_of
from mawaqif.tables import Dataset

FOLDER = "postgres"
SCHEMA, LOAD = "schema.sql", "load.sql"
USAGE = """\
-- {name} {version} for PostgreSQL 15 and newer. In the folder of the release:
--   createdb --encoding=UTF8 --locale=C --template=template0 mawaqif
--   psql --dbname=mawaqif --file=postgres/schema.sql --file=postgres/load.sql
-- With the locale C names are ordered as in every other edition.
\\set ON_ERROR_STOP on
BEGIN;
"""


def _schema(dataset: Dataset) -> Iterator[str]:
    tables = schemas_with_dictionary(dataset)
    created: set[str] = set()
    for name in creation_order(tables):
        yield create_table(tables[name], created, POSTGRES)
        created.add(name)
        yield from comments(tables[name])
    views = view_schemas(tables)
    for view in views_of(tables):
        yield f"CREATE VIEW {quoted(view.name)} AS\n{in_dialect(view.sql, 'postgres')}"
        yield from comments(views[view.name], "VIEW")


def _load(dataset: Dataset) -> Iterator[str]:
    for name in schemas_with_dictionary(dataset):
        place = f"{CSV_FOLDER}/{name}.csv" if name in dataset.tables else f"{name}.csv"
        # The first line of a file is held against the names of the columns.
        yield f"\\copy {quoted(name)} FROM {literal(place)} WITH (FORMAT csv, HEADER match, ENCODING 'UTF8')\n"


def _write(dataset: Dataset, folder: Path) -> None:
    usage = USAGE.format(name=dataset.descriptor.name, version=dataset.descriptor.version)
    statements = "".join(f"{statement};\n" for statement in _schema(dataset))
    (folder / FOLDER).mkdir()
    for name, lines in ((SCHEMA, statements), (LOAD, "".join(_load(dataset)))):
        (folder / FOLDER / name).write_text(f"{usage}{lines}COMMIT;\n", encoding="utf-8", newline="")


# Its files travel in the archive of the CSV edition, which they load.
EDITION = Edition("postgres", _write)
