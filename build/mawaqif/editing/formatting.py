"""The formatter behind `mawaqif fmt`: it writes the tables in canonical form and changes no cell."""

from __future__ import annotations

import csv
import io
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from mawaqif.editing.atomic_writes import write_text, write_texts
from mawaqif.editing.spreadsheets import undo_spreadsheet_changes
from mawaqif.findings import CannotRunError, Finding
from mawaqif.history import RecordError, mark_of, mark_said, parse_lines, row_hashes, settled_record, text_of, with_sealing
from mawaqif.paths import OutsideError, read_file, unlinked
from mawaqif.tables import (
    BYTE_ORDER_MARK,
    LINK,
    READING_RECORD,
    SEALINGS,
    Table,
    canonical_text,
    load_dataset,
    load_descriptor,
    parse_table,
    read_text,
)


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
    _format_record(root, result, write=write)
    return result


def _format_record(root: Path, result: Formatted, *, write: bool) -> None:
    """Sort the lines of the reading record, and keep one of each row, as after a merge; the journal tells what went."""
    try:
        text = read_file(unlinked(root, READING_RECORD)).decode("utf-8")
        said = mark_said(root)
        lines = parse_lines(text.removeprefix(BYTE_ORDER_MARK).replace("\r\n", "\n"))
    except (OSError, OutsideError, UnicodeDecodeError, RecordError):
        return  # `mawaqif validate` tells it; only version control restores such a record
    doubled = len({key for _, key, _ in lines}) < len(lines)
    kept = settled_record(lines, row_hashes(load_dataset(root)[0]) if doubled else {})
    texts = {READING_RECORD: text_of(kept)}
    if said == mark_of((key, reading) for _, key, reading in lines):
        texts[SEALINGS] = with_sealing(root, mark_of(kept.items()))
    changed = {name: after for name, after in texts.items() if read_file(unlinked(root, name)) != after.encode()}
    result.changed += changed
    result.unchanged += texts.keys() - changed.keys() - {SEALINGS}
    if write and changed:
        write_texts({unlinked(root, name): after for name, after in changed.items()})


def _require_equal_rows(table: Table, text: str) -> None:
    """Read the new text back and require the same rows as before, in any order of rows and columns."""
    header, *rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    new = Counter(tuple(sorted(zip(header, row, strict=True))) for row in rows)
    names = table.schema.columns
    old = Counter(tuple(sorted(zip(names, (cell or "" for cell in row), strict=True))) for row in table.cells.rows())
    if new != old:
        raise CannotRunError(f"{table.schema.path}: its canonical form would not read back equal; nothing was written")
