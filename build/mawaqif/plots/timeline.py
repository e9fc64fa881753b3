"""When states and groups of states speak, and in which forum."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

import duckdb

from mawaqif.plots.base import (
    BLUE,
    GREEN,
    LINE,
    MAX_HEIGHT,
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
)

FEWEST_STATEMENTS = 4
# What is parted from the others by more than this stands in another stretch, which is not drawn.
SILENCE = timedelta(days=366)
STEP = 17.0
NAMES = 96.0
# Width of the sign of one statement.
ONE = 5.0
# The second forum stands lower, so that meetings of the same weeks do not hide each other.
LOWER, HIGHER = 3.0, -2.5
# So many months may lie between two lines that bear a date, and so many such lines have room.
STRIDES = (3, 6, 12, 24, 60, 120, 240, 600, 1200)
MOST_LINES = 12
YEAR = 12

# The forums with most statements have a sign of their own.
SIGNS = (Mark(BLUE, shape="o"), Mark(VERMILION, shape="s"), Mark(GREEN, shape="^"))
# No event can have these identifiers.
OTHER, NONE = "(other)", "(none)"
REST = {
    OTHER: (Mark(YELLOW, shape="D"), Bilingual("other meetings", "اجتماعات أخرى")),
    NONE: (Mark(WHITE, shape="v"), Bilingual("no meeting", "بلا اجتماع")),
}

# Said of first and last where nothing is drawn.
NOTHING = "–"

# A date to the month stands in mid-month.
SPOKEN = f"""
WITH spoken AS (
  SELECT DISTINCT sa.actor_id, s.statement_id, s.date, e.forum_id AS forum
  FROM statement_actors AS sa
  JOIN actors AS a USING (actor_id)
  JOIN statements AS s USING (statement_id)
  LEFT JOIN events AS e USING (event_id)
  WHERE a.kind IN ('state', 'bloc') AND length(s.date) > 4
)
SELECT actor_id, if(length(date) = 7, date || '-15', date) AS day, coalesce(forum, '{NONE}') AS forum, count(*) AS said
FROM spoken
GROUP BY ALL
ORDER BY actor_id, day, forum
"""
EVERYONE = """
SELECT count(DISTINCT actor_id)
FROM statement_actors JOIN actors USING (actor_id) WHERE kind IN ('state', 'bloc')
"""

TITLE = Bilingual("Who speaks when, and in which forum", "من يتكلم ومتى، وفي أي محفل")
SHOWN = Bilingual(
    "{actors} of {everyone} states and groups of states: those with most statements, {fewest} or more, {first} to {last}.",
    "{actors} من {everyone} دولة ومجموعة دول: التي لها أكثر الأقوال، {fewest} أو أكثر، من {first} إلى {last}.",
)
NOTE = Bilingual(
    "The smallest sign is one statement; its area grows with the number on that day. A date to the month "
    "stands in mid-month; a date to the year, or none, is left out, and so is what stands more than a year apart. "
    "How often the sources quote an actor is not how often it spoke: a gap is no silence.",
    "أصغر علامة قول واحد، وتكبر مساحتها بعدد أقوال اليوم. والتاريخ بالشهر يوضع في منتصفه، ولا يظهر ما أُرّخ "
    "بالسنة أو بلا تاريخ، ولا ما يفصله عن غيره أكثر من سنة. وعدد ما تنقله المصادر عن جهة ليس عدد ما قالته: الفراغ ليس صمتًا.",
)
ALT = Bilingual(
    "Timeline of statements, counted once for each of {actors} actors: {listing.en}.",
    "خط زمني للأقوال، يُحسب كل قول مرة لكل جهة من {actors} جهة: {listing.ar}.",
)


@dataclass(frozen=True)
class Axis:
    """The time that is drawn, in whole quarters.

    Attributes:
        start: the first day.
        end: the day after the last one.
    """

    start: date
    end: date

    @classmethod
    def around(cls, days: Iterable[date]) -> Axis:
        """Return the axis for the stretch with most days, of those that more than a year parts; an empty one for no days."""
        stretches: list[list[date]] = []
        for day in sorted(days):
            if not stretches or day - stretches[-1][-1] > SILENCE:
                stretches.append([])
            stretches[-1].append(day)
        # Of stretches with equally many days, the latest.
        first, *_, last = max(reversed(stretches), key=len, default=[date.min]) * 2
        return cls(_quarter(first), _quarter(last, 1 if stretches else 0))

    def place(self, day: date) -> float:
        """Return where a day stands, in points from the left."""
        return NAMES + (WIDTH - 2 * NAMES) * (day - self.start).days / (self.end - self.start).days

    def lines(self) -> list[date]:
        """Return the days that get a line, so far apart that their dates have room."""
        first, last = (day.year * YEAR + day.month - 1 for day in (self.start, self.end))
        stride = next((stride for stride in STRIDES if (last - first) / stride < MOST_LINES), STRIDES[-1])
        return [date(month // YEAR, month % YEAR + 1, 1) for month in range(first, last + 1) if month % stride == 0]


def _quarter(day: date, later: int = 0) -> date:
    """Return the first day of the quarter of a day, or of one so many quarters later; none is later than the calendar goes."""
    quarter = day.year * 4 + (day.month - 1) // 3 + later
    return date(quarter // 4, quarter % 4 * 3 + 1, 1) if quarter // 4 <= date.max.year else date.max


@dataclass(frozen=True)
class Dot:
    """What an actor said on a day in a forum.

    Attributes:
        actor: identifier of the actor.
        day: the day; mid-month where only the month is known.
        forum: identifier of the forum, or one of `OTHER` and `NONE`.
        said: number of statements.
    """

    actor: str
    day: date
    forum: str
    said: int


def _picture(connection: duckdb.DuckDBPyConnection) -> Picture:
    spoken = [Dot(actor, date.fromisoformat(day), forum, said) for actor, day, forum, said in connection.sql(SPOKEN).fetchall()]
    axis = Axis.around(dot.day for dot in spoken)
    names, events = labels_of(connection, "actors"), labels_of(connection, "events")
    spoken = [dot for dot in spoken if axis.start <= dot.day < axis.end]
    actors, fewest = most_frequent(_counted(spoken, "actor"), FEWEST_STATEMENTS, MAX_HEIGHT - 2 * LINE, lambda _: STEP)
    spoken = [dot for dot in spoken if dot.actor in actors]
    forums, _ = most_frequent(_counted([dot for dot in spoken if dot.forum != NONE], "forum"), 1, len(SIGNS))
    signs = {forum: (mark, events[forum]) for forum, mark in zip(forums, SIGNS, strict=False)} | REST
    dots = [dot if dot.forum in signs else replace(dot, forum=OTHER) for dot in spoken]
    counts = _counted(dots, "forum")
    met = [(sign, counts[forum]) for forum, sign in signs.items() if counts[forum]]
    everyone = connection.sql(EVERYONE).fetchall()[0][0]
    first, last = (f"{day:%Y-%m}" for day in (axis.start, axis.end - timedelta(days=1))) if dots else (NOTHING, NOTHING)
    lanes = {actor: names[actor] for actor in actors}
    marks = {forum: mark for forum, (mark, _) in signs.items()}
    return Picture(
        title=TITLE,
        shown=SHOWN.fill(actors=len(actors), everyone=everyone, fewest=fewest, first=first, last=last),
        note=NOTE,
        alt=ALT.fill(actors=len(actors), listing=Bilingual.listing((name, count) for (_, name), count in met)),
        legend=tuple(sign for sign, _ in met),
        height=STEP * len(actors) + 2 * LINE if dots else 0,
        paint=lambda canvas, top: _paint(canvas, top, axis, lanes, marks, dots) if dots else None,
    )


def _counted(dots: Iterable[Dot], what: str) -> Counter[str]:
    counts: Counter[str] = Counter()
    for dot in dots:
        counts[getattr(dot, what)] += dot.said
    return counts


def _paint(canvas: Canvas, top: float, axis: Axis, lanes: dict[str, Bilingual], marks: dict[str, Mark], dots: list[Dot]) -> None:
    bottom = top + LINE + STEP * len(lanes)
    middle = {actor: top + LINE + STEP * (lane + 0.5) for lane, actor in enumerate(lanes)}
    for lane, (actor, name) in enumerate(lanes.items()):
        y = middle[actor]
        if lane % 2 == 0:
            canvas.band((0, WIDTH), (y - STEP / 2, y + STEP / 2))
        canvas.text(NAMES - 6, y, cut(name.en, NAMES - 6), align="right")
        canvas.text(WIDTH - NAMES + 6, y, cut(name.ar, NAMES - 6))
    for day in axis.lines():
        x = axis.place(day)
        canvas.line((x, x), (top + LINE, bottom), width=1.0 if day.month == 1 else 0.4)
        for y in (top + LINE / 2 - 1, bottom + LINE / 2 + 1):
            canvas.text(x, y, f"{day:%Y-%m}", align="center")
    for dot in dots:
        offset = LOWER if marks[dot.forum] is SIGNS[1] else HIGHER
        canvas.mark(axis.place(dot.day), middle[dot.actor] + offset, marks[dot.forum], ONE * math.sqrt(dot.said))


TIMELINE = Plot("timeline", _picture)
