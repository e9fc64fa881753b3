"""What states and groups want done with each contested article of a draft text."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import duckdb

from mawaqif.plots.base import (
    BLACK,
    BLUE,
    GREEN,
    LINE,
    MAX_HEIGHT,
    SIDES,
    SKY,
    VERMILION,
    WHITE,
    WIDTH,
    YELLOW,
    Bilingual,
    Canvas,
    Mark,
    Picture,
    Plot,
    cut,
    labels_of,
    most_frequent,
    wrapped,
)
from mawaqif.plots.matrix import Matrix

# Who speaks to one article alone is in the table `positions`; with them the picture would not fit a page.
FEWEST_ARTICLES = 2
# With more articles, the key to them would leave no room for those who speak to them.
MOST_ARTICLES = 16
NAMES = (110.0, 110.0)
# Above and below the cells: labels side by side, and labels that are turned because they are too wide for that.
HEADS, UPRIGHT_HEADS = (14.0, 18.0), (60.0, 60.0)

# In the key to the articles: of a label, and of a title in one language.
LABEL = 46.0
KEY_WIDTH = WIDTH / 2 - LABEL - 6
TITLE_LINES = 2

MARKS = {
    "propose": (Mark(BLUE, "+", WHITE), Bilingual("propose", "اقتراح")),
    "support": (Mark(SKY, "✓", BLACK), Bilingual("support", "تأييد")),
    "retain": (Mark(GREEN, "=", WHITE), Bilingual("retain", "إبقاء")),
    "amend": (Mark(YELLOW, "~", BLACK), Bilingual("amend", "تعديل")),
    "delete": (Mark(VERMILION, "×", WHITE), Bilingual("delete", "حذف")),
}

CELLS = "SELECT provision_id, actor_id, position FROM positions ORDER BY ALL"
PROVISIONS = "SELECT provision_id, replace(label, 'Article ', ''), title_en, title_ar FROM provisions ORDER BY provision_id"


TITLE = Bilingual("Positions on the contested articles", "المواقف من المواد الخلافية")
SHOWN = Bilingual(
    "{articles} of {every} articles of draft texts: those with most positions. {actors} of {everyone} states and groups: "
    "those with a position on most of these articles, {fewest} or more.",
    "من مواد مسودات النصوص {articles} من {every}: التي فيها أكثر المواقف. ومن الدول والمجموعات {actors} من {everyone}: "
    "التي لها موقف من أكثر هذه المواد، {fewest} أو أكثر.",
)
NOTE = Bilingual(
    "A blank cell: the source does not list the actor there; it may well have a position. Positions are those on the drafts "
    "cited, not a view of a whole text. A group stands for itself, and is not resolved into members.",
    "الخلية الفارغة: لا يذكر المصدر الجهة هناك، وقد يكون لها موقف. والمواقف من المسودات المستشهد بها لا من نص كامل. "
    "وتظهر المجموعة باسمها ولا تُفصَّل إلى أعضائها.",
)
ALT = Bilingual(
    "Matrix of {actors} states and groups by {articles} articles with {cells} positions: {listing.en}.",
    "مصفوفة: الدول والمجموعات {actors}، والمواد {articles}، والمواقف من المواد {cells}: {listing.ar}.",
)


def _picture(connection: duckdb.DuckDBPyConnection) -> Picture:
    found = connection.sql(CELLS).fetchall()
    names = labels_of(connection, "actors")
    columns, _ = most_frequent(Counter(row[0] for row in found), 1, MOST_ARTICLES)
    provisions = [row for row in connection.sql(PROVISIONS).fetchall() if row[0] in columns]
    columns = [row[0] for row in provisions]
    labels = [_short(row[1]) for row in provisions]
    titles = [[wrapped(text, KEY_WIDTH, TITLE_LINES) for text in row[2:]] for row in provisions]
    key_height = LINE * sum(max(map(len, both)) for both in titles)
    matrix = Matrix([], [Bilingual(label, label) for label in labels], {}, NAMES, HEADS)
    if matrix.upright:
        matrix = replace(matrix, heads=UPRIGHT_HEADS)
    room = MAX_HEIGHT - key_height - matrix.height
    wanted = {(actor, article): wish for article, actor, wish in found if article in columns}
    articles = Counter(actor for actor, _ in wanted)
    actors, fewest = most_frequent(articles, FEWEST_ARTICLES, room, lambda actor: matrix.height_of(names[actor]))
    cells = {(actors.index(actor), columns.index(article)): wish for (actor, article), wish in wanted.items() if actor in actors}
    marks = {place: MARKS[wish][0] for place, wish in cells.items()}
    matrix = replace(matrix, rows=[[names[actor] for actor in actors]], cells=marks)
    every, everyone = connection.table("provisions").shape[0], len({actor for _, actor, _ in found})
    given = Bilingual.listing((name, list(cells.values()).count(wish)) for wish, (_, name) in MARKS.items())
    return Picture(
        title=TITLE,
        shown=SHOWN.fill(articles=len(columns), every=every, actors=len(actors), everyone=everyone, fewest=fewest),
        note=NOTE,
        alt=ALT.fill(actors=len(actors), articles=len(columns), cells=len(cells), listing=given),
        legend=tuple(MARKS.values()),
        height=matrix.height + key_height,
        paint=lambda canvas, top: _paint(canvas, top, matrix, list(zip(labels, titles, strict=True))),
    )


def _short(label: str) -> str:
    """Return the label of an article as its column bears it: `36 (1 bis)` for `36, paragraph 1 bis`."""
    article, found, paragraph = label.partition(", paragraph ")
    return f"{article} ({paragraph})" if found else label


def _paint(canvas: Canvas, top: float, matrix: Matrix, key: list[tuple[str, list[list[str]]]]) -> None:
    matrix.paint(canvas, top)
    y = top + matrix.height + LINE / 2
    for label, titles in key:
        for edge, inward, align, lines in zip((0.0, WIDTH), (LABEL, -LABEL), SIDES, titles, strict=True):
            canvas.text(edge, y, cut(label, LABEL), align=align, bold=True)
            for position, line in enumerate(lines):
                canvas.text(edge + inward, y + LINE * position, line, align=align)
        y += LINE * max(map(len, titles))


POSITIONS = Plot("positions", _picture)
