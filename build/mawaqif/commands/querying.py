"""Commands that answer questions: `query`, `agreement`."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path
from typing import Annotated

import typer

from mawaqif.commands.base import FINDINGS, PackageDir, by_name, errors, fail, language_of, package_root, print_bytes, say
from mawaqif.query.limits import DEFAULT_MEMORY, DEFAULT_SECONDS, LONGEST_SECONDS, hard_limits, memory_bytes


def query(
    sql: Annotated[str | None, typer.Argument(help="One SELECT, or the name of a cookbook query.", show_default=False)] = None,
    release: Annotated[
        Path | None, typer.Option("--release", help="Folder of a release. [default: the tables at hand]", show_default=False)
    ] = None,
    form: Annotated[str, typer.Option("--format", help="table, csv, json, markdown or parquet.")] = "table",
    show_list: Annotated[bool, typer.Option("--list", help="Show the cookbook.")] = False,
    seconds: Annotated[float, typer.Option("--seconds", help="Longest time a query may take.")] = DEFAULT_SECONDS,
    memory: Annotated[str, typer.Option("--memory", help="Most memory a query may use.")] = DEFAULT_MEMORY,
    no_cache: Annotated[bool, typer.Option("--no-cache", help="Keep no database of the tables for the next question.")] = False,
    clear_cache: Annotated[bool, typer.Option("--clear-cache", help="Remove the databases that were kept.")] = False,
) -> None:
    """Run one SELECT on the data, read-only and shut off from files and network."""
    from mawaqif.query.results import BINARY_FORMATS, RESULT_FORMATS
    from mawaqif.release.cookbook import cookbook, listing

    if form not in RESULT_FORMATS:
        fail(f"--format {form}: expected one of {', '.join(RESULT_FORMATS)}")
    if form in BINARY_FORMATS and sys.stdout.isatty():
        fail(f"--format {form}: not shown on a terminal; send it to a file with > result.{form}")
    if not 0 < seconds <= LONGEST_SECONDS:
        fail(f"--seconds {seconds:g}: expected a time between 0 and {LONGEST_SECONDS:g} seconds")
    with errors():
        if clear_cache:
            _clear_cache()
            return
        root = package_root(None)
        if show_list:
            say(listing(cookbook(root)))
            return
        if sql is None:
            fail("expected a SELECT or the name of a cookbook query; --list shows the cookbook")
        data = _answered(sql, form, root, release, seconds, memory, cached=not no_cache)
    print_bytes(data)


def _answered(text: str, form: str, root: Path, release: Path | None, seconds: float, memory: str, *, cached: bool) -> bytes:
    """Return the answer to a question in a format; end where there is none."""
    from mawaqif.query.kept import look_up
    from mawaqif.query.results import BINARY_FORMATS, RESULT_FORMATS
    from mawaqif.query.sandbox import answer, open_database, resolve, run_query
    from mawaqif.query.statement import QueryError, may_ask_about_columns

    try:
        allowed = memory_bytes(memory)
    except ValueError as error:
        fail(f"--memory {memory}: {error}")
    ask = run_query if form in BINARY_FORMATS else answer
    try:
        sql = resolve(text, root)
        whole = may_ask_about_columns(sql)
        kept = look_up(root, whole=whole) if release is None and cached else None
        # Imported before memory is limited, because the import alone needs more than a small limit allows.
        if release is None and (kept is None or kept.path is None):
            import_module("mawaqif.query.opening")
        if form in BINARY_FORMATS:
            import_module("pyarrow.parquet")
        with (
            hard_limits(seconds, allowed, counting=whole),
            open_database(root, release, memory, kept, whole=whole) as connection,
        ):
            return RESULT_FORMATS[form](ask(connection, sql, seconds))
    except (QueryError, MemoryError) as error:
        say(f"mawaqif: {str(error) or 'stopped at the memory limit; allow more with --memory'}", err=True)
        raise typer.Exit(FINDINGS) from error


def _clear_cache() -> None:
    """Remove what was kept, and say where it was."""
    from mawaqif.findings import said, spoken
    from mawaqif.query.kept import clear

    folder, number, size = clear()
    told = said(
        "databases removed: {number} ({size}); they are kept in {folder}",
        "قواعد البيانات المحذوفة: {number} ({size})؛ ومكان حفظها {folder}",
        number=number,
        size=f"{size / 2**20:.1f} MiB",
        folder=folder,
    )
    say(by_name(spoken(told, language_of(None)), language_of(None)))


def agreement(
    folder: PackageDir = None,
    form: Annotated[str, typer.Option("--format", help="table, csv, json, markdown or parquet.")] = "table",
    document: Annotated[
        str | None, typer.Option("--document", metavar="ID", help="Only of this document. [default: all]", show_default=False)
    ] = None,
) -> None:
    """Say how far two coders who did not see each other's codes agree, with bootstrap intervals."""
    import pyarrow as pa

    from mawaqif.checks import load_checked
    from mawaqif.query.results import RESULT_FORMATS
    from mawaqif.release.agreement import as_records, measure_agreement
    from mawaqif.release.agreement_by_document import measure_document

    if form not in RESULT_FORMATS:
        fail(f"--format {form}: expected one of {', '.join(RESULT_FORMATS)}")
    with errors():
        dataset = load_checked(package_root(folder))
        found = measure_agreement(dataset) if document is None else measure_document(dataset, document)
    if not found:
        fail(f"{document or 'the package'} has no recodings, so there is nothing to compare")
    print_bytes(RESULT_FORMATS[form](pa.Table.from_pylist(as_records(found))))
