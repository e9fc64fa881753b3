"""Damage by repetition: a row twice, or one thing coded twice under two keys.

A thing coded twice comes with a row that uses it, as a contributor would add it.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable

from mutants.package import Package, column, path_of
from mutants.place import Damage, change

_SPELT_ALIKE = str.maketrans("أإآىة", "ااايه")


def row_doubled(package: Package, rng: random.Random) -> Damage:
    """A row stands twice, one below the other."""
    table = rng.choice(package.tables(1))
    sheet = package.sheet(table)
    line = rng.randint(2, sheet.last)
    sheet.lines.insert(line, sheet.lines[line - 1])
    package.write_sheet(table, sheet)
    return Damage(path_of(table), line + 1, note=f"line {line} again")


def row_doubled_at_the_end(package: Package, rng: random.Random) -> Damage:
    """A row stands again at the end of its file."""
    table = rng.choice(package.tables(2))
    sheet = package.sheet(table)
    line = rng.randint(2, sheet.last - 1)
    sheet.lines.append(sheet.lines[line - 1])
    package.write_sheet(table, sheet)
    return Damage(path_of(table), sheet.last, note=f"line {line} again")


def row_doubled_and_changed(package: Package, rng: random.Random) -> Damage:
    """A row stands twice, and the second has another value beside the same key."""
    cell = package.pick(rng, lambda table, item: item["name"] not in package.schema(table)["primaryKey"])
    other = package.pick(rng, column(f"{cell.table}.{cell.column}"), lambda other: other.value != cell.value)
    sheet = package.sheet(cell.table)
    sheet.insert(cell.line + 1, {**cell.row, cell.column: other.value})
    package.write_sheet(cell.table, sheet)
    return Damage(path_of(cell.table), cell.line + 1, note=f"line {cell.line} again with another {cell.column}")


def _spelt_alike(name: str) -> str:
    """Write an Arabic name in another usual spelling, so that no letter for letter comparison finds it."""
    changed = name.translate(_SPELT_ALIKE)
    return changed if changed != name else f"ال{name}" if not name.startswith("ال") else name[2:]


def _again(package: Package, rng: random.Random, spell: Callable[[str], str], *, persons: bool = True) -> Damage:
    table, key, user = rng.choice(
        [("actors", "actor_id", "statement_actors"), ("initiatives", "initiative_id", "statement_initiatives")]
    )
    # A state that is coded twice has an ISO code twice, which is another matter.
    left_out = {"state"} if persons else {"state", "person"}
    cell = package.pick(
        rng, column(f"{table}.name_en"), lambda cell: cell.row["kind"] not in left_out and spell(cell.value) != cell.value
    )
    row = {**cell.row, key: f"{cell.row[key]}-new", "name_en": spell(cell.value), "name_ar": _spelt_alike(cell.row["name_ar"])}
    sheet = package.sheet(table)
    line = sheet.insert_sorted(row, [key])
    package.write_sheet(table, sheet)
    uses = package.sheet(user)
    # Beside a speaker, another actor breaks no rule on lists of states for and against.
    statement = package.pick(rng, column(f"{user}.statement_id"), lambda used: used.row.get("role", "speaker") == "speaker").row
    value = {"role": "on_behalf_of"} if user == "statement_actors" else {"relation": "mentions"}
    uses.insert_sorted({**statement, **value, key: row[key], "note_en": ""}, package.schema(user)["primaryKey"])
    package.write_sheet(user, uses)
    return Damage(path_of(table), line, note=change(cell.value, row["name_en"]))


def name_again_in_other_case(package: Package, rng: random.Random) -> Damage:
    """An actor or initiative stands again under a new key, its name in other case."""
    return _again(package, rng, lambda name: name.title() if name.title() != name else name.lower())


def name_again_with_article(package: Package, rng: random.Random) -> Damage:
    """An actor or initiative stands again under a new key, its name with the article."""
    return _again(package, rng, lambda name: f"The {name}", persons=False)


def name_again_with_hyphen(package: Package, rng: random.Random) -> Damage:
    """An actor or initiative stands again under a new key, its name with a hyphen for a space or the reverse."""
    return _again(package, rng, lambda name: name.replace("-", " ") if "-" in name else name.replace(" ", "-", 1), persons=False)


def name_again_in_other_order(package: Package, rng: random.Random) -> Damage:
    """An actor or initiative stands again under a new key, the words of its name in another order."""
    return _again(package, rng, lambda name: ", ".join(name.rsplit(" ", 1)[::-1]))


def name_again_transliterated(package: Package, rng: random.Random) -> Damage:
    """An actor or initiative stands again under a new key, its name with a letter left out, as in another transliteration."""
    return _again(package, rng, lambda name: re.sub(r"(?<=\w)[aeiou](?=\w)", "", name, count=1))


def name_again_in_arabic(package: Package, rng: random.Random) -> Damage:
    """An actor or initiative stands again under a new key, with another English name and its Arabic name in another spelling."""
    return _again(package, rng, lambda name: f"{name.split(' ')[-1]} body so named by the source")


def arabic_name_of_another(package: Package, rng: random.Random) -> Damage:
    """A row has the Arabic name of another row, in another usual spelling."""
    cell = package.pick(rng, column("actors.name_ar", "events.name_ar", "initiatives.name_ar"))
    other = package.pick(rng, column(f"{cell.table}.name_ar"), lambda other: other.line != cell.line)
    return package.put(cell, _spelt_alike(other.value))


def document_again(package: Package, rng: random.Random) -> Damage:
    """A document stands again under a new key, with the same link, and a citation of its own."""
    cell = package.pick(rng, column("documents.url"), lambda cell: bool(cell.value) and cell.row["role"] == "cited")
    sheet = package.sheet("documents")
    key = f"{cell.row['document_id']}-new"
    line = sheet.insert_sorted({**cell.row, "document_id": key}, ["document_id"])
    package.write_sheet("documents", sheet)
    citations = package.sheet("citations")
    before = citations.row(citations.last)
    note = int(before["note_number"]) + 1
    # It closes no statement, so that no marker is looked for where the documents are at hand.
    place = {"citation_id": f"{before['document_id']}-n{note:03}-1", "note_number": str(note), "item": "1", "statement_id": ""}
    citations.insert(citations.last + 1, {**before, **place, "cited_document_id": key, "note_en": ""})
    package.write_sheet("citations", citations)
    return Damage(path_of("documents"), line, note=f"{cell.row['document_id']} again as {key}")


def summary_of_another(package: Package, rng: random.Random) -> Damage:
    """A statement has the summary of another one."""
    cell = package.pick(rng, column("statements.summary_en", "statements.summary_ar"))
    other = package.pick(rng, column(f"statements.{cell.column}"), lambda other: other.value != cell.value)
    return package.put(cell, other.value)


def passage_of_another(package: Package, rng: random.Random) -> Damage:
    """A passage has the place, the fragments and the hash of another one."""
    sheet = package.sheet("passages")
    line, other = rng.sample(range(2, sheet.last + 1), 2)
    copied = {name: sheet.row(other)[name] for name in ("char_start", "char_end", "text_start", "text_end", "text_sha256")}
    sheet.put(line, **copied)
    package.write_sheet("passages", sheet)
    return Damage(path_of("passages"), line, tuple(copied), note=f"as in line {other}")


def citation_again(package: Package, rng: random.Random) -> Damage:
    """A footnote cites the same document at the same place twice."""
    cell = package.pick(rng, column("citations.citation_id"))
    sheet = package.sheet("citations")
    note = cell.value.rpartition("-")[0]
    items = [int(row["item"]) for _, row in sheet.rows() if row["citation_id"].rpartition("-")[0] == note]
    item = str(max(items) + 1)
    line = sheet.insert_sorted({**cell.row, "citation_id": f"{note}-{item}", "item": item}, ["citation_id"])
    package.write_sheet("citations", sheet)
    return Damage(path_of("citations"), line, note=f"{cell.value} again as item {item}")


KINDS = (
    row_doubled,
    row_doubled_at_the_end,
    row_doubled_and_changed,
    name_again_in_other_case,
    name_again_with_article,
    name_again_with_hyphen,
    name_again_in_other_order,
    name_again_transliterated,
    name_again_in_arabic,
    arabic_name_of_another,
    document_again,
    summary_of_another,
    passage_of_another,
    citation_again,
)
