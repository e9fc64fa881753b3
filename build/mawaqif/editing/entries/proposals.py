"""What can be proposed for a cell: identifiers, the next number, what other cells leave open.

Each proposer looks at one column of a schema and says whether it can propose its value.
What the schema can say is read from it; the rest stands in `SPECIAL`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from slugify import slugify

from mawaqif.checks import BUILT, ROLES_OF_KIND, SIDES
from mawaqif.editing.entries.ledger import Ledger, Row
from mawaqif.editing.entries.references import reference_of
from mawaqif.tables import TableSchema

LONGEST_IDENTIFIER = 60
# A counter at the end of an identifier's pattern, such as that of `icann-ge-014-e001`.
COUNTER = re.compile(r"-([a-z])\[0-9\]\{3\}\$$")

Cells = Mapping[str, str]


@dataclass(frozen=True)
class Proposal:
    """A value that follows from other cells.

    Attributes:
        needs: the columns that it follows from; they are decided first.
        make: computes it from the package and the cells decided so far; empty where
            nothing follows.
        sure: true where no other value can be right, so that nobody is asked for it.
        taken: true where it is taken if nobody can be asked.
    """

    needs: tuple[str, ...]
    make: Callable[[Ledger, Cells], str]
    sure: bool = False
    taken: bool = True


def identifier_of(name: str) -> str:
    """Return a name as an identifier: lower-case ASCII words joined by `-`, without a leading article.

    Args:
        name: any name, such as `Côte d'Ivoire`, which gives `cote-divoire`.
    """
    words = slugify(name, replacements=[("'", ""), ("’", "")], max_length=LONGEST_IDENTIFIER, word_boundary=True)
    return words.removeprefix("the-")


def proposal_for(schema: TableSchema, column: str) -> Proposal | None:
    """Return what can be proposed for a column, or None."""
    special = SPECIAL.get((schema.name, column))
    return special or next((found for find in _PROPOSERS if (found := find(schema, column))), None)


def _built(schema: TableSchema, column: str) -> Proposal | None:
    """An identifier that says what other columns say."""
    identifier, parts, form = BUILT.get(schema.name, ("", (), ""))
    if column != identifier:
        return None

    def make(_ledger: Ledger, cells: Cells) -> str:
        numbers = [part for part in parts if schema.by_name[part].type.name == "integer"]
        if not all(cells[part].isdecimal() if part in numbers else cells[part] for part in parts):
            return ""
        return form.format(*(int(cells[part]) if part in numbers else cells[part] for part in parts))

    return Proposal(parts, make, sure=True)


def _counted(schema: TableSchema, column: str) -> Proposal | None:
    """The next number in a group: the last column of a key, where it is a whole number."""
    keys = [key for key in (schema.primary_key, *schema.unique_keys) if len(key) > 1 and key[-1] == column]
    if not keys or schema.by_name[column].type.name != "integer":
        return None
    group = keys[0][:-1]

    def make(ledger: Ledger, cells: Cells) -> str:
        rows = ledger.rows(schema.name, *group, column)
        wanted = tuple(cells[name] for name in group)
        numbers = [int(number) for *others, number in rows if tuple(others) == wanted and number.isdecimal()]
        return _free(ledger, schema, cells, column, "{}", max(numbers, default=0) + 1)

    return Proposal(group, make, sure=True)


def _numbered(schema: TableSchema, column: str) -> Proposal | None:
    """An identifier that its pattern ends with a counter, within the row that the first reference names."""
    counter = COUNTER.search(str(schema.by_name[column].constraints.get("pattern", "")))
    parents = [item.name for item in schema.fields if item.required and reference_of(schema, item.name)]
    if schema.primary_key != (column,) or column in parents or not counter or not parents:
        return None

    def make(ledger: Ledger, cells: Cells) -> str:
        stem = f"{cells[parents[0]]}-{counter[1]}"
        numbers = [
            int(key[-3:]) for (key,) in ledger.rows(schema.name, column) if re.fullmatch(re.escape(stem) + "[0-9]{3}", key)
        ]
        return _free(ledger, schema, cells, column, stem + "{:03}", max(numbers, default=0) + 1) if cells[parents[0]] else ""

    return Proposal((parents[0],), make, sure=True)


def _named(schema: TableSchema, column: str) -> Proposal | None:
    """An identifier from the row's symbol, or else its English name."""
    names = [item.name for item in schema.fields if item.required and item.language == "en"]
    if schema.primary_key != (column,) or reference_of(schema, column) or not names:
        return None
    sources = (*(["symbol"] if "symbol" in schema.by_name else []), names[0])

    def make(ledger: Ledger, cells: Cells) -> str:
        stem = next((found for source in sources if (found := identifier_of(cells[source]))), "")
        row = Row(schema, {**cells, column: stem})
        return _free(ledger, schema, cells, column, stem + "-{}", 2) if stem and ledger.taken(row) else stem

    return Proposal(sources, make)


def _free(ledger: Ledger, schema: TableSchema, cells: Cells, column: str, form: str, number: int) -> str:
    """Return the first value, from a number on, that makes a key which no row has or had."""
    while ledger.taken(_with_key(ledger, schema, {**cells, column: form.format(number)})):
        number += 1
    return form.format(number)


def _with_key(ledger: Ledger, schema: TableSchema, cells: Cells) -> Row:
    """Return a row with the key that its other cells give it."""
    key = schema.primary_key[0]
    built = _built(schema, key)
    made = {key: built.make(ledger, cells)} if built and all(part in cells for part in built.needs) else {}
    return Row(schema, {**cells, **made})


_PROPOSERS = (_built, _counted, _numbered, _named)


def _role(ledger: Ledger, cells: Cells) -> str:
    """The role that the statement's kind demands, where there is one such role."""
    kinds = [kind for statement, kind in ledger.rows("statements", "statement_id", "kind") if statement == cells["statement_id"]]
    roles = ROLES_OF_KIND.get(next(iter(kinds), ""), frozenset())
    return next(iter(roles)) if len(roles) == 1 else ""


def _evidence(ledger: Ledger, cells: Cells) -> str:
    """The latest statement that has the actor on the side of the position."""
    sides = SIDES.get(cells["position"], frozenset())
    rows = ledger.rows("statement_actors", "statement_id", "actor_id", "role")
    return max((statement for statement, actor, role in rows if actor == cells["actor_id"] and role in sides), default="")


def _copied(measure: Callable[[Ledger, str], object]) -> Proposal:
    """What is measured of the copy of a coded document."""

    def make(ledger: Ledger, cells: Cells) -> str:
        document = cells["document_id"]
        at_hand = cells["role"] == "corpus" and ledger.copies is not None and ledger.copies.text(document) is not None
        return str(measure(ledger, document)) if at_hand else ""

    return Proposal(("role", "document_id"), make, sure=True)


SPECIAL: dict[tuple[str, str], Proposal] = {
    ("statement_actors", "role"): Proposal(("statement_id",), _role),
    # On which passage a position rests is read, not computed.
    ("positions", "statement_id"): Proposal(("actor_id", "position"), _evidence, taken=False),
    ("documents", "text_sha256"): _copied(lambda ledger, name: ledger.copies.digest(name) if ledger.copies else ""),
    ("documents", "text_length"): _copied(lambda ledger, name: len((ledger.copies and ledger.copies.text(name)) or "")),
}
