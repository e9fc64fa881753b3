"""Rule classes: a `Code` with the columns it needs and its check.

`Rule` looks across rows and tables, `SourceRule` at rows and copies of the documents, `CellRule`
at one cell at a time. `run` skips a rule whose columns could not be read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Protocol

import polars as pl

from mawaqif.findings import Code, Finding, Report, Skipped, said, show
from mawaqif.tables import ROW_INDEX, Dataset, Field, Table

if TYPE_CHECKING:
    from mawaqif.passages.copies import CodedText  # what reads files is slow to load


class Sources(Protocol):
    """The readers' own copies of the documents, by document_id."""

    def text(self, document_id: str) -> str | None:
        """Return the text of a document, or None where there is no readable copy."""
        ...

    def problem(self, document_id: str) -> str:
        """Return why there is no readable copy; empty where there is one."""
        ...

    def digest(self, document_id: str) -> str:
        """Return the SHA-256 of the bytes of a document's copy."""
        ...

    def coded(self, document_id: str, digest: str, length: int | None = None) -> CodedText:
        """Return the text with a recorded hash, also where the copy differs from it in form alone."""
        ...

    def rendered(self, document_id: str) -> bool:
        """Tell whether the copy is a PDF or HTML file, whose text has no fixed offsets."""
        ...

    def document_ids(self) -> Sequence[str]:
        """Return the documents of which there is a copy, in order."""
        ...


@dataclass(frozen=True)
class Rule(Code):
    """A rule that looks across rows or tables.

    Attributes:
        needs: the columns that the check reads, by table.
        check: yields the findings; `self` is passed, so that it can fill its message.
        numbers: those of the columns that it counts with, so that their type must be `integer`.
    """

    needs: Mapping[str, tuple[str, ...]]
    check: Callable[[Rule, Dataset], Iterator[Finding]]
    numbers: frozenset[str] = frozenset()

    def run(self, dataset: Dataset, _sources: Sources | None, report: Report) -> None:
        """Run the check, or report it as skipped; nothing happens in a package without its tables."""
        _run(self, dataset, report, lambda: self.check(self, dataset))


@dataclass(frozen=True)
class SourceRule(Code):
    """A rule that compares rows with the documents; it runs where copies of them are given."""

    needs: Mapping[str, tuple[str, ...]]
    check: Callable[[SourceRule, Dataset, Sources], Iterator[Finding]]

    def run(self, dataset: Dataset, sources: Sources | None, report: Report) -> None:
        """Run the check, or report it as skipped; nothing happens without copies."""
        if sources is not None:
            _run(self, dataset, report, lambda: self.check(self, dataset, sources))


@dataclass(frozen=True)
class CellRule(Code):
    """A rule on single cells, for every column that it applies to.

    Attributes:
        applies: whether a column is checked; decided by what its schema says.
        suspect: expression that is true for a cell that breaks the rule, or may.
        detail: the fields of the message for a suspect cell, or None where it is sound.
        usual_too: whether a cell can break the rule that holds nothing unusual, as
            `mawaqif.tables.prefilter` has it; otherwise such cells are passed over.
    """

    applies: Callable[[Field], bool]
    suspect: Callable[[pl.Expr, Field], pl.Expr]
    detail: Callable[[str, Field], Mapping[str, object] | None]
    usual_too: bool = False

    def run(self, dataset: Dataset, _sources: Sources | None, report: Report) -> None:
        """Check every column that the rule applies to; it reads cell texts, so it is never skipped."""
        for table in dataset.tables.values():
            report.extend(self.on_table(table))

    def on_table(self, table: Table) -> Iterator[Finding]:
        """Check all columns of a table in one query, because a query a column would be slower."""
        cells = table.cells if self.usual_too else table.unusual
        held = set(cells.columns) - table.missing
        fields = [field for field in table.schema.fields if field.name in held and self.applies(field)]
        if not fields:
            return
        suspects = cells.lazy().select(self.suspect(pl.col(field.name), field).alias(field.name) for field in fields).collect()
        for field in fields:
            if suspects[field.name].any():
                yield from self._column(table, field, cells, suspects[field.name].arg_true())

    def _column(self, table: Table, field: Field, cells: pl.DataFrame, found: pl.Series) -> Iterator[Finding]:
        rows = found if self.usual_too else cells[ROW_INDEX].gather(found)
        detail = cache(lambda value: self.detail(value, field))  # many rows may cite one address
        for row, value in zip(rows, cells[field.name].gather(found), strict=True):
            fields = detail(value)
            if fields is not None:
                yield self.at(table.place(row, field.name), **{"value": show(value), "column": field.name, **fields})


def first_match(value: str, pattern: str) -> tuple[int, str]:
    """Return position, from 1, and character where a pattern first matches in a cell.

    The same engine finds the cell and the place in it, so that the two cannot disagree.

    Raises:
        ValueError: the pattern does not match.
    """
    at = pl.Series([value]).str.find(pattern)[0]
    if at is None:
        raise ValueError(f"{pattern} does not match")
    before = value.encode()[:at].decode()
    return len(before) + 1, value[len(before)]


def as_printed(field: Field) -> bool:
    """Return True for a fragment of a source: its ligatures, raised numbers and markup stand as its copy has them."""
    return field.name.startswith("text_")


def any_pattern(patterns: Iterable[str]) -> str:
    """Return the pattern that matches where any of several does; each keeps its own flags."""
    return "|".join(f"(?:{pattern})" for pattern in patterns)


def first_meaning(value: str, meanings: Mapping[str, str]) -> str:
    """Return what the first pattern means that matches a cell, by the engine that found the cell.

    Args:
        value: the cell.
        meanings: what is said of a cell, by the pattern that it matches.

    Raises:
        ValueError: no pattern matches.
    """
    for pattern, meaning in meanings.items():
        if pl.Series([value]).str.contains(pattern)[0]:
            return meaning
    raise ValueError(f"none of {len(meanings)} patterns matches")


def _uncountable(rule: Rule | SourceRule, dataset: Dataset) -> str:
    """Say which column a rule counts with that does not hold whole numbers; empty where all do."""
    for table, columns in rule.needs.items():
        for name in columns:
            kind = dataset.tables[table].schema.by_name[name].type.name
            if isinstance(rule, Rule) and name in rule.numbers and kind != "integer":
                return said(
                    "{name} of {table} is of the type {kind} in its schema, expected integer; correct the schema",
                    "نوع {name} من {table} في المخطط {kind}، والمتوقع integer؛ صحّح المخطط",
                    name=name,
                    table=table,
                    kind=kind,
                )
    return ""


AnyRule = Rule | SourceRule | CellRule


def _run(rule: Rule | SourceRule, dataset: Dataset, report: Report, check: Callable[[], Iterator[Finding]]) -> None:
    if not dataset.has(rule.needs):
        return
    reason = dataset.unusable(rule.needs) or _uncountable(rule, dataset)
    if reason:
        report.skipped.append(Skipped(rule.code, rule.name, reason))
        return
    try:
        report.extend(check())
    except ModuleNotFoundError:
        raise  # the library of an extra, which the command names
    except Exception as error:  # noqa: BLE001 - a rule that crashes is reported as skipped and the other rules still run
        broken = "the check itself broke down, please report it: {error}", "تعطّل الفحص نفسه، فأخبرنا به: {error}"
        problem = said(*broken, error=repr(error))
        report.skipped.append(Skipped(rule.code, rule.name, problem))


def coded_texts(dataset: Dataset, sources: Sources) -> dict[str, str]:
    """Return the coded texts that the copies hold, by document; of PDF and other such files what they show.

    A copy that is another text is left out: its own finding says so, and nothing can be held against it.
    """
    found = {}
    for document, digest in dataset.tables["documents"].frame.select("document_id", "text_sha256").iter_rows():
        if document is None or digest is None:
            continue
        text = sources.text(document) if sources.rendered(document) else sources.coded(document, digest).text
        if text is not None:
            found[document] = text
    return found
