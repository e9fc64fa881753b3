"""Several names in one cell are parted in one way."""

from __future__ import annotations

import re
from collections.abc import Iterator

import polars as pl

from mawaqif.checks.rules.base import Rule
from mawaqif.checks.suggestions import ALIAS_SEPARATOR
from mawaqif.findings import Bilingual, Finding, show
from mawaqif.tables import Dataset

# Commas and semicolons of both scripts, a bar without its spaces, and a slash that is no part of a word in Latin letters.
OTHER_SEPARATORS = r"[،,؛;|]|(?:^|[^A-Za-z0-9])/|/(?:[^A-Za-z0-9]|$)"
_BETWEEN = re.compile(r"\s*[،,؛;|]\s*|\s+/\s*|/\s+|(?<![A-Za-z0-9])/|/(?![A-Za-z0-9])")


def _check(rule: Rule, dataset: Dataset) -> Iterator[Finding]:
    for table in dataset.tables.values():
        for column in (name for name in table.schema.row_names if name.startswith("aliases") and name not in table.missing):
            bare = pl.col(column).str.replace_all(ALIAS_SEPARATOR, "", literal=True)
            for row in table.cells.select(bare.str.contains(OTHER_SEPARATORS).fill_null(value=False).arg_true()).to_series():
                value = table.cells[column][row]
                names = [name for name in _BETWEEN.split(value) if name]
                yield rule.at(table.place(row, column), value=show(value), wanted=show(ALIAS_SEPARATOR.join(names)))


RULE = Rule(
    code="MQ475",
    name="alias-separator",
    message=Bilingual(
        "{value} parts names otherwise than by ' | '; write {wanted}", "القيمة {value} تفصل بين الأسماء بغير ' | '؛ اكتب {wanted}"
    ),
    why=Bilingual(
        "Names that are not parted are one long name, which nobody searches for.",
        "الأسماء التي لا يُفصل بينها اسم واحد طويل لا يبحث عنه أحد.",
    ),
    mend=Bilingual(
        (
            "Write a space, a bar and a space between two names, and nothing before the first or after the last."
            " A comma in a name is left out."
        ),
        ("اكتب بين كل اسمين مسافة ثم خطًا عموديًا ثم مسافة، ولا تكتب شيئًا قبل الأول ولا بعد الأخير. والفاصلة داخل الاسم تُحذف."),
    ),
    bad="aliases_ar: جمهورية آيسلندا، أيسلندا",
    good="aliases_ar: جمهورية آيسلندا | أيسلندا",
    needs={},
    check=_check,
)
