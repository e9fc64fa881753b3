"""What in a folder of tables looks like a slip, told where they are described: a proposal fits the data, slips included."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

import polars as pl

from mawaqif.findings import joined, said, show
from mawaqif.standard.columns import Column, read_columns
from mawaqif.standard.rows import Rows
from mawaqif.standard.schema import read_schema

# How people write days, beside the one of the standard.
DAY_FORMATS = ("%d/%m/%Y", "%m/%d/%Y", "%d.%m.%Y", "%d-%m-%Y", "%Y/%m/%d", "%d/%m/%y", "%d %B %Y", "%B %d, %Y")
# Numbers by which spreadsheets keep the days from 2000 to 2049, and the day that they count from.
SHEET_DAYS, SHEET_EPOCH = (36_526, 54_788), date(1899, 12, 30)
# So many of the cells that are filled make a column that of a type, a key or a reference in which the others are slips.
MOSTLY = 0.7
MOST_SHOWN = 3
# So many different cells of a column are looked at.
MOST_TRIED = 200

MIXED_DAYS = (
    "{place}: its days are written in {number} ways, such as {values}; it stays text until they are written alike, as 2021-12-14",
    "{place}: كُتبت أيامه بطرائق عددها {number}، مثل {values}؛ ويبقى نصًا إلى أن تُكتب على صورة واحدة، مثل 2021-12-14",
)
MOSTLY_TYPED = (
    "{place}: most cells are of type {type}, but not {values}; it stays text until they are mended",
    "{place}: أكثر خلاياه من النوع {type}، وليس منها {values}؛ ويبقى نصًا إلى أن تُصلَح",
)
SHEET_NUMBERS = (
    "{place}: these may be days that a spreadsheet wrote as numbers: {value} would be {day}",
    "{place}: قد تكون هذه أيامًا كتبها برنامج جداول أرقامًا: {value} هو {day}",
)
NO_KEY = (
    "{place}: it looks like a key, and is none: {problem}",
    "{place}: يبدو مفتاحًا، وليس مفتاحًا: {problem}",
)
EMPTY_IN = "it is empty in line {line}", "هو فارغ في السطر {line}"
REPEATED = "{value} stands again in line {line}", "{value} مكرر في السطر {line}"
NO_REFERENCE = (
    "{place}: it looks like a reference to {parent}, where {values} does not stand",
    "{place}: يبدو إحالة إلى {parent}، وليس فيه {values}",
)


def day_formats(cells: pl.Series) -> list[str]:
    """Return the formats of days, that of the standard included, in which all cells can be read; texts that are filled."""
    return [form for form in ("default", *DAY_FORMATS) if not _column("date", cells, form).bad]


def _column(kind: str, cells: pl.Series, form: str = "default", **more: str) -> Column:
    fields = read_schema({"fields": [{"name": "cell", "type": kind, "format": form, **more}]}).fields
    return read_columns(fields, [cells], None)[0]


def column_doubts(path: str, column: Column, real: pl.Series) -> Iterator[str]:
    """Yield what looks wrong in the cells of a column.

    Args:
        path: the path of the table.
        column: the column, as it is proposed.
        real: its cells that are filled.
    """
    place = f"{path}, {column.field.name}"
    if column.field.kind == "integer" and real.len() > 1:
        values = column.values.drop_nulls()
        if values.is_between(*SHEET_DAYS).all() and values.n_unique() > 1:
            day = SHEET_EPOCH + timedelta(days=int(values[0]))
            yield said(*SHEET_NUMBERS, place=place, value=show(real[0]), day=day.isoformat())
    if column.field.kind != "string" or real.is_empty():
        return
    real = real.unique(maintain_order=True).head(MOST_TRIED)
    ways: dict[str, str] = {}
    for text in real:
        form = next((form for form in ("default", *DAY_FORMATS) if not _column("date", pl.Series([text]), form).bad), "")
        ways.setdefault(form, text)
    if len(ways) > 1 and "" not in ways:
        yield said(*MIXED_DAYS, place=place, number=len(ways), values=joined([show(text) for text in ways.values()]))
        return
    for kind, form in (("integer", "default"), ("number", "default"), *(("date", form) for form in ("default", *DAY_FORMATS))):
        bad = [real[row] for row in _column(kind, real, form).bad]
        if 0 < len(bad) <= (1 - MOSTLY) * real.len():
            shown = joined([show(text) for text in dict.fromkeys(bad)][:MOST_SHOWN])
            yield said(*MOSTLY_TYPED, place=place, type=kind if form == "default" else f"{kind} {form}", values=shown)
            return


def key_doubts(path: str, columns: Sequence[Column], rows: Rows, key: Sequence[str]) -> Iterator[str]:
    """Yield why the first column is no key, where it is called like one and mostly is one."""
    if not columns or columns[0].field.name in key:
        return
    column = columns[0]
    named = column.field.name.casefold().replace("-", "_").split("_")
    filled = column.texts.drop_nulls()
    if not {"id", "code", "key", "nr", "no", "number"} & set(named) or 2 * filled.n_unique() < rows.height:
        return
    problems: list[str] = []
    empty = column.texts.is_null().arg_true()
    if len(empty):
        problems.append(said(*EMPTY_IN, line=rows.place(empty[0]).line))
    twice = (column.texts.is_not_null() & ~column.texts.is_first_distinct()).arg_true()
    if len(twice):
        problems.append(said(*REPEATED, value=show(column.texts[twice[0]]), line=rows.place(twice[0]).line))
    yield said(*NO_KEY, place=f"{path}, {column.field.name}", problem=joined(problems, "; "))


def reference_doubts(path: str, column: Column, parent: str, held: pl.Series) -> Iterator[str]:
    """Yield which values do not stand in the key of another table, where most do.

    Args:
        path: the path of the table.
        column: a column that is called like the key.
        parent: the path of the other table.
        held: the values of its key.
    """
    values = column.texts.drop_nulls()
    lacking = values.filter(~values.is_in(held.implode()))
    if 0 < lacking.len() <= max(1, (1 - MOSTLY) * values.len()) < values.len():
        shown = joined([show(text) for text in lacking.unique(maintain_order=True)][:MOST_SHOWN])
        yield said(*NO_REFERENCE, place=f"{path}, {column.field.name}", parent=parent, values=shown)
