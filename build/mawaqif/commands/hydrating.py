"""The command that gives the words back: `hydrate`."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mawaqif.commands.base import FINDINGS, errors, package_root, say

if TYPE_CHECKING:
    from mawaqif.hydrating import Hydration

MOST_LISTED = 40


def hydrate(
    paths: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Text, HTML, PDF or Word files, or folders of them.")],
    document: Annotated[
        str | None,
        typer.Option("--document", help="document_id of the document they are. [default: recognised]", show_default=False),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option("--out", help="File to write (.csv, .parquet, .duckdb), or a folder for all three.", show_default=False),
    ] = None,
    encoding: Annotated[
        str | None, typer.Option("--encoding", help="Encoding of text and HTML files. [default: found out]", show_default=False)
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace files that exist.")] = False,
) -> None:
    """Restore the words of the passages from your own copies of the documents."""
    from mawaqif.hydrating import RIGHTS, check_target, write_edition
    from mawaqif.hydrating import hydrate as restore

    with errors():
        root = package_root(None)
        if out is not None:
            check_target(out, root, paths, force=force)
        result = restore(root, paths, document, encoding)
        written = write_edition(result, out, root, paths, force=force) if out is not None else []
    _report_files(result)
    _report_parts(result)
    for path in written:
        say(f"written {path}")
    say(RIGHTS if written else "nothing was written; name a file or folder outside the project with --out")
    raise typer.Exit(0 if result.complete else FINDINGS)


def _report_files(result: Hydration) -> None:
    for file in result.files:
        if file.problem:
            say(f"{file.name}: {file.problem}")
            continue
        way = f", {file.readings[0].reading.way}" if file.readings[0].reading.way else ""
        say(f"{file.name}: {file.kind}{way}: {', '.join(file.documents)}")


def _report_parts(result: Hydration) -> None:
    for document in dict.fromkeys(part.document_id for part in result.parts):
        counts = result.outcomes(document)
        listed = ", ".join(f"{counts[outcome]} {outcome}" for outcome in ("exact", "moved", "changed", "absent"))
        say(f"{document}: {counts.total()} passages: {listed}")
    mended = Counter(part.match.how for part in result.parts if part.match.how and part.certain)
    for how, count in mended.most_common():
        say(f"  {count} with {how}")
    doubtful = [part for part in result.parts if not part.certain]
    for item in doubtful[:MOST_LISTED]:
        statement, part = item.match.target.key
        similarity = f", similarity {item.match.similarity:.2f}" if item.match.similarity is not None else ""
        several = f"; may stand at {item.match.places} places" if item.match.ambiguous else ""
        page = f", page {item.page}" if item.page else ""
        where = f" ({item.file}{page})" if item.file else ""
        found = f"{item.match.outcome}{similarity}: {item.match.difference or 'words proven'}"
        say(f"look at {statement} part {part}: {found}{several}{where}")
    if len(doubtful) > MOST_LISTED:
        say(f"... and {len(doubtful) - MOST_LISTED} more; --out lists them all")
