"""A page, before its template is filled."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from mawaqif.plots import Bilingual
from mawaqif.site.items import NO_TEXT, Item

# Rows on one page of a list.
ROWS = 500
_BESIDE, _STEP = 2, 10


@dataclass(frozen=True)
class Page:
    """One page of the site, in every language.

    Attributes:
        path: where it stands in the folder of a language.
        template: name of its template.
        kind: what it is to the interactive parts.
        title: its title.
        context: what its template shows.
        summary: what search engines show of it.
        within: path and word of the page above it.
        about: the row that it is about.
        rows: the filter of the interactive view that finds the statements on it, such as `actor=china`; empty where none does.
        table: the table that it lists.
    """

    path: str
    template: str
    kind: str
    title: Bilingual
    context: Mapping[str, Any]
    summary: Bilingual = NO_TEXT
    within: tuple[str, str] | None = None
    about: Item | None = None
    rows: str = ""
    table: str = ""


def page_of(path: str, number: int) -> str:
    """Return the path of a page of a list: the first has the name of the list, the others their numbers too."""
    return f"{path}.html" if number == 1 else f"{path}-{number}.html"


def listed_on(path: str, keys: Iterable[str]) -> dict[str, str]:
    """Return on which page of a list each row stands, by their keys in its order."""
    return {key: page_of(path, 1 + place // ROWS) for place, key in enumerate(keys)}


def pages_named(number: int, pages: int) -> list[int]:
    """Return which pages of a list a page links to: the first and the last, those beside it, and every tenth."""
    return [at for at in range(1, pages + 1) if at in (1, pages) or abs(at - number) <= _BESIDE or at % _STEP == 0]
