"""The formatter behind `mawaqif fmt`: it writes the tables in canonical form and changes no cell."""

from __future__ import annotations

import csv
import io
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from mawaqif.editing.atomic_writes import write_text
from mawaqif.editing.spreadsheets import undo_spreadsheet_changes
from mawaqif.findings import CannotRunError, Finding
from mawaqif.paths import unlinked
from mawaqif.tables import LINK, Table, canonical_text, load_descriptor, parse_table, read_text


@dataclass
class Formatted:
    """The result of formatting a package.

    Attributes:
        changed: paths of the tables that were, or would be, written anew.
        unchanged: paths of the tables that are in canonical form.
        left: findings on tables that cannot be read whole and are not formatted.
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
        table, problems = parse_table(undo_spreadsheet_changes(present, schema), schema) if present is not None else (None, [])
        if table is None or not table.lossless or unread:
            result.left += unread + problems
            continue
        text = canonical_text(table)
        if present == text:
            result.unchanged.append(schema.path)
            continue
        _require_equal_rows(table, text)
        result.changed.append(schema.path)
        if write:
            write_text(unlinked(root, schema.path), text)
    return result


def _require_equal_rows(table: Table, text: str) -> None:
    """Read the new text back and require the same rows as before, in any order of rows and columns."""
    header, *rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    new = Counter(tuple(sorted(zip(header, row, strict=True))) for row in rows)
    names = table.schema.columns
    old = Counter(tuple(sorted(zip(names, (cell or "" for cell in row), strict=True))) for row in table.cells.rows())
    if new != old:
        raise CannotRunError(f"{table.schema.path}: its canonical form would not read back equal; nothing was written")
