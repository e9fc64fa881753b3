"""Each extra brings what its commands need; a command whose extra is missing says which to install, and writes nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from zipfile import ZipFile

import pytest

from conftest import ROOT, lay_out
from extras import project, run_commands
from mawaqif.commands import COMMANDS

SOURCES = ("--sources", "sources")
DOCUMENT = "lamp-report-2020"
FIRST, LAST = "ينبغي أن تُضاء كل منارة", "قبل الغروب"
TEXT = f"sources/{DOCUMENT}.txt"
# What each command is called with, in the folder of the invented package; in an order in which one can follow the other.
CALLS = {
    "validate": (*SOURCES, "--also", "html=report.html"),
    "init": ("nowhere", "--yes"),
    "fmt": ("--check",),
    "explain": ("MQ303",),
    "coverage": SOURCES,
    "locate": (DOCUMENT, FIRST, LAST, *SOURCES),
    "seal": ("--check",),
    "new": ("actor", "kind=state", "name_en=Kenya", "name_ar=كينيا", "iso3=KEN", "--yes", "--dry-run"),
    "rename": ("actor", "lamp-union", "lantern-union", "--dry-run"),
    "merge": ("actor", "malta", "nauru", "--prefer-kept", "--dry-run"),
    "remove": ("actor", "lamp-office", "--with-dependents", "--dry-run"),
    "renumber": (DOCUMENT, "--dry-run"),
    "move": (f"{DOCUMENT}-s001", "--first", FIRST, "--last", LAST, *SOURCES, "--dry-run"),
    "reanchor": (DOCUMENT, TEXT, *SOURCES, "--dry-run"),
    "agreement": (),
    "diff": (".",),
    "text": (TEXT, "--out", "made.txt"),
    "draft": (DOCUMENT, *SOURCES, "--out", "draft.xlsx"),
    "load": ("draft.xlsx", *SOURCES, "--dry-run"),
    "review": (DOCUMENT, *SOURCES, "--out", "review.html"),
    "blind": (DOCUMENT, *SOURCES, "--out", "blind.xlsx", "--coder", "Freya"),
    "settle": (DOCUMENT, *SOURCES, "--out", "settle.xlsx"),
    "hydrate": (TEXT,),
    "promise": (),
    "build": ("--out", "built"),
    "verify": ("{release}",),
    "plots": ("--release", "{published}", "--out", "plots"),
    "site": ("--release", "{release}", "--out", "site"),
    "shelve": ("site", "host"),
    "docs": ("--check",),
    "desk": ("--sources", "nowhere"),
    "mcp": ("--release", "nowhere"),
}
LACKING = {command.__name__: extra for command, extra in COMMANDS.items() if extra}


def calls(names: Iterable[str], **releases: Path) -> list[list[str]]:
    """Return the command lines of commands."""
    return [[name, *(word.format(**releases) for word in CALLS[name])] for name in names]


@pytest.fixture
def package(tmp_path: Path) -> Path:
    return lay_out(tmp_path / "package")


def test_every_command_is_called_here() -> None:
    assert {*CALLS, "query"} == {command.__name__ for command in COMMANDS}


def test_a_command_without_its_extra_says_which_to_install(package: Path, release: Path, published: Path) -> None:
    before = {path: path.read_bytes() for path in package.rglob("*") if path.is_file()}
    done = run_commands("", calls(LACKING, release=release, published=published), package)
    for (name, extra), (code, out, err, end) in zip(LACKING.items(), done, strict=True):
        assert (code, out, err.count("\n"), end) == (2, "", 1, "SystemExit(2)"), (name, err)
        assert err.endswith(f'is not installed; `pip install "mawaqif[{extra}]"` brings what this command needs\n'), name
    assert {path: path.read_bytes() for path in package.rglob("*") if path.is_file()} == before


def test_it_says_so_in_arabic(package: Path) -> None:
    ((_, _, err, _),) = run_commands("", [("validate", "--lang", "ar")], package)
    assert "غير مثبتة" in err
    assert '`pip install "mawaqif[check]"`' in err


def test_what_some_files_and_options_need_beside_has_its_extra_named(package: Path) -> None:
    with ZipFile(package / f"sources/{DOCUMENT}.docx", "w") as archive:
        archive.writestr("word/document.xml", "")
    (package / TEXT).unlink()
    lines = [("validate", *SOURCES), ("coverage", *SOURCES), ("validate", "--watch"), ("validate", "--watch", "--lang", "ar")]
    done = run_commands("check", lines, package)
    named = ("hydrate", "hydrate", "watch", "watch")
    for line, extra, (code, out, err, _) in zip(lines, named, done, strict=True):
        assert (code, out, err.count("\n")) == (2, "", 1), line
        assert f'`pip install "mawaqif[{extra}]"`' in err, line
    ((_, _, err, _),) = run_commands("", [("validate", "--watch")], package)
    assert '`pip install "mawaqif[watch]"`' in err


@pytest.mark.parametrize("extra", sorted({*LACKING.values()}))
def test_an_extra_brings_what_its_commands_need(extra: str, package: Path, release: Path, published: Path) -> None:
    names = [name for name in CALLS if LACKING.get(name) == extra]
    done = run_commands(extra, calls(names, release=release, published=published), package)
    for name, (code, _, err, end) in zip(names, done, strict=True):
        assert "not installed" not in err, name
        assert end in {"None", f"SystemExit({code})"}, (name, end)


@pytest.mark.parametrize("page", ["docs/engineer.md", "docs/engineer.ar.md"])
def test_the_docs_say_which_command_needs_which_extra(page: str) -> None:
    rows = re.findall(r"^\| `(\w+)` \| (.*?) \|", (ROOT / page).read_text(encoding="utf-8"), re.MULTILINE)
    told = {name: extra for extra, names in rows for name in re.findall(r"[`>](\w+)[`<]", names)}
    assert told == LACKING
    assert {extra for extra, _ in rows} | {"dev"} == project()["optional-dependencies"].keys()
