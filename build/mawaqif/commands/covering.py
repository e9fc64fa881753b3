"""The command that tells what of a document is coded, set aside or left: `coverage`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from mawaqif.commands.base import FINDINGS, SourcesDir, errors, package_root, say

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
