"""A page, before its template is filled."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from mawaqif.plots import Bilingual
from mawaqif.site.items import NO_TEXT, Item


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
