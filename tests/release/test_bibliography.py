"""The documents as a bibliography: parsers of each format read every entry, and `llms.txt` leads to files that are there."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
import rispy
from bibtexparser.entrypoint import parse_file
from citeproc.source.json import CiteProcJSON

from mawaqif.release.editions.bibliography_edition import KINDS
from unchanged import real_published

DOCUMENTS = {row["document_id"]: row for row in real_published().tables["documents"].cells.iter_rows(named=True)}


def test_bibtex_is_read_whole(release: Path) -> None:
    library = parse_file(str(release / "documents.bib"))
    assert library.failed_blocks == []
    assert set(library.entries_dict) == set(DOCUMENTS)
    for key, entry in library.entries_dict.items():
        row = DOCUMENTS[key]
        fields = {field.key: field.value for field in entry.fields}
        assert fields.get("url") == row["url"]
        assert fields.get("year") == (row["date"][:4] if row["date"] else None)


def test_ris_is_read_whole(release: Path) -> None:
    entries = rispy.loads((release / "documents.ris").read_text(encoding="utf-8"))
    assert {entry["id"] for entry in entries} == set(DOCUMENTS)
    for entry in entries:
        row = DOCUMENTS[entry["id"]]
        assert {row["title_en"], row["title_ar"]} >= {entry.get("title")} - {None}
        assert entry.get("urls", [None]) == [row["url"]]


def test_csl_json_is_read_whole(release: Path) -> None:
    items = json.loads((release / "documents.csl.json").read_text(encoding="utf-8"))
    source = CiteProcJSON(items)
    assert set(source) == set(DOCUMENTS)
    dated = {item["id"]: item["issued"]["date-parts"][0] for item in items if "issued" in item}
    assert dated == {key: [int(part) for part in row["date"].split("-")] for key, row in DOCUMENTS.items() if row["date"]}


def test_every_kind_of_document_has_its_names() -> None:
    field = real_published().tables["documents"].schema.by_name["kind"]
    assert KINDS.keys() == set(field.constraints["enum"])


@pytest.mark.parametrize("name", ["llms.txt"])
def test_it_leads_to_files_that_are_there(name: str, release: Path) -> None:
    text = (release / name).read_text(encoding="utf-8")
    links = re.findall(r"\]\(([^)]+)\)", text)
    assert {"mawaqif.duckdb", "codebook.ar.md", "queries/stances-by-topic.sql", "documents.bib"} <= set(links)
    assert [link for link in links if not (release / link).is_file()] == []
    assert text.startswith("# ")
    assert all(f"\n- {table}: " in text for table in real_published().tables)
