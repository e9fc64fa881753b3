"""Words in both languages: English wherever a text is asked for, Arabic where somebody reads it."""

from __future__ import annotations

import copy
import pickle

import pytest

from mawaqif.findings import Bilingual, Language, counted, joined, language_of_system, said, show, spoken, without_full_stop
from mawaqif.findings.escaping import ISOLATE, POP, visible


def marked(text: str) -> str:
    """Show isolates as brackets."""
    return text.replace(ISOLATE, "[").replace(POP, "]")


def arabic(text: str) -> str:
    return marked(spoken(text, Language.ARABIC))


def test_it_is_its_english_wherever_a_text_is_asked_for() -> None:
    words = said("{value} is late by {days:,} days", "تأخر {value} أيامًا عددها {days:,}", value="'x'", days=1200)
    assert words == "'x' is late by 1,200 days" == f"{words}" == copy.deepcopy([words])[0]
    assert spoken(words, Language.ENGLISH) is words
    assert arabic(words) == "[تأخر ['x'] أيامًا عددها 1,200]"


def test_words_in_words_are_said_in_the_same_language() -> None:
    inner = said("after {day}", "بعد {day}", day="2020-05-12")
    assert arabic(said("it is {when}", "هو {when}", when=inner)) == "[هو بعد [2020-05-12]]"
    assert arabic(joined([inner, "actors"], " or ")) == "[بعد [2020-05-12] أو [actors]]"


def test_what_is_read_from_left_to_right_stands_apart() -> None:
    text = Bilingual("…", "شغّل `mawaqif locate {document} --out X`، واكتب 5-6 أو HH:MM:SS في note_en.")
    assert arabic(text) == "[شغّل [`mawaqif locate {document} --out X`]، واكتب [5-6] أو [HH:MM:SS] في [note_en].]"
    assert "[`mawaqif locate lamp --out X`]" in arabic(text.filled(document="lamp"))


def test_a_value_commands_nothing_and_turns_no_text() -> None:
    text = spoken(said("{value}", "قيمة {value}", value=f"a{POP}{POP}\u202e\x1b[2J\nb"), Language.ARABIC)
    assert visible(text) == text
    assert text.count(ISOLATE) == text.count(POP) == 2
    assert not {"\u202e", "\x1b", "\n"} & set(text)


def test_a_long_value_is_cut_in_both() -> None:
    value = show("x" * 61)
    assert value.endswith("…' (61 characters)")
    assert arabic(value).endswith("…'] (عدد محارفه 61)]")


def test_a_text_goes_on_after_its_full_stop() -> None:
    text = without_full_stop(said("{a} is {{here}}.", "{a} هنا.", a="x"))
    assert text == "x is {here}"
    assert arabic(text) == "[[x] هنا.]"
    assert without_full_stop("plain.") == "plain"


def test_a_row_without_a_name_is_called_something_else() -> None:
    inner = said("of {who}", "من {who}", who="'None'")
    text = said("{row}: {why}", "{row}: {why}", row="'None'", why=inner).with_value("'None'", Bilingual("it", "الصف"))
    assert (text, arabic(text)) == ("it: of it", "[الصف: من الصف]")


@pytest.mark.parametrize(
    ("number", "english", "told"),
    [
        (0, "0 rows", "0 صف"),
        (1, "1 row", "صف واحد"),
        (2, "2 rows", "صفان"),
        (3, "3 rows", "3 صفوف"),
        (10, "10 rows", "10 صفوف"),
        (11, "11 rows", "11 صفًا"),
        (99, "99 rows", "99 صفًا"),
        (100, "100 rows", "100 صف"),
        (102, "102 rows", "102 صف"),
        (1103, "1,103 rows", "1,103 صفوف"),
        (1111, "1,111 rows", "1,111 صفًا"),
    ],
)
def test_a_noun_agrees_with_its_number(number: int, english: str, told: str) -> None:
    words = counted(number, ("row", "rows"), ("صف", "صفان", "صفوف", "صفًا"))
    assert (words, arabic(words)) == (english, f"[{told}]")


@pytest.mark.parametrize(
    ("variables", "language"),
    [
        ({}, "en"),
        ({"LANG": "ar_EG.UTF-8"}, "ar"),
        ({"LANG": "ar"}, "ar"),
        ({"LANG": "arn_CL.UTF-8"}, "en"),
        ({"LANG": "ar_EG.UTF-8", "LC_MESSAGES": "en_GB.UTF-8"}, "en"),
        ({"LANG": "en_GB.UTF-8", "LC_MESSAGES": "C", "LC_ALL": "ar_SA"}, "ar"),
        ({"LC_ALL": "", "LANG": "ar_MA.UTF-8"}, "ar"),
    ],
)
def test_the_system_is_asked_in_its_order(variables: dict[str, str], language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert language_of_system() == language


def test_a_text_goes_from_one_process_to_another_in_both_languages() -> None:
    text = Bilingual("{n} lamps", "{n} منارات", {"n": 3})
    again = pickle.loads(pickle.dumps(text))  # noqa: S301 - made a moment ago
    assert (again, again.in_arabic(), again.template) == (text, text.in_arabic(), text.template)
