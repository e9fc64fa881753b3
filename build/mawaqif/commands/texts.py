"""The command for texts that are coded: `text`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mawaqif.commands.base import errors, say

if TYPE_CHECKING:
    from mawaqif.passages.extraction import ExtractedText


def text(
    source: Annotated[Path, typer.Argument(metavar="FILE", help="The document: a PDF, HTML, DOCX or text file.")],
    out: Annotated[Path, typer.Option("--out", help="The text to write, <document_id>.txt; its map is put beside it.")],
    encoding: Annotated[
        str | None, typer.Option("--encoding", help="Encoding of text and HTML files. [default: found out]", show_default=False)
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace files that exist.")] = False,
    keep: Annotated[bool, typer.Option("--keep", help="Keep the text, mended as it is; make its map anew.")] = False,
) -> None:
    """Write the text of a document, as it is coded, and say what may be wrong in it."""
    from mawaqif.coding.text_files import write_text_of
    from mawaqif.passages.extraction import map_beside

    with errors():
        found = write_text_of(source, out, encoding, force=force, keep=keep)
    for doubt in found.doubts:
        say(f"look: {doubt}")
    say(f"{'kept' if keep else 'written'} {out}: {_measures(found)}, from {found.kind}; written {map_beside(out)}")
    say(
        f"next: read it beside {source.name} and mend it (then `mawaqif text {source} --out {out} --keep`); "
        f"`mawaqif new document document_id={out.stem} role=corpus --sources {out.parent}`"
    )


def _measures(found: ExtractedText) -> str:
    pages = list(dict.fromkeys(page.label for page in found.map.pages))
    paragraphs = sum(bool(part.strip()) for part in found.text.split("\n\n")) - len(found.map.notes)
    called = f", pages {pages[0]} to {pages[-1]}" if pages else ", no pages"
    return f"{len(found.text)} characters, {paragraphs} paragraphs, {len(found.map.notes)} notes{called}"
