"""What changed since the last release: a page of all changed rows by table, and on a row's own page what was corrected in it."""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from mawaqif.plots import Bilingual
from mawaqif.release.file_names import CHANGES
from mawaqif.site.content import Content
from mawaqif.site.page import Page
from mawaqif.site.retired import retired
from mawaqif.site.words import interface_words
from mawaqif.tables import Dataset

LIST = "changes.html"
KINDS = ("ADD", "MOD", "DEL")
# Tables whose rows have pages, by the column that is their key; a row of another table belongs to the page its key begins with.
_PAGES = {
    "statement_id": "statements",
    "actor_id": "actors",
    "topic_id": "topics",
    "event_id": "events",
    "document_id": "documents",
    "initiative_id": "initiatives",
    "provision_id": "provisions",
}


@dataclass
class Change:
    """A row that was added, changed or removed.

    Attributes:
        kind: one of `KINDS`.
        table: name of its table.
        key: its key, the columns of a longer one parted by blanks.
        cells: of a changed row, column, earlier and present text of each cell that changed.
        path: the page that shows it; empty where none does.
    """

    kind: str
    table: str
    key: str
    cells: list[tuple[str, str, str]] = field(default_factory=list)
    path: str = ""


def read_changes(release: Path, dataset: Dataset) -> list[Change] | None:
    """Return the rows that changed since the last release, in the order of the file; None where the release does not tell.

    Raises:
        OSError: the file cannot be read.
    """
    path = release / CHANGES
    if not path.is_file():
        return None
    found: dict[tuple[str, str, str], Change] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            at = (row["change"], row["table"], row["key"])
            change = found.setdefault(at, Change(*at))
            if change.kind == "MOD":
                change.cells.append((row["column"], row["before"], row["after"]))
    for change in found.values():
        change.path = _path(change, dataset)
    return list(found.values())


def by_row(changes: list[Change] | None) -> dict[str, list[Change]]:
    """Return the changes that the page of a row shows, by its path."""
    found: dict[str, list[Change]] = defaultdict(list)
    for change in changes or ():
        if change.path:
            found[change.path].append(change)
    return dict(found)


def _path(change: Change, dataset: Dataset) -> str:
    table = dataset.tables.get(change.table)
    folder = _PAGES.get(table.schema.primary_key[0], "") if table and table.schema.primary_key else ""
    key = change.key.split(" ", 1)[0]
    owner = dataset.tables.get(folder)
    if owner is None or key not in owner.frame.get_column(owner.schema.primary_key[0]):
        return ""
    return f"{folder}/{key}.html"


def changes_pages(content: Content, changes: list[Change] | None) -> Iterator[Page]:
    """Yield the overview of what changed, and a page a table with every changed row."""
    words = interface_words()
    counts = Counter((change.table, change.kind) for change in changes or ())
    tables = [name for name in content.dataset.tables if any(counts[name, kind] for kind in KINDS)]
    rows: list[tuple[str, Bilingual, dict[str, int]]] = [
        (name, _title(content.dataset.tables[name].schema.raw, name), {kind: counts[name, kind] for kind in KINDS})
        for name in tables
    ]
    yield Page(LIST, "changes.html", "changes", words["changes"], {"rows": rows, "told": changes is not None})
    after = {(one.table, one.id): one for one in retired(content)}
    for name, title, _ in rows:
        own = [(change, after.get((name, change.key))) for change in changes or () if change.table == name]
        context = {"changes": own}
        heading = Bilingual(words["changes-of"].en.format(table=title.en), words["changes-of"].ar.format(table=title.ar))
        yield Page(f"changes/{name}.html", "changes_table.html", "changes", heading, context, within=(LIST, "changes"))


def _title(raw: Mapping[str, Any], name: str) -> Bilingual:
    title = str(raw.get("title", name))
    return Bilingual(title, str(raw.get("title_ar", title)))
