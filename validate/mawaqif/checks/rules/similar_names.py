"""No two rows of a table have names that differ only in case, articles, hyphens, word order or one letter."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

import polars as pl
from rapidfuzz.distance import Levenshtein

from mawaqif.checks.rules.base import Rule
from mawaqif.checks.suggestions import ALIAS_SEPARATOR
from mawaqif.findings import Bilingual, Finding, show
from mawaqif.passages import fold, folded_words
from mawaqif.tables import ROW_INDEX, UNUSUAL_PATTERN, Dataset, Table

ARTICLES = frozenset({"the", "a", "an", "of", "for", "and", "on", "in"})
NUMBER = re.compile(r"\d+")
ARABIC_ARTICLE = re.compile(r"^(?:و?ال|لل)(?=\w{3})")
# Shorter names differ by one letter without being the same: Iran and Iraq.
MIN_LENGTH = 10
# In larger tables names are compared only in normalized form, not for one different letter.
MAX_ROWS_COMPARED = 10_000
# All but digits and some rarer letters that the normalized form always keeps.
CHANGEABLE_CHARACTERS = r"[^bgjkpqvwxyzBGJKPQVWXYZ0-9بثجخذشضظغفق]+"
CHANGED_BY_FOLDING = f"{UNUSUAL_PATTERN}|[\\x{{660}}-\\x{{669}}]"


def normalized_name(name: str) -> str:
    """Return the normalized form of a name: its folded words without articles.

    A name inverted at its comma is put in order: "Arab States, League of" becomes "League of
    Arab States".
    """
    last, comma, first = name.partition(", ")
    words = folded_words(f"{first} {last}" if comma and ", " not in first else name)
    return " ".join(stem for word in words if (stem := ARABIC_ARTICLE.sub("", word)) not in ARTICLES)


def _check(rule: Rule, dataset: Dataset) -> Iterator[Finding]:
    for table in dataset.tables.values():
        for column in table.schema.row_names:
            field = table.schema.by_name[column]
            if field.language and column not in table.missing and field.raw.get("constraints", {}).get("required"):
                yield from _column(rule, table, column)
        yield from _aliases(rule, table)


def _aliases(rule: Rule, table: Table) -> Iterator[Finding]:
    """Find forms of a name that are another row's own name; two rows may share a form, as "the Committee"."""
    rows, many = table.cells.with_row_index(ROW_INDEX), table.cells.height > MAX_ROWS_COMPARED
    names = [name for name in table.schema.row_names if name not in table.missing]
    lists = [name for name in names if _lists(rows, name)]
    for column in lists:
        aliases = rows.select(ROW_INDEX, pl.col(column).str.split(ALIAS_SEPARATOR).alias("alias")).explode("alias").drop_nulls()
        aliases = aliases.with_columns(_folded(aliases["alias"], many=many).alias("bare"))
        language = table.schema.by_name[column].language
        for other in [name for name in names if name not in lists and table.schema.by_name[name].language == language]:
            own = rows.select(pl.col(ROW_INDEX).alias("of"), pl.col(other).alias("name")).drop_nulls()
            own = own.with_columns(_folded(own["name"], many=many).alias("bare"))
            found = aliases.join(own, on="bare").filter(pl.col(ROW_INDEX) != pl.col("of")).sort(ROW_INDEX, "of")
            for row, alias, _, of, name in found.iter_rows():
                yield rule.at(table.place(row, column), value=show(alias), other=show(name), line=table.lines[of])


def _folded(names: pl.Series, *, many: bool) -> pl.Series:
    """Return folded names; of very many, names in lower case only."""
    return names.str.to_lowercase() if many else names.map_elements(fold, pl.String)


def _lists(rows: pl.DataFrame, column: str) -> bool:
    """True where a cell of a column holds several names."""
    return bool(rows[column].str.contains(ALIAS_SEPARATOR, literal=True).any())


def _column(rule: Rule, table: Table, column: str) -> Iterator[Finding]:
    rows: dict[str, int] = {}
    names = table.cells.select(column).with_row_index(ROW_INDEX)
    many = names.height > MAX_ROWS_COMPARED
    for row, name in (names.filter(_may_repeat(names[column])) if many else names).iter_rows():
        if not name or ALIAS_SEPARATOR in name or row in table.faulty_rows:
            continue
        form = normalized_name(name)
        if not form:
            continue
        other = rows.setdefault(form, row)
        if other != row and table.cells[column][other] != name:
            yield _finding(rule, table, column, row, other)
    if not many:
        for row, other in _one_letter_apart(rows):
            yield _finding(rule, table, column, row, other)


def _may_repeat(names: pl.Series) -> pl.Series:
    """Return which names may share their normalized form with another; there are false positives.

    Names with one normalized form agree, in order of their comma, in the letters that no article
    has and folding does not change. Names that folding changes otherwise are folded first.
    """
    odd = names.str.contains(CHANGED_BY_FOLDING).fill_null(value=False)
    folded = names.clone()
    if odd.any():
        folded = folded.scatter(odd.arg_true(), [normalized_name(name) for name in names.filter(odd)])
    inverted = (folded.str.count_matches(", ", literal=True) == 1).arg_true()
    last, first = folded.gather(inverted).str.split_exact(", ", 1).struct.unnest()
    ordered = folded.scatter(inverted, first + last)
    return ordered.str.replace_all(CHANGEABLE_CHARACTERS, "").str.to_lowercase().is_duplicated() & names.is_not_null()


def _one_letter_apart(rows: dict[str, int]) -> Iterator[tuple[int, int]]:
    """Yield pairs of rows whose normalized names differ by one letter; names with different numbers do not count."""
    numbered: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for form in (form for form in rows if len(form) >= MIN_LENGTH):
        numbered[tuple(NUMBER.findall(form))].append(form)
    for forms in numbered.values():
        for one, other in _nearly_alike(forms):
            yield max(rows[one], rows[other]), min(rows[one], rows[other])


def _nearly_alike(forms: list[str]) -> set[tuple[str, str]]:
    """Return the pairs that differ by one letter, found by deleting each letter in turn."""
    shorter: dict[str, list[str]] = defaultdict(list)
    for form in forms if len(forms) > 1 else ():
        for at in range(len(form)):
            shorter[form[:at] + form[at + 1 :]].append(form)
        shorter[form].append(form)
    return {
        (one, other)
        for alike in shorter.values()
        if len(alike) > 1
        for one, other in combinations(sorted(set(alike)), 2)
        if Levenshtein.distance(one, other) == 1
    }


def _finding(rule: Rule, table: Table, column: str, row: int, other: int) -> Finding:
    place = table.place(row, column)
    return rule.at(place, value=show(table.cells[column][row]), other=show(table.cells[column][other]), line=table.lines[other])


RULE = Rule(
    code="MQ427",
    name="similar-name",
    message=Bilingual(
        "{value} is nearly {other} of line {line}; if they are the same, keep one row and refer to it",
        ("القيمة {value} تكاد تكون {other} في السطر {line}؛ فإن كانتا شيئًا واحدًا فأبقِ صفًا واحدًا وأحِل إليه"),
    ),
    why=Bilingual(
        "One actor under two identifiers is counted twice, and half of what it said is missed.",
        "الجهة الواحدة تحت معرّفين تُعدّ مرتين، ويفوت نصف ما قالته.",
    ),
    mend=Bilingual(
        "Keep one row and put its identifier into the rows that use the other. If they differ, say in the name by what.",
        ("أبقِ صفًا واحدًا وضع معرّفه في الصفوف التي تستعمل الآخر. وإن اختلفتا فبيّن في الاسم بمَ تختلفان."),
    ),
    bad="name_en: the lamp-union",
    good="name_en: Lamp Union of the South",
    needs={},
    check=_check,
)
