"""`data/explorer.json`: what the interactive views search, filter, plot and offer to take away."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import polars as pl

from mawaqif.checks import BETWEEN_VARIANTS, other_forms
from mawaqif.plots import Bilingual
from mawaqif.site.content import Content
from mawaqif.site.items import Item, Statement

PATH = "data/explorer.json"
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


def explorer_data(content: Content) -> str:
    """Return the file as JSON, the statements in reading order."""
    statements = content.statements.values()
    texts = pl.Series([f"{statement.summary.en} {statement.summary.ar}" for statement in statements], dtype=pl.String)
    forms = other_forms(content.dataset, texts)
    data = {
        "version": content.metadata.version,
        "cited": _cited(content),
        "statements": [_statement(statement, told) for statement, told in zip(statements, forms, strict=True)],
        "positions": [
            [one.provision.id, one.actor.id, one.position, one.statement.id if one.statement else None]
            for provision in content.provisions.values()
            for one in provision.positions
        ],
        "synonyms": _synonyms(content),
        "names": _names(content),
    }
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def _statement(statement: Statement, forms: str) -> dict[str, Any]:
    row = statement.row
    return {
        "id": statement.id,
        "document": statement.document.id,
        "ordinal": row["ordinal"],
        "kind": row["kind"],
        "date": row["date"],
        "event": statement.event.id if statement.event else None,
        "forum": statement.event.forum.id if statement.event else None,
        "en": statement.summary.en,
        "ar": statement.summary.ar,
        "forms": forms,
        "actors": [[spoken.actor.id, spoken.role] for spoken in statement.actors],
        "topics": [[stance.topic.id, stance.stance] for stance in statement.topics],
        "initiatives": [[mention.initiative.id, mention.relation] for mention in statement.initiatives],
        "provisions": sorted({position.provision.id for position in statement.positions}),
        "citations": len(statement.citations),
        "answers": statement.responds_to.id if statement.responds_to else None,
    }


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
