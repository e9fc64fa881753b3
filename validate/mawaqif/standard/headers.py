"""The header of a table held against the fields of its schema, and which column belongs to which field."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from mawaqif.findings import Bilingual, Finding, Place, joined, said, show
from mawaqif.standard import codes
from mawaqif.standard.schema import Schema

MOST_LISTED = 20
OTHER_ORDER = Bilingual("the columns are in another order", "الأعمدة في ترتيب آخر")
NONE_KNOWN = Bilingual("none of its columns is a field", "ليس من أعمدته حقل")
MISSING, UNKNOWN = ("missing {columns}", "ينقصه {columns}"), ("unknown {columns}", "فيه ما لا يُعرف: {columns}")
COLUMNS = "it has {found} columns for {expected} fields", "عدد أعمدته {found}، وعدد الحقول {expected}"


def match_header(header: Sequence[str] | None, width: int, schema: Schema, place: Place) -> tuple[dict[int, int], list[Finding]]:
    """Return the position of the column of each field, by its position in the schema, and what is wrong with the header.

    Args:
        header: names of the columns; None where the file has no header, so that fields and columns match by their order.
        width: number of columns.
        schema: the schema.
        place: where the header stands.
    """
    names = list(schema.names)
    if header is None:
        found = [] if width == len(names) else [_wrong(place, said(*COLUMNS, found=width, expected=len(names)), schema)]
        return {number: number for number in range(min(width, len(names)))}, found
    if schema.match == "exact" and list(header) == names:
        return {number: number for number in range(len(names))}, []
    # Fields that match by their order may share a name.
    allowed = Counter(names) if schema.match == "exact" else Counter(set(names))
    doubled = sorted(name for name, count in Counter(header).items() if count > allowed[name] > 0)
    if doubled:
        listed = joined([show(name) for name in doubled[:MOST_LISTED]])
        return {}, [codes.HEADER_DOUBLED.at(place, columns=listed, header=_expected(schema))]
    several = {name for held in (header, names) for name, count in Counter(held).items() if count > 1}
    columns = {names.index(name): number for number, name in enumerate(header) if name in names and name not in several}
    problem = _problem(header, schema)
    return columns, [_wrong(place, problem, schema)] if problem else []


def _problem(header: Sequence[str], schema: Schema) -> str:
    """Say in what a header is not as `fieldsMatch` has it; empty where it is."""
    missing = [*(Counter(schema.names) - Counter(header))]
    unknown = [*(Counter(header) - Counter(schema.names))]
    if schema.match == "partial":
        return NONE_KNOWN if len(missing) == len(set(schema.names)) else ""
    parts = [
        said(*told, columns=joined([show(name) for name in names[:MOST_LISTED]] + ["…"] * (len(names) > MOST_LISTED)))
        for told, names, allowed in ((MISSING, missing, "superset"), (UNKNOWN, unknown, "subset"))
        if names and schema.match != allowed
    ]
    if parts:
        return joined(parts, "; ")
    return OTHER_ORDER if schema.match == "exact" else ""


def _wrong(place: Place, problem: str, schema: Schema) -> Finding:
    return codes.HEADER_WRONG.at(place, problem=problem, header=_expected(schema))


def _expected(schema: Schema) -> str:
    return ",".join(schema.names[:MOST_LISTED]) + ",…" * (len(schema.names) > MOST_LISTED)
