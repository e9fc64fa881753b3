"""The prose cannot lie: commands and code of the README run, names that it gives exist."""

from __future__ import annotations

import json
import re
import shlex
import sqlite3
from contextlib import closing
from pathlib import Path

import duckdb
import polars as pl
import pytest

from conftest import ROOT, Run
from mawaqif.data import load
from mawaqif.plots import PLOTS

READMES = {name: (ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "README.ar.md")}
README = READMES["README.md"]
COMMANDS = [line for block in re.findall(r"```sh\n(.*?)```", README, re.DOTALL) for line in block.splitlines()]


@pytest.mark.parametrize("line", COMMANDS)
def test_readme_command(line: str, run: Run) -> None:
    result = run(*shlex.split(line), cwd=ROOT)
    assert result.returncode == 0, result.stderr
    assert len(result.stdout.splitlines()) > 0


def test_readme_code(release: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "dist").symlink_to(release)
    monkeypatch.chdir(tmp_path)
    for block in re.findall(r"```python\n(.*?)```", README, re.DOTALL):
        space: dict[str, object] = {}
        exec(block, space)  # noqa: S102 - the README's own code
        assert [len(space[name]) for name in ("statements", "topics")] == [load(name).height for name in ("statements", "topics")]  # type: ignore[arg-type]
        assert len(space["stances"]) > 0  # type: ignore[arg-type]
        assert len(space["wide"]) == len(space["statements"])  # type: ignore[arg-type]
        assert "name_ar" in space["actors"]  # type: ignore[operator]
    for query in re.findall(r"```sqlite\n(.*?)```", README, re.DOTALL):
        with closing(sqlite3.connect(release / "mawaqif.sqlite")) as connection:
            assert connection.execute(query).fetchall()
    for block in re.findall(r"```sql\n(.*?)```", README, re.DOTALL):
        assert len(duckdb.connect().sql(block)) > 0


@pytest.mark.parametrize("text", READMES.values(), ids=READMES)
def test_readme_names_every_table_and_view(text: str) -> None:
    named = re.findall(r"^\| `(\w+)` \|", text, re.MULTILINE)
    index = json.loads((ROOT / "datapackage.json").read_text(encoding="utf-8"))
    assert named == [resource["name"] for resource in index["resources"]]
    for view in (ROOT / "build/mawaqif/release/views").glob("*.sql"):
        assert f"`{view.stem}`" in text
    for plot in PLOTS:
        assert f"\n| {plot.name} | " in text
    assert "(docs/plots/stances.svg)" in text


@pytest.mark.parametrize("text", READMES.values(), ids=READMES)
def test_readme_shows_a_row_as_it_is(text: str) -> None:
    found = re.search(r"<!-- statement ([\w-]+) -->\n.*\n.*\n((?:\|.*\n)+)", text)
    assert found
    row = load("statements_named").row(by_predicate=pl.col("statement_id") == found[1], named=True)
    shown = dict(re.findall(r"^\| (\w+) \| (.*) \|$", found[2], re.MULTILINE))
    assert len(shown) == 8
    assert shown == {name: row[name] for name in shown}


def test_both_readmes_have_the_same_code_and_name_each_other() -> None:
    english, arabic = (re.findall(r"```\w*\n.*?```", text, re.DOTALL) for text in READMES.values())
    assert len(english) >= 8
    assert arabic == english
    assert "(README.ar.md)" in README
    assert "(README.md)" in READMES["README.ar.md"]
    levels = [re.findall(r"^#+ ", text, re.MULTILINE) for text in READMES.values()]
    assert levels[0] == levels[1]
    assert READMES["README.ar.md"].count('<div dir="rtl">') == READMES["README.ar.md"].count("</div>")


@pytest.mark.parametrize("name", [*READMES, "CONTRIBUTING.md", "CHANGELOG.md"])
def test_links_and_paths_exist(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    for target in re.findall(r"\]\((?!http)([^)#]+)\)", text):
        assert (ROOT / target).exists(), target
    for path in re.findall(r"`((?:schemas|datapackage|validate|build|tests|queries)/[\w./-]*)`", text):
        if "lamp" not in path and "MQ4xx" not in path:
            assert (ROOT / path).exists(), path


def test_version_stands_in_one_place() -> None:
    version = json.loads((ROOT / "datapackage.json").read_text(encoding="utf-8"))["version"]
    for text in READMES.values():
        assert re.search(rf"^> .*\b{re.escape(version)}\b", text, re.MULTILINE)
    assert f"\nversion: {version}\n" in (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    assert re.search(rf"^## {re.escape(version)}\b", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert 'dynamic = ["version"]' in (ROOT / "pyproject.toml").read_text(encoding="utf-8")
