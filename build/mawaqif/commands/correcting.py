"""Commands that correct rows in all tables at once: `rename`, `renumber`, `merge`, `remove`, `move`, `reanchor`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mawaqif.commands.base import FINDINGS, errors, root_to_write, say

if TYPE_CHECKING:
    from mawaqif.editing.corrections import Change, Outcome, Package
    from mawaqif.passages.copies import Copies

TableName = Annotated[str, typer.Argument(help="actor, statement, document, or any other table.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Write nothing; say what would change.")]
Why = Annotated[str, typer.Option("--reason", help="Why, in English; kept where an identifier is retired.", show_default=False)]
WhyArabic = Annotated[str, typer.Option("--reason-ar", help="Why, in Arabic.", show_default=False)]


def rename(
    table: TableName,
    old: Annotated[str, typer.Argument(help="Its identifier.")],
    new: Annotated[str, typer.Argument(help="Its new identifier.")],
    reason: Why = "",
    reason_ar: WhyArabic = "",
    dry_run: DryRun = False,
) -> None:
    """Give a row another identifier, everywhere."""
    from mawaqif.editing.corrections import Reason
    from mawaqif.editing.corrections import rename as change

    _apply(lambda package: change(package, table, old, new, Reason(reason, reason_ar)), dry_run=dry_run)


def renumber(
    document: Annotated[
        str, typer.Argument(help="document_id of the document; all that nobody has read yet where left out.", show_default=False)
    ] = "",
    dry_run: DryRun = False,
) -> None:
    """Number the statements of a document that is not sealed in reading order."""
    from mawaqif.editing.corrections import renumber as change

    _apply(lambda package: change(package, document), dry_run=dry_run)


def merge(
    table: TableName,
    gone: Annotated[str, typer.Argument(metavar="FROM", help="Identifier of the row that goes.")],
    kept: Annotated[str, typer.Argument(metavar="INTO", help="Identifier of the row that stays.")],
    prefer_kept: Annotated[
        bool, typer.Option("--prefer-kept", help="Where both fill a cell and differ, keep that of INTO.")
    ] = False,
    reason: Why = "",
    reason_ar: WhyArabic = "",
    dry_run: DryRun = False,
) -> None:
    """Make one row of two that are the same thing."""
    from mawaqif.editing.corrections import Reason
    from mawaqif.editing.corrections import merge as change

    why = Reason(reason, reason_ar)
    _apply(lambda package: change(package, table, gone, kept, why, prefer_kept=prefer_kept), dry_run=dry_run)


def remove(
    table: TableName,
    key: Annotated[list[str], typer.Argument(help="Its identifier, or each part of its key.")],
    with_dependents: Annotated[
        bool, typer.Option("--with-dependents", help="Also change what hangs on the row, as listed.")
    ] = False,
    reason: Why = "",
    reason_ar: WhyArabic = "",
    dry_run: DryRun = False,
) -> None:
    """Remove a row, once what hangs on it was seen."""
    from mawaqif.editing.corrections import Reason
    from mawaqif.editing.corrections import remove as change

    why = Reason(reason, reason_ar)
    _apply(lambda package: change(package, table, key, why, with_dependents=with_dependents), dry_run=dry_run)


def move(
    statement: Annotated[str, typer.Argument(help="statement_id of the statement.")],
    first: Annotated[str, typer.Option("--first", help="First words of the passage.")],
    last: Annotated[str, typer.Option("--last", help="Its last words.")],
    sources: Annotated[Path, typer.Option("--sources", help="Folder of the documents as <document_id>.txt.")],
    part: Annotated[int, typer.Option("--part", min=1, help="Which part of the passage.")] = 1,
    after: Annotated[int, typer.Option("--after", min=0, help="Look only from this offset on.")] = 0,
    dry_run: DryRun = False,
) -> None:
    """Correct where the passage of a statement starts and ends."""
    from mawaqif.editing.corrections import move as change
    from mawaqif.passages.copies import Copies

    copies = Copies(sources)
    _apply(lambda package: change(package, copies, statement, first, last, part, after), copies, dry_run=dry_run)


def reanchor(
    document: Annotated[str, typer.Argument(help="document_id of the document.")],
    file: Annotated[Path, typer.Argument(help="The new edition of its text; a map beside it is read.")],
    sources: Annotated[
        Path | None, typer.Option("--sources", help="Folder with the text that was coded; pages follow it.", show_default=False)
    ] = None,
    take: Annotated[
        list[str] | None, typer.Option("--take", metavar="KEY", help="Take the words that were found for a row that differs.")
    ] = None,
    partly: Annotated[bool, typer.Option("--partly", help="Leave rows that differ as they are.")] = False,
    dry_run: DryRun = False,
) -> None:
    """Take in a new edition of a document's text: find every place in it again."""
    from mawaqif.editing.corrections import UnsettledError, new_edition, open_package, write_edition
    from mawaqif.editing.corrections import reanchor as change
    from mawaqif.passages.copies import Copies

    with errors():
        package = open_package(root_to_write(None, write=not dry_run))
        edition = new_edition(package, document, file, Copies(sources) if sources else None)
        try:
            made = change(package, edition, take=take or (), partly=partly)
        except UnsettledError as unsettled:
            for line in unsettled.lines:
                say(line)
            say(f"mawaqif: {unsettled}", err=True)
            raise typer.Exit(FINDINGS) from unsettled
        outcome = write_edition(package, edition, made, partly=partly, write=not dry_run)
    _say_outcome(made, outcome, dry_run=dry_run)


def _apply(make: Callable[[Package], Change], copies: Copies | None = None, *, dry_run: bool) -> None:
    """Make a change of the package at hand, say what it does, and write it."""
    from mawaqif.editing.corrections import apply, open_package

    with errors():
        package = open_package(root_to_write(None, write=not dry_run))
        change = make(package)
        outcome = apply(package, change, copies, write=not dry_run)
    _say_outcome(change, outcome, dry_run=dry_run)


def _say_outcome(change: Change, outcome: Outcome, *, dry_run: bool) -> None:
    for line in (*change.told, *(f"still to do: {item}" for item in outcome.left)):
        say(line)
    say(f"{'not written' if dry_run else 'written'}: {', '.join(outcome.files)}")
    if not dry_run:
        say("next: `mawaqif validate`; say so in the change log; someone else reads what changed, then `mawaqif seal`")
