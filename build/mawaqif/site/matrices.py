"""The two matrices, by the cuts of the plots: who takes which side, and who wants what done with an article."""

from __future__ import annotations

from collections import defaultdict
from itertools import groupby, islice
from typing import Any, NamedTuple

from mawaqif.plots import FEWEST_TOPICS
from mawaqif.site.content import Content
from mawaqif.site.items import Actor, Position, Provision, Stance, Topic
from mawaqif.site.rendering import combined_stance
from mawaqif.site.words import interface_words

# Larger tables nobody reads: so many actors, and so many topics or articles, those that have the most.
MOST_ACTORS, MOST_TOPICS, MOST_PROVISIONS, MOST_POSITIONED = 60, 80, 40, 250
# Those who decide in the talks that the sources report.
GOVERNING = ("state", "bloc")


class StanceCell(NamedTuple):
    """A cell of the matrix of stances; an empty stance where the actor does not take the topic up."""

    actor: Actor
    stance: str
    statements: int


def stance_matrix(content: Content) -> dict[str, Any]:
    """Return the matrix of stances: states and groups of states with a stance on enough topics, topics by theme."""
    taken: dict[Actor, dict[Topic, list[Stance]]] = {
        actor: stances for actor in content.actors.values() if actor.row["kind"] in GOVERNING and (stances := stances_of(actor))
    }
    shown = sorted((actor for actor in taken if len(taken[actor]) >= FEWEST_TOPICS), key=lambda one: (-len(taken[one]), one.id))
    enough = len(shown)
    every = {topic: sum(topic in taken[actor] for actor in shown) for topic in content.topics.values()}
    shown = shown[:MOST_ACTORS]
    counts = {topic: sum(topic in taken[actor] for actor in shown) for topic in content.topics.values()}
    topics = sorted(filter(counts.get, counts), key=lambda topic: -counts[topic])[:MOST_TOPICS]

    def cells(topic: Topic) -> list[StanceCell]:
        return [StanceCell(actor, combined_stance(found := taken[actor].get(topic, ())), len(found)) for actor in shown]

    words = interface_words()["stances-shown"]
    return {
        "actors": shown,
        "themes": [(theme, [(topic, cells(topic)) for topic in group]) for theme, group in by_theme(content, topics)],
        "shown": words.fill(actors=enough, everyone=len(taken), fewest=FEWEST_TOPICS),
        "cut": _cut((sum(map(bool, every.values())), len(topics)), (enough, len(shown))),
    }


def stances_of(actor: Actor) -> dict[Topic, list[Stance]]:
    """Return the stances of the statements in which an actor has a role, each once, by topic."""
    found: dict[Topic, list[Stance]] = defaultdict(list)
    for statement in {spoken.statement.id: spoken.statement for spoken in actor.spoken}.values():
        for stance in statement.topics:
            found[stance.topic].append(stance)
    return dict(found)


def by_theme(content: Content, topics: list[Topic]) -> list[tuple[str, list[Topic]]]:
    """Return topics by theme, both in the order of the codebook's schema and of the English labels."""
    order = content.values("topics", "theme")
    ranked = sorted(topics, key=lambda topic: (order.index(topic.row["theme"]), topic.name.en))
    return [(theme, list(group)) for theme, group in groupby(ranked, key=lambda topic: topic.row["theme"])]


def position_matrix(content: Content) -> dict[str, Any]:
    """Return the matrix of positions: all who have one, those with the most first, by article."""
    wanted: dict[Actor, dict[Provision, Position]] = defaultdict(dict)
    for provision in content.provisions.values():
        for position in provision.positions:
            wanted[position.actor][provision] = position
    actors = sorted(wanted, key=lambda actor: (-len(wanted[actor]), actor.id))
    every = list(content.provisions.values())
    most = {one.id for one in sorted(every, key=lambda one: -len(one.positions))[:MOST_PROVISIONS]}
    provisions = [one for one in every if one.id in most]
    rows = ((actor, [(provision, wanted[actor].get(provision)) for provision in provisions]) for actor in actors)
    shown = list(islice(((actor, cells) for actor, cells in rows if any(position for _, position in cells)), MOST_POSITIONED))
    cut = _cut((len(actors), len(shown)), (len(every), len(provisions)))
    return {"provisions": provisions, "everything": every, "rows": shown, "cut": cut}


def _cut(rows: tuple[int, int], columns: tuple[int, int]) -> dict[str, int]:
    """Return how many rows and columns there are and how many are shown; nothing where that is all."""
    if rows[0] == rows[1] and columns[0] == columns[1]:
        return {}
    return {"rows": rows[0], "most_rows": rows[1], "columns": columns[0], "most_columns": columns[1]}
