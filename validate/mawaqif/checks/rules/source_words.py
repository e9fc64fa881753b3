"""What is written in our own words repeats no eight words in a row of a source."""

from __future__ import annotations

from collections.abc import Iterator

from mawaqif.checks.rules.base import SourceRule, Sources
from mawaqif.findings import Bilingual, Finding
from mawaqif.passages import folded_words
from mawaqif.tables import Dataset

LONGEST_SHARED = 7


def shared_run(words: list[str], runs: dict[tuple[str, ...], str]) -> int:
    """Return where the first run of too many shared words starts, or -1."""
    size = LONGEST_SHARED + 1
    return next((at for at in range(len(words) - size + 1) if tuple(words[at : at + size]) in runs), -1)


def source_runs(sources: Sources) -> dict[tuple[str, ...], str]:
    """Return every run of eight folded words in the copies, with the document it stands in."""
    runs: dict[tuple[str, ...], str] = {}
    size = LONGEST_SHARED + 1
    for document in sources.document_ids():
        words = folded_words(sources.text(document) or "")
        for at in range(len(words) - size + 1):
            runs.setdefault(tuple(words[at : at + size]), document)
    return runs


def _check(rule: SourceRule, dataset: Dataset, sources: Sources) -> Iterator[Finding]:
    runs = source_runs(sources)
    for table in dataset.tables.values():
        for field in table.schema.fields:
            if not field.raw.get("ownWords") or field.name in table.missing:
                continue
            for row, value in enumerate(table.cells[field.name]):
                words = folded_words(value) if value else []
                at = shared_run(words, runs)
                if at >= 0:
                    size = LONGEST_SHARED + 1
                    document = runs[tuple(words[at : at + size])]
                    place = table.place(row, field.name)
                    yield rule.at(place, column=field.name, document=document, first=at + 1, size=size)


RULE = SourceRule(
    code="MQ503",
    name="source-words",
    message=Bilingual(
        "{column} repeats {size} words in a row of {document}, from its word {first} on; say it in other words",
        ("يكرر العمود {column} كلمات متتالية من {document}، عددها {size}، ابتداءً من الكلمة {first} في الخلية؛ قلها بكلمات أخرى"),
    ),
    why=Bilingual(
        "The texts belong to their publishers; the data set says where they are and what they say, in its own words.",
        "النصوص ملك ناشريها؛ وتقول البيانات أين هي وماذا تقول، بعبارتنا نحن.",
    ),
    mend=Bilingual(
        "Write the sentence anew from what the passage claims, without looking at its wording.",
        "اكتب الجملة من جديد مما يقرره المقطع، من غير النظر في لفظه.",
    ),
    bad=(
        "summary_ar: تعارض ناورو هذه المادة وتطلب شطبها من النص.\n"
        "lamp-report-2020.txt: تعارض ناورو هذه المادة وتطلب شطبها من النص"
    ),
    good=(
        "summary_ar: تعارض ناورو هذه المادة وتطلب إسقاطها من النص.\n"
        "lamp-report-2020.txt: تعارض ناورو هذه المادة وتطلب شطبها من النص"
    ),
    needs={},
    check=_check,
)
