"""The check against the reading record: rows that were changed or removed since the second reading."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from rapidfuzz import fuzz, process

from mawaqif.checks import record_words as words
from mawaqif.findings import Contribution, Finding, Place, Skipped, said, show
from mawaqif.history import (
    RECORD_BROKEN,
    RECORD_DIFFERS,
    ROW_CHANGED,
    ROW_LOST,
    ROW_READ_TWICE,
    Mark,
    RecordDifference,
    RecordError,
    RowHashes,
    RowKey,
    mark_of,
    mark_said,
    read_lines,
    record_difference,
    released_version,
    row_hashes,
    settled_record,
    why_sealed,
)
from mawaqif.paths import INDEX
from mawaqif.tables import KEY_SEPARATOR, READING_RECORD, Dataset, Table, spelt_key

# More rows than this that changed or were lost in one table are one finding.
MAX_LISTED_ROWS = 20
MIN_SIMILARITY = 80
# Stands for the key where a whole table is the subject of a finding.
WHOLE_TABLE = "*"


@dataclass(frozen=True)
class RecordComparison:
    """The rows of a package compared with its reading record.

    Attributes:
        present: hash and position of every row, by table and key.
        difference: rows that are new, changed or gone.
        recorded: number of rows in the record; 0 where the package keeps none, as a release does.
        mark: what identifies the record; None where there is none.
        said: what the journal of the sealings says it is; None where there is no journal.
        doubled: the lines beyond the first of rows with several, with table and key.
        broken: why the record cannot be used; None where it can.
    """

    present: RowHashes = field(default_factory=dict)
    difference: RecordDifference = field(default_factory=lambda: RecordDifference((), (), ()))
    recorded: int = 0
    mark: Mark | None = None
    said: Mark | None = None
    doubled: tuple[tuple[int, RowKey], ...] = ()
    broken: RecordError | None = None

    @property
    def unread(self) -> int:
        """Number of rows not yet in the record; 0 where the package keeps none."""
        return len(self.difference.new) if self.recorded else 0

    @property
    def gone(self) -> frozenset[RowKey]:
        """Table and key of every row in the record that the package lacks."""
        return frozenset(self.difference.gone)

    def incomplete_tables(self) -> set[str]:
        """Return the tables that have lost so many rows that other checks on them are skipped."""
        lost = [table for table, _ in self.difference.gone]
        return {name for name in set(lost) if lost.count(name) > MAX_LISTED_ROWS}


def compare_with_record(dataset: Dataset, contribution: Contribution | None = None) -> RecordComparison:
    """Hold every row of a package against its reading record.

    Args:
        dataset: the tables.
        contribution: what differs from an earlier state, where one is known; it tells of a record that was there.
    """
    try:
        lines, said = read_lines(dataset.descriptor.root), mark_said(dataset.descriptor.root)
        lost = "" if lines else _lost_record(dataset, contribution)
    except RecordError as error:
        return RecordComparison(broken=error)
    if not lines:
        return RecordComparison(broken=RecordError(0, lost) if lost else None)
    present = row_hashes(dataset)
    record = settled_record(lines, present)
    seen: set[RowKey] = set()
    doubled: list[tuple[int, RowKey]] = []
    for line, key, _ in lines:
        if key in seen:
            doubled.append((line, key))
        seen.add(key)
    mark = mark_of((key, reading) for _, key, reading in lines)
    return RecordComparison(present, record_difference(present, record), len(record), mark, said, tuple(doubled))


def _lost_record(dataset: Dataset, contribution: Contribution | None) -> str:
    """Say why a record should be there that is not, or holds no row; empty where the package is new."""
    there = (dataset.descriptor.root / READING_RECORD).exists()
    state = words.ONLY_HEADER if there else words.MISSING
    if contribution is not None and contribution.recorded:
        told = "{state}, and at {base} it has {number:,} rows", "{state}، وعدد صفوفه عند {base} {number:,}"
        return said(*told, state=state, base=contribution.base, number=contribution.recorded)
    reason = why_sealed(dataset.descriptor)
    if reason:
        return said("{state}, and {reason}", "{state}، و{reason}", state=state, reason=reason)
    filled = there and any(table.cells.height for table in dataset.tables.values())
    return words.NONE_READ.filled(state=state) if filled else ""


def check_record(dataset: Dataset, comparison: RecordComparison, contribution: Contribution | None) -> Iterator[Finding]:
    """Check that the reading record is the one that was sealed, by what the index, the changelog and an earlier state tell.

    Args:
        dataset: the tables.
        comparison: from `compare_with_record`.
        contribution: what differs from an earlier state, where one is known.

    Yields:
        At most one finding on what the index says, and one on what the earlier state tells.
    """
    if comparison.mark is None:
        return
    mark, version = comparison.said, released_version(dataset.descriptor.root)
    if comparison.doubled:
        line, (table, key) = comparison.doubled[0]
        others = len(comparison.doubled) - 1
        more = said(", and {others:,} more rows have", "، ومثله صفوف أخرى عددها {others:,}", others=others) if others else ""
        yield ROW_READ_TWICE.at(Place(READING_RECORD, line), key=show(f"{table} {key}"), more=more)
    elif mark is not None and mark != comparison.mark:
        yield RECORD_DIFFERS.at(Place(READING_RECORD), problem=words.other_mark(comparison.mark, mark), repair=words.SEAL_MERGED)
    elif mark is None and (version or (contribution is not None and contribution.unmarked)):
        problem = words.no_mark(version, contribution.base if contribution else "")
        yield RECORD_DIFFERS.at(Place(READING_RECORD), problem=problem, repair=words.SEAL_SAYS)
    lost = [key for key in contribution.unsealed if key in comparison.present] if contribution is not None else []
    if lost and contribution is not None:
        one = "at {base} it has one more of the rows at hand, {key}", "فيه عند {base} صف آخر من الصفوف التي هنا، هو {key}"
        several = (
            "at {base} it has {number:,} more of the rows at hand, such as {key}",
            "فيه عند {base} من الصفوف التي هنا صفوف أخرى عددها {number:,}، مثل {key}",
        )
        told = one if len(lost) == 1 else several
        problem = said(*told, base=contribution.base, number=len(lost), key=show(" ".join(lost[0])))
        yield RECORD_DIFFERS.at(Place(READING_RECORD), problem=problem, repair=words.READ_AGAIN)


def check_readings(
    dataset: Dataset, comparison: RecordComparison, reported: set[tuple[str, int]], references: Mapping[RowKey, str]
) -> tuple[list[Finding], list[Skipped]]:
    """Check that every row in the reading record is there, and is as it was read.

    Args:
        dataset: the tables.
        comparison: from `compare_with_record`.
        reported: (file, line) of the rows that have a finding already; they get no second one.
        references: a place that refers to a missing row, by table and key of that row.

    Returns:
        The findings, and the checks that could not run.
    """
    if comparison.broken:
        broken = comparison.broken
        return [RECORD_BROKEN.at(Place(READING_RECORD, broken.line), problem=broken.args[0], repair=broken.repair)], []
    found = [item for item in _changed(dataset, comparison) if (item.file, item.line) not in reported]
    skipped: list[Skipped] = []
    gone = _by_table(comparison.difference.gone)
    new = _by_table(comparison.difference.new)
    for name, keys in gone.items():
        table = dataset.tables.get(name)
        if name not in dataset.descriptor.tables and name not in dataset.descriptor.unreadable:
            told = (
                " with the table {table}, which the index does not name ({number} rows)",
                " مع الجدول {table} الذي لا يسمّيه الفهرس (وعدد صفوفه {number})",
            )
            hint = said(*told, table=name, number=len(keys))
            finding = ROW_LOST.at(Place(INDEX), key=words.EVERY_ROW, hint=hint, repair=words.RESTORE_TABLE)
            found.append(replace(finding, subject=(name, WHOLE_TABLE)))
        elif table is None or not table.complete or table.missing:
            skipped.append(Skipped(ROW_LOST.code, ROW_LOST.name, words.UNREAD_TABLE.filled(table=name)))
        else:
            found += _RemovedRows(table, keys, new.get(name, []), reported, references).findings()
    return found, skipped


def _by_table(keys: Sequence[RowKey]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for table, key in keys:
        found[table].append(key)
    return found


def _changed(dataset: Dataset, comparison: RecordComparison) -> Iterator[Finding]:
    for name, keys in _by_table(comparison.difference.changed).items():
        table = dataset.tables[name]
        places = {key: table.place(comparison.present[name, key][1]) for key in keys}
        if table.missing:
            continue
        if len(keys) > MAX_LISTED_ROWS:
            told = (
                "{first} and {number:,} other rows of {table} (`mawaqif seal --check` lists them): each",
                "{first} وصفوف أخرى من {table} عددها {number:,} (يسردها `mawaqif seal --check`)، وكل منها",
            )
            every = said(*told, first=show(keys[0]), number=len(keys) - 1, table=name)
            yield ROW_CHANGED.at(places[keys[0]], key=every)
            continue
        for key, place in places.items():
            yield ROW_CHANGED.at(place, key=show(key))


@dataclass
class _RemovedRows:
    """The rows that one table has lost, and the new rows that may replace them."""

    table: Table
    gone: list[str]
    new: list[str]
    reported: set[tuple[str, int]]
    references: Mapping[RowKey, str]

    def findings(self) -> Iterator[Finding]:
        """Yield one finding for rows lost together, one for each row whose key was changed."""
        keys = [spelt_key(key) for key in self.table.keys]
        left = list(self.new)
        lost: dict[int, list[str]] = defaultdict(list)
        for key in self.gone:
            renamed = _renamed_key(key, left) if len(self.gone) <= MAX_LISTED_ROWS else None
            if renamed is None:
                lost[next((row for row, other in enumerate(keys) if other > key), len(keys))].append(key)
                continue
            left.remove(renamed)
            place = self.table.place(keys.index(renamed))
            if (place.file, place.line) not in self.reported:
                hint = said("; {renamed} stands in its place", "؛ و{renamed} في مكانه", renamed=show(renamed))
                yield self._finding([key], place, hint)
        if len(self.gone) > MAX_LISTED_ROWS:
            lost = {min(lost): self.gone}
        for row, group in lost.items():
            at = min(row, len(keys) - 1)
            place = self.table.place(at) if keys else self.table.schema.place(1)
            one = "; it stood near this line", "؛ وكان قرب هذا السطر"
            several = (
                ", with {number:,} other rows of {table}; they stood near this line",
                "، مع صفوف أخرى من {table} عددها {number:,}؛ وكانت قرب هذا السطر",
            )
            hint = said(*(several if len(group) > 1 else one), number=len(group) - 1, table=self.table.schema.name)
            yield self._finding(group, place, hint)

    def _finding(self, keys: list[str], place: Place, hint: str) -> Finding:
        name = self.table.schema.name
        user = next((self.references[name, key] for key in keys if (name, key) in self.references), "")
        repair: str = words.RESTORE if len(keys) == 1 else words.RESTORE_ROWS
        if user:
            repair = words.MEND_USERS.filled(user=user)
        return replace(ROW_LOST.at(place, key=show(keys[0]), hint=hint, repair=repair), subject=(name, keys[0]))


def _renamed_key(key: str, new: Sequence[str]) -> str | None:
    """Return the new key that a lost key was probably changed into: all parts but one equal, or similar as a whole."""
    parts = key.split(KEY_SEPARATOR)
    for other in new:
        others = other.split(KEY_SEPARATOR)
        if len(parts) == len(others) > 1 and sum(a != b for a, b in zip(parts, others, strict=True)) == 1:
            return other
    match = process.extractOne(key, new, scorer=fuzz.ratio, score_cutoff=MIN_SIMILARITY)
    return str(match[0]) if match else None
