"""SPSS and Stata: the flat tables that people compute with, codes as labelled numbers, labels in both languages.

A coded column holds the place of its value in the schema, from 1, and what it is called as its
label; the columns of labels beside it are left out. Both formats carry the time at which they
were written; the day of the release stands there, so that the same rows give the same bytes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polars as pl

from mawaqif.findings import CannotRunError
from mawaqif.release.editions.edition import DoesNotFitError, Edition
from mawaqif.release.editions.flat_edition import flat_schemas, flat_table
from mawaqif.release.editions.readme_texts import in_both_languages, readme_texts
from mawaqif.tables import Dataset, Field, Table

TABLES = ("stances", "statements_wide")
# What Stata takes of a label, in characters, and SPSS of a text, in bytes.
# Sources: Stata, "Limits"; IBM, "SPSS Statistics, Variable type".
LONGEST_LABEL, LONGEST_TEXT = 80, 32_767
# Where an SPSS file has its day and its time. Source: GNU PSPP, "System File Format", file header record.
SPSS_TIME = re.compile(rb"(?<=\A.{92}).{17}", re.DOTALL)
STATA_TIME = re.compile(rb"(?<=<timestamp>\x11).{17}(?=</timestamp>)", re.DOTALL)
# Bytes within which both have it: before it, Stata has a label of 80 characters.
HEAD = 1024


def _shown(table: Table) -> Iterator[Field]:
    """Yield the columns but those that hold the labels of a coded one, which it carries itself."""
    coded = [field.name for field in table.schema.fields if field.raw.get("categories")]
    labels = {f"{name}_{language}" for name in coded for language in ("en", "ar")}
    return (field for field in table.schema.fields if field.name not in labels)


def _column(field: Field) -> pl.Expr:
    values = [item["value"] for item in field.raw.get("categories", ())]
    column = pl.col(field.name)
    if values:
        return column.replace_strict(values, list(range(1, len(values) + 1)), return_dtype=pl.Int32)
    # Neither format tells an empty text from none.
    return column.fill_null("") if field.type.name == "string" else column


def _refuse_long_texts(table: Table) -> None:
    texts = [name for name, kind in table.frame.schema.items() if kind == pl.String]
    for name, longest in zip(texts, table.frame.select(pl.col(texts).str.len_bytes().max()).row(0), strict=True):
        if longest is not None and longest > LONGEST_TEXT:
            place = f"{table.schema.name}.{name}"
            raise DoesNotFitError(
                f"a text in {place} has {longest:,} bytes, and SPSS takes {LONGEST_TEXT:,}",
                f"في {place} نص طوله {longest:,} بايت، وأقصى ما يقبله SPSS هو {LONGEST_TEXT:,}",
            )


def _labels(field: Field) -> dict[int | float, str]:
    return {
        place: " · ".join(dict.fromkeys(filter(None, in_both_languages(item, "label"))))
        for place, item in enumerate(field.raw.get("categories", ()), start=1)
    }


def _write(dataset: Dataset, folder: Path) -> None:
    import pyreadstat  # noqa: PLC0415 - who fills a database to be asked does without it

    moment = readme_texts(dataset).created
    spss, stata = moment.strftime("%d %b %y%H:%M:%S").encode("ascii"), moment.strftime("%d %b %Y %H:%M").encode("ascii")
    schemas = flat_schemas(dataset)
    flat = {name: flat_table(schemas[name], folder) for name in TABLES if name in schemas}
    for table in flat.values():
        _refuse_long_texts(table)
    for name in (name for name, table in flat.items() if table.frame.height):
        fields = list(_shown(flat[name]))
        # Its library takes a frame of Polars, and its types know only their own name of one.
        frame: Any = flat[name].frame.select(_column(field) for field in fields)
        said: dict[str, Any] = {
            "file_label": str(flat[name].schema.raw["title"]),
            "column_labels": [" · ".join(in_both_languages(field.raw, "title"))[:LONGEST_LABEL] for field in fields],
            "variable_value_labels": {field.name: labels for field in fields if (labels := _labels(field))},
        }
        pyreadstat.write_sav(frame, folder / f"{name}.sav", row_compress=True, **said)
        _put(folder / f"{name}.sav", SPSS_TIME, spss)
        pyreadstat.write_dta(frame, folder / f"{name}.dta", **said)
        _put(folder / f"{name}.dta", STATA_TIME, stata)


def _put(path: Path, place: re.Pattern[bytes], moment: bytes) -> None:
    """Put a moment over the one in the head of a file."""
    with path.open("r+b") as file:
        found = place.search(file.read(HEAD))
        if found is None:
            raise CannotRunError(f"{path.name}: its head has no time in the place that the format has for it")
        file.seek(found.start())
        file.write(moment)


EDITION = Edition("statistics", _write, files=("*.sav", "*.dta"), needs=("flat",))
