"""What a reader's copy is: a file, and the ways in which its bytes can be read as text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field


class UnreadableError(Exception):
    """The file holds no text that can be read; the message says why, in a few words."""


@dataclass(frozen=True)
class Reading:
    """The text of a copy, read in one way.

    Attributes:
        text: the text, pages joined by form feeds.
        way: how the bytes became text, such as `windows-1256`; empty where there is one way only.
        pages: offsets at which pages start, in order, the first 0; empty where pages are not known.
        faithful: whether offsets in the text count characters of the file itself.
    """

    text: str
    way: str = ""
    pages: tuple[int, ...] = ()
    faithful: bool = False

    def page(self, offset: int) -> int | None:
        """Return the number, from 1, of the page that an offset lies on, or None where pages are not known."""
        return bisect_right(self.pages, offset) if self.pages else None


def joined(pages: list[str], way: str = "") -> Reading:
    """Return the reading of a copy whose pages were read one by one."""
    starts, at = [], 0
    for page in pages:
        starts.append(at)
        at += len(page) + 1
    return Reading("\f".join(pages), way, tuple(starts))


@dataclass(frozen=True)
class Copy:
    """One file of the reader's.

    Attributes:
        name: the file, as the reader named it.
        kind: `text`, `HTML`, `PDF` or `DOCX`.
        digest: SHA-256 of its bytes.
        ways: functions that read it, the most likely one first; each is called when wanted.
    """

    name: str
    kind: str
    digest: str
    ways: tuple[Callable[[], Reading], ...] = field(repr=False)
