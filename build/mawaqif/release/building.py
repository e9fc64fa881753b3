"""Publishing: every edition is written aside, then the whole folder is put in place at once."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from difflib import get_close_matches
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
from mawaqif.release.editions import DoesNotFitError, Edition
from mawaqif.release.editions.archives import write_archives
from mawaqif.release.editions.flat_edition import EDITION as FLAT
from mawaqif.release.editions.profiles import count_tables
from mawaqif.release.editions.registry import DESCRIPTIONS, EDITIONS, INDEX_EDITION
from mawaqif.release.file_names import CHOICES, LEFT_OUT
from mawaqif.release.notes import changes_in, write_notes
from mawaqif.tables import Dataset

# What the libraries say where rows do not fit an edition, or its file cannot be written.
_CANNOT_WRITE = (duckdb.Error, pa.ArrowException, sqlite3.Error, XlsxWriterException)
# Why an edition is left out that nobody asked for.
_NOT_WANTED = DoesNotFitError("not asked for", "لم تُطلب")


@dataclass(frozen=True)
class Release:
    """A release that was published.

    Attributes:
        folder: where it is.
        files: its files with their sizes in bytes, by path.
        rows: number of rows by table.
        told: what its user should know beside, a line each, as which edition could not hold the rows.
    """

    folder: Path
    files: dict[str, int]
    rows: dict[str, int]
    told: tuple[str, ...] = ()


def wanted_editions(only: str = "", without: str = "") -> frozenset[str]:
    """Return the names of the editions to publish.

    Args:
        only: names of those that are wanted, with a comma between; empty for all.
        without: names of those that are not.

    Raises:
        CannotRunError: no edition is called so, or none is left.
    """
    names = {
        option: {name.strip() for name in text.split(",")} if text else set()
        for option, text in (("--only", only), ("--without", without))
    }
    for option, asked in names.items():
        for name in sorted(asked.difference(CHOICES)):
            near = get_close_matches(name, CHOICES, 1)
            hint = f" (did you mean {near[0]}?)" if near else ""
            raise CannotRunError(f"{option}: no edition is called {show(name)}{hint}; there are {', '.join(CHOICES)}")
    wanted = frozenset(names["--only"] or CHOICES) - names["--without"]
    if not wanted:
        raise CannotRunError("--only, --without: they leave no edition to publish")
    return wanted


def build_release(
    root: Path,
    out: Path,
    since: str = "",
    also: AbstractSet[str] = frozenset(),
    address: str = "",
    wanted: AbstractSet[str] = frozenset(CHOICES),
) -> Release:
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
        wanted: names of the editions to publish. One whose format cannot hold the rows is left out; the index, the
            list of releases and the readme say which are left out, and why.

    Raises:
        FindingsError: the package has findings; nothing was written.
        CannotRunError: nothing could be checked, the changelog at hand has no entry for the
            version, there is no state `since`, an edition cannot be written, none that is wanted
            can hold the rows, or `out` holds something that is not a release; `address` is none of the web.
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
        left_out = _write_editions(dataset, aside, wanted)
        made.told += [f"without the edition {name}: {why}" for name, why in left_out.items() if why is not _NOT_WANTED]
        dataset = _without(dataset, left_out)
        _write(INDEX_EDITION, dataset, aside)
        write_archives((one for one in EDITIONS if one.name not in left_out), dataset, aside)
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


def _write_editions(dataset: Dataset, folder: Path, wanted: AbstractSet[str]) -> Mapping[str, DoesNotFitError]:
    """Write the editions that are wanted and what they need, and return why each other one is left out."""
    chosen = [item for item in EDITIONS if item.files]
    left_out = {item.name: _NOT_WANTED for item in chosen if item.name not in wanted}
    used = _with_needs(wanted)
    needed = {name for item in EDITIONS for name in item.needs}
    if FLAT.name not in used:
        count_tables(dataset)
    for item in EDITIONS:
        if item.name in used or not (item.files or item.name in needed):
            try:
                _write(item, dataset, folder)
            except DoesNotFitError as error:
                left_out[item.name] = error
    kept = [item for item in chosen if item.name not in left_out]
    if not kept:
        raise CannotRunError("; ".join(f"the edition {name}: {why}" for name, why in left_out.items() if why is not _NOT_WANTED))
    # What was written only because others are made of it.
    spare = _own(folder, (item for item in chosen if item.name in left_out)) - _own(folder, kept)
    for path in spare:
        path.unlink()
    for path in {path.parent for path in spare} - {folder}:
        if not any(path.iterdir()):
            path.rmdir()
    return left_out


def _with_needs(names: AbstractSet[str]) -> AbstractSet[str]:
    """Return names of editions with those of all that they need, and that these need in turn."""
    more = names | {name for item in EDITIONS if item.name in names for name in item.needs}
    return names if more == names else _with_needs(more)


def _own(folder: Path, editions: Iterable[Edition]) -> set[Path]:
    return {path for item in editions for pattern in item.files for path in folder.glob(pattern)}


def _without(dataset: Dataset, left_out: Mapping[str, DoesNotFitError]) -> Dataset:
    """Return the tables with an index that says which editions are left out, and why."""
    told = [{"edition": name, "reason": why.reason, "reason_ar": why.reason_ar} for name, why in left_out.items()]
    raw = {key: value for key, value in dataset.descriptor.raw.items() if key != LEFT_OUT}
    return replace(dataset, descriptor=replace(dataset.descriptor, raw=raw | ({LEFT_OUT: told} if told else {})))


def _write(output: Edition, dataset: Dataset, folder: Path) -> None:
    try:
        output.write(dataset, folder)
    except _CANNOT_WRITE as error:
        problem = str(error).strip().splitlines()[0].replace(f"{folder}/", "")
        where = f"the {output.name} edition cannot be written, nothing was published"
        raise CannotRunError(f"{where}: {last_written(folder)}: {problem}") from error
