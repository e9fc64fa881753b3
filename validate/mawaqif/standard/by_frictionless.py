"""Validation of descriptors by the Data Package standard, through frictionless.

frictionless takes as long to load as Polars and is needed for this alone, so this module
is imported where a package is checked, not where its rows are only asked.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import frictionless

from mawaqif.findings.escaping import visible


def package_problems(raw: Mapping[str, Any]) -> Iterator[str]:
    """Yield the violations of the standard in the index."""
    yield from _problems(frictionless.Package, raw)


def schema_problems(raw: Mapping[str, Any]) -> Iterator[str]:
    """Yield the violations of the standard in a schema."""
    yield from _problems(frictionless.Schema, raw)


def _problems(kind: type[frictionless.Metadata], raw: Mapping[str, Any]) -> Iterator[str]:
    notes: list[str] = []
    with _without_plugins():
        try:
            notes += (error.note for error in kind.metadata_validate(dict(raw)))
        except frictionless.FrictionlessException as error:
            notes.append(error.error.note)
    yield from map(visible, notes)


@contextmanager
def _without_plugins() -> Iterator[None]:
    """Keep frictionless from loading its plug-ins, unless they are loaded already.

    Plug-ins read and write data and do not validate descriptors; loading them takes longer than
    the validation. Afterwards the system is as before, for code that reads data with it.
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
