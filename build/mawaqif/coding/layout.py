"""The sheets of a draft: which columns each has, from the schemas of the package, in the language asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from mawaqif.coding.labels import row_choices, value_choices
from mawaqif.coding.wording import Wording
from mawaqif.coding.workbook import Choice, Column
from mawaqif.findings import CannotRunError
from mawaqif.tables import Dataset, TableSchema

KIND = "draft"
LINES, CITATIONS, NOTES = "lines", "citations", "link_notes"
CODED, MARK, FIRST, LAST, SET_ASIDE, SET_ASIDE_NOTE = "coded", "mark", "first", "last", "set_aside", "set_aside_note"
# What stands between several names in a cell, as in the tables.
SEPARATOR = "|"
ASIDE_TABLE = "set_aside"
# New rows that a document may need, each table after those that it refers to.
NEW_ROWS = ("actors", "events", "documents", "initiatives", "provisions")
# Rows of the document itself that hang on its statements, in sheets of their own.
OWN_ROWS = ("initiative_actors", "errata")


@dataclass(frozen=True)
class LinkColumns:
    """A link table of statements, as repeated groups of columns.

    Attributes:
        table: name of the table.
        other: its column that names the other row.
        value: its column that says how they are linked.
        word: name of the group in `words.toml`.
        count: how many groups there are; further ones stand in further lines of the same statement.
    """

    table: str
    other: str
    value: str
    word: str
    count: int

    def keys(self, number: int) -> tuple[str, str]:
        """Return the names of the two columns of a group, by its number from 1."""
        return f"{self.other}_{number}", f"{self.value}_{number}"


TOPICS = LinkColumns("statement_topics", "topic_id", "stance", "topic", 4)
INITIATIVES = LinkColumns("statement_initiatives", "initiative_id", "relation", "initiative", 3)
POSITIONS = LinkColumns("positions", "provision_id", "position", "provision", 2)
LINKS = (TOPICS, INITIATIVES, POSITIONS)
SECOND_WORD = {"topic": "stance", "initiative": "relation", "provision": "position"}
ROLES = "statement_actors"
# What the sheets are made from, and filled with.
NEEDS: Mapping[str, tuple[str, ...]] = {
    "statements": (
        "statement_id",
        "document_id",
        "kind",
        "event_id",
        "date",
        "summary_en",
        "summary_ar",
        "responds_to",
        "note_en",
    ),
    "passages": ("statement_id", "part", "char_start", "char_end"),
    ROLES: ("statement_id", "actor_id", "role", "note_en"),
    **{link.table: ("statement_id", link.other, link.value, "note_en") for link in LINKS},
    "citations": ("citation_id", "document_id", "note_number", "item", "statement_id", "cited_document_id", "locator_kind"),
    "documents": ("document_id", "role", "title_en", "symbol", "url", "date", "text_sha256"),
    "topics": ("topic_id", "theme", "label_en", "label_ar", "proposition_en", "proposition_ar"),
    **dict.fromkeys(("actors", "events", "initiatives", "provisions", "initiative_actors", "errata"), ()),
}


def require_tables(dataset: Dataset) -> None:
    """Refuse a package whose tables the sheets cannot be made from.

    Raises:
        CannotRunError: a table or column is missing or cannot be read.
    """
    problem = dataset.unusable(NEEDS)
    if problem:
        raise CannotRunError(f"{problem}; mend what `mawaqif validate` finds in it")


def role_key(role: str) -> str:
    """Return the name of the column that takes the actors of a role."""
    return f"role_{role}"


def position_actors_key(number: int) -> str:
    """Return the name of the column that says whose position it is."""
    return f"position_actors_{number}"


@dataclass(frozen=True)
class Layout:
    """The columns of the sheets.

    Attributes:
        dataset: the package.
        wording: the words of the language asked for.
    """

    dataset: Dataset
    wording: Wording

    def schema(self, table: str) -> TableSchema:
        """Return the schema of a table."""
        return self.dataset.descriptor.tables[table]

    def has(self, table: str) -> bool:
        """True where the package has a table."""
        return table in self.dataset.descriptor.tables

    def word(self, name: str, number: int = 0) -> str:
        """Return a heading, with its number where there are several."""
        return f"{self.wording.word('columns', name)}{f' {number}' if number else ''}"

    def own(self, key: str, width: int = 14, word: str = "", **rest: object) -> Column:
        """Return a column that no table has."""
        note = self.wording.section("notes").get(key, "")
        label = rest.pop("label", "") or self.word(word or key)
        return replace(Column(key, str(label), width, note=note), **rest)  # type: ignore[arg-type]

    def of(self, table: str, column: str, key: str = "", **rest: object) -> Column:
        """Return a column of a table, with its drop-down."""
        schema = self.schema(table)
        field = schema.by_name[column]
        choices = value_choices(self.wording, field) or self._flags(field.type.name)
        reference = next((item for item in schema.foreign_keys if item.columns == (column,)), None)
        if (
            reference is not None
            and reference.table in self.dataset.tables
            and reference.table not in ("statements", "citations")
        ):
            # What a new row of this workbook is called is not in the list, and may still be written.
            choices = row_choices(self.wording, self.dataset.tables[reference.table])
            rest = {"strict": False, "refers": reference.table, **rest}
        about = self.wording.about(field)
        ltr = field.language != "ar" and not choices
        made = Column(
            key or column, self.wording.heading(field), 18, choices, note=about, left_to_right=ltr, required=field.required
        )
        return replace(made, **rest)  # type: ignore[arg-type]

    def _flags(self, kind: str) -> tuple[Choice, ...]:
        yes, no = (self.wording.word("values", name) for name in ("yes", "no"))
        return (Choice("true", yes), Choice("false", no)) if kind == "boolean" else ()

    def confirmation(self) -> Column:
        """Return the column in which a person confirms what is proposed."""
        yes, no = (Choice(name, self.wording.word("values", name)) for name in ("yes", "no"))
        return self.own(CODED, 10, choices=(yes, no))

    @cached_property
    def lines(self) -> tuple[Column, ...]:
        """The columns of the sheet of the text."""
        return (
            *(self.own(name, width, given=True) for name, width in (("unit", 7), ("sort", 10), ("page", 7), ("words", 60))),
            self.own("mentions", 24, given=True),
            self.confirmation(),
            self.own(MARK, 10, left_to_right=True),
            self.own(FIRST, 24),
            self.own(LAST, 24),
            *(self.of("statements", name) for name in ("kind", "event_id")),
            self.of("statements", "date", width=12, note=self.wording.word("notes", "date")),
            *self._roles(),
            *self._links(),
            self.of("statements", "responds_to", width=10, note=self.wording.word("notes", "mark")),
            *(self.of("statements", name, width=44) for name in ("summary_en", "summary_ar")),
            self.of("statements", "note_en", width=30),
            self._aside(),
            self.own(SET_ASIDE_NOTE, 24),
        )

    def _aside(self) -> Column:
        known = self.has(ASIDE_TABLE)
        choices = value_choices(self.wording, self.schema(ASIDE_TABLE).by_name["reason"]) if known else ()
        return self.own(SET_ASIDE, 22, choices=choices)

    @cached_property
    def reasons(self) -> Mapping[str, str]:
        """The labels of the reasons for coding nothing, by value; none where the package has no table for them."""
        return {choice.value: choice.label for choice in self._aside().choices}

    @cached_property
    def actor_names(self) -> Mapping[str, str]:
        """What each actor is called in the drop-downs, by identifier."""
        return {choice.value: choice.label for choice in self._actors}

    @cached_property
    def _actors(self) -> tuple[Choice, ...]:
        return row_choices(self.wording, self.dataset.tables["actors"])

    def _roles(self) -> Iterator[Column]:
        for choice in value_choices(self.wording, self.schema(ROLES).by_name["role"]):
            note = self.wording.word("notes", "actors")
            yield Column(role_key(choice.value), choice.label, 20, self._actors, strict=False, note=note, refers="actors")

    def _links(self) -> Iterator[Column]:
        for link in LINKS:
            for number in range(1, link.count + 1):
                other, value = link.keys(number)
                yield self.of(link.table, link.other, other, label=self.word(link.word, number), width=26)
                yield self.of(link.table, link.value, value, label=self.word(SECOND_WORD[link.word], number), width=12)
                if link is POSITIONS:
                    yield self.own(
                        position_actors_key(number),
                        20,
                        choices=self._actors,
                        strict=False,
                        label=self.word("position_actors", number),
                        note=self.wording.word("notes", "position_actors"),
                        refers="actors",
                    )

    def citations(self) -> tuple[Column, ...]:
        """Return the columns of the sheet of citations."""
        whole = ("note_number", "item")
        cells = ("cited_document_id", "locator_kind", "locator", "url", "ibid")
        return (
            self.own("page", 7, given=True),
            self.own("words", 60, given=True),
            self.confirmation(),
            *(self.of(CITATIONS, name, width=9) for name in whole),
            *(self.of(CITATIONS, name, width=40 if name == "cited_document_id" else 16) for name in cells),
            self.of(CITATIONS, "statement_id", width=10, note=self.wording.word("notes", "citation_statement")),
            self.of(CITATIONS, "note_en", width=30),
        )

    def new_rows(self, table: str) -> tuple[Column, ...]:
        """Return the columns of the sheet of new rows of a table."""
        schema = self.schema(table)
        # What is measured on the copy is nobody's to fill in.
        left = {"text_sha256", "text_length"}
        identifier = schema.primary_key[0]
        made = {identifier: self.wording.word("notes", "identifier")}
        columns = [name for name in schema.columns if name not in left and name != identifier]
        return (
            self.confirmation(),
            self.own(MARK, 10, "row_mark", note=self.wording.word("notes", "row_mark"), left_to_right=True),
            *(self.of(table, name, width=_width(schema, name)) for name in columns),
            replace(self.of(table, identifier, width=24), note=made[identifier], required=False),
        )

    def own_rows(self, table: str) -> tuple[Column, ...]:
        """Return the columns of a sheet of rows that belong to the document."""
        schema = self.schema(table)
        made = {"document_id", schema.primary_key[0] if len(schema.primary_key) == 1 else ""}
        return (self.confirmation(), *(self.of(table, name, width=22) for name in schema.columns if name not in made))

    def notes(self) -> tuple[Column, ...]:
        """Return the columns of the sheet of notes on links of statements."""
        tables = (ROLES, *(link.table for link in LINKS))
        choices = tuple(Choice(name, self.wording.title(self.schema(name))) for name in tables if self.has(name))
        return (
            self.own(MARK, 12, left_to_right=True),
            self.own("link", 24, choices=choices),
            self.own("linked", 30),
            self.of(ROLES, "note_en", width=60),
        )

    def topics(self, boundaries: Mapping[str, str]) -> tuple[tuple[Column, ...], list[dict[str, str]]]:
        """Return columns and rows of the sheet that shows each topic's proposition and boundary."""
        names = [name for name in ("topic_id", "theme", "label", "proposition") if name]
        code = self.wording.language
        fields = [name if name in ("topic_id", "theme") else f"{name}_{code}" for name in names]
        columns = [
            replace(self.of("topics", field), given=True, choices=(), width=44 if "prop" in field else 22) for field in fields
        ]
        rows = self.dataset.tables["topics"].cells.select(fields).rows()
        cells = [dict(zip(fields, (cell or "" for cell in row), strict=True)) for row in rows]
        for row in cells:
            row["boundary"] = boundaries.get(row["topic_id"], "")
        return (*columns, self.own("boundary", 70, given=True)), cells


def _width(schema: TableSchema, column: str) -> int:
    return 34 if schema.by_name[column].language else 18
