"""What a derivation is: columns that follow from others, where they stand, and how they are computed."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import polars as pl

from mawaqif.tables import Field, TableSchema

# What a description names of the column that it is derived from.
_MARK = re.compile(r"\{(name|title|title_ar)\}")
_NUMBER = re.compile(r"\d+")
Raw = Mapping[str, Any]
# The rows of a table of the package, by its name.
Rows = Callable[[str], pl.DataFrame]


@dataclass(frozen=True)
class Derivation:
    """Columns of a table that are computed together.

    Attributes:
        after: the column that they stand behind.
        fields: the columns, as a schema describes them.
        needs: names of the tables that they are computed from.
        compute: returns them, in the order of `fields`, a value a row of the table.
    """

    after: str
    fields: tuple[Raw, ...]
    needs: tuple[str, ...]
    compute: Callable[[Rows], Sequence[pl.Series]]


# Finds what can be derived for one table among the tables of a package.
Find = Callable[[TableSchema, Mapping[str, TableSchema]], Iterator[Derivation]]


def described(name: str, of: Field | None = None) -> tuple[Raw, ...]:
    """Return the descriptions of derived columns that stand under a name in `columns.json`.

    Args:
        name: the name.
        of: the column that they are derived from, whose name and titles replace `{name}`, `{title}` and `{title_ar}`.
    """
    said = {"name": of.name, **{key: str(of.raw.get(key, of.name)) for key in ("title", "title_ar")}} if of else {}
    return tuple({**_filled(field, said), **_since(field, of), "derived": True} for field in _texts()[name])


def _since(field: Raw, of: Field | None) -> Raw:
    """Return the version that first has a derived column: that of the column which it is derived from, where that is later."""
    named = [str(raw["since"]) for raw in (field, of.raw if of else {}) if "since" in raw]
    later = max(named, key=lambda version: [int(part) for part in _NUMBER.findall(version)], default="")
    return {"since": later} if later else {}


def _filled(field: Raw, said: Mapping[str, str]) -> Raw:
    return {
        key: _MARK.sub(lambda mark: said[mark[1]], text) if isinstance(text, str) else deepcopy(text)
        for key, text in field.items()
    }


@cache
def _texts() -> dict[str, list[Raw]]:
    text = files("mawaqif.deriving").joinpath("columns.json").read_text(encoding="utf-8")
    found: dict[str, list[Raw]] = json.loads(text)
    return found
