"""Issues as GitHub writes them from the form for a statement, filled in with invented answers."""

from __future__ import annotations

from functools import cache
from typing import Any

import yaml

from conftest import ROOT

FORM = ROOT / ".github/ISSUE_TEMPLATE/row.yml"
# A good form for the invented package: a statement in its last note, whose place `mawaqif locate` has printed.
GOOD = {
    "document": "تقرير المنارات",
    "kind": "quotation · اقتباس",
    "date": "2020-05-12",
    "actors": "- مالطا",
    "role": "speaker · متكلم",
    "summary_en": "Malta repeats where its wish\nfor lanterns stands.",
    "summary_ar": "تكرر مالطا موضع رغبتها في الفوانيس ضمن المحضر.",
    "topics": "lamp-oil: supports\r\nHarbour lights: neutral",
    "anchor": "statement_id,part,char_start,char_end,text_start,text_end,text_sha256\n"
    "lamp-report-2020-s000,1,468,484,المصدر ذاته، ص 9,المصدر ذاته، ص 9,"
    "a1d471fafc79cc85241e7ee7d3c828c0c2c2b995338627e61bd118224eaa2683",
    "citations": "2 | lamp-minutes-2 | page 11 | ibid",
    "proposer": "Idris @harbour",
}


@cache
def fields() -> list[dict[str, Any]]:
    """Return the fields of the form, without its introduction."""
    return [item for item in yaml.safe_load(FORM.read_text(encoding="utf-8"))["body"] if item["type"] != "markdown"]


def rendered(answers: dict[str, str], *, ticked: bool = True, ends: str = "\r\n") -> str:
    """Return the text of an issue: each label as a heading, then the answer, as GitHub renders a form."""
    parts = []
    for item in fields():
        told = item["attributes"]
        value = answers.get(item["id"], "") or "_No response_"
        if item["type"] == "checkboxes":
            value = "\n".join(f"- [{'x' if ticked else ' '}] {option['label']}" for option in told["options"])
        elif "render" in told and item["id"] in answers:
            value = f"```{told['render']}\n{value}\n```"
        parts.append(f"### {told['label']}\n\n{value}")
    return "\n\n".join(parts).replace("\r\n", "\n").replace("\n", ends)
