"""The two matrices, by the cuts of the plots: who takes which side, and who wants what done with an article."""

from __future__ import annotations

from collections import defaultdict
from itertools import groupby
from typing import Any, NamedTuple

from mawaqif.plots import FEWEST_TOPICS
from mawaqif.site.content import Content
from mawaqif.site.items import Actor, Position, Provision, Stance, Topic
from mawaqif.site.rendering import combined_stance
from mawaqif.site.words import interface_words

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
    topics = [topic for topic in content.topics.values() if any(topic in taken[actor] for actor in shown)]

    def cells(topic: Topic) -> list[StanceCell]:
        return [StanceCell(actor, combined_stance(found := taken[actor].get(topic, ())), len(found)) for actor in shown]

    words = interface_words()["stances-shown"]
    return {
        "actors": shown,
        "themes": [(theme, [(topic, cells(topic)) for topic in group]) for theme, group in by_theme(content, topics)],
        "shown": words.fill(actors=len(shown), everyone=len(taken), fewest=FEWEST_TOPICS),
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
    provisions = list(content.provisions.values())
    return {
        "provisions": provisions,
        "rows": [(actor, [(provision, wanted[actor].get(provision)) for provision in provisions]) for actor in actors],
    }
