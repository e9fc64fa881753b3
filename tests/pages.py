"""The pages that people read, taken apart: sections, links, anchors, blocks of code."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.token import Token

from conftest import ROOT

# The pages written by hand for a reader; the others are made, or have tests of their own.
GUIDES = ("README.md", "docs/researcher.md", "docs/analyst.md", "docs/engineer.md", "docs/desk.md")
MADE = ("codebook.ar.md", "checks.ar.md")
_PARSER = MarkdownIt("commonmark", {"html": True}).enable("table")
_CODE = re.compile(r'<code dir="ltr">(.*?)</code>')


@dataclass
class Section:
    """What stands under one heading.

    Attributes:
        level: `h1` to `h6`; empty before the first heading.
        blocks: fenced blocks, as language and text.
        links: where links and pictures lead.
        tables: number of cells in each row, of all tables.
        items: number of items in lists.
        codes: what is set as code in the prose.
    """

    level: str = ""
    blocks: list[tuple[str, str]] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    tables: list[int] = field(default_factory=list)
    items: int = 0
    codes: set[str] = field(default_factory=set)


def read(name: str) -> str:
    """Return the text of a page, by its path from the top."""
    return (ROOT / name).read_text(encoding="utf-8")


def translated() -> list[str]:
    """Return the pages that stand in Arabic too, but those that are made: the codebook and the catalogue of checks."""
    paths = sorted([*ROOT.glob("*.ar.md"), *ROOT.glob("docs/*.ar.md")])
    return [path.relative_to(ROOT).as_posix().replace(".ar.md", ".md") for path in paths if path.name not in MADE]


def pages() -> list[str]:
    """Return every page of the project, but cases, which are data, and parts that a page is made of."""
    patterns = ("*.md", "docs/*.md", ".github/**/*.md", "build/explorer/*.md", "tests/*.md", "tests/docs/*.md")
    return sorted(path.relative_to(ROOT).as_posix() for pattern in patterns for path in ROOT.glob(pattern))


@cache
def sections(text: str) -> list[Section]:
    """Take a page apart, heading by heading."""
    found = [Section()]
    for token in _PARSER.parse(text):
        here = found[-1]
        if token.type == "heading_open":
            found.append(Section(token.tag))
        elif token.type == "fence":
            here.blocks.append((token.info, token.content))
        elif token.type == "tr_open":
            here.tables.append(0)
        elif token.type in ("td_open", "th_open"):
            here.tables[-1] += 1
        elif token.type == "list_item_open":
            here.items += 1
        elif token.type == "inline":
            here.links += list(_links(token.children or []))
            here.codes |= {child.content for child in token.children or [] if child.type == "code_inline"}
            here.codes |= {code.replace("&lt;", "<").replace("&gt;", ">") for code in _CODE.findall(token.content)}
    return found


def links(text: str) -> list[str]:
    """Return where the links and pictures of a page lead, in their order."""
    return [target for section in sections(text) for target in section.links]


def _links(tokens: list[Token]) -> Iterator[str]:
    for token in tokens:
        target = token.attrs.get("href" if token.type == "link_open" else "src")
        if token.type in ("link_open", "image") and target:
            yield unquote(str(target))


@cache
def anchors(text: str) -> set[str]:
    """Return the anchors of the headings of a page, as GitHub names them, and those that it sets itself.

    Source: github.com/gjtorikian/html-pipeline, `toc_filter.rb`.
    """
    found: set[str] = set(re.findall(r'<a (?:id|name)="([^"]+)"', text))
    tokens = _PARSER.parse(text)
    for before, token in pairwise(tokens):
        if before.type == "heading_open":
            shown = "".join(child.content for child in token.children or []).lower()
            name = "".join(char for char in shown if _kept(char)).replace(" ", "-")
            again = sum(1 for other in found if re.fullmatch(rf"{re.escape(name)}(-\d+)?", other))
            found.add(f"{name}-{again}" if name in found else name)
    return found


def _kept(char: str) -> bool:
    return char.isalnum() or char in "-_ " or unicodedata.category(char) in ("Mn", "Mc", "Pc")


def leads_nowhere(page: str, target: str) -> str:
    """Say why a link of a page does not lead to a file or an anchor of it; empty where it does."""
    path, _, anchor = target.partition("#")
    file = (ROOT / page).parent / path if path else ROOT / page
    if not file.exists():
        return f"{page} links {target}: no such file"
    if anchor and anchor not in anchors(file.read_text(encoding="utf-8")):
        return f"{page} links {target}: no such anchor"
    return ""


def resolved(page: str, target: str) -> str:
    """Return what a relative link of a page leads to, by its path from the top, without the anchor."""
    return Path.resolve((ROOT / page).parent / target.partition("#")[0]).relative_to(ROOT).as_posix()


def is_relative(target: str) -> bool:
    """True where a link leads into the project."""
    return not re.match(r"[a-z]+:", target)
