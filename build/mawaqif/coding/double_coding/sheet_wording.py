"""The words of the sheets of both codings, in the language asked for."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from mawaqif.coding.wording import Wording


@cache
def _words() -> Mapping[str, Mapping[str, Mapping[str, str]]]:
    return tomllib.loads(files("mawaqif.coding.double_coding").joinpath("words.toml").read_text(encoding="utf-8"))


class SheetWording(Wording):
    """The words of the sheets, beside those that schemas have."""

    def text(self, name: str) -> str:
        """Return a heading, a title or the label of a value."""
        return _words()["words"][name][self.language]

    def comment(self, name: str) -> str:
        """Return the comment on a column; empty where it needs none."""
        return _words()["notes"].get(name, {}).get(self.language, "")
