"""The package: an sdist gives a wheel, and the wheel alone loads tables and answers queries."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from conftest import APART, ROOT, made_once
from mawaqif.data import load
from pages import is_relative, links, read, resolved


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    def build(folder: Path) -> None:
        words = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder), str(ROOT)]
        done = subprocess.run(words, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr

    out = made_once(tmp_path_factory, "wheel", build)
    assert len(list(out.glob("*.tar.gz"))) == 1
    return next(out.glob("*.whl"))


def test_the_wheel_holds_both_roots_and_the_data(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    assert {"mawaqif/cli.py", "mawaqif/checks/package.py", "mawaqif/py.typed", "mawaqif/release/views/stances.sql"} <= names
    assert {
        "mawaqif/_data/datapackage.json",
        "mawaqif/_data/schemas/topics.json",
        "mawaqif/_data/datapackage/topics.csv",
    } <= names
    assert {"mawaqif/_data/queries/stances-by-topic.sql", "mawaqif/_data/queries/results/stances-by-topic.csv"} <= names
    # What `mawaqif build` reads beside the tables.
    assert {"mawaqif/_data/CHANGELOG.md", "mawaqif/_data/CITATION.cff", "mawaqif/release/texts/release.md"} <= names
    assert {f"mawaqif/_data/docs/chapters/{language}/05-topics.md" for language in ("en", "ar")} <= names
    # What `mawaqif build` puts into each archive and into the flat table.
    assert {"mawaqif/_data/LICENSE-DATA", "mawaqif/_data/CITATION.cff", "mawaqif/release/views/statements_wide.json"} <= names
    assert not {"mawaqif/__init__.py", "build/__init__.py"} & names
    assert not [name for name in names if name.startswith("tests/")]


def test_the_sdist_holds_what_the_readmes_lead_to(wheel: Path) -> None:
    with tarfile.open(next(wheel.parent.glob("*.tar.gz"))) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    for readme in ("README.md", "README.ar.md"):
        assert {resolved(readme, target) for target in filter(is_relative, links(read(readme)))} <= names


@pytest.fixture(scope="module")
def unpacked(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel as pip unpacks it."""
    folder = tmp_path_factory.mktemp("wheel") / "site"
    zipfile.ZipFile(wheel).extractall(folder)  # noqa: S202 - built above
    return folder


def test_the_wheel_alone_loads_and_answers_a_query(unpacked: Path, tmp_path: Path) -> None:
    site = unpacked
    # The checkout is not on the path: -I and -S leave out the editable install, then the libraries are added.
    libraries = [path for path in sys.path if path.endswith("site-packages")] + [str(APART)]
    code = (
        f"import sys; sys.path[:0] = [{str(site)!r}]; sys.path += {libraries!r}\n"
        "from mawaqif.data import connect, load\n"
        "found = [load('topics').height, len(load('stances', 'pandas')) > 0, len(connect().table('topics'))]\n"
        "print(*found, 'pandera' in sys.modules, file=sys.stderr)\n"
        "from mawaqif.cli import main; import mawaqif.cli, mawaqif.paths.home\n"
        "sys.argv[0] = 'mawaqif'; print(mawaqif.paths.home.find_home(), file=sys.stderr); main()"
    )
    words = [sys.executable, "-I", "-S", "-c", code, "query", "SELECT count(*) AS n FROM topics", "--format", "csv"]
    done = subprocess.run(words, cwd=tmp_path, env={**os.environ}, capture_output=True, text=True, check=False)
    topics = load("topics").height
    assert (done.returncode, done.stdout) == (0, f"n\n{topics}\n"), done.stderr
    assert done.stderr.startswith(f"{topics} True {topics} False\n")
    assert done.stderr.strip().endswith(str(Path("site") / "mawaqif" / "_data"))


ACTOR = ("actor", "kind=state", "name_en=Malta", "name_ar=مالطا", "iso3=MLT", "--yes")


WRITING = (("new", *ACTOR), ("fmt",), ("seal",), ("docs",))


def test_the_tables_inside_the_wheel_are_not_written(unpacked: Path, tmp_path: Path) -> None:
    before = {path: path.read_bytes() for path in (unpacked / "mawaqif" / "_data").rglob("*.csv")}
    libraries = [path for path in sys.path if path.endswith("site-packages")]
    # The commands run one after the other in a process that has the wheel alone, which loads what they need once.
    code = (
        f"import json, sys; sys.path[:0] = [{str(unpacked)!r}]; sys.path += {libraries!r}\n"
        "from typer.testing import CliRunner; from mawaqif.cli import app\n"
        "done = [CliRunner().invoke(app, words) for words in json.loads(sys.argv[1])]\n"
        "print(json.dumps([(one.exit_code, one.stdout, one.stderr) for one in done]))"
    )
    words = [sys.executable, "-I", "-S", "-c", code, json.dumps(WRITING)]
    found = json.loads(subprocess.run(words, cwd=tmp_path, capture_output=True, text=True, check=True).stdout)
    for (command, *_), (exit_code, said, told) in zip(WRITING, found, strict=True):
        assert (command, exit_code, said) == (command, 2, ""), told
        assert "came with the installed tool, and is only read" in told, command
    assert {path: path.read_bytes() for path in before} == before
