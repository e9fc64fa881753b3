"""The footnote marker of a citation stands at the statement that it closes."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

from mawaqif.checks.rules.base import SourceRule, Sources, coded_texts
from mawaqif.findings import Bilingual, Finding, joined, said, show
from mawaqif.passages import SUPERSCRIPT_DIGITS
from mawaqif.tables import Dataset

# How far a marker may stand from the words: quotation marks, a full stop, a bracket, a line break.
REACH = 12
# More digits than a note number has: two markers without a space between them.
LONGEST_NUMBER = 3
_MARKER = re.compile(f"[{SUPERSCRIPT_DIGITS}]+")
_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


def markers(text: str) -> dict[int, list[int]]:
    """Return the offsets of every footnote marker in a text, by the number of the note.

    Two markers printed without a space, such as those of notes 61 and 62, count as both.
    """
    found: dict[int, list[int]] = defaultdict(list)
    for match in _MARKER.finditer(text):
        digits = match.group().translate(_DIGITS)
        parts = {digits}
        if len(digits) > LONGEST_NUMBER:
            half = len(digits) // 2
            parts = {digits[:half], digits[half:]}
        for part in parts:
            found[int(part)].append(match.start())
    return found


def inside_note(text: str, places: list[int], start: int) -> bool:
    """Return whether a passage stands in the text of a note, whose own reference then closes it.

    The text of a note is the line that begins with its number.
    """
    return any((at == 0 or text[at - 1] == "\n") and at < start and "\n" not in text[at:start] for at in places)


def _check(rule: SourceRule, dataset: Dataset, sources: Sources) -> Iterator[Finding]:
    table = dataset.tables["citations"]
    spans: dict[str, list[tuple[int, int]]] = defaultdict(list)
    passages = dataset.tables["passages"].frame
    for statement, start, end in passages.select("statement_id", "char_start", "char_end").iter_rows():
        if start is not None and end is not None:
            spans[statement].append((start, end))
    texts = coded_texts(dataset, sources)
    known: dict[str, dict[int, list[int]]] = {}
    columns = ("citation_id", "document_id", "note_number", "statement_id")
    for row, (citation, document, note, statement) in enumerate(table.frame.select(columns).iter_rows()):
        text = texts.get(document) if document and statement in spans and not sources.rendered(document) else None
        if text is None or note is None:
            continue
        places = known.setdefault(document, markers(text)).get(note, [])
        near = any(start - REACH <= at <= end + REACH for at in places for start, end in spans[statement])
        if not near and not any(inside_note(text, places, start) for start, _ in spans[statement]):
            own = {name: parts for name, parts in spans.items() if name.startswith(f"{document}-s")}
            where = _where(places, own)
            yield rule.at(table.place(row, "statement_id"), citation=show(citation), note=note, statement=statement, where=where)


def _where(places: list[int], spans: Mapping[str, list[tuple[int, int]]]) -> str:
    """Say which passages the markers of a note stand at, or before which offset where there is none."""
    if not places:
        return ""
    found = [
        name for name, parts in spans.items() if any(start - REACH <= at <= end + REACH for at in places for start, end in parts)
    ]
    if found:
        return said("; it stands at {passages}", "؛ وهي عند {passages}", passages=joined(found))
    told = "; it stands at character {place}, at no passage", "؛ وهي عند المحرف {place}، لا عند مقطع"
    return said(*told, place=places[0])


RULE = SourceRule(
    code="MQ504",
    name="citation-marker",
    message=Bilingual(
        "{citation}: no marker of note {note} stands at the passage of {statement}{where}; correct the statement or the note",
        "{citation}: لا علامة للحاشية {note} عند مقطع {statement}{where}؛ صحّح القول أو الحاشية",
    ),
    why=Bilingual(
        "A citation tied to the wrong statement credits words to a source that does not hold them.",
        "الاستشهاد المربوط بغير قوله ينسب كلمات إلى مصدر ليست فيه.",
    ),
    mend=Bilingual(
        "Find the marker in the running text and name the statement that it closes, or leave the cell empty.",
        "ابحث عن العلامة في متن النص وسمِّ القول الذي تختمه، أو اترك الخلية فارغة.",
    ),
    bad="note_number: 1\nstatement_id: lamp-report-2020-s004\nlamp-report-2020.txt: تعارض ناورو هذه المادة وتطلب شطبها من النص",
    good='note_number: 1\nstatement_id: lamp-report-2020-s001\nlamp-report-2020.txt: وأن يدفع أصحاب السفن ثمن الزيت".¹',
    needs={
        "citations": ("citation_id", "document_id", "note_number", "statement_id"),
        "passages": ("statement_id", "char_start", "char_end"),
        "documents": ("document_id", "text_sha256"),
    },
    check=_check,
)
