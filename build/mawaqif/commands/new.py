"""The command for new rows: `new`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mawaqif.commands.base import FINDINGS, SourcesDir, errors, root_to_write

if TYPE_CHECKING:
    from mawaqif.editing.entries import Verdict

INTERRUPTED = 130


def new(
    table: Annotated[str, typer.Argument(help="What is new: statement, citation, position, actor, or any other table.")],
    values: Annotated[
        list[str] | None, typer.Argument(metavar="COLUMN=VALUE", help="Cells that are known.", show_default=False)
    ] = None,
    sources: SourcesDir = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Write nothing; show what would be written.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Write without asking whether to.")] = False,
) -> None:
    """Add a row to a table: asks for what is not given, checks it, writes it in its place."""
    from mawaqif.editing.entries import Terminal, Unasked, UnclearError, enter, open_ledger, place_rows, read_request
    from mawaqif.passages.copies import Copies

    try:
        with errors():
            ledger = open_ledger(root_to_write(None, write=not dry_run), Copies(sources) if sources else None)
            request = read_request(ledger.dataset.descriptor, table, values or [])
            asker = Terminal(typer.echo) if sys.stdin.isatty() and sys.stdout.isatty() else Unasked()
            verdict = enter(ledger, request, asker)
            if verdict.wrong:
                _refuse(verdict)
            rows = place_rows(ledger, verdict.after, write=False)
            for row in rows:
                typer.echo(f"{_path(verdict, row.file)}:{row.line}: {row.text}")
            _tell_to_do(verdict)
            if dry_run:
                typer.echo(f"not written: {_rows(len(rows))}")
            elif yes or asker.agrees(f"write {_rows(len(rows))}?"):
                place_rows(ledger, verdict.after, write=True)
                typer.echo(f"written: {_rows(len(rows))}\n{_next(sources)}")
            else:
                _stop("nothing was written", FINDINGS)
    except UnclearError as error:
        _stop(f"{error}; nothing was written", FINDINGS)
    except KeyboardInterrupt:
        _stop("ended; nothing was written", INTERRUPTED)
    except EOFError:
        _stop("ended; nothing was written", FINDINGS)


def _stop(message: str, code: int) -> None:
    typer.echo(f"mawaqif: {message}", err=True)
    raise typer.Exit(code)


def _rows(number: int) -> str:
    return f"{number} row{'' if number == 1 else 's'}"


def _path(verdict: Verdict, file: str) -> str:
    from mawaqif.reports import shown_path

    return shown_path(verdict.after.root, file)


def _refuse(verdict: Verdict) -> None:
    """Show what is wrong with the new rows, each by its key, and end."""
    from mawaqif.reports import line_of

    for item in verdict.wrong:
        line = line_of(item, verdict.after.root)
        if verdict.after.new_row(item) is not None:
            line = line.replace(f":{item.line}", ":new row", 1)
        typer.echo(line)
    _stop("nothing was written; give other values for what is listed", FINDINGS)


def _tell_to_do(verdict: Verdict) -> None:
    for item in verdict.to_do:
        typer.echo(f"still to do: {item.code} {item.message}")
    if verdict.standing or verdict.skipped:
        typer.echo(f"there before: {verdict.standing} findings, {verdict.skipped} checks skipped; `mawaqif validate` lists them")


def _next(sources: Path | None) -> str:
    proof = f"mawaqif validate --sources {sources or 'DIR'}"
    return f"next: read each row against its passage a second time; `{proof}`; then `mawaqif seal`"
