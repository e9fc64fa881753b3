"""Validation of descriptors by the Data Package standard, through frictionless.

frictionless takes as long to load as Polars and is needed for this alone, so it is loaded where a descriptor must be looked at.
What it found nothing in is remembered by the hash of the very text that it was shown and of its own version, as an empty file
in a folder of this user: the same text is not shown to it again. One that it found something in is never remembered.
"""

from __future__ import annotations

import hashlib
import json
import stat
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from mawaqif.findings.escaping import visible
from mawaqif.paths.own_cache import is_own, own_cache_folder

if TYPE_CHECKING:
    import frictionless

# The folder of what is sound, and how many texts are remembered: some for each table of some packages.
FOLDER, MOST_REMEMBERED = "standard", 2000


def package_problems(raw: Mapping[str, Any]) -> Iterator[str]:
    """Yield the violations of the standard in the index."""
    yield from _problems("Package", raw)


def schema_problems(raw: Mapping[str, Any]) -> Iterator[str]:
    """Yield the violations of the standard in a schema."""
    yield from _problems("Schema", raw)


def _problems(kind: Literal["Package", "Schema"], raw: Mapping[str, Any]) -> Iterator[str]:
    mark = _mark(kind, raw)
    if mark is not None and _is_remembered(mark):
        return
    import frictionless  # noqa: PLC0415 - see above

    checked: type[frictionless.Metadata] = getattr(frictionless, kind)
    notes: list[str] = []
    with _without_plugins():
        try:
            notes += (error.note for error in checked.metadata_validate(dict(raw)))
        except frictionless.FrictionlessException as error:
            notes.append(error.error.note)
    if mark is not None and not notes:
        _remember(mark)
    yield from map(visible, notes)


def _mark(kind: str, raw: Mapping[str, Any]) -> Path | None:
    """Return the file that stands for a text in which nothing was found; None where nothing can be remembered."""
    folder = own_cache_folder(FOLDER, make=True)
    try:
        shown = json.dumps([_version(), kind, raw], sort_keys=True)
    except (TypeError, ValueError, RecursionError):
        return None
    return None if folder is None else folder / hashlib.sha256(shown.encode()).hexdigest()


@cache
def _version() -> str:
    return version("frictionless")


def _is_remembered(mark: Path) -> bool:
    try:
        return is_own(mark.lstat(), stat.S_ISREG)
    except OSError:
        return False


def _remember(mark: Path) -> None:
    with suppress(OSError):
        kept = list(mark.parent.iterdir())
        for path in kept if len(kept) >= MOST_REMEMBERED else ():
            path.unlink(missing_ok=True)
        mark.touch(mode=0o600)


@contextmanager
def _without_plugins() -> Iterator[None]:
    """Keep frictionless from loading its plug-ins, unless they are loaded already.

    Plug-ins read and write data and do not validate descriptors; loading them takes longer than
    the validation. Afterwards the system is as before, for code that reads data with it.
    """
    import frictionless  # noqa: PLC0415 - loaded by who calls this

    held = vars(frictionless.system)
    if "plugins" in held:
        yield
        return
    held["plugins"] = {}
    try:
        yield
    finally:
        held.pop("plugins", None)
        held.pop("methods", None)
