"""The words of the sheets, in the language asked for."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from mawaqif.tables import EDTF_LEVEL_0, Field, TableSchema

LANGUAGES = ("en", "ar")


@cache
def _words() -> Mapping[str, Mapping[str, Mapping[str, str]]]:
    return tomllib.loads(files("mawaqif.coding").joinpath("words.toml").read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Wording:
    """Words in one language.

    Attributes:
        language: `ar` or `en`.
    """

    language: str

    def word(self, section: str, name: str) -> str:
        """Return a word of `words.toml`."""
        return _words()[section][name][self.language]

    def section(self, section: str) -> dict[str, str]:
        """Return all words of a section by name."""
        return {name: both[self.language] for name, both in _words()[section].items()}

    def of(self, raw: Mapping[str, Any], key: str) -> str:
        """Return a title, description or label of a schema; the English one where there is no other."""
        other = raw.get(f"{key}_ar") if self.language == "ar" else None
        return str(other or raw.get(key, ""))

    def heading(self, field: Field) -> str:
        """Return the title of a column."""
        return self.of(field.raw, "title") or field.name

    def about(self, field: Field) -> str:
        """Return what a column is for, and how a date in it is written."""
        told = self.of(field.raw, "description")
        return f"{told} {self.word('notes', 'as_date')}" if field.rdf_type == EDTF_LEVEL_0 else told

    def title(self, schema: TableSchema) -> str:
        """Return the title of a table."""
        return self.of(schema.raw, "title") or schema.name
