"""What programs of readers hold on to: tables, columns, types, keys, codes and identifiers, as a release publishes them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from mawaqif.deriving import published
from mawaqif.tables import RETIRED_IDENTIFIERS, Dataset, TableSchema, load_dataset, own_identifier


@dataclass(frozen=True)
class Structure:
    """The structure of a package at one version.

    Attributes:
        version: the version.
        types: type of every column, by table and column.
        keys: columns of the primary key by table.
        codes: codes of every coded column, by table and column.
        identifiers: identifiers of the rows by table, for tables whose rows have one of their own.
        retired: retired identifiers by table.
        since: the version that a column says it is there since, by table and column; empty where it names none.
    """

    version: str
    types: dict[str, dict[str, str]] = field(default_factory=dict)
    keys: dict[str, tuple[str, ...]] = field(default_factory=dict)
    codes: dict[tuple[str, str], set[str]] = field(default_factory=dict)
    identifiers: dict[str, set[str]] = field(default_factory=dict)
    retired: dict[str, set[str]] = field(default_factory=dict)
    since: dict[tuple[str, str], str] = field(default_factory=dict)


@dataclass(frozen=True)
class Difference:
    """One difference that a reader's program may notice.

    Attributes:
        what: the table, and in it the column, code or identifier.
        happened: what happened to it.
    """

    what: str
    happened: str

    @property
    def words(self) -> str:
        """The difference in one line."""
        return f"{self.what}: {self.happened}"


def structure_in(folder: Path) -> Structure:
    """Return the structure of the package or release in a folder, with its derived columns.

    Raises:
        CannotRunError: there is no readable descriptor.
    """
    dataset, _ = load_dataset(folder)
    return structure_of(dataset)


def structure_of(dataset: Dataset) -> Structure:
    """Return the structure of tables as they are published.

    Args:
        dataset: the tables, as they are kept or as they were published.
    """
    shown = published(dataset)
    found = Structure(dataset.descriptor.version)
    for name, table in shown.tables.items():
        found.types[name] = {item.name: item.raw.get("type", "") for item in table.schema.fields}
        found.keys[name] = table.schema.primary_key
        for item in table.schema.fields:
            found.since[name, item.name] = str(item.raw.get("since", table.schema.raw.get("since", "")))
        for column, codes in _codes(table.schema):
            found.codes[name, column] = codes
        own = own_identifier(table.schema)
        if own and not _counted(own, table.schema):
            found.identifiers[name] = set(table.cells[own].drop_nulls())
    retired = shown.tables.get(RETIRED_IDENTIFIERS)
    if retired is not None:
        for table_name, identifier in retired.cells.select("table_name", "identifier").drop_nulls().iter_rows():
            found.retired.setdefault(table_name, set()).add(identifier)
    return found


def _codes(schema: TableSchema) -> Iterator[tuple[str, set[str]]]:
    for item in schema.fields:
        given = item.raw.get("categories") or item.raw.get("constraints", {}).get("enum") or ()
        codes = {str(one["value"]) if isinstance(one, dict) else str(one) for one in given}
        if codes:
            yield item.name, codes


def _counted(column: str, schema: TableSchema) -> bool:
    """Return whether an identifier is a number that counts, as of derived rows, and so is none that anybody cites."""
    return schema.by_name[column].raw.get("type") == "integer"


def broken(old: Structure, new: Structure) -> Iterator[Difference]:
    """Yield what a program that reads the old structure may no longer find."""
    for find in BREAKING:
        yield from find(old, new)


def added(old: Structure, new: Structure) -> Iterator[Difference]:
    """Yield what is new in the structure, and what a program that reads the old one goes on without."""
    for table, columns in new.types.items():
        if table not in old.types:
            yield Difference(table, "a new table")
            continue
        yield from (Difference(f"{table}.{name}", "a new column") for name in columns if name not in old.types[table])
    for (table, column), codes in new.codes.items():
        for code in sorted(codes - old.codes[table, column]) if (table, column) in old.codes else ():
            yield Difference(f"{table}.{column}", f"a new code, {code}")
    for table, names in new.retired.items():
        for name in sorted(names & old.identifiers.get(table, set())):
            yield Difference(f"{table} {name}", "retired")


def undated(old: Structure, new: Structure) -> Iterator[Difference]:
    """Yield new columns whose schema does not name the version that first has them."""
    for (table, column), since in new.since.items():
        if column not in old.types.get(table, {}) and since != new.version:
            told = f"says that it is there since {since}" if since else "does not say since when it is there"
            yield Difference(f"{table}.{column}", f'a new column that {told}; write "since": "{new.version}" in its schema')


def forbidden(old: Structure, new: Structure) -> Iterator[Difference]:
    """Yield what no version number allows: identifiers that vanish unlisted, or that come back."""
    for table, names in old.identifiers.items():
        if table in new.identifiers:
            gone = names - new.identifiers[table] - new.retired.get(table, set())
            for name in sorted(gone):
                yield Difference(f"{table} {name}", f"gone, and not in {RETIRED_IDENTIFIERS}; retire it with `mawaqif remove`")
    for table, names in old.retired.items():
        for name in sorted(names & new.identifiers.get(table, set())):
            yield Difference(f"{table} {name}", "was retired, and is given to a row again; give the row another")
        for name in sorted(names - new.retired.get(table, set()) - new.identifiers.get(table, set())):
            yield Difference(f"{table} {name}", f"was listed in {RETIRED_IDENTIFIERS}, and is no longer; put it back")


def _tables(old: Structure, new: Structure) -> Iterator[Difference]:
    yield from (Difference(table, "the table is gone") for table in old.types if table not in new.types)


def _columns(old: Structure, new: Structure) -> Iterator[Difference]:
    for table, columns in old.types.items():
        for name, kind in columns.items():
            now = new.types.get(table, {name: kind}).get(name)
            if now is None:
                yield Difference(f"{table}.{name}", "the column is gone")
            elif now != kind:
                yield Difference(f"{table}.{name}", f"of the type {kind} before, {now} now")


def _keys(old: Structure, new: Structure) -> Iterator[Difference]:
    for table, key in old.keys.items():
        now = new.keys.get(table, key)
        if now != key:
            yield Difference(table, f"the key was {', '.join(key)} before, {', '.join(now)} now")


def _lost_codes(old: Structure, new: Structure) -> Iterator[Difference]:
    for (table, column), codes in old.codes.items():
        if column in new.types.get(table, {}):
            for code in sorted(codes - new.codes.get((table, column), set())):
                yield Difference(f"{table}.{column}", f"the code {code} is gone")


BREAKING: tuple[Callable[[Structure, Structure], Iterator[Difference]], ...] = (_tables, _columns, _keys, _lost_codes)
