"""The command for new rows: `new`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from mawaqif.commands.base import FINDINGS, SourcesDir, errors, fail, root_to_write, say

if TYPE_CHECKING:
    from mawaqif.editing.entries import Draft, NonInteractive, Terminal, ValidationResult

INTERRUPTED = 130


def new(
    table: Annotated[
        str | None,
        typer.Argument(help="What is new: statement, citation, position, actor, or any other table.", show_default=False),
    ] = None,
    values: Annotated[
        list[str] | None, typer.Argument(metavar="COLUMN=VALUE", help="Cells that are known.", show_default=False)
    ] = None,
    sources: SourcesDir = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Write nothing; show what would be written.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Write without asking whether to.")] = False,
    from_issue: Annotated[
        Path | None, typer.Option("--from-issue", metavar="FILE", help="Add the statement of an issue form.", show_default=False)
    ] = None,
    answer: Annotated[
        Path | None,
        typer.Option(
            "--answer", metavar="FILE", help="With --from-issue, write what came of it as Markdown.", show_default=False
        ),
    ] = None,
) -> None:
    """Add a row to a table: asks for what is not given, checks it, writes it in its place."""
    from mawaqif.editing.entries import NonInteractive, Terminal, create_rows, open_draft, read_request
    from mawaqif.passages.copies import Copies

    if (table is None) == (from_issue is None) or (answer is not None and from_issue is None):
        fail("name a table, or give --from-issue FILE, with which --answer FILE goes")
    with _told():
        draft = open_draft(root_to_write(None, write=not dry_run), Copies(sources) if sources else None)
        prompter = Terminal(say) if sys.stdin.isatty() and sys.stdout.isatty() else NonInteractive()
        if from_issue is not None:
            result = _of_form(draft, from_issue, answer)
        else:
            result = create_rows(draft, read_request(draft.dataset.descriptor, table or "", values or []), prompter)
        if result.errors:
            _report_errors(result)
        _write(draft, result, prompter, sources, ask=not yes, write=not dry_run)


@contextmanager
def _told() -> Iterator[None]:
    """Say in one line why nothing was written, and end."""
    from mawaqif.editing.entries import UnclearError

    try:
        with errors():
            yield
    except UnclearError as error:
        _exit_with(f"{error}; nothing was written", FINDINGS)
    except KeyboardInterrupt:
        _exit_with("ended; nothing was written", INTERRUPTED)
    except EOFError:
        _exit_with("ended; nothing was written", FINDINGS)


def _of_form(draft: Draft, path: Path, answer: Path | None) -> ValidationResult:
    """Return the checked rows of an issue form, or say what is to be mended in it, and end."""
    from mawaqif.editing.entries import answer_form, to_markdown
    from mawaqif.files import read_file
    from mawaqif.paths import naming

    found = answer_form(read_file(path), draft)
    if answer is not None:
        with naming(answer):
            answer.write_text(to_markdown(found), encoding="utf-8", newline="\n")
    if found.result is None:
        for label, text in found.problems:
            say(f"{label or path}: {text}")
        _exit_with("nothing was written; mend in the form what is listed", FINDINGS)
    return found.result


def _write(
    draft: Draft, result: ValidationResult, prompter: Terminal | NonInteractive, sources: Path | None, *, ask: bool, write: bool
) -> None:
    """Show the rows at their places, and write them unless the answer is no."""
    from mawaqif.editing.entries import insert_rows

    rows = insert_rows(draft, result.draft, write=False)
    for row in rows:
        say(f"{_path(result, row.file)}:{row.line}: {row.text}", exact=True)
    for stretch in result.draft.coded_now:
        say(f"no longer set aside: stretch {stretch[1]} of {stretch[0]}")
    if result.draft.renamed:
        named = ", ".join(f"{old} is now {new}" for old, new in result.draft.renamed.items())
        say(f"numbered anew, with all that refers to them: {named}")
    _show_pending(result)
    if not write:
        say(f"not written: {_rows(len(rows))}")
    elif not ask or prompter.confirms(f"write {_rows(len(rows))}?"):
        insert_rows(draft, result.draft, write=True)
        say(f"written: {_rows(len(rows))}\n{_next(sources)}")
    else:
        _exit_with("nothing was written", FINDINGS)


def _exit_with(message: str, code: int) -> NoReturn:
    say(f"mawaqif: {message}", err=True)
    raise typer.Exit(code)


def _rows(number: int) -> str:
    return f"{number} row{'' if number == 1 else 's'}"


def _path(result: ValidationResult, file: str) -> str:
    from mawaqif.reports import shown_path

    return shown_path(result.draft.root, file)


def _report_errors(result: ValidationResult) -> None:
    """Show what is wrong with the new rows, each by its key, and end."""
    from mawaqif.reports import line_of

    for item in result.errors:
        line = line_of(item, result.draft.root)
        if result.draft.new_row_at(item) is not None:
            line = line.replace(f":{item.line}", ":new row", 1)
        say(line)
    _exit_with("nothing was written; give other values for what is listed", FINDINGS)


def _show_pending(result: ValidationResult) -> None:
    for item in result.pending:
        say(f"still to do: {item.code} {item.message}")
    if result.existing or result.skipped:
        say(f"there before: {result.existing} findings, {result.skipped} checks skipped; `mawaqif validate` lists them")


def _next(sources: Path | None) -> str:
    proof = f"mawaqif validate --sources {sources or 'DIR'}"
    return f"next: read each row against its passage a second time; `{proof}`; then `mawaqif seal`"
