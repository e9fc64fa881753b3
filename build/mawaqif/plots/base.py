"""What a plot is: a question to the database, and how its answer is painted.

A plot names no drawing library: it paints on a `Canvas`, in points, from the top left.
So every label has its place and size by design, and the list of plots can be read where
no drawing library is installed.
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import accumulate
from typing import Literal, NamedTuple, Protocol

import duckdb

# A4 less margins of 10 mm.
WIDTH = 190 / 25.4 * 72
# Height of what a plot paints, at most: what titles, legends and notes of several lines leave of an upright A4 page.
MAX_HEIGHT = 600.0
# Nothing is set smaller, so that it can be read in print; in points.
SMALLEST = 7.0
LINE = 9.5
# Of a line of prose in DejaVu Sans, a letter takes on average no more than this, and of a name, which is short, than that.
WIDEST_LETTER = 0.53 * SMALLEST
WIDEST_OF_NAME = 0.6 * SMALLEST

# Okabe and Ito, "Color Universal Design" (2008): told apart with every kind of colour vision.
BLUE, SKY, GREEN, YELLOW, ORANGE, VERMILION = "#0072B2", "#56B4E9", "#009E73", "#F0E442", "#E69F00", "#D55E00"
BLACK, GREY, PALE, WHITE = "#000000", "#8A8A8A", "#F1F1F1", "#FFFFFF"

Align = Literal["left", "center", "right"]
# English stands at the left, Arabic at the right.
SIDES: tuple[Align, Align] = ("left", "right")


class Bilingual(NamedTuple):
    """One text in both languages."""

    en: str
    ar: str

    def fill(self, **facts: object) -> Bilingual:
        """Return the text with facts in place of their names in braces."""
        return Bilingual(self.en.format(**facts), self.ar.format(**facts))

    @classmethod
    def listing(cls, counts: Iterable[tuple[Bilingual, int]]) -> Bilingual:
        """Return how many there are of each, in a row."""
        pairs = list(counts)
        return cls("; ".join(f"{name.en} {n}" for name, n in pairs), "؛ ".join(f"{name.ar} {n}" for name, n in pairs))


class Mark(NamedTuple):
    """A sign that colour, shape and symbol tell apart, each alone and without the others.

    Attributes:
        fill: its colour.
        symbol: a character inside, the same for readers of both languages; may be empty.
        ink: the colour of the symbol.
        shape: a marker of Matplotlib, such as `s` for a square.
    """

    fill: str
    symbol: str = ""
    ink: str = BLACK
    shape: str = "s"


class Canvas(Protocol):
    """What a plot paints on; lengths are in points, y counts downwards."""

    def text(
        self,
        x: float,
        y: float,
        text: str,
        *,
        align: Align = "left",
        size: float = SMALLEST,
        bold: bool = False,
        upright: Literal["", "up", "down"] = "",
        colour: str = BLACK,
    ) -> None:
        """Write one line whose middle is at y; `upright` turns it, ending (`up`) or starting (`down`) at y."""

    def mark(self, x: float, y: float, mark: Mark, size: float) -> None:
        """Set a sign of a width around a point."""

    def line(self, x: tuple[float, float], y: tuple[float, float], *, width: float = 0.5, colour: str = GREY) -> None:
        """Draw a straight line from (x[0], y[0]) to (x[1], y[1])."""

    def band(self, x: tuple[float, float], y: tuple[float, float], colour: str = PALE) -> None:
        """Fill a rectangle."""


@dataclass(frozen=True)
class Picture:
    """One plot with the data in it.

    Attributes:
        title: what it shows.
        shown: which rows are shown, and by what cut.
        note: how to read it, and what it does not say.
        alt: the same for those who do not see it, with its main figures.
        legend: signs and what they mean.
        height: of what `paint` paints.
        paint: paints between y and y + height.
    """

    title: Bilingual
    shown: Bilingual
    note: Bilingual
    alt: Bilingual
    legend: tuple[tuple[Mark, Bilingual], ...]
    height: float
    paint: Callable[[Canvas, float], None]


@dataclass(frozen=True)
class Plot:
    """One plot that can be drawn.

    Attributes:
        name: name of its files.
        picture: asks a database that `mawaqif.data.connect` opened.
    """

    name: str
    picture: Callable[[duckdb.DuckDBPyConnection], Picture]


def labels_of(connection: duckdb.DuckDBPyConnection, table: str) -> dict[str, Bilingual]:
    """Return the names in both languages of the rows of `actors`, `topics`, `events` or `initiatives`, by identifier."""
    columns = connection.table(table).columns
    names = ("label_en", "label_ar") if "label_en" in columns else ("name_en", "name_ar")
    rows = connection.sql(f"SELECT {columns[0]}, {', '.join(names)} FROM {table}").fetchall()
    return {key: Bilingual(en, ar) for key, en, ar in rows}


def wrapped(text: str, width: float, lines: int | None = None) -> list[str]:
    """Break a text of the smallest size into lines of at most a width in points; what more lines would take is cut off."""
    return textwrap.wrap(text, int(width / WIDEST_LETTER), max_lines=lines, placeholder="…")


def cut(text: str, width: float) -> str:
    """Return a name of the smallest size that is no wider than a width in points; where it is cut, it ends in an ellipsis."""
    most = int(width / WIDEST_OF_NAME)
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def most_frequent(
    counts: Mapping[str, int], fewest: int, room: float, size: Callable[[str], float] = lambda _: 1.0
) -> tuple[list[str], int]:
    """Return the names that are counted most often, as many as there is room for, and how often each is at least.

    Args:
        counts: how often each name is counted.
        fewest: who is counted less often is left out, room or not.
        room: how much can be shown.
        size: how much of it a name takes.
    """
    ranked = sorted((name for name, count in counts.items() if count >= fewest), key=lambda name: (-counts[name], name))
    taken = accumulate(map(size, ranked))
    shown = [name for name, end in zip(ranked, taken, strict=True) if end <= room]
    return shown, counts[shown[-1]] if 0 < len(shown) < len(ranked) else fewest
