"""Renaming, behind `mawaqif rename`: a row gets another identifier, and all that refers to it follows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import polars as pl

from mawaqif.checks import suggestion
from mawaqif.editing.corrections.change import Change, Package
from mawaqif.editing.corrections.retirement import Reason, led_on, retire, retired, sealed
from mawaqif.editing.entries.request import encodable, find_schema
from mawaqif.editing.identifiers import built_on, carried_record, columns_holding, rewritten, with_cells
from mawaqif.findings import CannotRunError, show
from mawaqif.reports import count
from mawaqif.tables import RETIRED_IDENTIFIERS as RETIRED
from mawaqif.tables import Dataset, TableSchema, own_identifier

# Files of words in which an identifier may stand; what they say is for people to change.
WORDS = ("queries/*.sql", "docs/chapters/*/*")


def rename(package: Package, table: str, old: str, new: str, reason: Reason) -> Change:
    """Give a row another identifier.

    Identifiers that begin with it, such as those of the statements of a document, follow. Where it may be
    cited, the old one is retired and leads to the new one. Rows that were read stay read.

    Args:
        package: the package.
        table: name of its table, or what one of its rows is called.
        old: the identifier.
        new: the new one.
        reason: why; needed where the old one may be cited.

    Raises:
        CannotRunError: there is no such row, or the new identifier is or was that of another.
    """
    schema = with_identifiers(package, table)
    require_row(package, schema, old)
    _require_free(package, schema, new)
    return renamed(package, {schema.name: {old: new}}, reason)


def renamed(package: Package, names: Mapping[str, Mapping[str, str]], reason: Reason) -> Change:
    """Give rows other identifiers, all at once.

    Args:
        package: the package.
        names: by table, new identifiers by old ones.
        reason: why; needed where one of them may be cited.
    """
    everything = {table: dict(pairs) for table, pairs in names.items()}
    for table, pairs in names.items():
        for other, built in built_on(package.dataset, table, pairs).items():
            everything[other] = built | everything.get(other, {})
    cells: dict[str, pl.DataFrame] = {}
    dataset = package.dataset
    for table, pairs in everything.items():
        cells |= rewritten(with_cells(dataset, cells), table, pairs)
    record = carried_record(package.record, dataset, cells)
    gone = {table: {old: new for old, new in pairs.items() if sealed(package, table, old)} for table, pairs in everything.items()}
    told = [f"{table}: {old} is now {new}" for table, pairs in everything.items() for old, new in pairs.items()]
    told += list(_counted(dataset, cells, everything))
    retirement = retire(package, gone, reason)
    for table, pairs in everything.items():
        kept = {old: new for old, new in pairs.items() if old not in gone[table]}
        retirement |= led_on(package, retirement, table, kept)
    told += [f"retired: {old} of {table}, replaced by {new}" for table, pairs in gone.items() for old, new in pairs.items()]
    for pairs in names.values():
        told += [line for old in pairs for line in _in_words(package, old, everything)]
    same = {old: new for pairs in everything.values() for old, new in pairs.items()}
    return Change({**cells, **retirement}, record, tuple(told), _resources(package, everything), same)


def with_identifiers(package: Package, word: str) -> TableSchema:
    """Return the table that a word names, whose rows have identifiers of their own.

    Raises:
        CannotRunError: there is none, or its rows have none.
    """
    schema = find_schema(package.dataset.descriptor, word)
    if not own_identifier(schema):
        key = ", ".join(schema.primary_key)
        raise CannotRunError(
            f"rows of {schema.name} have no identifier of their own: their key is {key}, which refers to others; "
            "rename or join what it refers to, or change the row itself"
        )
    return schema


def require_row(package: Package, schema: TableSchema, identifier: str) -> dict[str, str | None]:
    """Return the row with an identifier.

    Raises:
        CannotRunError: there is none.
    """
    if not encodable(identifier):
        raise CannotRunError(f"{show(identifier)} is not UTF-8")
    table = package.dataset.tables[schema.name]
    position = table.row_of.get((identifier,))
    if position is None:
        if identifier in retired(package, schema.name):
            raise CannotRunError(f"{schema.name} has no {show(identifier)}: it is retired, see {RETIRED}")
        raise CannotRunError(f"{schema.name} has no {show(identifier)}{suggestion(table, identifier)}")
    return table.cells.row(position, named=True)


def _require_free(package: Package, schema: TableSchema, new: str) -> None:
    if not encodable(new):
        raise CannotRunError(f"{show(new)} is not UTF-8")
    if not new:
        raise CannotRunError("the new identifier is empty")
    if (new,) in package.dataset.tables[schema.name].row_of:
        hint = "to make one row of two, run `mawaqif merge`"
        raise CannotRunError(f"{schema.name} has {show(new)} already; give another identifier; {hint}")
    if new in retired(package, schema.name) or (schema.name, new) in package.record:
        raise CannotRunError(f"{show(new)} was that of another row of {schema.name}, and identifiers are never used anew")


def _counted(dataset: Dataset, cells: Mapping[str, pl.DataFrame], names: Mapping[str, Mapping[str, str]]) -> Iterator[str]:
    """Say how many rows of which table refer to what is renamed, and in which columns."""
    own = {(table, own_identifier(dataset.descriptor.tables[table])) for table in names}
    holding = dict.fromkeys(pair for table in names for pair in columns_holding(dataset.descriptor, table))
    for name, after in cells.items():
        before = dataset.tables[name].cells
        columns = [column for table, column in holding if table == name and (table, column) not in own]
        for column in columns:
            number = int(before[column].ne_missing(after[column]).sum())
            if number:
                yield f"{name}: {count(number, 'row')}, {column}"


def _resources(package: Package, names: Mapping[str, Mapping[str, str]]) -> list[object] | None:
    """Return the resources of the index with identifiers in `where` of a sequence renamed; None where none is."""
    descriptor = package.dataset.descriptor
    found: list[object] = []
    for entry in descriptor.raw["resources"]:
        sequences = entry.get("sequences") if isinstance(entry, dict) else None
        found.append(
            {**entry, "sequences": [_sequence(package, entry["name"], one, names) for one in sequences]} if sequences else entry
        )
    return found if found != descriptor.raw["resources"] else None


def _sequence(
    package: Package, table: str, item: Mapping[str, object], names: Mapping[str, Mapping[str, str]]
) -> dict[str, object]:
    where = item.get("where")
    renamed_where = dict(where) if isinstance(where, dict) else {}
    for target, pairs in names.items():
        for column in (column for name, column in columns_holding(package.dataset.descriptor, target) if name == table):
            if column in renamed_where:
                renamed_where[column] = pairs.get(str(renamed_where[column]), renamed_where[column])
    return {**item, "where": renamed_where} if renamed_where else dict(item)


def _in_words(package: Package, old: str, names: Mapping[str, Mapping[str, str]]) -> Iterator[str]:
    """Say where an identifier stands in words, which stay as they are."""
    word = rf"(^|[^a-z0-9-]){re.escape(old)}($|[^a-z0-9-])"
    holding = {pair for table in names for pair in columns_holding(package.dataset.descriptor, table)}
    for name, table in package.dataset.tables.items():
        columns = [column for column in table.schema.columns if (name, column) not in holding and name != RETIRED]
        for column in columns:
            for row in table.cells[column].str.contains(word).fill_null(value=False).arg_true():
                yield f"named in words, which stay as they are: {table.schema.path}:{table.lines[row]} {column}"
    for path in _files(package.root):
        if re.search(word.replace("^|", r"\A|").replace("$|", r"\Z|"), path.read_text(encoding="utf-8", errors="replace")):
            yield f"named in words, which stay as they are: {path.relative_to(package.root).as_posix()}"


def _files(root: Path) -> Sequence[Path]:
    return [path for pattern in WORDS for path in sorted(root.glob(pattern)) if path.is_file()]
