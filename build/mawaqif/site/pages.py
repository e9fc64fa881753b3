"""Which pages there are, besides those of single rows, and what each shows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from mawaqif.plots import Bilingual
from mawaqif.release.cookbook import Query, by_subject, cookbook
from mawaqif.release.editions import LATEST, ReleaseFile, inventory
from mawaqif.release.file_names import DUCKDB_FILE, LEFT_OUT
from mawaqif.site.api import FIRST, FOLDER, WHOLE, digits_of
from mawaqif.site.changes import changes_pages, read_changes
from mawaqif.site.citing import bibtex
from mawaqif.site.codebook import codebook_page
from mawaqif.site.content import Content, stance_counts
from mawaqif.site.groups import group_pages
from mawaqif.site.item_pages import item_pages
from mawaqif.site.items import NO_TEXT, Document, Event, Item, Statement, Topic
from mawaqif.site.matrices import by_theme, position_matrix, stance_matrix, stances_of
from mawaqif.site.page import ROWS, Page, page_of
from mawaqif.site.rendering import by_day
from mawaqif.site.retired import retired_pages
from mawaqif.site.words import interface_words, questions

# Statements on one page of the list that needs no scripts, and on one of the timeline.
PAGE_LENGTH = 50
TIMELINE_LENGTH = 1000
# Topics of a theme, and documents, that the overview shows.
MOST_SHOWN = 20
# Path and word of the pages in the menu.
MENU = (
    ("statements.html", "statements"),
    ("topics.html", "topics"),
    ("actors.html", "actors"),
    ("stances.html", "stances"),
    ("positions.html", "positions"),
    ("timeline.html", "timeline"),
    ("initiatives.html", "initiatives"),
    ("query.html", "query"),
    ("downloads.html", "downloads"),
)
# All of them, as the foot of a page lists them.
MAP = (
    ("read", (("index.html", "overview"), *MENU[:3], ("initiatives.html", "initiatives"), ("events.html", "events"))),
    ("compare", (MENU[3], ("groups.html", "groups"), *MENU[4:6])),
    (
        "verify",
        (
            ("documents.html", "documents"),
            ("citations.html", "citations"),
            ("errata.html", "errata"),
            ("retired.html", "retired"),
            ("changes.html", "changes"),
            ("codebook.html", "codebook"),
            ("glossary.html", "glossary"),
        ),
    ),
    ("take", (*MENU[7:], ("words.html", "own-words"), ("api.html", "api"))),
)
# What most come for: ending of the file's path, and the word that says whom it is for.
RECOMMENDED_FILES = (
    (".xlsx", "for-spreadsheets"),
    ("statements_wide.csv", "for-most"),
    (DUCKDB_FILE, "for-duckdb"),
    (".sqlite", "for-sqlite"),
    ("-csv.zip", "for-csv"),
    ("-parquet.zip", "for-parquet"),
    ("-jsonl.zip", "for-json"),
)


def all_pages(content: Content, release: Path) -> list[Page]:
    """Return every page of the site.

    Args:
        content: what the release holds.
        release: its folder, whose files the pages offer.

    Raises:
        CannotRunError: a query of the release cannot be read.
    """
    changes = changes_pages(content, read_changes(release, content.dataset))
    lists = (*_lists(content), *group_pages(content), *retired_pages(content), *changes)
    pages = [*item_pages(content), *lists, *_release_pages(content, release)]
    return [_overview(content, {page.path for page in pages}), *pages]


# What a page lists as a whole: the table whose files it offers.
TABLES = {
    "actors": "actors",
    "citations": "citations",
    "documents": "documents",
    "errata": "errata",
    "events": "events",
    "glossary": "terms",
    "initiatives": "initiatives",
    "positions": "positions",
    "topics": "topics",
}


def _titled(path: str, template: str, word: str, context: dict[str, Any], summary: Bilingual = NO_TEXT) -> Page:
    table = TABLES.get(path, "")
    return Page(f"{path}.html", f"{template}.html", path, interface_words()[word], context, summary, table=table)


def _overview(content: Content, known: set[str]) -> Page:
    counts = (
        ("statements.html", "statements", len(content.statements)),
        ("actors.html", "actors", len(content.actors)),
        ("topics.html", "topics", len(content.topics)),
        ("positions.html", "positions", content.dataset.tables["positions"].frame.height),
        ("initiatives.html", "initiatives", len(content.initiatives)),
        ("events.html", "events", len(content.events)),
        ("citations.html", "citations", len(content.citations)),
        ("errata.html", "errata", len(content.errata)),
    )
    asked = [{"text": text, "page": page, "filter": wanted} for text, page, wanted in questions() if urlsplit(page).path in known]
    measures = [row for row in content.dataset.descriptor.raw.get("agreement", ()) if not row["topic_id"]]
    context: dict[str, Any] = {"figures": counts, "questions": asked, "themes": _most_discussed(content), "agreement": measures}
    context |= {"coded": content.coded, "second_codings": content.second_codings, "most": MOST_SHOWN}
    metadata = content.metadata
    summary = Bilingual(metadata.description.get("en", ""), metadata.description.get("ar", ""))
    return Page(
        "index.html",
        "overview.html",
        "overview",
        Bilingual(metadata.title["en"], metadata.title.get("ar", metadata.title["en"])),
        context,
        summary,
    )


def _themes(content: Content) -> list[tuple[str, list[tuple[Topic, dict[str, int]]]]]:
    values = content.values("statement_topics", "stance")
    return [
        (theme, [(topic, dict.fromkeys(values, 0) | stance_counts(topic.stances)) for topic in topics])
        for theme, topics in by_theme(content, list(content.topics.values()))
    ]


def _most_discussed(content: Content) -> list[tuple[str, list[tuple[Topic, dict[str, int]]]]]:
    """Return the topics by theme, of a long theme those with the most statements, in the order of the others."""
    found = []
    for theme, topics in _themes(content):
        most = {topic for topic, _ in sorted(topics, key=lambda row: -sum(row[1].values()))[:MOST_SHOWN]}
        found.append((theme, [row for row in topics if row[0] in most]))
    return found


def _paged(path: str, template: str, title: str, name: str, rows: Sequence[Any], length: int = ROWS) -> Iterator[Page]:
    """Yield the pages of a list: its template finds the rows of a page under a name, and which page it is."""
    pages = max(1, -(-len(rows) // length))
    for number in range(1, pages + 1):
        first = (number - 1) * length
        shown = rows[first : first + length]
        context = {
            name: shown,
            "path": path,
            "number": number,
            "pages": pages,
            "first": first + 1,
            "last": first + len(shown),
            "of": len(rows),
        }
        named = interface_words()[title]
        yield Page(page_of(path, number), f"{template}.html", path, named, context, table=TABLES.get(path, ""))


def _lists(content: Content) -> Iterator[Page]:
    actors = [
        (actor, len({one.statement.id for one in actor.spoken}), len(stances_of(actor))) for actor in content.actors.values()
    ]
    yield from _paged("statements", "statements", "all-statements", "shown", list(content.statements.values()), PAGE_LENGTH)
    yield from _topics(content)
    yield from _paged("actors", "actors", "actors", "rows", sorted(actors, key=lambda row: (-row[1], row[0].name.en)))
    yield from _paged("initiatives", "initiatives", "initiatives", "items", _named(content.initiatives.values()))
    yield from _paged("documents", "documents", "documents", "items", _named(content.documents.values()))
    roots = [event for event in content.events.values() if not event.parent]
    yield _titled("events", "events", "events", {"roots": sorted(roots, key=lambda event: (not event.children, event.name.en))})
    yield _titled("stances", "stances", "stances-title", stance_matrix(content))
    yield _titled("positions", "provisions", "positions-title", position_matrix(content))
    yield from _timeline(content)
    yield from _paged("citations", "citations", "citations", "citations", content.citations)
    yield from _paged("errata", "errata", "errata", "errata", content.errata)
    yield _titled("words", "words", "own-words", {"documents": content.coded})
    terms = content.dataset.tables.get("terms")
    yield _titled("glossary", "glossary", "glossary", {"terms": list(terms.cells.iter_rows(named=True)) if terms else []})


def _topics(content: Content) -> Iterator[Page]:
    rows = [(theme, row) for theme, topics in _themes(content) for row in topics]
    for page in _paged("topics", "topics", "topics", "shown", rows):
        themes = [(theme, [row for _, row in of]) for theme, of in groupby(page.context["shown"], key=itemgetter(0))]
        yield replace(page, context={**page.context, "themes": themes})


def _named(items: Iterable[Item]) -> list[Item]:
    return sorted(items, key=lambda item: item.name.en.casefold())


def _timeline(content: Content) -> Iterator[Page]:
    """Yield the timeline: by year and day, in pages, those without a date at the end."""
    dated = by_day(content.statements.values())
    places: dict[str, str] = {}
    pages = list(_paged("timeline", "timeline", "timeline-title", "shown", dated, TIMELINE_LENGTH))
    for page in pages:
        for statement in page.context["shown"]:
            places.setdefault((statement.row["date"] or "")[:4], page.path)
    for page in pages:
        shown = page.context["shown"]
        years = [
            (year, [(day, _by_place(list(said))) for day, said in groupby(of_year, key=lambda one: one.row["date"])])
            for year, of_year in groupby((one for one in shown if one.row["date"]), key=lambda one: one.row["date"][:4])
        ]
        undated = [one for one in shown if not one.row["date"]]
        yield replace(page, context={**page.context, "years": years, "undated": undated, "places": places})


def _by_place(statements: list[Statement]) -> list[tuple[Event | Document, list[list[Statement]]]]:
    """Return statements by where they were made, the document where no occasion is given, and by who made them."""
    found: dict[Event | Document, dict[tuple[str, ...], list[Statement]]] = defaultdict(lambda: defaultdict(list))
    for statement in statements:
        speakers = tuple(spoken.actor.id for spoken in statement.actors if spoken.role == "speaker")
        found[statement.event or statement.document][speakers].append(statement)
    return [(place, list(by_speakers.values())) for place, by_speakers in found.items()]


def _release_pages(content: Content, release: Path) -> Iterator[Page]:
    files = [file for file in inventory(release) if not file.path.startswith("plots/")]
    subjects = [
        (Bilingual(one.label_en, one.label_ar), [_recipe(query) for query in own]) for one, own in by_subject(cookbook(release))
    ]
    context: dict[str, Any] = {"subjects": subjects, "database_bytes": _size(files, DUCKDB_FILE)}
    yield _titled("query", "query", "query-title", context)
    yield codebook_page(content, release)
    yield _titled("api", "api", "api-title", _api(content))
    chosen = [
        (file, word)
        for ending, word in RECOMMENDED_FILES
        for file in files
        if file.path.endswith(ending) and "/" not in file.path
    ]
    context = {"files": files, "chosen": chosen, "bibtex": bibtex(content.metadata)}
    context["left_out"] = content.dataset.descriptor.raw.get(LEFT_OUT, ())
    context["has_database"] = any(file.path == DUCKDB_FILE for file in files)
    yield _titled("downloads", "downloads", "downloads", context)


def _api(content: Content) -> dict[str, Any]:
    tables = [
        {
            "name": name,
            "title": Bilingual(title := str(table.schema.raw.get("title", name)), str(table.schema.raw.get("title_ar", title))),
            "rows": table.frame.height,
            "key": table.schema.primary_key,
        }
        for name, table in content.dataset.tables.items()
    ]
    base = content.metadata.address_of(LATEST)
    return {
        "tables": tables,
        "folder": FOLDER,
        "address_of_api": f"{base}{FOLDER}/" if base else "",
        "example": next(iter(content.statements), ""),
        "digits": digits_of(len(content.statements)),
        "many": WHOLE,
        "first": FIRST,
    }


def _recipe(query: Query) -> dict[str, Any]:
    return {"name": query.name, "question": Bilingual(query.question_en, query.question_ar), "sql": query.body}


def _size(files: list[ReleaseFile], path: str) -> int:
    return next((file.size for file in files if file.path == path), 0)
