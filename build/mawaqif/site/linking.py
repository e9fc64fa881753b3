"""Reading a release for the site: its rows become items, linked to each other by their keys."""

from __future__ import annotations

from pathlib import Path
from typing import Any, TypeVar

from mawaqif.findings import CannotRunError
from mawaqif.plots import Bilingual
from mawaqif.query.opening import in_memory, released_dataset
from mawaqif.release.editions import metadata_of
from mawaqif.site.content import Content
from mawaqif.site.items import (
    Actor,
    ActorRole,
    Citation,
    Document,
    Erratum,
    Event,
    Initiative,
    Item,
    Mention,
    Participation,
    Position,
    Provision,
    Recoding,
    Row,
    Stance,
    Statement,
    Topic,
)
from mawaqif.tables import Dataset

# Without one of them there is nothing to link.
NEEDED = (
    "documents",
    "actors",
    "events",
    "topics",
    "statements",
    "passages",
    "statement_actors",
    "statement_topics",
    "citations",
    "initiatives",
    "statement_initiatives",
    "initiative_actors",
    "provisions",
    "positions",
    "errata",
    "recodings",
    "recoded_kinds",
)
AnyItem = TypeVar("AnyItem", bound=Item)


def read_content(release: Path) -> Content:
    """Read a release and link its rows.

    Args:
        release: folder of a release that `mawaqif build` made.

    Raises:
        CannotRunError: there is no release, it cannot be read, or it lacks a table.
    """
    dataset = released_dataset(release)
    missing = [name for name in NEEDED if name not in dataset.tables]
    if missing:
        raise CannotRunError(f"{release}: the site needs the tables {', '.join(missing)}, which the release lacks")
    return _Linking(dataset).content(_links(dataset))


def _links(dataset: Dataset) -> dict[str, str]:
    """Return the link of each citation: of the view that the release has as a table, or of one that is made for it."""
    named = dataset.tables.get("citations_named")
    if named is not None:
        return dict(named.frame.select("citation_id", "deep_link").iter_rows())
    with in_memory(dataset) as connection:
        return dict(connection.sql("SELECT citation_id, deep_link FROM citations_named").fetchall())


class _Linking:
    """Makes items of rows and links them, table after table."""

    def __init__(self, dataset: Dataset) -> None:
        self.dataset = dataset
        self.actors = self._items("actors", Actor, "name")
        self.events = self._items("events", Event, "name")
        self.documents = self._items("documents", Document, "title")
        self.topics = self._items("topics", Topic, "label")
        self.initiatives = self._items("initiatives", Initiative, "name")
        self.provisions = self._items("provisions", Provision, "title")
        self.statements = {
            row["statement_id"]: Statement(
                row["statement_id"],
                row,
                Bilingual(row["statement_id"], row["statement_id"]),
                document=self.documents[row["document_id"]],
            )
            for row in sorted(self._rows("statements"), key=lambda row: (row["document_id"], row["ordinal"]))
        }

    def content(self, links: dict[str, str]) -> Content:
        self._link_actors_and_events()
        self._link_documents()
        self._link_statements()
        self._link_topics()
        self._link_initiatives()
        self._link_provisions()
        citations = self._citations(links)
        errata = self._errata({citation.row["citation_id"]: citation for citation in citations})
        return Content(
            metadata_of(self.dataset),
            self.dataset,
            self.documents,
            self.actors,
            self.events,
            self.topics,
            self.initiatives,
            self.provisions,
            self.statements,
            citations,
            errata,
        )

    def _rows(self, table: str) -> list[dict[str, Any]]:
        return self.dataset.tables[table].frame.to_dicts()

    def _items(self, table: str, kind: type[AnyItem], stem: str) -> dict[str, AnyItem]:
        key = self.dataset.tables[table].schema.columns[0]
        return {row[key]: kind(row[key], row, _bilingual(row, stem)) for row in self._rows(table)}

    def _link_actors_and_events(self) -> None:
        for actor in self.actors.values():
            actor.parent = self.actors.get(actor.row["parent_id"])
            if actor.parent:
                actor.parent.children.append(actor)
        for event in self.events.values():
            event.parent = self.events.get(event.row["parent_id"])
            event.body = self.actors.get(event.row["body_id"])
            if event.parent:
                event.parent.children.append(event)
            if event.body:
                event.body.events.append(event)

    def _link_documents(self) -> None:
        for document in self.documents.values():
            document.publisher = self.actors.get(document.row["publisher_id"])
            document.event = self.events.get(document.row["event_id"])
            if document.publisher:
                document.publisher.published.append(document)
            if document.event:
                document.event.documents.append(document)

    def _link_statements(self) -> None:
        for statement in self.statements.values():
            row = statement.row
            statement.summary = _bilingual(row, "summary")
            statement.event = self.events.get(row["event_id"])
            statement.responds_to = self.statements.get(row["responds_to"])
            if statement.document.statements:
                statement.before = statement.document.statements[-1]
                statement.before.after = statement
            statement.document.statements.append(statement)
            if statement.event:
                statement.event.statements.append(statement)
            if statement.responds_to:
                statement.responds_to.answers.append(statement)
        for row in self._rows("passages"):
            self.statements[row["statement_id"]].passages.append(row)
        for row in self._rows("statement_actors"):
            spoken = ActorRole(row, self.statements[row["statement_id"]], self.actors[row["actor_id"]], row["role"])
            spoken.statement.actors.append(spoken)
            spoken.actor.spoken.append(spoken)
        for row in self._rows("recoded_kinds"):
            self.statements[row["statement_id"]].recoded_kind = row

    def _link_topics(self) -> None:
        for topic in self.topics.values():
            topic.proposition = _bilingual(topic.row, "proposition")
        for row in self._rows("statement_topics"):
            stance = Stance(row, self.statements[row["statement_id"]], self.topics[row["topic_id"]], row["stance"])
            stance.statement.topics.append(stance)
            stance.topic.stances.append(stance)
        for row in self._rows("recodings"):
            recoding = Recoding(row, self.topics[row["topic_id"]], row["first_stance"], row["second_stance"])
            self.statements[row["statement_id"]].recodings.append(recoding)

    def _link_initiatives(self) -> None:
        for initiative in self.initiatives.values():
            initiative.description = _bilingual(initiative.row, "description")
            initiative.document = self.documents.get(initiative.row["document_id"])
            if initiative.document:
                initiative.document.initiatives.append(initiative)
        for row in self._rows("statement_initiatives"):
            initiative = self.initiatives[row["initiative_id"]]
            mention = Mention(row, self.statements[row["statement_id"]], initiative, row["relation"])
            mention.statement.initiatives.append(mention)
            initiative.mentions.append(mention)
        for row in self._rows("initiative_actors"):
            statement = self.statements.get(row["statement_id"])
            initiative, actor = self.initiatives[row["initiative_id"]], self.actors[row["actor_id"]]
            part = Participation(row, initiative, actor, row["role"], statement)
            part.initiative.actors.append(part)
            part.actor.taking_part.append(part)
            if statement:
                statement.taking_part.append(part)

    def _link_provisions(self) -> None:
        for provision in self.provisions.values():
            row = provision.row
            provision.title = _bilingual(row, "title")
            provision.short = Bilingual(row["label"], row["label_ar"] or row["label"])
            provision.name = Bilingual(
                f"{provision.short.en}: {provision.title.en}", f"{provision.short.ar}: {provision.title.ar}"
            )
            provision.document = self.documents.get(row["document_id"])
            provision.topic = self.topics.get(row["topic_id"])
            if provision.document:
                provision.document.provisions.append(provision)
            if provision.topic:
                provision.topic.provisions.append(provision)
        for row in self._rows("positions"):
            statement = self.statements.get(row["statement_id"])
            provision, actor = self.provisions[row["provision_id"]], self.actors[row["actor_id"]]
            position = Position(row, provision, actor, row["position"], statement)
            provision.positions.append(position)
            actor.positions.append(position)
            if statement:
                statement.positions.append(position)

    def _citations(self, links: dict[str, str]) -> tuple[Citation, ...]:
        rows = sorted(self._rows("citations"), key=lambda row: (row["document_id"], row["note_number"], row["item"]))
        citations = tuple(self._citation(row, links[row["citation_id"]] or "") for row in rows)
        for citation in citations:
            citation.document.notes.append(citation)
            citation.cited.cited.append(citation)
            if citation.statement:
                citation.statement.citations.append(citation)
        return citations

    def _citation(self, row: Row, link: str) -> Citation:
        document, cited = self.documents[row["document_id"]], self.documents[row["cited_document_id"]]
        return Citation(row, document, cited, self.statements.get(row["statement_id"]), link)

    def _errata(self, citations: dict[str, Citation]) -> tuple[Erratum, ...]:
        errata = tuple(
            Erratum(
                row,
                self.documents[row["document_id"]],
                self.statements.get(row["statement_id"]),
                citations.get(row["citation_id"]),
            )
            for row in self._rows("errata")
        )
        for erratum in errata:
            erratum.document.errata.append(erratum)
            if erratum.statement:
                erratum.statement.errata.append(erratum)
            if erratum.citation:
                erratum.citation.errata.append(erratum)
        return errata


def _bilingual(row: Row, stem: str) -> Bilingual:
    return Bilingual(row[f"{stem}_en"] or "", row[f"{stem}_ar"] or "")
