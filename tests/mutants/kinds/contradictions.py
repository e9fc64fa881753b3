"""Damage that leaves every cell well formed: a row contradicts another row, or the calendar, or itself."""

from __future__ import annotations

import random

from mutants.package import Cell, NoPlaceError, Package, column
from mutants.place import Damage
from mutants.sheet import Row


def _by(package: Package, table: str, key: str) -> dict[str, Row]:
    return {row[key]: row for _, row in package.sheet(table).rows()}


def state_part_of_state(package: Package, rng: random.Random) -> Damage:
    """A state is part of another state."""
    cell = package.pick(rng, column("actors.parent_id"), lambda cell: cell.row["kind"] == "state")
    states = [row["actor_id"] for _, row in package.sheet("actors").rows() if row["kind"] == "state"]
    return package.put(cell, rng.choice([state for state in states if state != cell.row["actor_id"]]))


def part_of_a_person(package: Package, rng: random.Random) -> Damage:
    """A body is part of a person or of a medium."""
    cell = package.pick(rng, column("actors.parent_id"), lambda cell: cell.row["kind"] in {"un_office", "intergovernmental"})
    others = [row["actor_id"] for _, row in package.sheet("actors").rows() if row["kind"] in {"person", "media"}]
    return package.put(cell, rng.choice(others))


def code_of_another_state(package: Package, rng: random.Random) -> Damage:
    """A state has the code of a country that no row has yet."""
    used = {row["iso3"] for _, row in package.sheet("actors").rows()}
    return package.put(
        package.pick(rng, column("actors.iso3")), rng.choice([c for c in ("ISL", "TUV", "AND", "MCO") if c not in used])
    )


def alias_of_another(package: Package, rng: random.Random) -> Damage:
    """A form of a name is the name of another actor."""
    cell = package.pick(rng, column("actors.aliases_ar"))
    other = package.pick(rng, column("actors.name_ar"), lambda other: other.row["actor_id"] != cell.row["actor_id"])
    return package.put(cell, f"{cell.value} | {other.value}")


def kind_of_actor(package: Package, rng: random.Random) -> Damage:
    """A group of states is a company, or a body of the UN a civil society organisation."""
    wanted = {"bloc": "company", "intergovernmental": "civil_society", "technical_body": "company"}
    cell = package.pick(rng, column("actors.kind"), lambda cell: cell.value in wanted)
    return package.put(cell, wanted[cell.value])


def event_of_another_body(package: Package, rng: random.Random) -> Damage:
    """A session or a meeting is of another body than what it is part of."""
    kinds = {key: row["kind"] for key, row in _by(package, "events", "event_id").items()}

    def held(cell: Cell) -> bool:
        of = kinds.get(cell.row["parent_id"])
        return bool(cell.value) and cell.row["kind"] in {"session", "meeting"} and of in {"process", "session"}

    cell = package.pick(rng, column("events.body_id"), held)
    others = [row["actor_id"] for _, row in package.sheet("actors").rows() if row["kind"] in {"state", "bloc", "media"}]
    return package.put(cell, rng.choice(others))


def event_a_year_longer(package: Package, rng: random.Random) -> Damage:
    """A meeting that is part of nothing ends a year later."""
    cell = package.pick(
        rng,
        column("events.end_date"),
        lambda cell: bool(cell.value) and not cell.row["parent_id"] and cell.row["kind"] != "process",
    )
    return package.put(cell, f"{int(cell.value[:4]) + 1}{cell.value[4:]}")


def cited_in_the_future(package: Package, rng: random.Random) -> Damage:
    """A cited document is years later than those that cite it."""
    cell = package.pick(rng, column("documents.date"), lambda cell: bool(cell.value) and cell.row["role"] == "cited")
    return package.put(cell, f"{rng.choice([2031, 2091])}{cell.value[4:]}")


def launched_after_every_document(package: Package, rng: random.Random) -> Damage:
    """An initiative was launched after every document."""
    cell = package.pick(rng, column("initiatives.launched"), lambda cell: bool(cell.value) and cell.row["status"] != "proposed")
    return package.put(cell, f"{rng.choice([2031, 2091])}{cell.value[4:]}")


def launched_after_its_mention(package: Package, rng: random.Random) -> Damage:
    """An initiative was launched in the year after a document that speaks of it."""
    documents = _by(package, "documents", "document_id")
    statements = _by(package, "statements", "statement_id")
    named = [row for _, row in package.sheet("statement_initiatives").rows()]
    cell = package.pick(rng, column("initiatives.launched"), lambda cell: bool(cell.value) and cell.row["status"] != "proposed")
    days = [
        documents[statements[row["statement_id"]]["document_id"]]["date"]
        for row in named
        if row["initiative_id"] == cell.row["initiative_id"]
    ]
    if not days:
        raise NoPlaceError("no statement names it")
    return package.put(cell, f"{int(min(days)[:4]) + 1}{cell.value[4:]}")


def timestamp_of_days(package: Package, rng: random.Random) -> Damage:
    """A timestamp has more hours than a day."""
    cell = package.pick(rng, column("citations.locator"), lambda cell: cell.row["locator_kind"] == "timestamp")
    return package.put(cell, f"{rng.randrange(24, 100)}{cell.value[2:]}")


def page_nought(package: Package, rng: random.Random) -> Damage:
    """A page is 0, or begins with a nought."""
    cell = package.pick(rng, column("citations.locator"), lambda cell: cell.row["locator_kind"] == "page")
    return package.put(cell, rng.choice(["0", f"0{cell.value}", "0-3"]))


def page_of_a_recording(package: Package, rng: random.Random) -> Damage:
    """A page is given in a recording."""
    kinds = {key: row["kind"] for key, row in _by(package, "documents", "document_id").items()}
    cell = package.pick(
        rng,
        column("citations.locator_kind"),
        lambda cell: kinds[cell.row["cited_document_id"]] == "recording" and bool(cell.value),
    )
    sheet = package.sheet("citations")
    sheet.put(cell.line, locator_kind="page", locator="7")
    package.write_sheet("citations", sheet)
    return Damage("datapackage/citations.csv", cell.line, ("locator_kind", "locator"), note=f"page 7 of a {cell.value}")


def same_source_before_any(package: Package, rng: random.Random) -> Damage:
    """The first note that cites a document says that its source is the same."""
    seen: set[str] = set()
    lines = []
    rows = sorted(package.sheet("citations").rows(), key=lambda item: (item[1]["document_id"], item[1]["citation_id"]))
    for line, row in rows:
        lines += [line] if row["cited_document_id"] not in seen and row["ibid"] == "false" else []
        seen.add(row["cited_document_id"])
    cell = package.pick(rng, column("citations.ibid"), lambda cell: cell.line in lines)
    return package.put(cell, "true")


def sentence_twice(package: Package, rng: random.Random) -> Damage:
    """A summary says its last sentence twice."""
    cell = package.pick(rng, column("statements.summary_en", "statements.summary_ar"))
    return package.put(cell, f"{cell.value} {cell.value.removesuffix('.').rpartition('. ')[2]}.")


def summary_of_the_next_behind(package: Package, rng: random.Random) -> Damage:
    """The summary of the next statement is pasted behind a summary."""
    sheet = package.sheet("statements")
    cell = package.pick(
        rng,
        column("statements.summary_en", "statements.summary_ar"),
        lambda cell: cell.line < sheet.last and sheet.row(cell.line + 1)["document_id"] == cell.row["document_id"],
    )
    return package.put(cell, f"{cell.value} {sheet.row(cell.line + 1)[cell.column]}")


def arabic_summaries_exchanged(package: Package, rng: random.Random) -> Damage:
    """Two neighbouring statements have each other's Arabic summary."""
    sheet = package.sheet("statements")
    line = rng.randrange(2, sheet.last)
    one, other = sheet.row(line), sheet.row(line + 1)
    sheet.put(line, summary_ar=other["summary_ar"])
    sheet.put(line + 1, summary_ar=one["summary_ar"])
    package.write_sheet("statements", sheet)
    return Damage("datapackage/statements.csv", line, ("summary_ar",), line + 1, note="exchanged")


def topics_exchanged(package: Package, rng: random.Random) -> Damage:
    """Two topics have each other's labels and propositions."""
    sheet = package.sheet("topics")
    one, other = sorted(rng.sample(range(2, sheet.last + 1), 2))
    texts = ("label_en", "label_ar", "proposition_en", "proposition_ar")
    first, second = sheet.row(one), sheet.row(other)
    sheet.put(one, **{name: second[name] for name in texts})
    sheet.put(other, **{name: first[name] for name in texts})
    package.write_sheet("topics", sheet)
    return Damage("datapackage/topics.csv", one, texts, note=f"{first['topic_id']} and {second['topic_id']}")


def statement_again_reworded(package: Package, rng: random.Random) -> Damage:
    """A statement stands again at the end of its document, with its rows, its summaries a little reworded."""
    documents = _by(package, "documents", "document_id")
    parts = _by(package, "passages", "statement_id")
    sheet = package.sheet("statements")
    line = rng.choice([line for line, row in sheet.rows() if row["kind"] != "position"])
    row = sheet.row(line)
    document, last = row["document_id"], 0
    for _, other in sheet.rows():
        last = max(last, int(other["statement_id"][-3:])) if other["document_id"] == document else last
    key = f"{document}-s{last + 1:03}"
    reworded = {"summary_en": f"In short, {row['summary_en']}", "summary_ar": f"وخلاصة القول: {row['summary_ar']}"}
    at = sheet.insert_sorted({**row, "statement_id": key, "responds_to": "", **reworded}, ["statement_id"])
    package.write_sheet("statements", sheet)
    passages, part = package.sheet("passages"), parts[row["statement_id"]]
    end = int(documents[document]["text_length"])
    start = end - int(part["char_end"]) + int(part["char_start"])
    moved = {"statement_id": key, "part": "1", "char_start": str(start), "char_end": str(end)}
    passages.insert_sorted({**part, **moved}, ["statement_id", "part"])
    package.write_sheet("passages", passages)
    actors = package.sheet("statement_actors")
    for _, actor in list(actors.rows()):
        if actor["statement_id"] == row["statement_id"]:
            actors.insert_sorted({**actor, "statement_id": key}, ["statement_id", "actor_id", "role"])
    package.write_sheet("statement_actors", actors)
    return Damage("datapackage/statements.csv", at, note=f"{row['statement_id']} again as {key}")


def actor_on_both_sides(package: Package, rng: random.Random) -> Damage:
    """An actor that opposes what a statement says also backs it, or the reverse."""
    other = {"opponent": "supporter", "supporter": "opponent"}
    cell = package.pick(rng, column("statement_actors.role"), lambda cell: cell.value in other)
    sheet = package.sheet("statement_actors")
    key = package.schema("statement_actors")["primaryKey"]
    line = sheet.insert_sorted({**cell.row, "role": other[cell.value]}, key)
    package.write_sheet("statement_actors", sheet)
    return Damage("datapackage/statement_actors.csv", line, note=f"{cell.row['actor_id']} is also {other[cell.value]}")


def two_wishes(package: Package, rng: random.Random) -> Damage:
    """A state wants two things of one article."""
    other = {"delete": "amend", "support": "retain", "retain": "support"}
    cell = package.pick(rng, column("positions.position"), lambda cell: cell.value in other)
    sheet = package.sheet("positions")
    line = sheet.insert_sorted({**cell.row, "position": other[cell.value]}, package.schema("positions")["primaryKey"])
    package.write_sheet("positions", sheet)
    return Damage("datapackage/positions.csv", line, note=f"also {other[cell.value]}")


def part_rests_on_another_statement(package: Package, rng: random.Random) -> Damage:
    """That an actor takes part rests on a statement that does not name the initiative."""
    named = {(row["statement_id"], row["initiative_id"]) for _, row in package.sheet("statement_initiatives").rows()}
    cell = package.pick(rng, column("initiative_actors.statement_id"))
    others = [row["statement_id"] for _, row in package.sheet("statements").rows()]
    return package.put(cell, rng.choice([key for key in others if (key, cell.row["initiative_id"]) not in named]))


def commentary_of_another(package: Package, rng: random.Random) -> Damage:
    """Commentary is spoken by another than the publisher."""
    kinds = {key: row["kind"] for key, row in _by(package, "statements", "statement_id").items()}
    cell = package.pick(rng, column("statement_actors.actor_id"), lambda cell: kinds[cell.row["statement_id"]] == "commentary")
    others = [row["actor_id"] for _, row in package.sheet("actors").rows() if row["kind"] == "state"]
    return package.put(cell, rng.choice(others))


KINDS = (
    state_part_of_state,
    part_of_a_person,
    code_of_another_state,
    alias_of_another,
    kind_of_actor,
    event_of_another_body,
    event_a_year_longer,
    cited_in_the_future,
    launched_after_every_document,
    launched_after_its_mention,
    timestamp_of_days,
    page_nought,
    page_of_a_recording,
    same_source_before_any,
    sentence_twice,
    summary_of_the_next_behind,
    arabic_summaries_exchanged,
    topics_exchanged,
    statement_again_reworded,
    actor_on_both_sides,
    two_wishes,
    part_rests_on_another_statement,
    commentary_of_another,
)
