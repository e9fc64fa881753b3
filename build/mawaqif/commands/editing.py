"""Commands for those who write rows: `fmt`, `locate`, `seal`."""

from __future__ import annotations

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
) -> None:
    """Record that every row was read a second time against its passage, as it now is."""
    from mawaqif.editing.sealing import seal_package

    with errors():
        difference, named = seal_package(root_to_write(folder, write=not check), write=not check)
    for kind in ("new", "changed", "gone"):
        for table, key in getattr(difference, kind):
            say(f"{kind} {table} {key}")
    counts = ", ".join(f"{len(getattr(difference, kind))} {kind}" for kind in ("new", "changed", "gone"))
    say(f"{'not sealed' if check else 'sealed'}: {counts}" + ("" if named or not check else "; the index names another record"))
    differs = not named or difference.new or difference.changed or difference.gone
    raise typer.Exit(FINDINGS if check and differs else 0)
