"""Keys and references: primary keys, unique keys, foreign keys, rows that nothing uses."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from rapidfuzz import fuzz, process

from mawaqif.findings import Code, Finding, Skipped, show
from mawaqif.tables import Dataset, ForeignKey, Table

PRIMARY_KEY = Code(
    "MQ301",
    "primary-key",
    "{value} stands already in line {other}; {columns} is the key and may stand once; remove or rename one of the rows",
    "Two rows with one key cannot be told apart, and every reference to them is ambiguous.",
    "Remove the row that is wrong, or give it an identifier of its own.",
    bad=(
        "statement_topics.csv: lamp-report-2020-s004,harbour-lights,neutral\n"
        "statement_topics.csv: lamp-report-2020-s004,harbour-lights,opposes"
    ),
    good=(
        "statement_topics.csv: lamp-report-2020-s004,harbour-lights,neutral\n"
        "statement_topics.csv: lamp-report-2020-s004,lamp-oil,opposes"
    ),
)
UNIQUE_KEY = Code(
    "MQ302",
    "unique-key",
    "{value} stands already in line {other}; {columns} may not repeat; correct one of the rows",
    "Two rows with the same name or number are usually one thing coded twice.",
    "Join the two rows, or correct the value that is wrong.",
    bad="actors.csv: iceland,state,…,ISL,\nname_en: Malta\niso3: ISL",
    good="actors.csv: iceland,state,…,ISL,\nname_en: Malta\niso3: MLT",
)
FOREIGN_KEY = Code(
    "MQ303",
    "foreign-key",
    "{value} is not in {table}{hint}; add the row there, or correct the value{more}",
    "A reference to a row that does not exist loses the statement it belongs to in every join.",
    "Correct the identifier, or add the row that it names.",
    bad="actor_id: lamp-ofice\nactors.csv has no lamp-ofice",
    good="actor_id: lamp-office\nactors.csv: lamp-office,un_office,",
)
UNUSED_ROW = Code(
    "MQ304",
    "unused-row",
    "{value} is used by no row of {tables}; remove the row, or code the row that uses it",
    "A row that nothing refers to was never coded from a passage, or has lost its user.",
    "Remove the row, or add the row that refers to it.",
    bad="actor_id: tuvalu\nstatement_actors.csv has no tuvalu",
    good="actor_id: tuvalu\nstatement_actors.csv: lamp-report-2020-s004,tuvalu,opponent",
)

CIRCLE = Code(
    "MQ305",
    "reference-circle",
    "{value} leads back to itself through {column}: {path}; correct one of them",
    "Something that is part of itself, or answers itself, has no place in any order.",
    "Correct the reference that is wrong; the topmost row has none.",
    bad="event_id: lamp-talks\nparent_id: lamp-talks",
    good="event_id: lamp-talks\nparent_id:",
)

RELATION_CODES = (PRIMARY_KEY, UNIQUE_KEY, FOREIGN_KEY, UNUSED_ROW, CIRCLE)

LINES_LISTED = 5
# From this many on, values without a parent are one finding: the parent table is what is wrong.
MANY = 20
SIMILAR_ENOUGH = 70
Key = tuple[str | None, ...]


def check_relations(dataset: Dataset) -> tuple[list[Finding], list[Skipped]]:
    """Check every key and reference that the schemas declare.

    A missing parent is one finding, however many rows refer to it.

    Args:
        dataset: the tables that could be read.

    Returns:
        The findings, and the checks that could not run because a table could not be read.
    """
    found: list[Finding] = []
    skipped: list[Skipped] = []
    for table in dataset.tables.values():
        found += _keys(table)
        for key in table.schema.foreign_keys:
            reason = _unreadable(dataset, table, key)
            if reason:
                skipped.append(Skipped(FOREIGN_KEY.code, FOREIGN_KEY.name, reason))
                continue
            found += _missing_parents(table, key, dataset.tables[key.table])
            found += _circles(table, key) if key.table == table.schema.name else ()
    for table in dataset.tables.values():
        reason = _unreadable_users(dataset, table) if table.schema.forbids_unused_rows else ""
        if reason:
            skipped.append(Skipped(UNUSED_ROW.code, UNUSED_ROW.name, reason))
        elif table.schema.forbids_unused_rows:
            found += _unused(dataset, table)
    return found, skipped


def _keys(table: Table) -> Iterator[Finding]:
    yield from _repeats(table, table.schema.primary_key, PRIMARY_KEY)
    single = [(field.name,) for field in table.schema.fields if field.constraints.get("unique")]
    for columns in dict.fromkeys([*table.schema.unique_keys, *single]):
        if columns != table.schema.primary_key:
            yield from _repeats(table, columns, UNIQUE_KEY)


def _values(table: Table, columns: Sequence[str]) -> list[Key]:
    return table.cells.select(columns).rows()


def _label(key: Key) -> str:
    return ", ".join(show(part) for part in key)


def _repeats(table: Table, columns: Sequence[str], code: Code) -> Iterator[Finding]:
    if set(columns) & table.missing:
        return
    cells = table.cells.select(columns)
    if not cells.is_duplicated().any():
        return
    first: dict[Key, int] = {}
    for row, key in enumerate(cells.rows()):
        if None in key:
            continue
        if key in first:
            place = table.place(row, columns[0])
            yield code.at(place, value=_label(key), other=table.lines[first[key]], columns=", ".join(columns))
        else:
            first[key] = row


def _unreadable(dataset: Dataset, table: Table, key: ForeignKey) -> str:
    if set(key.columns) & table.missing:
        return f"the column {', '.join(key.columns)} of {table.schema.name} is missing"
    parent = dataset.tables.get(key.table)
    if parent is None:
        return f"{table.schema.name} refers to {key.table}, which could not be read"
    if not parent.complete:
        return f"{table.schema.name} refers to {key.table}, which could not be read to its end"
    if set(key.references) & parent.missing:
        return f"{table.schema.name} refers to {key.table}, which has no column {', '.join(key.references)}"
    return ""


def _missing_parents(table: Table, key: ForeignKey, parent: Table) -> Iterator[Finding]:
    known = set(_values(parent, key.references))
    orphans: dict[Key, list[int]] = defaultdict(list)
    for row, value in enumerate(_values(table, key.columns)):
        if value not in known and None not in value and row not in table.faulty_rows:
            orphans[value].append(row)
    if len(orphans) > MANY:
        (value, rows), others = next(iter(orphans.items())), len(orphans) - 1
        more = f"; nor are {others:,} other values of the column, so look first whether {key.table} has lost rows"
        place = table.place(rows[0], key.columns[0])
        yield FOREIGN_KEY.at(place, value=_label(value), table=key.table, hint="", more=more)
        return
    for value, rows in orphans.items():
        yield FOREIGN_KEY.at(
            table.place(rows[0], key.columns[0]),
            value=_label(value),
            table=key.table,
            hint=_nearest(value, known),
            more=_more_lines(table, rows[1:]),
        )


def _circles(table: Table, key: ForeignKey) -> Iterator[Finding]:
    rows = {value: row for row, value in enumerate(_values(table, key.references))}
    parents = dict(zip(rows, _values(table, key.columns), strict=False)) if len(rows) == table.cells.height else {}
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
            names = " → ".join(_label(value) for value in circle[: LINES_LISTED + 1])
            yield CIRCLE.at(table.place(rows[at], column), value=_label(at), column=column, path=names)
        done.update(path)


def _nearest(value: Key, known: Iterable[Key]) -> str:
    names = [" ".join(part or "" for part in key) for key in known]
    match = process.extractOne(" ".join(part or "" for part in value), names, scorer=fuzz.ratio, score_cutoff=SIMILAR_ENOUGH)
    return f" (did you mean {show(match[0])}?)" if match else ""


def _more_lines(table: Table, rows: Sequence[int]) -> str:
    if not rows:
        return ""
    listed = ", ".join(str(table.lines[row]) for row in rows[:LINES_LISTED])
    left = len(rows) - LINES_LISTED
    return f"; also in line {listed}" + (f" and {left} more" if left > 0 else "")


def _users(dataset: Dataset, table: Table) -> Iterator[tuple[str, ForeignKey]]:
    for name, schema in dataset.descriptor.tables.items():
        for key in schema.foreign_keys:
            if key.table == table.schema.name and key.references == table.schema.primary_key:
                yield name, key


def _unreadable_users(dataset: Dataset, table: Table) -> str:
    if dataset.descriptor.unreadable:
        return f"a table that may use {table.schema.name} has no readable schema"
    for name, key in _users(dataset, table):
        user = dataset.tables.get(name)
        if user is None or not user.complete or set(key.columns) & user.missing:
            return f"{name}, which may use {table.schema.name}, could not be read"
    return ""


def _unused(dataset: Dataset, table: Table) -> Iterator[Finding]:
    used: set[Key] = set()
    names: list[str] = []
    for name, key in _users(dataset, table):
        names.append(name)
        user = dataset.tables[name]
        own = table.schema.name == name
        # A row that refers to itself does not use itself.
        used |= {value for row, value in enumerate(_values(user, key.columns)) if not own or value != user.keys[row]}
    for row, value in enumerate(table.keys):
        if value not in used and None not in value and row not in table.faulty_rows:
            place = table.place(row, table.schema.primary_key[0])
            yield UNUSED_ROW.at(place, value=_label(value), tables=", ".join(sorted(set(names))))
