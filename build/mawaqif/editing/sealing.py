"""Sealing, behind `mawaqif seal`: record that every row was read a second time, and name the record in the index."""

from __future__ import annotations

from pathlib import Path

from mawaqif.checks import check_package
from mawaqif.editing.atomic_writes import write_texts
from mawaqif.files import read_file
from mawaqif.findings import CannotRunError, FindingsError, Report
from mawaqif.history import (
    MARK,
    READING_CODES,
    RecordDifference,
    RecordError,
    mark_in,
    mark_of,
    read_record,
    record_difference,
    record_text,
    row_hashes,
)
from mawaqif.home import INDEX
from mawaqif.paths import unlinked
from mawaqif.tables import READING_RECORD, with_member


def seal_package(root: Path, *, write: bool) -> tuple[RecordDifference, bool]:
    """Compare the rows of a clean package with its reading record, and bring the record up to date.

    Args:
        root: folder that holds `datapackage.json`.
        write: whether to write the record; otherwise only compare.

    Returns:
        The rows that were new, changed or gone, and whether the index named the record as it was.

    Raises:
        FindingsError: something else is wrong with the package; rows with findings are not sealed.
        CannotRunError: nothing could be checked, or the record that the index names is not there.
        OSError: the record cannot be written.
    """
    dataset, report = check_package(root)
    own = {code.code for code in READING_CODES}
    others = Report([item for item in report.findings if item.code not in own], report.skipped, report.rows)
    if others.findings:
        raise FindingsError(others, root)
    try:
        record = read_record(root)
    except RecordError as error:
        raise CannotRunError(f"{root / READING_RECORD}: {error}; restore it from version control") from error
    mark = mark_in(dataset.descriptor)
    if mark is not None and mark.rows and not record:
        problem = f"it holds no row, and {INDEX} says that it has {mark.rows:,}; restore it from version control"
        raise CannotRunError(f"{root / READING_RECORD}: {problem}")
    present = row_hashes(dataset)
    if write:
        texts = {unlinked(root, READING_RECORD): record_text(present)}
        sealed = mark_of({key: digest for key, (digest, _) in present.items()})
        if sealed != mark:
            path = unlinked(root, INDEX)
            texts[path] = with_member(read_file(path).decode("utf-8-sig"), MARK, sealed.as_json())
        write_texts(texts)
    return record_difference(present, record), mark == mark_of(record)
