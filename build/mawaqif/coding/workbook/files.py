"""Where workbooks are written to and read from."""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

from mawaqif.coding.workbook.csv_files import csv_files, read_csv_files
from mawaqif.coding.workbook.model import Filled, Workbook
from mawaqif.editing.atomic_writes import write_texts
from mawaqif.findings import CannotRunError
from mawaqif.paths import naming

XLSX, CSV = ".xlsx", ".csv"


def write_workbook(path: Path, book: Workbook) -> list[Path]:
    """Write a workbook, whole or not at all.

    Args:
        path: a file that ends in `.xlsx`; one that ends in `.csv`, for a workbook of one sheet; or else a folder,
            which gets a `.csv` file for each sheet. What is there of the same name is replaced.
        book: the workbook.

    Returns:
        The files written.

    Raises:
        CannotRunError: the name has another ending, or one CSV file cannot hold all sheets.
        OSError: it cannot be written.
    """
    suffix = path.suffix.lower()
    if suffix == XLSX and not path.is_dir():
        from mawaqif.coding.workbook.xlsx_writing import xlsx_bytes  # noqa: PLC0415 - not needed for CSV

        _write_bytes(path, xlsx_bytes(book))
        return [path]
    texts = csv_files(book)
    if suffix == CSV and not path.is_dir():
        if len(texts) > 1:
            raise CannotRunError(
                f"{path}: {len(texts)} sheets do not fit into one CSV file; name a folder, or a file that ends in {XLSX}"
            )
        targets = dict.fromkeys([path], next(iter(texts.values())))
    elif suffix and not path.is_dir():
        raise CannotRunError(f"{path}: name a file that ends in {XLSX} or {CSV}, or a folder for CSV files")
    else:
        path.mkdir(parents=True, exist_ok=True)
        targets = {path / name: text for name, text in texts.items()}
    for target in targets:
        target.parent.mkdir(parents=True, exist_ok=True)
    write_texts(targets)
    return list(targets)


def _write_bytes(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=f".{path.name}-") as aside, naming(path):
        written = Path(aside) / path.name
        written.write_bytes(data)
        written.replace(path)


def read_workbook(path: Path) -> Filled:
    """Read a workbook back.

    Args:
        path: as it was written.

    Raises:
        CannotRunError: it is no workbook of this tool.
        OSError: it cannot be read.
    """
    if path.is_dir() or path.suffix.lower() == CSV:
        return read_csv_files(path)
    from mawaqif.coding.workbook.xlsx_reading import read_xlsx  # noqa: PLC0415 - not needed for CSV

    return read_xlsx(path)


def refuse_shared(path: Path) -> None:
    """Refuse a place inside a git work tree that git does not ignore: what lies there is committed sooner or later.

    Args:
        path: the file or folder that words of a source are to be written into; it need not be there.

    Raises:
        CannotRunError: it lies in such a place.
    """
    target = path.resolve()
    above = next(parent for parent in target.parents if parent.is_dir())
    if not any((parent / ".git").exists() for parent in (above, *above.parents)):
        return
    try:
        command = ["git", "check-ignore", "-q", str(target)]
        ignored = subprocess.run(command, cwd=above, capture_output=True, check=False).returncode  # noqa: S603 - git, as the user has it
    except OSError:
        ignored = 1
    if ignored:
        raise CannotRunError(
            f"{path}: lies in a git work tree and would be committed, and it holds words of a source; "
            "name a place outside, or one that .gitignore names"
        )
