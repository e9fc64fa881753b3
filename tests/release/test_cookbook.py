"""The cookbook: every edition gives every stored answer, and what is made from the answers is fresh."""

from __future__ import annotations

import csv
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import BIN, OLD_DUCKDB, ROOT, Run, edit, needs_old_duckdb
from mawaqif.data import load
from mawaqif.query.results import as_csv
from mawaqif.query.sandbox import open_database, run_query
from mawaqif.release.cookbook import SUBJECTS, Query, cookbook
from mawaqif.release.editions import flat_schemas
from mawaqif.release.editions.dialects import DIALECTS
from unchanged import real_published

COOKBOOK = cookbook(ROOT)
NAMES = [query.name for query in COOKBOOK]


def read(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file, strict=True))


def stored(name: str) -> list[list[str]]:
    return read(ROOT / "queries" / "results" / f"{name}.csv")


@pytest.mark.parametrize("query", COOKBOOK, ids=NAMES)
def test_the_duckdb_edition_gives_the_stored_answer(query: Query, release: Path) -> None:
    assert query.question_en.endswith("?")
    assert query.question_ar.endswith("؟")
    with open_database(ROOT, release) as connection:
        result = as_csv(run_query(connection, query.sql, text=True))
    assert result == (ROOT / "queries" / "results" / f"{query.name}.csv").read_bytes()
    assert result.count(b"\n") > 1


# How the command line of DuckDB comes to the tables, and in which folder of the release it starts.
EDITIONS = {
    "duckdb": (("-readonly", "mawaqif.duckdb"), "."),
    "parquet": (("-init", "views.sql"), "parquet"),
    "parquet from elsewhere": (("-cmd", "SET VARIABLE base = 'parquet'", "-cmd", ".read parquet/views.sql"), "."),
}


@pytest.fixture(scope="module", params=EDITIONS)
def answers(request: pytest.FixtureRequest, release: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every query of the release, run by the command line of an older DuckDB in one session; a file a result."""
    words, start = EDITIONS[request.param]
    out = tmp_path_factory.mktemp("answers")
    script = ".mode csv\n.nullvalue ''\n"
    for path in sorted((release / "queries").glob("*.sql")):
        script += f".once '{out}/{path.stem}.csv'\n{path.read_text(encoding='utf-8')}\n;\n"
    done = subprocess.run(
        [str(BIN / "duckdb"), "-bail", *words], cwd=release / start, input=script.encode(), capture_output=True, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    return out


def test_the_command_line_gives_the_stored_answers(answers: Path) -> None:
    assert {path.stem for path in answers.iterdir()} == set(NAMES)
    for name in NAMES:
        assert read(answers / f"{name}.csv") == stored(name), name


OLD_LIBRARY = """
import csv, duckdb, pathlib, sys
print(duckdb.__version__)
connection = duckdb.connect()
connection.execute("SET VARIABLE base = 'parquet'")
connection.execute(pathlib.Path("parquet/views.sql").read_text(encoding="utf-8"))
connection.execute("SET threads = 1")
connection.execute("SET enable_progress_bar = false")  # a busy machine would see one
for path in sorted(pathlib.Path("queries").glob("*.sql")):
    connection.execute(f"COPY ({path.read_text(encoding='utf-8')}\\n) TO '{sys.argv[1]}/{path.stem}.csv' (HEADER)")
"""


@needs_old_duckdb
def test_the_oldest_library_gives_the_stored_answers_from_parquet(release: Path, tmp_path: Path) -> None:
    env = {**os.environ, "PYTHONPATH": str(OLD_DUCKDB)}
    words = [sys.executable, "-W", "ignore", "-c", OLD_LIBRARY, str(tmp_path)]
    done = subprocess.run(words, cwd=release, env=env, capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("1.2.2\n", "")
    for name in NAMES:
        assert read(tmp_path / f"{name}.csv") == stored(name), name


def test_the_release_carries_the_queries(release: Path) -> None:
    carried = {path.name: path.read_bytes() for path in (release / "queries").glob("*.sql")}
    assert carried == {path.name: path.read_bytes() for path in (ROOT / "queries").glob("*.sql")}
    for dialect in DIALECTS:
        assert {path.name for path in (release / "queries" / dialect).iterdir()} == carried.keys()


def test_the_matrix_has_every_position_on_every_article() -> None:
    header, *rows = stored("article-matrix")
    wishes = header[header.index("articles") + 1 :]
    found = [
        (article, row[0], wish)
        for row in rows
        for wish, cell in zip(wishes, row[-len(wishes) :], strict=True)
        for article in cell.split(", ")
        if article
    ]
    names = dict(load("actors").select("actor_id", "name_en").rows())
    wanted = [
        (article, names[actor], wish)
        for article, actor, wish in load("positions").select("provision_id", "actor_id", "position").rows()
    ]
    assert sorted(found) == sorted(wanted)


def test_the_dictionary_has_every_column_in_both_languages() -> None:
    header, *rows = stored("data-dictionary")
    tables = {name: table.schema for name, table in real_published().tables.items()} | flat_schemas(real_published())
    columns = {
        (name, field.name, field.raw["description"], field.raw["description_ar"])
        for name, schema in tables.items()
        for field in schema.fields
    }
    wanted = [header.index(name) for name in ("table_name", "column_name", "description_en", "description_ar")]
    assert {tuple(row[place] for place in wanted) for row in rows} == columns


def test_the_list_is_grouped(run: Run) -> None:
    lines = run("mawaqif", "query", "--list").stdout.splitlines()
    assert [line for line in lines if line and line[0] != " "] == [f"{item.label_en} · {item.label_ar}" for item in SUBJECTS]
    assert [line.strip() for line in lines if re.match(r"  \S", line)] == NAMES
    assert lines[lines.index("  who-speaks-for-whom") + 1].strip() == "Who speaks on behalf of whom?"


SHOWN = {
    "README.md": "{} of {} rows, {} of {} columns: `mawaqif query {}`",
    "docs/researcher.md": "{} of {} rows, {} of {} columns: `mawaqif query {}`",
    "README.ar.md": "الصفوف: {} من {}، والأعمدة: {} من {}: `mawaqif query {}`",
    "docs/researcher.ar.md": "الصفوف: {} من {}، والأعمدة: {} من {}: `mawaqif query {}`",
}


@pytest.mark.parametrize("page", SHOWN)
def test_the_answers_in_a_page_are_the_stored_ones(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    blocks = re.findall(r"<!-- answer (\S+) .*?-->\n(.*?)<!-- end of answer -->", text, re.DOTALL)
    assert blocks
    for name, block in blocks:
        header, _, *shown = [line[2:-2].split(" | ") for line in block.splitlines() if line.startswith("|")]
        names, *rows = stored(name)
        places = [names.index(column) for column in header]
        for row, cells in zip(rows, shown, strict=False):
            for place, cell in zip(places, cells, strict=True):
                assert row[place] == cell or (cell.endswith("…") and row[place].startswith(cell[:-1])), (name, cell)
        assert f"\n{SHOWN[page].format(len(shown), len(rows), len(header), len(names), name)}\n" in block


LAMPS = "-- Who keeps lamps?\n-- من يعتني بالمصابيح؟\n-- subject: statements\nSELECT actor_id FROM actors ORDER BY actor_id\n"
MARK = "# Lamps\n\n<!-- answer lamps 1: actor_id -->\nold\n<!-- end of answer -->\n\nMore.\n"


@pytest.fixture
def lamps(package: Path) -> Path:
    """The invented package with a cookbook of one query."""
    (package / "queries").mkdir()
    (package / "queries" / "lamps.sql").write_text(LAMPS, encoding="utf-8")
    (package / "docs" / "chapters" / "en").mkdir(parents=True)
    (package / "docs" / "chapters" / "en" / "00-title.md").write_text("# Lamps\n")
    (package / "README.md").write_text(MARK)
    return package


@pytest.mark.thorough
def test_docs_writes_says_what_is_stale_and_removes_what_is_gone(lamps: Path, run: Run) -> None:
    made = ["docs/codebook.md", "docs/checks.md", "docs/checks.ar.md", "docs/folding-vectors.json", ".zenodo.json"]
    made += ["docs/cookbook.md", "queries/results/lamps.csv", "README.md"]
    assert run("mawaqif", "docs", lamps).stdout.splitlines() == [f"written {path}" for path in made]
    assert (lamps / "queries/results/lamps.csv").read_text().splitlines()[:2] == ["actor_id", "freya-lind"]
    assert "| freya-lind |\n\n1 of " in (lamps / "README.md").read_text(encoding="utf-8")
    assert (lamps / "README.md").read_text(encoding="utf-8").endswith("<!-- end of answer -->\n\nMore.\n")
    assert run("mawaqif", "docs", lamps, "--check").returncode == 0
    edit(lamps / "queries/results/lamps.csv", "freya-lind", "freya-lamp")
    shutil.copy(lamps / "queries/results/lamps.csv", lamps / "queries/results/candles.csv")
    checked = run("mawaqif", "docs", lamps, "--check")
    assert (checked.returncode, checked.stdout) == (1, "stale queries/results/lamps.csv\nstale queries/results/candles.csv\n")
    assert run("mawaqif", "docs", lamps).stdout == "written queries/results/lamps.csv\nremoved queries/results/candles.csv\n"
    assert run("mawaqif", "docs", lamps, "--check").returncode == 0


@pytest.mark.parametrize(
    ("file", "old", "new", "words"),
    [
        ("queries/lamps.sql", "-- subject: statements", "-- subject: lights", "queries/lamps.sql: the first three lines"),
        ("queries/lamps.sql", "-- Who keeps lamps?\n", "", "queries/lamps.sql: the first three lines"),
        ("queries/lamps.sql", "FROM actors", "FROM lanterns", "queries/lamps.sql: Catalog Error"),
        ("README.md", "answer lamps", "answer candles", "README.md: no query is called candles"),
        ("README.md", "1: actor_id", "1: lamp_id", "README.md: lamps has no column lamp_id; it has actor_id"),
    ],
    ids=["subject", "question", "table", "query", "column"],
)
def test_a_broken_cookbook_is_named(file: str, old: str, new: str, words: str, lamps: Path, run: Run) -> None:
    edit(lamps / file, old, new)
    result = run("mawaqif", "docs", lamps)
    assert (result.returncode, result.stdout, result.stderr.count("\n")) == (2, "", 1)
    assert words in result.stderr
    assert not (lamps / "docs" / "codebook.md").exists()
