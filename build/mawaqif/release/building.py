"""Publishing: every edition is written aside, then the whole folder is put in place at once."""

from __future__ import annotations

import sqlite3
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from pathlib import Path

import duckdb
import pyarrow as pa
from xlsxwriter.exceptions import XlsxWriterException

from mawaqif.checks import load_checked
from mawaqif.findings import CannotRunError, show, written
from mawaqif.findings.escaping import web_address
from mawaqif.release.atomic_folder import absolute, last_written, published
from mawaqif.release.changelog import read_entry
from mawaqif.release.checksums import present
from mawaqif.release.editions import Edition
from mawaqif.release.editions.archives import write_archives
from mawaqif.release.editions.registry import DESCRIPTIONS, EDITIONS
from mawaqif.release.notes import changes_in, write_notes
from mawaqif.tables import Dataset

# What the libraries say where rows do not fit an edition, or its file cannot be written.
_CANNOT_WRITE = (duckdb.Error, pa.ArrowException, sqlite3.Error, XlsxWriterException)


@dataclass(frozen=True)
class Release:
    """A release that was published.

    Attributes:
        folder: where it is.
        files: its files with their sizes in bytes, by path.
        rows: number of rows by table.
        told: what its user should know beside, a line each.
    """

    folder: Path
    files: dict[str, int]
    rows: dict[str, int]
    told: tuple[str, ...] = ()


def build_release(root: Path, out: Path, since: str = "", also: AbstractSet[str] = frozenset(), address: str = "") -> Release:
    """Check a package and publish it into a folder.

    Args:
        root: folder that holds `datapackage.json`.
        out: the folder to publish into. An earlier release in it is replaced whole, once
            the new one is complete; until then, and after any failure, it stays as it was.
        since: the last release, as a revision or a folder, which the new one tells its
            changes against; empty where there is none.
        also: paths of files that may stand in `out` without being of the release, as plots do.
        address: the base address under which releases are published, in place of `homepage` of the
            index; every description makes its links of it.

    Raises:
        FindingsError: the package has findings; nothing was written.
        CannotRunError: nothing could be checked, the changelog at hand has no entry for the
            version, there is no state `since`, an edition cannot be written, or `out` holds
            something that is not a release; `address` is none of the web.
        OSError: the release cannot be written; the earlier one is still in place.
    """
    out = absolute(out)
    if written(str(out)) != str(out):
        raise CannotRunError(
            f"{written(str(out))}: the name is not UTF-8, as DuckDB and Parquet need it; name another with --out"
        )
    dataset = _addressed(load_checked(root), address)
    entry = read_entry(root, dataset.descriptor.version)
    changes = changes_in(dataset, since) if since else None
    with published(out, root, "release", also) as made:
        aside = made.folder
        for output in EDITIONS:
            _write(output, dataset, aside)
        write_archives(EDITIONS, dataset, aside)
        if changes:
            write_notes(changes, entry, aside)
        for output in DESCRIPTIONS:
            _write(output, dataset, aside)
    return Release(
        out,
        {name: (out / name).stat().st_size for name in sorted(present(out))},
        {name: table.frame.height for name, table in dataset.tables.items()},
        tuple(made.told),
    )


def _addressed(dataset: Dataset, address: str) -> Dataset:
    """Return the tables with another base address."""
    if not address:
        return dataset
    if web_address(address) != address:
        raise CannotRunError(f"--address {show(address)}: expected the address of a page, as https://example.org/mawaqif")
    descriptor = dataset.descriptor
    return replace(dataset, descriptor=replace(descriptor, raw={**descriptor.raw, "homepage": address.rstrip("/")}))


def _write(output: Edition, dataset: Dataset, folder: Path) -> None:
    try:
        output.write(dataset, folder)
    except _CANNOT_WRITE as error:
        problem = str(error).strip().splitlines()[0].replace(f"{folder}/", "")
        where = f"the {output.name} edition cannot be written, nothing was published"
        raise CannotRunError(f"{where}: {last_written(folder)}: {problem}") from error
