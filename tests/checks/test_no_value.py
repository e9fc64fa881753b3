"""No cell of text stands for a missing value: what readers take for one, and what people write for it, is a finding."""

from __future__ import annotations

import io

import pandas as pd
import polars as pl
import pytest

from mawaqif.checks.rules.debris import RULE
from mawaqif.tables import UNUSUAL_PATTERN
from unchanged import invented

FOR_NO_VALUE = """
#N/A|#N/A N/A|#NA|-1.#IND|-1.#QNAN|-NaN|-nan|1.#IND|1.#QNAN|<NA>|N/A|NA|NULL|NaN|None|NONE|n/a|nan|null
NaT|n.a.|N.A.|nil|undefined|unknown|Missing|not available|tbd|TBA|\\N|...|…|..|.|-|--|–|—|−|?|؟|_|/|*|#|[]|{}|""|$
لا شيء|لا يوجد|غير معروف|غير متوفر
"""
WORDS = FOR_NO_VALUE.strip().replace("\n", "|").split("|")


@pytest.fixture
def found() -> dict[str, bool]:
    """For each word whether the rule finds it, in a cell that the rules look at."""
    field = invented().tables["actors"].schema.by_name["note_en"]
    cell = pl.col("note_en")
    frame = pl.DataFrame({"note_en": [*WORDS, "none", "Nauru", "A lamp.", "؛", "n.b."]})
    looked = frame.with_columns(RULE.suspect(cell, field).alias("wrong"), cell.str.contains(UNUSUAL_PATTERN).alias("seen"))
    return {text: wrong and seen for text, wrong, seen in looked.rows()}


@pytest.mark.parametrize("word", WORDS)
def test_a_word_for_no_value_is_found(found: dict[str, bool], word: str) -> None:
    assert found[word]


@pytest.mark.parametrize("word", ["none", "Nauru", "A lamp.", "؛", "n.b."])
def test_another_word_is_not(found: dict[str, bool], word: str) -> None:
    assert not found[word]


def test_pandas_loses_nothing_else() -> None:
    kept = pd.read_csv(io.StringIO("word\nnone\nNauru\nn.b.\n"))["word"]
    assert not kept.isna().any()
    lost = pd.read_csv(io.StringIO("\n".join(["word", *WORDS])), quoting=3, sep="\t")["word"]
    assert lost.isna().sum() > 1
