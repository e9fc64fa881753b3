"""Files that are no tables, documents or queries are told by what they are, before they are read whole."""

from __future__ import annotations

import gzip
import io
import os
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import Run
from mawaqif.passages.copies import UnreadableError, open_copy
from mawaqif.paths import read_file
from mawaqif.tables import load_table
from unchanged import count_as_read, invented

TABLE = "datapackage/errata.csv"
HEADER = "erratum_id,document_id,citation_id,statement_id,field,printed,corrected,reason_en\n"


def _zip() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("errata.csv", HEADER)
    return file.getvalue()


KINDS = {
    "a zip archive": _zip(),
    "compressed with gzip": gzip.compress(HEADER.encode()),
    "a PDF file": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n",
    "a Parquet file": b"PAR1\x15\x04\x15\x10PAR1",
    "a SQLite database": b"SQLite format 3\0\x10\0",
    "a DuckDB database": b"\x01\x02\0\x04\x05\x06\x07\x08DUCK\x40\0",
}


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_of_another_kind_is_told_as_what_it_is(
    kind: str, package: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    count_as_read(invented(), monkeypatch)
    (package / TABLE).write_bytes(KINDS[kind])
    result = run("mawaqif", "validate", package, cwd=package)
    assert result.returncode == 1
    assert f"{TABLE} MQ102 the file cannot be read: it is {kind}" in result.stdout


@pytest.mark.parametrize("path", ["/proc/kmsg", "/proc/self/environ", "/dev/zero", "/sys/kernel/uevent_seqnum"])
def test_what_the_system_shows_is_no_file(path: str, tmp_path: Path) -> None:
    if not Path(path).exists():
        pytest.skip(f"there is no {path} here")
    (tmp_path / "link.csv").symlink_to(path)
    with pytest.raises(OSError, match=r"not a file"):
        read_file(tmp_path / "link.csv")


def test_a_bound_is_told(tmp_path: Path) -> None:
    (tmp_path / "large.json").write_bytes(b" " * 1025)
    with pytest.raises(OSError, match="larger than 1,024 bytes"):
        read_file(tmp_path / "large.json", 1024)
    with (tmp_path / "sparse.html").open("wb") as file:
        file.truncate(3 * 1024**3)
    with pytest.raises(UnreadableError, match="larger than 512 MiB"):
        open_copy(tmp_path / "sparse.html")


def _load(text: str, tmp_path: Path) -> list[tuple[str, int, str]]:
    (tmp_path / "datapackage").mkdir()
    (tmp_path / TABLE).write_text(text, encoding="utf-8")
    start = time.monotonic()
    _, found = load_table(tmp_path, invented().descriptor.tables["errata"])
    assert time.monotonic() - start < 20
    return [(item.code, item.line, item.message) for item in found]


def test_a_header_of_very_many_columns_takes_no_time_and_is_cut(tmp_path: Path) -> None:
    ((code, line, message),) = _load(HEADER.strip() + "".join(f",c{n}" for n in range(50_000)) + "\n", tmp_path)
    assert (code, line) == ("MQ106", 1)
    assert "'c19' and 49,980 more" in message
    assert len(message) < 600


def test_a_first_line_without_end_is_no_header(tmp_path: Path) -> None:
    ((code, line, message),) = _load("a" * 2_000_000, tmp_path)
    assert (code, line) == ("MQ106", 1)
    assert "more than 1,048,576 characters" in message


def test_blank_lines_beyond_number_are_counted_as_lines(package: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    count_as_read(invented(), monkeypatch)
    with (package / TABLE).open("a", encoding="utf-8") as file:
        file.write("\n" * 10_500)
    result = run("mawaqif", "validate", package, cwd=package)
    said = "the line is blank; remove it; 10,499 other lines have the same fault: look first for what they have in common"
    assert f"{TABLE}:3 MQ111 {said}" in result.stdout


def test_lines_that_end_with_cr_are_told(package: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    count_as_read(invented(), monkeypatch)
    (package / TABLE).write_bytes((package / TABLE).read_bytes().replace(b"\n", b"\r"))
    assert "the lines end with CR instead of LF" in run("mawaqif", "validate", package, cwd=package).stdout


PAGES: dict[str, Callable[[], str]] = {
    "nested": lambda: "<div>x" * 300_000,
    "nested inline": lambda: "<b>x" * 300_000,
}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_nested_without_end_is_refused(name: str, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("<html><body>" + PAGES[name](), encoding="utf-8")
    with pytest.raises(UnreadableError, match="nested more than"):
        open_copy(tmp_path / "page.html").ways[0]()


QUERIES: dict[str, tuple[Callable[[Path], object], str]] = {
    "binary": (lambda path: path.write_bytes(b"\0\xff"), "byte 1 is not UTF-8"),
    "a NUL": (lambda path: path.write_bytes(b"-- a\0"), "which no query needs"),
    "a pipe": (os.mkfifo, "it is a pipe"),
    "a folder": (Path.mkdir, "it is a folder"),
}


@pytest.mark.parametrize("name", QUERIES)
def test_a_query_that_is_none_is_told(name: str, package: Path, run: Run) -> None:
    make, words = QUERIES[name]
    (package / "queries").mkdir()
    make(package / "queries/odd.sql")
    for command in (("query", "--list"), ("build", ".", "--out", "dist")):
        result = run("mawaqif", *command, cwd=package)
        assert (result.returncode, result.stdout) == (2, "")
        assert f"queries/odd.sql: {words}" in result.stderr or words in result.stderr
        assert not (package / "dist").exists()
