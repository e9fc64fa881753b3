"""Findings that follow from another one: the cause is told, and what follows from it is left out until it is mended.

A misspelt actor is not missing from a list as well, and a code that is none of the listed ones is not
also one that no coder gave. Which rows belong together follows from the keys of the schemas, and which
cells a rule reads from what it says it needs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from mawaqif.checks.canonical_form import CANONICAL_FORM, NOT_SORTED
from mawaqif.checks.exchanged_cells import EXCHANGED
from mawaqif.checks.faulty_rows import FaultyRows, RowPlace
from mawaqif.checks.rules import RULES, CellRule
from mawaqif.checks.schema_codes import UNUSED_ROW
from mawaqif.findings import Finding, said, show, without_full_stop
from mawaqif.standard.relation_codes import FOREIGN_KEY, PRIMARY_KEY
from mawaqif.tables import Dataset

# The columns that each rule reads that looks at more than one cell, by table.
NEEDS = {rule.code: rule.needs for rule in RULES if not isinstance(rule, CellRule) and rule.needs}
# What is wrong with a row or a cell by itself; MQ108 to MQ110 are rows that could not be read whole.
OWN_FAULTS = {"MQ108", "MQ109", "MQ110", FOREIGN_KEY.code, EXCHANGED.code} | {
    rule.code for rule in RULES if isinstance(rule, CellRule)
}
# Rules that compare cells and find which of them is at fault: what others find of that row follows from it.
TELLS_THE_CELL = frozenset({"MQ409", "MQ410", "MQ413", "MQ421"})
# Rules that hold what was settled against two readings, and find the same difference at both rows.
OF_TWO_READINGS = frozenset({"MQ424", "MQ430", "MQ431", "MQ432"})
# Where more pairs than this would be compared, the faults have one cause, such as a table that was replaced.
MOST_PAIRS = 200_000


def drop_consequences(dataset: Dataset, findings: Sequence[Finding]) -> list[Finding]:
    """Leave out what follows from another finding.

    Args:
        dataset: the tables.
        findings: what was found, one finding a cell.
    """
    causes = [item for item in findings if item.code in OWN_FAULTS or item.code.startswith("MQ2")]
    if len(causes) * len(findings) > MOST_PAIRS:
        return list(findings)
    faulty = FaultyRows(dataset)
    # Two cells that are exchanged leave the whole row without meaning.
    faulty.add(replace(item, column="") if item.code == EXCHANGED.code else item for item in causes)
    kept = [item for item in findings if not _follows(faulty, item)]
    second = [item for item in kept if item.code in TELLS_THE_CELL]
    faulty.add(second)
    kept = [item for item in kept if item in second or not _follows(faulty, item)]
    return _without_unsorted(faulty, _told_once(faulty, _without_misspelt_keys(faulty, kept)))


def _follows(faulty: FaultyRows, finding: Finding) -> bool:
    """True where a finding of a rule comes of a fault that another one tells."""
    place = faulty.place_of(finding)
    needs = NEEDS.get(finding.code, {})
    if place is None or finding.code in OWN_FAULTS:
        return False
    if finding.code == UNUSED_ROW.code:
        return any(faulty.means(cause, place) for cause in faulty.columns)
    return any(
        not columns.isdisjoint((*needs[cause[0]], ""))
        and (cause == place or _linked(faulty, cause, place, incomplete=finding.incomplete))
        for cause, columns in faulty.columns.items()
        if cause[0] in needs
    )


def _linked(faulty: FaultyRows, cause: RowPlace, place: RowPlace, *, incomplete: bool) -> bool:
    """True where a faulty row belongs to another one; in its own table, where it may be the row that is missing beside it."""
    if cause[0] == place[0]:
        return incomplete and len(faulty.key(place)) > 1 and faulty.key(cause)[0] == faulty.key(place)[0]
    return faulty.links(cause, place)


def _without_misspelt_keys(faulty: FaultyRows, findings: Sequence[Finding]) -> list[Finding]:
    """Leave out that a row is missing whose key is misspelt; the finding on the key says that others refer to it."""
    meant: dict[RowPlace, str] = {}
    kept = []
    for item in findings:
        place = faulty.misspelt_key(*item.subject) if item.code == FOREIGN_KEY.code else None
        if place is None:
            kept.append(item)
        else:
            meant.setdefault(place, item.subject[1])
    return [_referred_to(faulty, item, meant) for item in kept] if meant else kept


def _referred_to(faulty: FaultyRows, finding: Finding, meant: dict[RowPlace, str]) -> Finding:
    place = faulty.place_of(finding)
    if place is None or place not in meant or finding.column != faulty.dataset.tables[place[0]].schema.primary_key[0]:
        return finding
    told = "{message}; other rows refer to it as {meant}", "{message}؛ وتحيل إليه صفوف أخرى باسم {meant}"
    return replace(finding, message=said(*told, message=without_full_stop(finding.message), meant=show(meant[place])))


def _told_once(faulty: FaultyRows, findings: Sequence[Finding]) -> list[Finding]:
    """Of a difference that is found at a row and at its two readings, keep the finding at the row."""
    kept = list(findings)
    for code in sorted(OF_TWO_READINGS):
        places = {item: place for item in findings if item.code == code and (place := faulty.place_of(item))}
        order = [name for name in faulty.dataset.tables if name in {place[0] for place in places.values()}]
        if len(order) > 1:
            settled, reading = order[0], order[-1]
            key = faulty.dataset.tables[reading].schema.primary_key
            told = {tuple(faulty.cell(place, name) for name in key) for place in places.values() if place[0] == settled}
            again = [item for item, place in places.items() if place[0] == reading and faulty.key(place) in told]
            kept = [item for item in kept if item not in again]
    return kept


def _without_unsorted(faulty: FaultyRows, findings: Sequence[Finding]) -> list[Finding]:
    """Leave out that rows are not sorted where a key is wrong: it sorts elsewhere."""
    tables = faulty.dataset.tables
    keys = {
        tables[place[0]].schema.path
        for place, columns in faulty.columns.items()
        if columns & {*tables[place[0]].schema.primary_key}
    }
    keys |= {item.file for item in findings if item.code == PRIMARY_KEY.code}
    return [
        item for item in findings if not (item.code == CANONICAL_FORM.code and item.file in keys and NOT_SORTED in item.message)
    ]
