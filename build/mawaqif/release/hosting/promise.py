"""What a version number promises, held against the changes since the last release.

`docs/versions.md` says it to readers. Numbers are those of semver.org; while the first is 0, the second stands for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import yaml

from mawaqif.findings import CannotRunError
from mawaqif.paths import read_file, unlinked
from mawaqif.release.changelog import read_entry
from mawaqif.release.diff import state_of
from mawaqif.release.hosting.structure import Structure, added, broken, forbidden, structure_in, undated
from mawaqif.tables import load_descriptor

CITATION = "CITATION.cff"
VERSION = re.compile(r"(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)")
# Which number a change asks to raise, counted from the left.
FIRST, SECOND, THIRD = 0, 1, 2
PARTS = ("first", "second", "third")


def problems(root: Path, since: str = "", tag: str = "") -> list[str]:
    """Return what keeps the package from being published under its number, a line each.

    Args:
        root: folder that holds `datapackage.json`.
        since: the last release, as a revision or a folder; empty where this is the first.
        tag: the tag that asks for the release, `v` and the version; empty where there is none.

    Raises:
        CannotRunError: the package or the last release cannot be read, or there is no entry in the changelog.
    """
    version = load_descriptor(root)[0].version
    found = list(_naming(root, version, tag))
    if since:
        new = structure_in(root)
        with state_of(root, since) as (folder, _):
            old = structure_in(folder)
        if not old.types:
            raise CannotRunError(f"{since}: no table of it can be read, so nothing can be compared")
        found += _against(old, new)
    return found


def _naming(root: Path, version: str, tag: str) -> Iterator[str]:
    """Yield where tag, version, changelog and citation disagree."""
    if not VERSION.fullmatch(version):
        yield f"datapackage.json: the version is {version!r}; expected three numbers, as 1.4.0"
    if tag and tag != f"v{version}":
        yield f"the tag is {tag}, datapackage.json has the version {version}; expected the tag v{version}"
    entry = read_entry(root, version)
    if entry is not None and entry.published is None:
        yield f"CHANGELOG.md: the version {version} is unreleased; write the day of its publication in its heading"
    path = unlinked(root, CITATION)
    if not path.is_file():
        return
    cited = _citation(path)
    if cited.get("version") != version:
        yield f"{CITATION}: version is {cited.get('version')}, datapackage.json has {version}"
    day = str(entry.published) if entry and entry.published else ""
    if day and cited.get("date-released") != day:
        yield f"{CITATION}: date-released is {cited.get('date-released', 'not there')}, CHANGELOG.md has {day}"


def _citation(path: Path) -> dict[str, str]:
    try:
        raw = yaml.safe_load(read_file(path).decode("utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise CannotRunError(f"{path}: not YAML: {str(error).splitlines()[0]}") from error
    if not isinstance(raw, dict):
        raise CannotRunError(f"{path}: not a citation; expected keys such as `version: 1.0.0`")
    return {str(key): str(value) for key, value in raw.items()}


def _against(old: Structure, new: Structure) -> Iterator[str]:
    """Yield what the number does not allow since the last release."""
    yield from (f"{one.words}; no version may do that" for one in forbidden(old, new))
    yield from (one.words for one in undated(old, new))
    before, now = _numbers(old.version), _numbers(new.version)
    if before is None or now is None:
        return
    if now <= before:
        yield f"the version is {new.version}, the last release was {old.version}; expected a higher one"
        return
    raised = next(place for place, (one, other) in enumerate(zip(before, now, strict=True)) if one != other)
    breaks, adds = (SECOND, THIRD) if now[FIRST] == 0 else (FIRST, SECOND)
    for needed, found in ((breaks, broken(old, new)), (adds, added(old, new))):
        if raised > needed:
            yield from (f"{one.words}; {old.version} → {new.version} has to raise the {PARTS[needed]} number" for one in found)


def _numbers(version: str) -> tuple[int, int, int] | None:
    found = VERSION.fullmatch(version)
    return (int(found[1]), int(found[2]), int(found[3])) if found else None
