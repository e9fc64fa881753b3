"""What a page of the codebook is made from: one language's chapters, the tables, the agreement of the coders."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from mawaqif.findings import CannotRunError
from mawaqif.paths import read_file, unlinked
from mawaqif.release.agreement import Agreement
from mawaqif.release.codebook.wording import Wording
from mawaqif.tables import Dataset

FOLDER = "docs/chapters"
BOUNDARIES = "boundaries.txt"
# What a cell shows that has nothing.
NONE = "–"


@dataclass(frozen=True)
class Page:
    """The codebook in one language, before it is put together.

    Attributes:
        wording: the words of its language.
        dataset: tables without findings.
        agreement: how far the coders agree; empty where nothing was coded twice.
        chapters: its chapters by path, in order, with marks such as `{{topics}}`.
        boundaries: what a topic takes and does not, by `topic_id`.
    """

    wording: Wording
    dataset: Dataset
    agreement: Sequence[Agreement]
    chapters: Mapping[str, str]
    boundaries: Mapping[str, str]


def chapters(root: Path, wording: Wording) -> dict[str, str]:
    """Read the chapters of a language, by their path in the package; none where it has none."""
    found = sorted((root / FOLDER / wording.code).glob("*.md"))
    return {name: _text(unlinked(root, name)) for name in (path.relative_to(root).as_posix() for path in found)}


def boundaries(root: Path, wording: Wording) -> dict[str, str]:
    """Read what each topic takes and does not: a line a topic, its identifier before the first colon."""
    path = unlinked(root, f"{FOLDER}/{wording.code}/{BOUNDARIES}")
    lines = _text(path).splitlines() if path.is_file() else []
    return dict(line.split(": ", 1) for line in lines if ": " in line)


def _text(path: Path) -> str:
    try:
        return read_file(path).decode("utf-8")
    except UnicodeDecodeError as error:
        raise CannotRunError(f"{path}: byte {error.start} is not UTF-8") from error


def grid(heads: Sequence[str], rows: Iterable[Sequence[str]], numbers: Container[int] = ()) -> Iterator[str]:
    """Yield the lines of a table whose cells are Markdown.

    Args:
        heads: heads of its columns.
        rows: its rows.
        numbers: places of the columns that hold numbers.
    """
    yield _line(heads)
    yield "|" + "|".join("--:" if place in numbers else "---" for place in range(len(heads))) + "|"
    yield from map(_line, rows)


def _line(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cells) + " |"
