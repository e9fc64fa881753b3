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
from mawaqif.site.content import Content
from mawaqif.site.page import Page
from mawaqif.site.words import interface_words
from mawaqif.tables import Table

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
    values: list[tuple[str, Bilingual, Bilingual]]


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
    context = {
        "prose": {language: prose(release / name) for language, name in FILES.items() if (release / name).is_file()},
        "tables": [_described(table) for table in content.dataset.tables.values()],
    }
    return Page("codebook.html", "codebook.html", "codebook", interface_words()["codebook"], context)


def prose(path: Path) -> Markup:
    """Return a Markdown file as HTML: CommonMark and tables, with HTML in it shown as text, headings with anchors.

    Raises:
        OSError: it cannot be read.
    """
    made = MarkdownIt("commonmark", {"html": False}).enable("table")
    made.add_render_rule("table_open", _opened_table)
    made.add_render_rule("table_close", lambda *_: "</table></div>\n")
    tokens = made.parse(path.read_text(encoding="utf-8"))
    heading = ""
    for place, token in enumerate(tokens):
        if token.type == "heading_open":
            token.attrSet("id", anchor(tokens[place + 1].content))
            heading = "".join(child.content for child in tokens[place + 1].children or ())
        if token.type == "table_open":
            token.attrSet("aria-label", heading)
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


def _described(table: Table) -> TableDescription:
    raw = table.schema.raw
    keys = set(table.schema.primary_key)
    points = {key.columns[0]: key.table for key in table.schema.foreign_keys if len(key.columns) == 1}
    fields = [_column(field, keys, points.get(field["name"], "")) for field in raw["fields"]]
    return TableDescription(
        table.schema.name, table.frame.height, _bilingual(raw, "title"), _bilingual(raw, "description"), fields
    )


def _column(raw: Mapping[str, Any], keys: set[str], points_to: str) -> ColumnDescription:
    values = [
        (one["value"], Bilingual(one["label"], one.get("label_ar", one["label"])), _bilingual(one, "description"))
        for one in raw.get("categories", ())
    ]
    name = raw["name"]
    return ColumnDescription(
        name, raw["type"], name in keys, points_to, _bilingual(raw, "title"), _bilingual(raw, "description"), values
    )


def _bilingual(raw: Mapping[str, Any], key: str) -> Bilingual:
    text = str(raw.get(key, ""))
    return Bilingual(text, str(raw.get(f"{key}_ar", text)))
