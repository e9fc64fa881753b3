"""Somebody at the desk, in a browser: an invented page is selected, coded, coded again, settled and read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from playwright.sync_api import Page, expect

from desk_server import Asking

DOCUMENT = "harbour-paper"
TEXT = """ورقة المرافئ

الدورة الأولى، 12 مايو / أيار 2020

قالت مالطا: "نرى أن على أصحاب السفن أن يدفعوا ثمن الزيت كله، وأن يُشعل كل مرفأ فوانيسه".¹

وأضافت ناورو: "لا ينبغي أن يُطلب من الجزر الصغيرة أن تدفع شيئًا من ذلك".²

اقترح اتحاد المنارات إعادة صياغة المادة الرابعة عن الفوانيس

أيد مكتب المنارات المادة الرابعة في الجلسة ذاتها

طلبت آيسلندا بقاء المادة الرابعة كما هي

لم يتفق الأطراف على من يحرس المنارات في الليل

¹ محضر الاجتماع الثاني، ص 7-8، <https://example.org/minutes/2>

² سجل المرافئ، 3 حزيران 2020، الفقرة 4، <https://example.org/register>
"""
NEW = {
    "kind": "report",
    "title_en": "Harbour paper",
    "title_ar": "ورقة المرافئ",
    "publisher_id": "Lamp Office",
    "date": "2020-07-01",
}
Fields = Mapping[str, str]
COMMON = {"cells-event_id": "First session", "cells-date": "2020-05-12"}
POSITION = {"cells-kind": "position on a text"}
# First and last words of each statement, and what its form is filled with, by the ends of the names of its fields.
STATEMENTS: Sequence[tuple[str, str, Fields]] = (
    (
        "نرى أن",
        "مرفأ فوانيسه",
        {
            "cells-kind": "quotation",
            "topics-0-other": "Lamp oil",
            "topics-0-value": "supports",
            "cells-summary_en": "Malta wants shipping to bear the whole cost of fuel.",
            "cells-summary_ar": "تريد مالطا أن تتحمل الملاحة كلفة الوقود كلها.",
        },
    ),
    (
        "لا ينبغي",
        "من ذلك",
        {
            "cells-kind": "quotation",
            "topics-0-other": "زيت المنارات",
            "topics-0-value": "opposes",
            "cells-summary_en": "Nauru asks that small islands be spared the cost.",
            "cells-summary_ar": "تطلب ناورو إعفاء الجزر من هذه الكلفة.",
            "documents-0-kind": "report",
            "documents-0-title_en": "Harbour register",
            "documents-0-title_ar": "سجل المرافئ",
        },
    ),
    (
        "اقترح اتحاد",
        "عن الفوانيس",
        {
            **POSITION,
            "cells-role_supporter": "Lamp Union",
            "positions-0-other": "4",
            "positions-0-value": "amend",
            "cells-summary_en": "The union would word the article on lanterns anew.",
            "cells-summary_ar": "يود الاتحاد تعديل مادة الفوانيس.",
        },
    ),
    (
        "أيد مكتب",
        "الجلسة ذاتها",
        {
            **POSITION,
            "cells-role_supporter": "Lamp Office",
            "positions-0-other": "4",
            "positions-0-value": "support",
            "cells-summary_en": "The office backs the article on lanterns.",
            "cells-summary_ar": "يساند المكتب مادة الفوانيس.",
        },
    ),
    (
        "طلبت آيسلندا",
        "كما هي",
        {
            **POSITION,
            "cells-role_supporter": "أيسلندا",
            "positions-0-other": "4",
            "positions-0-value": "retain",
            "cells-summary_en": "Iceland would keep the article on lanterns.",
            "cells-summary_ar": "تفضل آيسلندا إبقاء مادة الفوانيس.",
        },
    ),
    (
        "لم يتفق",
        "في الليل",
        {
            "cells-kind": "commentary",
            "cells-event_id": "",
            "cells-date": "",
            "cells-role_speaker": "Lamp Office",
            "topics-0-other": "Lamp oil",
            "topics-0-value": "neutral",
            "cells-summary_en": "The office remarks that guarding is still open.",
            "cells-summary_ar": "يلاحظ المكتب أن أمر الحراسة لم يُحسم بعد.",
        },
    ),
)
_SELECT = """([first, last]) => {
  const line = [...document.querySelectorAll(".line")].find((item) => item.textContent.includes(first));
  const text = line.textContent;
  const [from, to] = [text.indexOf(first), text.indexOf(last, text.indexOf(first)) + last.length];
  const point = (offset) => {
    const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (offset <= node.data.length) return [node, offset];
      offset -= node.data.length;
    }
  };
  document.getSelection().setBaseAndExtent(...point(from), ...point(to));
  line.dispatchEvent(new PointerEvent("pointerup", { bubbles: true, pointerType: "mouse" }));
}"""
ADDED = ("topics", "positions", "initiatives")


def open_desk(page: Page, address: str, *, language: str = "en", document: str = "") -> None:
    """Open the desk, and wait until it is there."""
    page.goto(f"{address}?lang={language}&document={document}")
    page.wait_for_selector("html[data-desk=ready]")


def select_words(page: Page, first: str, last: str) -> None:
    """Select words of the text, and wait for the form."""
    page.evaluate(_SELECT, [first, last])
    page.wait_for_selector(".form")


def fill_field(page: Page, name: str, value: str) -> None:
    """Fill in a field by the end of its name: choose in a list, type a name, write a text."""
    group, _, rest = name.partition("-")
    if group in ADDED and not page.locator(f"#{name}").count():
        page.locator(f".form [data-add={group}]").click()
    field = page.locator(f"#{name}" if group != "documents" else f"[id^=documents-][id$={rest.partition('-')[2]}]")
    if field.evaluate("item => item.tagName") == "SELECT":
        field.select_option(label=value)
    elif field.get_attribute("role") == "combobox" and value:
        field.fill(value)
        expect(page.locator(".options > div").first).to_be_visible()
        field.press("Enter")
    else:
        field.fill(value)
        field.press("Tab")


def wait_checked(page: Page, findings: int | None = None) -> None:
    """Wait until the whole check of a form has answered, with so many findings where a number is given."""
    wanted = "" if findings is None else f"[data-findings='{findings}']"
    page.wait_for_selector(f".verdict[data-checking=false]{wanted}", timeout=30_000)


def write_form(page: Page) -> None:
    """Write the form by the keyboard, and wait until it is written."""
    version = page.locator(".coding").get_attribute("data-version")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("body:not(:has(.form)), .notice.bad", timeout=30_000)
    refused = page.locator(".notice.bad").count()
    assert not refused, page.locator(".notice, .found").all_inner_texts()
    page.wait_for_selector(f".coding:not([data-version='{version}']):not(:has(.form))", timeout=30_000)


def add_document(page: Page) -> None:
    """Choose the text that no row names, and add its row."""
    page.select_option(".top select", DOCUMENT)
    for key, value in NEW.items():
        fill_field(page, f"document-{key}", value)
    page.click("button.main")
    page.wait_for_selector(".coding .line")


def code_statement(page: Page, first: str, last: str, fields: Fields) -> None:
    """Select a passage, fill in its form, and write it."""
    select_words(page, first, last)
    for name, value in (COMMON | dict(fields)).items():
        fill_field(page, name, value)
    write_form(page)


def set_aside(page: Page, count: int) -> None:
    """Set aside some stretches that are left, by the keyboard alone: the reason is proposed, and only confirmed."""
    page.locator(".text").focus()
    for _ in range(count):
        page.keyboard.press("n")
        page.keyboard.press("a")
        page.wait_for_selector("#cells-set_aside")
        if not page.locator("#cells-set_aside").input_value():
            page.locator("#cells-set_aside").select_option(index=6)
        write_form(page)


def confirm_the_rest(desk: Asking) -> None:
    """Set aside what else the draft proposes to, in one request."""
    view = desk.ask("document", document=DOCUMENT)[1]
    lines = next(sheet["rows"] for sheet in view["sheets"] if sheet["key"] == "lines")
    cells = {str(at): {"coded": "yes"} for at, row in enumerate(lines) if "set_aside" in row["proposed"]}
    said = desk.ask("write", document=DOCUMENT, version=view["version"], changes={"lines": {"cells": cells}})[1]
    assert said["written"], said["problems"]


def lay_text(package: Path) -> None:
    """Put the invented page among the sources of a package."""
    (package / "sources" / f"{DOCUMENT}.txt").write_text(TEXT, encoding="utf-8")
