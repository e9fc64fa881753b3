"""The request: the arguments of `mawaqif new TABLE COLUMN=VALUE …`, parsed by the schemas."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import process

from mawaqif.editing.entries.passage_parts import FRAGMENTS, PASSAGES
from mawaqif.editing.entries.references import reference_of
from mawaqif.editing.entries.set_aside import SET_ASIDE
from mawaqif.findings import Bilingual, CannotRunError, said, show
from mawaqif.tables import Descriptor, TableSchema

UNREADABLE = (
    "the schema of {table} cannot be read; mend what `mawaqif validate` finds in it",
    "لا يُقرأ مخطط {table}؛ أصلِح ما يجده `mawaqif validate` فيه",
)
NO_TABLE = Bilingual("there is no table {table}{hint}; there are {tables}", "لا جدول باسم {table}{hint}؛ والموجود {tables}")
NO_COLUMN = Bilingual(
    "{table} has no column {column}{hint}; there are {columns}", "ليس في {table} عمود {column}{hint}؛ والموجود {columns}"
)
UNPAIRED = (
    "{first} first= and {last} last=; give both for each part of the passage, in reading order",
    "عدد `first=` {first} وعدد `last=` {last}؛ أعطِ الاثنين لكل جزء من المقطع، بترتيب القراءة",
)


@dataclass(frozen=True)
class Request:
    """The row that a user wants to add.

    Attributes:
        schema: the schema of its table.
        given: values by column.
        linked: for each table of links to the row, by name of the table, the links given
            as `ID:VALUE…`.
        fragments: first and last words of each part of the passage.
        anchors: the anchor columns of each part of the passage, where its place is known without the document.
        further: schema and known cells of other rows that refer to the row.
    """

    schema: TableSchema
    given: Mapping[str, str]
    linked: Mapping[str, Sequence[str]]
    fragments: Sequence[tuple[str, str]]
    anchors: Sequence[Mapping[str, str]] = ()
    further: Sequence[tuple[TableSchema, Mapping[str, str]]] = ()


def singular(schema: TableSchema) -> str:
    """Return the noun for one row of a table: the stem of its identifier column, or the table name without its s."""
    key = schema.primary_key[0]
    own = len(schema.primary_key) == 1 and key.endswith("_id") and not reference_of(schema, key)
    return key.removesuffix("_id") if own else schema.name.removesuffix("s")


def links_of(descriptor: Descriptor, schema: TableSchema) -> dict[str, TableSchema]:
    """Return the link tables of a table, by the name of one link.

    The key of a link table starts with a reference to the row and one to another row, and the
    table has a required enum: `statement_topics` links a topic, with a stance.
    """
    found: dict[str, TableSchema] = {}
    for table in descriptor.tables.values():
        own, other = (reference_of(table, column) for column in (*table.primary_key, "", "")[:2])
        listed = any(item.required and "enum" in item.constraints for item in table.fields)
        if own and other and listed and own.table == schema.name and own.references == schema.primary_key:
            found[singular(table).removeprefix(f"{singular(schema)}_")] = table
    return found


def link_columns(link: TableSchema) -> list[str]:
    """Return the columns of a link argument `ID:VALUE…` in order: the linked row, then the other required ones."""
    return [item.name for item in link.fields[1:] if item.required]


def has_passage(descriptor: Descriptor, schema: TableSchema) -> bool:
    """True where rows of a table come with a place in a document: passages, the table they refer to, what is set aside."""
    passages = descriptor.tables.get(PASSAGES)
    if passages is None:
        return False
    key = reference_of(passages, passages.primary_key[0])
    return schema.name in {PASSAGES, SET_ASIDE} or (key is not None and key.table == schema.name)


def find_schema(descriptor: Descriptor, word: str) -> TableSchema:
    """Return the schema of the table that a word names, in the singular or the plural.

    Raises:
        CannotRunError: there is none, or its schema cannot be read.
    """
    called = {name: name for name in descriptor.tables} | {singular(item): name for name, item in descriptor.tables.items()}
    word = word.replace("-", "_")
    if word in called:
        return descriptor.tables[called[word]]
    if {word, f"{word}s"} & descriptor.unreadable:
        raise CannotRunError(said(*UNREADABLE, table=word))
    told = {"table": show(word), "hint": _hint(word, list(called)), "tables": ", ".join(descriptor.tables)}
    raise CannotRunError(NO_TABLE.filled(**told))


def read_request(descriptor: Descriptor, table: str, words: Sequence[str]) -> Request:
    """Parse the arguments of the command.

    Args:
        descriptor: the package.
        table: name of the table, or what one of its rows is called.
        words: `COLUMN=VALUE` each; links and fragments may repeat.

    Raises:
        CannotRunError: a word is no such pair, names nothing of the table, or stands twice.
    """
    schema = find_schema(descriptor, table)
    tables = links_of(descriptor, schema)
    links = {name: link.name for name, link in tables.items()}
    links |= {f"{name}_id": link.name for name, link in tables.items() if f"{name}_id" in link_columns(link)}
    placed = FRAGMENTS if has_passage(descriptor, schema) else ()
    given: dict[str, str] = {}
    linked: dict[str, list[str]] = {}
    words_of: dict[str, list[str]] = {name: [] for name in FRAGMENTS}
    for word in words:
        name, equals, value = word.partition("=")
        if not equals:
            raise CannotRunError(said("{word} is not COLUMN=VALUE", "{word} ليس على صورة COLUMN=VALUE", word=show(word)))
        if not encodable(value):
            raise CannotRunError(said("the value of {name} is not UTF-8", "قيمة {name} ليست UTF-8", name=name))
        if name in placed:
            words_of[name].append(value)
        elif name in links:
            linked.setdefault(links[name], []).append(value)
        elif name not in schema.columns:
            known = [*schema.columns, *links, *placed]
            told = {"table": schema.name, "column": show(name), "hint": _hint(name, known), "columns": ", ".join(known)}
            raise CannotRunError(NO_COLUMN.filled(**told))
        elif name in given:
            raise CannotRunError(said("{name} is given twice", "أُعطي {name} مرتين", name=name))
        else:
            given[name] = value
    first, last = (words_of[name] for name in FRAGMENTS)
    if len(first) != len(last):
        raise CannotRunError(said(*UNPAIRED, first=len(first), last=len(last)))
    return Request(schema, given, linked, list(zip(first, last, strict=True)))


def encodable(text: str) -> bool:
    """True where a text can be encoded as UTF-8; input in another encoding cannot."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _hint(word: str, known: Sequence[str]) -> str:
    match = process.extractOne(word, known, score_cutoff=60)
    return said(" (did you mean {meant}?)", " (أتقصد {meant}؟)", meant=show(match[0])) if match else ""
