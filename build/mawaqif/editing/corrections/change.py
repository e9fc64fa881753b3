"""A change of many tables at once: told in words, checked with the whole package, written whole or not at all."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl

from mawaqif.checks import check_canonical_form, check_package
from mawaqif.editing.atomic_writes import write_texts
from mawaqif.findings import CannotRunError, Finding, FindingsError, Report
from mawaqif.history import (
    CHANGELOG,
    READING_CODES,
    Reading,
    RecordError,
    RowKey,
    mark_of,
    read_record,
    text_of,
    with_sealing,
)
from mawaqif.passages.copies import Copies
from mawaqif.paths import INDEX, inside, read_file, unlinked
from mawaqif.reports import count
from mawaqif.tables import READING_RECORD, SEALINGS, Dataset, csv_text, load_dataset, sorted_rows, with_member

# Names of the checks whose findings a change may leave, because what mends them is another command, run after it.
MAY_BE_LEFT = frozenset({"unused-row", "number-gap", "text-left"})
# Places in a message, which move when rows do.
_LINES = re.compile(r"(?:\bline |:)[0-9]+(?:, [0-9]+)*")


@dataclass(frozen=True)
class Package:
    """A package that can be changed: every table was read whole and is in canonical form.

    Attributes:
        root: folder that holds `datapackage.json`.
        dataset: its tables.
        record: its reading record; empty where it has none.
    """

    root: Path
    dataset: Dataset
    record: Mapping[RowKey, Reading]


@dataclass(frozen=True)
class Change:
    """What is to become of a package.

    Attributes:
        cells: the cells of the tables that change, rows in any order.
        record: the reading record afterwards.
        told: what changes, a line each.
        resources: the resources of the index afterwards; None where they stay.
        same: texts that stand for one another in findings before and after, such as an old and a new identifier.
    """

    cells: Mapping[str, pl.DataFrame]
    record: Mapping[RowKey, Reading]
    told: tuple[str, ...]
    resources: list[object] | None = None
    same: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Outcome:
    """A change that was checked.

    Attributes:
        files: paths of the files that it writes, relative to the package.
        left: what it leaves to do: findings of `MAY_BE_LEFT`, and rows to be read again.
    """

    files: tuple[str, ...]
    left: tuple[str, ...]


def open_package(root: Path) -> Package:
    """Read a package to change it.

    Raises:
        FindingsError: a table cannot be read whole, is not in canonical form, or is a link.
        CannotRunError: there is no readable descriptor or reading record.
    """
    dataset, found = load_dataset(root)
    whole = {table.schema.path for table in dataset.tables.values() if table.lossless}
    broken = [item for item in found if item.file not in whole] or check_canonical_form(dataset)
    if broken or dataset.descriptor.unreadable:
        raise FindingsError(Report(list(broken or found)).finish(), root)
    try:
        return Package(root, dataset, read_record(root))
    except RecordError as error:
        raise CannotRunError(f"{root / READING_RECORD}: {error}; restore it from version control") from error


def remaining(
    record: Mapping[RowKey, Reading], before: Mapping[RowKey, object], after: Mapping[RowKey, object]
) -> dict[RowKey, Reading]:
    """Return the reading record without the rows that a change takes away, by the keys before and after it."""
    return {key: reading for key, reading in record.items() if key in after or key not in before}


def apply(
    package: Package,
    change: Change,
    copies: Copies | None = None,
    *,
    write: bool,
    may_be_left: frozenset[str] = MAY_BE_LEFT,
) -> Outcome:
    """Check what a change makes of the whole package, and write it, all files or none.

    Args:
        package: the package as it was read.
        change: the change.
        copies: copies of the documents, so that passages are proven; or None.
        write: whether to write.
        may_be_left: names of the checks whose findings the change may cause.

    Raises:
        FindingsError: the change causes findings; nothing was written.
        CannotRunError: another program changed a file in the meantime; nothing was written.
        OSError: a file cannot be written; all are as they were.
    """
    texts = dict(_texts(package, change))
    with TemporaryDirectory(prefix="mawaqif-") as name:
        folder = Path(name)
        _lay_out(package, texts, folder)
        _, before = check_package(package.root, copies)
        _, after = check_package(folder, copies)
    own = {code.code for code in READING_CODES}
    known = Counter(_identity(item, change.same) for item in before.findings if item.code not in own)
    caused: list[Finding] = []
    for item in (item for item in after.findings if item.code not in own):
        kind = _identity(item, {})
        if known[kind]:
            known[kind] -= 1
        else:
            caused.append(item)
    errors = [item for item in caused if item.name not in may_be_left]
    skipped = [item for item in after.skipped if item not in before.skipped]
    if errors or skipped:
        raise FindingsError(Report(errors, skipped, after.rows).finish(), package.root)
    _require_unchanged(package, texts)
    if write:
        write_texts({unlinked(package.root, path): text for path, text in texts.items()})
    unread = sum(item.code in own for item in after.findings)
    left = [f"{item.code} {item.message}" for item in caused]
    left += [f"{count(unread, 'finding')} on rows to be read again: `mawaqif validate` lists them"] if unread else []
    return Outcome(tuple(texts), tuple(left))


def _texts(package: Package, change: Change) -> Iterator[tuple[str, str]]:
    """Yield the files that a change writes, by path in the package."""
    for name, cells in change.cells.items():
        schema = package.dataset.tables[name].schema
        rows = [tuple(cell or "" for cell in row) for row in cells.select(schema.columns).iter_rows()]
        text = csv_text(schema.columns, sorted_rows(schema, rows))
        if text != package.dataset.tables[name].text:
            yield schema.path, text
    index = read_file(unlinked(package.root, INDEX)).decode("utf-8-sig")
    before = index
    if change.resources is not None:
        index = with_member(index, "resources", change.resources)
    if dict(change.record) != dict(package.record):
        yield READING_RECORD, text_of(change.record)
        yield SEALINGS, with_sealing(package.root, mark_of(change.record.items()))
    if index != before:
        yield INDEX, index


def _lay_out(package: Package, texts: Mapping[str, str], folder: Path) -> None:
    """Lay out the package as the change would leave it, with whatever the checks read beside the tables."""
    descriptor = package.dataset.descriptor
    schemas = [str(item["schema"]) for item in descriptor.resources if isinstance(item["schema"], str)]
    tables = [schema.path for schema in descriptor.tables.values()]
    for path in dict.fromkeys([INDEX, READING_RECORD, SEALINGS, CHANGELOG, *schemas, *tables]):
        target = inside(folder, path)
        target.parent.mkdir(parents=True, exist_ok=True)
        if path in texts:
            target.write_bytes(texts[path].encode())
        elif (package.root / path).is_file():
            shutil.copyfile(package.root / path, target)


def _identity(item: Finding, same: Mapping[str, str]) -> tuple[str, ...]:
    """Return what makes a finding the same before and after a change: not its line, which moves."""
    message = item.message
    for old, new in same.items():
        word = re.compile(rf"(?<![a-z0-9-]){re.escape(old)}(?![a-z0-9-])")
        message = new.join(word.split(message))
    return item.code, item.file, item.column, _LINES.sub("", message)


def _require_unchanged(package: Package, texts: Mapping[str, str]) -> None:
    for table in package.dataset.tables.values():
        path = unlinked(package.root, table.schema.path)
        if table.schema.path in texts and read_file(path) != table.text.encode():
            raise CannotRunError(f"{path}: another program changed it in the meantime; nothing was written")
