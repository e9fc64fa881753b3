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
# Texts that are taken apart at once; more would take memory, and no less time.
TEXTS_AT_ONCE = 100_000
ENDS, WHITESPACE = ".!?؟…", "".join(char for char in map(chr, range(0x3001)) if char.isspace())
SENTENCE_END = r"[.!?؟…]+(?:\s+|$)"
BETWEEN_SENTENCES = r"[.!?؟…]\s"
# What parts sentences other than a full stop and a space.
ODD_END = r"[!?؟…]\s|\.[^\S ]|\n"
SENTENCES = rf"[.!?؟…]\s+[^.!?؟…]{{{FEWEST_CHARACTERS}}}"
TWICE = Bilingual("twice in the cell", "مرتين في الخلية")
SUMMARIES = ("summary_en", "summary_ar")


def _check(rule: Rule, dataset: Dataset) -> Iterator[Finding]:
    statements = dataset.tables["statements"]
    own = list(_own_words(dataset))
    columns = [*own, *((statements, column) for column in SUMMARIES if (statements, column) not in own)]
    numbers = {columns.index((statements, column)): column for column in SUMMARIES}
    summaries = [pl.DataFrame(schema={"of": pl.UInt32, ROW: pl.UInt32, "hash": pl.UInt64})]
    for texts in _texts(columns).iter_slices(TEXTS_AT_ONCE):
        hashes = _hashes(texts["cell"])
        for of, row, again in _in_one_cell(texts, hashes):
            table, column = columns[of]
            if (table, column) in own:
                yield rule.at(table.place(row, column), column=column, again=show(again), where=TWICE)
        told = pl.DataFrame([*texts.select("of", ROW)[hashes["text"]], hashes["hash"]])
        summaries.append(told.filter(pl.col("of").is_in(list(numbers))))
    for number, column in numbers.items():
        hashes = pl.concat([part.filter(pl.col("of") == number) for part in summaries])
        for row, again, other in _in_two_rows(statements, column, _alike(statements, hashes)):
            where = said("also as the summary of {other}", "وهو كذلك في خلاصة {other}", other=other)
            yield rule.at(statements.place(row, column), column=column, again=show(again), where=where)


def _own_words(dataset: Dataset) -> Iterator[tuple[Table, str]]:
    """Yield the columns that are written in our own words."""
    for table in dataset.tables.values():
        for field in table.schema.fields:
            if field.raw.get("ownWords") and field.name not in table.missing:
                yield table, field.name


def _texts(columns: list[tuple[Table, str]]) -> pl.DataFrame:
    """Return the cells that may say something twice, with their position, the number of their column, and if they start again.

    Of summaries these are all with a long sentence; of the others, all that have several sentences or start again: most are
    one sentence, or too short to hold two that are long enough.
    """
    cell = pl.col("cell")
    several = (cell.str.len_bytes() > 2 * FEWEST_CHARACTERS) & (cell.str.contains(BETWEEN_SENTENCES) | pl.col("starts_again"))
    frames = [
        table.cells.lazy()
        .select(cell=column, of=pl.lit(number, pl.UInt32()))
        .with_row_index(ROW)
        .with_columns(starts_again=_starts_again(cell))
        .filter(cell.str.len_bytes() >= FEWEST_CHARACTERS if column in SUMMARIES else several)
        for number, (table, column) in enumerate(columns)
    ]
    return pl.concat(frames).collect()


def _starts_again(cell: pl.Expr) -> pl.Expr:
    """Return which texts have the same letters at the start of both halves, as few have that are not one text twice over."""
    length = cell.str.len_chars()
    half = (length - 1) // 2
    return (half >= FEWEST_CHARACTERS) & (cell.str.head(FEW_CHARACTERS) == cell.str.slice(length - half, FEW_CHARACTERS))


def _sentences(cell: pl.Expr) -> pl.Expr:
    """Return the sentences of a text that are long enough to tell texts apart."""
    return _pieces(cell).list.eval(pl.element().filter(pl.element().str.len_chars() >= FEWEST_CHARACTERS))


def _pieces(cell: pl.Expr) -> pl.Expr:
    return cell.str.replace_all(SENTENCE_END, "\n").str.strip_chars().str.split("\n")


def _hashes(texts: pl.Series) -> pl.DataFrame:
    """Return the hash of each long sentence with the position of its text; equal sentences have equal hashes."""
    # Most texts part at a full stop and a space, which is found faster than the pattern, but leaves marks at the ends.
    said = pl.col("said")
    numbered = pl.DataFrame({"said": texts, "odd": texts.str.contains(ODD_END)}).with_row_index("text").lazy()
    plain = numbered.filter(~pl.col("odd")).with_columns(said.str.split(". "))
    pieces = pl.concat([plain.explode("said"), numbered.filter("odd").with_columns(_pieces(said)).explode("said")])
    long = pieces.filter(said.str.len_bytes() >= FEWEST_CHARACTERS)
    return long.select("text", hash=said.str.strip_chars(ENDS + WHITESPACE).hash()).collect()


def _in_one_cell(texts: pl.DataFrame, hashes: pl.DataFrame) -> Iterator[tuple[int, int, str]]:
    """Yield column and position of cells that say a sentence twice, or are one text twice over, with what they say again."""
    cell, half = pl.col("cell"), (pl.col("cell").str.len_chars() - 1) // 2
    alike = hashes.filter((pl.col("hash") ^ pl.col("text").hash()).is_duplicated())["text"].unique()
    maybe = pl.int_range(pl.len(), dtype=pl.UInt32).is_in(alike.implode())
    doubled = (half >= FEWEST_CHARACTERS) & (cell.str.head(half) == cell.str.tail(half))
    # Few are left before the patterns, which take longer, look at them.
    few = texts.filter(maybe | pl.col("starts_again")).filter(cell.str.contains(SENTENCES) | pl.col("starts_again"))
    several = few.with_columns(_sentences(cell).alias("sentences"))
    repeated = pl.col("sentences").list.n_unique() < pl.col("sentences").list.len()
    for of, row, text, sentences in several.filter(repeated | doubled).select("of", ROW, "cell", "sentences").iter_rows():
        yield of, row, next((said for at, said in enumerate(sentences) if said in sentences[:at]), text[: len(text) // 2])


def _alike(table: Table, hashes: pl.DataFrame) -> pl.Series:
    """Return the positions of rows that may say a sentence of another row of their document."""
    document = table.cells["document_id"].hash().gather(hashes[ROW])
    return hashes[ROW].filter((hashes["hash"] ^ document).is_duplicated()).unique().sort()


def _in_two_rows(table: Table, column: str, among: pl.Series) -> Iterator[tuple[int, str, str]]:
    """Yield the positions of summaries that hold another's of their document whole, that one, and whose it is."""
    cells = table.cells.select("statement_id", "document_id", pl.col(column).alias("said")).with_row_index(ROW)
    rows = cells[among].lazy().with_columns(_pieces(pl.col("said")))
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
