"""What is read quickly is what is read row by row."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from conftest import ROOT
from mawaqif.tables import TableSchema, csv_text
from mawaqif.tables.fast_reader import read_fast
from mawaqif.tables.reader import decode, split_rows
from unchanged import real

SCHEMAS = real().descriptor.tables
TOPICS: TableSchema = SCHEMAS["statement_topics"]
HEADER = ",".join(TOPICS.columns)
# What CSV is made of, with a few letters of one to four bytes.
PIECES = ("a", "b c", ",", ",,,", '"', '""', "\n", "\r\n", "\r", " ", "\ufeff", "\0", "\u2028", "ق", "é", "𐍈", "#", "''")


def row_by_row(data: bytes) -> tuple[list[list[str]], list[int]] | None:
    """Read as Python's reader does; None where it finds anything at all."""
    text, found = decode(data, TOPICS)
    cells, more = split_rows(text, TOPICS) if text is not None else (None, [])
    return None if found or more or cells is None or text is None else (cells.rows, cells.lines)


def plainly(data: bytes) -> tuple[list[list[str]], list[int]] | None:
    rows = read_fast(data, TOPICS)
    return None if rows is None else ([[cell or "" for cell in row] for row in rows.rows()], list(range(2, rows.height + 2)))


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
@example('a,b,c,"d\ne"\n')
@example("a,b,c\n")
@example("a,b,c,d,e\n")
@example('a,b,c,"d""e"\na,"",b,c\n')
@example('a,b,"c"d,e\n')
@example("\n\n")
def test_what_is_read_plainly_is_what_the_reader_reads(body: str) -> None:
    data = f"{HEADER}\n{body}".encode()
    found = plainly(data)
    assert found is None or found == row_by_row(data)


@given(st.lists(st.tuples(*[st.sampled_from(PIECES) | st.text("ab,\"'# \t;|éق", max_size=6)] * 4), max_size=8))
def test_what_is_written_in_canonical_form_is_read_plainly(rows: list[tuple[str, ...]]) -> None:
    text = csv_text(TOPICS.columns, rows)
    found = plainly(text.encode())
    blank = any(not any(row) for row in rows)
    odd = blank or any(char in text for char in "\r\0") or any("\n" in cell for row in rows for cell in row)
    assert (found is None) == odd
    if found is not None:
        assert csv_text(TOPICS.columns, found[0]) == text


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_real_tables_are_read_plainly(name: str) -> None:
    data = (ROOT / SCHEMAS[name].path).read_bytes()
    rows = read_fast(data, SCHEMAS[name])
    assert rows is not None
    assert [tuple(cell or "" for cell in row) for row in rows.rows()] == list(
        map(tuple, csv.reader(io.StringIO(data.decode(), newline="")))
    )[1:]
