"""An invented report of forty pages: kinds, articles, topics, forums, footnotes and second codings of every sort."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path

from grown.sheet import Sheet
from grown.words import Text, marker

ID = "tide-report-2025"
DAY = "2025-06-30"
PAGES = 40
PUBLISHER = "tide-office"
FORUMS = ("tide-talks", "tide-forum")
TOPICS = ("tide-tables", "harbour-depth", "buoy-colours")
# Kinds of what is cited; a recording has seconds, a report has pages.
CITED = ("recording", "report", "recording", "report", "recording", "report")
# The first has the label of an article that another draft has, too.
ARTICLES = {"tide-art-29": "Article 29", "tide-art-30-2": "Article 30, paragraph 2", "tide-art-31bis": "Article 31 bis"}
PROPOSED = "tide-art-32"
KINDS = ("quotation", "position", "proposal", "commentary", "reported", "document_text", "policy")
SPOKEN = {"quotation", "reported", "document_text", "policy", "commentary"}
STANCES = ("supports", "opposes", "mixed", "neutral")
# Who backs which article in which way: a position statement each, in this order.
WISHES = [(article, wish) for article in ARTICLES for wish in ("retain", "delete")]
ROLE = {"retain": "supporter", "delete": "opponent", "propose": "co_sponsor"}


@dataclass
class Report:
    """The report while it is written.

    Attributes:
        sheet: takes its rows.
        states: who speaks in it.
        text: its text.
        notes: number of its footnotes.
        statements: number of its statements.
        left: wishes for articles that no statement carries yet.
        proposals: number of its proposals.
        below: footnotes of the page that is being written.
    """

    sheet: Sheet
    states: list[str]
    text: Text = field(default_factory=Text)
    notes: int = 0
    statements: int = 0
    left: list[tuple[str, str]] = field(default_factory=lambda: list(WISHES))
    proposals: int = 0
    below: list[str] = field(default_factory=list)

    def page(self, number: int) -> None:
        """Write a page: a head, prose that is not coded, three statements, the last over the end of the page, and footnotes."""
        words = self.sheet.words
        self.text.add(f"{words.arabic(3)} {number}\n\n{words.arabic(180)}\n\n")
        for place in range(3):
            self.statement(over_the_page=place == 2 and number % 4 == 0)
        self.foot()

    def foot(self) -> None:
        """Write the footnotes of a page and its end."""
        self.text.add("".join(f"{line}\n" for line in self.below) + "\f")
        self.below.clear()

    def statement(self, *, over_the_page: bool) -> None:
        """Write one statement with all the rows that it needs."""
        sheet, kind = self.sheet, KINDS[self.statements % len(KINDS)]
        self.statements += 1
        statement = f"{ID}-s{self.statements:03}"
        self.text.add(f'{sheet.words.arabic(2)}: "')
        places = [self.text.add(sheet.words.arabic(30))]
        if over_the_page:
            self.text.add("\n")
            self.foot()
            self.text.add(f"{sheet.words.arabic(3)}\n\n")
            places.append(self.text.add(sheet.words.arabic(20)))
        self.text.add('".')
        if kind != "commentary":
            self.cite(statement)
        self.text.add("\n\n")
        sheet.passage(statement, self.text, places)
        self.rows(statement, kind)
        self.actors(statement, kind)
        self.codes(statement, kind)

    def rows(self, statement: str, kind: str) -> None:
        """Add the row of a statement; a quoted text is older than anything around it."""
        meeting = self.statements % 5 + 1
        said = {"event_id": f"tide-meeting-{meeting}", "date": f"2024-0{meeting}-15"}
        if kind == "commentary":
            said = {"date": DAY, "responds_to": f"{ID}-s{self.statements - 1:03}"}
        elif kind == "document_text":
            said = {"date": "1998-11"}
        elif kind == "policy":
            said = {}
        self.sheet.add(
            "statements",
            statement_id=statement,
            document_id=ID,
            kind=kind,
            summary_en=f"{self.sheet.words.english(9)}.",
            summary_ar=f"{self.sheet.words.arabic(9)}.",
            **said,
        )

    def cite(self, statement: str) -> None:
        """Close a statement with a footnote that cites one or two documents."""
        self.notes += 1
        self.text.add(marker(self.notes))
        self.below.append(f"{marker(self.notes)} {self.sheet.words.arabic(6)}")
        for item in range(1, 2 + self.notes % 2):
            citation = f"{ID}-n{self.notes:03}-{item}"
            cited = (self.notes + item) % len(CITED) + 1
            given = ("timestamp", "01:02:03") if CITED[cited - 1] == "recording" else ("page", f"{self.notes}")
            kind, locator = ("none", None) if (self.notes + item) % 5 == 0 else given
            self.sheet.add(
                "citations",
                citation_id=citation,
                document_id=ID,
                note_number=self.notes,
                item=item,
                statement_id=statement,
                cited_document_id=f"tide-minutes-{cited}",
                locator_kind=kind,
                locator=locator,
                url=f"https://example.org/tide/{self.notes}.pdf" if item == 1 else None,
                ibid=str(self.notes % 7 == 0).lower(),
            )
            codes = {"first_kind": kind, "first_locator": locator, "second_kind": kind, "second_locator": locator}
            self.sheet.add("recoded_locators", citation_id=citation, **codes)

    def actors(self, statement: str, kind: str) -> None:
        """Add who speaks, tables a text, or backs an article; the first text tabled has no article and no initiative."""
        one, other = (self.states[(self.statements + step) % len(self.states)] for step in (0, 3))
        if kind in SPOKEN:
            speaker = PUBLISHER if kind == "commentary" else "tide-chair" if kind == "reported" else one
            # Whoever is taken from the real actors may be an office, which speaks for another or says that it does not.
            alone = "It speaks for itself alone." if speaker == one else None
            self.sheet.add("statement_actors", statement_id=statement, actor_id=speaker, role="speaker", note_en=alone)
            if kind == "reported":
                self.sheet.add("statement_actors", statement_id=statement, actor_id=one, role="on_behalf_of")
        elif kind == "proposal":
            self.proposals += 1
            for actor in (one, other):
                self.sheet.add("statement_actors", statement_id=statement, actor_id=actor, role="co_sponsor")
                if self.proposals == 3:
                    self.position(statement, PROPOSED, actor, "propose")
            if self.proposals == 2:
                self.sheet.add("statement_initiatives", statement_id=statement, initiative_id="tide-compact", relation="proposes")
                self.sheet.add(
                    "initiative_actors", initiative_id="tide-compact", actor_id=one, role="proposer", statement_id=statement
                )
        else:
            article, wish = self.left.pop(0) if self.left else ("", "retain")
            side = self.states[::2] if wish == "retain" else self.states[1::2]
            for actor in side:
                self.sheet.add("statement_actors", statement_id=statement, actor_id=actor, role=ROLE[wish])
                if article:
                    self.position(statement, article, actor, wish)

    def position(self, statement: str, article: str, actor: str, wish: str) -> None:
        """Add a position and its second coding."""
        key = {"provision_id": article, "actor_id": actor}
        self.sheet.add("positions", **key, position=wish, statement_id=statement)
        self.sheet.add("recoded_positions", **key, first_position=wish, second_position=wish)

    def codes(self, statement: str, kind: str) -> None:
        """Add topics, and what two coders gave; they differ here and there."""
        number = self.statements
        other = "reported" if kind == "quotation" and number % 3 == 0 else kind
        note = f"Settled as {kind}. {self.sheet.words.english(4)}." if other != kind else None
        self.sheet.add("recoded_kinds", statement_id=statement, first_kind=kind, second_kind=other, note_en=note)
        for step in range(number % 3):
            topic, stance = TOPICS[(number + step) % len(TOPICS)], STANCES[(number + step) % len(STANCES)]
            key = {"statement_id": statement, "topic_id": topic}
            differ = number % 4 == 0
            note = f"Settled as {stance}. {self.sheet.words.english(4)}." if differ else None
            self.sheet.add("statement_topics", **key, stance=stance)
            self.sheet.add("recodings", **key, first_stance=stance, second_stance=None if differ else stance, note_en=note)


def add_report(folder: Path, sources: Path, seed: int) -> None:
    """Add the report to a package, and its text to a folder of sources."""
    sheet = Sheet(folder, seed)
    states = [*sheet.new_states(14), *sheet.present("actors", "actor_id")[:6]]
    report = Report(sheet, states)
    _surroundings(sheet)
    for number in range(1, PAGES + 1):
        report.page(number)
    about = sheet.source(ID, report.text, sources)
    sheet.named(
        "documents", document_id=ID, role="corpus", kind="report", publisher_id=PUBLISHER, date=DAY, language="ar", **about
    )
    for number, (column, key) in enumerate((("statement_id", f"{ID}-s001"), ("citation_id", f"{ID}-n001-1")), start=1):
        field, table = ("date", "statements") if number == 1 else ("locator", "citations")
        printed = {"field": field, "printed": "31", "corrected": sheet.cell(table, key, field)}
        reason = f"{sheet.words.english(6)}."
        sheet.add("errata", erratum_id=f"{ID}-e{number:03}", document_id=ID, **{column: key}, **printed, reason_en=reason)
    sheet.write()


def _surroundings(sheet: Sheet) -> None:
    """Add what the statements refer to: actors, forums with meetings, topics, a draft with articles, documents, an initiative."""
    words = sheet.words
    sheet.named("actors", actor_id=PUBLISHER, kind="technical_body")
    sheet.named("actors", actor_id="tide-chair", kind="person", parent_id=PUBLISHER)
    for forum in FORUMS:
        sheet.named("events", event_id=forum, kind="process", body_id=PUBLISHER)
    for meeting, forum in zip(range(1, 6), cycle(FORUMS), strict=False):
        days = {"start_date": f"2024-0{meeting}-10", "end_date": f"2024-0{meeting}-20"}
        sheet.named("events", event_id=f"tide-meeting-{meeting}", kind="meeting", parent_id=forum, **days)
    for topic in TOPICS:
        both = {"proposition_en": f"{words.english(8)}.", "proposition_ar": f"{words.arabic(8)}."}
        sheet.named("topics", topic_id=topic, theme="network", **both | {"label_en": topic.replace("-", " ").capitalize()})
    for number, kind in enumerate(CITED, start=1):
        url = f"https://example.org/tide/minutes-{number}"
        sheet.named("documents", document_id=f"tide-minutes-{number}", role="cited", kind=kind, date="2024-03", url=url)
    sheet.named("documents", document_id="tide-draft", role="cited", kind="draft_text", publisher_id=PUBLISHER, date="2024-02-01")
    for (article, label), topic in zip([*ARTICLES.items(), (PROPOSED, "Article 32")], cycle(TOPICS), strict=False):
        label_ar = label.replace("Article", "المادة").replace(", paragraph", "، الفقرة").replace("bis", "مكررًا")
        sheet.named("provisions", provision_id=article, document_id="tide-draft", label=label, label_ar=label_ar, topic_id=topic)
    sheet.add("terms", term_id="tide-term", term_en=words.english(2), term_ar=words.arabic(2))
    version = json.loads((sheet.folder / "datapackage.json").read_text(encoding="utf-8"))["version"]
    why = {"reason_en": f"{words.english(6)}.", "reason_ar": f"{words.arabic(6)}."}
    sheet.add("retired_identifiers", table_name="topics", identifier="tide-gone", version=version, **why)
    sheet.named(
        "initiatives",
        initiative_id="tide-compact",
        kind="treaty",
        launched="2024",
        status="proposed",
        description_en=f"{words.english(8)}.",
        description_ar=f"{words.arabic(8)}.",
        document_id="tide-draft",
    )
