"""Troubles that users of other tools reported: one finding each, which names the cause."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from conftest import edit
from mawaqif.checks import check_package
from mawaqif.findings.escaping import visible

WITHOUT_INK = ["\u3164", "\uffa0", "\u115f", "\u2800", "\u034f", "\ufe0f"]


def told(package: Path) -> list[tuple[str, str]]:
    return [(item.code, item.message) for item in check_package(package)[1].findings]


@pytest.mark.parametrize("day", ["12-May-20", "12-May-2020", "May-20", "12-مايو", "12/05/2020"])
def test_a_date_of_a_spreadsheet_is_one_finding_that_names_it(package: Path, day: str) -> None:
    edit(package / "datapackage/events.csv", "lamp-union,2019,2021", f"lamp-union,{day},2021")
    ((code, message),) = told(package)
    assert (code, "a spreadsheet has made a date of it" in message) == ("MQ401", True)


@pytest.mark.parametrize("char", [*WITHOUT_INK, "\U000e0041", "\U000e0100", "\ufffc"], ids=ascii)
def test_a_character_without_ink_is_to_be_removed(package: Path, char: str) -> None:
    edit(package / "datapackage/actors.csv", "مكتب المنارات", f"مكتب{char} المنارات")
    ((code, message),) = told(package)
    assert (code, f"U+{ord(char):04X}" in message) == ("MQ404", True)


@pytest.mark.parametrize("char", WITHOUT_INK, ids=ascii)
def test_a_character_without_ink_is_shown_as_an_escape(char: str) -> None:
    assert visible(f"a{char}b") == f"a\\u{ord(char):04x}b"


def test_a_character_of_another_plane_has_the_escape_of_json() -> None:
    assert visible("\U000e0041b") == "\\udb40\\udc41b"
    assert json.loads(f'"{visible(chr(0xE0041))}"') == "\U000e0041"


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 9\n", "pointer of Git LFS"),
        (b"<!DOCTYPE html>\n<html>", "a web page"),
        (b"\xef\xbb\xbf\r\n<HTML>", "a web page"),
        (b'{"message": "Not Found"}', "a JSON file"),
        (b'<?xml version="1.0"?>', "an XML file"),
    ],
)
def test_what_lies_in_place_of_a_table_is_named(package: Path, data: bytes, kind: str) -> None:
    (package / "datapackage/errata.csv").write_bytes(data)
    ((code, message),) = told(package)
    assert (code, kind in message) == ("MQ102", True)


@pytest.mark.parametrize("name", ["errata.parquet", "errata.JSONL", "tables.sqlite", "errata.sav"])
def test_tables_in_another_format_are_told(package: Path, name: str) -> None:
    (package / "datapackage" / name).write_bytes(b"PAR1")
    ((code, message),) = told(package)
    assert (code, "another format" in message) == ("MQ004", True)


def test_the_stand_in_of_a_cloud_is_told(package: Path) -> None:
    (package / "datapackage/.errata.csv.icloud").write_bytes(b"bplist00")
    ((code, message),) = told(package)
    assert (code, "iCloud" in message) == ("MQ004", True)
