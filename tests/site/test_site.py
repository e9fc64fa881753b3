"""The site as a reader without scripts has it: every page, every link, every count."""

from __future__ import annotations

import json
import posixpath
import re
import shutil
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import duckdb
import polars as pl
import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from conftest import ROOT, Run, edit
from mawaqif.passages import fold
from mawaqif.plots import Bilingual
from mawaqif.plots.stances import CELLS
from mawaqif.site.codebook import codebook_page
from mawaqif.site.lines import SIGNS
from mawaqif.site.linking import read_content
from mawaqif.site.matrices import MOST_ACTORS, MOST_POSITIONED, MOST_PROVISIONS, MOST_TOPICS
from mawaqif.site.pages import PAGE_LENGTH, all_pages
from mawaqif.site.rendering import environment, render, web
from mawaqif.site.wording import LANGUAGES, day
from mawaqif.site.words import interface_words, questions

ARABIC = re.compile(r"[\u0600-\u06ff]")
SCRIPT = "<script>alert('x')</script>"


@cache
def parsed(path: Path) -> LexborHTMLParser:
    return LexborHTMLParser(path.read_text(encoding="utf-8"))


@cache
def anchors(path: Path) -> frozenset[str]:
    return frozenset(node.attributes["id"] or "" for node in parsed(path).css("[id]"))


def pages(site: Path, language: str) -> list[str]:
    return sorted(path.relative_to(site / language).as_posix() for path in (site / language).rglob("*.html"))


def links(path: Path) -> Iterator[tuple[LexborNode, str]]:
    for node in parsed(path).css("[href], [src], [action]"):
        for name in ("href", "src", "action"):
            if node.attributes.get(name) is not None:
                yield node, str(node.attributes[name])


@cache
def linked(site: Path, page: str) -> frozenset[str]:
    """Return the pages that a page links to, from the root of the site."""
    path = site / page
    inner = {urlsplit(link).path for _, link in links(path) if link and not urlsplit(link).scheme}
    return frozenset(posixpath.normpath(f"{posixpath.dirname(page)}/{unquote(one)}") for one in inner if one)


def one(parent: LexborHTMLParser | LexborNode, css: str) -> LexborNode:
    """Return the one element that a selector finds."""
    (found,) = parent.css(css)
    return found


def text_of(path: Path, css: str) -> list[str]:
    return [" ".join(node.text().split()) for node in parsed(path).css(css)]


def test_both_languages_have_the_same_pages(site: Path) -> None:
    assert pages(site, "en") == pages(site, "ar")


@cache
def target_of(folder: Path, path: str) -> Path | None:
    """Return the file that a link from a page in a folder leads to; None where there is none."""
    target = (folder / path).resolve()
    return target if target.is_file() else None


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_link_leads_somewhere(site: Path, language: str) -> None:
    broken = []
    for page in pages(site, language):
        path = site / language / page
        for _, link in links(path):
            parts = urlsplit(link)
            if parts.scheme:
                assert parts.scheme in {"http", "https"}, (page, link)
                continue
            target = target_of(path.parent, unquote(parts.path)) if parts.path else path
            if target is None or (parts.fragment and unquote(parts.fragment) not in anchors(target)):
                broken.append((page, link))
    assert broken == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", ["documents", "citations", "actors", "initiatives", "errata"])
def test_the_head_of_a_column_leads_to_what_the_codebook_says_of_it(site: Path, page: str, language: str) -> None:
    codebook = parsed(site / language / "codebook.html")
    heads = parsed(site / language / f"{page}.html").css("thead th > a.about")
    assert heads
    for head in heads:
        target, _, place = (head.attributes["href"] or "").partition("#")
        assert (target, place.partition(".")[0]) == ("codebook.html", page)
        (line,) = codebook.css(f"tr[id='{place}']")
        said = head.attributes["title"] or ""
        assert bool(ARABIC.search(said)) == (language == "ar")
        words, shown = (re.findall(r"\w+", text) for text in (said.partition(". ")[0], line.text()))
        assert " ".join(words) in " ".join(shown), place


def test_without_rules_the_page_of_the_codebook_counts_and_warns(published: Path) -> None:
    page = codebook_page(read_content(published), published)
    assert page.context["prose"] == {}
    tables = {table.name: {field.name: field for field in table.fields} for table in page.context["tables"]}
    stance = tables["statement_topics"]["stance"]
    assert sum(count for *_, count in stance.values) == stance.filled > 0
    assert stance.warning.en
    assert ARABIC.search(stance.warning.ar)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_loads_nothing_from_elsewhere_and_runs_nothing_of_its_own(site: Path, language: str) -> None:
    for page in pages(site, language):
        tree = parsed(site / language / page)
        for node in tree.css("script, link[rel=stylesheet], link[rel=icon], img, iframe"):
            if node.attributes.get("type") == "application/ld+json":  # data, which no browser runs
                assert json.loads(node.text())["inLanguage"] == language
                continue
            source = node.attributes.get("src") or node.attributes.get("href") or ""
            assert source, f"{page}: {node.html}"
            assert not urlsplit(source).scheme, f"{page}: {node.html}"
            assert not urlsplit(source).netloc, f"{page}: {node.html}"
        policy = one(tree, "meta[http-equiv]").attributes["content"] or ""
        assert policy.startswith("default-src 'none'; style-src 'self'; "), page
        assert ("wasm-unsafe-eval" in policy) == (page == "query.html"), page
        assert "unsafe-inline" not in policy, page
        handlers = [name for node in tree.css("*") for name in node.attributes if name.startswith("on") or name == "style"]
        assert handlers == [], page


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_says_its_language_and_leads_to_the_other(site: Path, language: str) -> None:
    for page in pages(site, language):
        tree = parsed(site / language / page)
        root = one(tree, "html").attributes
        assert (root["lang"], root["dir"]) == (language, {"en": "ltr", "ar": "rtl"}[language]), page
        (other,) = set(LANGUAGES) - {language}
        assert f"{other}/{page}" in linked(site, f"{language}/{page}"), page
        assert len(tree.css("h1")) == 1, page
        levels = [int(str(node.tag)[1:]) for node in tree.css("main h1, main h2, main h3, main h4, main h5, main h6")]
        assert all(below <= above + 1 for above, below in pairwise(levels)), (page, levels)
        doubled = [key for key, count in Counter(node.attributes["id"] for node in tree.css("[id]")).items() if count > 1]
        assert doubled == [], page


# What links to what: a query of pairs, and the folders of both.
PAIRS = {
    "statement and actor": ("SELECT statement_id, actor_id FROM statement_actors", "statements", "actors"),
    "statement and topic": ("SELECT statement_id, topic_id FROM statement_topics", "statements", "topics"),
    "statement and initiative": ("SELECT statement_id, initiative_id FROM statement_initiatives", "statements", "initiatives"),
    "statement and event": ("SELECT statement_id, event_id FROM statements WHERE event_id IS NOT NULL", "statements", "events"),
    "statement and document": ("SELECT statement_id, document_id FROM statements", "statements", "documents"),
    "statement and answer": (
        "SELECT statement_id, responds_to FROM statements WHERE responds_to IS NOT NULL",
        "statements",
        "statements",
    ),
    "statement and cited": (
        "SELECT statement_id, cited_document_id FROM citations WHERE statement_id IS NOT NULL",
        "statements",
        "documents",
    ),
    "actor and article": ("SELECT actor_id, provision_id FROM positions", "actors", "provisions"),
    "actor and initiative": ("SELECT actor_id, initiative_id FROM initiative_actors", "actors", "initiatives"),
    "actor and document": (
        "SELECT publisher_id, document_id FROM documents WHERE publisher_id IS NOT NULL",
        "actors",
        "documents",
    ),
    "article and statement": ("SELECT provision_id, statement_id FROM positions", "provisions", "statements"),
    "article and topic": ("SELECT provision_id, topic_id FROM provisions", "provisions", "topics"),
    "article and draft": ("SELECT provision_id, document_id FROM provisions", "provisions", "documents"),
}


@pytest.mark.parametrize("name", PAIRS)
def test_items_link_to_each_other_both_ways(site: Path, release: Path, name: str) -> None:
    sql, one, other = PAIRS[name]
    with duckdb.connect(str(release / "mawaqif.duckdb"), read_only=True) as connection:
        pairs = connection.sql(sql).fetchall()
    assert pairs
    found = {key: linked(site, f"en/{one}/{key}.html") for key, _ in pairs}
    back = {key: linked(site, f"en/{other}/{key}.html") for _, key in pairs}
    assert [pair for pair in pairs if f"en/{other}/{pair[1]}.html" not in found[pair[0]]] == []
    assert [pair for pair in pairs if f"en/{one}/{pair[0]}.html" not in back[pair[1]]] == []


def test_a_statement_page_shows_its_row_whole(site: Path, release: Path) -> None:
    with duckdb.connect(str(release / "mawaqif.duckdb"), read_only=True) as connection:
        rows = connection.sql("SELECT statement_id, summary_en, summary_ar FROM statements").fetchall()
        links = connection.sql("SELECT statement_id, deep_link FROM citations_named WHERE statement_id IS NOT NULL").fetchall()
        hashes = connection.sql("SELECT statement_id, text_sha256, text_start FROM passages").fetchall()
    for key, english, arabic in rows:
        for language, summary, other in (("en", english, arabic), ("ar", arabic, english)):
            path = site / language / "statements" / f"{key}.html"
            assert text_of(path, "p.lead") == [summary]
            assert text_of(path, "p.other") == [other]
    for key, link in links:
        if link:
            assert link in {node.attributes["href"] for node in parsed(site / "en" / "statements" / f"{key}.html").css("a.open")}
    for key, digest, start in hashes:
        tree = parsed(site / "ar" / "statements" / f"{key}.html")
        assert digest in {code.text() for code in tree.css("code.hash")}
        assert any((node.text() or "").startswith(start) for node in tree.css('q[lang="ar"]'))


def test_lists_have_a_row_each(site: Path, release: Path) -> None:
    wanted = {
        "actors": "actors",
        "initiatives": "initiatives",
        "documents": "documents",
        "citations": "citations",
        "errata": "errata",
    }
    with duckdb.connect(str(release / "mawaqif.duckdb"), read_only=True) as connection:
        rows = {page: connection.table(table).count("*").fetchall()[0][0] for page, table in wanted.items()}
        statements = connection.sql("SELECT statement_id FROM statements ORDER BY document_id, ordinal").fetchall()
    shown = {
        page: sum(len(parsed(path).css(f"table#{page} tbody tr")) for path in (site / "en").glob(f"{page}*.html"))
        for page in wanted
    }
    assert shown == rows
    lists = ["statements.html", *(f"statements-{number}.html" for number in range(2, 2 + (len(statements) - 1) // PAGE_LENGTH))]
    cards = [node.attributes["id"] for page in lists for node in parsed(site / "ar" / page).css("article.card, ol.said > li")]
    assert cards == [key for (key,) in statements]


def test_figures_of_the_overview_are_those_of_the_tables(site: Path, release: Path) -> None:
    with duckdb.connect(str(release / "mawaqif.duckdb"), read_only=True) as connection:
        tables = ("statements", "actors", "topics", "positions", "initiatives", "events", "citations", "errata")
        counts = [connection.table(table).count("*").fetchall()[0][0] for table in tables]
        stances = connection.sql("SELECT topic_id, stance, count(*) FROM statement_topics GROUP BY ALL").fetchall()
    assert [int(text.replace(",", "")) for text in text_of(site / "ar" / "index.html", ".figures strong")] == counts
    bars = {
        str(node.attributes["data-filter"]): " ".join(node.text().split())
        for node in parsed(site / "en" / "index.html").css(".bars .stance")
    }
    wanted = {f"topic={topic}&stance={stance}": f"{SIGNS[stance]} {count}" for topic, stance, count in stances}
    assert bars
    # Of a theme with many topics those with the most statements are shown.
    assert bars.items() <= wanted.items()


def test_the_matrix_of_stances_is_that_of_the_plot(site: Path, release: Path) -> None:
    signs = {(True, False): "supports", (False, True): "opposes", (True, True): "mixed", (False, False): "neutral"}
    with duckdb.connect(str(release / "mawaqif.duckdb"), read_only=True) as connection:
        wanted = {
            (topic, actor): signs[supports, opposes] for topic, _, actor, supports, opposes, _ in connection.sql(CELLS).fetchall()
        }
    found = {}
    for cell in parsed(site / "ar" / "stances.html").css("td.cell[data-topic]"):
        attributes = cell.attributes
        found[attributes["data-topic"], attributes["data-actor"]] = (one(cell, "a").attributes["class"] or "").split()[1]
    # A large matrix is cut to those who have the most.
    topics, actors = ({pair[at] for pair in found} for at in (0, 1))
    assert found == {pair: side for pair, side in wanted.items() if pair[0] in topics and pair[1] in actors}
    assert len(topics) == min(MOST_TOPICS, len({topic for topic, _ in wanted}))
    assert len(actors) == min(MOST_ACTORS, len({actor for _, actor in wanted}))


def test_the_matrix_of_positions_has_every_position(site: Path, release: Path) -> None:
    with duckdb.connect(str(release / "mawaqif.duckdb"), read_only=True) as connection:
        wanted = {
            (actor, article): wish
            for actor, article, wish in connection.sql("SELECT actor_id, provision_id, position FROM positions").fetchall()
        }
    cells = parsed(site / "en" / "positions.html").css("td.cell[data-actor]")
    found = {
        (cell.attributes["data-actor"], cell.attributes["data-provision"]): (one(cell, "a").attributes["class"] or "").split()[1]
        for cell in cells
    }
    actors, articles = ({pair[at] for pair in found} for at in (0, 1))
    assert found == {pair: wish for pair, wish in wanted.items() if pair[0] in actors and pair[1] in articles}
    assert len(actors) == min(MOST_POSITIONED, len({actor for actor, _ in wanted}))
    assert len(articles) == min(MOST_PROVISIONS, len({article for _, article in wanted}))


def test_the_page_of_an_article_says_who_wants_what_and_where_it_is_written(site: Path) -> None:
    tree = parsed(site / "en" / "provisions" / "ahc-art-29.html")
    assert {"= retain", "× delete"} <= {" ".join(node.text().split()) for node in tree.css("main h2")}
    against = tree.css("main h2#delete ~ section")[0]
    names = {"Malaysia", "Singapore", "Switzerland", "Viet Nam", "Vietnam"}
    assert len(names & {node.text().strip() for node in against.css("span[id] a")}) == 4
    assert "../statements/icann-ge-014-s118.html" in {node.attributes["href"] for node in against.css("a")}
    assert any("#page=33" in (node.attributes["href"] or "") for node in tree.css("dl.facts a.open"))


def test_the_data_of_the_interactive_views_are_the_tables(site: Path, release: Path) -> None:
    data = json.loads((site / "data" / "index.json").read_text(encoding="utf-8"))
    columns, names = data["columns"], {table: one["id"] for table, one in data["names"].items()}
    queries = {
        ("actors", "roles"): "SELECT statement_id, actor_id, role FROM statement_actors",
        ("topics", "stances"): "SELECT statement_id, topic_id, stance FROM statement_topics",
        ("initiatives", "relations"): "SELECT statement_id, initiative_id, relation FROM statement_initiatives",
    }
    with duckdb.connect(str(release / "mawaqif.duckdb"), read_only=True) as connection:
        for (one, other), sql in queries.items():
            found = [
                (key, names[one][first], names[other][second])
                for key, pairs in zip(columns["id"], numbers_of(columns[one]), strict=True)
                for first, second in zip(pairs[::2], pairs[1::2], strict=True)
            ]
            assert sorted(found) == sorted(connection.sql(sql).fetchall())
        positions = connection.sql("SELECT provision_id, actor_id, position, statement_id FROM positions").fetchall()
        rows = connection.sql("SELECT statement_id, kind, date, event_id, summary_en, summary_ar FROM statements").fetchall()
    told = [
        (names["provisions"][article], names["actors"][actor], names["positions"][wish], columns["id"][at] if at >= 0 else None)
        for article, actor, wish, at in zip(*(data["positions"][column::4] for column in range(4)), strict=True)
    ]
    assert sorted(told) == sorted(positions)
    texts = [text for part in parts_of(site, "texts") for text in part]
    events = [names["events"][at] if at >= 0 else None for at in columns["event"]]
    kinds = [names["kinds"][at] for at in columns["kind"]]
    told = list(zip(columns["id"], kinds, columns["date"], events, *zip(*texts, strict=True), strict=True))
    assert sorted(told) == sorted(rows)


def numbers_of(column: list[Any]) -> list[list[int]]:
    """Return the numbers of each statement in a column of the index: one, or as many as the column says first."""
    if not (column and isinstance(column[0], list)):
        return [[one] for one in column]
    lengths, numbers = column
    return [numbers[end - length : end] for length, end in zip(lengths, accumulate(lengths), strict=True)]


def parts_of(site: Path, folder: str) -> list[Any]:
    """Return the numbered parts in a folder of the data, in order."""
    paths = [path for path in (site / "data" / folder).glob("*.json") if path.stem.isdigit()]
    return [json.loads(path.read_text(encoding="utf-8")) for path in sorted(paths, key=lambda path: int(path.stem))]


def test_the_first_view_is_what_the_index_counts(site: Path) -> None:
    start, index = (json.loads((site / "data" / name).read_text(encoding="utf-8")) for name in ("explorer.json", "index.json"))
    assert start["total"] == len(index["columns"]["id"])
    assert [one["id"] for one in start["statements"][: start["shown"]]] == index["columns"]["id"][: start["shown"]]
    for field, column in (("actor", "actors"), ("topic", "topics"), ("document", "document")):
        table = {"document": "documents"}.get(column, column)
        pairs = [one[::2] for one in numbers_of(index["columns"][column])]
        counts = Counter(index["names"][table]["id"][at] for row in pairs for at in set(row))
        assert start["facets"][field]["of"] == len(counts)
        first = dict(start["facets"][field]["first"])
        assert sorted(first.values(), reverse=True) == [count for _, count in counts.most_common(len(first))]
        assert first == {key: counts[key] for key in first}
        assert set(first) <= set(start["names"][table])


def test_every_word_of_a_summary_or_a_name_leads_to_its_statement(site: Path) -> None:
    words, index = (
        json.loads((site / "data" / name).read_text(encoding="utf-8")) for name in ("search/words.json", "index.json")
    )
    listed = words["words"].split("\n")
    found: dict[str, dict[str, Counter[int]]] = {field: {} for field in words["lengths"]}
    for first, part in zip(words["starts"], parts_of(site, "search"), strict=True):
        for field, steps in part.items():
            found[field] |= {listed[first + int(at)]: Counter(accumulate(own)) for at, own in steps.items()}
    assert set(listed) == {word for own in found.values() for word in own}
    texts = [text for part in parts_of(site, "texts") for text in part]
    said = {"summary": [fold(f"{english} {arabic}").split() for english, arabic in texts]}
    said["id"] = [fold(one).split() for one in index["columns"]["id"]]
    for table in ("actors", "topics"):
        columns = index["names"][table]
        called = (columns[key] for key in ("en", "ar", "aliases") if key in columns)
        names = [fold(" ".join(every)).split() for every in zip(*called, strict=True)]
        said[table] = [[word for at in numbers[::2] for word in names[at]] for numbers in numbers_of(index["columns"][table])]
    for field, own in said.items():
        assert [len(set(one) if field == "summary" else one) for one in own] == words["lengths"][field], field
        places = {(word, place): times for place, one in enumerate(own) for word, times in Counter(one).items()}
        assert places == {(word, place): times for word, one in found[field].items() for place, times in one.items()}, field


def test_downloads_are_the_release_byte_for_byte(site: Path, release: Path) -> None:
    sums = (release / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    names = {line.partition("  ")[2] for line in sums} | {"SHA256SUMS"}
    offered = {path.relative_to(site / "downloads").as_posix() for path in (site / "downloads").rglob("*") if path.is_file()}
    assert offered == names
    assert all((site / "downloads" / name).read_bytes() == (release / name).read_bytes() for name in names)


def test_every_question_of_the_overview_is_answered_by_a_page(site: Path) -> None:
    shown = {node.text() for node in parsed(site / "ar" / "index.html").css(".questions a")}
    assert shown == {text.ar for text, _, _ in questions()}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_says_what_it_is_about(site: Path, language: str) -> None:
    kinds = {"statements": {"Claim", "Quotation"}, "topics": {"DefinedTerm"}, "events": {"Event"}, "documents": {"CreativeWork"}}
    kinds |= {"actors": {"Country", "Person", "Organization", "GovernmentOrganization"}, "initiatives": {"Thing"}}
    for folder, types in kinds.items():
        found = set()
        for path in (site / language / folder).glob("*.html"):
            tree = parsed(path)
            about = json.loads(one(tree, "script[type='application/ld+json']").text()).get("mainEntity")
            if about is None:  # an identifier that no row has any longer
                assert f"{language}/retired.html" in linked(site, f"{language}/{folder}/{path.name}")
                continue
            assert about["identifier"] == path.stem
            found.add(about["@type"])
            row = one(tree, "link[rel=describedby]").attributes["href"] or ""
            assert path.stem in rows_of((path.parent / row).resolve(), folder)
            assert one(tree, "meta[name=description]").attributes["content"]
            assert one(tree, "header nav a[aria-current]").attributes["href"] == f"../{folder}.html"
        assert found
        assert found <= types


@cache
def rows_of(path: Path, table: str) -> dict[str, Any]:
    """Return the rows of a table that a file of the interface for programs holds, by their keys."""
    held = json.loads(path.read_text(encoding="utf-8"))
    assert held["table"] == table
    return dict(held["items"])


def test_a_statement_is_cited_in_every_form(site: Path) -> None:
    """The entries of a document's statements stand in one file each of BibTeX and RIS, to which their pages lead."""
    for path in (site / "ar" / "statements").glob("*.html"):
        if not parsed(path).css("a[data-entry]"):  # an identifier that no row has any longer
            continue
        bib, ris = ((path.parent / (link.attributes["href"] or "")).resolve() for link in parsed(path).css("a[data-entry]"))
        assert f"@misc{{{path.stem}," in entries(bib)
        assert f"\nID  - {path.stem}\n" in entries(ris)
        assert f"Statement {path.stem}" in one(parsed(path), ".cite").text()


@cache
def entries(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def test_a_host_has_a_page_for_addresses_that_lead_nowhere(site: Path) -> None:
    tree = parsed(site / "404.html")
    assert [node.attributes["lang"] for node in tree.css("section")] == list(LANGUAGES)
    for link in tree.css("a, link"):
        assert (site / (link.attributes["href"] or "").removeprefix("/")).is_file()


def test_words_are_used_and_said_in_both_languages() -> None:
    folder = ROOT / "build" / "mawaqif" / "site"
    code = "".join(path.read_text(encoding="utf-8") for path in [*folder.rglob("*.html"), *folder.rglob("*.py")])
    for name, both in interface_words().items():
        assert re.search(rf"['\"]{name}['\"]", code) or re.fullmatch(r"(month|measure)-\w+", name), name
        assert set(re.findall(r"\{\w+\}", both.en)) == set(re.findall(r"\{\w+\}", both.ar)), name
        assert re.search(r"[؀-ۿ]", both.ar) or both.ar == both.en, name


@pytest.mark.parametrize(
    ("text", "english", "arabic"),
    [("2021-12-14", "14 December 2021", "14 ديسمبر 2021"), ("2023-04", "April 2023", "أبريل 2023"), ("2019", "2019", "2019")],
)
def test_a_date_is_said_as_far_as_it_is_known(text: str, english: str, arabic: str) -> None:
    assert (day(text, "en"), day(text, "ar")) == (english, arabic)


@pytest.mark.parametrize("link", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "", None])
def test_a_link_that_is_not_of_the_web_is_none(link: str | None) -> None:
    assert web(link) == ""


def test_no_cell_is_taken_for_html(release: Path) -> None:
    content = read_content(release)
    for items in (content.actors, content.topics, content.initiatives, content.documents, content.events, content.statements):
        for item in items.values():
            item.name = Bilingual(f"{item.name.en} {SCRIPT}", f"{item.name.ar} {SCRIPT}")
            item.row = {key: SCRIPT if key.startswith(("note", "alias", "symbol")) else value for key, value in item.row.items()}
    for statement in content.statements.values():
        statement.summary = Bilingual(SCRIPT, SCRIPT)
    tables = dict(content.dataset.tables)
    for name, columns in (("terms", ("term_en", "variants_ar", "note_en")), ("retired_identifiers", ("reason_en", "reason_ar"))):
        table, hostile = tables[name], [pl.lit(SCRIPT).alias(one) for one in columns]
        tables[name] = replace(table, cells=table.cells.with_columns(hostile), frame=table.frame.with_columns(hostile))
    content = replace(content, dataset=replace(content.dataset, tables=tables))
    shared = {"scripts": False, "notices": "", "menu": (), "map": ()}
    made = environment(content, "ar", shared)
    shown = Counter()
    for page in all_pages(content, release):
        tree = LexborHTMLParser(render(made, page, ""))
        (data,) = tree.css("script")
        assert json.loads(data.text())["@type"] == "WebPage", page.path
        shown[page.template] += (tree.body.text() if tree.body else "").count(SCRIPT)
    assert {name for name, count in shown.items() if not count} == {
        "api.html",
        "changes.html",
        "codebook.html",
        "downloads.html",
        "query.html",
    }


def test_without_interactive_parts_the_command_says_so(release: Path, tmp_path: Path, run: Run) -> None:
    done = run("mawaqif", "site", "--release", release, "--out", tmp_path / "site", "--scripts", tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert "no explorer.js in it" in done.stderr
    assert not (tmp_path / "site").exists()


def test_what_is_no_release_is_refused(tmp_path: Path, release: Path, run: Run) -> None:
    (tmp_path / "empty").mkdir()
    done = run("mawaqif", "site", "--release", "empty", "--out", "site")
    assert (done.returncode, done.stderr) == (
        2,
        "mawaqif: empty: not a release; run `mawaqif build` first, or name its folder with --release\n",
    )
    shutil.copytree(release, tmp_path / "damaged")
    edit(tmp_path / "damaged" / "csv" / "topics.csv", "confidence-building,security", "confidence-building,network")
    done = run("mawaqif", "site", "--release", "damaged", "--out", "site")
    assert done.returncode == 2
    assert done.stderr == "mawaqif: damaged/csv/topics.csv: not as it was published; run `mawaqif build` again\n"


def test_a_folder_that_is_somebodys_is_left_alone(tmp_path: Path, release: Path, run: Run) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "mine.txt").write_text("mine", encoding="utf-8")
    done = run("mawaqif", "site", "--release", release, "--out", "site")
    assert done.returncode == 2
    assert "holds mine.txt, which is not of a site" in done.stderr
    assert [path.name for path in (tmp_path / "site").iterdir()] == ["mine.txt"]
