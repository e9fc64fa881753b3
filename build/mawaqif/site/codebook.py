"""The page of the codebook: its rules, where the release has them, and its tables and columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup, escape

from mawaqif.plots import Bilingual
from mawaqif.release.codebook import WORDINGS, anchor
from mawaqif.release.editions import Profile, profiles
from mawaqif.site.content import Content
from mawaqif.site.page import Page
from mawaqif.site.words import interface_words
from mawaqif.tables import Dataset, Table

PAGE = "codebook.html"
# The codebook of a release, by language.
FILES = {wording.code: wording.file for wording in WORDINGS}
# Where a link of one language's codebook to the other leads on the site.
PAGES = {file: f"../{language}/codebook.html" for language, file in FILES.items()}


@dataclass(frozen=True)
class ColumnDescription:
    """A column as the page shows it."""

    name: str
    type: str
    key: bool
    points_to: str
    title: Bilingual
    description: Bilingual
    warning: Bilingual
    filled: int
    values: list[tuple[str, Bilingual, Bilingual, int]]


@dataclass(frozen=True)
class TableDescription:
    """A table as the page shows it."""

    name: str
    rows: int
    title: Bilingual
    description: Bilingual
    fields: list[ColumnDescription]


def codebook_page(content: Content, release: Path) -> Page:
    """Return the page of the codebook, with the rules in the language of the page where the release has them."""
    dataset = content.dataset
    tables = frozenset(dataset.tables)
    texts = {language: prose(release / name, tables) for language, name in FILES.items() if (release / name).is_file()}
    shown = () if texts.keys() == FILES.keys() else dataset.tables.values()
    context = {"prose": texts, "tables": [_described(table, profiles(dataset)[table.schema.name]) for table in shown]}
    return Page(PAGE, "codebook.html", "codebook", interface_words()["codebook"], context)


def explained(dataset: Dataset, shown: Markup | None) -> dict[str, Bilingual]:
    """Return what each column holds and what readers get wrong, by the anchor that it has on the page of the codebook.

    Args:
        dataset: the tables of the release.
        shown: the rules as the page shows them, with tables of their own; None where it shows the tables of the release.
    """
    fields = {f"{name}.{item.name}": item.raw for name, table in dataset.tables.items() for item in table.schema.fields}
    there = fields if shown is None else {place: raw for place, raw in fields.items() if f'id="{place}"' in shown}
    return {place: _bilingual(raw, "description", "warning") for place, raw in there.items()}


def prose(path: Path, tables: frozenset[str]) -> Markup:
    """Return a Markdown file as HTML: CommonMark and tables, with HTML in it shown as text, headings with anchors.

    Args:
        path: the file.
        tables: names of tables; under a heading that names one, the line of a column has an anchor, such as `actors.kind`.

    Raises:
        OSError: it cannot be read.
    """
    made = MarkdownIt("commonmark", {"html": False}).enable("table")
    made.add_render_rule("table_open", _opened_table)
    made.add_render_rule("table_close", lambda *_: "</table></div>\n")
    tokens = made.parse(path.read_text(encoding="utf-8"))
    heading = table = ""
    for place, token in enumerate(tokens):
        if token.type == "heading_open":
            title = tokens[place + 1].content
            token.attrSet("id", anchor(title))
            heading = "".join(child.content for child in tokens[place + 1].children or ())
            table = next((part for part in title.split(" · ") if part in tables), "")
        if token.type == "table_open":
            token.attrSet("aria-label", heading)
        if token.type == "tr_open" and table and tokens[place + 1].type == "td_open":
            for first in (tokens[place + 2].children or [])[:1]:
                if first.type == "code_inline":
                    token.attrSet("id", f"{table}.{first.content}")
        if token.attrGet("style"):
            # A column of numbers: the policy of the pages lets no style stand in an attribute.
            token.attrs = {"class": "num"}
        for link in token.children or ():
            if link.type == "link_open" and link.attrGet("href") in PAGES:
                link.attrSet("href", PAGES[str(link.attrGet("href"))])
    html: str = made.renderer.render(tokens, made.options, {})
    return Markup(html)  # noqa: S704 - the renderer escapes what the file holds


def _opened_table(_: object, tokens: Sequence[Token], place: int, *__: object) -> str:
    """Return the start of a table, named by the heading above it, in a region that scrolls where the table is wide."""
    named = f'aria-label="{escape(str(tokens[place].attrGet("aria-label")))}"'
    return f'<div class="scroll" role="region" {named} tabindex="0"><table {named}>\n'


def _described(table: Table, counted: Mapping[str, Profile]) -> TableDescription:
    raw = table.schema.raw
    keys = set(table.schema.primary_key)
    points = {key.columns[0]: key.table for key in table.schema.foreign_keys if len(key.columns) == 1}
    fields = [_column(field, keys, points.get(field["name"], ""), counted[field["name"]]) for field in raw["fields"]]
    return TableDescription(
        table.schema.name, table.frame.height, _bilingual(raw, "title"), _bilingual(raw, "description"), fields
    )


def _column(raw: Mapping[str, Any], keys: set[str], points_to: str, counted: Profile) -> ColumnDescription:
    described = raw.get("categories", ())
    values = [
        (
            one["value"],
            Bilingual(one["label"], one.get("label_ar", one["label"])),
            _bilingual(one, "description"),
            counted.values.get(str(one["value"]), 0),
        )
        for one in described
    ]
    title, description, warning = (_bilingual(raw, key) for key in ("title", "description", "warning"))
    return ColumnDescription(
        raw["name"], raw["type"], raw["name"] in keys, points_to, title, description, warning, counted.filled, values
    )


def _bilingual(raw: Mapping[str, Any], *keys: str) -> Bilingual:
    english = [str(raw.get(key, "")) for key in keys]
    arabic = [str(raw.get(f"{key}_ar", text)) for key, text in zip(keys, english, strict=True)]
    return Bilingual(" ".join(filter(None, english)), " ".join(filter(None, arabic)))
