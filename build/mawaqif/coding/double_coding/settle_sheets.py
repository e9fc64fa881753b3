"""The sheets on which differing codes are settled: both codes side by side, beside the passage, its proposition and boundary."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from mawaqif.coding.double_coding.blind_sheets import label, provision_names
from mawaqif.coding.double_coding.coded_document import CODING_OF, KINDS, LOCATORS, POSITIONS, TOPICS
from mawaqif.coding.double_coding.comparison import Compared, Comparison, judged_with
from mawaqif.coding.double_coding.sheet_parts import SheetParts
from mawaqif.coding.workbook import Column, Sheet, Workbook
from mawaqif.tables import KEY_SEPARATOR

SETTLE = "settle"
Row = dict[str, str]


def settle_workbook(parts: SheetParts, comparison: Comparison) -> Workbook:
    """Make the workbook on which the codes of a document are settled: one sheet for each table that has something to settle."""
    sheets = []
    for table, (columns, cells) in _SHEETS.items():
        lines = [row for row in comparison.differing if row.unit[0] == table]
        if not lines:
            continue
        made = [cells(parts, line) | codes_of(parts, line) for line in lines]
        keys = [settle_key(parts, line) for line in lines]
        title = parts.wording.text(f"sheet_{table}")
        sheets.append(Sheet(table, title, columns(parts), made, keys, frozen=1))
    return Workbook(SETTLE, {"document": parts.document.name}, parts.wording.language, tuple(sheets))


def settle_key(parts: SheetParts, line: Compared) -> str:
    """Return the name of a row: the key of what it settles, and where its passage stood."""
    return f"{line.unit[1]}#{parts.document.cut(judged_with(line.unit))}"


def codes_of(parts: SheetParts, line: Compared) -> Row:
    """Return the cells with both codes, and with what stands now where that is neither."""
    now = told(parts, line.unit[0], line.now) if line.now not in (line.first, line.second) else ""
    return {
        "first": told(parts, line.unit[0], line.first),
        "second": told(parts, line.unit[0], line.second),
        "now": now or (told(parts, line.unit[0], line.now) if line.first == line.second else ""),
    }


def told(parts: SheetParts, table: str, code: str) -> str:
    """Return what people see of a code."""
    if not code:
        return parts.wording.text("not_coded")
    choices = Column("code", "code", choices=parts.codes(table))
    kind, space, locator = code.partition(KEY_SEPARATOR)
    return f"{label(choices, kind)}{space}{locator}"


def settled_columns(parts: SheetParts, table: str) -> tuple[Column, ...]:
    """Return the columns for the codes and for what is settled."""
    given = [parts.column(key, 16, given=True) for key in ("first", "second", "now")]
    nothing = "not_coded" if CODING_OF[table].each else ""
    settled = [parts.column("settled", 18, choices=parts.codes(table, nothing=nothing))]
    if table == LOCATORS:
        settled.append(parts.column("locator", 16, left_to_right=True))
    return (*given, *settled, parts.column("reason", 50, left_to_right=True))


def _given(*keys: tuple[str, int]) -> Callable[[SheetParts], tuple[Column, ...]]:
    return lambda parts: tuple(parts.column(key, width, given=True) for key, width in keys)


def _columns(table: str, *keys: tuple[str, int]) -> Callable[[SheetParts], tuple[Column, ...]]:
    return lambda parts: (*_given(*keys)(parts), *settled_columns(parts, table))


def _topic(parts: SheetParts, line: Compared) -> Row:
    statement, _, topic = line.unit[1].partition(KEY_SEPARATOR)
    row = {"statement": _number(statement), "words": parts.passage(statement)[1]}
    row |= {"topic": parts.named("topics", "label").get(topic, topic), "boundary": parts.boundaries.get(topic, "")}
    return row | {"proposition": parts.named("topics", "proposition").get(topic, "")}


def _kind(parts: SheetParts, line: Compared) -> Row:
    before, words, after = parts.passage(line.unit[1])
    return {"statement": _number(line.unit[1]), "before": before, "words": words, "after": after}


def _locator(parts: SheetParts, line: Compared) -> Row:
    note = line.unit[1].rpartition("-n")[2]
    return {"note": note, "words": parts.footnotes.get(int(note.partition("-")[0]), "")}


def _position(parts: SheetParts, line: Compared) -> Row:
    provision, _, actor = line.unit[1].partition(KEY_SEPARATOR)
    words = parts.passage(parts.document.evidence.get(line.unit[1], ""))[1]
    row = {"provision": provision_names(parts).get(provision, provision), "words": words}
    return row | {"actor": parts.named("actors", "name").get(actor, actor)}


def _number(statement: str) -> str:
    return statement.rpartition("-")[2]


_SHEETS: Mapping[str, tuple[Callable[[SheetParts], tuple[Column, ...]], Callable[[SheetParts, Compared], Row]]] = {
    KINDS: (_columns(KINDS, ("statement", 10), ("before", 24), ("words", 70), ("after", 24)), _kind),
    TOPICS: (_columns(TOPICS, ("statement", 10), ("words", 70), ("topic", 24), ("proposition", 40), ("boundary", 40)), _topic),
    LOCATORS: (_columns(LOCATORS, ("note", 10), ("words", 70)), _locator),
    POSITIONS: (_columns(POSITIONS, ("provision", 24), ("actor", 24), ("words", 70)), _position),
}
SETTLED_TABLES = tuple(_SHEETS)
