"""A matrix of signs: rows named in English at the left and in Arabic at the right, columns above and below."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mawaqif.plots.base import LINE, WHITE, WIDEST_LETTER, WIDTH, Align, Bilingual, Canvas, Mark, cut, wrapped

GAP = 4.0
# Between a name and the cells.
SPACE = 4.0
# A name of a row takes so many lines at most.
NAME_LINES = 3


@dataclass(frozen=True)
class Matrix:
    """Where the parts of a matrix stand, in points.

    Attributes:
        rows: names of the rows, in groups that a gap separates.
        columns: names of the columns; the English one stands above, the Arabic one below.
        cells: signs by position of row and column; a cell without one is blank.
        names: width of the row names at the left and at the right.
        heads: height of the column names above and below.
        step: height of a row whose names take one line.
    """

    rows: Sequence[Sequence[Bilingual]]
    columns: Sequence[Bilingual]
    cells: Mapping[tuple[int, int], Mark]
    names: tuple[float, float]
    heads: tuple[float, float]
    step: float = 11.5

    @property
    def height(self) -> float:
        """Height of the whole."""
        rows = sum(self.height_of(name) for group in self.rows for name in group)
        return sum(self.heads) + rows + max(len(self.rows) - 1, 0) * GAP

    @property
    def pitch(self) -> float:
        """Width of a column."""
        return (WIDTH - sum(self.names)) / max(len(self.columns), 1)

    @property
    def upright(self) -> bool:
        """True where the names of columns are turned, because one is wider than its column."""
        return any(len(text) * WIDEST_LETTER > self.pitch for name in self.columns for text in name)

    def _lines(self, name: Bilingual) -> tuple[list[str], list[str]]:
        en, ar = (wrapped(text, width - SPACE, NAME_LINES) for text, width in zip(name, self.names, strict=True))
        return en, ar

    def height_of(self, name: Bilingual) -> float:
        """Return the height of a row."""
        return max(self.step, max(map(len, self._lines(name))) * LINE)

    def paint(self, canvas: Canvas, top: float) -> None:
        """Paint it below a height."""
        start = y = top + self.heads[0]
        row = 0
        for group in self.rows:
            for name in group:
                self._paint_row(canvas, (y, y + self.height_of(name)), row, name)
                y, row = y + self.height_of(name), row + 1
            y += GAP
        for column in range(1, len(self.columns)):
            x = self.names[0] + column * self.pitch
            canvas.line((x, x), (start, y - GAP), width=0.6, colour=WHITE)
        self._paint_heads(canvas, start, y - GAP)

    def _paint_row(self, canvas: Canvas, y: tuple[float, float], row: int, name: Bilingual) -> None:
        middle = sum(y) / 2
        if row % 2 == 0:
            canvas.band((0, WIDTH), y)
        sides: tuple[tuple[float, Align], ...] = ((self.names[0] - SPACE, "right"), (WIDTH - self.names[1] + SPACE, "left"))
        for lines, (x, align) in zip(self._lines(name), sides, strict=True):
            for position, line in enumerate(lines):
                canvas.text(x, middle + (position - (len(lines) - 1) / 2) * (LINE - 1), line, align=align)
        for column in range(len(self.columns)):
            if mark := self.cells.get((row, column)):
                canvas.mark(self.names[0] + (column + 0.5) * self.pitch, middle, mark, min(self.step, self.pitch) - 1.2)

    def _paint_heads(self, canvas: Canvas, top: float, bottom: float) -> None:
        for column, name in enumerate(self.columns):
            x = self.names[0] + (column + 0.5) * self.pitch
            if self.upright:
                canvas.text(x, top - 3, cut(name.en, self.heads[0]), upright="up")
                canvas.text(x, bottom + 3, cut(name.ar, self.heads[1]), upright="down")
            else:
                canvas.text(x, top - 6, name.en, align="center", bold=True)
                canvas.text(x, bottom + 7, name.ar, align="center", bold=True)
