"""HTML pages: the text that a reader sees, a line for each block, footnote markers as superscripts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial

from selectolax.lexbor import LexborHTMLParser, LexborNode

from mawaqif.passages.copies.model import Reading, UnreadableError
from mawaqif.passages.copies.plain_text import decode, encodings_of

# What a browser lays out as a block, or as a cell of its own; and what it does not show as text.
_BLOCKS = """
address article aside blockquote body br caption center dd details dialog div dl dt fieldset figcaption figure footer form
h1 h2 h3 h4 h5 h6 header hgroup hr li main nav ol optgroup option p pre section select summary table tbody td tfoot th thead tr ul
"""
_UNSEEN = "audio canvas head iframe math noscript object rp rt script style svg template textarea video"
BLOCKS, UNSEEN = frozenset(_BLOCKS.split()), frozenset(_UNSEEN.split())
# Elements that hold nothing, or end where the next of their kind begins.
_VOID = "area base br col embed hr img input link meta source track wbr"
_IMPLIED = "p li dt dd tr td th thead tbody tfoot option optgroup rp rt html head body colgroup caption"
_NOT_NESTED = frozenset(f"{_VOID} {_IMPLIED}".split())
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]*)")
# Browsers lay out 512; pages whose elements are left open come to more.
DEEPEST = 10_000
TEXT = "-text"
_SUPERSCRIPT = str.maketrans("0123456789٠١٢٣٤٥٦٧٨٩", "⁰¹²³⁴⁵⁶⁷⁸⁹⁰¹²³⁴⁵⁶⁷⁸⁹")
# The text of a footnote marker.
MARKER = re.compile(r"\s*[\[(]?\s*[0-9٠-٩]{1,4}(?:\s*[,،]\s*[0-9٠-٩]{1,4})*\s*[\])]?\s*")
_META_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})", re.IGNORECASE)
_META_REACH = 4096


def ways_to_read(data: bytes, encoding: str | None = None) -> tuple[Callable[[], Reading], ...]:
    """Return the ways to read the bytes of an HTML page: its encoding may be said, or must be found.

    Raises:
        UnreadableError: they are no text.
    """
    declared = _META_CHARSET.search(data[:_META_REACH])
    names = encodings_of(data)
    if encoding:
        names = (encoding,)
    elif len(names) > 1 and declared:
        said = declared[1].decode("ascii").lower()
        names = (said, *(name for name in names if name != said))
    return tuple(partial(_read, data, name, "" if name in {"utf-8", encoding} else name) for name in names)


def _read(data: bytes, encoding: str, way: str) -> Reading:
    return Reading(text_of(decode(data, encoding)), way)


def source_of(data: bytes, encoding: str | None = None) -> str:
    """Return the source of a page, in the encoding that is said, declared or likeliest.

    Raises:
        UnreadableError: the bytes are no text.
    """
    declared = _META_CHARSET.search(data[:_META_REACH])
    likeliest, *others = encodings_of(data)
    said = declared[1].decode("ascii").lower() if declared and others else likeliest
    return decode(data, encoding or said)


def text_of(html: str) -> str:
    """Return the text that a page shows.

    Raises:
        UnreadableError: its elements lie in each other so deep that no browser would lay them out.
    """
    refuse_depth(html)
    root = LexborHTMLParser(html).root
    parts: list[str] = []
    within_pre = 0
    for node, entering in _walk(root):
        tag = node.tag or ""
        if tag == "pre":
            within_pre += 1 if entering else -1
        if tag in BLOCKS:
            parts.append("\n")
        elif tag == TEXT and entering:
            parts.append(_shown(node, as_spelt=within_pre > 0))
    lines = "".join(parts).split("\n")
    return "\n".join(line for line in (" ".join(line.split(" ")).strip() for line in lines) if line)


def refuse_depth(html: str) -> None:
    """Refuse a page before it is taken apart, which takes time that grows with the square of the depth.

    Raises:
        UnreadableError: its elements are nested deeper than any browser would lay them out.
    """
    depth = 0
    for closes, name in _TAG.findall(html):
        if name.lower() not in _NOT_NESTED:
            depth = max(0, depth - 1) if closes else depth + 1
            if depth > DEEPEST:
                raise UnreadableError(f"its elements are nested more than {DEEPEST:,} deep")


def _shown(node: LexborNode, *, as_spelt: bool) -> str:
    text = node.text_content or ""
    if _is_marker(node, text):
        return text.translate(_SUPERSCRIPT)
    return text if as_spelt else re.sub(r"[ \t\r\n\f]+", " ", text)


def _is_marker(node: LexborNode, text: str) -> bool:
    """Tell whether digits are a footnote marker: raised, or a link to a note of the page."""
    if not MARKER.fullmatch(text):
        return False
    within = node.parent
    for _ in range(4):
        if within is None:
            return False
        href = within.attributes.get("href") or ""
        if within.tag == "sup" or (within.tag == "a" and "#" in href):
            return True
        within = within.parent
    return False


def _is_seen(node: LexborNode) -> bool:
    if node.tag in UNSEEN:
        return False
    if (node.tag or TEXT).startswith(("-", "!")):
        return node.tag == TEXT
    style = (node.attributes.get("style") or "").replace(" ", "").lower()
    return "hidden" not in node.attributes and "display:none" not in style


def _walk(root: LexborNode | None) -> Iterator[tuple[LexborNode, bool]]:
    """Yield every node that is seen, when it is entered and when it is left; no nesting is too deep."""
    stack = [(root, True)] if root is not None else []
    while stack:
        node, entering = stack.pop()
        if not entering:
            yield node, False
            continue
        if node.next is not None and node is not root:
            stack.append((node.next, True))
        if _is_seen(node):
            yield node, True
            stack.append((node, False))
            if node.child is not None:
                stack.append((node.child, True))
