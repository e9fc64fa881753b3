"""The page of a passage: by where its part starts and ends among the pages of its document."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import polars as pl

from mawaqif.deriving.derivation import Derivation, Rows, described
from mawaqif.tables import TableSchema

STATEMENTS, PASSAGES, PAGES = "statements", "passages", "pages"
_NEEDS = {
    STATEMENTS: ("statement_id", "document_id"),
    PASSAGES: ("statement_id", "char_start", "char_end"),
    PAGES: ("document_id", "char_start", "char_end", "page"),
}


def page_labels(passages: pl.DataFrame, statements: pl.DataFrame, pages: pl.DataFrame) -> pl.Series:
    """Return the page of each part of a passage, `7-8` where it runs from one page to another; null where it is not known.

    Args:
        passages: with `statement_id`, `char_start` and `char_end`.
        statements: with `statement_id` and `document_id`.
        pages: with `document_id`, `char_start`, `char_end` and `page`.
    """
    key = pl.col("statement_id").cast(pl.String)
    owners = statements.select(key, pl.col("document_id").cast(pl.String)).unique("statement_id", keep="last")
    rows = passages.select(key, "char_start", last=pl.col("char_end") - 1).with_row_index("row").join(owners, on="statement_id")
    found = rows.select("row")
    for name, column in (("first", "char_start"), ("final", "last")):
        found = found.join(_on_page(rows, column, pages).rename({"page": name}), on="row", how="left")
    first, final = pl.col("first"), pl.col("final")
    several = final.is_not_null() & (first != final)
    label = pl.when(several).then(pl.concat_str(first, pl.lit("-"), final)).otherwise(first)
    labelled = found.select("row", label.alias("page"))
    everyone = passages.select(pl.int_range(pl.len(), dtype=pl.UInt32).alias("row"))
    return everyone.join(labelled, on="row", how="left").sort("row")["page"]


def _on_page(rows: pl.DataFrame, column: str, pages: pl.DataFrame) -> pl.DataFrame:
    """Return the label of the page on which an offset of each row lies, for those that lie on one."""
    known = pages.select(pl.col("document_id").cast(pl.String), "char_start", "char_end", pl.col("page").cast(pl.String))
    known = known.drop_nulls().sort("char_start").rename({"char_start": "begin"})
    asked = rows.select("row", "document_id", at=column).drop_nulls().sort("at")
    joined = asked.join_asof(known, left_on="at", right_on="begin", by="document_id", check_sortedness=False)
    return joined.filter(pl.col("at") < pl.col("char_end")).select("row", "page")


def pages_of_passages(schema: TableSchema, schemas: Mapping[str, TableSchema]) -> Iterator[Derivation]:
    """Yield the page of each passage, where documents have pages."""
    known = all(name in schemas and set(columns) <= set(schemas[name].columns) for name, columns in _NEEDS.items())
    if schema.name != PASSAGES or not known:
        return
    offsets = [schemas[name].by_name[column].type.name for name in (PASSAGES, PAGES) for column in ("char_start", "char_end")]
    if set(offsets) != {"integer"}:
        return

    def compute(rows: Rows) -> list[pl.Series]:
        return [page_labels(rows(PASSAGES), rows(STATEMENTS), rows(PAGES))]

    yield Derivation("char_end", described("pages"), (PASSAGES, STATEMENTS, PAGES), compute)
