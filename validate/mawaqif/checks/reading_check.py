"""The check against the reading record: rows that changed since they were read, and rows that are gone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from rapidfuzz import fuzz, process

from mawaqif.findings import Contribution, Finding, Place, Skipped, show
from mawaqif.history import (
    CHANGELOG,
    KEY_SEPARATOR,
    MARK,
    RECORD_BROKEN,
    RECORD_DIFFERS,
    ROW_CHANGED,
    ROW_LOST,
    Mark,
    Present,
    RecordError,
    RowKey,
    Unread,
    mark_in,
    mark_of,
    read_record,
    released_version,
    row_hashes,
    unread,
    why_sealed,
)
from mawaqif.home import INDEX
from mawaqif.tables import READING_RECORD, Dataset, Table

# From this many on, rows of a table that changed or were lost are one finding.
MANY = 20
SIMILAR_ENOUGH = 80
# Stands for the key where a whole table is the subject of a finding.
WHOLE_TABLE = "*"
RESTORE = "restore the row, or run `mawaqif seal` if it was removed on purpose"
RESTORE_ROWS = "restore the rows, or run `mawaqif seal` if they were removed on purpose"


@dataclass(frozen=True)
class Comparison:
    """The rows of a package held against its reading record.

    Attributes:
        present: hash and position of every row, by table and key.
        difference: rows that are new, changed or gone.
        recorded: number of rows in the record; 0 where the package keeps none, as a release does.
        mark: rows and hash of the record; None where there is none.
        broken: why the record cannot be used; None where it can.
    """

    present: Present = field(default_factory=dict)
    difference: Unread = field(default_factory=lambda: Unread((), (), ()))
    recorded: int = 0
    mark: Mark | None = None
    broken: RecordError | None = None

    @property
    def unread(self) -> int:
        """Number of rows not yet in the record; 0 where the package keeps none."""
        return len(self.difference.new) if self.recorded else 0

    @property
    def gone(self) -> frozenset[RowKey]:
        """Table and key of every row that was read and is not there."""
        return frozenset(self.difference.gone)

    def incomplete(self) -> set[str]:
        """Return the tables that have lost so many rows that no other check on them means anything."""
        lost = [table for table, _ in self.difference.gone]
        return {name for name in set(lost) if lost.count(name) > MANY}


def compare_with_record(dataset: Dataset, contribution: Contribution | None = None) -> Comparison:
    """Hold every row of a package against its reading record.

    Args:
        dataset: the tables.
        contribution: what differs from an earlier state, where one is known; it tells of a record that was there.
    """
    try:
        record = read_record(dataset.descriptor.root)
    except RecordError as error:
        return Comparison(broken=error)
    if not record:
        lost = _lost_record(dataset, contribution)
        return Comparison(broken=RecordError(0, lost) if lost else None)
    present = row_hashes(dataset)
    return Comparison(present, unread(present, record), len(record), mark_of(record))


def _lost_record(dataset: Dataset, contribution: Contribution | None) -> str:
    """Say why a record should be there that is not, or holds no row; empty where the package is new."""
    there = (dataset.descriptor.root / READING_RECORD).exists()
    state = "it holds only its header" if there else "it is missing"
    if contribution is not None and contribution.recorded:
        return f"{state}, and at {contribution.base} it has {contribution.recorded:,} rows"
    reason = why_sealed(dataset.descriptor)
    if reason:
        return f"{state}, and {reason}"
    return (
        f"{state}, so that no row counts as read"
        if there and any(table.cells.height for table in dataset.tables.values())
        else ""
    )


def check_record(dataset: Dataset, comparison: Comparison, contribution: Contribution | None) -> Iterator[Finding]:
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
    seal = "run `mawaqif seal` where two sealed branches were merged"
    said, version = mark_in(dataset.descriptor), released_version(dataset.descriptor.root)
    if said is not None and said != comparison.mark:
        rows = f"it has {comparison.recorded:,} rows, expected {said.rows:,}"
        problem = "its lines are others" if said.rows == comparison.recorded else rows
        yield RECORD_DIFFERS.at(Place(READING_RECORD), problem=f"{problem}, by `{MARK}` in {INDEX}", repair=seal)
    elif said is None and (version or (contribution is not None and contribution.unmarked)):
        told = (
            f"{CHANGELOG} has the published version {version}" if version else f"{contribution.base if contribution else ''} does"
        )
        problem = f"the index does not say how many rows it has, and {told}"
        yield RECORD_DIFFERS.at(Place(INDEX), problem=problem, repair="run `mawaqif seal`, which says it there")
    lost = [key for key in contribution.unsealed if key in comparison.present] if contribution is not None else []
    if lost and contribution is not None:
        rows = "one more of the rows at hand," if len(lost) == 1 else f"{len(lost):,} more of the rows at hand, such as"
        problem = f"at {contribution.base} it has {rows} {show(' '.join(lost[0]))}"
        yield RECORD_DIFFERS.at(Place(READING_RECORD), problem=problem, repair="read the rows again and run `mawaqif seal`")


def check_readings(
    dataset: Dataset, comparison: Comparison, taken: set[tuple[str, int]], needed: Mapping[RowKey, str]
) -> tuple[list[Finding], list[Skipped]]:
    """Check that every row in the reading record is there, and is as it was read.

    Args:
        dataset: the tables.
        comparison: from `compare_with_record`.
        taken: (file, line) that have a finding already; they get no second one.
        needed: by table and key of a row that is not there, a place that refers to it.

    Returns:
        The findings, and the checks that could not run.
    """
    if comparison.broken:
        return [RECORD_BROKEN.at(Place(READING_RECORD, comparison.broken.line), problem=comparison.broken)], []
    found = [item for item in _changed(dataset, comparison) if (item.file, item.line) not in taken]
    skipped: list[Skipped] = []
    gone = _by_table(comparison.difference.gone)
    new = _by_table(comparison.difference.new)
    for name, keys in gone.items():
        table = dataset.tables.get(name)
        if name not in dataset.descriptor.tables and name not in dataset.descriptor.unreadable:
            hint = f" with the table {name}, which the index does not name ({len(keys)} rows)"
            finding = ROW_LOST.at(Place(INDEX), key="every row", hint=hint, repair="restore its resource, schema and file")
            found.append(replace(finding, subject=(name, WHOLE_TABLE)))
        elif table is None or not table.complete or table.missing:
            skipped.append(Skipped(ROW_LOST.code, ROW_LOST.name, f"the table {name} could not be read"))
        else:
            found += _Losses(table, keys, new.get(name, []), taken, needed).findings()
    return found, skipped


def _by_table(keys: Sequence[RowKey]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for table, key in keys:
        found[table].append(key)
    return found


def _changed(dataset: Dataset, comparison: Comparison) -> Iterator[Finding]:
    for name, keys in _by_table(comparison.difference.changed).items():
        table = dataset.tables[name]
        places = {key: table.place(comparison.present[name, key][1]) for key in keys}
        if table.missing:
            continue
        if len(keys) > MANY:
            key = f"{show(keys[0])} and {len(keys) - 1:,} other rows of {name} (`mawaqif seal --check` lists them): each"
            yield ROW_CHANGED.at(places[keys[0]], key=key)
            continue
        for key, place in places.items():
            yield ROW_CHANGED.at(place, key=show(key))


@dataclass
class _Losses:
    """The rows that one table has lost, and what stands in their places."""

    table: Table
    gone: list[str]
    new: list[str]
    taken: set[tuple[str, int]]
    needed: Mapping[RowKey, str]

    def findings(self) -> Iterator[Finding]:
        """Yield one finding for rows lost together, one for each row whose key was changed."""
        keys = [KEY_SEPARATOR.join(part or "" for part in key) for key in self.table.keys]
        left = list(self.new)
        lost: dict[int, list[str]] = defaultdict(list)
        for key in self.gone:
            twin = _twin(key, left) if len(self.gone) <= MANY else None
            if twin is None:
                lost[next((row for row, other in enumerate(keys) if other > key), len(keys))].append(key)
                continue
            left.remove(twin)
            place = self.table.place(keys.index(twin))
            if (place.file, place.line) not in self.taken:
                yield self._finding([key], place, f"; {show(twin)} stands in its place")
        if len(self.gone) > MANY:
            lost = {min(lost): self.gone}
        for row, group in lost.items():
            at = min(row, len(keys) - 1)
            place = self.table.place(at) if keys else self.table.schema.place(1)
            more = f", with {len(group) - 1:,} other rows of {self.table.schema.name}" if len(group) > 1 else ""
            yield self._finding(group, place, f"{more}; {'they' if more else 'it'} stood near this line")

    def _finding(self, keys: list[str], place: Place, hint: str) -> Finding:
        name = self.table.schema.name
        user = next((self.needed[name, key] for key in keys if (name, key) in self.needed), "")
        repair = RESTORE if len(keys) == 1 else RESTORE_ROWS
        if user:
            repair = f"restore what is gone, or mend the rows that need it, such as {user}"
        return replace(ROW_LOST.at(place, key=show(keys[0]), hint=hint, repair=repair), subject=(name, keys[0]))


def _twin(key: str, new: Sequence[str]) -> str | None:
    """Return the new key that a lost one was probably changed into: alike in all parts but one, or nearly alike."""
    parts = key.split(KEY_SEPARATOR)
    for other in new:
        others = other.split(KEY_SEPARATOR)
        if len(parts) == len(others) > 1 and sum(a != b for a, b in zip(parts, others, strict=True)) == 1:
            return other
    match = process.extractOne(key, new, scorer=fuzz.ratio, score_cutoff=SIMILAR_ENOUGH)
    return str(match[0]) if match else None
