"""The words of the interface, each in both languages."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from mawaqif.plots import Bilingual


@cache
def interface_words() -> dict[str, Bilingual]:
    """Return every word of `words.toml` by its name.

    Raises:
        ValueError: a name stands in two sections.
    """
    words: dict[str, Bilingual] = {}
    for section in _toml("words.toml").values():
        for name, both in section.items():
            if name in words:
                raise ValueError(f"words.toml: {name!r} stands in two sections")
            words[name] = Bilingual(both["en"], both["ar"])
    return words


@cache
def questions() -> tuple[tuple[Bilingual, str, str], ...]:
    """Return the questions that the overview offers: text, page, and filter of the interactive view."""
    return tuple(
        (Bilingual(one["en"], one["ar"]), one["page"], one.get("filter", "")) for one in _toml("questions.toml")["question"]
    )


def _toml(name: str) -> dict[str, Any]:
    text = files("mawaqif.site").joinpath(name).read_text(encoding="utf-8")
    return tomllib.loads(text)
