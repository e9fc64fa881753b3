"""The card that a messenger shows of a page: a title on a picture of 1200 by 630 dots, in one language."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.util import find_spec

from mawaqif.plots.base import Align
from mawaqif.plots.drawing import AxesCanvas, figure_of
from mawaqif.plots.stances import BOTH_SIDES, OPPOSES, SUPPORTS

# What Open Graph asks for, in dots.
SIZE = (1200, 630)
# In points, two dots each.
_DOTS = 144
_WIDTH, _HEIGHT = SIZE[0] * 72 / _DOTS, SIZE[1] * 72 / _DOTS
_MARGIN, _BAND = 36, 12
_ROOM = _WIDTH - 2 * _MARGIN - _BAND
# Sizes of a title: the largest at which it has no more lines than this.
_SIZES, _LINES = (34, 28, 23), 3
_FACT, _FOOT = 16, 12
_QUIET = "#44525A"
_MARKS = (SUPPORTS, OPPOSES, BOTH_SIDES)
_COLOURS = 32


@dataclass(frozen=True)
class Card:
    """What stands on a card.

    Attributes:
        brand: the name of the site, at the top.
        title: what the page is about.
        facts: lines below it.
        foot: where it is from, at the bottom.
        rtl: whether it is read from the right.
    """

    brand: str
    title: str
    facts: Sequence[str]
    foot: str
    rtl: bool


def can_draw() -> bool:
    """Say whether there is the library that draws."""
    return find_spec("matplotlib") is not None


def draw_card(card: Card) -> bytes:
    """Return a card as PNG, in few colours, so that it is small.

    Raises:
        CannotRunError: Matplotlib is too old to join Arabic letters.
        ModuleNotFoundError: it is not installed.
    """
    side = _WIDTH - _MARGIN - _BAND if card.rtl else _MARGIN + _BAND
    align: Align = "right" if card.rtl else "left"
    edge = (_WIDTH - _BAND, _WIDTH) if card.rtl else (0, _BAND)
    with figure_of(_WIDTH, _HEIGHT) as figure:
        canvas = AxesCanvas(figure.axes[0])
        size, lines = _fitted(canvas, card.title)
        for place, mark in enumerate(_MARKS):
            canvas.band(edge, (_HEIGHT / len(_MARKS) * place, _HEIGHT / len(_MARKS) * (place + 1)), mark.fill)
        canvas.text(side, 40, card.brand, size=17, bold=True, align=align, colour=_QUIET)
        top = 88.0
        for line in lines:
            canvas.text(side, top, line, size=size, bold=True, align=align)
            top += size * 1.35
        for fact in card.facts:
            canvas.text(side, top + 6, _cut(canvas, fact, _FACT), size=_FACT, align=align)
            top += _FACT * 1.5
        canvas.text(side, _HEIGHT - 32, _cut(canvas, card.foot, _FOOT), size=_FOOT, align=align, colour=_QUIET)
        stream = io.BytesIO()
        figure.savefig(stream, format="png", dpi=_DOTS, metadata={"Software": None})
    return _in_few_colours(stream.getvalue())


def _fitted(canvas: AxesCanvas, title: str) -> tuple[float, list[str]]:
    """Return the largest size at which a title has few enough lines, and the lines; the smallest cuts what is too long."""
    for size in _SIZES:
        lines = _wrapped(canvas, title, size)
        if len(lines) <= _LINES and all(canvas.width(line, size, bold=True) <= _ROOM for line in lines):
            return size, lines
    smallest = _SIZES[-1]
    lines = _wrapped(canvas, title, smallest)
    kept = [*lines[: _LINES - 1], " ".join(lines[_LINES - 1 :])]
    return smallest, [_cut(canvas, line, smallest, bold=True) for line in kept if line]


def _wrapped(canvas: AxesCanvas, text: str, size: float) -> list[str]:
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and canvas.width(longer, size, bold=True) <= _ROOM:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _cut(canvas: AxesCanvas, text: str, size: float, *, bold: bool = False) -> str:
    """Return a text that is no wider than there is room for; where it is cut, it ends in an ellipsis."""
    if canvas.width(text, size, bold=bold) <= _ROOM:
        return text
    # Half of the letters, and half of what is left, until it fits no longer by one.
    least, most = 0, len(text)
    while most - least > 1:
        middle = (least + most) // 2
        fits = canvas.width(f"{text[:middle].rstrip()} …", size, bold=bold) <= _ROOM
        least, most = (middle, most) if fits else (least, middle)
    return f"{text[:least].rstrip()} …"


def _in_few_colours(png: bytes) -> bytes:
    """Return a picture with a palette, a third of its size."""
    from PIL import Image  # noqa: PLC0415 - it comes with the library that draws

    stream = io.BytesIO()
    with Image.open(io.BytesIO(png)) as image:
        image.convert("RGB").quantize(_COLOURS).save(stream, format="png", optimize=True)
    return stream.getvalue()
