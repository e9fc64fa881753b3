"""An identifier built from other columns says the same as they do."""

from __future__ import annotations

from collections.abc import Iterator
from string import Formatter

import polars as pl

from mawaqif.checks.rules.base import Rule
from mawaqif.findings import Bilingual, Finding, joined, show
from mawaqif.tables import Dataset

# The identifier of a table, the columns that it is built from, and how.
IDENTIFIER_PARTS: dict[str, tuple[str, tuple[str, ...], str]] = {
    "citations": ("citation_id", ("document_id", "note_number", "item"), "{}-n{:03}-{}"),
}
# Of a statement only the document stands in another column; its number is its own.
_NUMBERED = {"statements": ("statement_id", ("document_id",), r"-s[0-9]{3}$")}


def _expected(parts: tuple[str, ...], form: str) -> pl.Expr:
    """Return what `form.format` makes of the columns of a table."""
    pieces: list[pl.Expr] = []
    for part, (before, _, width, _) in zip(parts, Formatter().parse(form), strict=True):
        pieces += [pl.lit(before), pl.col(part).cast(pl.String).str.zfill(int(width or 0))]
    return pl.concat_str(pieces)


def _numbered(identifier: str, parent: str, number: str) -> pl.Expr:
    """Return the identifier with the number that it has, in the row of its column `parent`."""
    return pl.col(parent).cast(pl.String) + pl.col(identifier).cast(pl.String).str.extract(f"({number})")


def _rule(code: str, table_name: str, bad: str, good: str) -> Rule:
    identifier, parts, form = {**IDENTIFIER_PARTS, **_NUMBERED}[table_name]
    expected = _expected(parts, form) if table_name in IDENTIFIER_PARTS else _numbered(identifier, parts[0], form)

    def check(rule: Rule, dataset: Dataset) -> Iterator[Finding]:
        table = dataset.tables[table_name]
        rows = table.frame.lazy().select(identifier, *parts, expected.alias("expected")).with_row_index("row")
        wrong = rows.drop_nulls().filter(pl.col(identifier) != pl.col("expected"))
        for row, value, *values, wanted in wrong.collect().iter_rows():
            described = joined([f"{part} {item}" for part, item in zip(parts, values, strict=True)])
            place = table.place(row, identifier)
            yield rule.at(place, value=show(value), parts=described, expected=show(wanted))

    return Rule(
        code=code,
        name=f"{identifier.removesuffix('_id')}-identifier",
        message=Bilingual(
            "{value} does not agree with {parts}; expected {expected}: correct whichever is wrong",
            "المعرّف {value} لا يوافق {parts}؛ والمتوقع {expected}: صحّح الخاطئ منهما",
        ),
        why=Bilingual(
            "The identifier is cited outside the data set; it must lead to the place that the other columns name.",
            "يُستشهد بالمعرّف خارج البيانات؛ فيجب أن يقود إلى الموضع الذي تسمّيه الأعمدة الأخرى.",
        ),
        mend=Bilingual(
            "Write the identifier from the other columns, or correct the column that is wrong.",
            "اكتب المعرّف من الأعمدة الأخرى، أو صحّح العمود الخاطئ.",
        ),
        bad=bad,
        good=good,
        needs={table_name: (identifier, *parts)},
        check=check,
    )


STATEMENT_RULE = _rule(
    "MQ409",
    "statements",
    bad="statement_id: lamp-report-2021-s003\ndocument_id: lamp-report-2020",
    good="statement_id: lamp-report-2020-s003\ndocument_id: lamp-report-2020",
)
CITATION_RULE = _rule(
    "MQ410",
    "citations",
    bad="citation_id: lamp-report-2020-n002-1\nitem: 2",
    good="citation_id: lamp-report-2020-n002-1\nitem: 1",
)
