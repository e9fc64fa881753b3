"""What a screen reader says of every control: its role and its name, in the language of the page, by the accessibility tree."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import CDPSession

from browsing import NEEDED, Open, one_of_each_kind
from mawaqif.site.wording import LANGUAGES

pytestmark = NEEDED
# What is listed or operated by its name.
NAMED = {
    "button", "checkbox", "combobox", "DisclosureTriangle", "figure", "image", "link", "navigation", "option", "radio",
    "region", "searchbox", "spinbutton", "table", "textbox",
}  # fmt: skip
# Named by the interface alone, and by no row.
OF_THE_INTERFACE = NAMED - {"link", "option", "combobox", "checkbox", "image"}
# What is called the same in every language: formats, and names in code.
EVERYWHERE = re.compile(r"[A-Z]{2,}[a-z0-9]*|BibTeX|[a-z]+(_[a-z]+)*")
ARABIC = re.compile(r"[\u0621-\u064a]")
OPENED = ("statements.html?view=table", "statements.html?view=chart", "statements.html?q=-", "query.html?query=topics-in-dispute")


def heard(session: CDPSession) -> Iterator[tuple[str, str]]:
    """Yield role and name of each node that a screen reader meets."""
    nodes: list[dict[str, Any]] = session.send("Accessibility.getFullAXTree")["nodes"]
    for node in nodes:
        if not node["ignored"]:
            yield node["role"]["value"], str(node.get("name", {}).get("value", "")).strip()


def amiss(role: str, name: str, language: str) -> bool:
    """Say whether a role has no name, or one in the other language."""
    if role in NAMED and not name:
        return True
    if role not in OF_THE_INTERFACE or EVERYWHERE.fullmatch(name):
        return False
    return bool(ARABIC.search(name)) != (language == "ar")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_control_has_its_role_and_a_name_in_the_language_of_the_page(reader: Open, site: Path, language: str) -> None:
    one = reader()
    session = one.page.context.new_cdp_session(one.page)
    found: dict[str, set[tuple[str, str]]] = {}
    for path in (*one_of_each_kind(site), *OPENED):
        one.open(f"{language}/{path}")
        said = set(heard(session))
        assert {"RootWebArea", "main", "contentinfo", "banner", "heading", "navigation"} <= {role for role, _ in said}, path
        found[path] = {(role, name) for role, name in said if amiss(role, name, language)}
    session.detach()
    assert {path: wrong for path, wrong in found.items() if wrong} == {}


def test_a_filter_is_operated_by_what_a_screen_reader_says_of_it(reader: Open) -> None:
    page = reader().open("ar/statements.html")
    filters = page.get_by_role("group", name="الجهة", exact=True)
    filters.get_by_role("searchbox", name="البحث في: الجهة").fill("إيران")
    filters.get_by_role("checkbox", name=re.compile("^إيران")).check()
    page.get_by_role("region", name="تنزيل هذه الصفوف").get_by_role("button", name="استشهد").click()
    assert page.get_by_role("button", name="استشهد").get_attribute("aria-expanded") == "true"
