"""The text of a web page, and of a Word file as a web page: its blocks in order, its notes apart, found by their links."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import unquote

from selectolax.lexbor import LexborHTMLParser, LexborNode

from mawaqif.passages.copies.html_page import BLOCKS, MARKER, refuse_depth, text_of
from mawaqif.passages.copies.model import UnreadableError
from mawaqif.passages.extraction.blocks import Block

# From this share of the words of a page on, its one article or main part is taken alone.
MOST = 0.4
_NUMBER = re.compile(r"\d{1,4}")
_RAISED_IN_BRACKETS = re.compile(r"[ \t]*[\[(]\s*([⁰¹²³⁴⁵⁶⁷⁸⁹]+)\s*[\])]")
_OWN_NUMBER = re.compile(r"\s*[\[(]?\s*(?:[0-9٠-٩]{1,4}|[⁰¹²³⁴⁵⁶⁷⁸⁹]+)\s*[\])]?\s*[.:–-]?\s+(?=\S)")
_BACK = re.compile(r"\s*[↑↩⤴^]\ufe0e?\s*$")


@dataclass(frozen=True)
class WebText:
    """What a web page gives.

    Attributes:
        blocks: its paragraphs and notes.
        part: the element that was taken alone; empty where it was the whole page.
    """

    blocks: list[Block]
    part: str = ""


def web_text(html: str) -> WebText:
    """Return the text of a web page.

    Raises:
        UnreadableError: its elements are nested too deep, or it shows no text.
    """
    refuse_depth(html)
    tree = LexborHTMLParser(html)
    root = tree.root
    if root is None:
        raise UnreadableError("the page shows no text")
    notes = _notes(root)
    part, within = _main_part(root)
    lines = [_RAISED_IN_BRACKETS.sub(r"\1", line) for line in text_of(within.html or "").split("\n")]
    blocks = [Block((("", line),)) for line in lines if line.strip()]
    return WebText([*blocks, *(Block((("", words),), number) for number, words in notes)], part)


def _main_part(root: LexborNode) -> tuple[str, LexborNode]:
    whole = len(root.text() or "")
    for tag in ("article", "main"):
        found = root.css(tag)
        if len(found) == 1 and len(found[0].text() or "") >= MOST * whole:
            return tag, found[0]
    return "", root


def _notes(root: LexborNode) -> list[tuple[int, str]]:
    """Take the notes out of a page: what markers link to, after them."""
    places = {node.mem_id: at for at, node in enumerate(root.traverse())}
    by_id = {node.attributes.get("id") or node.attributes.get("name") or "": node for node in root.css("[id], a[name]")}
    found: dict[int, tuple[int, LexborNode]] = {}
    for link in root.css("a[href*='#']"):
        text = link.text() or ""
        target = by_id.get(unquote((link.attributes.get("href") or "").rpartition("#")[2]))
        if target is None or target.mem_id == link.mem_id or not MARKER.fullmatch(text):
            continue
        block, digits = _block_of(target), _NUMBER.search(text)
        if digits and places[block.mem_id] > places[link.mem_id] and block.mem_id not in found:
            found[block.mem_id] = (int(digits[0]), block)
    notes = []
    for number, block in found.values():
        text = " ".join(text_of(block.html or "").split())
        notes.append((number, _BACK.sub("", _OWN_NUMBER.sub("", text, count=1)) if text else ""))
    for _, block in found.values():
        block.decompose()
    return sorted((number, words) for number, words in notes if words.strip())


def _block_of(node: LexborNode) -> LexborNode:
    """Return the nearest block that a target stands in."""
    within: LexborNode | None = node
    while within is not None and within.tag not in BLOCKS:
        within = within.parent
    return node if within is None or within.tag == "body" else within
