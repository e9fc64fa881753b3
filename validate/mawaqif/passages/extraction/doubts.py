"""What may be wrong in a text that was taken from a file, each kind told once, with where it begins."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from mawaqif.passages.extraction.letters import DECOMPOSED, FORMS, REPLACEMENT, UNSEEN
from mawaqif.passages.extraction.pdf_text import PdfText
from mawaqif.passages.extraction.text_map import TextMap
from mawaqif.passages.folding import SUPERSCRIPT_DIGITS

MOST_LISTED = 8
# From so many words, or this share of them, on, words that may be wrong are told.
FEWEST, SHARE = 3, 0.02
_PLAIN = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_ARABIC_WORD = re.compile("[\u0621-\u064a]{3,}")
_WORD = re.compile(r"[^\W\d_]{6,}")
_TWICE = re.compile(r"(?:(.)\1)+")
# Letters that end Arabic words and begin none; where they begin words, the letters are in the wrong order.
_ONLY_LAST = "ةى"


def listed(items: Sequence[str]) -> str:
    """Return the first items of a list, and how many there are beside them."""
    more = f" and {len(items) - MOST_LISTED} more" if len(items) > MOST_LISTED else ""
    return ", ".join(items[:MOST_LISTED]) + more


def doubts_of_pdf(found: PdfText) -> list[str]:
    """Return what was left out of the pages of a PDF file, and what may be wrong in them."""
    doubts = []
    if found.empty:
        doubts.append(f"pages without text: {listed([str(page) for page in found.empty])}; recognise the text of scans first")
    for line, count in found.edges.left_out.most_common():
        doubts.append(f"left out at the edge of {count} page{'' if count == 1 else 's'}: {line}")
    if found.columns:
        doubts.append(f"pages that may be set in columns or tables, whose lines run into one another: {listed(found.columns)}")
    if found.divided:
        doubts.append(f"hyphens at line ends: {found.divided} words joined; look whether each is one word")
    return doubts


def changes_of_letters(changed: Counter[str]) -> list[str]:
    """Return what was changed in the letters of a text."""
    done = {
        FORMS: "Arabic presentation forms or ligatures: {} written as ordinary letters",
        UNSEEN: "characters that cannot be seen: {} taken out",
        DECOMPOSED: "letters taken apart: {} marks put together with them (NFC)",
    }
    return [said.format(changed[what]) for what, said in done.items() if changed[what]]


def doubts_of_text(text: str, found: TextMap) -> Iterator[str]:
    """Yield what may be wrong in a text."""
    for check in (_replacements, _private, _twice, _reversed, _repeated_lines):
        said = check(text)
        if said:
            yield said
    yield from _notes(text, found)


def _place(text: str, at: int) -> str:
    return f"line {text.count(chr(10), 0, at) + 1}"


def _replacements(text: str) -> str:
    count = text.count(REPLACEMENT)
    return f"replacement characters: {count} letters are lost, first in {_place(text, text.index(REPLACEMENT))}" if count else ""


def _private(text: str) -> str:
    found = [at for at, char in enumerate(text) if unicodedata.category(char) == "Co"]
    return (
        f"letters of a private font: {len(found)}, first in {_place(text, found[0])}; look what they stand for" if found else ""
    )


def _suspect(text: str, words: re.Pattern[str], wrong: Callable[[str], bool]) -> tuple[int, int]:
    """Return how many words are wrong, and where the first stands; none where they are so few that they may be right."""
    found = list(words.finditer(text))
    bad = [match.start() for match in found if wrong(match[0])]
    return (len(bad), bad[0]) if len(bad) >= FEWEST and len(bad) >= SHARE * len(found) else (0, 0)


def _twice(text: str) -> str:
    count, at = _suspect(text, _WORD, lambda word: _TWICE.fullmatch(word) is not None)
    return f"letters doubled, as in imitated bold type: {count} words, first in {_place(text, at)}" if count else ""


def _reversed(text: str) -> str:
    count, at = _suspect(text, _ARABIC_WORD, lambda word: word[0] in _ONLY_LAST)
    said = (
        f"words whose letters stand in the wrong order: {count} begin with {' or '.join(_ONLY_LAST)}, first in {_place(text, at)}"
    )
    return said if count else ""


def _repeated_lines(text: str) -> str:
    counts = Counter(line for line in text.split("\n") if line.strip())
    often = [line for line, count in counts.items() if count >= FEWEST]
    return f"lines that repeat and may be heads of pages: {listed(often)}" if often else ""


def _notes(text: str, found: TextMap) -> Iterator[str]:
    body = text[: found.notes[0].char_start] if found.notes else text
    marks = [match[0].translate(_PLAIN) for match in re.finditer(f"(?<=\\S)[{SUPERSCRIPT_DIGITS}]+", body)]
    marked = {int(mark) for mark in marks}
    numbers = [note.number for note in found.notes]
    if not numbers:
        return
    yield f"notes: {len(numbers)}, {numbers[0]} to {numbers[-1]}, put after the text"
    without = [str(number) for number in numbers if number not in marked]
    if without:
        yield f"notes without a marker in the text: {listed(without)}"
    unknown = [str(number) for number in sorted(marked - set(numbers))]
    if unknown:
        yield f"markers without a note: {listed(unknown)}"
