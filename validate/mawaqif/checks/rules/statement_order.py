"""Until a document is sealed, its statements are numbered as they are read.

Once one of them was read a second time, identifiers stay as they are, and a statement that is found later takes the
next free number.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from itertools import pairwise

import polars as pl

from mawaqif.checks.rules.base import Rule
from mawaqif.deriving import first_starts, is_publication, statement_number
from mawaqif.findings import Bilingual, Finding, show
from mawaqif.history import RecordError, read_record, sealed_documents
from mawaqif.tables import Dataset

BEFORE = Bilingual(
    "starts at {start}, before {other}, which starts at {there}", "يبدأ عند {start}، قبل {other} الذي يبدأ عند {there}"
)
AFTER = Bilingual(
    "starts at {start}, after {other}, which starts at {there}", "يبدأ عند {start}، بعد {other} الذي يبدأ عند {there}"
)


def _check(rule: Rule, dataset: Dataset) -> Iterator[Finding]:
    table = dataset.tables["statements"]
    # Keys are compared as they are spelt, whatever their types.
    keys = pl.col("statement_id", "document_id").cast(pl.String)
    numbered = table.frame.lazy().select(keys, statement_number().alias("number")).with_row_index("row").drop_nulls()
    starts = first_starts(dataset.tables["passages"].frame).lazy()
    placed = table.once(numbered, ["statement_id"], keep="first").join(starts, on="statement_id")
    rows = placed.sort("document_id", "number").collect()
    late = rows.filter(pl.col("char_start") < pl.col("char_start").cum_max().over("document_id"))
    # The record is read only where a statement is out of order, which is seldom.
    if late.is_empty() or is_publication(dataset):
        return
    sealed = _sealed(dataset)
    wrong = [name for name in late["document_id"].unique(maintain_order=True) if name not in sealed]
    for document in wrong:
        for row, statement, problem in _out_of_order(rows.filter(pl.col("document_id") == document)):
            yield rule.at(table.place(row, "statement_id"), statement=show(statement), problem=problem, document=document)


def _sealed(dataset: Dataset) -> frozenset[str]:
    try:
        return sealed_documents(read_record(dataset.descriptor.root))
    except RecordError:
        return frozenset(dataset.tables["statements"].cells["document_id"])  # a broken record has a finding of its own


def _out_of_order(rows: pl.DataFrame) -> Iterator[tuple[int, str, str]]:
    """Yield the fewest statements of a document without which the others are in order."""
    starts, names = rows["char_start"].to_list(), rows["statement_id"].to_list()
    kept = _longest_ascent(starts)
    ordered = iter(kept)
    before, following = -1, next(ordered, None)
    for at, (row, statement, start) in enumerate(rows.select("row", "statement_id", "char_start").iter_rows()):
        if at == following:
            before, following = at, next(ordered, None)
            continue
        other = before if before >= 0 and start < starts[before] else following
        if other is not None:
            told = BEFORE if other == before else AFTER
            yield row, statement, told.filled(start=start, other=names[other], there=starts[other])


def _longest_ascent(values: list[int]) -> list[int]:
    """Return the positions of a longest subsequence that does not descend.

    Source of the method: patience sorting, as in Fredman, "On computing the length of
    longest increasing subsequences" (1975).
    """
    if all(a <= b for a, b in pairwise(values)):
        return list(range(len(values)))
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for position, value in enumerate(values):
        at = bisect_right(tails, value)
        before.append(ends[at - 1] if at else -1)
        tails[at : at + 1] = [value]
        ends[at : at + 1] = [position]
    found = []
    last = ends[-1]
    while last >= 0:
        found.append(last)
        last = before[last]
    return found[::-1]


RULE = Rule(
    code="MQ460",
    name="number-order",
    message=Bilingual(
        "{statement} {problem}; correct the offsets, or run `mawaqif renumber`, because nobody has read {document} yet",
        ("القول {statement} {problem}؛ صحّح الإزاحات، أو شغّل `mawaqif renumber`، فلم يقرأ أحد {document} قراءة ثانية بعد"),
    ),
    why=Bilingual(
        "A reader who cites a document expects its numbers in reading order; until it is sealed, nothing keeps them from it.",
        "ينتظر من يستشهد بوثيقة أن تكون أرقامها بترتيب القراءة؛ وإلى أن تُختم لا يمنع ذلك شيء.",
    ),
    mend=Bilingual(
        "Run `mawaqif renumber`, which numbers the statements of unsealed documents anew, in all tables.",
        "شغّل `mawaqif renumber`، فهو يرقّم أقوال الوثائق التي لم تُختم من جديد، في كل الجداول.",
    ),
    bad="statement_id: lamp-report-2020-s002\npassages.csv: lamp-report-2020-s002,1,346,417,",
    good="statement_id: lamp-report-2020-s002\npassages.csv: lamp-report-2020-s002,1,143,217,",
    needs={
        "statements": ("statement_id", "document_id"),
        "passages": ("statement_id", "char_start"),
    },
    check=_check,
    numbers=frozenset({"char_start"}),
)
