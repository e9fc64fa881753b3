"""Footnotes: the citations that they seem to hold, with locator, address and the document meant, as proposals."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from mawaqif.checks import names_of
from mawaqif.coding.dates import dates_in
from mawaqif.passages import fold
from mawaqif.tables import Dataset

_SAME = re.compile(r"المصدر ذاته|نفس المصدر|المصدر نفسه|المرجع نفسه|المرجع ذاته|نفس المرجع|(?:^| )ibid(?: |$)")
_ADDRESS = re.compile(r"https?://[^\s<>()\[\]«»\"“”،؛]+")
_TIME = re.compile(r"(?<![0-9:])(?:([0-9]{1,2}):)?([0-9]{1,2}):([0-9]{2})(?![0-9:])")
_PAGE = re.compile(r"(?:(?<!\w)(?:ال)?(?:صفحات|صفحة|صفحه|ص)|(?<!\w)pp?\.|(?<!\w)pages?)[\s.:]*([0-9]+)(?:\s*[-–]\s*([0-9]+))?")
_PARAGRAPH = re.compile(
    r"(?:(?<!\w)(?:ال)?(?:فقرات|فقرة|فقره)|(?<!\w)paras?\.?|(?<!\w)paragraphs?)[\s.:]*([0-9]+)(?:\s*[-–]\s*([0-9]+))?"
)
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
# Shorter titles are words that any text may hold.
SHORTEST_TITLE = 9
SHORTEST_SYMBOL = 5


@dataclass(frozen=True)
class CitedItem:
    """One citation that a footnote seems to hold.

    Attributes:
        note: number of the footnote.
        item: its place in the footnote, from 1.
        words: its words.
        document: the document meant, where the data set has it; empty where none was found.
        locator_kind: `page`, `timestamp`, `paragraph` or `none`.
        locator: the locator in its normal form; empty where there is none.
        url: the address printed.
        ibid: whether it only points to the source before it.
        date: the first day or month that it names.
    """

    note: int
    item: int
    words: str
    document: str
    locator_kind: str
    locator: str
    url: str
    ibid: bool
    date: str


class KnownDocuments:
    """The documents of the data set, by address, symbol and title."""

    def __init__(self, dataset: Dataset) -> None:
        """Take them from the tables."""
        table = dataset.tables["documents"]
        rows = table.cells.select("document_id", "symbol", "url").rows()
        self.addresses: dict[str, str] = {_plain(url): name for name, _, url in reversed(rows) if url}
        self.symbols: dict[str, str] = {symbol: name for name, symbol, _ in rows if symbol and len(symbol) >= SHORTEST_SYMBOL}
        self.titles: dict[str, set[str]] = {}
        for title, name in names_of(table):
            if len(fold(title)) >= SHORTEST_TITLE:
                self.titles.setdefault(fold(title), set()).add(name)

    def meant(self, words: str, url: str) -> str:
        """Return the document that some words cite: by its address, its symbol, or the longest title that only it has."""
        if _plain(url) in self.addresses:
            return self.addresses[_plain(url)]
        for symbol, name in sorted(self.symbols.items(), key=lambda pair: -len(pair[0])):
            if re.search(rf"(?<![\w/]){re.escape(symbol)}(?![\w/])", words):
                return name
        folded = f" {fold(words)} "
        titles = [title for title in self.titles if f" {title} " in folded]
        found = self.titles[max(titles, key=len)] if titles else set()
        return next(iter(found)) if len(found) == 1 else ""


def _plain(url: str) -> str:
    return re.sub(r"^https?://(?:www\.)?", "", url).rstrip("/").lower()


def cited_items(notes: Sequence[tuple[int, str]], known: KnownDocuments) -> list[CitedItem]:
    """Cut footnotes into what they seem to cite.

    Args:
        notes: number and words of each footnote, in order.
        known: the documents of the data set.
    """
    found: list[CitedItem] = []
    for note, words in notes:
        for item, piece in enumerate(_pieces(words), start=1):
            before = found[-1].document if found else ""
            found.append(_item(note, item, piece, known, before))
    return found


def _pieces(words: str) -> Iterator[str]:
    """Yield the parts of a footnote: cut at semicolons, and after an address where another one follows."""
    for part in re.split(r"[;؛]\s+", " ".join(words.split())):
        starts = [match.end() for match in _ADDRESS.finditer(part)][:-1]
        bounds = [0, *starts, len(part)]
        yield from (piece for a, b in pairwise(bounds) if (piece := part[a:b].strip(" ،,.<>()[]")))


def _item(note: int, item: int, words: str, known: KnownDocuments, before: str) -> CitedItem:
    url = match[0].rstrip(".,") if (match := _ADDRESS.search(words)) else ""
    same = bool(_SAME.search(fold(words)))
    kind, locator = _locator(_ADDRESS.sub(" ", words).translate(_DIGITS))
    document = known.meant(words, url) or (before if same else "")
    return CitedItem(note, item, words, document, kind, locator, url, same, next(iter(dates_in(words)), ""))


def title_of(words: str) -> str:
    """Return what may be the title in the words of a citation: without number, address, dates and locators."""
    pieces = re.sub(r"^[\[(]?[0-9]{1,3}[\])]?\s*[.:–-]?\s+", "", words).split("http", maxsplit=1)[0].split("،")
    named = [piece for piece in pieces if not dates_in(piece) and _locator(piece.translate(_DIGITS)) == ("none", "")]
    return "،".join(named).strip(" ,<([")


def _locator(words: str) -> tuple[str, str]:
    if (found := _TIME.search(words)) is not None:
        hours, minutes, seconds = (int(part or 0) for part in found.groups())
        return "timestamp", f"{hours:02}:{minutes:02}:{seconds:02}"
    for kind, pattern in (("page", _PAGE), ("paragraph", _PARAGRAPH)):
        if (found := pattern.search(words)) is not None:
            return kind, "-".join(filter(None, found.groups()))
    return "none", ""
