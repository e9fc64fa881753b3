"""What the site has pages of: the rows of a release, linked to each other both ways.

A row links to others by their keys; an item has those others as attributes, and knows who
links to it, so that a template walks from a statement to its speaker and back.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

from mawaqif.plots import Bilingual

Row = Mapping[str, Any]
NO_TEXT = Bilingual("", "")


@dataclass(eq=False)
class Item:
    """A row that others link to.

    Attributes:
        id: its key.
        row: its cells by column, as typed in the schema; an empty cell is None.
        name: what it is called.
    """

    folder: ClassVar[str]

    id: str
    row: Row
    name: Bilingual

    @property
    def path(self) -> str:
        """Its page, from the folder of a language."""
        return f"{self.folder}/{self.id}.html"

    @property
    def note(self) -> str:
        """The note of its row, in English; empty where there is none."""
        return str(self.row.get("note_en") or self.row.get("note") or "")


@dataclass(eq=False)
class Actor(Item):
    """An actor, with what it said, wishes, publishes and takes part in."""

    folder = "actors"

    parent: Actor | None = None
    children: list[Actor] = field(default_factory=list)
    spoken: list[ActorRole] = field(default_factory=list)
    positions: list[Position] = field(default_factory=list)
    taking_part: list[Participation] = field(default_factory=list)
    published: list[Document] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)


@dataclass(eq=False)
class Event(Item):
    """An event, with what was said at it and in what it consists of."""

    folder = "events"

    parent: Event | None = None
    body: Actor | None = None
    children: list[Event] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    documents: list[Document] = field(default_factory=list)

    @property
    def forum(self) -> Event:
        """The topmost event that it belongs to, itself where it belongs to none."""
        return self.parent.forum if self.parent else self


@dataclass(eq=False)
class Document(Item):
    """A document, coded or cited."""

    folder = "documents"

    publisher: Actor | None = None
    event: Event | None = None
    statements: list[Statement] = field(default_factory=list)
    notes: list[Citation] = field(default_factory=list)
    cited: list[Citation] = field(default_factory=list)
    errata: list[Erratum] = field(default_factory=list)
    provisions: list[Provision] = field(default_factory=list)
    initiatives: list[Initiative] = field(default_factory=list)

    @property
    def coded(self) -> bool:
        """Whether its statements are in the data set."""
        return bool(self.row["role"] == "corpus")


@dataclass(eq=False)
class Topic(Item):
    """A topic, with its proposition and the stances on it."""

    folder = "topics"

    proposition: Bilingual = NO_TEXT
    stances: list[Stance] = field(default_factory=list)
    provisions: list[Provision] = field(default_factory=list)


@dataclass(eq=False)
class Initiative(Item):
    """An initiative, with who takes part in it and what is said of it."""

    folder = "initiatives"

    description: Bilingual = NO_TEXT
    document: Document | None = None
    actors: list[Participation] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)


@dataclass(eq=False)
class Provision(Item):
    """An article of a draft, with the positions on it. Its name is its label and title."""

    folder = "provisions"

    title: Bilingual = NO_TEXT
    short: Bilingual = NO_TEXT
    document: Document | None = None
    topic: Topic | None = None
    positions: list[Position] = field(default_factory=list)


@dataclass(eq=False)
class Statement(Item):
    """A statement, with all that rests on it. It has no name of its own but its key."""

    folder = "statements"

    summary: Bilingual = NO_TEXT
    document: Document = field(kw_only=True)
    event: Event | None = None
    responds_to: Statement | None = None
    answers: list[Statement] = field(default_factory=list)
    actors: list[ActorRole] = field(default_factory=list)
    topics: list[Stance] = field(default_factory=list)
    initiatives: list[Mention] = field(default_factory=list)
    positions: list[Position] = field(default_factory=list)
    taking_part: list[Participation] = field(default_factory=list)
    citations: list[Citation] = field(default_factory=list)
    passages: list[Row] = field(default_factory=list)
    errata: list[Erratum] = field(default_factory=list)
    recodings: list[Recoding] = field(default_factory=list)
    recoded_kind: Row | None = None
    before: Statement | None = None
    after: Statement | None = None

    @property
    def pages(self) -> str:
        """The pages of its document on which its passage stands; empty where they are not known."""
        return ", ".join(dict.fromkeys(str(row["page"]) for row in self.passages if row.get("page")))


@dataclass(frozen=True, eq=False)
class ActorRole:
    """An actor's role in a statement."""

    row: Row
    statement: Statement
    actor: Actor
    role: str


@dataclass(frozen=True, eq=False)
class Stance:
    """The stance of a statement on a topic."""

    row: Row
    statement: Statement
    topic: Topic
    stance: str


@dataclass(frozen=True, eq=False)
class Mention:
    """The relation of a statement to an initiative."""

    row: Row
    statement: Statement
    initiative: Initiative
    relation: str


@dataclass(frozen=True, eq=False)
class Participation:
    """An actor's role in an initiative, and the statement that says so."""

    row: Row
    initiative: Initiative
    actor: Actor
    role: str
    statement: Statement | None


@dataclass(frozen=True, eq=False)
class Position:
    """What an actor wants done with an article, and the statement that says so."""

    row: Row
    provision: Provision
    actor: Actor
    position: str
    statement: Statement | None


@dataclass(frozen=True, eq=False)
class Citation:
    """A document that a footnote cites.

    Attributes:
        link: opens the place cited where its site allows, else the document; empty where
            there is no link.
    """

    row: Row
    document: Document
    cited: Document
    statement: Statement | None
    link: str
    errata: list[Erratum] = field(default_factory=list)


@dataclass(frozen=True, eq=False)
class Erratum:
    """A misprint, and what the data set has instead."""

    row: Row
    document: Document
    statement: Statement | None
    citation: Citation | None


@dataclass(frozen=True, eq=False)
class Recoding:
    """Both codings of a statement on a topic; None where a coder did not code the topic."""

    row: Row
    topic: Topic
    first: str | None
    second: str | None
