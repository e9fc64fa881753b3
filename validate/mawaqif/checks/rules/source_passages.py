"""Every passage stands where its row says, and reads as its row says."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from mawaqif.checks.rules.base import SourceRule, Sources, coded_texts
from mawaqif.findings import Bilingual, Finding, show
from mawaqif.passages import Anchor, Outcome, anchor, edge_problem
from mawaqif.tables import Dataset

if TYPE_CHECKING:
    from mawaqif.passages.aligning import Match

# What is said of a passage; each with the offsets at which it stands, or should.
TOO_MUCH = Bilingual("takes in too much at {start} to {end}: {edge}", "يضم من {start} إلى {end} ما ليس منه: {edge}")
MOVED = Bilingual("stands at {start} to {end}, not {first} to {last}", "يقع من {start} إلى {end}، لا من {first} إلى {last}")
STARTS = Bilingual("starts with {found} there, the row says {recorded}", "يبدأ هناك بالكلمات {found}، ويقول الصف {recorded}")
ENDS = Bilingual("ends with {found} there, the row says {recorded}", "ينتهي هناك بالكلمات {found}، ويقول الصف {recorded}")
OTHER_HASH = Bilingual(
    "reads otherwise than the row's hash says: the words there have the hash {hash}",
    "لا يوافق بصمة الصف: بصمة الكلمات هناك {hash}",
)
CHANGED = Bilingual(
    "has changed where it is found, at {start} to {end}: {difference}", "تغيّر حيث وُجد، من {start} إلى {end}: {difference}"
)
NOWHERE = Bilingual(
    "is not at {start} to {end}, and its fragments are nowhere in the document",
    "ليس في الموضع من {start} إلى {end}، ولا طرفاه في أي موضع من الوثيقة",
)
PARTS = ("char_start", "char_end", "text_start", "text_end", "text_sha256")


def _check(rule: SourceRule, dataset: Dataset, sources: Sources) -> Iterator[Finding]:
    # Imported here because it loads NumPy and RapidFuzz, which a run without copies does not need.
    from mawaqif.passages.aligning import Views, align, targets_by_document  # noqa: PLC0415 - see above

    table = dataset.tables["passages"]
    texts = coded_texts(dataset, sources)
    results: dict[tuple[str, int], tuple[str, str, Match]] = {}
    for document, targets in targets_by_document(dataset).items():
        text = texts.get(document)
        if text is not None:
            for match in align(Views(text), targets, faithful=not sources.rendered(document)):
                results[match.target.key] = (document, text, match)
    for row, key in enumerate(table.frame.select("statement_id", "part").iter_rows()):
        if key not in results:
            continue
        document, text, match = results[key]
        proven = {Outcome.EXACT, Outcome.MOVED} if sources.rendered(document) else {Outcome.EXACT}
        if match.outcome in proven:
            continue
        column, problem = _describe(text, match)
        yield rule.at(table.place(row, column), statement=show(key[0]), problem=problem)


def _describe(text: str, match: Match) -> tuple[str, str]:
    recorded = match.target.anchor
    here = anchor(text, recorded.char_start, recorded.char_end)
    edge = edge_problem(text, recorded.char_start, recorded.char_end)
    differing = [part for part in PARTS[2:] if getattr(here, part) != getattr(recorded, part)]
    if not differing:
        return _edge_column(text, recorded), TOO_MUCH.filled(**_span(recorded), edge=edge)
    found = None if match.start is None or match.end is None else anchor(text, match.start, match.end)
    if found is not None and match.outcome is Outcome.MOVED:
        column = "char_start" if found.char_start != recorded.char_start else "char_end"
        if (found.char_start, found.char_end) != (recorded.char_start, recorded.char_end):
            return column, MOVED.filled(**_span(found), first=recorded.char_start, last=recorded.char_end)
    if "text_sha256" not in differing:
        column = differing[0]
        words = {"found": show(getattr(here, column)), "recorded": show(getattr(recorded, column))}
        return column, (STARTS if column == "text_start" else ENDS).filled(**words)
    if differing == ["text_sha256"]:
        return "text_sha256", OTHER_HASH.filled(hash=here.text_sha256)
    if found is not None:
        return "text_sha256", CHANGED.filled(**_span(found), difference=match.difference)
    return differing[0], NOWHERE.filled(**_span(recorded))


def _span(at: Anchor) -> dict[str, int]:
    return {"start": at.char_start, "end": at.char_end}


def _edge_column(text: str, recorded: Anchor) -> str:
    part = text[recorded.char_start : recorded.char_end]
    return "char_start" if part[:1].isspace() or part[:1] == "." else "char_end"


RULE = SourceRule(
    code="MQ502",
    name="passage-anchor",
    message=Bilingual(
        "{statement} {problem}; compute the row again with `mawaqif locate`",
        "مقطع القول {statement} {problem}؛ احسب الصف من جديد بالأمر `mawaqif locate`",
    ),
    why=Bilingual(
        "The anchor is the proof that the passage exists and says what was coded.",
        "الموضع والبصمة دليل على أن المقطع موجود ويقول ما رُمّز.",
    ),
    mend=Bilingual(
        "Run `mawaqif locate DOCUMENT 'first words' 'last words' --sources DIR` and put its row in place.",
        ("شغّل `mawaqif locate DOCUMENT 'first words' 'last words' --sources DIR` وضع الصف الذي يعطيه في مكانه."),
    ),
    bad="text_start: تعارض ناورو تلك المادة وتطلب\nlamp-report-2020.txt: تعارض ناورو هذه المادة وتطلب",
    good="text_start: تعارض ناورو هذه المادة وتطلب\nlamp-report-2020.txt: تعارض ناورو هذه المادة وتطلب",
    needs={
        "documents": ("document_id", "text_sha256"),
        "statements": ("statement_id", "document_id"),
        "passages": ("statement_id", *PARTS),
    },
    check=_check,
)
