"""Opening the data to read: a package or a release as typed tables, and typed tables as a database in memory."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path, PurePosixPath

import duckdb
import polars as pl

from mawaqif.deriving import needed_tables, published, published_table
from mawaqif.findings import CannotRunError
from mawaqif.paths import INDEX
from mawaqif.query.kept import DATABASE, attach
from mawaqif.release.checksums import hold, of_release
from mawaqif.release.editions import PARQUET_FOLDER, fill
from mawaqif.tables import LINK, Dataset, Descriptor, Table, TableSchema, load_dataset, load_descriptor, load_table


def whole_dataset(root: Path) -> Dataset:
    """Read every table of a package, with the columns that are derived from its rows.

    Raises:
        CannotRunError: there is no package, or not every cell of it can be read.
    """
    dataset, findings = load_dataset(root, by_standard=False)
    if findings:
        raise CannotRunError(f"{root}: the tables cannot be read whole; run `mawaqif validate`")
    return published(dataset)


def in_memory(dataset: Dataset, *, whole: bool = True) -> duckdb.DuckDBPyConnection:
    """Return a new database in memory with the tables, their keys and comments, the views and `fold()`.

    Args:
        dataset: tables without findings.
        whole: whether columns have comments, and the data dictionary the counts of each.

    Raises:
        CannotRunError: a row breaks a key or check.
    """
    connection = duckdb.connect()
    try:
        fill_checked(connection, dataset, whole=whole)
    except CannotRunError:
        connection.close()
        raise
    return connection


def fill_checked(connection: duckdb.DuckDBPyConnection, dataset: Dataset, *, whole: bool = True) -> None:
    """Fill the connection's current database, as `in_memory` does.

    Raises:
        CannotRunError: a row breaks a key or check.
    """
    try:
        fill(connection, dataset, whole=whole)
    except duckdb.ConstraintException as error:
        problem = str(error).strip().splitlines()[0]
        raise CannotRunError(
            f"{dataset.descriptor.root}: the tables have findings ({problem}); run `mawaqif validate`"
        ) from error


def write_database(root: Path, path: Path, *, whole: bool = True) -> None:
    """Write the tables of a package into a new database file, as `in_memory` has them.

    Raises:
        CannotRunError: there is no package, not every cell of it can be read, or a row breaks a key or check.
        duckdb.Error: the file cannot be written.
    """
    dataset = whole_dataset(root)
    with duckdb.connect() as connection:
        attach(connection, path)
        connection.execute("BEGIN")
        fill_checked(connection, dataset, whole=whole)
        connection.execute("COMMIT")
        connection.execute("USE memory")
        connection.execute(f"DETACH {DATABASE}")


def read_descriptor(root: Path) -> Descriptor:
    """Read the index and schemas of a package or release, once for each state of its index.

    Raises:
        CannotRunError: there is none, or a table of it cannot be understood.
    """
    index = root / INDEX
    return _read_descriptor(root, index.stat().st_mtime_ns if index.is_file() else 0)


@lru_cache(maxsize=8)
def _read_descriptor(root: Path, _changed: int) -> Descriptor:
    # Tables of a release are read from its Parquet files, whichever files its index names.
    descriptor, found = load_descriptor(root, by_standard=False, csv_only=False)
    links = [item.file for item in found if item.code == LINK.code]
    if links:
        raise CannotRunError(f"{root / links[0]}: {LINK.message}")
    if descriptor.unreadable:
        names = ", ".join(sorted(descriptor.unreadable))
        raise CannotRunError(f"{root}: the schema of {names} cannot be used; run `mawaqif validate`")
    return descriptor


def packaged_dataset(root: Path) -> Dataset:
    """Read every table from the CSV files of a package that was checked before, with its derived columns.

    Raises:
        CannotRunError: not every cell of it can be read.
    """
    descriptor = read_descriptor(root)
    kept = {name: _kept_table(root, schema) for name, schema in descriptor.tables.items()}
    return published(Dataset(descriptor, kept))


def packaged_table(root: Path, name: str) -> Table:
    """Read one table from the CSV file of a package that was checked before, with its derived columns.

    Raises:
        CannotRunError: not every cell of it can be read.
    """
    descriptor = read_descriptor(root)
    if name not in descriptor.tables:
        return packaged_dataset(root).tables[name]
    names = (name, *needed_tables(name, descriptor))
    kept = {other: _kept_table(root, descriptor.tables[other]) for other in names}
    return published_table(kept[name], kept, descriptor.tables)


def _kept_table(root: Path, schema: TableSchema) -> Table:
    table, findings = load_table(root, schema)
    if table is None or findings:
        raise CannotRunError(f"{root / schema.path}: the table cannot be read whole; run `mawaqif validate`")
    return table


def released_dataset(release: Path) -> Dataset:
    """Read every table of a release from its Parquet files.

    Raises:
        CannotRunError: there is no release, or a table of it cannot be read.
    """
    descriptor = read_descriptor(release)
    hold(release, INDEX)
    return Dataset(descriptor, {name: released_table(release, schema) for name, schema in descriptor.tables.items()})


def released_table(release: Path, schema: TableSchema) -> Table:
    """Read one table from the Parquet file of a release.

    Raises:
        CannotRunError: the file is missing, not as it was published, damaged, or not of this table.
        OSError: it cannot be read, or is a link.
    """
    place = PurePosixPath(schema.path).with_suffix(".parquet")
    # A flat table lies beside the folders; one file of every table is called otherwise than the tables.
    name = place.name if place == PurePosixPath(f"{schema.name}.parquet") else f"{PARQUET_FOLDER}/{schema.name}.parquet"
    path = of_release(release, name)
    try:
        frame = pl.read_parquet(path)
    except (OSError, pl.exceptions.PolarsError) as error:
        problem = "no such file" if isinstance(error, FileNotFoundError) else "not a whole Parquet file"
        raise CannotRunError(
            f"{path}: {problem}; name the folder of a release that has the Parquet edition, or run `mawaqif build`"
        ) from error
    if frame.schema != {field.name: field.type.dtype for field in schema.fields}:
        raise CannotRunError(f"{path}: its columns are not those of the release's {INDEX}; build the release anew")
    hold(release, name)
    return Table(schema=schema, frame=frame, cells=frame, lines=())
