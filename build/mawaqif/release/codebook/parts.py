"""The parts of the codebook that are made from the data, each in the language of its page.

A new part is one function and one line in `PARTS`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from mawaqif.findings.escaping import markdown, markdown_code
from mawaqif.release.codebook.columns import figures, tables, views
from mawaqif.release.codebook.page import NONE, Page, grid
from mawaqif.release.codebook.wording import Wording
from mawaqif.tables import Field

SHOWN_STATEMENTS = 3
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


def _contents(page: Page) -> Iterator[str]:
    lines = (line for text in page.chapters.values() for line in text.splitlines())
    for title in (line.removeprefix("## ") for line in lines if line.startswith("## ")):
        yield f"- [{title}](#{anchor(title)})"


def anchor(title: str) -> str:
    """Return the anchor of a heading, as programs that show Markdown make it: letters and digits, hyphens for spaces."""
    return _UNANCHORED.sub("", title.lower()).replace(" ", "-")


def _counts(page: Page) -> Iterator[str]:
    rows = [(markdown_code(name), f"{table.frame.height:,}") for name, table in page.dataset.tables.items()]
    yield from grid(page.wording.counts, rows, {1})


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
        (wording.measures[item.measure], f"{item.units:,}", f"{item.agreed:,}", *figures(item, wording))
        for item in page.agreement
        if not item.topic_id
    ]
    yield from grid(wording.agreement, rows, {1, 2, 3, 4})


def _topic_agreement(page: Page) -> Iterator[str]:
    wording = page.wording
    stances = {item.topic_id: item for item in page.agreement if item.measure == "stance"}
    presences = [item for item in page.agreement if item.topic_id and item.measure == "presence"]
    rows = []
    for item in presences:
        both = stances[item.topic_id]
        cells = (*figures(item, wording), str(both.units), str(both.agreed), *figures(both, wording))
        rows.append((markdown_code(item.topic_id), *cells))
    yield from grid(wording.topic_agreement, rows, {1, 2, 3, 4, 5, 6})


ERRATUM = ("erratum_id", "field", "printed", "corrected", "reason_en")


def _errata(page: Page) -> Iterator[str]:
    errata, wording = page.dataset.tables["errata"], page.wording
    heads = [wording.said(errata.schema.by_name[column].raw, "title") for column in ERRATUM]
    rows = [[wording.kept(cell or NONE) for cell in row] for row in errata.cells.select(ERRATUM).iter_rows()]
    yield from grid(heads, rows)


def _limits(page: Page) -> Iterator[str]:
    said = page.wording.said
    for item in page.dataset.descriptor.raw.get("limits", []):
        yield f"- **{said(item, 'title')}.** {said(item, 'description')}"


_NAMED = ("topic_id", "theme", "label_en", "label_ar", "proposition_en", "proposition_ar")

PARTS = (
    Part("contents", _contents),
    Part("counts", _counts),
    Part("tables", tables),
    Part("views", views),
    Part("topics", _topics, {"topics": _NAMED, "statement_topics": ("statement_id", "topic_id", "stance")}),
    Part("agreement", _agreement),
    Part("topic-agreement", _topic_agreement),
    Part("errata", _errata, {"errata": ERRATUM}),
    Part("limits", _limits),
)
