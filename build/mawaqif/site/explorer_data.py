"""`data/`: what the interactive views search, filter, plot and offer to take away, in parts that are loaded when needed.

`explorer.json` is what the list of statements shows first; `index.json` says of every statement what it is filtered by, and
names all things; the summaries stand in `texts/`, so many in a part; `things.json` names what else a search finds.
`build/explorer/src/data.ts` reads them.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import Any

import polars as pl

from mawaqif.checks import BETWEEN_VARIANTS, other_forms
from mawaqif.passages import fold, fold_each
from mawaqif.plots import Bilingual
from mawaqif.site.content import Content
from mawaqif.site.items import Item, Statement
from mawaqif.site.search_data import OTHERS, SUMMARY, search_files

START, INDEX, THINGS = "data/explorer.json", "data/index.json", "data/things.json"
# Statements that the first view shows, and values of a field that it offers; `pager.tsx` and `facet.tsx` have the same.
FIRST, OFFERED = 20, 8
# Statements whose summaries stand in one part: what a filter finds lies far apart, so a page of it needs many parts.
PART = 20
# In the fields where a statement may have none.
NONE = "none"
# Name in the file, table and column of each set of values.
_VALUES = (
    ("kinds", "statements", "kind"),
    ("stances", "statement_topics", "stance"),
    ("roles", "statement_actors", "role"),
    ("relations", "statement_initiatives", "relation"),
    ("positions", "positions", "position"),
    ("themes", "topics", "theme"),
    ("actorKinds", "actors", "kind"),
)
# What each field of the filters says of a statement, each value once.
_FIELDS: Mapping[str, Callable[[Statement], Iterable[str]]] = {
    "actor": lambda one: (spoken.actor.id for spoken in one.actors),
    "role": lambda one: (spoken.role for spoken in one.actors),
    "actor-kind": lambda one: (spoken.actor.row["kind"] for spoken in one.actors),
    "topic": lambda one: (stance.topic.id for stance in one.topics),
    "stance": lambda one: (stance.stance for stance in one.topics),
    "theme": lambda one: (stance.topic.row["theme"] for stance in one.topics),
    "forum": lambda one: (one.event.forum.id if one.event else NONE,),
    "year": lambda one: (one.row["date"][:4] if one.row["date"] else NONE,),
    "provision": lambda one: (position.provision.id for position in one.positions),
    "position": lambda one: (position.position for position in one.positions),
    "initiative": lambda one: (mention.initiative.id for mention in one.initiatives),
    "relation": lambda one: (mention.relation for mention in one.initiatives),
    "document": lambda one: (one.document.id,),
    "kind": lambda one: (one.row["kind"],),
    "answers": lambda one: (spoken.actor.id for spoken in one.responds_to.actors) if one.responds_to else (),
}
# In which set of names the values of a field are named.
_NAMED = {
    "actor": "actors",
    "topic": "topics",
    "forum": "forums",
    "year": "years",
    "provision": "provisions",
    "initiative": "initiatives",
    "document": "documents",
    "answers": "actors",
}


def explorer_files(content: Content) -> Iterator[tuple[str, str]]:
    """Yield path and JSON text of every file of the interactive views, the statements in reading order."""
    statements = list(content.statements.values())
    names = _names(content)
    yield START, _json(_start(content, statements, names))
    yield INDEX, _json(_index(content, statements, names))
    yield THINGS, _json(_things(content))
    for first in range(0, len(statements), PART):
        part = [[one.summary.en, one.summary.ar] for one in statements[first : first + PART]]
        yield f"data/texts/{first // PART}.json", _json(part)
    texts = fold_each(pl.Series([f"{one.summary.en} {one.summary.ar}" for one in statements], dtype=pl.String))
    forms = pl.Series(other_forms(content.dataset, texts), dtype=pl.String)
    yield from search_files({SUMMARY: texts, **_called(statements, names)}, fold_each(forms))


def _called(statements: list[Statement], names: dict[str, dict[str, Any]]) -> dict[str, pl.Series]:
    """Return, by field of the search, the folded names of what belongs to each statement, and its folded identifier."""
    known = {}
    for table in ("actors", "topics", "initiatives", "provisions", "events", "forums"):
        own = [" ".join((one["en"], one["ar"], one.get("aliases", ""))) for one in names[table].values()]
        known[table] = dict(zip(names[table], fold_each(pl.Series(own, dtype=pl.String)), strict=True))

    def others(one: Statement) -> Iterator[str]:
        yield from (known["initiatives"][mention.initiative.id] for mention in one.initiatives)
        yield from (known["provisions"][provision] for provision in {position.provision.id for position in one.positions})
        if one.event:
            yield from (known["events"][one.event.id], known["forums"][one.event.forum.id])

    texts = {
        "actors": [" ".join(known["actors"][spoken.actor.id] for spoken in one.actors) for one in statements],
        "topics": [" ".join(known["topics"][stance.topic.id] for stance in one.topics) for one in statements],
        OTHERS: [" ".join(others(one)) for one in statements],
        "id": [fold(one.id) for one in statements],
    }
    return {field: pl.Series(own, dtype=pl.String) for field, own in texts.items()}


def _start(content: Content, statements: list[Statement], names: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """Return what the list of statements shows before anything is asked: its first page, and how often the first values occur."""
    shown = statements[:FIRST]
    beside = [one.responds_to for one in shown if one.responds_to and one.responds_to not in shown]
    facets: dict[str, Any] = {}
    used: dict[str, set[str]] = {name: set() for name in _NAMED.values()}
    for field, values in _FIELDS.items():
        counts = Counter(value for one in statements for value in dict.fromkeys(values(one)))
        # Years stand in the order of time, all else by how often it occurs.
        first = sorted(counts.items())[:OFFERED] if field == "year" else counts.most_common(OFFERED)
        facets[field] = {"of": len(counts), "first": first}
        if field in _NAMED:
            used[_NAMED[field]] |= {value for value, _ in first}
            used[_NAMED[field]] |= {value for one in (*shown, *beside) for value in values(one)}
    positions = [position for one in shown for position in one.positions]
    used["actors"] |= {position.actor.id for position in positions}
    used["events"] = {one.event.id for one in (*shown, *beside) if one.event}
    return {
        "version": content.metadata.version,
        "cited": _cited(content),
        "total": len(statements),
        "part": PART,
        "facets": facets,
        "statements": [_statement(one) | {"en": one.summary.en, "ar": one.summary.ar} for one in (*shown, *beside)],
        "shown": len(shown),
        "positions": [[one.provision.id, one.actor.id, one.position, one.statement.id] for one in positions if one.statement],
        "names": {
            name: {key: both for key, both in members.items() if name not in used or key in used[name]}
            for name, members in names.items()
        },
    }


def _index(content: Content, statements: list[Statement], names: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """Return everything but the summaries, a column each, in which a number says which name or statement is meant."""
    at = {name: {key: number for number, key in enumerate(members)} for name, members in names.items()}
    place = {one.id: number for number, one in enumerate(statements)}
    lists = partial(_lists, statements)
    columns = {
        "id": [one.id for one in statements],
        "document": [at["documents"][one.document.id] for one in statements],
        "ordinal": [one.row["ordinal"] for one in statements],
        "kind": [at["kinds"][one.row["kind"]] for one in statements],
        "date": [one.row["date"] for one in statements],
        "event": [at["events"][one.event.id] if one.event else -1 for one in statements],
        "forum": [at["forums"][one.event.forum.id] if one.event else -1 for one in statements],
        "actors": lists(lambda one: ((at["actors"][row.actor.id], at["roles"][row.role]) for row in one.actors)),
        "topics": lists(lambda one: ((at["topics"][row.topic.id], at["stances"][row.stance]) for row in one.topics)),
        "initiatives": lists(
            lambda one: ((at["initiatives"][row.initiative.id], at["relations"][row.relation]) for row in one.initiatives)
        ),
        "provisions": lists(
            lambda one: ((number,) for number in sorted({at["provisions"][row.provision.id] for row in one.positions}))
        ),
        "citations": [len(one.citations) for one in statements],
        "answers": [_place(one.responds_to, place) for one in statements],
    }
    positions = [
        number
        for provision in content.provisions.values()
        for one in provision.positions
        for number in (
            at["provisions"][one.provision.id],
            at["actors"][one.actor.id],
            at["positions"][one.position],
            _place(one.statement, place),
        )
    ]
    tables = {
        name: {"id": list(members), **{key: [one[key] for one in members.values()] for key in next(iter(members.values()), {})}}
        for name, members in names.items()
    }
    return {"columns": columns, "positions": positions, "synonyms": _synonyms(content), "names": tables}


def _lists(statements: list[Statement], of: Callable[[Statement], Iterable[tuple[int, ...]]]) -> list[list[int]]:
    """Return how many numbers each statement has, and all numbers in a row."""
    found = [[number for row in of(one) for number in row] for one in statements]
    return [[len(numbers) for numbers in found], [number for numbers in found for number in numbers]]


def _place(statement: Statement | None, place: Mapping[str, int]) -> int:
    return place[statement.id] if statement else -1


def _statement(statement: Statement) -> dict[str, Any]:
    row = statement.row
    return {
        "id": statement.id,
        "document": statement.document.id,
        "ordinal": row["ordinal"],
        "kind": row["kind"],
        "date": row["date"],
        "event": statement.event.id if statement.event else None,
        "forum": statement.event.forum.id if statement.event else None,
        "actors": [[spoken.actor.id, spoken.role] for spoken in statement.actors],
        "topics": [[stance.topic.id, stance.stance] for stance in statement.topics],
        "initiatives": [[mention.initiative.id, mention.relation] for mention in statement.initiatives],
        "provisions": sorted({position.provision.id for position in statement.positions}),
        "citations": len(statement.citations),
        "answers": statement.responds_to.id if statement.responds_to else None,
    }


def _things(content: Content) -> dict[str, Any]:
    """Return what a search finds beside statements and is not in the index: key or anchor, and both names."""
    terms = content.dataset.tables.get("terms")
    rows = terms.cells.iter_rows(named=True) if terms else ()
    return {
        "documents": [[one.id, one.name.en, one.name.ar] for one in content.documents.values()],
        "events": [[one.id, one.name.en, one.name.ar] for one in content.events.values()],
        "terms": [[row["term_id"], _forms(row, "en"), _forms(row, "ar")] for row in rows],
    }


def _forms(row: Mapping[str, Any], language: str) -> str:
    """Return a term, and its other forms after a bar."""
    return BETWEEN_VARIANTS.join(filter(None, (row[f"term_{language}"], row[f"variants_{language}"])))


def _cited(content: Content) -> dict[str, Any]:
    """Return what a citation of a view says of the data set."""
    metadata = content.metadata
    return {
        "title": {language: metadata.title.get(language) or metadata.title["en"] for language in ("en", "ar")},
        "creators": list(metadata.creators),
        "published": str(metadata.published or ""),
        "doi": metadata.doi,
        "address": metadata.address,
    }


def _synonyms(content: Content) -> list[list[str]]:
    """Return the forms of each concept of the glossary that has more than one in either language."""
    terms = content.dataset.tables.get("terms")
    found = []
    for row in terms.cells.iter_rows(named=True) if terms else ():
        variants = [form for column in ("variants_en", "variants_ar") for form in (row[column] or "").split(BETWEEN_VARIANTS)]
        found.append([form for form in dict.fromkeys((row["term_en"], row["term_ar"], *variants)) if form])
    return [forms for forms in found if len(forms) > 1]


def _names(content: Content) -> dict[str, dict[str, Any]]:
    said = content.statements.values()
    years = sorted({one.row["date"][:4] for one in said if one.row["date"]})
    forums = {one.event.forum.id: one.event.forum for one in said if one.event}
    events = {one.event.id: one.event for one in said if one.event}
    named: dict[str, dict[str, Any]] = {
        "actors": {
            actor.id: _name(actor) | {"kind": actor.row["kind"], "aliases": actor.row["aliases_ar"] or ""}
            for actor in content.actors.values()
        },
        "topics": {topic.id: _name(topic) | {"theme": topic.row["theme"]} for topic in content.topics.values()},
        "forums": _all(forums),
        "years": {year: {"en": year, "ar": year} for year in years},
        "events": _all(events),
        "documents": {document.id: _name(document) for document in content.coded},
        "initiatives": _all(content.initiatives),
        "provisions": _all(content.provisions),
    }
    for name, table, column in _VALUES:
        named[name] = {value: _bilingual(content.label(table, column, value)) for value in content.values(table, column)}
    return named


def _all(items: Mapping[str, Item]) -> dict[str, dict[str, str]]:
    return {key: _name(item) for key, item in items.items()}


def _name(item: Item) -> dict[str, str]:
    return _bilingual(item.name)


def _bilingual(both: Bilingual) -> dict[str, str]:
    return {"en": both.en, "ar": both.ar}


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
