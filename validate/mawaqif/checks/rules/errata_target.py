"""An erratum says which citation or statement of its document depends on it, and corrects a cell there."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl
from rapidfuzz import process

from mawaqif.checks.rules.base import Rule
from mawaqif.findings import Bilingual, Finding, said, show
from mawaqif.tables import ROW_INDEX, Dataset

# Tables whose cells are not what a document says, but what was read of it twice.
READ_TWICE = "recod"
ERRATA = ("erratum_id", "document_id", "citation_id", "statement_id", "field", "printed", "corrected")
# Where the corrected value may stand: the table, its key, the column of errata that leads there, and what it leads through.
TARGETS = (
    ("citations", "citation_id", "citation_id"),
    ("statements", "statement_id", "statement_id"),
    ("documents", "document_id", "cited_document_id"),
)


def _check(rule: Rule, dataset: Dataset) -> Iterator[Finding]:
    table = dataset.tables["errata"]
    known = _columns(dataset)
    errata = table.cells.lazy().select(ERRATA).with_row_index(ROW_INDEX)
    nowhere = pl.col("citation_id").is_null() & pl.col("statement_id").is_null()
    itself = pl.col("printed") == pl.col("corrected")
    unknown = ~pl.col("field").is_in(sorted(known))
    named = ~pl.col("erratum_id").str.starts_with(pl.col("document_id") + "-e")
    suspects = errata.filter((nowhere | itself | unknown | named).fill_null(value=False)).collect()
    for row, erratum, document, citation, statement, field, printed, corrected in suspects.iter_rows():
        problem: str
        if citation is None and statement is None:
            column, problem = "statement_id", Bilingual("names neither a citation nor a statement", "لا يسمّي استشهادًا ولا قولًا")
        elif printed is not None and printed == corrected:
            column = "corrected"
            problem = said("corrects {printed} to itself", "يصحّح القيمة {printed} إلى نفسها", printed=show(printed))
        elif field is not None and field not in known:
            near = process.extractOne(field, sorted(known), score_cutoff=60)
            hint = said(" (did you mean {near}?)", " (أتقصد {near}؟)", near=show(near[0])) if near else ""
            told = "corrects {field}, which is no column{hint}", "يصحّح {field}، وليس عمودًا{hint}"
            column, problem = "field", said(*told, field=show(field), hint=hint)
        else:
            told = "is not numbered among those of its document {document}", "رقمه ليس من أرقام تصويبات وثيقته {document}"
            column, problem = "erratum_id", said(*told, document=document)
        yield rule.at(table.place(row, column), erratum=show(erratum), problem=problem)
    for row, erratum, column, problem in (*_elsewhere(dataset, errata), *_uncorrected(dataset, errata)):
        yield rule.at(table.place(row, column), erratum=show(erratum), problem=problem)


def _columns(dataset: Dataset) -> set[str]:
    """Return the columns that an erratum can correct."""
    tables = (table for name, table in dataset.tables.items() if name != "errata" and not name.startswith(READ_TWICE))
    return {column for table in tables for column in table.schema.columns}


def _elsewhere(dataset: Dataset, errata: pl.LazyFrame) -> Iterator[tuple[int, str, str, str]]:
    """Find errata whose citation or statement stands in another document."""
    for name, key in (("citations", "citation_id"), ("statements", "statement_id")):
        rows = dataset.tables[name].cells.lazy().select(key, there="document_id")
        rows = dataset.tables[name].once(rows, [key], keep="none")
        found = errata.join(rows, on=key).filter(pl.col("there") != pl.col("document_id")).sort(ROW_INDEX)
        columns = (ROW_INDEX, "erratum_id", key, "document_id", "there")
        for row, erratum, target, document, there in found.select(columns).collect().iter_rows():
            told = "is of {document}, but {target} stands in {there}", "يخص {document}، أما {target} ففي {there}"
            yield row, erratum, "document_id", said(*told, document=document, target=target, there=there)


def _uncorrected(dataset: Dataset, errata: pl.LazyFrame) -> Iterator[tuple[int, str, str, str]]:
    """Find errata whose corrected value no cell holds; a summary in our own words need not hold it."""
    citations = dataset.tables["citations"].cells.lazy().select("citation_id", "cited_document_id")
    citations = dataset.tables["citations"].once(citations, ["citation_id"], keep="none")
    placed = errata.join(citations, on="citation_id", how="left").collect()
    for field in placed["field"].drop_nulls().unique(maintain_order=True):
        found = placed.lazy().filter(pl.col("field") == field).drop_nulls("corrected")
        cells, held = [], []
        for name, key, leads in TARGETS:
            table = dataset.tables[name]
            if field in table.schema.by_name and field != key and not table.schema.by_name[field].raw.get("ownWords"):
                values = table.once(table.cells.lazy().select(key, pl.col(field).alias(f"#{name}")), [key], keep="none")
                found = found.join(values, left_on=leads, right_on=key, how="left")
                cell, corrected = pl.col(f"#{name}"), pl.col("corrected")
                # Of a title or a name, the erratum may give the words alone that are misprinted.
                text = table.schema.by_name[field].language
                held.append(cell.str.contains(corrected, literal=True) if text else cell == corrected)
                cells.append(cell)
        if cells:
            holds = pl.any_horizontal(one.fill_null(value=False) for one in held)
            there = pl.coalesce(cells)
            wrong = found.filter(~holds & there.is_not_null()).select(ROW_INDEX, "erratum_id", "corrected", there.alias("cell"))
            for row, erratum, corrected, cell in wrong.sort(ROW_INDEX).collect().iter_rows():
                told = (
                    "corrects {field} to {corrected}, but the cell has {cell}",
                    "يصحّح {field} إلى {corrected}، وفي الخلية {cell}",
                )
                yield row, erratum, "corrected", said(*told, field=field, corrected=show(corrected), cell=show(cell))


RULE = Rule(
    code="MQ422",
    name="erratum",
    message=Bilingual(
        "{erratum} {problem}; name the row that depends on the misprint, its column, and both values",
        "التصويب {erratum} {problem}؛ سمِّ الصف الذي يعتمد على الخطأ المطبعي، وعموده، والقيمتين",
    ),
    why=Bilingual(
        "An erratum is kept because a cell depends on it: the cell has the corrected value, the erratum has both.",
        "يُحفظ التصويب لأن خلية تعتمد عليه: ففي الخلية القيمة المصوَّبة، وفي التصويب القيمتان.",
    ),
    mend=Bilingual(
        "Fill citation_id or statement_id, and give the column, the printed and the corrected value as the cell has it.",
        ("املأ citation_id أو statement_id، وأعطِ العمود والقيمة المطبوعة والقيمة المصوَّبة كما هي في الخلية."),
    ),
    bad="citation_id:\nstatement_id:",
    good="citation_id: lamp-report-2020-n002-1\nstatement_id:",
    needs={
        "errata": ERRATA,
        "citations": ("citation_id", "document_id", "cited_document_id"),
        "statements": ("statement_id", "document_id"),
        "documents": ("document_id",),
    },
    check=_check,
)
