"""What is written in our own words says nothing twice, neither in one cell nor in the summaries of two statements."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from mawaqif.checks.rules.base import Rule
from mawaqif.findings import Bilingual, Finding, said, show
from mawaqif.tables import ROW_INDEX as ROW
from mawaqif.tables import Dataset, Table

# Shorter sentences, and shorter halves of a text, may stand twice without a slip.
FEWEST_CHARACTERS = 25
FEW_CHARACTERS = 8
SENTENCE_END = r"[.!?؟…]+(?:\s+|$)"
SENTENCES = rf"[.!?؟…]\s+[^.!?؟…]{{{FEWEST_CHARACTERS}}}"
TWICE = Bilingual("twice in the cell", "مرتين في الخلية")
SUMMARIES = ("summary_en", "summary_ar")


def _check(rule: Rule, dataset: Dataset) -> Iterator[Finding]:
    for table, column, row, again in _in_one_cell(list(_own_words(dataset))):
        place = table.place(row, column)
        yield rule.at(place, column=column, again=show(again), where=TWICE)
    statements = dataset.tables["statements"]
    for column in SUMMARIES:
        for row, again, other in _in_two_rows(statements, column):
            where = said("also as the summary of {other}", "وهو كذلك في خلاصة {other}", other=other)
            yield rule.at(statements.place(row, column), column=column, again=show(again), where=where)


def _own_words(dataset: Dataset) -> Iterator[tuple[Table, str]]:
    """Yield the columns that are written in our own words."""
    for table in dataset.tables.values():
        for field in table.schema.fields:
            if field.raw.get("ownWords") and field.name not in table.missing:
                yield table, field.name


def _sentences(cell: pl.Expr) -> pl.Expr:
    """Return the sentences of a text that are long enough to tell texts apart."""
    return _pieces(cell).list.eval(pl.element().filter(pl.element().str.len_chars() >= FEWEST_CHARACTERS))


def _pieces(cell: pl.Expr) -> pl.Expr:
    return cell.str.replace_all(SENTENCE_END, "\n").str.strip_chars().str.split("\n")


def _in_one_cell(columns: list[tuple[Table, str]]) -> Iterator[tuple[Table, str, int, str]]:
    """Yield the cells that say a sentence twice, or are one text twice over, with what they say again; all columns at once."""
    cell, length = pl.col("cell"), pl.col("cell").str.len_chars()
    half = (length - 1) // 2
    doubled = (half >= FEWEST_CHARACTERS) & (cell.str.head(half) == cell.str.tail(half))
    # Few long texts have the same letters at the start of both halves.
    maybe = (half >= FEWEST_CHARACTERS) & (cell.str.head(FEW_CHARACTERS) == cell.str.slice(length - half, FEW_CHARACTERS))
    frames = [
        table.cells.lazy().select(cell=column, of=pl.lit(number, pl.UInt32())).with_row_index(ROW)
        for number, (table, column) in enumerate(columns)
    ]
    # Most texts are one sentence; only the others are taken apart.
    longer = pl.concat(frames or [pl.LazyFrame(schema={ROW: pl.UInt32, "cell": pl.String, "of": pl.UInt32})])
    several = longer.drop_nulls().filter(maybe | cell.str.contains(SENTENCES)).with_columns(_sentences(cell).alias("sentences"))
    repeated = pl.col("sentences").list.n_unique() < pl.col("sentences").list.len()
    for of, row, text, sentences in (
        several.filter(repeated | doubled).select("of", ROW, "cell", "sentences").collect().iter_rows()
    ):
        again = next((said for at, said in enumerate(sentences) if said in sentences[:at]), text[: len(text) // 2])
        yield *columns[of], row, again


def _in_two_rows(table: Table, column: str) -> Iterator[tuple[int, str, str]]:
    """Yield the positions of summaries that hold another's of their document whole, that one, and whose it is."""
    rows = table.cells.lazy().select("statement_id", "document_id", _pieces(pl.col(column)).alias("said")).with_row_index(ROW)
    long_enough = pl.col("said").str.len_chars() >= FEWEST_CHARACTERS
    whole = rows.explode("said").filter(long_enough).unique([ROW, "said"]).collect()
    shared = whole.lazy().filter(pl.struct("document_id", "said").is_duplicated())
    numbers = whole.lazy().join(shared, on=ROW, how="semi").group_by(ROW).agg(sentences=pl.len())
    shared = shared.join(numbers, on=ROW)
    pairs = shared.join(shared, on=["document_id", "said"], suffix="_other").filter(pl.col(ROW) != pl.col(f"{ROW}_other"))
    counted = pairs.group_by(ROW, f"{ROW}_other", "statement_id_other", "sentences_other").agg(pl.len(), pl.col("said").min())
    held = counted.filter(pl.col("len") == pl.col("sentences_other")).sort(ROW, f"{ROW}_other").unique(ROW, keep="first")
    yield from held.sort(ROW).select(ROW, "said", "statement_id_other").collect().iter_rows()


RULE = Rule(
    code="MQ441",
    name="said-twice",
    message=Bilingual(
        "{column} says {again} {where}; say it once, or say by what the two differ",
        "يقول العمود {column} {again} {where}؛ قلها مرة واحدة، أو بيّن بمَ يختلف الاثنان",
    ),
    why=Bilingual(
        "A sentence that stands twice was pasted twice, or into the wrong row.",
        "الجملة الموجودة مرتين أُلصقت مرتين، أو أُلصقت في غير صفها.",
    ),
    mend=Bilingual(
        "Remove what was pasted; where two statements claim the same, say who claims it and on what occasion.",
        "أزل ما أُلصق؛ وحيث يقرر قولان الشيء نفسه فاذكر من يقرره وفي أي مناسبة.",
    ),
    bad="summary_en: Nauru wants the article removed. Nauru wants the article removed.",
    good="summary_en: Nauru wants the article on boat lanterns removed.",
    needs={"statements": ("statement_id", "document_id", *SUMMARIES)},
    check=_check,
)
