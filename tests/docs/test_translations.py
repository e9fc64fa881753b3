"""A page in two languages says the same in both: section by section the same code, links, tables and lists."""

from __future__ import annotations

import re

import pytest

from conftest import ROOT
from pages import Section, read, resolved, sections, translated

PAIRS = [(name, name.replace(".md", ".ar.md")) for name in translated()]


def targets(page: str, section: Section) -> list[str]:
    """Return where the links of a section lead, in either language; addresses outside stay as they are."""
    found = [target if re.match(r"[a-z]+:", target) else resolved(page, target) for target in section.links]
    return sorted(target.replace(".ar.md", ".md") for target in found)


@pytest.mark.parametrize(("english", "arabic"), PAIRS, ids=[name for name, _ in PAIRS])
def test_both_say_the_same(english: str, arabic: str) -> None:
    ours, theirs = sections(read(english)), sections(read(arabic))
    assert [section.level for section in theirs] == [section.level for section in ours]
    for number, (one, other) in enumerate(zip(ours, theirs, strict=True)):
        assert other.blocks == one.blocks, number
        assert other.tables == one.tables, number
        assert other.items == one.items, number
        assert other.codes == one.codes, number
        assert targets(arabic, other) == targets(english, one), number


@pytest.mark.parametrize(("english", "arabic"), PAIRS, ids=[name for name, _ in PAIRS])
def test_both_name_each_other_and_show_the_same_answers(english: str, arabic: str) -> None:
    texts = read(english), read(arabic)
    assert f"]({(ROOT / arabic).name})" in texts[0]
    assert f"]({(ROOT / english).name})" in texts[1]
    shown = [re.findall(r"<!-- (answer [\w-]+ \d+|statement [\w-]+)", text) for text in texts]
    assert shown[0] == shown[1]


@pytest.mark.parametrize("arabic", [name for _, name in PAIRS])
def test_arabic_runs_from_right_to_left_and_code_does_not(arabic: str) -> None:
    text = read(arabic)
    assert text.count('<div dir="rtl"') == text.count("</div>") > 0
    inside = re.findall(r'<div dir="rtl"[^>]*>\n(.*?)</div>', text, re.DOTALL)
    assert not [part for part in inside if "```" in part]
    outside = re.sub(r'<div dir="rtl"[^>]*>\n.*?</div>|```.*?```', "", text, flags=re.DOTALL)
    assert len(re.findall(r"[\u0600-\u06ff]+", outside)) < 5
