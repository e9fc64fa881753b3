"""`mawaqif fmt`: write the tables in canonical form, changing nothing but the form."""

from __future__ import annotations

import csv
import io
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from mawaqif.editing.atomic_writes import write_text
from mawaqif.editing.spreadsheets import without_spreadsheet
from mawaqif.findings import CannotRunError, Finding
from mawaqif.paths import unlinked
from mawaqif.tables import LINK, Table, canonical_text, load_descriptor, parse_table, read_text


@dataclass
class Formatted:
    """What formatting did, or would do.

    Attributes:
        changed: paths of the tables that were, or would be, written anew.
        unchanged: paths of the tables that are in canonical form.
        left: findings on tables that cannot be read whole, and were left as they are.
    """

    changed: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    left: list[Finding] = field(default_factory=list)


def format_package(root: Path, *, write: bool) -> Formatted:
    """Bring every table of a package into canonical form.

    Args:
        root: folder that holds `datapackage.json`.
        write: whether to write; otherwise only say what would change.

    Returns:
        What changed. A table that cannot be read whole is left untouched.

    Raises:
        CannotRunError: there is no readable descriptor.
        OSError: a file cannot be written; the old one is then still in place.
    """
    descriptor, found = load_descriptor(root)
    result = Formatted(left=[item for item in found if item.code == LINK.code or item.file.startswith("schemas/")])
    for schema in descriptor.tables.values():
        present, unread = read_text(root, schema)
        table, problems = parse_table(without_spreadsheet(present, schema), schema) if present is not None else (None, [])
        if table is None or not table.whole or unread:
            result.left += unread + problems
            continue
        text = canonical_text(table)
        if present == text:
            result.unchanged.append(schema.path)
            continue
        _prove_same(table, text)
        result.changed.append(schema.path)
        if write:
            write_text(unlinked(root, schema.path), text)
    return result


def _prove_same(table: Table, text: str) -> None:
    """Read the new text back and compare its rows with the old ones, as a bag of dictionaries."""
    header, *rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    new = Counter(tuple(sorted(zip(header, row, strict=True))) for row in rows)
    names = table.schema.columns
    old = Counter(tuple(sorted(zip(names, (cell or "" for cell in row), strict=True))) for row in table.cells.rows())
    if new != old:
        raise CannotRunError(f"{table.schema.path}: its canonical form would not read back equal; nothing was written")
