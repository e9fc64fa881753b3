"""Reanchoring, behind `mawaqif reanchor`: a document has a new edition of its text, and every place in it is found again.

A row whose folded words are the same is proven by its hash, so that it needs no second reading: its offsets and
fragments follow. Any other is listed, and is rewritten only where somebody says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl

from mawaqif.editing.corrections.anchored import DOCUMENT, DOCUMENTS, OFFSETS, PLACE, Anchored, anchored_rows, stretches
from mawaqif.editing.corrections.change import MAY_BE_LEFT, Change, Outcome, Package, apply, remaining
from mawaqif.editing.corrections.renaming import require_row
from mawaqif.editing.entries.page_rows import PAGES, page_cells
from mawaqif.editing.identifiers import carried_record, with_cells
from mawaqif.findings import CannotRunError, show
from mawaqif.history import Reading, RowKey, row_hashes
from mawaqif.passages import Anchor, anchor, edge_problem
from mawaqif.passages import Outcome as Grade
from mawaqif.passages.aligning import Match, Views, align
from mawaqif.passages.copies import Copies, signs_of_form, stand_in
from mawaqif.passages.extraction import Offsets, TextMap, digest_of, map_beside, read_map
from mawaqif.paths import read_file
from mawaqif.reports import count

LARGEST_TEXT = 64 * 1024**2
# Names of the checks that find rows which still have their places in the old text.
OF_OLD_PLACES = frozenset(
    {"passage-order", "passage-bounds", "passage-anchor", "citation-marker", "set-aside-place", "set-aside-anchor", "page-order"}
)
Cells = dict[str, pl.DataFrame]


@dataclass(frozen=True)
class Found:
    """A row, with where its words stand in the new text.

    Attributes:
        item: the row.
        place: its new anchor; None where nothing like it was found.
        difference: how it differs; empty where the words are the same and stand at one place.
    """

    item: Anchored
    place: Anchor | None
    difference: str = ""


@dataclass(frozen=True)
class Edition:
    """The new edition of a text.

    Attributes:
        document: its document.
        text: the text.
        map: the map beside it; None where there is none.
        old: the text that was coded, where it is at hand.
    """

    document: str
    text: str
    map: TextMap | None
    old: str | None


class UnsettledError(CannotRunError):
    """Rows differ from the new text, and nobody has said what to do; `lines` say which, and how."""

    def __init__(self, lines: Sequence[str]) -> None:
        """Keep the lines."""
        super().__init__(
            f"{count(len(lines), 'place')} not settled; nothing was written; take what was found for KEY with --take KEY, "
            "or leave these as they are with --partly"
        )
        self.lines = tuple(lines)


def new_edition(package: Package, document: str, file: Path, copies: Copies | None = None) -> Edition:
    """Read the new edition of the text of a document.

    Args:
        package: the package.
        document: the document.
        file: the new text.
        copies: copies of the texts that were coded, by which pages are found again; or None.

    Raises:
        CannotRunError: there is no such document, it was never coded, or the file is no text, or the text that was coded.
        OSError: the file cannot be read.
    """
    if DOCUMENTS not in package.dataset.tables:
        raise CannotRunError(f"the package has no table {DOCUMENTS}")
    row = require_row(package, package.dataset.tables[DOCUMENTS].schema, document)
    recorded = row.get("text_sha256")
    if not recorded:
        raise CannotRunError(f"{document} has no coded text, so nothing is anchored in it")
    data = read_file(file, LARGEST_TEXT)
    problem = stand_in(data)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise CannotRunError(f"{file}: {problem or f'byte {error.start} is not UTF-8'}") from error
    problem = problem or "; ".join(signs_of_form(text))
    digest = digest_of(text)
    if digest == recorded:
        raise CannotRunError(f"{file} is the text that was coded; nothing to do")
    if problem:
        raise CannotRunError(f"{file}: {problem}; `mawaqif text {file} --out {document}.txt` writes it as it is coded")
    coded = copies.coded(document, recorded).text if copies else None
    return Edition(document, text, read_map(map_beside(file), digest), coded)


def reanchor(package: Package, edition: Edition, *, take: Sequence[str] = (), partly: bool = False) -> Change:
    """Rewrite every place in the text of a document for its new edition.

    Args:
        package: the package.
        edition: the new text.
        take: keys of rows whose words differ and are taken as they were found; they have to be read again.
        partly: whether rows that are neither proven nor taken stay as they are.

    Raises:
        UnsettledError: rows differ and nothing was said of them.
        CannotRunError: a key to take is that of no row that differs, or nothing was found for it.
    """
    found = _found(edition, anchored_rows(package.dataset, edition.document))
    same, differing = [item for item in found if not item.difference], [item for item in found if item.difference]
    taken = _taken(differing, take)
    left = [item for item in differing if item not in taken]
    pages, unknown = _pages(package, edition)
    lines = [_line(item) for item in left] + unknown
    if lines and not partly:
        raise UnsettledError(lines)
    proven = _rewritten(package, same)
    proven[DOCUMENTS] = _with_measures(package, edition)
    cells = proven | pages | _rewritten(package, [*same, *taken])
    moved = sum((item.place or item.item.target.anchor).char_start != item.item.target.anchor.char_start for item in same)
    words = f"{len(same)} of {count(len(found), 'place')} have the same words in the new text, {moved} at other offsets"
    told = (
        f"{edition.document}: {words}",
        *(f"taken, to be read again: {_line(item)}" for item in taken),
        *(f"not settled: {line}" for line in lines),
        *(f"{name}: {count(int((frame[DOCUMENT] == edition.document).sum()), 'row')}" for name, frame in pages.items()),
    )
    return Change(cells, _record(package, proven, cells, pages), told)


def _record(package: Package, proven: Cells, cells: Cells, pages: Cells) -> dict[RowKey, Reading]:
    """Return the reading record: proven rows stay read, those that are taken have changed, pages are as read as they were."""
    before, after = row_hashes(package.dataset), row_hashes(with_cells(package.dataset, cells))
    record = remaining(carried_record(package.record, package.dataset, proven), before, after)
    for name in pages:
        was = {key: package.record.get(key) for key in before if key[0] == name}
        read = [item for key, item in was.items() if item is not None and item.row_sha256 == before[key][0]]
        if read and len(read) == len(was):
            now = {key: digest for key, (digest, _) in after.items() if key[0] == name}
            record |= {key: replace(record.get(key, read[0]), row_sha256=digest) for key, digest in now.items()}
    return record


def _found(edition: Edition, rows: Sequence[Anchored]) -> list[Found]:
    matches = align(Views(edition.text), [item.target for item in rows])
    return [_graded(edition.text, item, match) for item, match in zip(rows, matches, strict=True)]


def _graded(text: str, item: Anchored, match: Match) -> Found:
    if match.start is None or match.end is None:
        return Found(item, None, f"not in the new text: {match.difference}")
    place = anchor(text, match.start, match.end)
    if match.ambiguous:
        return Found(item, place, f"may stand at {match.places} places")
    if place.text_sha256 != item.target.anchor.text_sha256:
        how = match.difference if match.outcome is Grade.CHANGED else f"the same words only with {match.how}"
        return Found(item, place, how or "other words")
    return Found(item, place, edge_problem(text, match.start, match.end))


def _taken(differing: Sequence[Found], keys: Sequence[str]) -> list[Found]:
    taken: list[Found] = []
    for key in keys:
        meant = [item for item in differing if key in {item.item.key, item.item.key.split(" ")[0]}]
        if not meant:
            raise CannotRunError(f"--take {show(key)}: no place of that key differs; keys are listed without --take")
        absent = [item.item.key for item in meant if item.place is None]
        if absent:
            raise CannotRunError(f"--take {show(key)}: nothing like {absent[0]} was found in the new text")
        taken += meant
    return taken


def _line(found: Found) -> str:
    """Say of a row how it differs: its old place, what was found, by offsets and fragments."""
    old = found.item.target.anchor
    where = f"{found.item.table} {found.item.key}: {old.char_start}-{old.char_end}, {show(old.text_start)} … {show(old.text_end)}"
    if found.place is None:
        return f"{where}: {found.difference}"
    new = found.place
    words = f"{show(new.text_start)} … {show(new.text_end)}"
    return f"{where}: nearest {new.char_start}-{new.char_end}, {words}: {found.difference}"


def _rewritten(package: Package, found: Sequence[Found]) -> Cells:
    """Return the cells of the tables with the new places of rows."""
    cells: Cells = {}
    for name in dict.fromkeys(item.item.table for item in found):
        own = {item.item.row: item.place for item in found if item.item.table == name and item.place is not None}
        frame = package.dataset.tables[name].cells
        new = {column: frame[column].to_list() for column in PLACE}
        for row, place in own.items():
            for column, value in zip(PLACE, astuple(place), strict=True):
                new[column][row] = str(value)
        cells[name] = frame.with_columns(pl.Series(column, values, pl.String) for column, values in new.items())
    return cells


def _with_measures(package: Package, edition: Edition) -> pl.DataFrame:
    frame = package.dataset.tables[DOCUMENTS].cells
    here = pl.col(DOCUMENT) == edition.document
    measures = {"text_sha256": digest_of(edition.text), "text_length": str(len(edition.text))}
    return frame.with_columns(
        pl.when(here).then(pl.lit(value)).otherwise(pl.col(column)).alias(column)
        for column, value in measures.items()
        if column in frame.columns
    )


def _pages(package: Package, edition: Edition) -> tuple[Cells, list[str]]:
    """Return the tables of stretches for the new text, and what is not known of them, a line each."""
    cells: Cells = {}
    unknown: list[str] = []
    for name in stretches(package.dataset):
        frame = package.dataset.tables[name].cells
        own = frame.filter(pl.col(DOCUMENT) == edition.document)
        others = frame.filter(pl.col(DOCUMENT).ne_missing(edition.document))
        new = list(_new_stretches(name, edition, own.rows(named=True)))
        if own.height and not new:
            unknown.append(
                f"{name} of {edition.document}, {count(own.height, 'row')}: the new text has no map beside it "
                f"({map_beside(Path(edition.document))}), and the text that was coded is not at hand (--sources DIR); "
                "--partly drops them"
            )
        rows = pl.DataFrame(new, schema=dict.fromkeys(frame.columns, pl.String), orient="row") if new else frame.clear()
        if own.height or new:
            cells[name] = pl.concat([others, rows.select(frame.columns)])
    return cells, unknown


def _new_stretches(name: str, edition: Edition, own: Sequence[Mapping[str, str | None]]) -> Iterator[dict[str, str | None]]:
    if name == PAGES and edition.map is not None and edition.map.pages:
        for page in edition.map.pages:
            yield {**page_cells(edition.document, page)}
    elif edition.old is not None:
        offsets = Offsets(edition.old, edition.text)
        rows = sorted(own, key=lambda row: int(row[OFFSETS[0]] or 0))
        starts = [offsets.of(int(row[OFFSETS[0]] or 0)) for row in rows]
        for row, start, following in zip(rows, starts, [*starts[1:], len(edition.text)], strict=True):
            end = min(following, offsets.of(int(row[OFFSETS[1]] or 0) - 1) + 1)
            if start < end:
                yield {**row, OFFSETS[0]: str(start), OFFSETS[1]: str(end)}


def write_edition(package: Package, edition: Edition, change: Change, *, partly: bool, write: bool) -> Outcome:
    """Check the rows against the new text, and write them, all files or none.

    Args:
        package: the package.
        edition: the new text.
        change: what `reanchor` made of it.
        partly: whether rows may be left that do not stand in the new text.
        write: whether to write.

    Raises:
        FindingsError: the change causes findings; nothing was written.
        OSError: a file cannot be written; all are as they were.
    """
    with TemporaryDirectory(prefix="mawaqif-") as name:
        (Path(name) / f"{edition.document}.txt").write_bytes(edition.text.encode())
        allowed = MAY_BE_LEFT | OF_OLD_PLACES if partly else MAY_BE_LEFT
        return apply(package, change, Copies(Path(name)), write=write, may_be_left=allowed)
