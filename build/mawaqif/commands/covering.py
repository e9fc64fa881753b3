"""Commands that show a whole document: `coverage`, what of it is coded, and `review`, each passage beside its rows."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from mawaqif.commands.base import FINDINGS, SourcesDir, errors, fail, package_root, say

if TYPE_CHECKING:
    from mawaqif.coding.covering import Coverage


def coverage(
    document: Annotated[
        str | None, typer.Argument(help="document_id of the document. [default: all]", show_default=False)
    ] = None,
    sources: SourcesDir = None,
) -> None:
    """Show how much of a document is coded and set aside; with --sources, list what is left."""
    from mawaqif.coding.covering import document_coverage
    from mawaqif.passages.copies import Copies
    from mawaqif.tables import load_dataset

    with errors():
        dataset, _ = load_dataset(package_root(None))
        found = document_coverage(dataset, Copies(sources) if sources else None, document)
    for item in found:
        _tell(item)
    raise typer.Exit(FINDINGS if any(item.left for item in found) else 0)


def _tell(item: Coverage) -> None:
    shares = ", ".join(
        f"{count / max(item.length, 1):.1%} {what}"
        for count, what in (
            (item.coded, "coded"),
            (item.aside, "set aside"),
            (item.length - item.coded - item.aside, "neither"),
        )
    )
    say(f"{item.document_id}: {item.length:,} characters: {shares}")
    if item.problem:
        say(f"  what is left cannot be told: {item.problem}")
    if item.left is not None:
        say(f"  left with words: {len(item.left):,}")
    for start, end in item.gaps if item.left is None else ():
        say(f"  {start}-{end}: {end - start:,} characters neither coded nor set aside")
    for left in item.left or ():
        say(f"  line {left.line}, {left.start}-{left.end}: {left.first_words}")


def review(
    document: Annotated[str, typer.Argument(metavar="DOCUMENT", help="document_id of the document.")],
    sources: Annotated[Path, typer.Option("--sources", help="Folder of the documents as <document_id>.txt.")],
    out: Annotated[Path, typer.Option("--out", help="The page, an HTML file; it holds words of the source.")],
    lang: Annotated[Literal["en", "ar"], typer.Option("--lang", help="Language of the labels.")] = "en",
) -> None:
    """Write a local page for the second reading: each passage beside all that its rows say, with a box to tick."""
    from mawaqif.coding.reviewing import review_page
    from mawaqif.coding.source_text import source_text
    from mawaqif.coding.workbook import refuse_shared
    from mawaqif.editing.atomic_writes import write_text
    from mawaqif.history import RecordError, read_record
    from mawaqif.passages.copies import Copies
    from mawaqif.tables import load_dataset

    with errors():
        refuse_shared(out)
        root = package_root(None)
        dataset, _ = load_dataset(root)
        source = source_text(dataset, Copies(sources), document)
        try:
            record = read_record(root)
        except RecordError as error:
            fail(f"the reading record cannot be used: {error}; `mawaqif validate` says more")
        write_text(out, review_page(dataset, source, record, lang))
    say(f"written {out}; it holds words of the source: do not commit it")
    say(f"next: open it in a browser; then `mawaqif seal --document {document} --by NAME`, or the rows that were ticked")
