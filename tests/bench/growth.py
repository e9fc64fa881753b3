"""Growing a package: the real tables and renamed copies of them, by all rules as sound as the real ones.

A copy has every row of every table once more, so that all tables grow in proportion. Its
identifiers carry its number, and so do names that may stand once; hashes are new; the
words of prose are turned round by a seeded number of places, so that no column
compresses better than a hand-written one. ISO codes cannot be copied, because there are
only so many states: the states of a copy are bodies of government.

DuckDB writes the files, in the canonical form. Run as a program of its own, so that the
memory of this work does not count as that of the programs that are measured.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import duckdb

# Ends of identifiers that number the rows of a document; the number of the copy goes before them.
ENDINGS = ("-s[0-9]{3}", "-n[0-9]{3}-[1-9][0-9]*", "-e[0-9]{3}")
HASH = "^[0-9a-f]{64}$"
# Names of one copy that differ in one letter are not nearly the same, because they have unlike numbers.
NUMBER = "' ' || (1000 * copy + origin)"
# What cannot be copied as it is, by table and column.
OTHERWISE = {
    ("actors", "iso3"): "NULL",
    # Names are turned round and identifiers numbered, so that what an erratum corrects in them is not there.
    ("errata", "field"): "CASE WHEN regexp_matches(field, '^(title|name|label)_|_id$|^url$') THEN 'summary_en' ELSE field END",
    # A state without a code is none, and an organ would have to say for whom it speaks.
    ("actors", "kind"): "CASE kind WHEN 'state' THEN 'bloc' ELSE kind END",
    ("retired_identifiers", "table_name"): "table_name",
    **{
        ("retired_identifiers", column): (
            f"regexp_replace({column}, '^(.*?)((?:{'|'.join(ENDINGS)})?)$', '\\1' || printf('-x%05d', copy) || '\\2')"
        )
        for column in ("identifier", "replaced_by")
    },
    ("actors", "aliases_ar"): f"replace(aliases_ar, ' | ', {NUMBER} || ' | ') || {NUMBER}",
}


# Tables that stand once: a glossary gives a form to one concept.
ONCE = frozenset({"terms"})


@dataclass(frozen=True)
class Fault:
    """One way to spoil a cell.

    Attributes:
        code: the finding that it gives.
        spoilt: SQL expression of the spoilt cell, with `{cell}` for the sound one.
    """

    code: str
    spoilt: str


FAULTS = {
    fault.code: fault
    for fault in (
        Fault("MQ203", "upper({cell})"),
        Fault("MQ204", "{cell} || 'x'"),
        Fault("MQ405", "{cell} || ' '"),
        Fault("MQ402", "'Spoilt, and in the wrong language.'"),
    )
}


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _literal(text: object) -> str:
    return "'" + str(text).replace("'", "''") + "'"


def _identifiers(schema: Mapping[str, Any]) -> set[str]:
    """Return the columns that name rows: those of foreign keys, and of the primary key where they are no enum or number."""
    own = {
        field["name"]
        for field in schema["fields"]
        if field["name"] in schema["primaryKey"] and field["type"] == "string" and "enum" not in field.get("constraints", {})
    }
    return own.union(*(key["fields"] for key in schema.get("foreignKeys", [])))


def _variants(root: Path) -> str:
    """Return the pattern of the glossary's variants: a name may hold one, and words turned round would cut it out of the name."""
    path = root / "datapackage" / "terms.csv"
    if not path.exists():
        return "$^"
    with path.open(encoding="utf-8", newline="") as file:
        cells = [row[column] for row in csv.DictReader(file) for column in ("variants_ar", "variants_en")]
    return "|".join(re.escape(variant) for cell in cells for variant in cell.split(" | ") if variant) or "$^"


def _copied(table: str, schema: Mapping[str, Any], field: Mapping[str, Any], seed: int, variants: str) -> str:
    """Return the SQL expression of a column in a copy; `copy` is its number."""
    name = field["name"]
    cell = _quoted(name)
    if (table, name) in OTHERWISE:
        return OTHERWISE[table, name]
    pattern = field.get("constraints", {}).get("pattern", "")
    if name in _identifiers(schema):
        ending = next((ending for ending in ENDINGS if pattern.endswith(ending + "$")), "")
        return f"regexp_replace({cell}, '^(.*?)({ending})$', '\\1' || printf('-x%05d', copy) || '\\2')"
    chance = f"sha256({cell} || ' ' || copy || ' {seed}')"
    if pattern == HASH:
        return chance
    if [name] in schema.get("uniqueKeys", []):
        return f"{cell} || {NUMBER}"
    if field.get("language") or field.get("ownWords"):
        words = f"string_split({cell}, ' ')"
        turn = f"(('0x' || {chance}[:6])::INTEGER % len({words}))"
        turned = f"(1000 * copy + origin) || ' ' || array_to_string({words}[{turn} + 1:] || {words}[:{turn}], ' ')"
        # The note on a settled code begins with the code.
        whole = f"starts_with({cell}, 'Settled as ') OR regexp_matches({cell}, {_literal(variants)}, 'i')"
        grown = f"CASE WHEN {whole} THEN {cell} || {NUMBER} ELSE {turned} END"
        longest = field.get("constraints", {}).get("maxLength")
        return f"rtrim(left({grown}, {longest}))" if longest else grown
    return cell


def _faults(schema: Mapping[str, Any]) -> list[tuple[str, Fault]]:
    """Return the columns of a table that can be spoilt, with how: cells that are always filled, and name no row."""
    bound = _identifiers(schema).union(*schema.get("uniqueKeys", []))
    ways: dict[str, Callable[[Mapping[str, Any]], bool]] = {
        "MQ203": lambda field: field.get("constraints", {}).get("pattern") == HASH,
        "MQ204": lambda field: "enum" in field.get("constraints", {}),
        "MQ405": lambda field: field.get("language") == "en",
        "MQ402": lambda field: field.get("language") == "ar",
    }
    fields = [field for field in schema["fields"] if field["name"] not in bound]
    filled = [field for field in fields if field.get("constraints", {}).get("required")] or fields
    return [(field["name"], FAULTS[code]) for field in filled for code, applies in ways.items() if applies(field)]


@dataclass(frozen=True)
class Growth:
    """How to grow a package.

    Attributes:
        copies: how many times every row stands in the grown tables; 1 for the real ones only.
        seed: number from which hashes, turns of words and faults follow.
        fault_every: of how many rows one has a fault; 0 for none.
    """

    copies: int
    seed: int = 14
    fault_every: int = 0


def grow(root: Path, folder: Path, growth: Growth) -> None:
    """Write a grown package into a folder, without a reading record, because nobody has read its rows.

    Args:
        root: the package to grow.
        folder: where to write; made anew. Where faults are wanted, `faults.csv` in it lists
            file, line, column and code of each.
        growth: how to grow it.
    """
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for part in ("schemas", "queries"):
        shutil.copytree(root / part, folder / part)
    (folder / "datapackage").mkdir()
    index = json.loads((root / "datapackage.json").read_text(encoding="utf-8"))
    (folder / "datapackage.json").write_text(json.dumps(index, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    with duckdb.connect() as connection:
        connection.execute("CREATE TABLE faults (file VARCHAR, line BIGINT, column_name VARCHAR, code VARCHAR)")
        for resource in index["resources"]:
            schema = json.loads((root / resource["schema"]).read_text(encoding="utf-8"))
            copies = 1 if resource["name"] in ONCE else growth.copies
            _grow_table(connection, schema, (root / resource["path"], folder / resource["path"]), replace(growth, copies=copies))
            if growth.fault_every:
                _list_faults(connection, schema, resource["path"], growth)
            _write(connection, schema, folder / resource["path"], growth)
        if growth.fault_every:
            connection.execute(f"COPY faults TO {_literal(folder / 'faults.csv')} (HEADER)")


def _grow_table(
    connection: duckdb.DuckDBPyConnection, schema: Mapping[str, Any], paths: tuple[Path, Path], growth: Growth
) -> None:
    """Fill the table `grown` with every row, its line in the file, and a number by chance."""
    names = ", ".join(_quoted(field["name"]) for field in schema["fields"])
    numbers = {field["name"] for field in schema["fields"] if field["type"] == "integer"}
    source = f"read_csv({_literal(paths[0])}, all_varchar = true, header = true, quote = '\"', escape = '\"', nullstr = '')"
    variants = _variants(paths[0].parent.parent)
    copied = ", ".join(
        f"{_copied(paths[0].stem, schema, field, growth.seed, variants)} AS {_quoted(field['name'])}"
        for field in schema["fields"]
    )
    order = ", ".join(f"{_quoted(key)}::BIGINT" if key in numbers else _quoted(key) for key in schema["primaryKey"])
    chance = " || ' ' || ".join([*map(_quoted, schema["primaryKey"]), _literal(growth.seed)])
    numbered = f"SELECT *, row_number() OVER () AS origin FROM {source}"
    connection.execute(
        f"CREATE OR REPLACE TABLE grown AS "
        f"SELECT row_number() OVER (ORDER BY {order}) + 1 AS line, ('0x' || sha256({chance})[:12])::BIGINT AS chance, {names} "
        f"FROM (SELECT {names} FROM {source} "
        f"UNION ALL SELECT {copied} FROM ({numbered}), range(1, {growth.copies}) AS numbers(copy))"
    )


def _hits(schema: Mapping[str, Any], every: int) -> Iterator[tuple[str, Fault, str]]:
    """Yield each column that can be spoilt, how, and the SQL condition for the rows in which it is."""
    ways = _faults(schema)
    for position, (column, fault) in enumerate(ways):
        turn = f"(chance // {every}) % {len(ways)} = {position}"
        yield column, fault, f"chance % {every} = 0 AND {turn} AND {_quoted(column)} IS NOT NULL"


def _list_faults(connection: duckdb.DuckDBPyConnection, schema: Mapping[str, Any], path: str, growth: Growth) -> None:
    for column, fault, hit in _hits(schema, growth.fault_every):
        place = f"{_literal(path)}, line, {_literal(column)}, {_literal(fault.code)}"
        connection.execute(f"INSERT INTO faults SELECT {place} FROM grown WHERE {hit}")


def _write(connection: duckdb.DuckDBPyConnection, schema: Mapping[str, Any], path: Path, growth: Growth) -> None:
    cells = {field["name"]: _quoted(field["name"]) for field in schema["fields"]}
    for column, fault, hit in _hits(schema, growth.fault_every) if growth.fault_every else ():
        cells[column] = f"CASE WHEN {hit} THEN {fault.spoilt.format(cell=_quoted(column))} ELSE {_quoted(column)} END"
    columns = ", ".join(f"{cell} AS {_quoted(name)}" for name, cell in cells.items())
    connection.execute(f"COPY (SELECT {columns} FROM grown ORDER BY line) TO {_literal(path)} (FORMAT csv, HEADER, NULLSTR '')")


def main() -> None:
    """Grow a package as the command line says."""
    parser = argparse.ArgumentParser(description=grow.__doc__)
    parser.add_argument("root", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--copies", type=int, required=True)
    parser.add_argument("--seed", type=int, default=Growth(1).seed)
    parser.add_argument("--fault-every", type=int, default=0)
    asked = parser.parse_args()
    grow(asked.root, asked.folder, Growth(asked.copies, asked.seed, asked.fault_every))


if __name__ == "__main__":
    main()
