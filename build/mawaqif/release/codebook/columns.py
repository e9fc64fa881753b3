"""The columns of tables and views in the codebook: what each holds, how much of it there is, and what readers get wrong."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import polars as pl

from mawaqif.findings.escaping import markdown, markdown_code
from mawaqif.release.agreement import Agreement
from mawaqif.release.codebook.origins import Origin, origin, origins
from mawaqif.release.codebook.page import NONE, Page, grid
from mawaqif.release.codebook.wording import Wording
from mawaqif.release.editions import Profile, listed, profiles
from mawaqif.release.views import view_schemas, views_of
from mawaqif.tables import Field, Table

SHOWN_DOCUMENTS = 6


def tables(page: Page) -> Iterator[str]:
    """Yield the tables and their columns: type, meaning, values with their numbers of rows, an example, warning and more."""
    measures = {item.measure: item for item in page.agreement if not item.topic_id}
    counted = profiles(page.dataset)
    for name, table in page.dataset.tables.items():
        yield from _table(table, origins(name, page.dataset.tables), counted[name], measures, page.wording)


def _table(
    table: Table, rows: pl.DataFrame, counted: Mapping[str, Profile], measures: Mapping[str, Agreement], wording: Wording
) -> Iterator[str]:
    schema, whole = table.schema, origin(rows)
    yield f"### {wording.named.format(name=markdown(schema.name), title=wording.said(schema.raw, 'title'))}\n"
    yield f"{wording.said(schema.raw, 'description')}\n"
    if schema.primary_key:
        yield wording.key.format(wording.join.join(map(markdown_code, schema.primary_key))) + "\n"
    about = [wording.origin.format(_origin(whole, wording)) if whole.documents else "", _since(schema.raw, wording)]
    if any(about):
        yield " ".join(filter(None, about)) + "\n"
    targets = {key.columns[0]: key.table for key in schema.foreign_keys if len(key.columns) == 1}
    lines = []
    for item in schema.fields:
        filled = origin(rows.filter(table.frame[item.name].is_not_null()))
        apart = wording.only.format(_origin(filled, wording)) if filled.documents and _differs(filled, whole) else ""
        twice = _twice(item, measures, wording)
        lines.append(_column(item, counted.get(item.name), targets.get(item.name, ""), wording, (apart,), twice))
    yield from grid(wording.columns, lines)
    yield ""


def views(page: Page) -> Iterator[str]:
    """Yield the columns of the views: those of their own described, the others by the column of a table that they show.

    A column that a view shows is described too where its readers get something else wrong there than in its table.
    """
    wording, counted = page.wording, profiles(page.dataset)
    schemas = view_schemas({name: table.schema for name, table in page.dataset.tables.items()})
    for view in views_of(page.dataset.tables):
        yield f"### {wording.named.format(name=markdown(view.name), title=wording.said(view.raw, 'title'))}\n"
        yield f"{wording.said(view.raw, 'description')}\n"
        if "since" in view.raw:
            yield f"{_since(view.raw, wording)}\n"
        fields = schemas[view.name].by_name
        told = [fields[raw["name"]] for raw in view.raw["fields"] if "copyOf" not in raw or "warning" in raw]
        of = counted[view.name]
        lines = (_column(item, of.get(item.name), "", wording, _made_of(item, wording)) for item in told)
        yield from grid(wording.columns, lines)
        copies = [(raw["name"], raw["copyOf"]) for raw in view.raw["fields"] if "copyOf" in raw]
        shown = [f"{markdown_code(name)} = {markdown_code(column)}" for name, column in copies]
        yield f"\n{wording.shown.format(wording.comma.join(shown))}\n"


def _made_of(item: Field, wording: Wording) -> Iterator[str]:
    yield wording.made_of.format(wording.join.join(map(markdown_code, item.raw["origin"].split(" | "))))


def _column(
    item: Field,
    profile: Profile | None,
    target: str,
    wording: Wording,
    first: Iterable[str] = (),
    last: Iterable[str] = (),
) -> tuple[str, ...]:
    """Return the line of a column.

    Args:
        item: the column.
        profile: what it holds; None where that cannot be counted.
        target: the table that it refers to; empty for none.
        wording: the language.
        first: what is said before the example.
        last: what is said after the version that first has it.
    """
    kind = wording.refers.format(item.type.name, target) if target else f"`{item.type.name}`"
    described = (wording.said(item.raw, "description"), *_values(item, profile, wording), _filled(profile, wording))
    more = (*first, _example(profile, wording), _since(item.raw, wording), *last, _warning(item.raw, wording))
    held = " ".join(filter(None, (*described, *more)))
    filled = (kind, wording.required) if item.required else (kind,)
    return markdown_code(item.name), wording.said(item.raw, "title"), wording.comma.join(filled), held


def _values(item: Field, profile: Profile | None, wording: Wording) -> Iterator[str]:
    """Yield what each value of a column is called and means, and in how many rows it stands.

    A label that repeats the value is not said again.
    """
    counts = profile.values if profile else {}
    described = {str(raw["value"]): raw for raw in item.raw.get("categories", [])}
    for value in listed(item):
        raw = described.get(value, {})
        label, meaning = wording.said(raw, "label"), wording.said(raw, "description")
        name = markdown_code(value) if label in {"", value} else f"{markdown_code(value)} {label}"
        counted = f"{name} ({counts[value]:,})" if value in counts else name
        yield f"{counted}: {meaning}" if meaning else f"{counted}."


def _filled(profile: Profile | None, wording: Wording) -> str:
    """Return in how many rows a column is filled; nothing where it is in all, or there are none."""
    if profile is None or profile.filled == profile.rows:
        return ""
    share = wording.kept(f"{1 - profile.filled / profile.rows:.1%}")
    return wording.filled.format(f"{profile.filled:,}", f"{profile.rows:,}", share)


def _differs(filled: Origin, whole: Origin) -> bool:
    """Tell whether a column is filled in fewer documents or years than its table has."""
    return filled.documents.keys() != whole.documents.keys() or filled.years != whole.years


def _origin(found: Origin, wording: Wording) -> str:
    """Return documents with their numbers of rows, the largest first, and the years."""
    largest = sorted(found.documents.items(), key=lambda item: (-item[1], item[0]))
    shown = wording.join.join(f"{markdown_code(name)} ({count:,})" for name, count in largest[:SHOWN_DOCUMENTS])
    rest = " …" if len(largest) > SHOWN_DOCUMENTS else ""
    if found.years is None:
        return shown + rest
    first, last = found.years
    return f"{shown}{rest}{wording.comma}{first if first == last else wording.interval.format(first, last)}"


def _example(profile: Profile | None, wording: Wording) -> str:
    return wording.example.format(wording.kept(profile.example)) if profile and profile.example else ""


def _since(raw: Mapping[str, Any], wording: Wording) -> str:
    return wording.since.format(wording.kept(str(raw["since"]))) if "since" in raw else ""


def _twice(item: Field, measures: Mapping[str, Agreement], wording: Wording) -> Iterator[str]:
    """Yield how far two coders agree on a column, where it was coded twice."""
    found = measures.get(str(item.raw.get("agreement")))
    if found is not None:
        yield wording.twice.format(f"{found.agreed:,}", f"{found.units:,}", *figures(found, wording))


def _warning(raw: Mapping[str, Any], wording: Wording) -> str:
    return wording.warning.format(wording.said(raw, "warning")) if "warning" in raw else ""


def figures(item: Agreement, wording: Wording) -> tuple[str, str]:
    """Return alpha and its interval."""
    if item.alpha is None:
        return NONE, NONE
    between = (item.low, item.high)
    ends = [wording.kept(f"{end:.2f}") for end in between if end is not None]
    return wording.kept(f"{item.alpha:.3f}"), wording.interval.format(*ends) if len(ends) == len(between) else NONE
