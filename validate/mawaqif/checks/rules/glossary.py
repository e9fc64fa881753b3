"""One concept has one term: texts in our own words use it, and the glossary gives no form to two concepts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache

import polars as pl

from mawaqif.checks.rules.base import Rule
from mawaqif.findings import Finding, show
from mawaqif.passages import fold
from mawaqif.tables import ROW_INDEX, Dataset, Field, Table

TERMS = "terms"
BETWEEN_VARIANTS = " | "
LANGUAGES = ("en", "ar")
# What Polars folds of a cell before it is looked at closely: vowel signs and tatweel go, letters written for one another join.
_MARKS = "[\u064b-\u065f\u0670\u0640]"
_LETTERS = {"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه"}
_ARTICLE = "ال"
# What Arabic writes together with the word that follows: and, so, by, as, for; with the article, also li-l-.
_BEFORE_ARTICLE = "[وف]?(?:[بك]?ال|لل)"
_BEFORE_WORD = "[وف]?[بكل]?"
_ARABIC = re.compile("[\u0620-\u064a]")
_BETWEEN_WORDS = r"[^\p{L}\p{N}]+"
_EDGE = r"\b"


@cache
def variant_pattern(variant: str) -> str:
    """Return the pattern by which a variant is found in lower-case text whose letters are folded, in any prefixed form.

    Args:
        variant: one or several words, as the glossary has it.
    """
    words = fold(variant).split()
    forms = (
        _BEFORE_ARTICLE + re.escape(word.removeprefix(_ARTICLE))
        if word.startswith(_ARTICLE)
        else (_BEFORE_WORD + re.escape(word) if _ARABIC.match(word) else re.escape(word))
        for word in words
    )
    return _EDGE + _BETWEEN_WORDS.join(forms) + _EDGE


def glossary(dataset: Dataset, language: str) -> list[tuple[str, str, str]]:
    """Return each variant of a language with its term and the identifier of that, longest first.

    A form that folds to the term itself differs in spelling alone; readers find it by folding.
    """
    rows = dataset.tables[TERMS].cells.select("term_id", f"term_{language}", f"variants_{language}").drop_nulls()
    found = [(variant, term, key) for key, term, variants in rows.iter_rows() for variant in variants.split(BETWEEN_VARIANTS)]
    return sorted((one for one in found if fold(one[0]) != fold(one[1])), key=lambda one: len(one[0]), reverse=True)


def _definite(term: str) -> str:
    """Return an Arabic term with the article before each word that has none; any other term as it is."""
    words = term.split()
    return " ".join(_ARTICLE + word if _ARABIC.match(word) and not word.startswith(_ARTICLE) else word for word in words)


def other_forms(dataset: Dataset) -> Callable[[str], str]:
    """Return what gives, for a text, all variants of the terms in it, so that a search for one of them finds the text.

    Args:
        dataset: the tables; where it has no glossary, no text has other forms.

    Returns:
        A function from any text to the variants, in both languages, separated by spaces; empty where it uses no term.
    """
    rows = dataset.tables[TERMS].cells.iter_rows(named=True) if TERMS in dataset.tables else ()
    known = []
    for row in rows:
        variants = [row[f"variants_{language}"] for language in LANGUAGES]
        told = " ".join(one.replace(BETWEEN_VARIANTS, " ") for one in variants if one)
        names = [name for language in LANGUAGES if (name := row[f"term_{language}"])]
        terms = "|".join(variant_pattern(form) for name in names for form in (name, _definite(name)))
        if told and terms:
            known.append((re.compile(_for_python(terms)), told))

    def forms(text: str) -> str:
        folded = fold(text)
        return " ".join(told for pattern, told in known if pattern.search(folded))

    return forms


def _own_columns(dataset: Dataset, language: str) -> Iterator[tuple[Table, Field]]:
    """Yield the columns of one language that are written in our own words, labels among them."""
    for table in dataset.tables.values():
        for field in table.schema.fields:
            own = field.raw.get("ownWords") or field.name == f"label_{language}"
            if own and field.raw.get("language") == language and field.name not in table.missing:
                yield table, field


def _names(dataset: Dataset, patterns: re.Pattern[str], language: str) -> list[str]:
    """Return the folded names and titles that hold a variant, longest first; their owners write them so."""
    columns = (
        table.cells[field.name]
        for name, table in dataset.tables.items()
        for field in table.schema.fields
        if name != TERMS
        and field.raw.get("language") == language
        and not field.raw.get("ownWords")
        and not field.name.startswith("label_")
        and field.name not in table.missing
    )
    texts = (part for column in columns for text in column.drop_nulls().unique() for part in text.split(BETWEEN_VARIANTS))
    return sorted({name for text in texts if patterns.search(name := fold(text))}, key=len, reverse=True)


def _check(rule: Rule, dataset: Dataset) -> Iterator[Finding]:
    for language in LANGUAGES:
        variants = glossary(dataset, language)
        if not variants:
            continue
        pattern = "|".join(f"(?:{variant_pattern(variant)})" for variant, *_ in variants)
        python = re.compile(_for_python(pattern))
        names = _names(dataset, python, language)
        quick = _between_spaces(pattern)
        for table, field in _own_columns(dataset, language):
            folded = pl.col(field.name).str.replace_all(_MARKS, "").str.replace_many(_LETTERS).str.to_lowercase()
            words = folded.str.replace_all(_BETWEEN_WORDS, " ")
            hits = table.cells.lazy().select(field.name).with_row_index(ROW_INDEX).filter(words.str.contains(quick)).collect()
            for row, text in hits.iter_rows():
                yield from _told(rule, table, (row, field.name), _without(fold(text), names), variants)


def _for_python(pattern: str) -> str:
    """Return a pattern without the classes that Python's engine has not; folded text has only spaces between words."""
    return pattern.replace(_BETWEEN_WORDS, " ")


def _between_spaces(pattern: str) -> str:
    """Return a pattern for words with one space between them, which finds all that the given one does, and ten times as fast.

    The engine of Polars has no quick way to tell where a word of Unicode ends.
    """
    return f"(?:^| )(?:{_for_python(pattern).replace(_EDGE, '')})(?: |$)"


def _without(text: str, names: list[str]) -> str:
    """Return a folded text without the names in it."""
    for name in names:
        text = text.replace(name, " ")
    return text


def _told(rule: Rule, table: Table, cell: tuple[int, str], text: str, variants: list[tuple[str, str, str]]) -> Iterator[Finding]:
    row, column = cell
    for variant, term, key in variants:
        # A longer variant is told once; the shorter one in it is the same slip.
        text, found = re.subn(_for_python(variant_pattern(variant)), " ", text)
        if found:
            yield rule.at(table.place(row, column), column=column, variant=show(variant), term=show(term), key=key)


def _twice(rule: Rule, dataset: Dataset) -> Iterator[Finding]:
    table = dataset.tables[TERMS]
    for language in LANGUAGES:
        seen: dict[str, str] = {}
        rows = table.cells.select("term_id", f"term_{language}", f"variants_{language}")
        for row, (key, term, variants) in enumerate(rows.iter_rows()):
            forms = [
                (f"term_{language}", term),
                *((f"variants_{language}", one) for one in (variants or "").split(BETWEEN_VARIANTS)),
            ]
            for column, form in forms:
                folded = fold(form or "")
                if folded and (other := seen.setdefault(folded, key)) != key:
                    yield rule.at(table.place(row, column), form=show(form), other=other)


RULE = Rule(
    code="MQ490",
    name="term-variant",
    message="{column} has {variant}; write {term}, the term of {key} in the glossary",
    why="Who searches for one word misses the rows that say the same in another.",
    mend="Write the term of the glossary, in the form that the sentence wants. A name or title keeps its owner's words: "
    "if the text only names it, give the name as its row has it.",
    bad="terms.csv: lighthouse,lighthouse,منارة,light house,فنار | الفنار,\nsummary_ar: تريد آيسلندا إنارة الفنار مبكرًا.",
    good="terms.csv: lighthouse,lighthouse,منارة,light house,فنار | الفنار,\nsummary_ar: تريد آيسلندا إنارة المنارة مبكرًا.",
    needs={TERMS: ("term_id", "term_en", "term_ar", "variants_en", "variants_ar")},
    check=_check,
)

TWICE = Rule(
    code="MQ491",
    name="term-twice",
    message="{form} stands for two concepts: here and in {other}; keep it where it belongs",
    why="A word that stands for two concepts tells a writer nothing.",
    mend="Leave the form with the concept that it names, and delete it from the other row.",
    bad="terms.csv: lantern,lantern,فانوس,,منارة,\nterm_ar: منارة",
    good="terms.csv: lantern,lantern,فانوس,,سراج,\nterm_ar: منارة",
    needs={TERMS: ("term_id", "term_en", "term_ar", "variants_en", "variants_ar")},
    check=_twice,
)
