"""Which documents were coded twice, which in part, and which not yet: a note, because rows are sound without it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import polars as pl

from mawaqif.checks.rules.base import Rule
from mawaqif.checks.rules.double_coding import KINDS, LOCATORS, POSITIONS, DoubleCoding
from mawaqif.findings import Bilingual, Finding, joined, said, show
from mawaqif.tables import ROW_INDEX, Dataset

NAMED = 3
# What is judged of a document, as people call it, and the table with both codes; topics go with the statement.
JUDGED = (("statement", KINDS), ("citation", LOCATORS), ("position", POSITIONS))
NOT_YET = Bilingual("was not coded a second time yet", "لم تُرمَّز مرة ثانية بعد")
IN_PART = Bilingual("was coded a second time in part", "رُمّز بعضها مرة ثانية")
OPEN = {
    "statement": Bilingual("{number:,} of {all:,} statements", "{number:,} من {all:,} من الأقوال"),
    "citation": Bilingual("{number:,} of {all:,} citations", "{number:,} من {all:,} من الاستشهادات"),
    "position": Bilingual("{number:,} of {all:,} positions", "{number:,} من {all:,} من المواقف من المواد"),
}


@dataclass(frozen=True)
class SecondCoding:
    """How far the second coding of a document has come.

    Attributes:
        document_id: the document.
        rows: number of its statements, citations and positions, by what they are.
        twice: number of these that were coded twice.
        missing: the first of those that were not, by key.
    """

    document_id: str
    rows: dict[str, int]
    twice: dict[str, int]
    missing: tuple[str, ...]

    @property
    def complete(self) -> bool:
        """True where all was coded twice."""
        return self.rows == self.twice


NEEDS = {
    "documents": ("document_id", "role"),
    "statements": ("statement_id", "document_id"),
    "citations": ("citation_id", "document_id"),
    "positions": ("provision_id", "actor_id", "statement_id"),
    **{coding.table: coding.key for _, coding in JUDGED},
}


def second_codings(dataset: Dataset) -> list[SecondCoding]:
    """Tell of every document that is coded how much of it was coded twice, in the order of the table.

    Args:
        dataset: tables in which the columns of `NEEDS` could be read.

    Returns:
        One a document; none where the package has coded nothing twice at all, because then it promises no second coding.
    """
    if not any(dataset.tables[coding.table].cells.height for _, coding in JUDGED):
        return []
    judged = {noun: _by_document(_judged(dataset, coding)) for noun, coding in JUDGED}
    found = []
    for document in _coded(dataset)["document_id"]:
        own = {noun: tallies.get(document, (0, 0, [])) for noun, tallies in judged.items()}
        missing = [key for *_, keys in own.values() for key in keys]
        rows = {noun: number for noun, (number, _, _) in own.items()}
        if any(rows.values()):
            found.append(SecondCoding(document, rows, {noun: number for noun, (_, number, _) in own.items()}, tuple(missing)))
    return found


def _by_document(judged: pl.DataFrame) -> dict[str, tuple[int, int, list[str]]]:
    """Return, by document, how many things are judged, how many were coded twice, and the keys of the others, in order."""
    twice = pl.col("twice")
    tallies = judged.group_by("document_id", maintain_order=True).agg(pl.len(), twice.sum(), pl.col("key").filter(~twice))
    return {document: (number, done, keys) for document, number, done, keys in tallies.iter_rows()}


def _coded(dataset: Dataset) -> pl.DataFrame:
    """Return the rows of the documents that are coded, and their positions in the table."""
    documents = dataset.tables["documents"].cells.with_row_index(ROW_INDEX)
    return documents.filter(pl.col("role") == "corpus").select(ROW_INDEX, "document_id").drop_nulls()


def _judged(dataset: Dataset, coding: DoubleCoding) -> pl.DataFrame:
    """Return document, key, and whether it was coded twice, of each thing that is judged."""
    settled = dataset.tables[coding.settled_in].cells.lazy()
    if coding is POSITIONS:
        statements = dataset.tables["statements"]
        documents = statements.once(statements.cells.lazy().select("statement_id", "document_id"), ["statement_id"], keep="any")
        settled = settled.join(documents, on="statement_id", how="inner")
    twice = dataset.tables[coding.table].cells.lazy().select(coding.key).unique().with_columns(twice=pl.lit(value=True))
    rows = settled.select("document_id", *coding.key).unique(maintain_order=True).join(twice, on=list(coding.key), how="left")
    key = pl.concat_str(coding.key, separator=" ").alias("key")
    return rows.select("document_id", key, pl.col("twice").fill_null(value=False)).sort("key").collect()


def _check(rule: Rule, dataset: Dataset) -> Iterator[Finding]:
    if all(coding.row_by_row(dataset) for _, coding in JUDGED):
        return  # everything was coded twice
    places = dict(_coded(dataset).select("document_id", ROW_INDEX).iter_rows())
    for item in second_codings(dataset):
        if item.complete:
            continue
        place = dataset.tables["documents"].place(places[item.document_id], "document_id")
        problem = IN_PART if any(item.twice.values()) else NOT_YET
        fields = {"document": show(item.document_id), "problem": problem, "lacking": _lacking(item)}
        yield rule.at(place, **fields, name=item.document_id)


def _lacking(item: SecondCoding) -> Bilingual:
    """Say how much of a document has no second code, and name the first of it."""
    parts = [
        OPEN[noun].filled(number=item.rows[noun] - number, all=item.rows[noun])
        for noun, number in item.twice.items()
        if number < item.rows[noun]
    ]
    named: str = joined([show(name) for name in item.missing[:NAMED]])
    if len(item.missing) > NAMED:
        named = said("{named} and others", "{named} وغيرها", named=named)
    return said(
        "without a second code are {parts} ({named})", "لا رمز ثانيًا لما يلي: {parts} ({named})", parts=joined(parts), named=named
    )


RULE = Rule(
    code="MQ456",
    name="second-coding",
    message=Bilingual(
        "{document} {problem}: {lacking}; `mawaqif blind {name}` writes the sheet for a second coder",
        "الوثيقة {document} {problem}: {lacking}؛ يكتب `mawaqif blind {name}` ورقة المرمّز الثاني",
    ),
    why=Bilingual(
        (
            "Codes rest on two coders who did not see each other's codes. A document that one person coded is sound, "
            "but nobody knows yet how far another would agree; where other documents were coded twice, a reader must be told."
        ),
        (
            "تقوم الرموز على مرمّزين لم ير أحدهما رموز الآخر. والوثيقة التي رمّزها شخص واحد صحيحة، لكن أحدًا "
            "لا يعرف بعد إلى أي حد يوافقه غيره؛ وحيث رُمّزت وثائق أخرى مرتين وجب أن يُخبَر القارئ."
        ),
    ),
    mend=Bilingual(
        "Have somebody who has not seen the codes fill in the workbook of `mawaqif blind`, load it, and settle what differs.",
        "اطلب ممن لم ير الرموز أن يملأ مصنّف `mawaqif blind`، ثم حمّله بالأمر `load`، واحسم ما اختلف.",
    ),
    bad="recoded_kinds.csv has no lamp-report-2020-s004",
    good="recoded_kinds.csv: lamp-report-2020-s004,position,position",
    needs=NEEDS,
    check=_check,
    note=True,
)
