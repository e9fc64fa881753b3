"""Passages are found in every faithful copy, and nothing is proven whose letters a copy changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from altered import DAMAGING, FAITHFUL, LETTERS, as_html, invented, pages
from mawaqif.passages import Outcome, anchor, fold, passage_hash
from mawaqif.passages.aligning import Match, Target, Views, align, identify_documents
from mawaqif.passages.copies import open_copy

TEXT, WANTED = invented()
TRUE = {item: fold(TEXT[item.anchor.char_start : item.anchor.char_end]) for item in WANTED}
PROVEN = {Outcome.EXACT, Outcome.MOVED}


def counted(found: Sequence[Match]) -> Counter[str]:
    """Count outcomes, after seeing that no words are given for proven that are not the passage's."""
    for item in found:
        assert item.outcome not in PROVEN or fold(item.text or "") == TRUE[item.target], item
        assert (item.outcome is Outcome.ABSENT) == (item.text is None)
    return Counter(item.outcome.value for item in found)


def test_the_coded_file_is_exact() -> None:
    found = align(Views(TEXT), WANTED)
    assert counted(found) == {"exact": 24}
    assert [item.text for item in found] == [TEXT[item.anchor.char_start : item.anchor.char_end] for item in WANTED]


@pytest.mark.parametrize("name", FAITHFUL)
def test_every_passage_of_a_faithful_copy_is_restored(name: str) -> None:
    found = align(Views(FAITHFUL[name](TEXT)), WANTED)
    assert set(counted(found)) <= {"exact", "moved"}
    assert not any(item.ambiguous for item in found)


@pytest.mark.parametrize("name", FAITHFUL)
def test_a_faithful_copy_is_recognised(name: str) -> None:
    assert set(identify_documents(Views(FAITHFUL[name](TEXT)), {"port-log": WANTED, "other": invented(9)[1]})) == {"port-log"}


@pytest.mark.parametrize("name", DAMAGING)
def test_what_is_left_whole_is_restored(name: str) -> None:
    copy = fold(DAMAGING[name](TEXT))
    found = align(Views(DAMAGING[name](TEXT)), WANTED)
    counted(found)
    whole = {item for item in WANTED if TRUE[item] in copy}
    assert 0 < len(whole) < len(WANTED)
    assert whole <= {item.target for item in found if item.outcome in PROVEN}


def test_spaces_are_put_back_where_the_other_words_tell() -> None:
    for name in ("a few spaces lost", "a few spaces added"):
        assert counted(align(Views(DAMAGING[name](TEXT)), WANTED))["moved"] >= 21


def test_a_word_changed_inside_each_passage_is_seen_in_each() -> None:
    copy = TEXT
    for item in reversed(WANTED):
        middle = copy.index(" ", (item.anchor.char_start + item.anchor.char_end) // 2)
        copy = f"{copy[:middle]}ون{copy[middle:]}"
    found = align(Views(copy), WANTED)
    assert counted(found) == {"changed": 24}
    assert {item.difference for item in found} == {"differs inside: first words, last words and length agree, the hash does not"}
    assert {item.similarity for item in found} == {1.0}


def test_a_passage_removed_is_absent_and_its_neighbours_are_not() -> None:
    gone = WANTED[1::3]
    copy = TEXT
    for item in reversed(gone):
        copy = copy[: item.anchor.char_start] + copy[item.anchor.char_end :]
    found = align(Views(copy), WANTED)
    assert {item.target for item in found if item.outcome is Outcome.ABSENT} == set(gone)
    assert counted(found) == {"absent": len(gone), "exact": 1, "moved": 23 - len(gone)}
    assert found[1].difference == "neither its first nor its last words are found"


@pytest.mark.parametrize("size", [15, 30])
def test_a_passage_cut_by_pages_in_another_order_is_joined(size: int) -> None:
    made = pages(TEXT, size)
    found = align(Views("\f".join([*made[1::2], *made[::2]])), WANTED)
    assert set(counted(found)) <= {"exact", "moved"}
    assert any("lines between left out" in item.how for item in found)


SENTENCE = "واحد اثنان ثلاثة أربعة خمسة ستة سبعة ثمانية تسعة عشرة أحد اثنا"


def test_a_changed_middle_is_changed_and_never_restored() -> None:
    target = Target(("s", 1), anchor(SENTENCE, 0, len(SENTENCE)))
    other = SENTENCE.replace("ستة", "سبعون")
    [found] = align(Views(other), [target])
    assert (found.outcome, found.text, found.start, found.end) == (Outcome.CHANGED, other, 0, len(other))


def test_order_settles_words_that_stand_twice() -> None:
    text = f"أول الكلام هنا قبل الجميع\n{SENTENCE}\nوسط الكلام هنا بين الاثنين\n{SENTENCE}\nآخر الكلام هنا بعد الجميع"
    spans = [(start, start + len(line)) for line in text.split("\n") for start in [text.index(line)]]
    second = text.rindex(SENTENCE)
    spans[3] = (second, second + len(SENTENCE))
    targets = [Target((str(at), 1), anchor(text, *span)) for at, span in enumerate(spans)]
    found = align(Views("\n" + text), targets)
    assert [(item.start, item.places, item.ambiguous) for item in found] == [
        (start + 1, 1 + (at in {1, 3}), False) for at, (start, _) in enumerate(spans)
    ]


def test_words_that_stand_twice_without_order_are_reported() -> None:
    target = Target(("s", 1), anchor(SENTENCE, 0, len(SENTENCE)))
    [found] = align(Views(f"-\n{SENTENCE}\nثم\n{SENTENCE}"), [target])
    assert (found.outcome, found.places, found.ambiguous) == (Outcome.MOVED, 2, True)


def test_a_fragment_that_stands_twice_is_settled_by_the_hash() -> None:
    other = SENTENCE.replace("ستة", "سبعون")
    target = Target(("s", 1), anchor(SENTENCE, 0, len(SENTENCE)))
    [found] = align(Views(f"{other}\nثم\n{SENTENCE}\nثم\n{other}"), [target])
    assert (found.outcome, found.places, found.text) == (Outcome.MOVED, 1, SENTENCE)


def test_words_glued_to_the_next_passage_are_parted() -> None:
    target = Target(("s", 1), anchor(SENTENCE, 0, len(SENTENCE)))
    [found] = align(Views(f"قبل{SENTENCE}بعد ذلك"), [target])
    assert (found.outcome, found.text) == (Outcome.MOVED, SENTENCE)


def test_a_note_number_among_real_numbers_is_left_out() -> None:
    text = "وصلت 3 سفن في عام 2019 ثم 12 سفينة أخرى إلى الميناء القديم"
    target = Target(("s", 1), anchor(text, 0, len(text)))
    copy = text.replace("سفن", "سفن14").replace("2019", "2019 15").replace("أخرى", "أخرى (16)")
    [found] = align(Views(copy), [target])
    assert (found.outcome, fold(found.text or ""), found.how) == (Outcome.MOVED, fold(text), "footnote numbers left out")


def test_a_wrong_row_is_not_believed() -> None:
    wrong = [replace(item, anchor=replace(item.anchor, text_sha256=passage_hash("x"))) for item in WANTED]
    assert {item.outcome for item in align(Views(TEXT), wrong)} == {Outcome.CHANGED}


def test_another_document_and_a_translation_are_not_recognised() -> None:
    assert identify_documents(Views(invented(2)[0]), {"port-log": WANTED}) == {}
    assert identify_documents(Views("The ships came in 2019, IPv6 (WSIS+10), 7.5. " * 90), {"port-log": WANTED}) == {}


EDIT = st.tuples(st.integers(0, 23), st.floats(0.02, 0.98), st.sampled_from(["drop", "put", "swap"]), st.sampled_from(LETTERS))


def edited(text: str, edits: list[tuple[int, float, str, str]]) -> str:
    """Change letters of some passages, from the last on."""
    for index, place, how, letter in sorted(edits, key=lambda edit: (-edit[0], -edit[1])):
        start, end = WANTED[index].anchor.char_start, WANTED[index].anchor.char_end
        at = start + int((end - start) * place)
        text = text[:at] + ("" if how == "drop" else letter) + text[at + (how != "put") :]
    return text


@settings(max_examples=8, deadline=None)
@given(edits=st.lists(EDIT, min_size=1, max_size=30), name=st.sampled_from(sorted(FAITHFUL)))
def test_no_edit_of_letters_is_ever_proven(edits: list[tuple[int, float, str, str]], name: str) -> None:
    """`counted` holds every proven text against the true passage, whatever was done to the copy."""
    found = align(Views(FAITHFUL[name](edited(TEXT, edits))), WANTED)
    touched = {WANTED[index] for index, *_ in edits}
    assert counted(found).total() == 24
    assert {item.target for item in found if item.outcome not in PROVEN} <= touched


def test_a_web_page_shows_its_words(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(as_html(TEXT), encoding="utf-8")
    copy = open_copy(path)
    text = copy.ways[0]().text
    assert copy.kind == "HTML"
    assert "نص" not in text.split()
    assert "لا يظهر" not in text
    assert counted(align(Views(text), WANTED, faithful=False)) == {"moved": 24}
