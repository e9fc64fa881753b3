"""Which states table which texts together: a network of states and texts.

Lines run from states to texts, not from state to state: one text of fifteen sponsors would
draw 105 lines between them, and hide the others.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from itertools import accumulate, cycle

import duckdb

from mawaqif.plots.base import (
    BLACK,
    BLUE,
    GREEN,
    GREY,
    LINE,
    MAX_HEIGHT,
    ORANGE,
    SKY,
    VERMILION,
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

STEP = 15.0
STATES_END, TEXTS_START = 150.0, 330.0
# Between the end of the English name of a state and the line, and between its Arabic name and the line.
EN_END, AR_END = 72.0, 7.0
# The name of a text has so many lines at most in each language, and this below it.
NAME_LINES, GAP = 2, 4.0
# Each text has its colour and its shape; the lines to it have its colour.
_SIGNS = ((BLUE, "s"), (VERMILION, "D"), (GREEN, "^"), (GREY, "o"), (ORANGE, "P"), (SKY, "v"), (BLACK, "X"), (YELLOW, "h"))
TEXT_MARKS = tuple(Mark(colour, shape=shape) for colour, shape in _SIGNS)

# Two passages of one submission are one text: the article that it drafts, else the initiative that it proposes.
# A text of which the source names neither is called by what the statement says of it.
SPONSORS = """
WITH sponsored AS (
  SELECT DISTINCT
    coalesce(p.provision_id, si.initiative_id, sa.statement_id) AS text_id,
    coalesce(v.label || ': ' || v.title_en, i.name_en, s.summary_en) AS text_en,
    coalesce(v.title_ar, i.name_ar, s.summary_ar) AS text_ar,
    sa.actor_id
  FROM statement_actors AS sa
  JOIN statements AS s USING (statement_id)
  LEFT JOIN positions AS p USING (statement_id, actor_id)
  LEFT JOIN provisions AS v USING (provision_id)
  LEFT JOIN statement_initiatives AS si ON si.statement_id = sa.statement_id AND si.relation = 'proposes'
  LEFT JOIN initiatives AS i USING (initiative_id)
  WHERE sa.role = 'co_sponsor'
)
SELECT text_id, text_en, text_ar, actor_id, count(*) OVER (PARTITION BY text_id) AS sponsors
FROM sponsored
ORDER BY sponsors DESC, text_id, actor_id
"""


TITLE = Bilingual("Who tables texts together", "من يقدّم النصوص معًا")
SHOWN = Bilingual(
    "{texts} of {every} texts with several sponsors, those with most; {states} of their sponsors. "
    "Texts of one sponsor are left out: {alone}.",
    "من النصوص المشتركة {texts} من {every}، وهي الأكثر مقدّمين؛ ومن مقدّميها {states}. "
    "ولا تظهر النصوص التي قدمتها جهة وحدها ({alone}).",
)
NOTE = Bilingual(
    "A line: the state tables the text. Two states are linked by what they table together, and by nothing else: "
    "backing a text that others table is not shown. Texts are those that the sources name; there may be more.",
    "الخط: الدولة تقدّم النص. ولا يربط دولتين إلا ما تقدمانه معًا، ولا يظهر تأييد نص يقدمه غيرهما. "
    "والنصوص هي التي تذكرها المصادر، وقد يوجد غيرها.",
)
ALT = Bilingual(
    "Network of {states} states and {texts} texts with {links} lines. Sponsors of each text: {listing.en}.",
    "شبكة: الدول {states}، والنصوص {texts}، والخطوط {links}. عدد مقدّمي كل نص: {listing.ar}.",
)


def _picture(connection: duckdb.DuckDBPyConnection) -> Picture:
    found = connection.sql(SPONSORS).fetchall()
    joint = [row for row in found if row[4] > 1]
    names = labels_of(connection, "actors")
    texts = {text: Bilingual(en, ar) for text, en, ar, _, _ in joint}
    size = {text: GAP + LINE * len(_lines(name)) for text, name in texts.items()}
    shown, _ = most_frequent({row[0]: row[4] for row in joint}, 1, MAX_HEIGHT, size.__getitem__)
    tabled = Counter(row[3] for row in joint if row[0] in shown)
    sponsors, _ = most_frequent(tabled, 1, MAX_HEIGHT / STEP)
    texts = {text: name for text, name in texts.items() if text in shown}
    marks = dict(zip(texts, cycle(TEXT_MARKS), strict=False))
    links = [(row[3], row[0]) for row in joint if row[0] in shown and row[3] in sponsors]
    # Who tables most texts stands first; then those who share a text stand together.
    states = sorted(sponsors, key=lambda state: _rank(state, links, list(texts)))
    counted = Bilingual.listing((name, sum(text == row[0] for row in joint)) for text, name in texts.items())
    height = max(STEP * len(states), sum(size[text] for text in texts))
    return Picture(
        title=TITLE,
        shown=SHOWN.fill(texts=len(texts), every=len(size), states=len(states), alone=len(found) - len(joint)),
        note=NOTE,
        alt=ALT.fill(states=len(states), texts=len(texts), links=len(links), listing=counted),
        legend=(),
        height=height,
        paint=lambda canvas, top: _paint(
            canvas,
            _spread(top, height, dict.fromkeys(states, STEP)),
            _spread(top, height, {text: size[text] for text in texts}),
            names,
            texts,
            marks,
            links,
        ),
    )


def _lines(name: Bilingual) -> list[str]:
    """Return the name of a text in lines, first in English."""
    return [line for text in name for line in wrapped(text, WIDTH - TEXTS_START - 14, NAME_LINES)]


def _rank(state: str, links: list[tuple[str, str]], order: list[str]) -> tuple[int, list[int], str]:
    tabled = [order.index(text) for other, text in links if other == state]
    return -len(tabled), sorted(tabled, reverse=True), state


def _spread(top: float, height: float, sizes: Mapping[str, float]) -> dict[str, float]:
    """Return where the middle of each stands, spread over a height in proportion to their sizes."""
    scale = height / max(sum(sizes.values()), 1.0)
    ends = accumulate(sizes.values())
    return {name: top + scale * (end - size / 2) for (name, size), end in zip(sizes.items(), ends, strict=True)}


def _paint(
    canvas: Canvas,
    lane: Mapping[str, float],
    stand: Mapping[str, float],
    names: Mapping[str, Bilingual],
    texts: Mapping[str, Bilingual],
    marks: Mapping[str, Mark],
    links: list[tuple[str, str]],
) -> None:
    for state, text in links:
        canvas.line((STATES_END, TEXTS_START), (lane[state], stand[text]), width=1.2, colour=marks[text].fill)
    for state in lane:
        name = names[state]
        canvas.text(STATES_END - EN_END, lane[state], cut(name.en, STATES_END - EN_END), align="right")
        canvas.text(STATES_END - AR_END, lane[state], cut(name.ar, EN_END - AR_END), align="right")
        canvas.mark(STATES_END, lane[state], Mark(BLACK, shape="o"), 5)
    for text, name in texts.items():
        canvas.mark(TEXTS_START, stand[text], marks[text], 12)
        lines = _lines(name)
        for position, line in enumerate(lines):
            canvas.text(TEXTS_START + 14, stand[text] + LINE * (position - (len(lines) - 1) / 2), line)


CO_SPONSORS = Plot("co-sponsors", _picture)
