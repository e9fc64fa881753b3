"""The map of a text: where its pages and footnotes stand; a JSON file beside it, which is told from stale ones by a hash."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from mawaqif.paths import read_file

MAP_SUFFIX = ".map.json"
LARGEST_MAP = 16 * 1024**2


@dataclass(frozen=True)
class MappedPage:
    """A stretch of the text that stands on one page; a page whose notes stand apart has two.

    Attributes:
        label: what the page is called, such as `12` or `iv`.
        char_start: offset of its first character, in code points.
        char_end: offset after its last character.
    """

    label: str
    char_start: int
    char_end: int


@dataclass(frozen=True)
class MappedNote:
    """A footnote: its number, and where its text stands, its number included."""

    number: int
    char_start: int
    char_end: int


@dataclass(frozen=True)
class TextMap:
    """Where the pages and notes of a text stand.

    Attributes:
        source_sha256: SHA-256 of the file that the text was taken from.
        text_sha256: SHA-256 of the text, by which a map of another text is known.
        text_length: number of its characters.
        pages: its pages in the order of the text; none where the source has no pages.
        notes: its footnotes in the order of the text.
    """

    source_sha256: str
    text_sha256: str
    text_length: int
    pages: tuple[MappedPage, ...] = ()
    notes: tuple[MappedNote, ...] = ()

    def as_json(self) -> str:
        """Return the map as the text of its file."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1) + "\n"


@dataclass(frozen=True)
class ExtractedText:
    """The text of a source, as it is coded.

    Attributes:
        text: the text: NFC, lines that end with LF, a paragraph a line, a blank line between two, notes at the end.
        map: its map.
        kind: what the source is: `text`, `HTML`, `PDF` or `DOCX`.
        doubts: what was left out or changed, and what may be wrong, a line each.
    """

    text: str
    map: TextMap
    kind: str
    doubts: tuple[str, ...] = ()


def digest_of(text: str) -> str:
    """Return the SHA-256 of a text in UTF-8, as 64 hexadecimal digits."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def read_map(path: Path, text_sha256: str) -> TextMap | None:
    """Read the map beside a text.

    Args:
        path: the map.
        text_sha256: SHA-256 of the text.

    Returns:
        The map; None where there is none, or none of this text.
    """
    try:
        raw = json.loads(read_file(path, LARGEST_MAP).decode("utf-8"))
        found = _read(raw)
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None
    return found if found.text_sha256 == text_sha256 and _is_sound(found) else None


def _read(raw: Any) -> TextMap:
    pages = tuple(MappedPage(str(item["label"]), int(item["char_start"]), int(item["char_end"])) for item in raw["pages"])
    notes = tuple(MappedNote(int(item["number"]), int(item["char_start"]), int(item["char_end"])) for item in raw["notes"])
    return TextMap(str(raw["source_sha256"]), str(raw["text_sha256"]), int(raw["text_length"]), pages, notes)


def _is_sound(found: TextMap) -> bool:
    """Tell whether the pages lie in the text, one after the other."""
    end = 0
    for page in found.pages:
        if not (page.label.strip() and end <= page.char_start < page.char_end <= found.text_length):
            return False
        end = page.char_end
    return True


def map_beside(text: Path) -> Path:
    """Return the path of the map that belongs to a text."""
    return text.with_name(text.stem + MAP_SUFFIX)
