"""Damage to references between rows, and to what they say together."""

from __future__ import annotations

import random

from mutants.kinds.cell_types import is_day
from mutants.package import Cell, NoPlaceError, Package, column, references
from mutants.place import Damage


def _pick_reference(package: Package, rng: random.Random) -> tuple[Cell, str, str]:
    targets = {(table, name): (parent, key) for table, name, parent, key in references(package)}
    cell = package.pick(rng, lambda table, item: (table, item["name"]) in targets)
    return cell, *targets[cell.table, cell.column]


def reference_to_nothing(package: Package, rng: random.Random) -> Damage:
    """A reference has one letter too many, and names no row."""
    cell, _, _ = _pick_reference(package, rng)
    at = rng.randrange(1, len(cell.value) - 4) if len(cell.value) > 6 else 1
    return package.put(cell, cell.value[:at] + rng.choice("aeioux") + cell.value[at:])


def reference_to_other_table(package: Package, rng: random.Random) -> Damage:
    """A reference names a row of another table."""
    cell, parent, _ = _pick_reference(package, rng)
    others = {"actors": "documents", "documents": "actors", "events": "actors", "topics": "initiatives", "initiatives": "topics"}
    other = others.get(parent, "citations" if parent == "statements" else "statements")
    known = {next(iter(row.values())) for _, row in package.sheet(parent).rows()}
    names = [next(iter(row.values())) for _, row in package.sheet(other).rows()]
    return package.put(cell, rng.choice([name for name in names if name not in known]))


def reference_to_another(package: Package, rng: random.Random) -> Damage:
    """A reference names another row of the right table."""
    cell, parent, key = _pick_reference(package, rng)
    return package.put(cell, rng.choice([row[key] for _, row in package.sheet(parent).rows() if row[key] != cell.value]))


def reference_to_neighbour(package: Package, rng: random.Random) -> Damage:
    """A reference names the row next to the right one."""
    cell, parent, key = _pick_reference(package, rng)
    sheet = package.sheet(parent)
    line = next(line for line, row in sheet.rows() if row[key] == cell.value)
    return package.put(cell, sheet.row(line + 1 if line < sheet.last else line - 1)[key])


def reference_emptied(package: Package, rng: random.Random) -> Damage:
    """A reference that a row may lack is empty."""
    wanted = column(
        "documents.publisher_id",
        "documents.event_id",
        "actors.parent_id",
        "events.parent_id",
        "events.body_id",
        "statements.event_id",
        "statements.responds_to",
        "citations.statement_id",
        "errata.citation_id",
        "errata.statement_id",
        "initiatives.document_id",
    )
    return package.put(package.pick(rng, wanted), "")


def other_actor(package: Package, rng: random.Random) -> Damage:
    """A statement, an initiative or a position has another actor of the same kind."""
    actors = {row["actor_id"]: row["kind"] for _, row in package.sheet("actors").rows()}
    cell = package.pick(rng, column("statement_actors.actor_id", "initiative_actors.actor_id", "positions.actor_id"))
    alike = [actor for actor, kind in actors.items() if kind == actors[cell.value] and actor != cell.value]
    if not alike:
        raise NoPlaceError("no other actor is of the kind")
    return package.put(cell, rng.choice(alike))


def parent_is_itself(package: Package, rng: random.Random) -> Damage:
    """An actor or an event is part of itself."""
    cell = package.pick(rng, column("actors.parent_id", "events.parent_id"))
    return package.put(cell, next(iter(cell.row.values())))


def parent_circle(package: Package, rng: random.Random) -> Damage:
    """An actor or an event is part of something that is part of it."""
    cell = package.pick(rng, column("actors.parent_id", "events.parent_id"))
    key = "actor_id" if cell.table == "actors" else "event_id"
    upper = package.pick(rng, column(f"{cell.table}.parent_id"), lambda other: other.row[key] == cell.value)
    return package.put(upper, cell.row[key])


def answers_later(package: Package, rng: random.Random) -> Damage:
    """A statement answers the statement after it."""
    cell = package.pick(
        rng, column("statements.responds_to"), lambda cell: bool(cell.value) and cell.line < package.sheet("statements").last
    )
    return package.put(cell, package.sheet("statements").row(cell.line + 1)["statement_id"])


def answers_itself(package: Package, rng: random.Random) -> Damage:
    """A statement answers itself."""
    cell = package.pick(rng, column("statements.responds_to"))
    return package.put(cell, cell.row["statement_id"])


def answers_in_circle(package: Package, rng: random.Random) -> Damage:
    """The statement that is answered answers the answer."""
    cell = package.pick(rng, column("statements.responds_to"))
    answered = package.pick(rng, column("statements.responds_to"), lambda other: other.row["statement_id"] == cell.value)
    return package.put(answered, cell.row["statement_id"])


def answers_another(package: Package, rng: random.Random) -> Damage:
    """A statement answers an earlier statement that it does not answer."""
    cell = package.pick(rng, column("statements.responds_to"))
    earlier = [
        row["statement_id"]
        for line, row in package.sheet("statements").rows()
        if line < cell.line and row["document_id"] == cell.row["document_id"] and row["statement_id"] != cell.value
    ]
    return package.put(cell, rng.choice(earlier))


def event_outside_parent(package: Package, rng: random.Random) -> Damage:
    """A meeting ends a year after the session or process that it is part of."""
    spans = {row["event_id"]: row for _, row in package.sheet("events").rows()}

    def inside(cell: Cell) -> bool:
        return is_day(cell) and bool(spans.get(cell.row["parent_id"], {}).get("end_date"))

    cell = package.pick(rng, column("events.end_date"), inside)
    return package.put(cell, f"{int(spans[cell.row['parent_id']]['end_date'][:4]) + 1}{cell.value[4:]}")


def event_ends_before_it_starts(package: Package, rng: random.Random) -> Damage:
    """An event ends before it has started."""
    cell = package.pick(rng, column("events.end_date"), is_day)
    return package.put(cell, f"{int(cell.row['start_date'][:4]) - 1}{cell.value[4:]}")


def statement_outside_event(package: Package, rng: random.Random) -> Damage:
    """A statement is dated a month before the event at which it was made."""
    spans = {row["event_id"]: row for _, row in package.sheet("events").rows()}

    def dated(cell: Cell) -> bool:
        return is_day(cell) and is_day(Cell("", 0, "", spans.get(cell.row["event_id"], {}).get("start_date", ""), {}))

    cell = package.pick(rng, column("statements.date"), dated)
    year, month, day = cell.value.split("-")
    return package.put(cell, f"{int(year) - (month == '01')}-{(int(month) - 2) % 12 + 1:02}-{min(int(day), 28):02}")


def statement_after_its_document(package: Package, rng: random.Random) -> Damage:
    """A statement is dated after the document in which it stands."""
    printed = {row["document_id"]: row["date"] for _, row in package.sheet("documents").rows()}
    cell = package.pick(rng, column("statements.date"))
    return package.put(cell, f"{int(printed[cell.row['document_id']][:4]) + 1}{cell.value[4:]}")


KINDS = (
    reference_to_nothing,
    reference_to_other_table,
    reference_to_another,
    reference_to_neighbour,
    reference_emptied,
    other_actor,
    parent_is_itself,
    parent_circle,
    answers_later,
    answers_itself,
    answers_in_circle,
    answers_another,
    event_outside_parent,
    event_ends_before_it_starts,
    statement_outside_event,
    statement_after_its_document,
)
