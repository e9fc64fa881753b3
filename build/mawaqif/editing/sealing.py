"""Sealing, behind `mawaqif seal`: record which rows were read a second time, by whom and when."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from mawaqif.checks import check_package
from mawaqif.editing.atomic_writes import write_texts
from mawaqif.editing.seal_scope import named_rows, rows_of_document
from mawaqif.findings import CannotRunError, FindingsError, Report
from mawaqif.history import (
    READING_CODES,
    Reading,
    RecordDifference,
    RecordError,
    RowHashes,
    RowKey,
    authors_by_line,
    mark_of,
    mark_said,
    read_lines,
    record_difference,
    row_hashes,
    settled_record,
    text_of,
    user_name,
    with_sealing,
)
from mawaqif.paths import unlinked
from mawaqif.tables import READING_RECORD, SEALINGS, Dataset


@dataclass(frozen=True)
class Sealing:
    """What one sealing found and recorded.

    Attributes:
        difference: the rows in its scope that were new, changed or gone.
        again: rows in its scope that were recorded without a name, and now have one.
        whole: whether the record was the one that the journal of the sealings names.
        reader: who read; empty where nothing was to be written.
        own: number of the rows that the reader wrote, by version control.
    """

    difference: RecordDifference
    again: tuple[RowKey, ...]
    whole: bool
    reader: str = ""
    own: int = 0


def seal_package(
    root: Path, *, write: bool, reader: str = "", document_id: str | None = None, rows: Sequence[str] = ()
) -> Sealing:
    """Compare the rows of a clean package with its reading record, and bring the record up to date.

    Args:
        root: folder that holds `datapackage.json`.
        write: whether to write the record; otherwise only compare.
        reader: who read the rows; empty for the name under which the user commits.
        document_id: seal only what belongs to this document.
        rows: seal only these rows, each as `TABLE:KEY`.

    Raises:
        FindingsError: something else is wrong with the package; rows with findings are not sealed.
        CannotRunError: nothing could be checked, the record cannot be used, or nobody says who reads.
        OSError: the record cannot be written.
    """
    dataset, report = check_package(root)
    own = {code.code for code in READING_CODES}
    others = Report([item for item in report.findings if item.code not in own], report.skipped, report.rows)
    if others.findings:
        raise FindingsError(others, root)
    present = row_hashes(dataset)
    record, whole = _record(root, present)
    scope = _scope(dataset, record, document_id, rows)
    everything = record_difference(present, record)
    found = RecordDifference(*(_within(keys, scope) for keys in (everything.new, everything.changed, everything.gone)))
    unnamed = sorted(key for key in scope or () if key in present and key in record and not record[key].reader)
    again = tuple(key for key in unnamed if key not in found.changed)
    if not write:
        return Sealing(found, again, whole)
    reader, day = reader.strip() or user_name(root), datetime.now(UTC).date().isoformat()
    read = {key: Reading(day, reader, present[key][0]) for key in (*found.new, *found.changed, *again)}
    if read and not (reader and reader.isprintable()):
        raise CannotRunError("nobody says who read: give --by NAME, or tell git who you are with `git config user.name NAME`")
    after = {key: reading for key, reading in (record | read).items() if key not in found.gone}
    texts = {unlinked(root, READING_RECORD): text_of(after)}
    texts[unlinked(root, SEALINGS)] = with_sealing(root, mark_of(after.items()), reader, day)
    write_texts(texts)
    return Sealing(found, again, whole, reader if read else "", _written_by(dataset, present, read, reader))


def _record(root: Path, present: RowHashes) -> tuple[dict[RowKey, Reading], bool]:
    """Return the record, and whether the journal names it."""
    try:
        lines, said = read_lines(root), mark_said(root)
    except RecordError as error:
        raise CannotRunError(f"{root / READING_RECORD}: {error}; restore it from version control") from error
    if said is not None and said.rows and not lines:
        problem = f"it holds no row, and {SEALINGS} says that it has {said.rows:,}; restore it from version control"
        raise CannotRunError(f"{root / READING_RECORD}: {problem}")
    return settled_record(lines, present), said == mark_of((key, reading) for _, key, reading in lines)


def _scope(dataset: Dataset, record: Collection[RowKey], document_id: str | None, rows: Sequence[str]) -> set[RowKey] | None:
    """Return the rows that are sealed; None for all."""
    if document_id is None and not rows:
        return None
    found = rows_of_document(dataset, document_id, record) if document_id is not None else set()
    return found | named_rows(dataset, record, rows)


def _within(keys: Sequence[RowKey], scope: Collection[RowKey] | None) -> tuple[RowKey, ...]:
    return tuple(key for key in keys if scope is None or key in scope)


def _written_by(dataset: Dataset, present: RowHashes, read: Collection[RowKey], reader: str) -> int:
    """Return how many of the rows their reader wrote; 0 where version control does not tell."""
    count = 0
    for name in sorted({table for table, _ in read}):
        table = dataset.tables[name]
        authors = authors_by_line(dataset.descriptor.root / table.schema.path)
        count += sum(authors.get(table.lines[present[key][1]]) == reader for key in read if key[0] == name)
    return count
