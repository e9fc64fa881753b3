"""The tables in Python: `tables()`, `load()`, `connect()`.

>>> from mawaqif.data import connect, load, tables
>>> [table.name for table in tables()][:3]
['documents', 'actors', 'events']
>>> load("topics").columns
['topic_id', 'theme', 'label_en', 'label_ar', 'proposition_en', 'proposition_ar']
>>> load("stances", "arrow").schema.field("stance").type
DataType(string)
>>> connect().sql("SELECT label_ar FROM topics WHERE fold(label_ar) LIKE '%' || fold('النّواة') || '%'").fetchall()
[('النواة العامة للإنترنت',)]

Without `release`, the rows are those that this package came with: the tables inside the
installed wheel, or those of the checkout it was installed from. With the folder of a
release, they are read from its Parquet files. Rows were checked before they were packaged
or published, so nothing is checked again here.

A day is text in EDTF (`2021-12-14`, `2023-04`, `2019`), because sources date to the day, the
month or the year; beside it stand its first and its last day as dates, `date_start` and
`date_end`. A whole number or truth value that a row lacks is null in every form.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, overload

import duckdb
import polars as pl
import pyarrow as pa
from rapidfuzz import fuzz, process

from mawaqif.deriving import published_descriptor
from mawaqif.findings import CannotRunError
from mawaqif.paths import packaged_home
from mawaqif.query.opening import in_memory, packaged_dataset, packaged_table, read_descriptor, released_dataset, released_table
from mawaqif.release.editions import DICTIONARY, dictionary_schema, to_arrow, with_dictionary
from mawaqif.release.views import view_schemas
from mawaqif.tables import Dataset, Table, TableSchema

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["CannotRunError", "TableInfo", "UnknownTableError", "connect", "load", "tables"]

_NEAR_ENOUGH = 60
_PROSE = ("title", "title_ar", "description", "description_ar")


class UnknownTableError(LookupError):
    """No table or view has that name; the message names the nearest."""


@dataclass(frozen=True)
class TableInfo:
    """What there is to load.

    Attributes:
        name: what `load` and SQL call it.
        kind: a table, or a view that joins names and labels in.
        title: its title in English.
        title_ar: its title in Arabic.
        description: what one row is, in English.
        description_ar: what one row is, in Arabic.
        columns: names of its columns, in order.
        rows: number of its rows.
    """

    name: str
    kind: Literal["table", "view"]
    title: str
    title_ar: str
    description: str
    description_ar: str
    columns: tuple[str, ...]
    rows: int


def tables(*, release: Path | str | None = None) -> tuple[TableInfo, ...]:
    """List what there is to load: the tables in the order of the index, then the views by name.

    Args:
        release: folder of a release; the packaged tables where left out.

    Raises:
        CannotRunError: the data cannot be read.
    """
    dataset = _dataset(release)
    known = {name: table.schema for name, table in dataset.tables.items()}
    with in_memory(dataset, whole=False) as connection:
        views = [_view_info(connection.table(name), schema) for name, schema in sorted(view_schemas(known).items())]
    return (*map(_table_info, with_dictionary(dataset, counted=False).values()), *views)


def _table_info(table: Table) -> TableInfo:
    return TableInfo(table.schema.name, "table", *_prose(table.schema), table.schema.columns, table.frame.height)


def _view_info(view: duckdb.DuckDBPyRelation, schema: TableSchema) -> TableInfo:
    return TableInfo(schema.name, "view", *_prose(schema), schema.columns, len(view))


def _prose(schema: TableSchema) -> tuple[str, str, str, str]:
    title, title_ar, description, description_ar = (str(schema.raw.get(key, "")) for key in _PROSE)
    return title, title_ar, description, description_ar


@overload
def load(name: str, as_: Literal["polars"] = "polars", *, release: Path | str | None = None) -> pl.DataFrame: ...
@overload
def load(name: str, as_: Literal["pandas"], *, release: Path | str | None = None) -> pd.DataFrame: ...
@overload
def load(name: str, as_: Literal["arrow"], *, release: Path | str | None = None) -> pa.Table: ...
def load(
    name: str, as_: Literal["polars", "pandas", "arrow"] = "polars", *, release: Path | str | None = None
) -> pl.DataFrame | pd.DataFrame | pa.Table:
    """Load a table or view.

    Args:
        name: its name, as `tables()` lists it.
        as_: the library whose table is wanted. Arrow fields of a table carry titles and
            descriptions in both languages as metadata; pandas columns are `Int64`,
            `boolean` and `string`, which hold missing values as such.
        release: folder of a release; the packaged tables where left out.

    Returns:
        All its rows, a table's in the order of its key, a view's in the order it is written in.

    Raises:
        UnknownTableError: there is no table or view of that name.
        CannotRunError: the data cannot be read.
        ImportError: pandas is asked for and not installed.
        ValueError: `as_` names no library.
    """
    if as_ not in _FORMS:
        raise ValueError(f"as_={as_!r}: expected one of {', '.join(map(repr, _FORMS))}")
    found: pl.DataFrame | pd.DataFrame | pa.Table = _FORMS[as_](_arrow(name, release))
    return found


def connect(*, release: Path | str | None = None) -> duckdb.DuckDBPyConnection:
    """Open the data as a DuckDB database: every table with its keys and comments, the views, `fold()`.

    The database is a copy in memory that belongs to the caller. DuckDB opens no database
    in memory read-only, so its rows can be changed, within their keys and checks; no change
    reaches the packaged tables or a release, and all is gone when the connection is closed.
    Other than in `mawaqif query`, SQL may read other files, so that the data can be joined to them.

    Args:
        release: folder of a release; the packaged tables where left out.

    Raises:
        CannotRunError: the data cannot be read.
    """
    return in_memory(_dataset(release))


def _dataset(release: Path | str | None) -> Dataset:
    if release is not None:
        return released_dataset(Path(release))
    return packaged_dataset(packaged_home())


def _arrow(name: str, release: Path | str | None) -> pa.Table:
    root = packaged_home() if release is None else Path(release)
    descriptor = read_descriptor(root) if release is not None else published_descriptor(read_descriptor(root))
    if name in descriptor.tables:
        table = packaged_table(root, name) if release is None else released_table(root, descriptor.tables[name])
        return to_arrow(Dataset(descriptor, {}), table)
    made = {**view_schemas(descriptor.tables), DICTIONARY: dictionary_schema()}
    if name not in made:
        raise UnknownTableError(_unknown(name, (*descriptor.tables, *made)))
    with in_memory(_dataset(release), whole=name == DICTIONARY) as connection:
        return connection.table(name).to_arrow_table()


def _unknown(name: str, known: tuple[str, ...]) -> str:
    close = process.extractOne(name, known, scorer=fuzz.ratio, processor=str.lower, score_cutoff=_NEAR_ENOUGH)
    hint = f"did you mean {close[0]!r}?" if close else f"there are {', '.join(known)}"
    return f"no table or view is called {name!r}; {hint}"


def _to_polars(table: pa.Table) -> pl.DataFrame:
    return pl.DataFrame(table)


def _to_pandas(table: pa.Table) -> pd.DataFrame:
    try:
        import pandas as pd  # noqa: PLC0415 - the other forms do without it
    except ImportError as error:
        raise ImportError("as_='pandas' needs pandas; install it with `pip install pandas`, or load as 'polars'") from error
    nullable = {
        pa.string(): pd.StringDtype(),
        pa.int64(): pd.Int64Dtype(),
        pa.int32(): pd.Int32Dtype(),
        pa.float64(): pd.Float64Dtype(),
        pa.bool_(): pd.BooleanDtype(),
    }
    frame: pd.DataFrame = table.to_pandas(types_mapper=nullable.get, date_as_object=False)
    return frame


def _to_arrow(table: pa.Table) -> pa.Table:
    return table


_FORMS: dict[str, Callable[[pa.Table], Any]] = {"polars": _to_polars, "pandas": _to_pandas, "arrow": _to_arrow}
