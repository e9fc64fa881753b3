"""The desk in a real browser: an invented document from nothing to sealed, by several people, windows, languages and hands."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from browsing import BUNDLE, NEEDED, PHONE, faults_of
from conftest import Run, edit, lay_out
from desk_pages import (
    DOCUMENT,
    NEW,
    STATEMENTS,
    TEXT,
    add_document,
    code_statement,
    confirm_the_rest,
    fill_field,
    lay_text,
    open_desk,
    select_words,
    set_aside,
    wait_checked,
    write_form,
)
from desk_server import Asking, served_desk

pytestmark = NEEDED
SCRIPTS = BUNDLE / "desk"
LAMP = "lamp-report-2020"


class Window:
    """A window on a desk, with all that its page complained of and was sent.

    Attributes:
        page: the page.
        complaints: errors and warnings of the console and of the scripts.
        traffic: what the server sent since `record`.
        asked: the addresses that were asked for.
    """

    def __init__(self, browser: Browser, **settings: Any) -> None:
        context = browser.new_context(**{"viewport": {"width": 1300, "height": 900}, "reduced_motion": "reduce"} | settings)
        self.page = context.new_page()
        self.complaints: list[str] = []
        self.traffic: list[str] = []
        self.asked: list[str] = []
        self.page.on("console", lambda item: self.complaints.append(item.text) if item.type in ("error", "warning") else None)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", lambda request: self.asked.append(request.url))

    def record(self) -> None:
        """Keep all that the server sends from now on: pages, scripts and answers."""

        def pass_on(route: Route) -> None:
            response = route.fetch()
            self.traffic.append(response.text() if "/fonts/" not in route.request.url else "")
            route.fulfill(response=response)

        self.page.route("**/*", pass_on)


Open = Callable[..., Window]


@pytest.fixture
def window(browser: Browser) -> Iterator[Open]:
    """Open windows; at the end, no page complained of anything, or asked anybody else."""
    opened: list[Window] = []

    def start(**settings: Any) -> Window:
        opened.append(Window(browser, **settings))
        return opened[-1]

    yield start
    for one in opened:
        hosts = {"/".join(url.split("/")[:3]) for url in one.asked} - {"null"}
        one.page.context.close()
        # A refusal, such as of a stale form, is told by the browser as an error of the network.
        assert ([text for text in one.complaints if "status of 4" not in text], len(hosts) <= 1) == ([], True)


@pytest.fixture
def desk(package: Path) -> Iterator[Asking]:
    """A desk with its page, on the invented package and one more text."""
    lay_text(package)
    with served_desk(package, SCRIPTS) as running:
        yield running


@pytest.fixture
def paper(desk: Asking) -> Asking:
    """The same desk, at which the text has its row."""
    version = desk.ask("start")[1]["version"]
    assert desk.ask("add-document", document=DOCUMENT, version=version, cells=NEW)[1]["written"]
    return desk


def choose(page: Page, name: str, value: str) -> None:
    """Fill in a field of a card by the end of its name."""
    field = page.locator(f"[id$='{name}']").first
    if field.get_attribute("role") == "combobox":
        field.fill(value)
        field.press("Enter")
    else:
        field.select_option(label=value)


def first_codes_in(traffic: list[str]) -> list[str]:
    """Return what of the first coder's work stands in answers of the server: cells that hold codes, summaries, notes."""
    words = [value for _, _, fields in STATEMENTS for name, value in fields.items() if "summary" in name]
    found = [word for word in words if any(word in text for text in traffic)]
    given = {"statement", "speakers", "before", "words", "after", "note", "cited", "provision", "actor"}
    for answer in (json.loads(text) for text in traffic if text.startswith("{")):
        for sheet in answer.get("sheets", []):
            if sheet["key"] != "topics":
                found += [key for row in sheet["rows"] for key in row["cells"].keys() - given]
    return found


def test_a_document_from_nothing_to_sealed(desk: Asking, package: Path, window: Open, run: Run) -> None:
    first = window().page
    open_desk(first, desk.address)
    add_document(first)
    for words in STATEMENTS:
        code_statement(first, *words)
    set_aside(first, 2)
    confirm_the_rest(desk)
    first.reload()
    expect(first.locator(".coverage")).to_have_attribute("data-left", "0")
    assert run("mawaqif", "coverage", DOCUMENT, "--sources", "sources", cwd=package).returncode == 0
    rows = (package / "datapackage/citations.csv").read_text(encoding="utf-8")
    assert f"{DOCUMENT}-n001-1,{DOCUMENT},1,1,{DOCUMENT}-s001,lamp-minutes-2,page,7-8," in rows
    assert f"{DOCUMENT}-n002-1,{DOCUMENT},2,1,{DOCUMENT}-s002,harbour-register" in rows
    _code_blind(package, window)
    _settle(desk, package, window)
    _read_and_seal(desk, package, window, run)


def _code_blind(package: Path, window: Open) -> None:
    """The second coder works on a desk of their own, to which no code of the first one is ever sent."""
    with served_desk(package, SCRIPTS, coder="Idris") as blind:
        second = window()
        second.record()
        open_desk(second.page, blind.address, document=DOCUMENT)
        second.page.wait_for_selector(".sheet-card")
        assert first_codes_in(second.traffic) == []
        for name in ("document", "reading", "settle", "check", "propose"):
            assert blind.ask(name, document=DOCUMENT)[0] == 404
        for number, (kind, topic, stance) in enumerate(
            [("quotation", "Lamp oil", "supports"), ("quotation", "Lamp oil", "mixed")]
            + [("position on a text", "no topic", "")] * 3
            + [("commentary", "Lamp oil", "supports")]
        ):
            choose(second.page, f"statements-{number}-kind", kind)
            choose(second.page, f"statements-{number}-topic_1", topic)
            if stance:
                choose(second.page, f"statements-{number}-stance_1", stance)
        for number, (kind, locator) in enumerate([("page", "7-8"), ("paragraph", "4")]):
            choose(second.page, f"citations-{number}-locator_kind", kind)
            second.page.fill(f"#citations-{number}-locator", locator)
        cards = second.page.locator("[id$=-position]")
        for card in cards.all():
            provision = card.evaluate("item => item.closest('article').textContent")
            wanted = next(
                word for name, word in (("Iceland", "retain"), ("Union", "amend"), ("Office", "support")) if name in provision
            )
            card.select_option(label=wanted)
        second.page.click("button.main")
        expect(second.page.locator(".notice")).to_have_class("notice good")
        words = [value for *_, fields in STATEMENTS for name, value in fields.items() if "summary" in name]
        assert [word for word in words if any(word in text for text in second.traffic)] == []
        second.page.wait_for_timeout(500)  # what it still asks for is answered before its desk ends
        second.page.unroute_all(behavior="wait")
        second.page.goto("about:blank")


def _settle(desk: Asking, package: Path, window: Open) -> None:
    """What is settled so far is written by who says so; the rest waits for another day."""
    page = window().page
    open_desk(page, f"{desk.address}", document=DOCUMENT)
    page.get_by_role("button", name="Settle").click()
    cards = page.locator(".sheet-card")
    expect(cards).to_have_count(2)
    expect(cards.first).to_contain_text("mixed")
    page.locator("[id$=-settled]").first.select_option(label="opposes")
    page.locator("[id$=-reason]").first.fill("It wants the islands to pay nothing.")
    kept = package / "datapackage/recodings.csv"
    before = kept.read_bytes()
    page.click("button.main")
    expect(page.locator(".notice.bad")).to_contain_text(f"{DOCUMENT}-s006 lamp-oil")
    assert kept.read_bytes() == before
    page.get_by_label("Write what is settled so far").check()
    page.click("button.main")
    expect(cards).to_have_count(1, timeout=30_000)
    assert kept.read_bytes() != before
    expect(cards).to_contain_text("supports")
    page.locator("[id$=-settled]").select_option(label="neutral")
    page.locator("[id$=-reason]").fill("It takes no side.")
    page.click("button.main")
    expect(page.locator(".notice")).to_have_class("notice good", timeout=30_000)
    expect(cards).to_have_count(0)


def _read_and_seal(desk: Asking, package: Path, window: Open, run: Run) -> None:
    page = window().page
    open_desk(page, desk.address, document=DOCUMENT)
    page.get_by_role("button", name="Read and seal").click()
    page.wait_for_selector(".tick")
    for box in page.locator(".tick input").all():
        box.check()
    page.locator(".buttons input").fill("Bergljot")
    page.click("button.main")
    expect(page.locator("[data-unread='0']")).to_be_visible(timeout=30_000)
    record = (package / "datapackage/readings.csv").read_text(encoding="utf-8")
    assert all(f"statements,{DOCUMENT}-s00{number}," in record for number in range(1, 7))
    assert "Bergljot" in record
    assert run("mawaqif", "seal", "--check", "--document", DOCUMENT, cwd=package).returncode == 0


def test_two_windows_do_not_overwrite_each_other(desk: Asking, package: Path, window: Open) -> None:
    one, other = window().page, window().page
    for page in (one, other):
        open_desk(page, desk.address, document=LAMP)
        page.locator(".card", has_text="s003").click()
        page.wait_for_selector("#cells-summary_en")
    one.fill("#cells-summary_en", "The first window wrote this sentence.")
    write_form(one)
    other.fill("#cells-summary_en", "The second window wrote this sentence.")
    other.keyboard.press("Control+Enter")
    expect(other.locator(".notice.bad")).to_contain_text("first window wrote this sentence")
    # The form is kept, over the tables as they are now.
    expect(other.locator("#cells-summary_en")).to_have_value("The second window wrote this sentence.")
    assert "The first window" in (package / "datapackage/statements.csv").read_text(encoding="utf-8")
    wait_checked(other)
    write_form(other)
    assert "The second window" in (package / "datapackage/statements.csv").read_text(encoding="utf-8")
    other.get_by_role("button", name="Undo the last step").click()
    expect(other.locator(".notice.good")).to_contain_text("first window wrote this sentence")


def test_what_is_typed_commands_nothing(package: Path, window: Open) -> None:
    """Markup, formulas and signs of direction in source, names and forms are text, and stay what they are."""
    hostile = '<img src=x onerror="document.title=1"><script>document.title=2</script>'
    source = package / "sources" / f"{DOCUMENT}.txt"
    source.write_text(f"{hostile} قالت مالطا كلمة طويلة هنا\n\n\U0001f980 ورقة \U0001f980 المرافئ الثانية\n", encoding="utf-8")
    edit(package / "datapackage/actors.csv", "Lamp Office", "<b>Lamp</b> & 'Office'")
    with served_desk(package, SCRIPTS) as desk:
        page = window().page
        open_desk(page, desk.address)
        page.select_option(".top select", DOCUMENT)
        for key, value in {
            "kind": "report",
            "title_en": "<i>Paper</i> one",
            "title_ar": "ورقة <i>",
            "date": "2020-07-01",
        }.items():
            fill_field(page, f"document-{key}", value)
        # A publisher that the data set does not have gets a row beside the document, and an event too.
        for key, name in (("publisher_id", "<u>Harbour</u> Society"), ("event_id", "Harbour day")):
            fill_field(page, f"document-{key}", name)
        expect(page.locator("#events-kind")).to_be_focused()
        page.click("button.main")
        expect(page.locator("#actors-kind-found")).to_contain_text("is empty")
        for name, label in (("actors-kind", "civil society organisation"), ("events-kind", "meeting")):
            page.locator(f"#{name}").select_option(label=label)
        page.fill("#actors-name_ar", "جمعية المرافئ")
        page.fill("#events-name_ar", "يوم المرافئ")
        page.click("button.main")
        expect(page.locator("#actors-name_en-found")).to_contain_text("MQ426 '<u>Harbour</u> Society' holds an HTML tag")
        page.fill("#actors-name_en", "Harbour & Society")
        page.click("button.main")
        expect(page.locator("#document-title_ar-found")).to_contain_text("MQ426 'ورقة <i>' holds an HTML tag")
        page.fill("#document-title_en", "Paper & one")
        page.fill("#document-title_ar", "ورقة & واحدة")
        page.click("button.main")
        expect(page.locator(".coding .line").first).to_contain_text("onerror=")
        rows = (package / "datapackage/documents.csv").read_text(encoding="utf-8")
        assert f"{DOCUMENT},corpus,report,Paper & one,ورقة & واحدة,harbour-society,,2020-07-01,,,harbour-day," in rows
        # Characters that take two places in a browser count as one in the tables.
        select_words(page, "المرافئ", "الثانية")
        expect(page.locator(".part blockquote")).to_have_text("المرافئ الثانية")
        fill_field(page, "cells-role_speaker", "<b>Lamp")
        expect(page.locator(".names").first).to_contain_text("<b>Lamp</b> & 'Office'")
        page.fill("#cells-summary_en", f'=HYPERLINK("x") {hostile}')
        wait_checked(page)
        assert page.title() == "Mawaqif: the desk"
        assert page.locator("img, .line script, .form b").count() == 0


def test_another_page_in_the_same_browser_writes_nothing(desk: Asking, package: Path, window: Open) -> None:
    """It even knows the address: no form, no request and no frame of it gets through."""
    before = (package / "datapackage/statements.csv").read_bytes()
    opened = window()
    page = opened.page
    page.route("http://evil.example.org/**", lambda route: route.fulfill(body="<!doctype html><p>evil", content_type="text/html"))
    page.goto("http://evil.example.org/")
    attack = """async (address) => {
      const body = JSON.stringify({ document: "lamp-report-2020", version: "x", changes: {} });
      const told = [];
      for (const headers of [{}, { "Content-Type": "application/json" }, { "Content-Type": "text/plain" }]) {
        for (const mode of ["cors", "no-cors"]) {
          try { told.push((await fetch(`${address}api/write`, { method: "POST", body, headers, mode })).type); }
          catch (error) { told.push("refused"); }
        }
      }
      const frame = document.createElement("iframe");
      frame.src = address;
      document.body.append(frame);
      await new Promise((done) => { frame.onload = done; });
      try { told.push(frame.contentDocument ? "read" : "closed"); } catch { told.push("closed"); }
      return told;
    }"""
    told = page.evaluate(attack, desk.address)
    # A request whose answer may not be seen is sent, and refused by the server.
    assert set(told) <= {"refused", "opaque", "closed"}
    assert (package / "datapackage/statements.csv").read_bytes() == before
    opened.complaints.clear()
    opened.asked.clear()


def tab_to(page: Page, name: str) -> None:
    """Go on by the Tab key to what is called so, as somebody without a mouse does."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if name in page.evaluate("[document.activeElement.textContent, document.activeElement.id]"):
            return
    raise AssertionError(f"the Tab key leads to no {name}")


def test_the_keyboard_is_enough(paper: Asking, package: Path, window: Open) -> None:
    """A passage is selected, cut, coded, left, taken up again and written by keys alone."""
    page = window().page
    open_desk(page, paper.address, document=DOCUMENT)
    page.wait_for_selector(".coding .line")
    page.locator(".text").focus()
    page.keyboard.press("n")
    for _ in range(20):
        if page.locator(".line.current").inner_text().startswith("لم يتفق"):
            break
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator(".form h2")).to_be_focused()
    words = page.locator(".part blockquote")
    expect(words).to_have_text("لم يتفق الأطراف على من يحرس المنارات في الليل")
    for name, cut in (
        ("Start a word later", "يتفق الأطراف على من يحرس المنارات في الليل"),
        ("End a word earlier", "يتفق الأطراف على من يحرس المنارات في"),
    ):
        tab_to(page, name)
        page.keyboard.press("Enter")
        expect(words).to_have_text(cut)
        expect(page.get_by_role("button", name=name)).to_be_focused()
    tab_to(page, "cells-kind")
    page.keyboard.type("comm")
    tab_to(page, "cells-role_speaker")
    page.keyboard.type("مكتب")
    page.keyboard.press("Enter")
    for name, text in (("summary_en", "The office names what is open."), ("summary_ar", "يذكر المكتب أن الحراسة لم تُحسم.")):
        tab_to(page, f"cells-{name}")
        page.keyboard.type(text)
    # What is left without being written is given back.
    page.keyboard.press("Escape")
    expect(page.locator(".form")).to_have_count(0)
    expect(page.locator(".text")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Shift+Tab")
    expect(page.get_by_role("button", name="Open it again")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#cells-summary_ar")).to_have_value("يذكر المكتب أن الحراسة لم تُحسم.")
    expect(words).to_have_text("يتفق الأطراف على من يحرس المنارات في")
    tab_to(page, "cells-kind")
    write_form(page)
    start, end = TEXT.index("يتفق الأطراف"), TEXT.index(" الليل\n")
    assert f"{DOCUMENT}-s001,1,{start},{end}," in (package / "datapackage/passages.csv").read_text(encoding="utf-8")


def test_a_finger_is_enough(paper: Asking, package: Path, window: Open) -> None:
    """The handles of a phone's selection are its own; from there on everything is touched."""
    page = window(viewport=PHONE, has_touch=True, is_mobile=True).page
    open_desk(page, paper.address, language="ar", document=DOCUMENT)
    page.wait_for_selector(".coding .line")
    page.evaluate(
        """() => {
          const line = [...document.querySelectorAll(".coding .line")].find((item) => item.textContent.startsWith("طلبت"));
          const node = document.createTreeWalker(line, NodeFilter.SHOW_TEXT).nextNode();
          document.getSelection().setBaseAndExtent(node, 6, node, 11);
        }"""
    )
    page.locator(".touched").tap()
    words = page.locator(".part blockquote")
    expect(words).to_have_text("آيسلندا")
    for name, cut in (
        ("انتهِ بعد كلمة", "آيسلندا بقاء"),
        ("ابدأ قبل كلمة", "طلبت آيسلندا بقاء"),
        ("انتهِ قبل كلمة", "طلبت آيسلندا"),
    ):
        page.get_by_role("button", name=name).tap()
        expect(words).to_have_text(cut)
    page.get_by_label("يُستبعد").tap()
    page.locator("#cells-set_aside").select_option(index=6)
    page.locator(".form button.main").tap()
    expect(page.locator(".in.aside", has_text="طلبت آيسلندا")).to_have_count(1, timeout=30_000)
    start = TEXT.index("طلبت آيسلندا")
    assert f",{start},{start + 12}," in (package / "datapackage/set_aside.csv").read_text(encoding="utf-8")


def test_a_form_takes_parts_notes_errata_and_actors_of_initiatives(paper: Asking, package: Path, window: Open) -> None:
    page = window().page
    open_desk(page, paper.address, document=DOCUMENT)
    page.wait_for_selector(".coding .line")
    first, last, fields = STATEMENTS[5]
    select_words(page, first, last)
    page.get_by_role("button", name="Add a part").click()
    select_words(page, "اقترح اتحاد", "عن الفوانيس")
    parts = page.locator(".part blockquote")
    expect(parts).to_have_count(2)
    # Parts stand as they do in the text.
    expect(parts.first).to_have_text("اقترح اتحاد المنارات إعادة صياغة المادة الرابعة عن الفوانيس")
    for name, value in fields.items():
        fill_field(page, name, value)
    page.get_by_text("More", exact=True).click()
    for button, cells in (
        (
            "Add an erratum",
            {"field": "date", "printed": "2020-07-10", "corrected": "2020-07-01", "reason_en": "The heading has it."},
        ),
        ("New row: Actors of initiatives", {"initiative_id": "Harbour Code", "actor_id": "ناورو", "role": "participant"}),
        (
            "New row: Notes on links",
            {"link": "Actors of statements", "linked": "Lamp Office", "note_en": "It speaks for itself."},
        ),
    ):
        page.get_by_role("button", name=button).click()
        for key, value in cells.items():
            fill_field(page, str(page.locator(f".form fieldset.row [id$='-{key}']").last.get_attribute("id")), value)
    write_form(page)
    names = ("passages", "errata", "initiative_actors", "statement_actors")
    tables = {name: (package / f"datapackage/{name}.csv").read_text(encoding="utf-8") for name in names}
    assert all(f"{DOCUMENT}-s001,{part}," in tables["passages"] for part in (1, 2))
    assert f"{DOCUMENT}-e001,{DOCUMENT},,{DOCUMENT}-s001,date,2020-07-10,2020-07-01,The heading has it." in tables["errata"]
    assert f"harbour-code,nauru,participant,{DOCUMENT}-s001," in tables["initiative_actors"]
    assert f"{DOCUMENT}-s001,lamp-office,speaker,It speaks for itself." in tables["statement_actors"]
    # Taken out again one by one, the part and the rows are gone.
    page.locator(".card", has_text="s001").first.click()
    page.get_by_role("button", name="Remove part 1").click()
    expect(parts).to_have_count(1)
    for column in ("reason_en", "role"):
        row = page.locator(f".form fieldset.row:has([id$='-{column}'])").last
        row.get_by_role("button", name="Remove", exact=True).click()
    write_form(page)
    assert f"{DOCUMENT}-s001,2," not in (package / "datapackage/passages.csv").read_text(encoding="utf-8")
    assert f"{DOCUMENT}-e001" not in (package / "datapackage/errata.csv").read_text(encoding="utf-8")
    assert "harbour-code,nauru" not in (package / "datapackage/initiative_actors.csv").read_text(encoding="utf-8")


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("width", ["wide", "phone"])
def test_both_languages_fit_every_screen_and_axe_finds_nothing(
    browser: Browser, window: Open, reading: Asking, language: str, width: str
) -> None:
    del browser
    page = window(**({"viewport": PHONE, "has_touch": True, "is_mobile": True} if width == "phone" else {})).page
    open_desk(page, reading.address, language=language, document=LAMP)
    page.wait_for_selector(".line")
    assert faults_of(page) == []
    page.locator(".card:not(.aside)").first.click()
    page.wait_for_selector("#cells-summary_en")
    wait_checked(page, 0)
    assert faults_of(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.evaluate("document.documentElement.dir") == ("rtl" if language == "ar" else "ltr")
    page.keyboard.press("Escape")
    page.locator("nav button").nth(2).click()
    page.wait_for_selector(".sheet-card")
    assert faults_of(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.fixture(scope="module")
def reading(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Asking]:
    """A desk on a package that nobody changes."""
    with served_desk(lay_out(tmp_path_factory.mktemp("reading") / "package"), SCRIPTS) as desk:
        yield desk


def test_a_list_takes_nothing_that_nobody_chose_and_knows_articles_by_number(reading: Asking, window: Open) -> None:
    page = window().page
    open_desk(page, reading.address, language="ar", document=LAMP)
    page.locator(".card", has_text="s004").click()
    event = page.locator("#cells-event_id")
    held = event.input_value()
    event.click()
    expect(page.locator("[role=option]").first).to_be_visible()
    expect(page.locator("[aria-selected=true]")).to_have_count(0)
    assert event.get_attribute("aria-activedescendant") is None
    event.press("Enter")
    expect(page.locator("[role=option]")).to_have_count(0)
    expect(event).to_have_value(held)
    page.locator("#positions-0-other").fill("المادة 4")
    expect(page.locator("[role=option][aria-selected=true]")).to_contain_text("الفوانيس في المرفأ")


def test_a_form_given_back_takes_the_keyboard_from_the_one_in_its_place(reading: Asking, window: Open) -> None:
    page = window().page
    open_desk(page, reading.address, document=LAMP)
    cards = page.locator(".card:not(.aside)")
    cards.nth(0).click()
    page.locator("#cells-note_en").fill("A note that stays unwritten.")
    page.locator(".text").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("a")
    expect(page.locator(".form h2")).to_have_text("Set aside")
    page.get_by_role("button", name="Open it again").click()
    expect(page.locator("#cells-note_en")).to_have_value("A note that stays unwritten.")
    expect(page.locator(".form h2")).to_be_focused()


def test_a_finding_shows_at_its_field_and_goes(reading: Asking, window: Open) -> None:
    page = window().page
    open_desk(page, reading.address, document=LAMP)
    page.locator(".card", has_text="s004").click()
    page.wait_for_selector("#cells-summary_ar")
    source = "تعارض ناورو هذه المادة وتطلب شطبها من النص"
    page.fill("#cells-summary_ar", source)
    expect(page.locator("[data-shared='8']")).to_be_visible()
    expect(page.locator("#cells-summary_ar-found")).to_contain_text("MQ503 summary_ar repeats 8 words in a row")
    expect(page.locator("#cells-summary_ar")).to_have_attribute("aria-invalid", "true")
    page.get_by_role("button", name="To the next one").click()
    expect(page.locator("#cells-summary_ar")).to_be_focused()
    page.fill("#cells-summary_ar", "تطالب ناورو بإسقاط مادة الفوانيس.")
    expect(page.locator("#cells-summary_ar-found")).to_have_count(0)
    # Proposition and boundary of a topic show while it is chosen.
    page.locator("#topics-0-other").fill("Lamp")
    expect(page.locator(".about")).to_contain_text("Ship owners should pay for the oil")
    assert TEXT
