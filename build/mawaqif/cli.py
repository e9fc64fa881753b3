"""The command line. A command parses, calls one function, prints and exits.

Exit codes: 0 clean, 1 findings or a failed query, 2 could not run. Heavy modules are
imported inside the commands, so that `--help` answers at once.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from mawaqif.limits import DEFAULT_MEMORY, DEFAULT_SECONDS, LONGEST_SECONDS, hard_limits, memory_bytes

app = typer.Typer(
    name="mawaqif",
    help="Mawaqif: who said what about governing the Internet. Check, publish and query the data set.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

FINDINGS, CANNOT_RUN = 1, 2

PackageDir = Annotated[
    Path | None, typer.Argument(help="Folder that holds datapackage.json. [default: the one at hand]", show_default=False)
]
SourcesDir = Annotated[Path | None, typer.Option("--sources", help="Folder of the documents as <document_id>.txt.")]


def _fail(message: object) -> NoReturn:
    typer.echo(f"mawaqif: {message}", err=True)
    raise typer.Exit(CANNOT_RUN)


@contextmanager
def _errors() -> Iterator[None]:
    """Turn what can go wrong outside the data into one line and exit code 2."""
    from mawaqif.check import FindingsError
    from mawaqif.reports.as_text import render
    from mawaqif.tables import CannotRunError

    try:
        yield
    except FindingsError as error:
        typer.echo(render(error.report, error.root), err=True)
        typer.echo("mawaqif: nothing was written; mend what is listed first", err=True)
        raise typer.Exit(FINDINGS) from error
    except CannotRunError as error:
        _fail(error)
    except OSError as error:
        name = f"{error.filename}: " if error.filename else ""
        _fail(f"{name}{error.strerror or error}")


def _root(folder: Path | None) -> Path:
    from mawaqif.home import find_home

    return folder if folder is not None else find_home()


def _print(data: bytes) -> None:
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def _show_version(asked: bool) -> None:  # noqa: FBT001 - typer passes the flag by position
    if asked:
        from importlib.metadata import version

        typer.echo(f"mawaqif {version('mawaqif')}")
        raise typer.Exit


@app.callback()
def about(
    version: Annotated[bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version.")] = False,
) -> None:
    """Mawaqif: who said what about governing the Internet. Check, publish and query the data set."""


@app.command()
def validate(
    folder: PackageDir = None,
    sources: SourcesDir = None,
    form: Annotated[str, typer.Option("--format", help="text or json.")] = "text",
) -> None:
    """Check every row of the data set; with --sources, prove every passage too."""
    from mawaqif.check import check_package
    from mawaqif.copies import Copies
    from mawaqif.reports import FORMATS

    if form not in FORMATS:
        _fail(f"--format {form}: expected one of {', '.join(FORMATS)}")
    with _errors():
        root = _root(folder)
        _, report = check_package(root, Copies(sources) if sources else None)
    _print((FORMATS[form](report, root) + "\n").encode())
    raise typer.Exit(0 if report.clean else FINDINGS)


@app.command()
def build(
    folder: PackageDir = None,
    out: Annotated[Path, typer.Option("--out", help="Folder to publish into.")] = Path("dist"),
) -> None:
    """Check the data set, then publish it as CSV, Parquet and DuckDB."""
    from mawaqif.release import build_release

    with _errors():
        release = build_release(_root(folder), out)
    rows, size = sum(release.rows.values()), sum(release.files.values())
    typer.echo(f"{release.folder}: {rows:,} rows in {len(release.rows)} tables, {len(release.files)} files, {size:,} bytes")


@app.command()
def query(
    sql: Annotated[str | None, typer.Argument(help="One SELECT, or the name of a cookbook query.", show_default=False)] = None,
    release: Annotated[
        Path | None, typer.Option("--release", help="Folder of a release. [default: the tables at hand]", show_default=False)
    ] = None,
    form: Annotated[str, typer.Option("--format", help="table, csv, json, markdown or parquet.")] = "table",
    listing: Annotated[bool, typer.Option("--list", help="Show the cookbook.")] = False,
    seconds: Annotated[float, typer.Option("--seconds", help="Longest time a query may take.")] = DEFAULT_SECONDS,
    memory: Annotated[str, typer.Option("--memory", help="Most memory a query may use.")] = DEFAULT_MEMORY,
) -> None:
    """Run one SELECT on the data, read-only and shut off from files and network."""
    from mawaqif.query import QueryError, cookbook, open_database, resolve, run_query
    from mawaqif.results import BINARY_FORMATS, RESULT_FORMATS

    if form not in RESULT_FORMATS:
        _fail(f"--format {form}: expected one of {', '.join(RESULT_FORMATS)}")
    if form in BINARY_FORMATS and sys.stdout.isatty():
        _fail(f"--format {form}: not shown on a terminal; send it to a file with > result.{form}")
    if not 0 < seconds <= LONGEST_SECONDS:
        _fail(f"--seconds {seconds:g}: expected a time between 0 and {LONGEST_SECONDS:g} seconds")
    with _errors():
        root = _root(None)
        if listing:
            for item in cookbook(root):
                typer.echo(f"{item.name}\n    {item.question_en}\n    {item.question_ar}")
            return
        if sql is None:
            _fail("expected a SELECT or the name of a cookbook query; --list shows the cookbook")
        try:
            allowed = memory_bytes(memory)
        except ValueError as error:
            _fail(f"--memory {memory}: {error}")
        try:
            with hard_limits(seconds, allowed), open_database(root, release, memory) as connection:
                result = run_query(connection, resolve(sql, root), seconds, text=form not in BINARY_FORMATS)
                data = RESULT_FORMATS[form](result)
        except (QueryError, MemoryError) as error:
            typer.echo(f"mawaqif: {str(error) or 'stopped at the memory limit; allow more with --memory'}", err=True)
            raise typer.Exit(FINDINGS) from error
    _print(data)


@app.command()
def fmt(
    folder: PackageDir = None,
    check: Annotated[bool, typer.Option("--check", help="Change nothing; exit 1 where something would change.")] = False,
) -> None:
    """Write the tables in canonical form, changing nothing but the form."""
    from mawaqif.formatting import format_package
    from mawaqif.reports.as_text import line_of

    with _errors():
        root = _root(folder)
        result = format_package(root, write=not check)
    for finding in result.left:
        typer.echo(line_of(finding, root))
    for path in result.changed:
        typer.echo(f"{'would change' if check else 'changed'} {path}")
    left = f", {len({item.file for item in result.left})} left as they are" if result.left else ""
    typer.echo(f"{len(result.changed)} changed, {len(result.unchanged)} unchanged{left}")
    raise typer.Exit(FINDINGS if result.left or (check and result.changed) else 0)


@app.command()
def locate(
    document: Annotated[str, typer.Argument(help="document_id of the document.")],
    first: Annotated[str, typer.Argument(help="First words of the passage.")],
    last: Annotated[str, typer.Argument(help="Last words of the passage.")],
    sources: Annotated[Path, typer.Option("--sources", help="Folder of the documents as <document_id>.txt.")],
    after: Annotated[int, typer.Option("--after", min=0, help="Look only from this offset on.")] = 0,
) -> None:
    """Print the row of `passages` for a stretch of a document."""
    from dataclasses import astuple

    from mawaqif.copies import Copies
    from mawaqif.findings import show
    from mawaqif.locating import locate as find
    from mawaqif.tables.canonical import csv_text

    with _errors():
        found = find(_root(None), Copies(sources), document, first, last, after)
    if not found:
        typer.echo(f"mawaqif: {document} has no stretch from {show(first)} to {show(last)} after {after}", err=True)
        raise typer.Exit(FINDINGS)
    rows = [[item.statement_id, str(item.part), *map(str, astuple(item.anchor))] for item in found]
    _print(csv_text(rows[0], rows[1:]).encode())
    for item in found:
        place = f"{item.anchor.char_start}-{item.anchor.char_end}"
        typer.echo(f"{place}: after {show(item.before)}, before {show(item.after)}", err=True)
    if len(found) > 1:
        typer.echo(f"mawaqif: {len(found)} stretches; give more words, or --after OFFSET", err=True)
        raise typer.Exit(FINDINGS)


@app.command()
def seal(
    folder: PackageDir = None,
    check: Annotated[bool, typer.Option("--check", help="Change nothing; exit 1 where rows are not sealed.")] = False,
) -> None:
    """Record that every row was read a second time against its passage, as it now is."""
    from mawaqif.sealing import seal_package

    with _errors():
        difference = seal_package(_root(folder), write=not check)
    for kind in ("new", "changed", "gone"):
        for table, key in getattr(difference, kind):
            typer.echo(f"{kind} {table} {key}")
    counts = ", ".join(f"{len(getattr(difference, kind))} {kind}" for kind in ("new", "changed", "gone"))
    typer.echo(f"{'not sealed' if check else 'sealed'}: {counts}")
    raise typer.Exit(FINDINGS if check and (difference.new or difference.changed or difference.gone) else 0)


@app.command()
def agreement(
    folder: PackageDir = None,
    form: Annotated[str, typer.Option("--format", help="table, csv, json, markdown or parquet.")] = "table",
) -> None:
    """Say how far two coders who did not see each other's codes agree, with bootstrap intervals."""
    import pyarrow as pa

    from mawaqif.agreement import as_records, measure_agreement
    from mawaqif.check import load_checked
    from mawaqif.results import RESULT_FORMATS

    if form not in RESULT_FORMATS:
        _fail(f"--format {form}: expected one of {', '.join(RESULT_FORMATS)}")
    with _errors():
        found = measure_agreement(load_checked(_root(folder)))
    if not found:
        _fail("the package has no recodings, so there is nothing to compare")
    _print(RESULT_FORMATS[form](pa.Table.from_pylist(as_records(found))))


@app.command()
def docs(
    folder: PackageDir = None,
    check: Annotated[bool, typer.Option("--check", help="Change nothing; exit 1 where a page is stale.")] = False,
) -> None:
    """Write the codebook and the catalogue of checks from the schemas, the rules and the tables."""
    from mawaqif.documentation import write_documentation

    with _errors():
        stale = write_documentation(_root(folder), write=not check)
    for path in stale:
        typer.echo(f"{'stale' if check else 'written'} {path}")
    raise typer.Exit(FINDINGS if check and stale else 0)


@app.command()
def explain(code: Annotated[str, typer.Argument(help="Code of a finding, such as MQ303, or its name.")]) -> None:
    """Say what a check means, why it exists and how to mend a finding."""
    from mawaqif.explanation import explanation

    with _errors():
        typer.echo(explanation(code))


def main() -> None:
    """Run the command line."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8")
    try:
        app()
    except BrokenPipeError:
        sys.stderr.close()
        raise SystemExit(CANNOT_RUN) from None


if __name__ == "__main__":
    main()
