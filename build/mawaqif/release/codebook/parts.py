"""The parts of the codebook that are made from the data, each in the language of its page.

A new part is one function and one line in `PARTS`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import polars as pl

from mawaqif.findings.escaping import markdown, markdown_code
from mawaqif.release.agreement import Agreement
from mawaqif.release.codebook.origins import Origin, origin, origins
from mawaqif.release.codebook.page import Page
from mawaqif.release.codebook.wording import Wording
from mawaqif.release.views import views_of
from mawaqif.tables import Field, Table

NONE = "–"
SHOWN_STATEMENTS = 3
SHOWN_DOCUMENTS = 6
LONGEST_EXAMPLE = 40
# What is left out of the anchor of a heading where Markdown is shown.
_UNANCHORED = re.compile(r"[^\w -]")


@dataclass(frozen=True)
class Part:
    """A part that stands for a mark in a chapter.

    Attributes:
        name: the mark, without its braces.
        lines: makes it from the page.
        needs: the columns that it reads, by table.
    """

    name: str
    lines: Callable[[Page], Iterable[str]]
    needs: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def _grid(heads: Sequence[str], rows: Iterable[Sequence[str]], numbers: Container[int] = ()) -> Iterator[str]:
    yield _line(heads)
    yield "|" + "|".join("--:" if place in numbers else "---" for place in range(len(heads))) + "|"
    yield from map(_line, rows)


def _line(cells: Iterable[str]) -> str:
    """Return a line of a table whose cells are Markdown."""
    return "| " + " | ".join(cells) + " |"


def _contents(page: Page) -> Iterator[str]:
    lines = (line for text in page.chapters.values() for line in text.splitlines())
    for title in (line.removeprefix("## ") for line in lines if line.startswith("## ")):
        yield f"- [{title}](#{anchor(title)})"


def anchor(title: str) -> str:
    """Return the anchor of a heading, as programs that show Markdown make it: letters and digits, hyphens for spaces."""
    return _UNANCHORED.sub("", title.lower()).replace(" ", "-")


def _counts(page: Page) -> Iterator[str]:
    rows = [(markdown_code(name), f"{table.frame.height:,}") for name, table in page.dataset.tables.items()]
    yield from _grid(page.wording.counts, rows, {1})


def _tables(page: Page) -> Iterator[str]:
    measures = {item.measure: item for item in page.agreement if not item.topic_id}
    for name, table in page.dataset.tables.items():
        yield from _table(table, origins(name, page.dataset.tables), measures, page.wording)


def _table(table: Table, rows: pl.DataFrame, measures: Mapping[str, Agreement], wording: Wording) -> Iterator[str]:
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
        cells = table.frame[item.name]
        filled = origin(rows.filter(cells.is_not_null()))
        apart = wording.only.format(_origin(filled, wording)) if filled.documents and _differs(filled, whole) else ""
        more = (apart, *_example(item, cells, wording), _since(item.raw, wording), *_twice(item, measures, wording))
        lines.append(_column(item, cells, targets.get(item.name, ""), more, wording))
    yield from _grid(wording.columns, lines)
    yield ""


def _views(page: Page) -> Iterator[str]:
    """Yield the columns of the views: those of their own described, the others by the column of a table that they show."""
    wording = page.wording
    for view in views_of(page.dataset.tables):
        yield f"### {wording.named.format(name=markdown(view.name), title=wording.said(view.raw, 'title'))}\n"
        yield f"{wording.said(view.raw, 'description')}\n"
        own = [raw for raw in view.raw["fields"] if "copyOf" not in raw]
        cells = [(markdown_code(raw["name"]), wording.said(raw, "title"), wording.said(raw, "description")) for raw in own]
        yield from _grid((*wording.columns[:2], wording.columns[3]), cells)
        shown = [f"{markdown_code(raw['name'])} = {markdown_code(raw['copyOf'])}" for raw in view.raw["fields"] if raw not in own]
        yield f"\n{wording.shown.format(wording.comma.join(shown))}\n"


def _column(item: Field, cells: pl.Series, target: str, more: Iterable[str], wording: Wording) -> tuple[str, ...]:
    kind = wording.refers.format(item.type.name, target) if target else f"`{item.type.name}`"
    described = (wording.said(item.raw, "description"), *_values(item, cells, wording), _filled(cells, wording))
    held = " ".join(filter(None, (*described, *more, _warning(item.raw, wording))))
    filled = (kind, wording.required) if item.required else (kind,)
    return markdown_code(item.name), wording.said(item.raw, "title"), wording.comma.join(filled), held


def _values(item: Field, cells: pl.Series, wording: Wording) -> Iterator[str]:
    """Yield what each value of a column is called and means, and in how many rows it stands.

    A label that repeats the value is not said again.
    """
    counts = dict(zip(*cells.value_counts(), strict=True))
    for raw in item.raw.get("categories", []):
        label, meaning = wording.said(raw, "label"), wording.said(raw, "description")
        name = markdown_code(raw["value"]) if label == str(raw["value"]) else f"{markdown_code(raw['value'])} {label}"
        counted = f"{name} ({counts.get(raw['value'], 0):,})"
        yield f"{counted}: {meaning}" if meaning else f"{counted}."


def _filled(cells: pl.Series, wording: Wording) -> str:
    """Return in how many rows a column is filled; nothing where it is in all, or there are none."""
    empty = cells.null_count()
    share = wording.kept(f"{empty / len(cells):.1%}") if empty else ""
    return wording.filled.format(f"{len(cells) - empty:,}", f"{len(cells):,}", share) if empty else ""


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


def _example(item: Field, cells: pl.Series, wording: Wording) -> Iterator[str]:
    """Yield the first value of a column whose values are not listed; a long one is cut, a truth value shows nothing."""
    filled = cells.drop_nulls()
    if item.type.name != "boolean" and not item.raw.get("categories") and len(filled):
        text = str(filled[0])
        yield wording.example.format(wording.kept(text if len(text) <= LONGEST_EXAMPLE else text[:LONGEST_EXAMPLE] + "…"))


def _since(raw: Mapping[str, Any], wording: Wording) -> str:
    return wording.since.format(wording.kept(str(raw["since"]))) if "since" in raw else ""


def _twice(item: Field, measures: Mapping[str, Agreement], wording: Wording) -> Iterator[str]:
    """Yield how far two coders agree on a column, where it was coded twice."""
    found = measures.get(str(item.raw.get("agreement")))
    if found is not None:
        yield wording.twice.format(f"{found.agreed:,}", f"{found.units:,}", *_figures(found, wording))


def _warning(raw: Mapping[str, Any], wording: Wording) -> str:
    return wording.warning.format(wording.said(raw, "warning")) if "warning" in raw else ""


def _labels(item: Field, wording: Wording) -> dict[str, str]:
    """Return what the values of a column mean, in the order of the schema; none where any value is allowed."""
    return {str(raw["value"]): wording.said(raw, "label") for raw in item.raw.get("categories", [])}


def _topics(page: Page) -> Iterator[str]:
    wording, tables = page.wording, page.dataset.tables
    uses = tables["statement_topics"].cells.sort("statement_id").select("topic_id", "stance", "statement_id").rows()
    stances = _labels(tables["statement_topics"].schema.by_name["stance"], wording)
    themes = _labels(tables["topics"].schema.by_name["theme"], wording)
    columns = ("topic_id", "theme", f"label_{wording.code}", f"proposition_{wording.code}")
    for topic, theme, label, proposition in tables["topics"].cells.sort("theme", "topic_id").select(columns).rows():
        yield f"### {wording.named.format(name=markdown(topic), title=markdown(label or ''))}\n"
        yield f"{wording.theme.format(themes.get(theme) or markdown(theme))} {markdown(proposition or '')}\n"
        if topic in page.boundaries:
            yield f"{page.boundaries[topic]}\n"
        for stance, meaning in stances.items():
            rows = [statement for other, given, statement in uses if (other, given) == (topic, stance)]
            if rows:
                yield _stance(stance, meaning, rows, wording)
        yield ""


def _stance(stance: str, meaning: str, statements: Sequence[str], wording: Wording) -> str:
    name = markdown_code(stance) if meaning == stance else wording.stance.format(name=stance, meaning=meaning)
    shown = wording.join.join(map(markdown_code, statements[:SHOWN_STATEMENTS]))
    rest = " …" if len(statements) > SHOWN_STATEMENTS else ""
    return f"- {name}{wording.comma}{len(statements)}: {shown}{rest}"


def _agreement(page: Page) -> Iterator[str]:
    wording = page.wording
    rows = [
        (wording.measures[item.measure], f"{item.units:,}", f"{item.agreed:,}", *_figures(item, wording))
        for item in page.agreement
        if not item.topic_id
    ]
    yield from _grid(wording.agreement, rows, {1, 2, 3, 4})


def _topic_agreement(page: Page) -> Iterator[str]:
    wording = page.wording
    stances = {item.topic_id: item for item in page.agreement if item.measure == "stance"}
    presences = [item for item in page.agreement if item.topic_id and item.measure == "presence"]
    rows = []
    for item in presences:
        both = stances[item.topic_id]
        figures = (*_figures(item, wording), str(both.units), str(both.agreed), *_figures(both, wording))
        rows.append((markdown_code(item.topic_id), *figures))
    yield from _grid(wording.topic_agreement, rows, {1, 2, 3, 4, 5, 6})


def _figures(item: Agreement, wording: Wording) -> tuple[str, str]:
    """Return alpha and its interval."""
    if item.alpha is None:
        return NONE, NONE
    between = (item.low, item.high)
    ends = [wording.kept(f"{end:.2f}") for end in between if end is not None]
    return wording.kept(f"{item.alpha:.3f}"), wording.interval.format(*ends) if len(ends) == len(between) else NONE


ERRATUM = ("erratum_id", "field", "printed", "corrected", "reason_en")


def _errata(page: Page) -> Iterator[str]:
    errata, wording = page.dataset.tables["errata"], page.wording
    heads = [wording.said(errata.schema.by_name[column].raw, "title") for column in ERRATUM]
    rows = [[wording.kept(cell or NONE) for cell in row] for row in errata.cells.select(ERRATUM).iter_rows()]
    yield from _grid(heads, rows)


def _limits(page: Page) -> Iterator[str]:
    said = page.wording.said
    for item in page.dataset.descriptor.raw.get("limits", []):
        yield f"- **{said(item, 'title')}.** {said(item, 'description')}"


_NAMED = ("topic_id", "theme", "label_en", "label_ar", "proposition_en", "proposition_ar")

PARTS = (
    Part("contents", _contents),
    Part("counts", _counts),
    Part("tables", _tables),
    Part("views", _views),
    Part("topics", _topics, {"topics": _NAMED, "statement_topics": ("statement_id", "topic_id", "stance")}),
    Part("agreement", _agreement),
    Part("topic-agreement", _topic_agreement),
    Part("errata", _errata, {"errata": ERRATUM}),
    Part("limits", _limits),
)
