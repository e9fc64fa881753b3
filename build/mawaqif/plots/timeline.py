"""When states and groups of states speak, and in which forum."""

from __future__ import annotations

import math
from datetime import date

import duckdb

from mawaqif.plots.base import (
    BLUE,
    GREEN,
    LINE,
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
)

FEWEST_STATEMENTS = 4
# The talks that the main source reports; what is older stands far apart and is counted instead.
FIRST, LAST = date(2021, 6, 1), date(2024, 1, 1)
STEP = 17.0
NAMES = 96.0
# Width of the sign of one statement.
ONE = 5.0
# The committee's texts stand lower, so that meetings of the same weeks do not hide each other.
LOWER, HIGHER = 3.0, -2.5

FORUMS = {
    "oewg-2021-2025": (Mark(BLUE, shape="o"), Both("Open-ended Working Group", "مجموعة العمل مفتوحة العضوية")),
    "ahc": (Mark(VERMILION, shape="s"), Both("Cybercrime committee (AHC)", "لجنة الجريمة السيبرانية")),
    "gdc": (Mark(GREEN, shape="^"), Both("Global Digital Compact", "الاتفاق الرقمي العالمي")),
    "other": (Mark(YELLOW, shape="D"), Both("other meetings", "لقاءات أخرى")),
    "none": (Mark(WHITE, shape="v"), Both("no meeting", "بلا لقاء")),
}

SPOKEN = f"""
WITH RECURSIVE forum AS (
  SELECT event_id, event_id AS forum FROM events WHERE parent_id IS NULL
  UNION ALL
  SELECT e.event_id, f.forum FROM events AS e JOIN forum AS f ON f.event_id = e.parent_id
),
spoken AS (
  SELECT DISTINCT sa.actor_id, s.statement_id, s.date, coalesce(f.forum, 'none') AS forum
  FROM statement_actors AS sa
  JOIN actors AS a USING (actor_id)
  JOIN statements AS s USING (statement_id)
  LEFT JOIN forum AS f USING (event_id)
  WHERE a.kind IN ('state', 'bloc') AND length(s.date) > 4 AND s.date BETWEEN '{FIRST}' AND '{LAST}'
)
SELECT actor_id, date, forum, count(*) AS said, sum(said) OVER (PARTITION BY actor_id) AS of_actor
FROM spoken
GROUP BY actor_id, date, forum
QUALIFY of_actor >= {FEWEST_STATEMENTS}
ORDER BY of_actor DESC, actor_id, date, forum
"""
EVERYONE = """
SELECT count(DISTINCT actor_id)
FROM statement_actors JOIN actors USING (actor_id) WHERE kind IN ('state', 'bloc')
"""


TITLE = Both("Who speaks when, and in which forum", "من يتكلم ومتى، وفي أي محفل")
SHOWN = Both(
    "{actors} of {everyone} states and groups of states: those with {fewest} statements or more, {first} to {last}.",
    "{actors} من {everyone} دولة ومجموعة دول: التي لها {fewest} أقوال أو أكثر، من {first} إلى {last}.",
)
NOTE = Both(
    "The smallest sign is one statement; its area grows with the number on that day. A date to the month "
    "stands in mid-month; a date to the year, or none, is left out. How often the sources quote an actor is not how "
    "often it spoke: a gap is no silence.",
    "أصغر علامة قول واحد، وتكبر مساحتها بعدد أقوال اليوم. والتاريخ بالشهر يوضع في منتصفه، ولا يظهر ما أُرّخ "
    "بالسنة أو بلا تاريخ. وعدد ما تنقله المصادر عن طرف ليس عدد ما قاله: الفراغ ليس صمتًا.",
)
ALT = Both(
    "Timeline of statements, counted once for each of {actors} actors: {listing.en}.",
    "خط زمني للأقوال، يُحسب كل قول مرة لكل طرف من {actors} طرفًا: {listing.ar}.",
)


def _picture(connection: duckdb.DuckDBPyConnection) -> Picture:
    rows = connection.sql(SPOKEN).fetchall()
    names = labels_of(connection, "actors")
    actors = list(dict.fromkeys(row[0] for row in rows))
    found = [(actors.index(actor), day, forum if forum in FORUMS else "other", said) for actor, day, forum, said, _ in rows]
    counts = {key: sum(said for _, _, forum, said in found if forum == key) for key in FORUMS}
    met = [(FORUMS[key], count) for key, count in counts.items() if count]
    everyone = connection.sql(EVERYONE).fetchall()[0][0]
    last = date(LAST.year - 1, 12, 31)
    return Picture(
        title=TITLE,
        shown=SHOWN.fill(
            actors=len(actors), everyone=everyone, fewest=FEWEST_STATEMENTS, first=f"{FIRST:%Y-%m}", last=f"{last:%Y-%m}"
        ),
        note=NOTE,
        alt=ALT.fill(actors=len(actors), listing=Both.listing((name, count) for (_, name), count in met)),
        legend=tuple(sign for sign, _ in met),
        height=STEP * len(actors) + 2 * LINE,
        paint=lambda sheet, top: _paint(sheet, top, [names[actor] for actor in actors], found),
    )


def _place(day: str) -> float:
    """Return where a date to the day or month stands, in points from the left."""
    when = date.fromisoformat(day if len(day) == len("2021-12-14") else f"{day}-15")
    return NAMES + (WIDTH - 2 * NAMES) * (when - FIRST).days / (LAST - FIRST).days


def _paint(sheet: Sheet, top: float, names: list[Both], found: list[tuple[int, str, str, int]]) -> None:
    bottom = top + LINE + STEP * len(names)
    for lane, name in enumerate(names):
        y = top + LINE + STEP * (lane + 0.5)
        if lane % 2 == 0:
            sheet.band((0, WIDTH), (y - STEP / 2, y + STEP / 2))
        sheet.text(NAMES - 6, y, name.en, align="right")
        sheet.text(WIDTH - NAMES + 6, y, name.ar)
    for year in range(FIRST.year, LAST.year + 1):
        for month in (1, 4, 7, 10):
            if FIRST <= (quarter := date(year, month, 1)) <= LAST:
                x = _place(str(quarter))
                sheet.line((x, x), (top + LINE, bottom), width=1.0 if month == 1 else 0.4)
                for y in (top + LINE / 2 - 1, bottom + LINE / 2 + 1):
                    sheet.text(x, y, f"{quarter:%Y-%m}", align="center")
    for lane, day, forum, n in found:
        y = top + LINE + STEP * (lane + 0.5) + (LOWER if forum == "ahc" else HIGHER)
        sheet.mark(_place(day), y, FORUMS[forum][0], ONE * math.sqrt(n))


TIMELINE = Plot("timeline", _picture)
