"""The prose cannot lie: commands and code of the README and of the readers' pages run, names that they give exist."""

from __future__ import annotations

import json
import re
import shlex
import sqlite3
from contextlib import closing
from functools import cache
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import pytest
import typer.main

from bench.speed import SENTENCES, with_speed
from conftest import ROOT, Run
from mawaqif.cli import app
from mawaqif.data import load
from mawaqif.plots import PLOTS
from pages import GUIDES, read, sections

IN_ARABIC = {page: page.replace(".md", ".ar.md") for page in GUIDES}
BLOCKS = {page: [block for section in sections(read(page)) for block in section.blocks] for page in GUIDES}


def of(language: str) -> list[tuple[str, str]]:
    """Return page and text of each block of a language."""
    return [(page, text) for page, blocks in BLOCKS.items() for info, text in blocks if info == language]


COMMANDS = list(dict.fromkeys(line for _, text in of("sh") for line in text.splitlines()))
# What is shown and not run, because it makes an environment, takes minutes, or reads a file of the reader's own.
LINES = list(dict.fromkeys(line for _, text in of("") for line in text.splitlines()))
MENTIONED = sorted(
    {
        code
        for page in (*GUIDES, *IN_ARABIC.values(), "CONTRIBUTING.md", "docs/architecture.md")
        for section in sections(read(page))
        for code in section.codes
        if re.match(r"(mawaqif|make) [a-z]", code)
    }
)
# Lines that read an address run in test_over_http.py.
HOST = "https://example.org"
TARGETS = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))


@cache
def command_line() -> Any:
    """Return the command line, which is made once: making it takes longer than looking at it."""
    return typer.main.get_command(app)


def unknown(line: str) -> str:
    """Say what of a command does not exist; empty where all does. Files that it names need not be there."""
    words = shlex.split(line, comments=True)
    if words[0] == "make":
        return "" if all("=" in word or word in TARGETS for word in words[1:]) else "a target of make"
    if words[0] != "mawaqif":
        return ""
    command = command_line().commands.get(words[1])
    if command is None:
        return "a command"
    options = {option for parameter in command.params for option in parameter.opts}
    return ", ".join(word for word in words[2:] if word.startswith("--") and word.partition("=")[0] not in options)


def test_every_block_is_of_a_language_that_is_held() -> None:
    assert {info for blocks in BLOCKS.values() for info, _ in blocks} == {"", "sh", "python", "sql", "sqlite", "r"}
    assert len(COMMANDS) > 8


@pytest.mark.parametrize("line", COMMANDS)
def test_command(line: str, run: Run) -> None:
    result = run(*shlex.split(line), cwd=ROOT)
    assert result.returncode == 0, result.stderr
    assert len(result.stdout.splitlines()) > 0


@pytest.mark.parametrize("line", [*LINES, *MENTIONED])
def test_a_command_that_is_only_shown_exists(line: str) -> None:
    assert not unknown(line)


def test_what_does_not_exist_is_told() -> None:
    assert unknown("make lamps") == "a target of make"
    assert unknown("mawaqif lamps") == "a command"
    assert unknown("mawaqif validate --lamps DIR --base REV") == "--lamps"


def test_code(release: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "dist").symlink_to(release)
    monkeypatch.chdir(tmp_path)
    statements = len(load("statements"))
    for page, block in of("python"):
        if HOST in block:
            continue
        space: dict[str, object] = {}
        exec(block, space)  # noqa: S102 - the page's own code
        assert len(space["stances"]) > 0  # type: ignore[arg-type]
        assert len(space["wide"]) == statements  # type: ignore[arg-type]
        if page == "docs/analyst.md":
            assert len(space["statements"]) == statements > len(space["topics"]) > 0  # type: ignore[arg-type]
            assert "name_ar" in space["actors"]  # type: ignore[operator]
    assert {page for page, _ in of("python")} == {"README.md", "docs/analyst.md"}
    for _, query in of("sqlite"):
        with closing(sqlite3.connect(release / "mawaqif.sqlite")) as connection:
            assert connection.execute(query).fetchall()
    for block in (block for _, block in of("sql") if HOST not in block):
        assert len(duckdb.connect().sql(block)) > 0


def test_the_files_that_r_reads_are_in_the_release(release: Path) -> None:
    paths = [path for _, text in of("r") for path in re.findall(r'"dist/([^"]+)"', text)]
    assert len(paths) == 4
    assert [path for path in paths if not (release / path).is_file()] == []


@pytest.mark.parametrize("page", ["docs/researcher.md", IN_ARABIC["docs/researcher.md"]])
def test_every_table_is_named(page: str) -> None:
    index = json.loads((ROOT / "datapackage.json").read_text(encoding="utf-8"))
    assert re.findall(r"^\| `(\w+)` \|", read(page), re.MULTILINE) == [resource["name"] for resource in index["resources"]]


@pytest.mark.parametrize("page", ["docs/analyst.md", IN_ARABIC["docs/analyst.md"]])
def test_every_view_and_plot_is_named(page: str) -> None:
    text = read(page)
    for view in (ROOT / "build/mawaqif/release/views").glob("*.sql"):
        assert f"`{view.stem}`" in text
    for plot in PLOTS:
        assert f"\n| {plot.name} | " in text


@pytest.mark.parametrize("page", ["README.md", "README.ar.md"])
def test_the_front_door_shows_a_row_as_it_is(page: str) -> None:
    text = read(page)
    assert "(docs/plots/stances.svg)" in text
    found = re.search(r"<!-- statement ([\w-]+) -->\n.*\n.*\n((?:\|.*\n)+)", text)
    assert found
    row = load("statements_named").row(by_predicate=pl.col("statement_id") == found[1], named=True)
    shown = dict(re.findall(r"^\| (\w+) \| (.*) \|$", found[2], re.MULTILINE))
    assert len(shown) == 8
    assert shown == {name: row[name] for name in shown}


def test_version_stands_in_one_place() -> None:
    version = json.loads((ROOT / "datapackage.json").read_text(encoding="utf-8"))["version"]
    for page in ("README.md", "README.ar.md"):
        assert re.search(rf"^> .*\b{re.escape(version)}\b", read(page), re.MULTILINE)
    assert f"\nversion: {version}\n" in (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    assert re.search(rf"^## {re.escape(version)}\b", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert 'dynamic = ["version"]' in (ROOT / "pyproject.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize("page", SENTENCES)
def test_the_sentence_on_speed_is_what_the_benchmark_stored(page: str) -> None:
    ratios = json.loads((ROOT / "docs" / "bench.json").read_text(encoding="utf-8"))["ratios"]
    assert with_speed(page, read(page), ratios) == read(page)
    assert SENTENCES[page].split("{small}")[0] in read(page)
