"""The views that join names and labels in, as SQL statements: one file a view in `views/`."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from importlib.resources import files

from mawaqif.outputs.ddl import literal, quoted


def named_views(tables: Collection[str]) -> Iterator[str]:
    """Yield the statements that create and comment the views, by name.

    Args:
        tables: names of the tables, or views of them, that there are; a view that needs
            another one is left out.
    """
    folder = files("mawaqif").joinpath("views")
    for file in sorted(folder.iterdir(), key=lambda item: item.name):
        text = file.read_text(encoding="utf-8")
        # The first comment line says what the view shows, the second what it needs.
        title, needs = text.splitlines()[:2]
        if set(needs.removeprefix("-- needs: ").split(", ")) <= set(tables):
            name = quoted(file.name.removesuffix(".sql"))
            yield f"CREATE OR REPLACE VIEW {name} AS {text.strip()}"
            yield f"COMMENT ON VIEW {name} IS {literal(title.removeprefix('-- '))}"
