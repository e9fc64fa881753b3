"""Which side states and groups of states take on each topic."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import groupby

import duckdb

from mawaqif.plots.base import (
    BLACK,
    BLUE,
    MAX_HEIGHT,
    ORANGE,
    WHITE,
    YELLOW,
    Bilingual,
    Mark,
    Picture,
    Plot,
    labels_of,
    most_frequent,
)
from mawaqif.plots.matrix import GAP, Matrix

# Actors with fewer topics have hardly a row to read; those that are no states have long names, and are few.
FEWEST_TOPICS = 4
# With more columns, the signs would be smaller than their symbols.
MOST_ACTORS = 28
NAMES = (122.0, 136.0)
HEADS = (84.0, 80.0)

SUPPORTS = Mark(BLUE, "+", WHITE)
OPPOSES = Mark(ORANGE, "−", BLACK)
BOTH_SIDES = Mark(YELLOW, "±", BLACK)
NEUTRAL = Mark(WHITE, "○", BLACK)

LEGEND = (
    (SUPPORTS, Bilingual("supports", "يؤيد")),
    (OPPOSES, Bilingual("opposes", "يعارض")),
    (BOTH_SIDES, Bilingual("both sides", "الجانبان معًا")),
    (NEUTRAL, Bilingual("speaks of it, takes no side", "يتناوله دون انحياز")),
)

CELLS = f"""
WITH taken AS (
  SELECT actor_id, topic_id, array_agg(DISTINCT stance) AS stances
  FROM stances
  WHERE actor_kind IN ('state', 'bloc')
  GROUP BY actor_id, topic_id
)
SELECT
  topic_id,
  theme,
  actor_id,
  list_contains(stances, 'supports') OR list_contains(stances, 'mixed') AS supports,
  list_contains(stances, 'opposes') OR list_contains(stances, 'mixed') AS opposes,
  count(*) OVER (PARTITION BY actor_id) AS breadth
FROM taken JOIN topics USING (topic_id)
QUALIFY breadth >= {FEWEST_TOPICS}
ORDER BY theme, topic_id, breadth DESC, actor_id
"""
EVERYONE = "SELECT count(DISTINCT actor_id) FROM stances WHERE actor_kind IN ('state', 'bloc')"
_MARKS = {(True, False): SUPPORTS, (False, True): OPPOSES, (True, True): BOTH_SIDES, (False, False): NEUTRAL}


TITLE = Bilingual("Who takes which side on which topic", "من يتخذ أي جانب في كل موضوع")
SHOWN = Bilingual(
    "{actors} of {everyone} states and groups of states: those with a stance on most topics, {fewest} or more. "
    "{topics} of {every} topics: those on which they take most stances.",
    "{actors} من {everyone} دولة ومجموعة دول: التي لها موقف من أكثر الموضوعات، {fewest} أو أكثر. "
    "و{topics} من {every} موضوعًا: التي لها فيها أكثر المواقف.",
)
NOTE = Bilingual(
    "A blank cell: no statement in the data set takes up the topic; it is neither neutrality nor silence elsewhere. "
    "One sign a cell, however many statements; ± where one statement, or several, take both sides. "
    "A statement counts for every actor with a role in it. Rows are grouped by theme.",
    "الخلية الفارغة: لا قول في مجموعة البيانات يتناول الموضوع، ولا يعني ذلك حيادًا، ولا صمتًا في وثائق أخرى. "
    "علامة واحدة لكل خلية مهما كثرت الأقوال؛ و± حيث يأخذ قول أو عدة أقوال بالجانبين. "
    "ويُحسب القول لكل جهة لها دور فيه. والصفوف مجمّعة بحسب المحاور.",
)
ALT = Bilingual(
    "Matrix of {topics} topics by {actors} states and groups of states with {cells} filled cells: {listing.en}.",
    "مصفوفة من {topics} موضوعًا و{actors} دولة ومجموعة دول فيها {cells} خلية مملوءة: {listing.ar}.",
)


def _picture(connection: duckdb.DuckDBPyConnection) -> Picture:
    found = connection.sql(CELLS).fetchall()
    topics, actors = labels_of(connection, "topics"), labels_of(connection, "actors")
    columns, fewest = most_frequent({row[2]: row[5] for row in found}, FEWEST_TOPICS, MOST_ACTORS)
    empty = Matrix([], [actors[actor] for actor in columns], {}, NAMES, HEADS)
    found = [row for row in found if row[2] in columns]
    themes = {topic: theme for topic, theme, *_ in found}
    room = MAX_HEIGHT - empty.height - GAP * len(set(themes.values()))
    fitting, _ = most_frequent(Counter(row[0] for row in found), 1, room, lambda topic: empty.height_of(topics[topic]))
    rows = [topic for topic in themes if topic in fitting]
    cells = {
        (rows.index(topic), columns.index(actor)): _MARKS[supports, opposes]
        for topic, _, actor, supports, opposes, _ in found
        if topic in fitting
    }
    named = [[topics[topic] for topic in group] for _, group in groupby(rows, themes.__getitem__)]
    matrix = replace(empty, rows=named, cells=cells)
    everyone = connection.sql(EVERYONE).fetchall()[0][0]
    given = Bilingual.listing((name, list(cells.values()).count(mark)) for mark, name in LEGEND)
    return Picture(
        title=TITLE,
        shown=SHOWN.fill(actors=len(columns), everyone=everyone, fewest=fewest, topics=len(rows), every=len(topics)),
        note=NOTE,
        alt=ALT.fill(topics=len(rows), actors=len(columns), cells=len(cells), listing=given),
        legend=LEGEND,
        height=matrix.height,
        paint=matrix.paint,
    )


STANCES = Plot("stances", _picture)
