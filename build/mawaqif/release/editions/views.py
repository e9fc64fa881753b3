"""The views in DuckDB: statements that create them, and comment them and their columns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from mawaqif.release.editions.ddl import comments, quoted
from mawaqif.release.views import view_schemas, views_of
from mawaqif.tables import TableSchema


def named_views(tables: Mapping[str, TableSchema], *, commented: bool = True) -> Iterator[str]:
    """Yield the statements that create the views in DuckDB, and comment them and their columns.

    Args:
        tables: schemas of the tables, or of views that stand for them, that there are.
        commented: whether they are commented.
    """
    schemas = view_schemas(tables) if commented else {}
    for view in views_of(tables):
        yield f"CREATE OR REPLACE VIEW {quoted(view.name)} AS {view.sql.strip()}"
        if commented:
            yield from comments(schemas[view.name], "VIEW")
