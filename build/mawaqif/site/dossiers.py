"""What a dossier shows beside the rows: sides over time, who moved, who stands with whom, and who answers whom."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

from mawaqif.site.content import stance_counts
from mawaqif.site.items import Actor, Document, Event, Initiative, Stance, Statement, Topic
from mawaqif.site.matrices import stances_of
from mawaqif.site.rendering import all_statements, combined_stance

# Two actors are held against each other where they take a side on so many topics both.
FEWEST_SHARED = 2
# So many of those who share the most stand on a page.
MOST_SHOWN = 6
_SIDES = ("supports", "opposes", "mixed")

# Which side an actor takes on which topic; those who only speak of it without a side are left out.
SidesTaken = dict[Actor, dict[Topic, str]]


class Year(NamedTuple):
    """How often each stance was taken in a year."""

    year: str
    counts: dict[str, int]


class Move(NamedTuple):
    """Who took different sides on a topic in different years: the side of each year, with a statement of it."""

    actor: Actor
    topic: Topic
    steps: list[tuple[str, str, Statement]]


class Company(NamedTuple):
    """Another actor, and the topics on which both take the same side, and different ones."""

    actor: Actor
    same: list[Topic]
    different: list[Topic]


class Reply(NamedTuple):
    """A statement, and those that answer it, each with its own answers."""

    statement: Statement
    answers: list[Reply]


class Sitting(NamedTuple):
    """What was said on a day at an event or a part of it, in order; the day is empty where it is not known."""

    day: str
    event: Event
    statements: list[Statement]


class Reception(NamedTuple):
    """An initiative that an actor put forward, and what others say of it: how many statements by relation."""

    initiative: Initiative
    counts: dict[str, int]


def by_year(stances: Iterable[Stance]) -> list[Year]:
    """Return how often each stance was taken, year by year; what has no date is left out."""
    years: dict[str, list[Stance]] = defaultdict(list)
    for stance in stances:
        if stance.statement.row["date"]:
            years[stance.statement.row["date"][:4]].append(stance)
    return [Year(year, stance_counts(years[year])) for year in sorted(years)]


def moves(pairs: Iterable[tuple[Actor, Topic, Iterable[Stance]]]) -> list[Move]:
    """Return who took another side on a topic in another year, neutral words left out."""
    found = []
    for actor, topic, stances in pairs:
        years: dict[str, list[Stance]] = defaultdict(list)
        for stance in stances:
            if stance.statement.row["date"] and stance.stance in _SIDES:
                years[stance.statement.row["date"][:4]].append(stance)
        steps = [(year, combined_stance(years[year]), years[year][0].statement) for year in sorted(years)]
        if len({side for _, side, _ in steps}) > 1:
            found.append(Move(actor, topic, steps))
    return found


def sides_taken(actors: Iterable[Actor]) -> SidesTaken:
    """Return the side that each actor takes on each topic; both sides are `mixed`."""
    taken = {}
    for actor in actors:
        sides = {topic: combined_stance(stances) for topic, stances in stances_of(actor).items()}
        taken[actor] = {topic: side for topic, side in sides.items() if side in _SIDES}
    return taken


def on_topics(taken: SidesTaken) -> dict[Topic, list[Actor]]:
    """Return who takes a side on each topic."""
    found: dict[Topic, list[Actor]] = defaultdict(list)
    for actor, sides in taken.items():
        for topic in sides:
            found[topic].append(actor)
    return dict(found)


def company(actor: Actor, taken: SidesTaken, beside: dict[Topic, list[Actor]]) -> list[Company]:
    """Return with whom an actor shares topics, those with the most of them first."""
    same: dict[Actor, list[Topic]] = defaultdict(list)
    different: dict[Actor, list[Topic]] = defaultdict(list)
    for topic, side in taken.get(actor, {}).items():
        for other in beside[topic]:
            if other is not actor:
                (same if taken[other][topic] == side else different)[other].append(topic)
    pairs = ((other, same.get(other, []), different.get(other, [])) for other in {**same, **different})
    shared = [Company(other, alike, apart) for other, alike, apart in pairs if len(alike) + len(apart) >= FEWEST_SHARED]
    return sorted(shared, key=lambda one: (-len(one.same) - len(one.different), -len(one.same), one.actor.id))[:MOST_SHOWN]


def threads(statements: Iterable[Statement]) -> list[Reply]:
    """Return the exchanges in which some statements take part, from what was said first, in reading order."""
    roots: dict[str, Statement] = {}
    for statement in statements:
        if statement.responds_to or statement.answers:
            root, seen = statement, {statement.id}
            while root.responds_to and root.responds_to.id not in seen:
                root = root.responds_to
                seen.add(root.id)
            roots[root.id] = root
    return [_replies(roots[key], frozenset()) for key in sorted(roots)]


def _replies(statement: Statement, above: frozenset[str]) -> Reply:
    inside = above | {statement.id}
    return Reply(statement, [_replies(answer, inside) for answer in statement.answers if answer.id not in inside])


def sources(statements: Iterable[Statement]) -> list[tuple[Document, int]]:
    """Return the coded documents that carry some statements, each with how many, the most first."""
    counts = Counter(statement.document for statement in statements)
    return sorted(counts.items(), key=lambda entry: (-entry[1], entry[0].id))


def reception(actor: Actor) -> Iterator[Reception]:
    """Yield what others say of the initiatives that an actor put forward."""
    for initiative in dict.fromkeys(part.initiative for part in actor.taking_part if part.role == "proposer"):
        others = [one for one in initiative.mentions if all(spoken.actor is not actor for spoken in one.statement.actors)]
        if others:
            yield Reception(initiative, dict(Counter(mention.relation for mention in others)))


def sittings(event: Event) -> list[Sitting]:
    """Return what was said at an event and its parts, by day and part, in the order in which it is read."""

    def place(statement: Statement) -> tuple[str, str]:
        return statement.row["date"] or "", (statement.event or event).id

    return [
        Sitting(day, group[0].event or event, group)
        for (day, _), grouped in groupby(
            sorted(all_statements(event), key=lambda one: (not one.row["date"], *place(one))), key=place
        )
        if (group := list(grouped))
    ]
