"""A sentence that stands twice is found whatever it ends with, though texts are not parted by the pattern at first."""

from __future__ import annotations

import polars as pl
import pytest

from mawaqif.checks.rules.said_twice import _hashes, _in_one_cell, _starts_again
from mawaqif.tables import ROW_INDEX

SAID = "Nauru wants the article on boat lanterns removed"
OTHER = "Malta wants the article on the lighthouse kept"
ENDS = [". ", ".  ", "! ", "؟ ", "… ", ".\N{NO-BREAK SPACE}", "...\n", "?! "]


def _repeating(texts: list[str]) -> list[int]:
    """Return the positions of the texts that say something twice."""
    frame = pl.DataFrame({"cell": texts, "of": pl.Series([0] * len(texts), dtype=pl.UInt32)}).with_row_index(ROW_INDEX)
    frame = frame.with_columns(starts_again=_starts_again(pl.col("cell")))
    return [row for _, row, again in _in_one_cell(frame, _hashes(frame["cell"])) if again]


@pytest.mark.parametrize("end", ENDS)
def test_a_sentence_is_found_again_whatever_ends_it(end: str) -> None:
    twice = [f"{SAID}{end}{SAID}", f"{SAID}{end}{OTHER}. {SAID}.", f"{OTHER}{end}{SAID}{end}{SAID}{end.strip()}"]
    assert _repeating([*twice, f"{SAID}{end}{OTHER}.", SAID]) == [0, 1, 2]


def test_a_text_is_found_that_stands_twice_without_an_end() -> None:
    assert _repeating([f"{SAID} {SAID}", f"{SAID} {OTHER}"]) == [0]


@pytest.mark.parametrize("end", ENDS)
def test_equal_sentences_of_two_texts_have_one_hash(end: str) -> None:
    hashes = _hashes(pl.Series([f"{SAID}{end}{OTHER}", f"{OTHER}. {SAID}."]))
    by_text = [set(part["hash"]) for part in hashes.partition_by("text")]
    assert by_text[0] == by_text[1]
