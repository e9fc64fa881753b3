"""What is published commands nothing: no edition, picture or query result obeys a text of the rows or of the index."""

from __future__ import annotations

import csv
import json
import re
import sys
import zipfile
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import duckdb
import openpyxl
import pyarrow as pa
import pytest
import yaml

from conftest import lay_out
from hostile_texts import HOSTILE, assert_for_markdown, assert_for_terminal, poison, tokens
from mawaqif import deriving
from mawaqif.data import connect
from mawaqif.findings.escaping import visible
from mawaqif.plots import PLOTS
from mawaqif.plots.drawing import draw
from mawaqif.query.results import RESULT_FORMATS, render_table
from mawaqif.release.codebook import codebooks
from mawaqif.release.editions import metadata_of
from mawaqif.release.editions.archives import write_archives
from mawaqif.release.editions.registry import DESCRIPTIONS, EDITIONS, INDEX_EDITION
from mawaqif.site.citing import bibtex
from mawaqif.tables import Dataset, load_dataset

ALL = " ".join(text for name, text in HOSTILE.items() if name != "long")
# What a schema may say of a table: a line of text.
LINE = " ".join(text for name, text in HOSTILE.items() if name != "long" and text.isprintable())
# What a chapter of the codebook can ask for; each part is made from rows and schemas.
CHAPTER = "# Lamps\n\n{{contents}}\n\n{{counts}}\n\n{{tables}}\n\n{{topics}}\n\n{{errata}}\n\n{{limits}}\n"


def poison_index(raw: Any) -> None:
    """Put the texts into what the index says of the package."""
    raw |= dict.fromkeys(("title", "title_ar", "description", "description_ar", "keywords"), ALL)
    raw |= {"homepage": "javascript:alert(1)", "version": "1.0.0", "keywords": [ALL], "contributors": [{"title": ALL}]}
    raw["licenses"] = [{"name": "x", "title": ALL, "path": "javascript:alert(1)"}, {"path": "https://a.example/(x) y"}]
    raw["limits"] = [dict.fromkeys(("title", "title_ar", "description", "description_ar"), ALL)]
    raw["method"] = [{"name": "x", **raw["limits"][0]}]


@pytest.fixture(scope="module")
def used() -> set[str]:
    return set()


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory, used: set[str]) -> Dataset:
    """An invented package in which every free text is hostile; no check is asked, as for a release of strangers."""
    package = tmp_path_factory.mktemp("hostile")
    lay_out(package)
    used |= poison(package)
    for language in ("en", "ar"):
        (package / "docs/chapters" / language).mkdir(parents=True)
        (package / "docs/chapters" / language / "00.md").write_text(CHAPTER, encoding="utf-8")
    kept, _ = load_dataset(package, by_standard=False)
    found = deriving.published(kept)
    poison_index(found.descriptor.raw)
    for table in found.tables.values():
        for raw in (table.schema.raw, *(field.raw for field in table.schema.fields)):
            raw.update(dict.fromkeys(("title", "title_ar", "description", "description_ar"), LINE))  # type: ignore[attr-defined]
    return found


@pytest.fixture(scope="module")
def published(dataset: Dataset, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("published")
    for edition in (*EDITIONS, INDEX_EDITION):
        edition.write(dataset, folder)
    write_archives(EDITIONS, dataset, folder)
    for edition in DESCRIPTIONS:
        edition.write(dataset, folder)
    return folder


def test_every_text_is_there(dataset: Dataset, used: set[str]) -> None:
    assert used >= {text for text in HOSTILE.values() if "\r" not in text}
    assert {"actors", "documents", "topics", "statements", "errata"} <= set(dataset.tables)


def test_tables_for_programs_hold_the_texts_as_they_are(published: Path, dataset: Dataset) -> None:
    for name, table in dataset.tables.items():
        with (published / "csv" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            rows = list(csv.reader(file, strict=True))
        assert rows[1:] == [[cell or "" for cell in row] for row in table.cells.iter_rows()]
        with duckdb.connect(str(published / "mawaqif.duckdb"), read_only=True) as connection:
            assert sorted(map(str, connection.table(name).fetchall())) == sorted(map(str, table.frame.iter_rows()))


def test_the_card_holds_no_markup_of_others(published: Path) -> None:
    _, matter, page = (published / "README.md").read_text(encoding="utf-8").split("---\n", 2)
    assert yaml.safe_load(matter)["pretty_name"] == ALL
    own = frozenset({"#arabic", "#english", "codebook.md", "codebook.ar.md", "https://a.example/%28x%29%20y"})
    # The page has two elements of its own, around the part in Arabic.
    without = re.sub(r'</?(?:div|a)(?: (?:id|dir|lang)="[a-z]+")*>', "", page)
    assert_for_markdown(without, own)
    assert "javascript:" not in {token.attrGet("href") for token in tokens(page)}


@pytest.mark.parametrize("name", ["codebook.md", "codebook.ar.md"])
def test_the_codebook_holds_no_markup_of_others(name: str, dataset: Dataset, published: Path) -> None:
    page = codebooks(dataset)[name]
    assert (published / name).read_text(encoding="utf-8").endswith(page)
    assert_for_markdown(page.replace("&lrm;", ""))
    columns = sum(len(table.schema.fields) for table in dataset.tables.values())
    rows = sum(token.type == "tr_open" for token in tokens(page))
    assert rows == columns + 2 * len(dataset.tables) + 1 + 1 + dataset.tables["errata"].frame.height


@pytest.mark.parametrize("name", ["dataset.jsonld", "croissant.json", "ro-crate-metadata.json", "datapackage.json"])
def test_what_describes_a_release_can_stand_in_a_page(name: str, published: Path) -> None:
    text = (published / name).read_text(encoding="utf-8")
    described = json.loads(text)
    if name != "datapackage.json":
        assert "<" not in text
        assert 'javascript:alert(1)"' not in text
        assert any(ALL in value for value in values(described))


def values(tree: Any) -> list[str]:
    if isinstance(tree, dict):
        return [value for item in tree.values() for value in values(item)]
    return [value for item in tree for value in values(item)] if isinstance(tree, list) else [str(tree)]


def test_the_workbook_computes_and_links_nothing(published: Path) -> None:
    book = openpyxl.load_workbook(published / "mawaqif.xlsx")
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "f", cell.value
                target = cell.hyperlink.target if cell.hyperlink else None
                assert target is None or (target == cell.value and target.startswith(("https://", "http://"))), target
    with zipfile.ZipFile(published / "mawaqif.xlsx") as archive:
        for name in archive.namelist():
            assert "external" not in name.lower()
            ET.fromstring(archive.read(name))  # noqa: S314 - written a moment ago
            targets = re.findall(r'Target="([^"]*)" TargetMode="External"', archive.read(name).decode("utf-8"))
            assert all(target.startswith(("https://", "http://")) for target in targets)


def test_an_entry_of_a_bibliography_runs_nothing(dataset: Dataset) -> None:
    entry = bibtex(metadata_of(dataset))
    assert not re.search(r"\\(?!textbackslash\{\}|textascii\w+\{\}|[&%$#_{}])", entry)
    assert "javascript:" not in entry.replace(visible(ALL), "").partition("url")[2]
    title = next(line for line in entry.splitlines() if line.startswith("  title"))
    plain = re.sub(r"\\[{}]", "", title)
    assert plain.count("{") == plain.count("}")


@pytest.mark.parametrize("plot", PLOTS, ids=lambda plot: plot.name)
def test_a_picture_is_well_formed_whatever_the_names_are(plot: Any, published: Path, dataset: Dataset) -> None:
    with connect(release=published) as connection:
        picture = plot.picture(connection)
    image = ET.fromstring(draw(picture, dataset.descriptor, "svg"))  # noqa: S314 - drawn a moment ago
    kinds = {element.tag.rpartition("}")[2] for element in image.iter()}
    assert not kinds & {"script", "a", "image", "foreignObject"}
    assert not [name for element in image.iter() for name in element.attrib if name.startswith("on")]
    assert draw(picture, dataset.descriptor, "png").startswith(b"\x89PNG")


@pytest.mark.parametrize("name", HOSTILE)
def test_a_result_commands_nothing(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    text = HOSTILE[name]
    table = pa.table({text: [text, "x"], "اسم": [f"اسم {text}", None]})
    for isolate in (False, True):
        shown = render_table(table, 80, isolate=isolate)
        assert_for_terminal("\n".join(line.replace("::", "") for line in shown.splitlines()).replace("##[", ""))
    page = RESULT_FORMATS["markdown"](table).decode()
    assert_for_markdown(page.replace("<br>", ""))
    assert sum(token.type == "tr_open" for token in tokens(page)) == 3
    as_read = RESULT_FORMATS["csv"](table).decode()
    assert next(iter(csv.reader(as_read.splitlines(keepends=True), strict=True)))[0].split() == text.split()
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    for form in ("csv", "json", "markdown"):
        shown = RESULT_FORMATS[form](table).decode()
        assert_for_terminal(shown.replace("::", "").replace("##[", ""))
    assert json.loads(RESULT_FORMATS["json"](table)) is not None
