"""The check of a package of whatever kind: by the standard, and by the rules of this data set where it declares their profile."""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from mawaqif.findings import CannotRunError, Report
from mawaqif.paths import INDEX, PROFILE
from mawaqif.standard.json_file import JsonError, read_json

if TYPE_CHECKING:
    from mawaqif.checks import Sources
    from mawaqif.standard.remote import Fetcher
    from mawaqif.tables import Memory


def declares_profile(path: Path) -> bool:
    """True where a package declares the profile of this data set, or where its descriptor cannot be read, so that it is told.

    Args:
        path: the descriptor, or its folder.
    """
    index = path if path.is_file() else path / INDEX
    if index.name != INDEX:
        return False
    try:
        raw = read_json(index)
    except FileNotFoundError:
        return not any((path / name).is_file() for name in ("datapackage.yaml", "datapackage.yml"))
    except (OSError, JsonError):
        return True
    return index.is_symlink() or (isinstance(raw, dict) and PROFILE in raw)


def check_any(
    path: Path,
    sources: Sources | None = None,
    earlier: tuple[str, Path] | None = None,
    memory: Memory | None = None,
    *,
    most: int | None = None,
    remote: Fetcher | None = None,
) -> tuple[Report, frozenset[PurePosixPath]]:
    """Check a package.

    Args:
        path: its descriptor, or the folder that holds `datapackage.json`.
        sources: copies of the documents, for the profile of this data set.
        earlier: name and folder of an earlier state, for the same.
        memory: what an earlier check has given, for the same.
        most: number of findings alike that are told each, by file, column and code; the rest is counted.
        remote: fetches addresses; where it is left out, none is fetched.

    Returns:
        The report, and the folders in the package in which its files lie.

    Raises:
        CannotRunError: there is no readable descriptor, or something is given that only the profile knows.
    """
    if declares_profile(path):
        report, folders = _by_profile(path.parent if path.is_file() else path, sources, earlier, memory)
        if most:
            report.keep(most)
        return report, folders
    if sources is not None or earlier is not None:
        raise CannotRunError(
            f'{path}: documents and earlier states are compared by the profile of this data set; declare it by "{PROFILE}": "1.0"'
        )
    from mawaqif.standard.checking import MOST_TOLD, check  # noqa: PLC0415 - a package with the profile does without

    report, files = check(path, most or MOST_TOLD, remote)
    return report, frozenset(PurePosixPath(name).parent for name in files if ".." not in PurePosixPath(name).parts)


def _by_profile(
    root: Path, sources: Sources | None, earlier: tuple[str, Path] | None, memory: Memory | None
) -> tuple[Report, frozenset[PurePosixPath]]:
    from mawaqif.checks import check_package  # noqa: PLC0415 - a package without the profile does without its rules
    from mawaqif.tables import READING_RECORD  # noqa: PLC0415 - the same

    dataset, report = check_package(root, sources, earlier, memory)
    named = (item.get(key) for item in dataset.descriptor.resources for key in ("path", "schema"))
    paths = [PurePosixPath(name) for name in (*named, READING_RECORD) if isinstance(name, str)]
    return report, frozenset(path.parent for path in paths if not path.is_absolute() and ".." not in path.parts)
