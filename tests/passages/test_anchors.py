"""Folding and anchors: the same words are the same, other words are not, in Python and in SQL."""

from __future__ import annotations

import unicodedata

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mawaqif.passages import Words, anchor, edge_problem, fold, passage_hash
from mawaqif.release.editions.fold_sql import fold_macro

SAME = {
    "vowel signs": ("مُحَمَّدٌ", "محمد"),
    "tatweel": ("الـعـربـية", "العربية"),
    "hamza seats": ("أإآٱ", "اااا"),
    "alef maqsura": ("مستشفى", "مستشفي"),
    "ta marbuta": ("حوكمة", "حوكمه"),
    "arabic digits": ("١٤٤٢", "1442"),
    "persian digits": ("۱۴۴۲", "1442"),
    "presentation forms": ("ﺍﻟﺴﻼﻡ", "السلام"),
    "footnote marker": ("النص¹²", "النص"),
    "direction marks": ("\u200fنص\u200e \u202bآخر\u202c", "نص اخر"),
    "line break": ("كلمة\nأخرى", "كلمة اخرى"),
    "quotation marks": ("«نص» “آخر”", "نص اخر"),
    "latin case": ("IPv6", "ipv6"),
    "full width": ("ＩＰ", "ip"),
}


@pytest.mark.parametrize("name", SAME)
def test_same_words_fold_alike(name: str) -> None:
    one, other = SAME[name]
    assert fold(one) == fold(other)
    assert passage_hash(one) == passage_hash(other)


def test_other_words_fold_apart() -> None:
    assert len({fold(word) for word in ("علم", "عالم", "علوم", "1", "12", "")}) == 6


@pytest.fixture(scope="module")
def sql() -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect()
    connection.execute(fold_macro())
    return connection


ARABIC_BLOCKS = ((0x0600, 0x06FF), (0x0750, 0x077F), (0x0870, 0x08FF), (0xFB50, 0xFDFF), (0xFE70, 0xFEFF), (0x1EE00, 0x1EEFF))


def test_sql_folds_every_arabic_code_point_alike(sql: duckdb.DuckDBPyConnection) -> None:
    chars = [
        chr(code) for first, last in ARABIC_BLOCKS for code in range(first, last + 1) if unicodedata.category(chr(code)) != "Cn"
    ]
    texts = [f"x{char}y {char}" for char in chars]
    found = sql.execute("SELECT list_transform(?::VARCHAR[], lambda t: fold(t))", [texts]).fetchall()[0][0]
    different = [f"U+{ord(char):04X}" for char, text, folded in zip(chars, texts, found, strict=True) if folded != fold(text)]
    assert different == []


ARABIC_TEXT = st.text(
    st.sampled_from([*"ابتثجحخدذرزسشصضطظعغفقكلمنهويأإآىةئؤء", *"ًٌٍَُِّْـ", *"٠١٢۳ab7 .،؛\n", "\u200f", "¹", "«", "ﻻ", "ﷲ"]), max_size=40
)


@settings(max_examples=20, deadline=None)
@given(texts=st.lists(ARABIC_TEXT, min_size=20, max_size=20))
def test_sql_folds_generated_text_alike(texts: list[str]) -> None:
    with duckdb.connect() as connection:
        connection.execute(fold_macro())
        folded = connection.execute("SELECT fold(text) FROM (SELECT unnest(?) AS text)", [texts]).fetchall()
    assert folded == [(fold(text),) for text in texts]


@settings(max_examples=200)
@given(text=ARABIC_TEXT)
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


TEXT = 'قال الحارس: "أضيئت المنارة قبل الغروب ولم تنطفئ حتى الصباح".³\n\nثم قال: "أضيئت المنارة مرة أخرى"، ومضى'


def test_an_anchor_names_its_first_and_last_words() -> None:
    start, end = TEXT.index("أضيئت"), TEXT.index("الصباح") + len("الصباح")
    made = anchor(TEXT, start, end)
    assert (made.text_start, made.text_end) == ("أضيئت المنارة قبل الغروب ولم", "الغروب ولم تنطفئ حتى الصباح")
    assert Words(TEXT).find(made.text_start, made.text_end) == [(start, end)]


@pytest.mark.parametrize(
    ("part", "problem"),
    [(" نص", "space"), ("نص\n", "space"), ("نص.", "full stop"), ("نص²", "footnote"), ("  ", "no words"), (".نص", "starts with")],
)
def test_edges(part: str, problem: str) -> None:
    text = f"قبل{part}بعد"
    assert problem in edge_problem(text, 3, 3 + len(part))
    assert edge_problem("قبل نص بعد", 4, 6) == ""
