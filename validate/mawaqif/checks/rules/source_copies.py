"""The copies at hand are the texts that were coded, byte for byte."""

from __future__ import annotations

from collections.abc import Iterator

from mawaqif.checks.rules.base import SourceRule, Sources
from mawaqif.findings import Bilingual, Finding, said, show
from mawaqif.tables import Dataset

CHECKED = Bilingual(" (its passages were checked without that)", " (فُحصت مقاطعها من غير ذلك)")


def _check(rule: SourceRule, dataset: Dataset, sources: Sources) -> Iterator[Finding]:
    table = dataset.tables["documents"]
    columns = ("document_id", "role", "text_sha256", "text_length")
    for row, (document, role, digest, length) in enumerate(table.frame.select(columns).iter_rows()):
        if role != "corpus" or document is None:
            continue
        if sources.rendered(document):
            continue  # its passages are proven by their hashes alone
        held = sources.coded(document, digest or "", length)
        if held.text is None and not sources.digest(document):
            problem = said("there is no readable copy ({reason})", "لا نسخة مقروءة ({reason})", reason=held.difference)
            yield rule.at(table.place(row, "document_id"), document=show(document), problem=problem)
        elif held.difference:
            problem = said(
                "the copy is not the file that was coded: {difference}{checked}",
                "النسخة ليست الملف الذي رُمّز: {difference}{checked}",
                difference=held.difference,
                checked="" if held.text is None else CHECKED,
            )
            yield rule.at(table.place(row, "text_sha256"), document=show(document), problem=problem)
        elif len(held.text or "") != length:
            recorded: object = length or Bilingual("nothing", "لا شيء")
            told = "the copy has {found} characters, the row says {recorded}", "عدد محارف النسخة {found}، ويقول الصف {recorded}"
            problem = said(*told, found=len(held.text or ""), recorded=recorded)
            yield rule.at(table.place(row, "text_length"), document=show(document), problem=problem)


RULE = SourceRule(
    code="MQ501",
    name="source-copy",
    message=Bilingual(
        "{document}: {problem}; use the file that was coded, or correct the row; for a new edition see `mawaqif reanchor`",
        ("{document}: {problem}؛ استعمل الملف الذي رُمّز، أو صحّح الصف؛ وللطبعة الجديدة انظر `mawaqif reanchor`"),
    ),
    why=Bilingual(
        "Offsets count characters of one file; in any other they point elsewhere.",
        "تعدّ الإزاحات محارف ملف واحد؛ وفي غيره تشير إلى موضع آخر.",
    ),
    mend=Bilingual(
        (
            "Put the document into the folder as `<document_id>.txt`, unchanged; where the row is wrong, correct it. "
            "A new edition of the text is taken in by `mawaqif reanchor`."
        ),
        (
            "ضع الوثيقة في المجلد باسم `<document_id>.txt` كما هي؛ وإن كان الصف خاطئًا فصحّحه. ويُدخل "
            "`mawaqif reanchor` طبعة جديدة من النص."
        ),
    ),
    bad=Bilingual(
        "text_length: 999\nlamp-report-2020.txt has 485 characters", "text_length: 999\nعدد محارف lamp-report-2020.txt 485"
    ),
    good=Bilingual(
        "text_length: 485\nlamp-report-2020.txt has 485 characters", "text_length: 485\nعدد محارف lamp-report-2020.txt 485"
    ),
    needs={"documents": ("document_id", "role", "text_sha256", "text_length")},
    check=_check,
)
