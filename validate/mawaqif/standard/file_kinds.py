"""What a file is by its first bytes, where it is no text at all or a text that is no table."""

from __future__ import annotations

from mawaqif.findings import Bilingual

# So much of a file says what it is.
HEAD = 64 * 1024
# Source of the marks: the list of file signatures of the `file` command (libmagic).
_MARKS = (
    (b"PK\x03\x04", Bilingual("a zip archive, as workbooks of spreadsheets are", "أرشيف zip، كما تكون مصنّفات الجداول الحسابية")),
    (b"PK\x05\x06", Bilingual("an empty zip archive", "أرشيف zip فارغ")),
    (b"\x1f\x8b", Bilingual("compressed with gzip", "مضغوط بأداة gzip")),
    (b"BZh", Bilingual("compressed with bzip2", "مضغوط بأداة bzip2")),
    (b"\xfd7zXZ\0", Bilingual("compressed with xz", "مضغوط بأداة xz")),
    (b"\x28\xb5\x2f\xfd", Bilingual("compressed with zstd", "مضغوط بأداة zstd")),
    (b"7z\xbc\xaf\x27\x1c", Bilingual("a 7z archive", "أرشيف 7z")),
    (b"%PDF-", Bilingual("a PDF file", "ملف PDF")),
    (b"PAR1", Bilingual("a Parquet file", "ملف Parquet")),
    (b"ARROW1\0\0", Bilingual("an Arrow file", "ملف Arrow")),
    (b"SQLite format 3\0", Bilingual("a SQLite database", "قاعدة بيانات SQLite")),
    (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        Bilingual("a workbook or document of an old office program", "مصنّف أو مستند من برنامج مكتبي قديم"),
    ),
    (b"\x89PNG\r\n\x1a\n", Bilingual("a PNG picture", "صورة PNG")),
    (b"\xff\xd8\xff", Bilingual("a JPEG picture", "صورة JPEG")),
    (b"\x7fELF", Bilingual("a program", "برنامج")),
    (
        b"version https://git-lfs.github.com/",
        Bilingual(
            "a pointer of Git LFS in place of the file, which `git lfs pull` fetches",
            "مؤشر من Git LFS مكان الملف، ويجلب الملف `git lfs pull`",
        ),
    ),
)
_WEB_PAGE = Bilingual("a web page", "صفحة ويب")
_JSON = Bilingual("a JSON file", "ملف JSON")
# How other texts begin, after spaces and a byte order mark, in small letters. No header of a table does.
_TEXTS = (
    (b"<!doctype", _WEB_PAGE),
    (b"<html", _WEB_PAGE),
    (b"<?xml", Bilingual("an XML file", "ملف XML")),
    (b"{", _JSON),
    (b"[", _JSON),
    (b"create table", Bilingual("a dump of a database", "تفريغ لقاعدة بيانات")),
)
# DuckDB writes its letters after a checksum.
_DUCKDB = (b"DUCK", 8)


def kind_of(data: bytes) -> str:
    """Say what a file is by its first bytes; empty where they may be text."""
    mark, at = _DUCKDB
    if data[at : at + len(mark)] == mark and b"\0" in data[: at + 2 * len(mark)]:
        return Bilingual("a DuckDB database", "قاعدة بيانات DuckDB")
    text = data[:HEAD].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    found = (kind for start, kind in _MARKS if data.startswith(start))
    return next(found, next((kind for start, kind in _TEXTS if text.startswith(start)), ""))
