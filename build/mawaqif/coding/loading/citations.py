"""The citations that a sheet asks for, each at the statement that the marker of its footnote closes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from mawaqif.coding.layout import CITATIONS
from mawaqif.coding.loading.session import Session
from mawaqif.coding.loading.statements import CodedStatement
from mawaqif.coding.units import marker_places
from mawaqif.coding.workbook import FilledRow
from mawaqif.findings import said, show

# How far a marker may stand from the words: quotation marks, a full stop, a bracket, a line break.
REACH = 12


def want_citations(session: Session, statements: Sequence[CodedStatement], marks: Mapping[str, str]) -> dict[str, str]:
    """Ask for the citations of the document.

    Returns:
        The identifier of each by note and item, as `12-1`.
    """
    columns = {column.key: column for column in session.layout.citations()}
    document, places = session.source.document, marker_places(session.source.text)
    items: Counter[str] = Counter()
    made: dict[str, str] = {}
    for row in session.rows(CITATIONS):
        if not session.confirmed(row, columns["coded"]):
            session.unconfirmed += 1
            continue
        note = row.text("note_number")
        if not note.isdecimal():
            numberless = (
                "{text} is no number of a footnote; write it in digits, such as 12",
                "{text} ليس رقم حاشية؛ اكتبه بالأرقام، مثل 12",
            )
            session.tell(row, "note_number", said(*numberless, text=show(note)))
            continue
        # In the digits of either script.
        note = str(int(note))
        items[note] = int(row.text("item")) if row.text("item").isdecimal() else items[note] + 1
        cells = {name: session.value(row, columns[name]) for name in ("locator_kind", "locator", "url", "ibid", "note_en")}
        cells["locator_kind"] = cells["locator_kind"] or ("none" if not cells["locator"] else "")
        cells["ibid"] = cells["ibid"] or "false"
        cells["cited_document_id"] = session.reference(row, "cited_document_id", "documents", row.text("cited_document_id"))
        cells["statement_id"] = _statement(session, row, places.get(int(note), []), statements, marks)
        name = f"{document}-n{int(note):03}-{items[note]}"
        own = {"citation_id": name, "document_id": document, "note_number": str(int(note)), "item": str(items[note])}
        session.want(CITATIONS, {**own, **cells}, row)
        made[f"{int(note)}-{items[note]}"] = name
    return made


def _statement(
    session: Session, row: FilledRow, places: Sequence[int], statements: Sequence[CodedStatement], marks: Mapping[str, str]
) -> str:
    text = row.text("statement_id")
    if session.says_none(text):
        return ""
    if text:
        if text not in marks:
            unknown = (
                "{text} is the mark of no statement that is coded here; write a mark, or leave the cell empty",
                "{text} ليس علامة قول مرمَّز هنا؛ اكتب علامة، أو اترك الخلية فارغة",
            )
            session.tell(row, "statement_id", said(*unknown, text=show(text)))
        return marks.get(text, "")
    ends = [(end, statement.identifier) for statement in statements for (_, end), _ in statement.parts]
    near = [(abs(at - end), name) for at in places for end, name in ends if end <= at <= end + REACH]
    return min(near)[1] if near else ""
