"""`mawaqif query`: one SELECT on the data, in a database that nothing can change or leave.

The door is shut twice. First by construction: a release is opened read-only, and then every file system is switched
off (`disabled_filesystems`), which cannot be undone. DuckDB goes on reading through the handle that it holds and can
open nothing any more, neither the release itself, nor a name beside it (`.wal`, `.wal.checkpoint`, `.tmp`), nor a
folder. `enable_external_access` alone does not do that: it leaves the opened file and its `.wal` writable.
It costs nothing, at any size of release; a copy in memory would cost the whole of it, and a private copy of the file
a second time its room on disk. All settings that can be are given while opening, the others are set and locked before
anything that the file holds, a view or a macro, is bound. Second by an allow-list of what a query may consist of
(`statement`), which refuses early and in words.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import duckdb

from mawaqif.findings import CannotRunError
from mawaqif.query.kept import Kept, attach, keep
from mawaqif.query.limits import DEFAULT_MEMORY, DEFAULT_SECONDS
from mawaqif.query.results import Answer, as_answer
from mawaqif.query.statement import QueryError, check_statement
from mawaqif.release.checksums import released_database
from mawaqif.release.cookbook import cookbook
from mawaqif.release.file_names import DUCKDB_FILE

if TYPE_CHECKING:
    import pyarrow as pa

T = TypeVar("T")
# What a query may not reach, whatever it says.
SANDBOX: dict[str, str | bool | int | float | list[str]] = {
    "python_enable_replacements": "false",
    "temp_directory": "",
    "enable_external_access": "false",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "allow_community_extensions": "false",
}
# Set last, in this order: no file can be opened, and no setting changed.
LOCKS = {"disabled_filesystems": "LocalFileSystem", "lock_configuration": "true"}
# How often a waiting process looks up: not every system wakes it for a signal.
BEAT_SECONDS = 0.1


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
def open_database(
    root: Path, release: Path | None, memory: str = DEFAULT_MEMORY, kept: Kept | None = None, *, whole: bool = True
) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open the data for reading, locked against everything else.

    Args:
        root: the package to read where no release is named.
        release: a release folder or a `.duckdb` file of one; opened read-only.
        memory: the most memory that the database may use, such as `2GB`.
        kept: where the database of the package is kept for the next question; it is not where left out.
        whole: whether the columns of a package have comments, and its data dictionary the counts of each, as in a release.

    Yields:
        A connection that can read the tables and nothing else.

    Raises:
        CannotRunError: the data cannot be opened.
    """
    try:
        connection = _connect(root, release, kept, whole=whole)
    except duckdb.Error as error:
        raise CannotRunError(f"the data cannot be opened: {_first_line(error)}") from error
    try:
        try:
            connection.execute(f"SET memory_limit = '{memory.replace(chr(39), '')}'")
        except duckdb.Error as error:
            raise CannotRunError(f"--memory {memory}: {_first_line(error)}") from error
        _set(connection, LOCKS)
        yield connection
    finally:
        connection.close()


def _connect(root: Path, release: Path | None, kept: Kept | None, *, whole: bool) -> duckdb.DuckDBPyConnection:
    if release is not None:
        path = release / DUCKDB_FILE if release.is_dir() else release
        if not path.is_file():
            raise CannotRunError(
                f"{path}: no such file; name the folder of a release that has the DuckDB edition, or run `mawaqif build`"
            )
        # Absolute, because DuckDB takes the beginning of a name such as `md:` as an extension's.
        return duckdb.connect(str(released_database(path).absolute()), read_only=True, config={**SANDBOX})
    file = None if kept is None else kept.path or keep(kept, partial(_write, root, whole=whole))
    connection = duckdb.connect()
    try:
        _open_tables(connection, root, file, whole=whole)
        _set(connection, SANDBOX)
    except BaseException:
        connection.close()
        raise
    return connection


def _open_tables(connection: duckdb.DuckDBPyConnection, root: Path, path: Path | None, *, whole: bool) -> None:
    """Make the tables of a package the current database, from a kept file or, where it has gone meanwhile, from the tables."""
    if path is not None:
        with suppress(duckdb.IOException):
            attach(connection, path, read_only=True)
            return
    from mawaqif.query.opening import fill_checked, whole_dataset  # noqa: PLC0415 - loads Polars; a kept file does without it

    dataset = whole_dataset(root)
    attach(connection)
    fill_checked(connection, dataset, whole=whole)


def _write(root: Path, path: Path, *, whole: bool) -> None:
    from mawaqif.query.opening import write_database  # noqa: PLC0415 - the same

    write_database(root, path, whole=whole)


def _set(connection: duckdb.DuckDBPyConnection, settings: Mapping[str, object]) -> None:
    for name, value in settings.items():
        connection.execute(f"SET {name} = '{value}'")


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

    def result() -> pa.Table:
        relation = connection.sql(sql)
        found = _readable(relation, text=text).to_arrow_table()
        return found.rename_columns(_unlike(relation.columns))

    return _in_time(connection, sql, seconds, result)


def answer(connection: duckdb.DuckDBPyConnection, sql: str, seconds: float = DEFAULT_SECONDS) -> Answer:
    """Run one SELECT whose result is to be written as text, as `run_query` does."""

    def result() -> Answer:
        relation = connection.sql(sql)
        readable = _readable(relation, text=True)
        names, kinds = _unlike(relation.columns), [str(kind) for kind in readable.types]
        if any("TUPLE(" in kind for kind in kinds):  # Arrow names the parts of a record, which has no names here
            return as_answer(readable.to_arrow_table().rename_columns(names))
        return Answer(names, [_NUMBER.fullmatch(kind) is not None for kind in kinds], readable.fetchall())

    return _in_time(connection, sql, seconds, result)


def _in_time(connection: duckdb.DuckDBPyConnection, sql: str, seconds: float, result: Callable[[], T]) -> T:
    """Return the result of a statement that was checked.

    The database works in a thread of its own. In the main thread it would keep every signal waiting for as long as it
    works; there it can be interrupted, by a signal as by the limit.
    """
    check_statement(connection, sql)
    with ThreadPoolExecutor(max_workers=1) as threads:
        work = threads.submit(_reading, connection, result)
        try:
            _wait(work, seconds)
        finally:
            # Again and again, because an interruption before the database begins is lost.
            while not work.done():
                connection.interrupt()
                _wait(work, BEAT_SECONDS)
    try:
        return work.result()
    except duckdb.InterruptException as error:
        raise QueryError(f"stopped after {seconds:g} seconds; narrow the query, or allow more with --seconds") from error
    except (duckdb.OutOfMemoryException, MemoryError) as error:
        raise QueryError("stopped at the memory limit; narrow the query, or allow more with --memory") from error
    except duckdb.Error as error:
        raise QueryError(str(error).strip()) from error


def _wait(work: Future[T], seconds: float) -> None:
    end = time.monotonic() + seconds
    while (left := end - time.monotonic()) > 0 and not work.done():
        wait([work], min(left, BEAT_SECONDS))


def _reading(connection: duckdb.DuckDBPyConnection, result: Callable[[], T]) -> T:
    # Data can be changed inside a SELECT too, by a part of it that deletes and returns.
    connection.execute("BEGIN TRANSACTION READ ONLY")
    try:
        return result()
    finally:
        _end_transaction(connection)


# Types whose values Python or Parquet cannot hold whole; they are written as the database writes them.
_ODD = re.compile(r"INTERVAL|BIT\b|BIGNUM|VARINT|UHUGEINT|UNION|TIME WITH|TIMETZ|ENUM|GEOMETRY|VARIANT", re.IGNORECASE)
_ODD_IN_TEXT = re.compile(r"DATE|TIME|BLOB|MAP", re.IGNORECASE)
_NUMBER = re.compile(r"U?(?:TINY|SMALL|BIG|HUGE)INT|U?INTEGER|FLOAT|DOUBLE|DECIMAL\(.*\)")


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
