"""What the Data Package standard says of descriptors, through frictionless.

frictionless takes as long to load as Polars and is needed for this alone, so this module
is imported where a package is checked, not where its rows are only asked.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import frictionless

from mawaqif.findings import show


def package_problems(raw: Mapping[str, Any]) -> Iterator[str]:
    """Yield what the standard finds wrong with the index."""
    yield from _problems(frictionless.Package, raw)


def schema_problems(raw: Mapping[str, Any]) -> Iterator[str]:
    """Yield what the standard finds wrong with a schema."""
    yield from _problems(frictionless.Schema, raw)


def _problems(kind: type[frictionless.Metadata], raw: Mapping[str, Any]) -> Iterator[str]:
    notes: list[str] = []
    with _without_plugins():
        try:
            notes += (error.note for error in kind.metadata_validate(dict(raw)))
        except frictionless.FrictionlessException as error:
            notes.append(error.error.note)
    yield from map(show, notes)


@contextmanager
def _without_plugins() -> Iterator[None]:
    """Let frictionless ask none of its plug-ins, unless it has loaded them already.

    They read and write data, and have no word on descriptors; to load them takes longer
    than to ask. Afterwards it is as before, for whoever reads data with it.
    """
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
