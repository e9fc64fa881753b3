"""Drawing: a picture becomes the bytes of an SVG or PNG file. The one module that needs Matplotlib.

Matplotlib 3.11 and newer shapes Arabic itself (HarfBuzz, SheenBidi), and brings DejaVu Sans,
which has Arabic letters. In SVG, letters are outlines: they look alike everywhere, whatever
fonts are there. The bytes depend on the rows and on the version of Matplotlib alone: no date,
no random identifier, no setting or font of the machine.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal
from xml.sax.saxutils import escape

from mawaqif.findings import CannotRunError, said
from mawaqif.findings.escaping import visible
from mawaqif.plots.base import (
    BLACK,
    GREY,
    LINE,
    PALE,
    SIDES,
    SMALLEST,
    WHITE,
    WIDTH,
    Align,
    Bilingual,
    Canvas,
    Mark,
    Picture,
    cut,
    wrapped,
)
from mawaqif.tables import Descriptor

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

TITLE_SIZE = 10.5
MARGIN = 4.0
# What a sign means is said in so many lines at most, in each language.
MEANING_LINES = 2
# From the baseline to the middle of a capital or an alef, as a share of the size.
MIDDLE = 0.36
# Of a PNG, in dots an inch; enough for print at this size.
DOTS = 200
SETTINGS: dict[Any, Any] = {"svg.fonttype": "path", "svg.hashsalt": "mawaqif", "axes.unicode_minus": False}
OLDEST = (3, 11)
TOO_OLD = (
    "plots need Matplotlib {oldest} or newer, there is {found}; `{install}` brings it",
    "تحتاج الرسوم إلى Matplotlib {oldest} أو أحدث، والموجود {found}؛ يأتي به الأمر `{install}`",
)


class AxesCanvas(Canvas):
    """A canvas whose axes count points from the top left; see `mawaqif.plots.base.Canvas`."""

    def __init__(self, axes: Axes) -> None:
        from matplotlib import get_data_path  # noqa: PLC0415 - an optional library
        from matplotlib.font_manager import FontProperties  # noqa: PLC0415 - the same
        from matplotlib.lines import Line2D  # noqa: PLC0415 - the same
        from matplotlib.patches import Rectangle  # noqa: PLC0415 - the same

        folder = Path(get_data_path()) / "fonts" / "ttf"
        # By file, for a machine may have another font of the same name.
        self._fonts = {
            bold: FontProperties(fname=folder / name) for bold, name in ((False, "DejaVuSans.ttf"), (True, "DejaVuSans-Bold.ttf"))
        }
        self._line, self._box, self._axes, self._add = Line2D, Rectangle, axes, axes.add_artist
        self._measure: Any = None

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
        """Write one line whose middle is at y."""
        font = self._fonts[bold].copy()
        font.set_size(size)
        place: dict[str, Any] = {"ha": align, "va": "baseline", "y": y + MIDDLE * size}
        if upright:
            place = {"ha": "center", "va": "bottom" if upright == "up" else "top", "rotation": 90, "y": y}
        self._axes.text(x, s=visible(text), color=colour, fontproperties=font, parse_math=False, **place)

    def width(self, text: str, size: float, *, bold: bool = False) -> float:
        """Return how wide a line of a size is, in points."""
        from matplotlib.backends.backend_agg import FigureCanvasAgg  # noqa: PLC0415 - an optional library

        if self._measure is None:
            agg: Any = FigureCanvasAgg(self._axes.get_figure(root=True))
            self._measure = agg.get_renderer()
        font = self._fonts[bold].copy()
        font.set_size(size)
        width, _, _ = self._measure.get_text_width_height_descent(visible(text), font, ismath=False)
        return float(width / self._measure.dpi * 72)

    def mark(self, x: float, y: float, mark: Mark, size: float) -> None:
        """Set a sign of a width around a point."""
        look: dict[str, Any] = {"marker": mark.shape, "markersize": size, "markerfacecolor": mark.fill}
        self._add(self._line([x], [y], markeredgecolor=BLACK, markeredgewidth=0.4, zorder=3, **look))
        if mark.symbol:
            font = self._fonts[True].copy()
            font.set_size(8)
            self._axes.text(x, y, mark.symbol, color=mark.ink, fontproperties=font, ha="center", va="center", zorder=4)

    def line(self, x: tuple[float, float], y: tuple[float, float], *, width: float = 0.5, colour: str = GREY) -> None:
        """Draw a straight line."""
        self._add(self._line(x, y, color=colour, linewidth=width, zorder=2))

    def band(self, x: tuple[float, float], y: tuple[float, float], colour: str = PALE) -> None:
        """Fill a rectangle."""
        self._add(self._box((x[0], y[0]), x[1] - x[0], y[1] - y[0], facecolor=colour, linewidth=0, zorder=1))


def can_draw() -> None:
    """Make sure that pictures can be drawn.

    Raises:
        CannotRunError: Matplotlib is too old to join Arabic letters.
        ModuleNotFoundError: it is not installed.
    """
    import matplotlib as mpl  # noqa: PLC0415 - an optional library

    if mpl.__version_info__ < OLDEST:
        oldest, install = ".".join(map(str, OLDEST)), 'pip install "mawaqif[plots]"'
        raise CannotRunError(said(*TOO_OLD, oldest=oldest, found=mpl.__version__, install=install))


def draw(picture: Picture, descriptor: Descriptor, form: str) -> bytes:
    """Draw a picture with its title, legend, note and source.

    Args:
        picture: what to draw.
        descriptor: the package that its rows come from, for the source line.
        form: `svg` or `png`.

    Returns:
        The bytes of the file.

    Raises:
        CannotRunError, ModuleNotFoundError: as `can_draw` does.
    """
    can_draw()
    note = [wrapped(text, WIDTH / 2 - 10) for text in picture.note]
    shown = [wrapped(text, WIDTH / 2 - 10) for text in picture.shown]
    legend = _entries(picture)
    legend_height = LINE * max((sum(map(len, texts)) for _, texts in legend), default=0)
    head = 24 + LINE * max(map(len, shown)) + (11 + legend_height if legend else 8)
    foot = 14 + LINE * (max(map(len, note)) + 2)
    with figure_of(WIDTH, head + picture.height + foot, MARGIN) as figure:
        canvas = AxesCanvas(figure.axes[0])
        canvas.text(0, 9, picture.title.en, size=TITLE_SIZE, bold=True)
        canvas.text(WIDTH, 9, picture.title.ar, size=TITLE_SIZE, bold=True, align="right")
        _columns(canvas, shown, 24)
        _legend(canvas, legend, head - legend_height)
        picture.paint(canvas, head)
        _columns(canvas, note, head + picture.height + 16)
        _columns(canvas, [[cut(text, WIDTH / 2 - 10)] for text in _source(descriptor)], head + picture.height + foot - LINE / 2)
        return _FORMS[form](figure, picture)


@contextmanager
def figure_of(width: float, height: float, margin: float = 0) -> Iterator[Figure]:
    """Yield a figure of a size in points within a margin, with axes that count points from its top left.

    Raises:
        CannotRunError: Matplotlib is too old to join Arabic letters.
        ModuleNotFoundError: it is not installed.
    """
    import matplotlib as mpl  # noqa: PLC0415 - an optional library
    from matplotlib.figure import Figure  # noqa: PLC0415 - the same

    with mpl.rc_context():
        mpl.rcdefaults()
        mpl.rcParams.update(SETTINGS)
        figure = Figure(figsize=((width + 2 * margin) / 72, (height + 2 * margin) / 72), facecolor=WHITE)
        axes = figure.add_axes((0, 0, 1, 1))
        axes.set_axis_off()
        axes.set(xlim=(-margin, width + margin), ylim=(height + margin, -margin))
        axes.autoscale(enable=False)
        yield figure


def _columns(canvas: Canvas, texts: Sequence[Sequence[str]], top: float) -> None:
    """Write lines in English at the left and in Arabic at the right."""
    for lines, x, align in zip(texts, (0.0, WIDTH), SIDES, strict=True):
        for position, line in enumerate(lines):
            canvas.text(x, top + LINE * position, line, align=align)


def _entries(picture: Picture) -> list[tuple[Mark, list[list[str]]]]:
    """Return the signs and what they mean, in lines for places of equal width."""
    width = WIDTH / max(len(picture.legend), 1) - 20
    return [(mark, [wrapped(text, width, MEANING_LINES) for text in name]) for mark, name in picture.legend]


def _legend(canvas: Canvas, legend: Sequence[tuple[Mark, list[list[str]]]], top: float) -> None:
    """Write what each sign means, Arabic below English."""
    for position, (mark, texts) in enumerate(legend):
        x = WIDTH / len(legend) * position
        canvas.mark(x + 6, top + LINE / 2, mark, 10)
        for step, line in enumerate(line for lines in texts for line in lines):
            canvas.text(x + 16, top + LINE * step, line)


def _source(descriptor: Descriptor) -> Bilingual:
    licence = ", ".join(str(item.get("name") or item.get("title") or item["path"]) for item in descriptor.raw.get("licenses", []))
    en, ar = (str(descriptor.raw.get(key, "")).partition(":")[0] for key in ("title", "title_ar"))
    return Bilingual(
        f"Source: {en} {descriptor.version}, licence {licence}", f"المصدر: {ar} {descriptor.version}، الرخصة {licence}"
    )


def _svg(figure: Figure, picture: Picture) -> bytes:
    stream = io.BytesIO()
    figure.savefig(stream, format="svg", metadata=dict.fromkeys(("Date", "Creator", "Format", "Type")))
    text = stream.getvalue().decode("utf-8")
    opening = text.index(">", text.index("<svg ")) + 1
    # A screen reader says these in place of the picture.
    title, described = (escape(visible(text)) for text in (" · ".join(picture.title), " ".join(_alt(picture))))
    alt = f"<title>{title}</title>\n <desc>{described}</desc>"
    return f'{text[: opening - 1]} role="img">\n {alt}{text[opening:]}'.encode()


def _png(figure: Figure, picture: Picture) -> bytes:
    stream = io.BytesIO()
    metadata = {"Software": None, "Title": " · ".join(picture.title), "Description": " ".join(_alt(picture))}
    figure.savefig(stream, format="png", dpi=DOTS, metadata=metadata)
    return stream.getvalue()


def _alt(picture: Picture) -> Bilingual:
    return Bilingual(f"{picture.shown.en} {picture.alt.en}", f"{picture.shown.ar} {picture.alt.ar}")


_FORMS: dict[str, Callable[[Figure, Picture], bytes]] = {"svg": _svg, "png": _png}
