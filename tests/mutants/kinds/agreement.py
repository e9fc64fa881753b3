"""Damage to what tables must agree on: what was read twice and settled, notes and their statements, errata and their cells."""

from __future__ import annotations

import random

from mutants.package import Package, column
from mutants.place import Damage, change


def _read_twice(package: Package, rng: random.Random, table: str, columns: tuple[str, str], values: tuple[str, ...]) -> Damage:
    """Give both readings of a row, that agreed, another value."""
    first, second = columns
    cell = package.pick(rng, column(f"{table}.{first}"), lambda cell: bool(cell.value) and cell.value == cell.row[second])
    value = rng.choice([value for value in values if value != cell.value])
    sheet = package.sheet(table)
    sheet.put(cell.line, **{first: value, second: value})
    package.write_sheet(table, sheet)
    return Damage(f"datapackage/{table}.csv", cell.line, columns, note=change(cell.value, value))


def kind_that_nobody_gave(package: Package, rng: random.Random) -> Damage:
    """Both codings of a kind say another one than the statement has."""
    kinds = ("quotation", "policy", "reported", "commentary")
    return _read_twice(package, rng, "recoded_kinds", ("first_kind", "second_kind"), kinds)


def position_that_nobody_gave(package: Package, rng: random.Random) -> Damage:
    """Both readings of a position say another one than positions has."""
    wishes = ("retain", "delete", "amend")
    return _read_twice(package, rng, "recoded_positions", ("first_position", "second_position"), wishes)


def locator_that_nobody_gave(package: Package, rng: random.Random) -> Damage:
    """Both readings of a locator say another one than the citation has."""
    return _read_twice(package, rng, "recoded_locators", ("first_locator", "second_locator"), ("77", "78"))


def settled_kind_changed(package: Package, rng: random.Random) -> Damage:
    """A kind is another one than both codings gave, and fits the roles."""
    alike = {"quotation": "reported", "reported": "quotation", "policy": "reported", "document_text": "quotation"}
    cell = package.pick(rng, column("statements.kind"), lambda cell: cell.value in alike)
    return package.put(cell, alike[cell.value])


def settled_locator_changed(package: Package, rng: random.Random) -> Damage:
    """A page is another one than both readings gave."""
    cell = package.pick(rng, column("citations.locator"), lambda cell: cell.value.isdigit())
    return package.put(cell, str(int(cell.value) + 1))


def readings_differ_silently(package: Package, rng: random.Random) -> Damage:
    """The second reading differs from the first, and no note says how that was settled."""
    table, name, values = rng.choice(
        [
            ("recoded_kinds", "second_kind", ("quotation", "reported", "policy")),
            ("recoded_positions", "second_position", ("retain", "delete", "amend")),
        ]
    )
    cell = package.pick(rng, column(f"{table}.{name}"), lambda cell: not cell.row["note_en"])
    value = rng.choice([value for value in values if value != cell.value])
    damage = package.put(cell, value)
    # The note that is missing is as much the place as the reading.
    return Damage(damage.file, damage.line, (name, "note_en"), note=damage.note)


def recoded_locator_in_words(package: Package, rng: random.Random) -> Damage:
    """A reading of a locator is given in words."""
    cell = package.pick(rng, column("recoded_locators.first_locator", "recoded_locators.second_locator"))
    return package.put(cell, rng.choice(["page seven", f"p. {cell.value}", "about the middle", "VII"]))


def note_of_another_document(package: Package, rng: random.Random) -> Damage:
    """A footnote closes a statement of another document."""
    cell = package.pick(rng, column("citations.statement_id"))
    statements = [row for _, row in package.sheet("statements").rows() if row["document_id"] != cell.row["document_id"]]
    return package.put(cell, rng.choice(statements)["statement_id"])


def erratum_of_another_document(package: Package, rng: random.Random) -> Damage:
    """An erratum is of another document than its citation or statement."""
    cell = package.pick(rng, column("errata.document_id"))
    coded = [row["document_id"] for _, row in package.sheet("documents").rows() if row["role"] == "corpus"]
    return package.put(cell, rng.choice([document for document in coded if document != cell.value]))


def erratum_of_no_column(package: Package, rng: random.Random) -> Damage:
    """An erratum corrects a column that is none."""
    cell = package.pick(rng, column("errata.field"))
    return package.put(cell, rng.choice([f"{cell.value}s", "page", "title", f"{cell.value}_old"]))


def erratum_without_its_cell(package: Package, rng: random.Random) -> Damage:
    """An erratum corrects a date or a locator to what the cell has not."""
    cell = package.pick(
        rng, column("errata.corrected"), lambda cell: cell.row["field"] in {"date", "locator"} and bool(cell.value)
    )
    return package.put(cell, "2001-01-01" if cell.row["field"] == "date" else "999")


def stance_tied_elsewhere(package: Package, rng: random.Random) -> Damage:
    """A stance is tied to another statement, that has none on its topic."""
    sheet = package.sheet("statement_topics")
    held = {(row["statement_id"], row["topic_id"]) for _, row in sheet.rows()}
    line, row = rng.choice(list(sheet.rows()))
    statements = [other["statement_id"] for _, other in package.sheet("statements").rows()]
    other = rng.choice([key for key in statements if (key, row["topic_id"]) not in held])
    del sheet.lines[line - 1]
    at = sheet.insert_sorted({**row, "statement_id": other}, ["statement_id", "topic_id"])
    package.write_sheet("statement_topics", sheet)
    return Damage("datapackage/statement_topics.csv", at, note=f"{row['statement_id']} → {other}")


KINDS = (
    kind_that_nobody_gave,
    position_that_nobody_gave,
    locator_that_nobody_gave,
    settled_kind_changed,
    settled_locator_changed,
    readings_differ_silently,
    recoded_locator_in_words,
    note_of_another_document,
    erratum_of_another_document,
    erratum_of_no_column,
    erratum_without_its_cell,
    stance_tied_elsewhere,
)
