"""A release from elsewhere: held against its checksums before a page is made, and nothing is written outside the site."""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import Run, edit
from mawaqif.data import load
from mawaqif.findings import CannotRunError

TOPICS = "parquet/topics.parquet"


def _listed(name: str) -> Callable[[Path], None]:
    """Return what lists a name outside a release, with a file there, as a stranger would; `{beside}` is the folder above it."""

    def damage(release: Path) -> None:
        named = name.replace("{beside}", str(release.parent))
        target = Path(os.path.normpath(release / named))
        if "\\" not in named and target.parent.is_dir() and not target.exists():
            assert target.is_relative_to(release.parent.parent)
            target.write_text("evil")
        sums = release / "SHA256SUMS"
        sums.write_text(sums.read_text() + f"{hashlib.sha256(b'evil').hexdigest()}  {named}\n")

    return damage


def _unlisted(release: Path) -> None:
    (release / "notes.txt").write_text("x")


def _log(release: Path) -> None:
    (release / "mawaqif.duckdb.wal").write_bytes(b"x")


def _missing(release: Path) -> None:
    (release / TOPICS).unlink()


def _changed(release: Path) -> None:
    edit(release / "csv/topics.csv", "lamp-oil,", "lamp-oils,")


def _linked(release: Path) -> None:
    (release / TOPICS).rename(release.parent / "elsewhere.parquet")
    (release / TOPICS).symlink_to(release.parent / "elsewhere.parquet")


def _linked_folder(release: Path) -> None:
    (release / "parquet").rename(release.parent / "elsewhere")
    (release / "parquet").symlink_to(release.parent / "elsewhere")


def _linked_sums(release: Path) -> None:
    (release / "SHA256SUMS").rename(release.parent / "elsewhere")
    (release / "SHA256SUMS").symlink_to(release.parent / "elsewhere")


def _pipe(release: Path) -> None:
    (release / TOPICS).unlink()
    os.mkfifo(release / TOPICS)


def _pipe_of_sums(release: Path) -> None:
    (release / "SHA256SUMS").unlink()
    os.mkfifo(release / "SHA256SUMS")


def _empty_folder(release: Path) -> None:
    (release / "more").mkdir()


DAMAGE = {
    "above": (_listed("../../.bashrc"), "'../../.bashrc' is not taken: it leads out"),
    "above in the middle": (_listed("csv/../../evil"), "it leads out"),
    "absolute": (_listed("{beside}/evil"), "it is absolute"),
    "backslash": (_listed("..\\evil"), "it holds \\"),
    "drive": (_listed("C:evil"), "it is absolute"),
    "device": (_listed("nul.txt"), "device"),
    "twice by capitals": (_listed("Readme.md"), "the same file"),
    "no checksum": (lambda release: (release / "SHA256SUMS").write_text("hello\n"), "not a release"),
    "unlisted file": (_unlisted, "holds notes.txt"),
    "write-ahead log": (_log, "holds mawaqif.duckdb.wal"),
    "missing file": (_missing, f"{TOPICS}: not as it was published"),
    "changed file": (_changed, "csv/topics.csv: not as it was published"),
    "link": (_linked, f"{TOPICS}: not as it was published"),
    "folder is a link": (_linked_folder, "parquet"),
    "checksums are a link": (_linked_sums, "not a release"),
    "pipe": (_pipe, f"{TOPICS}: not as it was published"),
    "checksums are a pipe": (_pipe_of_sums, "not a release"),
    "empty folder": (_empty_folder, "holds more/"),
}


def state(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("name", DAMAGE)
def test_a_site_is_made_of_whole_releases_only(name: str, published: Path, run: Run) -> None:
    damage, words = DAMAGE[name]
    damage(published)
    home = published.parent
    before = state(home)
    result = run("mawaqif", "site", "--release", "dist", "--out", "home/site", cwd=home)
    assert result.returncode == 2
    assert words in result.stderr
    assert len(result.stderr.splitlines()) == 1
    assert state(home) == before
    assert not (home / "home").exists()


def test_plots_may_lie_in_a_release(published: Path, run: Run) -> None:
    (published / "plots").mkdir()
    (published / "plots/stances.svg").write_text("<svg/>")
    result = run("mawaqif", "site", "--release", "dist", "--out", "site", cwd=published.parent)
    assert result.returncode == 0, result.stderr
    assert not (published.parent / "site/downloads/plots").exists()


@pytest.mark.parametrize("out", ["dist", "dist/site", ".", "dist/..", "dist/../.."])
def test_a_site_is_not_written_over_its_release(out: str, published: Path, run: Run) -> None:
    before = state(published.parent)
    assert run("mawaqif", "site", "--release", "dist", "--out", out, cwd=published.parent).returncode == 2
    assert state(published.parent) == before


BAD_KEYS = ("../../../../PWNED", "a\\..\\b", "nul", "a:b")


@pytest.mark.parametrize("key", BAD_KEYS, ids=lambda key: ascii(key)[:20])
def test_a_page_stays_in_the_site(key: str, package: Path, run: Run) -> None:
    for path in (package / "schemas").iterdir():
        schema = json.loads(path.read_text(encoding="utf-8"))
        for field in schema["fields"]:
            if field["name"] == "topic_id":
                field["constraints"].pop("pattern", None)
        path.write_text(json.dumps(schema), encoding="utf-8")
    for path in (package / "datapackage").glob("*.csv"):
        label = " ".join(re.findall(r"\w+", key)).capitalize()
        path.write_bytes(path.read_bytes().replace(b"lamp-oil", key.encode()).replace(b"Lamp oil", f"{label} oil".encode()))
    run("mawaqif", "fmt", package)
    # What names a page stands in the Parquet files.
    assert run("mawaqif", "build", package, "--out", package / "dist", "--only", "parquet").returncode == 0
    before = state(package.parent)
    result = run("mawaqif", "site", "--release", "dist", "--out", "a/b/site", cwd=package)
    assert result.returncode == 2
    assert "a page of the site: the name 'topics/" in result.stderr
    assert state(package.parent) == before


def test_what_is_read_whole_is_held_against_the_checksums(published: Path) -> None:
    (published / TOPICS).write_bytes((published / TOPICS).read_bytes() + b" ")
    with pytest.raises(CannotRunError):
        load("topics", release=published)
    assert load("actors", release=published).height


def test_an_other_file_of_the_same_columns_is_seen(published: Path, tmp_path: Path) -> None:
    frame = load("topics", release=published)
    frame.head(1).write_parquet(published / TOPICS)
    with pytest.raises(CannotRunError, match="not as it was published"):
        load("topics", release=published)
    (published / TOPICS).rename(tmp_path / "elsewhere")
    (published / TOPICS).symlink_to(tmp_path / "elsewhere")
    with pytest.raises(CannotRunError, match="it is a link"):
        load("topics", release=published)


def test_a_query_reads_no_log_beside_the_database(published: Path, run_process: Run) -> None:
    words = ("mawaqif", "query", "--release", published, "SELECT 1 AS one", "--format", "csv")
    assert run_process(*words).stdout == "one\n1\n"
    (published / "mawaqif.duckdb.wal").write_bytes(b"x")
    result = run_process(*words)
    assert (result.returncode, result.stdout) == (2, "")
    assert "mawaqif.duckdb.wal" in result.stderr
