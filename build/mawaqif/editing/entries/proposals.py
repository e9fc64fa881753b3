"""Proposed values for cells: identifiers, next numbers, values that follow from other cells.

Each proposer takes one column of a schema and returns a proposal or None. What follows from the
schema is read from it; `COLUMN_PROPOSALS` lists the other columns.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from slugify import slugify

from mawaqif.checks import IDENTIFIER_PARTS, ROLES_OF_KIND, ROLES_OF_POSITION
from mawaqif.editing.entries.draft import Draft, Row
from mawaqif.editing.entries.references import reference_of
from mawaqif.editing.locating import name_hint
from mawaqif.findings import CannotRunError
from mawaqif.passages.copies import Copies
from mawaqif.tables import TableSchema

MAX_IDENTIFIER_LENGTH = 60
# A counter at the end of an identifier's pattern, such as that of `icann-ge-014-e001`.
COUNTER = re.compile(r"-([a-z])\[0-9\]\{3\}\$$")

Cells = Mapping[str, str]


@dataclass(frozen=True)
class Proposal:
    """How to compute the proposed value of a column.

    Attributes:
        needs: the columns that it is computed from; they are filled in first.
        make: computes it from the draft and the cells filled so far; empty where there is none.
        certain: true where no other value can be right, so that nobody is asked.
        usable_unasked: true where it is used if nobody can be asked.
    """

    needs: tuple[str, ...]
    make: Callable[[Draft, Cells], str]
    certain: bool = False
    usable_unasked: bool = True


def identifier_of(name: str) -> str:
    """Return a name as an identifier: lower-case ASCII words joined by `-`, without a leading article.

    Args:
        name: any name, such as `Côte d'Ivoire`, which gives `cote-divoire`.
    """
    words = slugify(name, replacements=[("'", ""), ("’", "")], max_length=MAX_IDENTIFIER_LENGTH, word_boundary=True)
    return words.removeprefix("the-")


def proposal_for(schema: TableSchema, column: str) -> Proposal | None:
    """Return the proposal for a column, or None."""
    special = COLUMN_PROPOSALS.get((schema.name, column))
    return special or next((found for find in _PROPOSERS if (found := find(schema, column))), None)


def _from_parts(schema: TableSchema, column: str) -> Proposal | None:
    """Propose an identifier that is built from other columns."""
    identifier, parts, form = IDENTIFIER_PARTS.get(schema.name, ("", (), ""))
    if column != identifier:
        return None

    def make(_draft: Draft, cells: Cells) -> str:
        numbers = [part for part in parts if schema.by_name[part].type.name == "integer"]
        if not all(cells[part].isdecimal() if part in numbers else cells[part] for part in parts):
            return ""
        return form.format(*(int(cells[part]) if part in numbers else cells[part] for part in parts))

    return Proposal(parts, make, certain=True)


def _next_in_group(schema: TableSchema, column: str) -> Proposal | None:
    """Propose the next number in a group, for a key whose last column is an integer."""
    keys = [key for key in (schema.primary_key, *schema.unique_keys) if len(key) > 1 and key[-1] == column]
    if not keys or schema.by_name[column].type.name != "integer":
        return None
    group = keys[0][:-1]

    def make(draft: Draft, cells: Cells) -> str:
        rows = draft.rows(schema.name, *group, column)
        wanted = tuple(cells[name] for name in group)
        numbers = [int(number) for *others, number in rows if tuple(others) == wanted and number.isdecimal()]
        return _first_free(draft, schema, cells, column, "{}", max(numbers, default=0) + 1)

    return Proposal(group, make, certain=True)


def _next_counter(schema: TableSchema, column: str) -> Proposal | None:
    """Propose an identifier whose pattern ends with a counter, numbered within the first row referred to."""
    counter = COUNTER.search(str(schema.by_name[column].constraints.get("pattern", "")))
    parents = [item.name for item in schema.fields if item.required and reference_of(schema, item.name)]
    if schema.primary_key != (column,) or column in parents or not counter or not parents:
        return None

    def make(draft: Draft, cells: Cells) -> str:
        stem = f"{cells[parents[0]]}-{counter[1]}"
        numbers = [int(key[-3:]) for (key,) in draft.rows(schema.name, column) if re.fullmatch(re.escape(stem) + "[0-9]{3}", key)]
        return _first_free(draft, schema, cells, column, stem + "{:03}", max(numbers, default=0) + 1) if cells[parents[0]] else ""

    return Proposal((parents[0],), make, certain=True)


def _from_name(schema: TableSchema, column: str) -> Proposal | None:
    """Propose an identifier made from the symbol of the row, or else from its English name."""
    names = [item.name for item in schema.fields if item.required and item.language == "en"]
    if schema.primary_key != (column,) or reference_of(schema, column) or not names:
        return None
    sources = (*(["symbol"] if "symbol" in schema.by_name else []), names[0])

    def make(draft: Draft, cells: Cells) -> str:
        stem = next((found for source in sources if (found := identifier_of(cells[source]))), "")
        row = Row(schema, {**cells, column: stem})
        return _first_free(draft, schema, cells, column, stem + "-{}", 2) if stem and draft.has_key(row) else stem

    return Proposal(sources, make)


def _first_free(draft: Draft, schema: TableSchema, cells: Cells, column: str, form: str, number: int) -> str:
    """Return the first value, counting up from a number, whose key no row has or had."""
    while draft.has_key(_with_key(draft, schema, {**cells, column: form.format(number)})):
        number += 1
    return form.format(number)


def _with_key(draft: Draft, schema: TableSchema, cells: Cells) -> Row:
    """Return a row with its key built from its other cells, where the key is such."""
    key = schema.primary_key[0]
    built = _from_parts(schema, key)
    made = {key: built.make(draft, cells)} if built and all(part in cells for part in built.needs) else {}
    return Row(schema, {**cells, **made})


_PROPOSERS = (_from_parts, _next_in_group, _next_counter, _from_name)


def _role(draft: Draft, cells: Cells) -> str:
    """Return the role that the kind of the statement demands, where there is exactly one."""
    kinds = [kind for statement, kind in draft.rows("statements", "statement_id", "kind") if statement == cells["statement_id"]]
    roles = ROLES_OF_KIND.get(next(iter(kinds), ""), frozenset())
    return next(iter(roles)) if len(roles) == 1 else ""


def _evidence(draft: Draft, cells: Cells) -> str:
    """Return the latest statement that has the actor on the side of the position."""
    sides = ROLES_OF_POSITION.get(cells["position"], frozenset())
    rows = draft.rows("statement_actors", "statement_id", "actor_id", "role")
    return max((statement for statement, actor, role in rows if actor == cells["actor_id"] and role in sides), default="")


def _measured_on_copy(measure: Callable[[Copies, str], object]) -> Proposal:
    """Propose a value measured on the copy of a coded document."""

    def make(draft: Draft, cells: Cells) -> str:
        document, copies = cells["document_id"], draft.copies
        if cells["role"] != "corpus" or copies is None:
            return ""
        problem = copies.not_codable(document)
        if problem:
            raise CannotRunError(f"{document} cannot be coded: {problem}{name_hint(copies, document)}")
        return str(measure(copies, document))

    return Proposal(("role", "document_id"), make, certain=True)


COLUMN_PROPOSALS: dict[tuple[str, str], Proposal] = {
    ("statement_actors", "role"): Proposal(("statement_id",), _role),
    # On which passage a position rests is read, not computed.
    ("positions", "statement_id"): Proposal(("actor_id", "position"), _evidence, usable_unasked=False),
    ("documents", "text_sha256"): _measured_on_copy(lambda copies, name: copies.digest(name)),
    ("documents", "text_length"): _measured_on_copy(lambda copies, name: len(copies.text(name) or "")),
}
