"""The published vectors of the folding hold in Python, in SQL and in another language."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from random import Random

import duckdb
import polars as pl
import pytest

from conftest import ROOT
from mawaqif.passages import VECTORS, fold, fold_each, passage_hash
from mawaqif.passages.folding import FOLDING_VERSION
from mawaqif.passages.vectors import STEPS
from mawaqif.release.editions.fold_sql import fold_macro

PATH = ROOT / "docs" / VECTORS
VECTOR_FILE = json.loads(PATH.read_text(encoding="ascii"))
CASES = {case["name"]: case for case in VECTOR_FILE["cases"]}


@pytest.mark.parametrize("name", CASES)
def test_python_folds_as_published(name: str) -> None:
    case = CASES[name]
    assert fold(case["input"]) == case["folded"]
    assert passage_hash(case["input"]) == case["sha256"]


# DuckDB has no NFKC and lower-cases letter by letter: the macro has what Arabic texts need, and not this.
NOT_IN_SQL = [
    "Greek sigma at the end of a word",
    "dotted capital I",
    "numbers that are no digits",
    "Latin letters beyond the first plane",
]


def test_sql_folds_as_published() -> None:
    with duckdb.connect() as connection:
        connection.execute(fold_macro())
        differing = [
            name
            for name, case in CASES.items()
            if connection.execute("SELECT fold($1), sha256(fold($1))", [case["input"]]).fetchone()
            != (case["folded"], case["sha256"])
        ]
    assert differing == NOT_IN_SQL


def test_another_language_folds_as_published() -> None:
    node = shutil.which("node")
    if node is None:
        pytest.skip("no node on this machine, so the vectors are not run in JavaScript")
    words = [node, str(ROOT / "tests/clients/folding.mjs"), str(PATH)]
    result = subprocess.run(words, check=True, capture_output=True, text=True, encoding="utf-8", timeout=60)
    assert result.stdout == f"{len(CASES)} cases\n"


def test_the_vectors_say_what_they_are_and_travel_with_the_release(release: Path) -> None:
    assert VECTOR_FILE["folding_version"] == FOLDING_VERSION
    assert VECTOR_FILE["steps"] == list(STEPS)
    assert (release / VECTORS).read_bytes() == PATH.read_bytes()


# Letters that join or change with their neighbours, signs that vanish or part words, and spaces of several kinds.
HARD = " aZΣσIİßé\u0301\u0308\u00b2\u0640\u064b\u200f\u00a0\n\t٣آأىة،.-ﷺﬁ가\u1100\u1161\u11a8½Ⅳ\u0345\u2028\u3000\u001c\ufeff"


def test_texts_fold_word_by_word_as_they_do_whole() -> None:
    random = Random(1)
    texts = ["".join(random.choices(HARD, k=random.randrange(12))) for _ in range(5_000)]
    assert fold_each(pl.Series([None, *texts])).to_list() == [None, *map(fold, texts)]
    assert fold_each(pl.Series([], dtype=pl.String)).to_list() == []
