"""A passage ends within its document; one finding a document, because its length may be what is wrong."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from mawaqif.findings import Finding, show
from mawaqif.rules.base import Rule
from mawaqif.tables import Dataset


def _check(rule: Rule, dataset: Dataset) -> Iterator[Finding]:
    table = dataset.tables["passages"]
    lengths = dict(dataset.tables["documents"].frame.select("document_id", "text_length").iter_rows())
    documents = dict(dataset.tables["statements"].frame.select("statement_id", "document_id").iter_rows())
    beyond: dict[str, list[int]] = defaultdict(list)
    for row, (statement, end) in enumerate(table.frame.select("statement_id", "char_end").iter_rows()):
        document = documents.get(statement)
        length = lengths.get(document)
        if document is not None and end is not None and length is not None and 0 < length < end:
            beyond[document].append(row)
    for document, rows in beyond.items():
        statement, end = table.frame.select("statement_id", "char_end").row(rows[0])
        more = f" (and {len(rows) - 1} more after it)" if len(rows) > 1 else ""
        place = table.place(rows[0], "char_end")
        yield rule.at(place, statement=show(statement), end=end, document=show(document), length=lengths[document], more=more)


RULE = Rule(
    code="MQ415",
    name="passage-bounds",
    message="{statement} ends at {end}{more}, after the end of {document} at {length}; correct the offsets, or the length",
    why="An offset past the end of the document points at nothing.",
    mend="Compute the row again with `mawaqif locate`.",
    bad="char_end: 9464\ndocuments.csv: lamp-report-2020,corpus,…,485,",
    good="char_end: 464\ndocuments.csv: lamp-report-2020,corpus,…,485,",
    needs={
        "documents": ("document_id", "text_length"),
        "statements": ("statement_id", "document_id"),
        "passages": ("statement_id", "char_end"),
    },
    check=_check,
)
