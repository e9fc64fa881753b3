"""Keys and references: primary keys, unique keys, foreign keys, unused rows, reference cycles."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import polars as pl

from mawaqif.checks.schema_codes import REFERENCE_CYCLE, UNUSED_ROW
from mawaqif.checks.suggestions import suggestion
from mawaqif.findings import Bilingual, Code, Contribution, Finding, Place, Report, Skipped, joined, said, show
from mawaqif.standard.relation_codes import FOREIGN_KEY, PRIMARY_KEY, UNIQUE_KEY
from mawaqif.tables import ROW_INDEX, Dataset, ForeignKey, Table, spelt_key

MAX_LISTED_LINES = 5
# Levels of parents that are followed for all rows at once; deeper ones are followed row by row.
MAX_DEPTH = 40
# More values without a parent than this are one finding, because the parent table is at fault.
MAX_LISTED_PARENTS = 20
ADD_ROW = Bilingual("add the row there, or correct the value", "أضف الصف هناك، أو صحّح القيمة")
RESTORE_ROW = Bilingual("restore that row, or change the rows that need it", "استعد ذلك الصف، أو غيّر الصفوف التي تحتاج إليه")
REFERS = Bilingual("{table} refers to {other}, which {why}", "يحيل {table} إلى {other}، و{why}")
NOT_READ, INCOMPLETE = Bilingual("could not be read", "تعذرت قراءته"), Bilingual("is not complete", "هو غير تام")
Key = tuple[str | None, ...]
# Places of each value that a table lacks, by table and its referenced columns.
Orphans = defaultdict[tuple[str, tuple[str, ...]], defaultdict[Key, list[Place]]]


@dataclass(frozen=True)
class _RemovedRows:
    """The rows that a contribution removed; none without a contribution."""

    contribution: Contribution | None

    @property
    def base(self) -> str:
        return self.contribution.base if self.contribution else ""

    def line(self, table: str, key: Key) -> int:
        """Return the line where a removed row stood; 0 where there was none."""
        rows = self.contribution.removed.get(table, {}) if self.contribution else {}
        return rows.get(tuple(part or "" for part in key), 0)


def check_relations(dataset: Dataset, report: Report) -> None:
    """Check every key and reference that the schemas declare.

    A missing parent is one finding, however many rows refer to it; where the report knows
    an earlier state in which it stood, the finding says that it was removed.

    Args:
        dataset: the tables that could be read.
        report: takes the findings, and the checks that could not run because a table could
            not be read.
    """
    orphans: Orphans = defaultdict(lambda: defaultdict(list))
    for table in dataset.tables.values():
        report.extend(_duplicate_keys(table))
        for key in table.schema.foreign_keys:
            reason = _unreadable(dataset, table, key)
            if reason:
                report.skipped.append(Skipped(FOREIGN_KEY.code, FOREIGN_KEY.name, reason))
                continue
            _collect_orphans(table, key, dataset.tables[key.table], orphans)
            report.extend(_cycles(table, key) if key.table == table.schema.name else ())
    for (name, _), values in orphans.items():
        report.extend(_missing_parents(dataset.tables[name], values, _RemovedRows(report.contribution)))
    for table in dataset.tables.values():
        reason = _unreadable_users(dataset, table) if table.schema.forbids_unused_rows else ""
        if reason:
            report.skipped.append(Skipped(UNUSED_ROW.code, UNUSED_ROW.name, reason))
        elif table.schema.forbids_unused_rows:
            report.extend(_unused(dataset, table))


def _duplicate_keys(table: Table) -> Iterator[Finding]:
    yield from _duplicates(table, table.schema.primary_key, PRIMARY_KEY)
    single = [(field.name,) for field in table.schema.fields if field.constraints.get("unique")]
    for columns in dict.fromkeys([*table.schema.unique_keys, *single]):
        if columns != table.schema.primary_key:
            yield from _duplicates(table, columns, UNIQUE_KEY)


def _label(key: Key) -> str:
    return ", ".join(show(part) for part in key)


def _duplicates(table: Table, columns: Sequence[str], code: Code) -> Iterator[Finding]:
    if set(columns) & table.missing or (columns == table.schema.primary_key and table.keys_ascend):
        return
    keys = table.cells.lazy().select(columns).with_row_index(ROW_INDEX).drop_nulls()
    rows = keys.filter(pl.struct(columns).is_duplicated()).collect()
    first: dict[Key, int] = {}
    for row, *key in rows.iter_rows():
        earlier = first.setdefault(tuple(key), row)
        if earlier != row:
            place = table.place(row, columns[0])
            told = {"value": _label(tuple(key)), "other": table.lines[earlier], "columns": ", ".join(columns)}
            yield code.at(place, **told, contrast=_contrast(table, earlier, row))


def _contrast(table: Table, one: int, other: int) -> str:
    """Say in what two rows differ that should be one."""
    pairs = zip(table.cells.row(one), table.cells.row(other), table.schema.columns, strict=True)
    told = "{name} is {there} there and {here} here", "{name} هناك {there} وهنا {here}"
    differing = [said(*told, name=name, there=show(a or ""), here=show(b or "")) for a, b, name in pairs if a != b]
    if not differing:
        return Bilingual(" with the same cells", " بالخلايا نفسها")
    contradicting = ", and the two contradict each other: {cells}", "، والصفان متناقضان: {cells}"
    return said(*contradicting, cells=joined(differing, "; "))


def _unreadable(dataset: Dataset, table: Table, key: ForeignKey) -> str:
    if set(key.columns) & table.missing:
        missing = "the column {columns} of {table} is missing", "العمود {columns} من {table} مفقود"
        return said(*missing, columns=", ".join(key.columns), table=table.schema.name)
    parent = dataset.tables.get(key.table)
    if parent is None:
        return REFERS.filled(table=table.schema.name, other=key.table, why=NOT_READ)
    if not parent.complete:
        return REFERS.filled(table=table.schema.name, other=key.table, why=INCOMPLETE)
    if set(key.references) & parent.missing:
        why = said("has no column {columns}", "لا عمود {columns} فيه", columns=", ".join(key.references))
        return REFERS.filled(table=table.schema.name, other=key.table, why=why)
    return ""


def _collect_orphans(table: Table, key: ForeignKey, parent: Table, orphans: Orphans) -> None:
    """Add the values of a foreign key that its parent table does not have."""
    rows = _orphan_rows(_filled_keys(table, key.columns), _filled_keys(parent, key.references), key)
    for row, *value in rows.collect().iter_rows():
        if row not in table.faulty_rows:
            orphans[key.table, key.references][tuple(value)].append(table.place(row, key.columns[0]))


def _filled_keys(table: Table, columns: Sequence[str]) -> pl.LazyFrame:
    """Return the columns of a key with the positions of the rows in which it is filled."""
    return table.cells.lazy().select(columns).with_row_index(ROW_INDEX).drop_nulls()


def _orphan_rows(children: pl.LazyFrame, parents: pl.LazyFrame, key: ForeignKey) -> pl.LazyFrame:
    """Return the rows whose values the referenced columns do not have, in order."""
    known = parents.select(key.references)
    return children.join(known, left_on=key.columns, right_on=key.references, how="anti", maintain_order="left")


def _missing_parents(parent: Table, orphans: Mapping[Key, list[Place]], removed: _RemovedRows) -> Iterator[Finding]:
    """Yield one finding a missing row, however many rows of however many tables refer to it."""
    table = parent.schema.name
    if len(orphans) > MAX_LISTED_PARENTS:
        (value, places), others = next(iter(orphans.items())), len(orphans) - 1
        told = (
            "; nor are {others:,} other values that refer to it, so look first whether {table} has lost rows",
            "؛ وليست فيه كذلك قيم أخرى تحيل إليه، عددها {others:,}، فانظر أولًا هل فقد {table} صفوفًا",
        )
        more = said(*told, others=others, table=table)
        yield FOREIGN_KEY.at(places[0], value=_label(value), table=table, hint="", repair=ADD_ROW, more=more)
        return
    names = [key[0] or "" for key in parent.keys] if len(parent.schema.primary_key) == 1 else []
    for value, places in orphans.items():
        line = removed.line(table, value)
        hint, repair = suggestion(parent, value[0] or "") if names and len(value) == 1 else "", ADD_ROW
        if line:
            told = (
                ", from which it was removed: line {line} of {file} at {base}",
                "، وقد أزيلت منه: السطر {line} من {file} عند {base}",
            )
            hint, repair = said(*told, line=line, file=parent.schema.path, base=removed.base), RESTORE_ROW
        finding = FOREIGN_KEY.at(places[0], value=_label(value), table=table, hint=hint, repair=repair, more=_more_places(places))
        yield replace(finding, subject=(table, spelt_key(value)))


def _cycles(table: Table, key: ForeignKey) -> Iterator[Finding]:
    if (
        not (key.references == table.schema.primary_key and table.keys_ascend)
        and table.cells.select(key.references).is_duplicated().any()
    ):
        return
    rows, parents = _cycle_candidates(table, key)
    done: set[Key] = set()
    for start in parents:
        path: list[Key] = []
        at = start
        while at in parents and at not in done and at not in path:
            path.append(at)
            at = parents[at]
        if at in path:
            circle = [*path[path.index(at) :], at]
            column = key.columns[0]
            names = " → ".join(_label(value) for value in circle[: MAX_LISTED_LINES + 1])
            yield REFERENCE_CYCLE.at(table.place(rows[at], column), value=_label(at), column=column, path=names)
        done.update(path)


def _cycle_candidates(table: Table, key: ForeignKey) -> tuple[dict[Key, int], dict[Key, Key]]:
    """Return position and parent of every row that may be in a cycle.

    Rows without a parent among the rows are removed, then the rows that referred to them, until
    none is left, or only cycles and the rows that lead to them.
    """
    own = [f"#{name}" for name in key.references]
    names = pl.col(key.references).name.prefix("#")
    left = table.cells.select(names, *key.columns).with_row_index(ROW_INDEX).drop_nulls()
    for _ in range(MAX_DEPTH):
        height = left.height
        left = left.join(left.select(own), left_on=key.columns, right_on=own, how="semi", maintain_order="left")
        if left.height in (0, height):
            break
    rows = {value: row for row, value in zip(left[ROW_INDEX], left.select(own).iter_rows(), strict=True)}
    return rows, dict(zip(rows, left.select(key.columns).iter_rows(), strict=True))


def _more_places(places: Sequence[Place]) -> str:
    """Say where else a missing value stands: lines of the same file, then other files."""
    lines = [str(place.line) for place in places[1:] if place.file == places[0].file]
    others = [f"{place.file}:{place.line}" for place in places[1:] if place.file != places[0].file]
    listed = lines[:MAX_LISTED_LINES]
    listed += others[: MAX_LISTED_LINES - len(listed)]
    left = len(places) - 1 - len(listed)
    if not listed:
        return ""
    told = ("; also in line {places}", "؛ وكذلك في السطر {places}") if lines else ("; also in {places}", "؛ وكذلك في {places}")
    more = said(" and {left:,} more", " ومواضع أخرى عددها {left:,}", left=left) if left > 0 else ""
    return said(f"{told[0]}{{more}}", f"{told[1]}{{more}}", places=", ".join(listed), more=more)


def _users(dataset: Dataset, table: Table) -> Iterator[tuple[str, ForeignKey]]:
    for name, schema in dataset.descriptor.tables.items():
        for key in schema.foreign_keys:
            if key.table == table.schema.name and key.references == table.schema.primary_key:
                yield name, key


def _unreadable_users(dataset: Dataset, table: Table) -> str:
    if dataset.descriptor.unreadable:
        unreadable = "a table that may use {table} has no readable schema", "جدول قد يستعمل {table} لا يُقرأ مخططه"
        return said(*unreadable, table=table.schema.name)
    for name, key in _users(dataset, table):
        user = dataset.tables.get(name)
        if user is None or not user.complete or set(key.columns) & user.missing:
            unread = "{user}, which may use {table}, could not be read", "تعذرت قراءة {user}، وقد يستعمل {table}"
            return said(*unread, user=name, table=table.schema.name)
    return ""


def _unused(dataset: Dataset, table: Table) -> Iterator[Finding]:
    names: list[str] = []
    left = _filled_keys(table, table.schema.primary_key)
    for name, key in _users(dataset, table):
        names.append(name)
        user = dataset.tables[name].cells.lazy()
        if table.schema.name == name:
            # A reference of a row to itself is no use of it.
            pairs = zip(key.columns, key.references, strict=True)
            user = user.filter(~pl.all_horizontal(pl.col(column) == pl.col(own) for column, own in pairs))
        used = user.select(key.columns)
        left = left.join(used, left_on=key.references, right_on=key.columns, how="anti", maintain_order="left")
    for row, *value in left.collect().iter_rows():
        if row not in table.faulty_rows:
            place = table.place(row, table.schema.primary_key[0])
            yield UNUSED_ROW.lacking(place, value=_label(tuple(value)), tables=", ".join(sorted(set(names))))
