"""Writing the words: CSV, Parquet or DuckDB, anywhere but into the project."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Sequence
from importlib.resources import files
from pathlib import Path

import duckdb
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

from mawaqif.findings import CannotRunError
from mawaqif.hydrating.restoring import Hydration, RestoredPart
from mawaqif.paths import INDEX, naming
from mawaqif.query.results import as_csv
from mawaqif.release.editions import comments, create_table, fill, literal, quoted, release_file, to_arrow
from mawaqif.tables import Dataset, Table, TableSchema, table_schema

VIEW = "statements_with_words"
RIGHTS = "The words belong to the publishers of the documents. They are for your own use: no licence of Mawaqif covers them."


def words_schema() -> TableSchema:
    """Return the schema of the table `words`."""
    raw = json.loads(files("mawaqif.hydrating").joinpath("words.json").read_text(encoding="utf-8"))
    return table_schema({"name": "words", "path": "words.csv", "schema": "words.json"}, raw)


def words_table(words: Sequence[RestoredPart]) -> Table:
    """Return the restored passages as a table."""
    schema = words_schema()
    types = {field.name: field.type.dtype for field in schema.fields}
    frame = pl.DataFrame([_row(part) for part in words], schema=types, orient="row")
    return Table(schema=schema, frame=frame, cells=frame, lines=())


def _row(part: RestoredPart) -> tuple[object, ...]:
    item = part.match
    places = (item.start, item.end) if part.places_count else (None, None)
    return (
        *item.target.key,
        part.document_id,
        item.outcome.value,
        item.text,
        item.similarity,
        item.difference or None,
        item.how or None,
        item.places,
        item.ambiguous,
        part.file or None,
        part.page,
        *places,
        item.target.anchor.text_sha256,
    )


def _fill_with_words(connection: duckdb.DuckDBPyConnection, hydration: Hydration) -> None:
    dataset, table = hydration.dataset, words_table(hydration.parts)
    fill(connection, dataset)
    connection.execute(create_table(table.schema, set(dataset.tables)))
    for statement in comments(table.schema):
        connection.execute(statement)
    connection.register("rows_to_insert", to_arrow(dataset, table))
    connection.execute("INSERT INTO words SELECT * FROM rows_to_insert")
    connection.unregister("rows_to_insert")
    sql = files("mawaqif.hydrating").joinpath(f"{VIEW}.sql").read_text(encoding="utf-8")
    connection.execute(f"CREATE VIEW {quoted(VIEW)} AS {sql}")


def _joined(hydration: Hydration) -> pa.Table:
    """Return the words joined with their statements; the metadata say whose they are."""
    with duckdb.connect() as connection:
        _fill_with_words(connection, hydration)
        table = connection.sql(f"FROM {quoted(VIEW)}").to_arrow_table()
    return table.replace_schema_metadata({"rights": RIGHTS, **_about(hydration.dataset)})


def _about(dataset: Dataset) -> dict[str, str]:
    return {"package": dataset.descriptor.name, "version": dataset.descriptor.version}


def _write_csv(hydration: Hydration, path: Path) -> None:
    path.write_bytes(as_csv(_joined(hydration)))


def _write_parquet(hydration: Hydration, path: Path) -> None:
    pq.write_table(_joined(hydration), path, compression="zstd")


def _write_duckdb(hydration: Hydration, path: Path) -> None:
    with release_file(path) as connection:
        _fill_with_words(connection, hydration)
        connection.execute(f"COMMENT ON VIEW {quoted(VIEW)} IS {literal(RIGHTS)}")


EDITIONS: dict[str, Callable[[Hydration, Path], None]] = {
    ".csv": _write_csv,
    ".parquet": _write_parquet,
    ".duckdb": _write_duckdb,
}


def write_edition(hydration: Hydration, out: Path, root: Path, inputs: Sequence[Path], *, force: bool = False) -> list[Path]:
    """Write the words.

    Args:
        hydration: what was restored.
        out: a file, whose ending says the format, or a folder, which gets one file of each format.
        root: folder of the package that the rows come from.
        inputs: the reader's files, which are never written over.
        force: whether files that exist are replaced.

    Returns:
        The files written.

    Raises:
        CannotRunError: `out` lies in the project or a release, has another ending, or exists.
        OSError: it cannot be written; what was there is still there.
    """
    targets = check_target(out, root, inputs, force=force)
    targets[0].parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=targets[0].parent, prefix=".words-") as aside:
        for target in targets:
            try:
                with naming(target):
                    EDITIONS[target.suffix.lower()](hydration, Path(aside) / target.name)
            except (duckdb.Error, pa.ArrowException) as error:
                raise CannotRunError(f"{target}: cannot be written: {str(error).splitlines()[0]}") from error
        for target in targets:
            (Path(aside) / target.name).replace(target)
    return targets


def check_target(out: Path, root: Path, inputs: Sequence[Path], *, force: bool = False) -> list[Path]:
    """Return the files that would be written, or refuse; see `write_edition`."""
    suffix = out.suffix.lower()
    if suffix and suffix not in EDITIONS and not out.is_dir():
        raise CannotRunError(f"--out {out}: expected a file that ends in {', '.join(EDITIONS)}, or a folder")
    single = suffix in EDITIONS and not out.is_dir()
    targets = [out.resolve()] if single else [out.resolve() / f"words{ending}" for ending in EDITIONS]
    for target in targets:
        _refuse_project(target, root)
        if any(target == item.resolve() for item in inputs):
            raise CannotRunError(f"{target}: is one of the copies; name another file with --out")
        if target.is_dir() or (target.exists() and not force):
            raise CannotRunError(f"{target}: exists; name another file, or replace it with --force")
    return targets


def _refuse_project(target: Path, root: Path) -> None:
    """Refuse the folders where no words of a source may be: the package, its checkout, any release, this code."""
    code = Path(__file__).resolve().parent.parent
    own = [root.resolve(), code, *(parent for parent in code.parents if (parent / INDEX).exists())]
    above = [parent for parent in target.parents if (parent / INDEX).exists()]
    inside = next((folder for folder in (*above, *own) if target.is_relative_to(folder)), None)
    if inside is not None:
        raise CannotRunError(
            f"{target}: lies in {inside}, which carries no words of its sources; name a place outside with --out"
        )
