"""`mawaqif query`: one SELECT on the data, in a database that nothing can change or leave."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

import duckdb
import pyarrow as pa

from mawaqif.findings import CannotRunError
from mawaqif.query.limits import DEFAULT_MEMORY, DEFAULT_SECONDS
from mawaqif.release.checksums import released_database
from mawaqif.release.cookbook import cookbook
from mawaqif.release.file_names import DUCKDB_FILE

# What a query may not reach, whatever it says. The last one locks the others.
SANDBOX = (
    "SET python_enable_replacements = false",
    "SET temp_directory = ''",
    "SET enable_external_access = false",
    "SET autoinstall_known_extensions = false",
    "SET autoload_known_extensions = false",
    "SET allow_community_extensions = false",
    "SET lock_configuration = true",
)


class QueryError(Exception):
    """The query cannot be run; the message says why, in the database's words where they are its own."""


def resolve(text: str, root: Path) -> str:
    """Return the SQL that a user means by a text: the cookbook query of that name, or the text itself.

    Raises:
        QueryError: it is one word and no query has that name.
        CannotRunError: the cookbook cannot be read.
    """
    if not re.fullmatch(r"[\w-]+", text.strip()):
        return text
    known = {query.name: query.sql for query in cookbook(root)}
    try:
        return known[text.strip()]
    except KeyError:
        raise QueryError(f"no query is called {text.strip()!r}; there are {', '.join(known) or 'none'}") from None


@contextmanager
def open_database(root: Path, release: Path | None, memory: str = DEFAULT_MEMORY) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open the data for reading, locked against everything else.

    Args:
        root: the package to read where no release is named.
        release: a release folder or a `.duckdb` file of one; opened read-only.
        memory: the most memory that the database may use, such as `2GB`.

    Yields:
        A connection that can read the tables and nothing else.

    Raises:
        CannotRunError: the data cannot be opened.
    """
    try:
        connection = _connect(root, release)
    except duckdb.Error as error:
        raise CannotRunError(f"the data cannot be opened: {_first_line(error)}") from error
    try:
        try:
            connection.execute(f"SET memory_limit = '{memory.replace(chr(39), '')}'")
        except duckdb.Error as error:
            raise CannotRunError(f"--memory {memory}: {_first_line(error)}") from error
        for setting in SANDBOX:
            connection.execute(setting)
        yield connection
    finally:
        connection.close()


def _connect(root: Path, release: Path | None) -> duckdb.DuckDBPyConnection:
    if release is not None:
        path = release / DUCKDB_FILE if release.is_dir() else release
        if not path.is_file():
            raise CannotRunError(f"{path}: no such file; name the folder of a release, or run `mawaqif build`")
        return duckdb.connect(str(released_database(path)), read_only=True)
    # A release is asked without what reads tables.
    from mawaqif.query.opening import in_memory, whole_dataset  # noqa: PLC0415

    return in_memory(whole_dataset(root))


def run_query(
    connection: duckdb.DuckDBPyConnection, sql: str, seconds: float = DEFAULT_SECONDS, *, text: bool = False
) -> pa.Table:
    """Run one SELECT.

    Args:
        connection: from `open_database`.
        sql: one statement that reads.
        seconds: the longest it may take.
        text: whether the result is to be written as text, so that days and times may be texts.

    Returns:
        Its result; repeated column names are numbered.

    Raises:
        QueryError: it is not one SELECT, it failed, or it took too long.
    """
    try:
        statements = connection.extract_statements(sql)
    except duckdb.Error as error:
        raise QueryError(str(error).strip()) from error
    if len(statements) != 1:
        raise QueryError(f"expected one SELECT, found {len(statements)} statements")
    kind = statements[0].type
    if kind != duckdb.StatementType.SELECT:
        hint = "; write SELECT * FROM (PIVOT …)" if kind == duckdb.StatementType.MULTI else ""
        raise QueryError(f"expected one SELECT, found {str(kind).rpartition('.')[2]}; a query reads and changes nothing{hint}")
    timer = threading.Timer(seconds, connection.interrupt)
    timer.start()
    try:
        # Data can be changed inside a SELECT too, by a part of it that deletes and returns.
        connection.execute("BEGIN TRANSACTION READ ONLY")
        relation = connection.sql(sql)
        result = _readable(relation, text=text).to_arrow_table()
    except duckdb.InterruptException as error:
        raise QueryError(f"stopped after {seconds:g} seconds; narrow the query, or allow more with --seconds") from error
    except (duckdb.OutOfMemoryException, MemoryError) as error:
        raise QueryError("stopped at the memory limit; narrow the query, or allow more with --memory") from error
    except duckdb.Error as error:
        raise QueryError(str(error).strip()) from error
    finally:
        timer.cancel()
        _end_transaction(connection)
    return result.rename_columns(_unlike(relation.columns))


# Types whose values Python or Parquet cannot hold whole; they are written as the database writes them.
_ODD = re.compile(r"INTERVAL|BIT\b|BIGNUM|VARINT|UHUGEINT|UNION|TIME WITH|TIMETZ|ENUM|GEOMETRY|VARIANT", re.IGNORECASE)
_ODD_IN_TEXT = re.compile(r"DATE|TIME|BLOB|MAP", re.IGNORECASE)


def _readable(relation: duckdb.DuckDBPyRelation, *, text: bool) -> duckdb.DuckDBPyRelation:
    odd = [bool(_ODD.search(str(kind)) or (text and _ODD_IN_TEXT.search(str(kind)))) for kind in relation.types]
    if not any(odd):
        return relation
    return relation.project(", ".join(f"CAST(#{n} AS VARCHAR)" if cast else f"#{n}" for n, cast in enumerate(odd, start=1)))


def _unlike(names: Sequence[str]) -> list[str]:
    """Number repeated names, so that no column hides another."""
    found: list[str] = []
    for name in names:
        number, unlike = 1, name
        while unlike in found:
            number += 1
            unlike = f"{name}_{number}"
        found.append(unlike)
    return found


def _end_transaction(connection: duckdb.DuckDBPyConnection) -> None:
    with suppress(duckdb.Error):
        connection.execute("ROLLBACK")


def _first_line(error: Exception) -> str:
    return str(error).strip().splitlines()[0]
