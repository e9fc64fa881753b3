"""No two rows of a table bear the same name in other dress: case, article, hyphens, word order, one letter."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from rapidfuzz.distance import Levenshtein

from mawaqif.findings import Finding, show
from mawaqif.folding import folded_words
from mawaqif.naming import ALIAS_SEPARATOR
from mawaqif.rules.base import Rule
from mawaqif.tables import Dataset, Table

ARTICLES = frozenset({"the", "a", "an", "of", "for", "and", "on", "in"})
ARABIC_ARTICLE = re.compile(r"^(?:و?ال|لل)(?=\w{3})")
# Shorter names differ by one letter without being the same: Iran and Iraq.
LONG_ENOUGH = 10
# In larger tables names are held together only where they are the same but for their dress.
LARGEST = 10_000


def bare(name: str) -> str:
    """Return what of a name does not depend on how it is dressed: its folded words without articles.

    A name turned round at its comma is turned back: "Arab States, League of" has the words
    of "League of Arab States".
    """
    last, comma, first = name.partition(", ")
    words = folded_words(f"{first} {last}" if comma and ", " not in first else name)
    return " ".join(bare for word in words if (bare := ARABIC_ARTICLE.sub("", word)) not in ARTICLES)


def _check(rule: Rule, dataset: Dataset) -> Iterator[Finding]:
    for table in dataset.tables.values():
        for column in table.schema.row_names:
            field = table.schema.by_name[column]
            if field.language and column not in table.missing and field.raw.get("constraints", {}).get("required"):
                yield from _column(rule, table, column)


def _column(rule: Rule, table: Table, column: str) -> Iterator[Finding]:
    rows: dict[str, int] = {}
    for row, name in enumerate(table.cells[column]):
        if not name or ALIAS_SEPARATOR in name or row in table.faulty_rows:
            continue
        form = bare(name)
        if not form:
            continue
        other = rows.setdefault(form, row)
        if other != row and table.cells[column][other] != name:
            yield _finding(rule, table, column, row, other)
    if len(rows) <= LARGEST:
        for row, other in _one_letter_apart(rows):
            yield _finding(rule, table, column, row, other)


def _one_letter_apart(rows: dict[str, int]) -> Iterator[tuple[int, int]]:
    """Yield pairs of rows whose bare names differ by one letter, found through what is left without it."""
    shorter: dict[str, list[str]] = defaultdict(list)
    for form in (form for form in rows if len(form) >= LONG_ENOUGH):
        for at in range(len(form)):
            shorter[form[:at] + form[at + 1 :]].append(form)
        shorter[form].append(form)
    seen: set[tuple[str, str]] = set()
    for forms in shorter.values():
        for one, other in ((a, b) for a in forms for b in forms if rows[a] > rows[b]):
            digits = [re.findall(r"\d+", form) for form in (one, other)]
            if (one, other) not in seen and digits[0] == digits[1] and Levenshtein.distance(one, other) == 1:
                seen.add((one, other))
                yield rows[one], rows[other]


def _finding(rule: Rule, table: Table, column: str, row: int, other: int) -> Finding:
    place = table.place(row, column)
    return rule.at(place, value=show(table.cells[column][row]), other=show(table.cells[column][other]), line=table.lines[other])


RULE = Rule(
    code="MQ427",
    name="similar-name",
    message="{value} is nearly {other} of line {line}; if they are the same, keep one row and refer to it",
    why="One actor under two identifiers is counted twice, and half of what it said is missed.",
    mend="Keep one row and put its identifier into the rows that use the other. If they differ, say in the name by what.",
    bad="name_en: the lamp-union",
    good="name_en: Lamp Union of the South",
    needs={},
    check=_check,
)
