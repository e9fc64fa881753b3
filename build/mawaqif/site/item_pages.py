"""The pages of single rows: a page an actor, topic, initiative, article, document, event and statement."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from mawaqif.plots import Bilingual
from mawaqif.site.citing import statement_citation
from mawaqif.site.content import Content
from mawaqif.site.dossiers import (
    Company,
    by_year,
    company,
    moves,
    on_topics,
    reception,
    sides_taken,
    sittings,
    sources,
    threads,
)
from mawaqif.site.groups import Group, groups_of
from mawaqif.site.heading import statement_title
from mawaqif.site.items import NO_TEXT, Actor, Document, Event, Initiative, Position, Provision, Row, Stance, Statement, Topic
from mawaqif.site.matrices import by_theme, stances_of
from mawaqif.site.page import Page
from mawaqif.site.rendering import by_day
from mawaqif.site.wording import LANGUAGES, day
from mawaqif.site.words import interface_words

# So many topics of an actor stand in its description.
SUMMARY_TOPICS = 5


def item_pages(content: Content) -> Iterator[Page]:
    """Yield the page of every row that has one."""
    for statement in content.statements.values():
        yield _statement(statement, content)
    group_of = {state: group for group in groups_of(content) for state in group.states}
    taken = sides_taken(content.actors.values())
    beside = on_topics(taken)
    for actor in content.actors.values():
        yield _actor(actor, content, group_of.get(actor), company(actor, taken, beside))
    measured: dict[str, list[tuple[str, Row]]] = defaultdict(list)
    for row in content.dataset.descriptor.raw.get("agreement", ()):
        if row["alpha"] is not None:
            measured[row["topic_id"]].append((row["measure"], row))
    for topic in content.topics.values():
        yield _topic(topic, content, measured.get(topic.id, []))
    for initiative in content.initiatives.values():
        yield _initiative(initiative, content)
    for provision in content.provisions.values():
        yield _provision(provision, content)
    second_codings = dict(content.second_codings)
    for document in content.documents.values():
        yield _document(document, content, second_codings.get(document))
    for event in content.events.values():
        yield _event(event, content)


def _statement(statement: Statement, content: Content) -> Page:
    twice = list(_coded_twice(statement))
    context = {
        "item": statement,
        "cited_as": statement_citation(content.metadata, statement),
        "alike": [one for one in twice if one.alike],
        "apart": [one for one in twice if not one.alike],
    }
    return Page(
        statement.path,
        "statement.html",
        "statement",
        statement_title(statement),
        context,
        statement.summary,
        ("statements.html", "statements"),
        statement,
    )


class CodedTwice(NamedTuple):
    """What two coders gave: of a topic, or of the kind of a statement; then what is published, and why."""

    topic: Topic | None
    codes: tuple[str | None, str | None, str | None]
    reason: str

    @property
    def alike(self) -> bool:
        """Whether nothing is to be told but that it was coded twice."""
        return len(set(self.codes)) == 1 and not self.reason


def _coded_twice(statement: Statement) -> Iterator[CodedTwice]:
    row = statement.recoded_kind
    if row:
        yield CodedTwice(None, (row["first_kind"], row["second_kind"], statement.row["kind"]), row["note_en"] or "")
    published = {one.topic: one.stance for one in statement.topics}
    for one in statement.recodings:
        yield CodedTwice(one.topic, (one.first, one.second, published.get(one.topic)), one.row["note_en"] or "")


def _actor(actor: Actor, content: Content, group: Group | None, beside: list[Company]) -> Page:
    taken = stances_of(actor)
    context = {
        "item": actor,
        "group": group,
        "stances": [(topic, taken[topic]) for _, topics in by_theme(content, list(taken)) for topic in topics],
        "statements": (said := by_day({one.statement.id: one.statement for one in actor.spoken}.values())),
        "years": by_year(one for stances in taken.values() for one in stances),
        "moves": moves((actor, topic, stances) for topic, stances in taken.items()),
        "company": beside,
        "threads": threads(said),
        "sources": sources(said),
        "reception": list(reception(actor)),
    }
    topics = sorted(taken, key=lambda topic: (-len(taken[topic]), topic.id))[:SUMMARY_TOPICS]
    summary = _told(
        content.label("actors", "kind", actor.row["kind"]),
        _counted("statements", len(said)),
        _labelled("topics", [topic.name for topic in topics]),
    )
    return Page(
        actor.path,
        "actor.html",
        "actor",
        actor.name,
        context,
        summary,
        ("actors.html", "actors"),
        actor,
        f"actor={actor.id}" if said else "",
    )


def _topic(topic: Topic, content: Content, agreement: list[tuple[str, Row]]) -> Page:
    context = {
        "item": topic,
        "agreement": agreement,
        "by_stance": list(_by_stance(topic, content.values("statement_topics", "stance"))),
        "by_actor": (by_actor := _by_actor(topic)),
        "years": by_year(topic.stances),
        "moves": moves((actor, topic, [stance for stance, _ in rows]) for actor, rows in by_actor),
        "threads": threads(one.statement for one in topic.stances),
    }
    rows = f"topic={topic.id}" if topic.stances else ""
    return Page(topic.path, "topic.html", "topic", topic.name, context, topic.proposition, ("topics.html", "topics"), topic, rows)


def _by_stance(topic: Topic, stances: list[str]) -> Iterator[tuple[str, int, list[Actor]]]:
    for value in stances:
        taken = [one for one in topic.stances if one.stance == value]
        if taken:
            actors = {spoken.actor.id: spoken.actor for one in taken for spoken in one.statement.actors}
            yield value, len(taken), [actors[key] for key in sorted(actors)]


def _by_actor(topic: Topic) -> list[tuple[Actor, list[tuple[Stance, str]]]]:
    """Return who takes the topic up, the most heard first, each with its stances by date and the role it has."""
    found: dict[str, tuple[Actor, dict[str, tuple[Stance, str]]]] = {}
    ranked = {statement.id: rank for rank, statement in enumerate(by_day(one.statement for one in topic.stances))}
    for stance in sorted(topic.stances, key=lambda one: ranked[one.statement.id]):
        for spoken in stance.statement.actors:
            found.setdefault(spoken.actor.id, (spoken.actor, {}))[1].setdefault(stance.statement.id, (stance, spoken.role))
    ordered = sorted(found.values(), key=lambda entry: (-len(entry[1]), entry[0].id))
    return [(actor, list(rows.values())) for actor, rows in ordered]


def _initiative(initiative: Initiative, content: Content) -> Page:
    order = content.values("statement_initiatives", "relation")
    ranked = sorted(initiative.mentions, key=lambda one: order.index(one.relation))
    context = {
        "item": initiative,
        "by_relation": [(relation, list(group)) for relation, group in groupby(ranked, key=lambda one: one.relation)],
    }
    return Page(
        initiative.path,
        "initiative.html",
        "initiative",
        initiative.name,
        context,
        initiative.description,
        ("initiatives.html", "initiatives"),
        initiative,
        f"initiative={initiative.id}" if initiative.mentions else "",
    )


def _provision(provision: Provision, content: Content) -> Page:
    def groups(position: str) -> list[tuple[Statement | None, list[Position]]]:
        rows = [one for one in provision.positions if one.position == position]
        by_statement: dict[str, list[Position]] = {}
        for row in sorted(rows, key=lambda one: (one.statement.id if one.statement else "", one.actor.id)):
            by_statement.setdefault(row.statement.id if row.statement else "", []).append(row)
        return [(group[0].statement, group) for group in by_statement.values()]

    found = [(position, groups(position)) for position in content.values("positions", "position")]
    said = {one.statement.id: one.statement for one in provision.positions if one.statement}
    by_position = [entry for entry in found if entry[1]]
    context = {
        "item": provision,
        "by_position": by_position,
        "cited_at": [
            citation for statement in said.values() for citation in statement.citations if citation.cited is provision.document
        ],
    }
    summary = _told(
        provision.document.name if provision.document else NO_TEXT,
        *(
            _counted(content.label("positions", "position", position), sum(len(rows) for _, rows in found))
            for position, found in by_position
        ),
    )
    above = ("positions.html", "provisions")
    rows = f"provision={provision.id}" if said else ""
    return Page(provision.path, "provision.html", "provision", provision.name, context, summary, above, provision, rows)


def _document(document: Document, content: Content, second_coding: Row | None) -> Page:
    context = {"item": document, "second_coding": second_coding}
    summary = _told(
        content.label("documents", "kind", document.row["kind"]),
        document.publisher.name if document.publisher else NO_TEXT,
        _day(document.row["date"]),
        _counted("statements", len(document.statements)),
    )
    above = ("documents.html", "documents")
    rows = f"document={document.id}" if document.statements else ""
    return Page(document.path, "document.html", "document", document.name, context, summary, above, document, rows)


def _event(event: Event, content: Content) -> Page:
    found = sittings(event)
    count = sum(len(one.statements) for one in found)
    context = {"item": event, "sittings": found, "count": count}
    summary = _told(
        content.label("events", "kind", event.row["kind"]),
        event.forum.name if event.parent else NO_TEXT,
        _day(event.row["start_date"]),
        _counted("statements", count),
    )
    # The view knows forums alone, not their meetings.
    rows = f"forum={event.id}" if count and not event.parent else ""
    return Page(event.path, "event.html", "event", event.name, context, summary, ("events.html", "events"), event, rows)


def _told(*parts: Bilingual) -> Bilingual:
    """Return what a search engine shows of a page, of those of its parts that there are."""
    return Bilingual(". ".join(part.en for part in parts if part.en), ". ".join(part.ar for part in parts if part.ar))


def _counted(what: str | Bilingual, count: int) -> Bilingual:
    """Return a count behind the word, or the name, of what is counted; nothing where there is none."""
    name = interface_words()[what] if isinstance(what, str) else what
    return Bilingual(f"{name.en}: {count}", f"{name.ar}: {count}") if count else NO_TEXT


def _labelled(word: str, names: list[Bilingual]) -> Bilingual:
    name = interface_words()[word]
    english, arabic = ", ".join(one.en for one in names), "، ".join(one.ar for one in names)
    return Bilingual(f"{name.en}: {english}", f"{name.ar}: {arabic}") if names else NO_TEXT


def _day(text: str | None) -> Bilingual:
    return Bilingual(*(day(text or "", language) for language in LANGUAGES))
