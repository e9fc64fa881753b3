"""What states and groups want done with each contested article of the draft cybercrime convention."""

from __future__ import annotations

import duckdb

from mawaqif.plots.base import (
    BLACK,
    BLUE,
    GREEN,
    LINE,
    SIDES,
    SKY,
    VERMILION,
    WHITE,
    WIDTH,
    YELLOW,
    Both,
    Mark,
    Picture,
    Plot,
    Sheet,
    labels_of,
    wrapped,
)
from mawaqif.plots.matrix import Matrix

# Who speaks to one article alone is in the table `positions`; with them the picture would not fit a page.
FEWEST_ARTICLES = 2

# In the key to the articles: of a label, and of a title in one language.
LABEL = 46.0
KEY_WIDTH = WIDTH / 2 - LABEL - 6

MARKS = {
    "propose": (Mark(BLUE, "+", WHITE), Both("propose", "اقتراح")),
    "support": (Mark(SKY, "✓", BLACK), Both("support", "تأييد")),
    "retain": (Mark(GREEN, "=", WHITE), Both("retain", "إبقاء")),
    "amend": (Mark(YELLOW, "~", BLACK), Both("amend", "تعديل")),
    "delete": (Mark(VERMILION, "×", WHITE), Both("delete", "حذف")),
}

CELLS = f"""
SELECT provision_id, actor_id, position, count(DISTINCT provision_id) OVER (PARTITION BY actor_id) AS articles
FROM positions
QUALIFY articles >= {FEWEST_ARTICLES}
ORDER BY articles DESC, actor_id, provision_id
"""
PROVISIONS = "SELECT provision_id, replace(label, 'Article ', ''), title_en, title_ar FROM provisions ORDER BY provision_id"


TITLE = Both("Wishes for the contested articles", "المطلوب في المواد الخلافية")
SHOWN = Both(
    "Draft cybercrime convention, 2023. {actors} of {everyone} states and groups: those with a wish for {fewest} or more.",
    "مشروع اتفاقية الجريمة السيبرانية، 2023. {actors} من {everyone} دولة ومجموعة: التي لها مطلب في {fewest} من المواد أو أكثر.",
)
NOTE = Both(
    "A blank cell: the source does not list the actor there; it may well have a wish. Positions are those on the draft "
    "cited, not a view of the whole convention. The European Union stands for its member states.",
    "الخانة الفارغة: لا يذكر المصدر الطرف هناك، وقد يكون له مطلب. والمواقف من المشروع المستشهد به لا من الاتفاقية كلها. "
    "والاتحاد الأوروبي ينوب عن دوله الأعضاء.",
)
ALT = Both(
    "Matrix of {actors} states and groups by {articles} articles with {cells} positions: {listing.en}.",
    "مصفوفة من {actors} دولة ومجموعة و{articles} مواد فيها {cells} موقفًا: {listing.ar}.",
)


def _picture(connection: duckdb.DuckDBPyConnection) -> Picture:
    found = connection.sql(CELLS).fetchall()
    provisions = connection.sql(PROVISIONS).fetchall()
    names = labels_of(connection, "actors")
    actors = list(dict.fromkeys(row[1] for row in found))
    columns = [row[0] for row in provisions]
    short = [label.replace(", paragraph ", " (") + (")" if "paragraph" in label else "") for _, label, *_ in provisions]
    matrix = Matrix(
        rows=[[names[actor] for actor in actors]],
        columns=[Both(label, label) for label in short],
        cells={(actors.index(actor), columns.index(article)): MARKS[wish][0] for article, actor, wish, _ in found},
        names=(110.0, 110.0),
        heads=(14.0, 18.0),
    )
    titles = [(wrapped(en, KEY_WIDTH), wrapped(ar, KEY_WIDTH)) for _, _, en, ar in provisions]
    key = [(label, *both) for label, both in zip(short, titles, strict=True)]
    everyone = connection.sql("SELECT count(DISTINCT actor_id) FROM positions").fetchall()[0][0]
    wishes = [row[2] for row in found]
    given = Both.listing((name, wishes.count(wish)) for wish, (_, name) in MARKS.items())
    return Picture(
        title=TITLE,
        shown=SHOWN.fill(actors=len(actors), everyone=everyone, fewest=FEWEST_ARTICLES),
        note=NOTE,
        alt=ALT.fill(actors=len(actors), articles=len(columns), cells=len(found), listing=given),
        legend=tuple(MARKS.values()),
        height=matrix.height + LINE * sum(max(map(len, both)) for both in titles),
        paint=lambda sheet, top: _paint(sheet, top, matrix, key),
    )


def _paint(sheet: Sheet, top: float, matrix: Matrix, key: list[tuple[str, list[str], list[str]]]) -> None:
    matrix.paint(sheet, top)
    y = top + matrix.height + LINE / 2
    for label, *titles in key:
        for edge, inward, align, lines in zip((0.0, WIDTH), (LABEL, -LABEL), SIDES, titles, strict=True):
            sheet.text(edge, y, label, align=align, bold=True)
            for position, line in enumerate(lines):
                sheet.text(edge + inward, y + LINE * position, line, align=align)
        y += LINE * max(map(len, titles))


POSITIONS = Plot("positions", _picture)
