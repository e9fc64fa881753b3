"""A descriptor proposed for a folder of CSV files: types, missing values, keys and references, as the data have them.

frictionless describes each file by its beginning; what it says is then held against all rows, and a type that one of them does
not have is given up for a wider one, so that what is proposed fits.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import frictionless
import polars as pl
from charset_normalizer import from_bytes
from rapidfuzz import fuzz
from slugify import slugify

from mawaqif.editing.proposal_doubts import column_doubts, day_formats, key_doubts, reference_doubts
from mawaqif.findings import Bilingual, CannotRunError, joined, said, show
from mawaqif.paths import INDEX, read_file
from mawaqif.standard.columns import Column, read_columns
from mawaqif.standard.descriptor import DELIMITERS, VERSION_2
from mawaqif.standard.dialect import read_dialect
from mawaqif.standard.rows import Rows, cut
from mawaqif.standard.schema import Schema, read_schema

# What people write where a value is missing, in a column that holds numbers or days otherwise.
MISSING = ("NA", "N/A", "n/a", "NaN", "nan", "null", "NULL", "None", "-", "--", "..", "?")
# Types from narrow to wide, for a column that does not have the type of its beginning.
WIDER = ("boolean", "integer", "number", "date", "datetime", "string")
# How alike a column and the key of another table must be called to be taken for a reference to it.
ALIKE = 80
# Columns from the left among which a key of two is looked for.
MOST_IN_KEY = 4
# Code pages of Windows that are told apart where a file is not UTF-8: Western, Arabic, Cyrillic, Greek, Hebrew.
CODE_PAGES = ["cp1252", "cp1256", "cp1251", "cp1253", "cp1255"]
# So many cells tell whether a column may hold days at all.
MOST_TRIED = 50
# So much of a file tells its code page.
ENOUGH = 64 * 1024
DESCRIBED = "{path}: {rows:,} rows: {fields}", "{path}: صفوفه {rows:,}: {fields}"
KEY, NO_KEY = ("key {key}", "المفتاح {key}"), Bilingual("no key", "بلا مفتاح")
REFERS = "{column} refers to {table}", "{column} يحيل إلى {table}"
GUESSED = (
    "{path}: it is not UTF-8, and was read as {encoding}, which is a guess; look at the letters, or save it as UTF-8",
    "{path}: ليس بترميز UTF-8، وقُرئ على أنه {encoding}، وهذا تخمين؛ تحقق من الحروف، واحفظه بترميز UTF-8 إن أمكن",
)
NOT_NAMED = (
    "{path}: line 1 does not name each column once: {problem}; write the names of the columns there",
    "{path}: لا يسمي السطر 1 كل عمود مرة واحدة: {problem}؛ اكتب فيه أسماء الأعمدة",
)
DOUBLED = "{name} stands there twice", "{name} مكرر"
UNNAMED = "column {number} has no name", "العمود {number} بلا اسم"
NO_HEADER = Bilingual("it is empty", "هو فارغ")


@dataclass
class Proposal:
    """The descriptor proposed, a line on each table of it, and what looks like a slip in the data."""

    descriptor: dict[str, Any]
    lines: list[str]
    doubts: list[str]

    @property
    def text(self) -> str:
        """The text of the file."""
        return json.dumps(self.descriptor, ensure_ascii=False, indent=2) + "\n"


@dataclass
class _Table:
    """One file: its path, its rows, and what is proposed for it."""

    name: str
    path: str
    rows: Rows
    resource: dict[str, Any]
    columns: list[Column] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)

    @property
    def key(self) -> list[str]:
        return list(self.resource["schema"].get("primaryKey", []))

    def column(self, name: str) -> Column:
        return next(column for column in self.columns if column.field.name == name)


def propose(root: Path) -> Proposal:
    """Propose a descriptor for the CSV files of a folder and of the folders in it.

    Args:
        root: the folder.

    Raises:
        CannotRunError: it has a descriptor already, or no CSV file that can be read.
    """
    if not root.is_dir():
        raise CannotRunError(f"{root}: it is no folder; name one that holds CSV files")
    if (root / INDEX).exists():
        raise CannotRunError(f"{root / INDEX}: it is there already; `mawaqif validate` checks it")
    tables: list[_Table] = []
    for path in _files(root):
        tables.append(_table(root, path, {table.name for table in tables}))
    if not tables:
        raise CannotRunError(f"{root}: no CSV file lies in it")
    for table in tables:
        _add_key(table)
        table.doubts += key_doubts(table.path, table.columns, table.rows, table.key)
    for table in tables:
        _add_references(table, tables)
    name = slugify(root.resolve().name) or "package"
    descriptor = {"$schema": VERSION_2, "name": name, "resources": [table.resource for table in tables]}
    return Proposal(descriptor, [_line(table) for table in tables], [doubt for table in tables for doubt in table.doubts])


def _files(root: Path) -> Iterator[Path]:
    for path in sorted(root.rglob("*")):
        parts = path.relative_to(root).parts
        hidden = any(part.startswith((".", "~")) for part in parts)
        if not hidden and path.suffix.lower().lstrip(".") in DELIMITERS and path.is_file() and not path.is_symlink():
            yield path


def _table(root: Path, path: Path, taken: set[str]) -> _Table:
    told = path.relative_to(root).as_posix()
    data = read_file(path)
    resource: dict[str, Any] = {"name": _name(path, taken), "type": "table", "path": told}
    encoding = _encoding(data)
    if encoding != "utf-8":
        resource["encoding"] = encoding
    try:
        described = frictionless.Resource.describe(told, basepath=str(root), encoding=encoding)
    except frictionless.FrictionlessException as error:
        raise CannotRunError(f"{told}: it cannot be read as a table: {error.error.note}") from error
    seen = described.to_descriptor()
    dialect = {**seen.get("dialect", {}), **seen.get("dialect", {}).get("csv", {})}
    dialect = {key: value for key, value in dialect.items() if key in {"delimiter", "quoteChar", "skipInitialSpace"}}
    if dialect:
        resource["dialect"] = dialect
    usual = DELIMITERS[path.suffix.lower().lstrip(".")]
    text = data.decode(encoding, errors="replace").removeprefix("\ufeff")
    rows, _ = cut([(told, text)], read_dialect(dialect, usual))
    problem = _header_problem(rows.header or [])
    if problem:
        raise CannotRunError(said(*NOT_NAMED, path=told, problem=problem))
    guessed = {item["name"]: item.get("type", "string") for item in seen.get("schema", {}).get("fields", [])}
    table = _Table(resource["name"], told, rows, resource)
    fields = [_field(name, rows.columns[place], guessed.get(name, "string")) for place, name in enumerate(rows.header or [])]
    resource["schema"] = {"fields": fields}
    table.columns = read_columns(_schema(table).fields, rows.columns, None)
    table.doubts += [said(*GUESSED, path=told, encoding=encoding)] if encoding.startswith("windows") else []
    for column in table.columns:
        table.doubts += column_doubts(told, column, column.texts.drop_nulls())
    return table


def _header_problem(header: Sequence[str]) -> str:
    """Say why a header does not name each column once; empty where it does."""
    if not header:
        return NO_HEADER
    if "" in header:
        return said(*UNNAMED, number=[*header].index("") + 1)
    doubled = [name for name in header if header.count(name) > 1]
    return said(*DOUBLED, name=show(doubled[0])) if doubled else ""


def _schema(table: _Table) -> Schema:
    return read_schema(table.resource["schema"])


def _name(path: Path, taken: set[str]) -> str:
    stem = slugify(path.stem) or "table"
    return next(name for name in (stem, *(f"{stem}-{number}" for number in range(2, len(taken) + 3))) if name not in taken)


def _encoding(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        best = from_bytes(data[:ENOUGH], cp_isolation=CODE_PAGES).best()
        return (best.encoding if best else CODE_PAGES[0]).replace("cp", "windows-")
    return "utf-8"


def _field(name: str, cells: Any, guessed: str) -> dict[str, Any]:
    """Return the field of a column: the narrowest type that all its cells have, and what stands in it for a missing value."""
    texts = pl.Series(cells)
    filled = texts.filter(texts != "")
    if filled.is_empty():
        return {"name": name, "type": "string"}
    missing = [text for text in MISSING if (filled == text).any()]
    real = filled.filter(~filled.is_in(missing))
    more: dict[str, Any] = {"missingValues": ["", *missing]} if missing else {}
    if _has_decimal_commas(real):
        return {"name": name, "type": "number", "decimalChar": ",", **more}
    for kind in dict.fromkeys([guessed, *WIDER]):
        if kind in {"any", "string"} or (kind in {"boolean", "integer", "number"} and _has_leading_zeros(real)):
            continue
        if not real.is_empty() and _fits(kind, real):
            return {"name": name, "type": kind, **more}
    forms = day_formats(real) if real.len() and day_formats(real.head(MOST_TRIED)) else []
    if len(forms) == 1:
        return {"name": name, "type": "date", "format": forms[0], **more}
    return {"name": name, "type": "string"}


def _has_decimal_commas(cells: pl.Series) -> bool:
    """True for numbers such as 7,5, unless all of them may be whole ones such as 7,500."""
    commas, thousands = r"^[+-]?[0-9]+(?:,[0-9]+)?$", r"^[+-]?[0-9]{1,3}(?:,[0-9]{3})+$"
    some = cells.str.contains(",").any()
    return bool(
        some and cells.str.contains(commas).all() and not cells.filter(cells.str.contains(",")).str.contains(thousands).all()
    )


def _fits(kind: str, cells: pl.Series) -> bool:
    if kind == "boolean" and not cells.str.contains("[A-Za-z]").any():
        return False  # 0 and 1 are numbers before they are anything else
    (item,) = read_schema({"fields": [{"name": "cell", "type": kind}]}).fields
    return not read_columns([item], [cells], None)[0].bad


def _has_leading_zeros(cells: pl.Series) -> bool:
    """True for codes such as 007, which lose a digit as numbers."""
    return bool(cells.str.contains(r"^0[0-9]").any())


def _add_key(table: _Table) -> None:
    """Propose as key the first column, or else the first pair, that is filled and different in every row."""
    if not table.rows.height:
        return
    usable = [column for column in table.columns if column.field.kind not in {"number", "boolean", "datetime"}]
    full = [column for column in usable if not column.texts.null_count()]
    single = next((column for column in full if column.values.n_unique() == table.rows.height), None)
    if single is not None:
        table.resource["schema"]["primaryKey"] = [single.field.name]
        return
    for pair in _pairs(full[:MOST_IN_KEY]):
        if pl.DataFrame([column.texts.alias(column.field.name) for column in pair]).n_unique() == table.rows.height:
            table.resource["schema"]["primaryKey"] = [column.field.name for column in pair]
            return


def _pairs(columns: Sequence[Column]) -> Iterator[tuple[Column, Column]]:
    for place, one in enumerate(columns):
        for other in columns[place + 1 :]:
            yield one, other


def _add_references(table: _Table, tables: Sequence[_Table]) -> None:
    """Propose a reference where a column is called like the key of another table and all its values stand there."""
    found = []
    for column in table.columns:
        for parent in tables:
            if parent is table or len(parent.key) != 1 or not _called_alike(column.field.name, parent):
                continue
            key = parent.column(parent.key[0])
            values = column.texts.drop_nulls()
            same = key.field.kind == column.field.kind
            if not same or values.is_empty():
                continue
            if not values.is_in(key.texts.drop_nulls().implode()).all():
                table.doubts += reference_doubts(table.path, column, parent.path, key.texts.drop_nulls())
            else:
                reference = {"resource": parent.name, "fields": parent.key}
                found.append({"fields": [column.field.name], "reference": reference})
                break
    if found:
        table.resource["schema"]["foreignKeys"] = found


def _called_alike(name: str, parent: _Table) -> bool:
    one = re.sub(r"[\W_]+", "", name).casefold()
    key, table = (re.sub(r"[\W_]+", "", text).casefold() for text in (parent.key[0], parent.name))
    generic = key in {"id", "code", "key", "name", "number"}
    names = (f"{table}{key}", table) if generic else (key, f"{table}{key}")
    return any(fuzz.ratio(one, other) >= ALIKE for other in names)


def _line(table: _Table) -> str:
    schema = table.resource["schema"]
    fields = ", ".join(f"{item['name']} ({item['type']})" for item in schema["fields"])
    parts = [
        said(*DESCRIBED, path=table.path, rows=table.rows.height, fields=fields),
        said(*KEY, key=", ".join(table.key)) if table.key else NO_KEY,
        *(
            said(*REFERS, column=", ".join(item["fields"]), table=item["reference"]["resource"])
            for item in schema.get("foreignKeys", [])
        ),
    ]
    return joined(parts, "; ")
