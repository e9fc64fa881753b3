"""What the Data Package standard says of descriptors, through frictionless.

frictionless takes as long to load as Polars and is needed for this alone, so this module
is imported where a package is checked, not where its rows are only asked.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import frictionless

from mawaqif.findings import show

# What frictionless adds to itself reads and writes data, and has no word on descriptors; to load it takes longer than to ask.
vars(frictionless.system)["plugins"] = {}


def package_problems(raw: Mapping[str, Any]) -> Iterator[str]:
    """Yield what the standard finds wrong with the index."""
    yield from _problems(frictionless.Package, raw)


def schema_problems(raw: Mapping[str, Any]) -> Iterator[str]:
    """Yield what the standard finds wrong with a schema."""
    yield from _problems(frictionless.Schema, raw)


def _problems(kind: type[frictionless.Metadata], raw: Mapping[str, Any]) -> Iterator[str]:
    try:
        for error in kind.metadata_validate(dict(raw)):
            yield show(error.note)
    except frictionless.FrictionlessException as error:
        yield show(error.error.note)
