"""The glossary: which forms it finds, in which words, and what a search for them is given."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest

from mawaqif.checks import other_forms
from mawaqif.checks.rules.glossary import _Forms, variant_pattern
from mawaqif.passages import fold, fold_each
from mawaqif.tables import load_dataset

FOUND = [
    ("الفنار", "أُطفئ الفنار"),
    ("الفنار", "وبالفنار"),
    ("الفنار", "للفنار ضوء"),
    ("فنار", "كفنار قديم"),
    ("light house", "A Light-House is lit"),
]
SPELLINGS = ["فنار", "الفنار", "الفَنار", "ٱلفنار", "أَلفنار", "وبالفنار", "للفنار", "الفنـــار", "فنارات", "مَنار"]
LEFT = [
    ("الفنار", "الفناران"),
    ("فنار", "فنارات"),
    ("light house", "the light of a house"),
    ("light house", "lighthouse"),
]


@pytest.mark.parametrize(("variant", "text"), FOUND)
def test_a_variant_is_found_in_every_prefixed_form(variant: str, text: str) -> None:
    assert re.search(f" (?:{variant_pattern(variant)}) ", f" {fold(text)} ")


@pytest.mark.parametrize(("variant", "text"), LEFT)
def test_other_words_are_left_alone(variant: str, text: str) -> None:
    assert not re.search(f" (?:{variant_pattern(variant)}) ", f" {fold(text)} ")


@pytest.mark.parametrize("between", [" ", "  ", "-", ", ", "\n", "\N{NO-BREAK SPACE}", "—", " \N{ARABIC TATWEEL}", "_"])
def test_what_is_looked_at_first_passes_over_no_variant(package: Path, between: str) -> None:
    dataset, _ = load_dataset(package)
    ends = [(before, after) for before in ("", "A ", "(", "a") for after in ("", ".", " of", "s")]
    texts = pl.Series([f"{before}Light{between}HOUSE{after}" for before, after in ends])
    wanted = [f" {fold(text)} ".find(" light house ") >= 0 for text in texts]
    assert _Forms.of(dataset, "en").hits(texts)["#row"].to_list() == [row for row, found in enumerate(wanted) if found]


@pytest.mark.parametrize("word", SPELLINGS)
def test_what_is_looked_at_first_passes_over_no_arabic_variant(package: Path, word: str) -> None:
    dataset, _ = load_dataset(package)
    forms = _Forms.of(dataset, "ar")
    texts = pl.Series([f"{before}{word}{after}" for before in ("", "أُطفئ ", "«", "x") for after in ("", "، ثم", "»", "ه")])
    wanted = [row for row, text in enumerate(texts) if re.search(forms.pattern, f" {fold(text)} ")]
    assert forms.hits(texts)["#row"].to_list() == wanted


def test_a_text_that_uses_a_term_has_its_other_forms(package: Path) -> None:
    dataset, _ = load_dataset(package)
    texts = pl.Series(["تريد آيسلندا إنارة المنارة مبكرًا", "Nauru wants the lighthouse lit.", "ناورو"])
    assert other_forms(dataset, fold_each(texts)) == ["light house فنار الفنار", "light house فنار الفنار", ""]


def test_without_a_glossary_no_text_has_other_forms(package: Path) -> None:
    dataset, _ = load_dataset(package)
    others = {name: table for name, table in dataset.tables.items() if name != "terms"}
    assert other_forms(replace(dataset, tables=others), pl.Series(["منارة"])) == [""]
