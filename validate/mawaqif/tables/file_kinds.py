"""What a file is by its first bytes, where it is no text at all or a text that is no table."""

from __future__ import annotations

# So much of a file says what it is.
HEAD = 64 * 1024
# Source of the marks: the list of file signatures of the `file` command (libmagic).
_MARKS = (
    (b"PK\x03\x04", "a zip archive, as workbooks of spreadsheets are"),
    (b"PK\x05\x06", "an empty zip archive"),
    (b"\x1f\x8b", "compressed with gzip"),
    (b"BZh", "compressed with bzip2"),
    (b"\xfd7zXZ\0", "compressed with xz"),
    (b"\x28\xb5\x2f\xfd", "compressed with zstd"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"%PDF-", "a PDF file"),
    (b"PAR1", "a Parquet file"),
    (b"ARROW1\0\0", "an Arrow file"),
    (b"SQLite format 3\0", "a SQLite database"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a workbook or document of an old office program"),
    (b"\x89PNG\r\n\x1a\n", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"\x7fELF", "a program"),
    (b"version https://git-lfs.github.com/", "a pointer of Git LFS in place of the file, which `git lfs pull` fetches"),
)
# How other texts begin, after spaces and a byte order mark, in small letters. No header of a table does.
_TEXTS = (
    (b"<!doctype", "a web page"),
    (b"<html", "a web page"),
    (b"<?xml", "an XML file"),
    (b"{", "a JSON file"),
    (b"[", "a JSON file"),
    (b"create table", "a dump of a database"),
)
# DuckDB writes its letters after a checksum.
_DUCKDB = (b"DUCK", 8)


def kind_of(data: bytes) -> str:
    """Say what a file is by its first bytes; empty where they may be text."""
    mark, at = _DUCKDB
    if data[at : at + len(mark)] == mark and b"\0" in data[: at + 2 * len(mark)]:
        return "a DuckDB database"
    text = data[:HEAD].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    found = (kind for start, kind in _MARKS if data.startswith(start))
    return next(found, next((kind for start, kind in _TEXTS if text.startswith(start)), ""))
