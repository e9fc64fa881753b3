"""Commands for those who write rows: `fmt`, `locate`, `seal`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Annotated

import typer

from mawaqif.commands.base import FINDINGS, PackageDir, errors, package_root, print_bytes, root_to_write, say


def fmt(
    folder: PackageDir = None,
    check: Annotated[bool, typer.Option("--check", help="Change nothing; exit 1 where something would change.")] = False,
) -> None:
    """Write the tables in canonical form, changing nothing but the form."""
    from mawaqif.editing.formatting import format_package
    from mawaqif.reports import line_of

    with errors():
        root = root_to_write(folder, write=not check)
        result = format_package(root, write=not check)
    for finding in result.left:
        say(line_of(finding, root))
    for path in result.changed:
        say(f"{'would change' if check else 'changed'} {path}")
    left = f", {len({item.file for item in result.left})} left as they are" if result.left else ""
    say(f"{len(result.changed)} changed, {len(result.unchanged)} unchanged{left}")
    raise typer.Exit(FINDINGS if result.left or (check and result.changed) else 0)


def locate(
    document: Annotated[str, typer.Argument(help="document_id of the document.")],
    first: Annotated[str, typer.Argument(help="First words of the passage.")],
    last: Annotated[str, typer.Argument(help="Last words of the passage.")],
    sources: Annotated[Path, typer.Option("--sources", help="Folder of the documents as <document_id>.txt.")],
    after: Annotated[int, typer.Option("--after", min=0, help="Look only from this offset on.")] = 0,
) -> None:
    """Print the row of `passages` for a stretch of a document."""
    from dataclasses import astuple

    from mawaqif.editing.locating import locate as find
    from mawaqif.findings import show
    from mawaqif.passages.copies import Copies
    from mawaqif.tables import csv_text

    with errors():
        found = find(package_root(None), Copies(sources), document, first, last, after)
    if not found:
        say(f"mawaqif: {document} has no stretch from {show(first)} to {show(last)} after {after}", err=True)
        raise typer.Exit(FINDINGS)
    rows = [[item.statement_id, str(item.part), *map(str, astuple(item.anchor))] for item in found]
    print_bytes(csv_text(rows[0], rows[1:]).encode())
    for item in found:
        place = f"{item.anchor.char_start}-{item.anchor.char_end}"
        say(f"{place}: after {show(item.before)}, before {show(item.after)}", err=True)
    if len(found) > 1:
        say(f"mawaqif: {len(found)} stretches; give more words, or --after OFFSET", err=True)
        raise typer.Exit(FINDINGS)


def seal(
    folder: PackageDir = None,
    check: Annotated[bool, typer.Option("--check", help="Change nothing; exit 1 where rows are not sealed.")] = False,
    by: Annotated[
        str, typer.Option("--by", metavar="NAME", help="Who read the rows. [default: as git knows you]", show_default=False)
    ] = "",
    document: Annotated[
        str | None, typer.Option("--document", metavar="ID", help="Only what belongs to this document.", show_default=False)
    ] = None,
    rows: Annotated[
        list[str] | None, typer.Option("--rows", metavar="TABLE:KEY", help="Only this row; may be repeated.", show_default=False)
    ] = None,
    verbose: Annotated[bool, typer.Option("--verbose", help="Name every row, not only how many of a table.")] = False,
) -> None:
    """Record who read which rows a second time against their passages, and when."""
    from mawaqif.editing.sealing import seal_package

    with errors():
        root = root_to_write(folder, write=not check)
        done = seal_package(root, write=not check, reader=by, document_id=document, rows=rows or ())
    kinds = {"new": done.difference.new, "changed": done.difference.changed, "gone": done.difference.gone, "named": done.again}
    for line in _rows_told(kinds, verbose=verbose):
        say(line)
    if done.own:
        wrote = "1 of these rows was" if done.own == 1 else f"{done.own:,} of these rows were"
        say(f"note: {wrote} written by {done.reader} too, by version control; a second reading is somebody else's")
    counts = ", ".join(f"{len(keys)} {kind}" for kind, keys in kinds.items() if keys or kind != "named")
    if done.reader:
        say(f"read by {done.reader}")
    another = "" if done.whole or not check else "; the journal of the sealings names another record"
    say(f"{'not sealed' if check else 'sealed'}: {counts}{another}")
    differs = not done.whole or any(kinds[kind] for kind in ("new", "changed", "gone"))
    raise typer.Exit(FINDINGS if check and differs else 0)


def _rows_told(kinds: Mapping[str, Sequence[tuple[str, str]]], *, verbose: bool) -> Iterator[str]:
    """Yield a line a row, or a line a table with the number of its rows."""
    for kind, keys in kinds.items():
        if verbose:
            yield from (f"{kind} {table} {key}" for table, key in keys)
        else:
            counts = Counter(table for table, _ in keys)
            yield from (f"{table}: {number:,} {kind}" for table, number in counts.items())
