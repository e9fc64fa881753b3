"""The codebook says the same in both languages, and travels in every release of a package that has chapters."""

from __future__ import annotations

import json
import re
import shutil
from collections import Counter
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import pytest
from markdown_it import MarkdownIt

import unchanged
from conftest import ROOT, Run
from mawaqif.data import connect
from mawaqif.release.agreement import measure_agreement
from mawaqif.release.codebook import WORDINGS
from mawaqif.release.editions import dictionary_schema, profiles
from mawaqif.release.editions.profiles import LONGEST_EXAMPLE
from mawaqif.release.views import view_schemas, views_of
from mawaqif.tables import Dataset
from unchanged import real_published

CHAPTERS = ROOT / "docs" / "chapters"
NAMES = sorted(path.name for path in (CHAPTERS / "en").iterdir())
PAGES = {name: (ROOT / "docs" / name).read_text(encoding="utf-8") for name in ("codebook.md", "codebook.ar.md")}
TABLES = len(real_published().tables)
VIEWS = len(list((ROOT / "build/mawaqif/release/views").glob("*.sql")))
ARABIC = re.compile(r"[\u0600-\u06ff]")
FRAME = ('<div dir="rtl" lang="ar">\n\n', "\n</div>\n")


def code(text: str) -> Counter[str]:
    return Counter(re.findall(r"`([^`]+)`", text))


def unframed(page: str) -> str:
    """Return a page as a release has it: without the notice, and without the frame that gives it its direction."""
    return page.partition("\n")[2].removeprefix(FRAME[0]).removesuffix(FRAME[1])


def unexampled(line: str) -> str:
    """Return a line without the example of a column, which is a value in whatever language it has."""
    return re.sub(r"Example: .*?(?= Since version| Coded twice| \*\*Mind| \|$)", "", line)


def headings(text: str) -> list[tuple[str, str]]:
    return re.findall(r"^(#+) (.*)$", text, re.MULTILINE)


def test_both_languages_have_the_same_chapters() -> None:
    assert "00-title.md" in NAMES
    assert "boundaries.txt" in NAMES
    assert sorted(path.name for path in (CHAPTERS / "ar").iterdir()) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_a_chapter_has_the_same_parts_in_both_languages(name: str) -> None:
    english, arabic = ((CHAPTERS / language / name).read_text(encoding="utf-8") for language in ("en", "ar"))
    for pattern in (r"\{\{[\w-]+\}\}", r"^#+ ", r"^- ", r"^[\w-]+: "):
        assert re.findall(pattern, arabic, re.MULTILINE | re.ASCII) == re.findall(pattern, english, re.MULTILINE | re.ASCII)
    assert len(re.split(r"\n\n+", arabic)) == len(re.split(r"\n\n+", english))
    # The column that the Arabic page must name, because it is in English, and the value of a Boolean.
    assert set(code(arabic)) - set(code(english)) <= {"reason_en", "true"}
    assert set(code(english)) <= set(code(arabic))
    assert not ARABIC.search(re.sub(r"\[العربية\]", "", english))


def test_both_pages_name_each_other_and_have_the_same_sections_and_rows() -> None:
    english, arabic = PAGES.values()
    assert "\nEnglish · [العربية](codebook.ar.md)\n" in english
    assert "\n[English](codebook.md) · العربية\n" in arabic
    levels = [[level for level, _ in headings(text)] for text in (english, arabic)]
    assert levels[1] == levels[0]
    names = [
        re.findall(pattern, text, re.MULTILINE)
        for pattern, text in ((r"^### ([\w-]+) · ", english), (r"^### .* · ([\w-]+)$", arabic))
    ]
    assert len(names[0]) == levels[0].count("###") == held()["topics"].height + TABLES + VIEWS
    assert names[1] == names[0]
    assert len(re.findall(r"^\| ", arabic, re.MULTILINE)) == len(re.findall(r"^\| ", english, re.MULTILINE))
    assert len(re.findall(r"^- ", arabic, re.MULTILINE)) == len(re.findall(r"^- ", english, re.MULTILINE))


def test_made_parts_are_in_the_language_of_the_page() -> None:
    english, arabic = PAGES.values()
    printed = re.compile(r"^\| [\w-]+-e\d{3} \|", re.ASCII)
    for line in map(unexampled, english.splitlines()):
        assert printed.match(line) or line.startswith("English · ") or not ARABIC.search(line), line
    _, _, tables = arabic.partition("## الجداول والأعمدة")
    for line in tables.splitlines():
        if line.startswith("| `"):
            _, title, *_, held = line.split(" | ", 3)
            assert all(map(ARABIC.search, (title, held))), line
    for heading in (
        "المفتاح: `statement_id` و`part`.",
        "`string` يحيل إلى `statements`، إلزامي",
    ):
        assert heading in arabic
    assert re.search(r"\| من [^|]*\d\.\d\d[^|]* إلى \d\.\d\d \|", arabic)
    # A minus sign would else stand at the wrong end.
    assert [wording.kept("-0.30") for wording in WORDINGS] == ["-0.30", "&lrm;-0.30&lrm;"]


@pytest.mark.parametrize("text", PAGES.values(), ids=PAGES)
def test_a_page_renders_whole(text: str) -> None:
    html = MarkdownIt("commonmark", {"html": False}).enable("table").render(unframed(text))
    assert "{{" not in html
    assert "&lt;" not in html
    assert html.count("<h2>") == len(re.findall(r"^- \[[^]]+\]\(#", text, re.MULTILINE)) > 0
    assert html.count("<table>") == len(re.findall(r"^\|-", text, re.MULTILINE)) > TABLES


@pytest.mark.parametrize("text", PAGES.values(), ids=PAGES)
def test_a_column_says_how_often_each_value_stands_and_how_often_none(text: str) -> None:
    stances, actors = held()["statement_topics"]["stance"].value_counts().rows(), held()["actors"]
    lines = re.findall(r"^\| `stance` .*$", text, re.MULTILINE)
    assert any(all(re.search(rf"`{value}`[^`(]* \({count}\)", line) for value, count in stances) for line in lines)
    (code,) = re.findall(r"^\| `iso3` .*$", text, re.MULTILINE)
    assert {int(number) for number in re.findall(r"\d+", code)} >= {actors["iso3"].count(), actors.height}


def test_the_release_has_both_pages(release: Path) -> None:
    for name, page in PAGES.items():
        assert (release / name).read_text(encoding="utf-8") == unframed(page)
        assert f"  {name}\n" in (release / "SHA256SUMS").read_text(encoding="utf-8")
        assert f"]({name})" in (release / "README.md").read_text(encoding="utf-8")
    crate = json.loads((release / "ro-crate-metadata.json").read_text(encoding="utf-8"))
    assert {item["@id"]: item.get("encodingFormat") for item in crate["@graph"]}["codebook.ar.md"] == "text/markdown"


def test_a_package_has_the_languages_of_its_chapters(package: Path, run: Run) -> None:
    none = run("mawaqif", "docs", package)
    assert (none.returncode, none.stderr.count("\n")) == (2, 1)
    assert "no chapters" in none.stderr
    shutil.copytree(CHAPTERS / "ar", package / "docs/chapters/ar")
    (package / "docs/codebook.md").write_text(PAGES["codebook.md"], encoding="utf-8")
    assert run("mawaqif", "docs", package).stdout.splitlines()[:2] == ["removed docs/codebook.md", "written docs/codebook.ar.md"]
    assert " · lamp-oil\n" in (package / "docs/codebook.ar.md").read_text(encoding="utf-8")
    # A page that was written by hand is nobody's to remove.
    (package / "docs/codebook.md").write_text("# Lamps\n")
    assert run("mawaqif", "docs", package, "--check").stdout == ""


@pytest.mark.parametrize(
    ("chapter", "words"),
    [
        (b"{{lamps}}\n", "docs/chapters/ar/01-lamps.md: no part is called lamps; there are contents, counts,"),
        (b"{{errata}}\n", "docs/chapters/ar/01-lamps.md: {{errata}} is made from the table errata (erratum_id, field,"),
        (b"caf\xe9\n", "01-lamps.md: byte 3 is not UTF-8"),
    ],
    ids=["mark", "table", "bytes"],
)
def test_a_chapter_that_cannot_be_filled_is_named(chapter: bytes, words: str, package: Path, run: Run) -> None:
    index = json.loads((package / "datapackage.json").read_text(encoding="utf-8"))
    index["resources"] = [item for item in index["resources"] if item["name"] != "errata"]
    (package / "datapackage.json").write_text(json.dumps(index))
    (package / "datapackage/errata.csv").unlink()
    (package / "docs/chapters/ar").mkdir(parents=True)
    (package / "docs/chapters/ar/01-lamps.md").write_bytes(chapter)
    result = run("mawaqif", "docs", package)
    assert (result.returncode, result.stdout, result.stderr.count("\n")) == (2, "", 1)
    assert words in result.stderr
    assert not (package / "docs/codebook.ar.md").exists()


SCHEMAS = real_published().descriptor.tables
VIEW_SCHEMAS = view_schemas(SCHEMAS)


@cache
def database() -> duckdb.DuckDBPyConnection:
    """Return the tables and views, read once; no test changes them."""
    return connect()


@cache
def held() -> dict[str, pl.DataFrame]:
    """Return the rows of every table and view."""
    return {name: database().table(name).pl() for name in (*SCHEMAS, *VIEW_SCHEMAS, "data_dictionary")}


def documented() -> list[tuple[str, dict[str, Any]]]:
    """Return the tables and columns of the package and what their schemas say of them, derived ones among them."""
    columns = [(f"{name}.{item.name}", dict(item.raw)) for name, schema in SCHEMAS.items() for item in schema.fields]
    return [*((name, dict(schema.raw)) for name, schema in SCHEMAS.items()), *columns]


def of_views() -> list[tuple[str, dict[str, Any]]]:
    """Return the columns of the views that the codebook describes, and what their files say of them."""
    raws = [(view.name, raw) for view in views_of(SCHEMAS) for raw in view.raw["fields"]]
    return [(f"{name}.{raw['name']}", raw) for name, raw in raws if "copyOf" not in raw or "warning" in raw]


def test_a_version_that_a_column_names_is_one_that_is_told() -> None:
    versions = re.findall(r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    named = {name: raw["since"] for name, raw in documented() if "since" in raw}
    assert set(named.values()) <= set(versions[:-1])  # what the first version has names none
    for name, version in named.items():
        assert f"Since version {version}." in PAGES["codebook.md"]
        assert name.count(".") or f"`{name}`" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), name


def test_a_warning_stands_in_both_languages_and_in_the_dictionary() -> None:
    told = [*documented(), *of_views()]
    warned = {name: (raw.get("warning"), raw.get("warning_ar")) for name, raw in told if {"warning", "warning_ar"} & {*raw}}
    assert all(english and arabic and ARABIC.search(arabic) for english, arabic in warned.values())
    rows = held()["data_dictionary"].select("table_name", "column_name", "warning_en", "warning_ar").iter_rows()
    listed = {f"{table}.{column}": (english, arabic) for table, column, english, arabic in rows}
    assert {name: listed[name] for name in warned} == warned
    assert listed["stances.stance"] == warned["statement_topics.stance"]
    assert PAGES["codebook.md"].count("**Mind:**") == PAGES["codebook.ar.md"].count("**انتبه:**") == len(warned)


def test_a_warning_names_columns_that_there_are() -> None:
    schemas = {**SCHEMAS, **VIEW_SCHEMAS, "data_dictionary": dictionary_schema()}
    codes = {str(raw["value"]) for schema in schemas.values() for item in schema.fields for raw in item.raw.get("categories", ())}
    known = {*schemas, *codes, *(name for schema in schemas.values() for name in schema.columns), *held()["topics"]["topic_id"]}
    named = {
        (name, word)
        for name, schema in schemas.items()
        for item in schema.fields
        for key in ("warning", "warning_ar")
        for word in re.findall(r"'([a-z][a-z0-9_-]+)'", item.raw.get(key, ""))
    }
    assert len(named) > 0
    assert {(name, word) for name, word in named if word not in known} <= {
        ("pages", "iv"),
        ("citations", "true"),
        ("citations_named", "true"),
        *((name, "online") for name in schemas),
    }


def test_a_column_of_a_view_says_what_it_is_made_from_and_what_it_holds() -> None:
    queries = {view.name: view.sql for view in views_of(SCHEMAS)}
    for name, raw in of_views():
        view, _, column = name.partition(".")
        line = next(line for line in section(name).splitlines() if line.startswith(f"| `{column}` |"))
        origins = VIEW_SCHEMAS[view].by_name[column].raw["origin"].split(" | ")
        assert f"From {', '.join(f'`{origin}`' for origin in origins)}." in line
        for table, _, origin in (one.partition(".") for one in origins):
            assert origin in SCHEMAS[table].columns
            # A view reads a table, or another view that reads it.
            made = queries[view] + "".join(sql for other, sql in queries.items() if re.search(rf"\b{other}\b", queries[view]))
            assert re.search(rf"\b{origin}\b", made), name
        if "copyOf" not in raw and "since" in raw:
            assert f"Since version {raw['since']}." in line
        cells = held()[view][column]
        assert (f"Filled in {cells.count():,} of {cells.len():,} rows" in line) == bool(cells.null_count()), line
        assert ("Example: " in line) == bool(
            cells.count() and not raw.get("categories") and "copyOf" not in raw
        ) or "copyOf" in raw


@pytest.mark.parametrize("name", ["statement_topics", "citations", "actors", "stances", "statements_wide", "initiatives_named"])
def test_the_dictionary_counts_what_there_is(name: str) -> None:
    frame, schema = held()[name], {**SCHEMAS, **VIEW_SCHEMAS}[name]
    rows = held()["data_dictionary"].filter(pl.col("table_name") == name)
    columns = ("column_name", "row_count", "filled_count", "value_counts", "example", "origin")
    for column, height, filled, counts, example, origin in rows.select(columns).iter_rows():
        cells, field = frame[column], schema.by_name[column]
        assert (height, filled) == (frame.height, cells.count())
        assert origin == field.raw.get("origin")
        texts = cells.cast(pl.String) if cells.dtype == pl.Boolean else cells
        found = dict(texts.drop_nulls().value_counts().rows())
        if field.raw.get("categories") or cells.dtype == pl.Boolean:
            told = dict(item.rsplit(": ", 1) for item in counts.split(" | "))
            assert {value: int(count) for value, count in told.items() if count != "0"} == found
            assert example is None
        else:
            assert counts is None
            least = str(cells.min()) if filled else None
            assert example == (least if least is None or len(least) <= LONGEST_EXAMPLE else f"{least[:LONGEST_EXAMPLE]}…")


def test_rows_that_make_no_view_leave_its_columns_uncounted() -> None:
    real = unchanged.real_published()
    tables = dict(real.tables)
    later = pl.when(pl.col("locator_kind") == "timestamp").then(pl.lit("later")).otherwise("locator").alias("locator")
    citations = replace(tables["citations"], frame=tables["citations"].frame.with_columns(later))
    found = profiles(Dataset(real.descriptor, {**tables, "citations": citations}))
    assert found["citations_named"] == found["statements_wide"] == {}
    assert found["citations"]["locator"].filled == tables["citations"].frame["locator"].count()
    assert found["stances"]["stance"].rows == held()["stances"].height


def test_what_was_coded_twice_shows_the_figures_of_its_measure() -> None:
    named = {name: raw["agreement"] for name, raw in documented() if "agreement" in raw}
    figures = {item.measure: item for item in measure_agreement(unchanged.real_published(), draws=0, by_topic=False)}
    assert set(named.values()) == figures.keys()
    for name, measure in named.items():
        line = re.search(
            rf"^\| `{name.partition('.')[2]}` .*Coded twice: ([\d,]+) of ([\d,]+) alike, alpha (\S+) ",
            section(name),
            re.MULTILINE,
        )
        assert line
        found = figures[measure]
        assert line.groups() == (f"{found.agreed:,}", f"{found.units:,}", f"{found.alpha:.3f}")


def section(name: str) -> str:
    """Return the part of the English codebook on a table, by the name of a column of it."""
    return PAGES["codebook.md"].split(f"\n### {name.partition('.')[0]} · ", 1)[1].partition("\n### ")[0]


@pytest.mark.parametrize("name", ["statements", "citations", "passages", "topics"])
def test_rows_are_counted_by_their_documents_and_years(name: str) -> None:
    # Counted by SQL, not by the way of the codebook.
    connection = database()
    columns = connection.table(name).columns
    if "statement_id" not in columns:
        assert "Rows from" not in section(name)
        return
    own = "t.document_id" if "document_id" in columns else "NULL"
    joined = f"FROM {name} t LEFT JOIN statements s USING (statement_id)"
    if name == "statements":
        joined, own = "FROM statements s", "s.document_id"
    rows = connection.sql(
        f"SELECT coalesce({own}, s.document_id) AS d, count(*) {joined} GROUP BY d ORDER BY 2 DESC, 1"
    ).fetchall()
    years = connection.sql(f"SELECT min(left(s.date, 4)), max(left(s.date, 4)) {joined}").fetchall()[0]
    listed = ", ".join(f"`{document}` ({count:,})" for document, count in rows[:6])
    rest = " …" if len(rows) > 6 else ""
    assert f"Rows from: {listed}{rest}, {years[0]} to {years[1]}." in section(name)
