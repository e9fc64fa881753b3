"""Which states table which texts together: a network of states and texts.

Lines run from states to texts, not from state to state: one text of fifteen sponsors would
draw 105 lines between them, and hide the others.
"""

from __future__ import annotations

from itertools import cycle

import duckdb

from mawaqif.plots.base import (
    BLACK,
    BLUE,
    GREEN,
    GREY,
    LINE,
    ORANGE,
    SKY,
    VERMILION,
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

STEP = 15.0
STATES_END, TEXTS_START = 150.0, 330.0
# Each text has its colour and its shape; the lines to it have its colour.
_SIGNS = ((BLUE, "s"), (VERMILION, "D"), (GREEN, "^"), (GREY, "o"), (ORANGE, "P"), (SKY, "v"), (BLACK, "X"), (YELLOW, "h"))
TEXT_MARKS = tuple(Mark(colour, shape=shape) for colour, shape in _SIGNS)

# Two passages of one submission are one text: the article that it drafts, else the initiative that it proposes.
SPONSORS = """
WITH sponsored AS (
  SELECT DISTINCT
    coalesce(p.provision_id, si.initiative_id, sa.statement_id) AS text_id,
    coalesce(v.label || ': ' || v.title_en, i.name_en) AS text_en,
    coalesce(v.title_ar, i.name_ar) AS text_ar,
    sa.actor_id
  FROM statement_actors AS sa
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


TITLE = Both("Who tables texts together", "من يقدّم النصوص معًا")
SHOWN = Both(
    "All {texts} texts with several sponsors, and their {states} sponsors. Texts of one sponsor are left out: {alone}.",
    "جميع النصوص المشتركة ({texts}) ومقدّموها ({states}). ولا تظهر النصوص التي قدمتها دولة وحدها ({alone}).",
)
NOTE = Both(
    "A line: the state tables the text. Two states are linked by what they table together, and by nothing else: "
    "backing a text that others table is not shown. Texts are those that the sources name; there may be more.",
    "الخط: الدولة تقدّم النص. ولا يربط دولتين إلا ما تقدمانه معًا، ولا يظهر تأييد نص يقدمه غيرهما. "
    "والنصوص هي التي تذكرها المصادر، وقد يوجد غيرها.",
)
ALT = Both(
    "Network of {states} states and {texts} texts with {links} lines. Sponsors of each text: {listing.en}.",
    "شبكة من {states} دولة و{texts} نصوص و{links} خطًا. عدد مقدّمي كل نص: {listing.ar}.",
)


def _picture(connection: duckdb.DuckDBPyConnection) -> Picture:
    found = connection.sql(SPONSORS).fetchall()
    joint = [row for row in found if row[4] > 1]
    names = labels_of(connection, "actors")
    texts = {text: Both(en, ar) for text, en, ar, _, _ in joint}
    marks = dict(zip(texts, cycle(TEXT_MARKS), strict=False))
    links = [(row[3], row[0]) for row in joint]
    # Who tables most texts stands first; then those who share a text stand together.
    states = sorted({state for state, _ in links}, key=lambda state: _rank(state, links, list(texts)))
    sponsors = Both.listing((name, sum(text == other for _, other in links)) for text, name in texts.items())
    return Picture(
        title=TITLE,
        shown=SHOWN.fill(texts=len(texts), states=len(states), alone=len(found) - len(joint)),
        note=NOTE,
        alt=ALT.fill(states=len(states), texts=len(texts), links=len(links), listing=sponsors),
        legend=(),
        height=STEP * len(states),
        paint=lambda sheet, top: _paint(sheet, top, [(state, names[state]) for state in states], texts, marks, links),
    )


def _rank(state: str, links: list[tuple[str, str]], order: list[str]) -> tuple[int, list[int], str]:
    tabled = [order.index(text) for other, text in links if other == state]
    return -len(tabled), sorted(tabled, reverse=True), state


def _paint(
    sheet: Sheet,
    top: float,
    states: list[tuple[str, Both]],
    texts: dict[str, Both],
    marks: dict[str, Mark],
    links: list[tuple[str, str]],
) -> None:
    lane = {state: top + STEP * (position + 0.5) for position, (state, _) in enumerate(states)}
    spread = STEP * len(states) / max(len(texts), 1)
    stand = {text: top + spread * (position + 0.5) for position, text in enumerate(texts)}
    for state, text in links:
        sheet.line((STATES_END, TEXTS_START), (lane[state], stand[text]), width=1.2, colour=marks[text].fill)
    for state, name in states:
        sheet.text(STATES_END - 72, lane[state], name.en, align="right")
        sheet.text(STATES_END - 7, lane[state], name.ar, align="right")
        sheet.mark(STATES_END, lane[state], Mark(BLACK, shape="o"), 5)
    for text, name in texts.items():
        sheet.mark(TEXTS_START, stand[text], marks[text], 12)
        lines = [*wrapped(name.en, WIDTH - TEXTS_START - 14), *wrapped(name.ar, WIDTH - TEXTS_START - 14)]
        for position, line in enumerate(lines):
            sheet.text(TEXTS_START + 14, stand[text] + LINE * (position - (len(lines) - 1) / 2), line)


CO_SPONSORS = Plot("co-sponsors", _picture)
