"""Every passage stands where its row says, and reads as its row says."""

from __future__ import annotations

from collections.abc import Iterator

from mawaqif.anchors import Anchor, Grade, Outcome, Words, anchor, edge_problem, grade
from mawaqif.findings import Finding, show
from mawaqif.rules.base import SourceRule, Sources
from mawaqif.tables import Dataset

PARTS = ("char_start", "char_end", "text_start", "text_end", "text_sha256")


def _check(rule: SourceRule, dataset: Dataset, sources: Sources) -> Iterator[Finding]:
    table = dataset.tables["passages"]
    documents = dict(dataset.tables["statements"].cells.select("statement_id", "document_id").iter_rows())
    hashes = dict(dataset.tables["documents"].cells.select("document_id", "text_sha256").iter_rows())
    words: dict[str, Words] = {}
    for row, (statement, *parts) in enumerate(table.frame.select("statement_id", *PARTS).iter_rows()):
        document = documents.get(statement)
        text = sources.text(document) if document else None
        if document is None or text is None or None in parts:
            continue
        if document not in words:
            words[document] = Words(text)
        wanted = Anchor(*parts)
        result = grade(words[document], wanted)
        identical = sources.digest(document) == hashes.get(document)
        if result.outcome is Outcome.EXACT or (result.outcome is Outcome.MOVED and not identical):
            continue
        column, problem = _describe(words[document].text, wanted, result)
        yield rule.at(table.place(row, column), statement=show(statement), problem=problem)


def _describe(text: str, wanted: Anchor, result: Grade) -> tuple[str, str]:
    here = anchor(text, wanted.char_start, wanted.char_end)
    edge = edge_problem(text, wanted.char_start, wanted.char_end)
    differing = [part for part in PARTS[2:] if getattr(here, part) != getattr(wanted, part)]
    if not differing:
        return _edge_column(text, wanted), f"takes in too much at {wanted.char_start} to {wanted.char_end}: {edge}"
    found = result.found
    if found is not None and found.text_sha256 == wanted.text_sha256 and result.outcome is Outcome.MOVED:
        column = "char_start" if found.char_start != wanted.char_start else "char_end"
        if (found.char_start, found.char_end) != (wanted.char_start, wanted.char_end):
            return column, f"stands at {found.char_start} to {found.char_end}, not {wanted.char_start} to {wanted.char_end}"
    if "text_sha256" not in differing:
        column = differing[0]
        edge_name = "starts" if column == "text_start" else "ends"
        return column, f"{edge_name} with {show(getattr(here, column))} there, the row says {show(getattr(wanted, column))}"
    if differing == ["text_sha256"]:
        return "text_sha256", f"reads otherwise than the row's hash says: the words there have the hash {here.text_sha256}"
    if found is not None:
        return "text_sha256", f"is found by its fragments at {found.char_start} to {found.char_end}, with other words between"
    return differing[0], f"is not at {wanted.char_start} to {wanted.char_end}, and its fragments are nowhere in the document"


def _edge_column(text: str, wanted: Anchor) -> str:
    part = text[wanted.char_start : wanted.char_end]
    return "char_start" if part[:1].isspace() or part[:1] == "." else "char_end"


RULE = SourceRule(
    code="MQ502",
    name="passage-anchor",
    message="{statement} {problem}; compute the row again with `mawaqif locate`",
    why="The anchor is the proof that the passage exists and says what was coded.",
    mend="Run `mawaqif locate DOCUMENT 'first words' 'last words' --sources DIR` and put its row in place.",
    bad="text_start: تعارض ناورو تلك المادة وتطلب\nlamp-report-2020.txt: تعارض ناورو هذه المادة وتطلب",
    good="text_start: تعارض ناورو هذه المادة وتطلب\nlamp-report-2020.txt: تعارض ناورو هذه المادة وتطلب",
    needs={
        "documents": ("document_id", "text_sha256"),
        "statements": ("statement_id", "document_id"),
        "passages": ("statement_id", *PARTS),
    },
    check=_check,
)
