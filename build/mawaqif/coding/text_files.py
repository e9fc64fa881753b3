"""Writing the text of a document that is coded, with its map, from a PDF, web page, Word or text file, behind `mawaqif text`."""

from __future__ import annotations

from pathlib import Path

from mawaqif.editing.atomic_writes import write_texts
from mawaqif.findings import CannotRunError
from mawaqif.passages.copies import UnreadableError
from mawaqif.passages.extraction import ExtractedText, extract, map_beside, moved_map
from mawaqif.paths import read_file

TEXT_SUFFIX = ".txt"
LARGEST_TEXT = 64 * 1024**2


def write_text_of(
    source: Path, out: Path, encoding: str | None = None, *, force: bool = False, keep: bool = False
) -> ExtractedText:
    """Write the text of a source and its map, both or none.

    Args:
        source: the file that the text is taken from.
        out: the text, `<document_id>.txt`; its map is written beside it.
        encoding: encoding of a text or HTML file, where the reader says it.
        force: whether files that exist are replaced.
        keep: whether the text at `out`, as somebody has mended it, stays and only its map is made anew.

    Returns:
        What was taken from the source; with `keep`, the kept text with its map.

    Raises:
        CannotRunError: the source holds no text that can be read, or a file exists.
        OSError: a file cannot be read or written; both are then as they were.
    """
    if out.suffix != TEXT_SUFFIX:
        raise CannotRunError(f"--out {out}: expected the name of a text, <document_id>{TEXT_SUFFIX}")
    if not keep and not force:
        _refuse_existing(out)
    try:
        found = extract(source, encoding)
    except UnreadableError as error:
        raise CannotRunError(f"{source}: {error}") from error
    if keep:
        found = _kept(found, out)
    out.parent.mkdir(parents=True, exist_ok=True)
    texts = {} if keep else {out: found.text}
    write_texts({**texts, map_beside(out): found.map.as_json()})
    return found


def _refuse_existing(out: Path) -> None:
    for path in (out, map_beside(out)):
        if path.exists() or path.is_symlink():
            raise CannotRunError(
                f"{path}: exists; replace it with --force, or make the map of a text that was mended anew with --keep"
            )


def _kept(found: ExtractedText, out: Path) -> ExtractedText:
    try:
        text = read_file(out, LARGEST_TEXT).decode("utf-8")
    except UnicodeDecodeError as error:
        raise CannotRunError(f"{out}: byte {error.start} is not UTF-8") from error
    return ExtractedText(text, moved_map(found.map, found.text, text), found.kind, found.doubts)
