"""The page of the architecture: its list is that of the faces, and every path and name on it exists."""

from __future__ import annotations

import re
from importlib import import_module
from importlib.util import find_spec

import pytest

import architecture
from conftest import ROOT
from pages import is_relative, links, read, resolved

PAGE = "docs/architecture.md"
TEXT = read(PAGE)
WRITTEN = re.sub(rf"{re.escape(architecture.START)}.*?{architecture.END}", "", TEXT, flags=re.DOTALL)
CODES = sorted(set(re.findall(r"`([^`\n]+)`", WRITTEN)))
NAMES = [code for code in CODES if re.fullmatch(r"mawaqif(\.\w+)+", code)]
PATHS = [code for code in CODES if "/" in code or code.endswith((".json", ".csv", ".md"))]


def test_the_list_of_rooms_is_that_of_the_faces() -> None:
    assert architecture.renewed(TEXT) == TEXT, "run `make docs`"


def test_every_room_is_listed_once_from_the_ground_up() -> None:
    listed = re.findall(r"^\| \d+ \| \[(\w+)\]", TEXT, re.MULTILINE)
    assert listed == [room for floor in architecture.layers() for room in floor]
    faces = {path.parent.name for root in architecture.ROOTS for path in root.glob("*/__init__.py")}
    assert faces <= set(listed)


def test_a_face_is_told_whole() -> None:
    row = next(line for line in architecture.rooms() if re.match(r"\| \d+ \| \[checks\]", line))
    assert "*In:* tables as read" in row
    assert row.endswith("*Out:* a `Report` of all findings (`check_package`). |  |")


@pytest.mark.parametrize("path", PATHS)
def test_every_path_exists(path: str) -> None:
    assert (ROOT / path).exists()


@pytest.mark.parametrize("name", NAMES)
def test_every_name_exists(name: str) -> None:
    module, _, last = name.rpartition(".")
    assert hasattr(import_module(module), last) or find_spec(name)


def test_the_page_names_enough_to_be_held() -> None:
    assert len(PATHS) > 10
    assert len(NAMES) > 20


@pytest.mark.parametrize("registry", [name for name in NAMES if name.rpartition(".")[2].isupper()])
def test_a_line_goes_into_a_tuple_that_others_read(registry: str) -> None:
    module, _, last = registry.rpartition(".")
    assert len(getattr(import_module(module), last)) > 1


@pytest.mark.parametrize("page", ["README.md", "README.ar.md", "CONTRIBUTING.md"])
def test_readers_are_led_to_it(page: str) -> None:
    assert PAGE in {resolved(page, target) for target in filter(is_relative, links(read(page)))}


def test_it_is_read_in_five_minutes() -> None:
    # 200 words a minute; the list of rooms is looked at, not read.
    assert len(WRITTEN.split()) <= 1000
