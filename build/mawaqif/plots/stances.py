"""Which side states and groups of states take on each topic."""

from __future__ import annotations

from itertools import groupby

import duckdb

from mawaqif.plots.base import BLACK, BLUE, ORANGE, WHITE, YELLOW, Both, Mark, Picture, Plot, labels_of
from mawaqif.plots.matrix import Matrix

# Actors with fewer topics have hardly a row to read; those that are no states have long names, and are few.
FEWEST_TOPICS = 4

SUPPORTS = Mark(BLUE, "+", WHITE)
OPPOSES = Mark(ORANGE, "−", BLACK)
BOTH_SIDES = Mark(YELLOW, "±", BLACK)
NEUTRAL = Mark(WHITE, "○", BLACK)

LEGEND = (
    (SUPPORTS, Both("supports", "يؤيد")),
    (OPPOSES, Both("opposes", "يعارض")),
    (BOTH_SIDES, Both("both sides", "الجانبان معًا")),
    (NEUTRAL, Both("speaks of it, takes no side", "يتناوله دون انحياز")),
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


TITLE = Both("Who takes which side on which topic", "من يتخذ أي جانب في كل موضوع")
SHOWN = Both(
    "{actors} of {everyone} states and groups of states: those with a stance on {fewest} topics or more.",
    "{actors} من {everyone} دولة ومجموعة دول: التي لها موقف من {fewest} موضوعات أو أكثر.",
)
NOTE = Both(
    "A blank cell: no statement in the data set takes up the topic; it is neither neutrality nor silence elsewhere. "
    "One sign a cell, however many statements; ± where one statement, or several, take both sides. "
    "A statement counts for every actor with a role in it. Rows are grouped by theme.",
    "الخانة الفارغة: لا قول في مجموعة البيانات يتناول الموضوع، وليست حيادًا ولا صمتًا في غيرها. "
    "علامة واحدة لكل خانة مهما كثرت الأقوال؛ و± حيث يأخذ قول أو عدة أقوال بالجانبين. "
    "ويُحسب القول لكل طرف له دور فيه. والصفوف مجمّعة بحسب المحاور.",
)
ALT = Both(
    "Matrix of {topics} topics by {actors} states and groups of states with {cells} filled cells: {listing.en}.",
    "مصفوفة من {topics} موضوعًا و{actors} دولة ومجموعة دول فيها {cells} خانة مملوءة: {listing.ar}.",
)


def _picture(connection: duckdb.DuckDBPyConnection) -> Picture:
    found = connection.sql(CELLS).fetchall()
    topics, actors = labels_of(connection, "topics"), labels_of(connection, "actors")
    themes = {topic: theme for topic, theme, *_ in found}
    columns = [actor for actor, _ in sorted({(row[2], row[5]) for row in found}, key=lambda item: (-item[1], item[0]))]
    rows = list(themes)
    cells = {
        (rows.index(topic), columns.index(actor)): _MARKS[supports, opposes] for topic, _, actor, supports, opposes, _ in found
    }
    matrix = Matrix(
        rows=[[topics[topic] for topic in group] for _, group in groupby(rows, themes.__getitem__)],
        columns=[actors[actor] for actor in columns],
        cells=cells,
        names=(122.0, 136.0),
        heads=(84.0, 68.0),
    )
    everyone = connection.sql(EVERYONE).fetchall()[0][0]
    given = Both.listing((name, list(cells.values()).count(mark)) for mark, name in LEGEND)
    return Picture(
        title=TITLE,
        shown=SHOWN.fill(actors=len(columns), everyone=everyone, fewest=FEWEST_TOPICS),
        note=NOTE,
        alt=ALT.fill(topics=len(rows), actors=len(columns), cells=len(cells), listing=given),
        legend=LEGEND,
        height=matrix.height,
        paint=matrix.paint,
    )


STANCES = Plot("stances", _picture)
