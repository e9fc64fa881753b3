"""Retired identifiers: a page at the old address of each row that had one, and a list of them all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from mawaqif.plots import Bilingual
from mawaqif.site.content import Content
from mawaqif.site.page import Page
from mawaqif.site.words import interface_words
from mawaqif.tables import RETIRED_IDENTIFIERS

# Tables whose rows stand on a page of all of them, each at an anchor.
ON_ONE_PAGE = ("citations", "errata")
LIST = "retired.html"


@dataclass(frozen=True)
class Retired:
    """An identifier that no row has any longer.

    Attributes:
        table: name of its table.
        of: title of its table.
        id: the identifier.
        path: the address that its row had.
        successor: what follows it, at the end of the chain where that was retired too; empty where nothing does.
        successor_path: the address of that.
        successor_name: what that is called; its identifier where it has no name.
        version: first version without it.
        reason: why.
    """

    table: str
    of: Bilingual
    id: str
    path: str
    successor: str
    successor_path: str
    successor_name: Bilingual
    version: str
    reason: Bilingual


def retired_pages(content: Content) -> Iterator[Page]:
    """Yield a page at every old address, and the list of all; a release without the table has the empty list."""
    found = list(retired(content))
    yield Page(LIST, "retired_list.html", "retired", interface_words()["retired"], {"rows": found})
    for one in found:
        if "#" not in one.path:
            title = interface_words()["retired-title"].fill(id=one.id)
            yield Page(one.path, "retired.html", "retired", title, {"item": one}, within=(LIST, "retired"))


def retired(content: Content) -> Iterator[Retired]:
    """Yield the retired identifiers of tables that the site shows, in the order of their table."""
    held = content.dataset.tables.get(RETIRED_IDENTIFIERS)
    rows = held.frame.to_dicts() if held is not None else []
    steps = {(row["table_name"], row["identifier"]): row["replaced_by"] or "" for row in rows}
    for row in rows:
        table = content.dataset.tables.get(row["table_name"])
        if table is None:
            continue
        at, seen = row["identifier"], set()
        while (row["table_name"], at) in steps and at not in seen:
            seen.add(at)
            at = steps[row["table_name"], at]
        raw = table.schema.raw
        name = _name(content, table.schema.name, at)
        yield Retired(
            table.schema.name,
            Bilingual(str(raw.get("title", table.schema.name)), str(raw.get("title_ar", raw.get("title", table.schema.name)))),
            row["identifier"],
            _path(content, table.schema.name, row["identifier"]),
            at,
            _path(content, table.schema.name, at) if at else "",
            name,
            row["version"],
            Bilingual(row["reason_en"], row["reason_ar"]),
        )


def _path(content: Content, table: str, identifier: str) -> str:
    return (
        f"{content.places.get(identifier, f'{table}.html')}#{identifier}"
        if table in ON_ONE_PAGE
        else f"{table}/{identifier}.html"
    )


def _name(content: Content, table: str, identifier: str) -> Bilingual:
    """Return what a row is called; its identifier where it has no name."""
    items = getattr(content, table, None)
    item = items.get(identifier) if isinstance(items, dict) else None
    return item.name if item else Bilingual(identifier, identifier)
