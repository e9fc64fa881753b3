"""The regional groups of the United Nations: a page each, and the matrix of how many of their states take which side."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from mawaqif.plots import Bilingual
from mawaqif.site.content import Content
from mawaqif.site.dossiers import by_year, moves
from mawaqif.site.items import NO_TEXT, Actor, Topic
from mawaqif.site.matrices import by_theme, stances_of
from mawaqif.site.page import Page
from mawaqif.site.words import interface_words

COLUMN = "un_group"
# Values of the column are snake case, so that none of them is this one.
NO_GROUP = "no-group"

# The states that take each side on a topic.
Sides = dict[str, list[Actor]]


class GroupCell(NamedTuple):
    """A cell of the matrix: who of a group takes which side on a topic; empty where nobody takes it up."""

    group: Group
    sides: Sides


@dataclass(frozen=True, eq=False)
class Group:
    """A regional group, or all states that are in none.

    Attributes:
        id: the value of the column, or `NO_GROUP`.
        name: what the schema calls it.
        definition: what the schema says of it.
        states: its states in the data set, by their English names.
    """

    id: str
    name: Bilingual
    definition: Bilingual
    states: list[Actor]

    @property
    def path(self) -> str:
        """Its page, from the folder of a language."""
        return f"groups/{self.id}.html"

    def sides(self, stances: list[str]) -> dict[Topic, Sides]:
        """Return who of the group takes which side, by topic, in the order of the stances that are given."""
        found: dict[Topic, Sides] = {}
        for state in self.states:
            for topic, taken in stances_of(state).items():
                by_stance = found.setdefault(topic, {stance: [] for stance in stances})
                for stance in {one.stance for one in taken}:
                    by_stance[stance].append(state)
        return found


def groups_of(content: Content) -> list[Group]:
    """Return the groups in the order of the schema, and the states in none where there are any."""
    members: dict[str, list[Actor]] = {value: [] for value in content.values("actors", COLUMN)}
    outside: list[Actor] = []
    for actor in sorted(content.actors.values(), key=lambda one: one.name.en):
        if actor.row["kind"] == "state":
            members.get(actor.row[COLUMN], outside).append(actor)
    groups = [
        Group(value, content.label("actors", COLUMN, value), content.definition("actors", COLUMN, value), states)
        for value, states in members.items()
    ]
    words = interface_words()
    return [*groups, *([Group(NO_GROUP, words[NO_GROUP], words["no-group-lead"], outside)] if outside else [])]


def group_pages(content: Content) -> Iterator[Page]:
    """Yield the matrix of the groups, and a page each."""
    groups = groups_of(content)
    stances = content.values("statement_topics", "stance")
    taken = {group: group.sides(stances) for group in groups}
    # States in no group are a column only where one of them takes a side.
    shown = [group for group in groups if group.id != NO_GROUP or taken[group]]
    topics = list({topic: None for sides in taken.values() for topic in sides})
    themes = by_theme(content, topics)
    rows = [
        (theme, [(topic, [GroupCell(group, taken[group].get(topic, {})) for group in shown]) for topic in of_theme])
        for theme, of_theme in themes
    ]
    words = interface_words()
    context = {"groups": shown, "themes": rows, "everyone": groups}
    yield Page("groups.html", "groups.html", "groups", words["groups-title"], context, within=("stances.html", "stances"))
    for group in groups:
        of_group = [(topic, taken[group][topic]) for _, of_theme in themes for topic in of_theme if topic in taken[group]]
        yield Page(
            group.path,
            "group.html",
            "group",
            group.name,
            {"item": group, "sides": of_group, "said": _said(group), **_over_time(group, stances)},
            group.definition if group.id != NO_GROUP else NO_TEXT,
            ("groups.html", "groups"),
        )


def _over_time(group: Group, stances: list[str]) -> dict[str, Any]:
    """Return how often the states of a group took each stance, year by year, who moved, and on what they stand apart."""
    taken = [(state, topic, found) for state in group.states for topic, found in stances_of(state).items()]
    # A statement of two states of the group counts once.
    every = {(one.statement.id, one.topic.id): one for _, _, found in taken for one in found}
    apart = [topic for topic, sides in group.sides(stances).items() if sides.get("supports") and sides.get("opposes")]
    return {"years": by_year(every.values()), "moves": moves(taken), "apart": apart}


def _said(group: Group) -> list[tuple[Actor, int]]:
    return [(state, len({one.statement.id for one in state.spoken})) for state in group.states]
