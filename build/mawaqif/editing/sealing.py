"""Sealing, behind `mawaqif seal`: record that every row was read a second time, as it now is."""

from __future__ import annotations

from pathlib import Path

from mawaqif.checks import check_package
from mawaqif.editing.atomic_writes import write_text
from mawaqif.findings import CannotRunError, FindingsError, Report
from mawaqif.history import READING_CODES, RecordDifference, RecordError, read_record, record_difference, record_text, row_hashes
from mawaqif.paths import unlinked
from mawaqif.tables import READING_RECORD


def seal_package(root: Path, *, write: bool) -> RecordDifference:
    """Compare the rows of a clean package with its reading record, and bring the record up to date.

    Args:
        root: folder that holds `datapackage.json`.
        write: whether to write the record; otherwise only compare.

    Returns:
        The rows that were new, changed or gone.

    Raises:
        FindingsError: something else is wrong with the package; rows with findings are not sealed.
        CannotRunError: nothing could be checked.
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
    present = row_hashes(dataset)
    difference = record_difference(present, record)
    if write:
        write_text(unlinked(root, READING_RECORD), record_text(present))
    return difference
