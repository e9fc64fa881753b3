"""What `mawaqif explain` and the catalogue of checks say of a check; both are made from its `Code`."""

from __future__ import annotations

from textwrap import indent

from rapidfuzz import fuzz, process

from mawaqif.checks import CODES, STANDARD_CODES
from mawaqif.findings import Bilingual, CannotRunError, Code, Language, said, show, spoken
from mawaqif.findings.escaping import Spoken

SIMILAR_ENOUGH = 70
OF_THE_STANDARD = Bilingual(
    "Belongs to the standard: any data package is held against it.", "من المعيار: تُفحص به أي حزمة بيانات."
)
OF_THE_PROFILE = Bilingual(
    "Belongs to the profile of this data set: packages that declare it are held against it.",
    "من الملف التعريفي لهذه البيانات: تُفحص به الحزم التي تعلنه.",
)
NOTE = Bilingual("A note: it is told, and fails nothing.", "تنبيه: يُذكر، ولا يُسقط شيئًا.")
WHY, MEND, MESSAGE = ("Why: {text}", "السبب: {text}"), ("Mend: {text}", "الإصلاح: {text}"), ("Message: {text}", "الرسالة: {text}")
MEND_ALONE, MESSAGE_ALONE = Bilingual("Mend:", "الإصلاح:"), Bilingual("Message:", "الرسالة:")
FAILS, PASSES = Bilingual("Fails:", "يخفق:"), Bilingual("Passes:", "يمر:")


def explanation(word: str, language: Language = Language.ENGLISH) -> str:
    """Explain the check that has a code, such as `MQ303`, or a name, such as `foreign-key`.

    Raises:
        CannotRunError: no check is called so; the message names the nearest.
    """
    checks = {called.lower(): code for code in CODES for called in (code.code, code.name)}
    wanted = word.strip().lower()
    if wanted not in checks:
        close = process.extractOne(wanted, checks.keys(), scorer=fuzz.WRatio, score_cutoff=SIMILAR_ENOUGH)
        nearest = checks[close[0]] if close else None
        hint = f"did you mean {nearest.code} {nearest.name}?" if nearest else f"there are {CODES[0].code} to {CODES[-1].code}"
        raise CannotRunError(f"no check is called {show(word)}; {hint}")
    return as_text(checks[wanted], language)


def as_text(code: Code, language: Language = Language.ENGLISH) -> str:
    """Return what a terminal shows of a check."""
    parts = (
        f"{code.code} {code.name}",
        *([spoken(NOTE, language)] if code.note else []),
        f"{_told(WHY, code.why, language)}\n{spoken(belonging(code), language)}",
        f"{spoken(FAILS, language)}\n{indent(spoken(code.bad, language), '    ')}",
        f"{spoken(PASSES, language)}\n{indent(spoken(code.good, language), '    ')}",
        _told(MEND, code.mend, language),
        _told(MESSAGE, code.message, language),
    )
    text = "\n\n".join(parts)
    return Spoken(text) if language is Language.ARABIC else text


def belonging(code: Code) -> Bilingual:
    """Say whether a check belongs to the standard or to the profile of this data set."""
    return OF_THE_STANDARD if code in STANDARD_CODES else OF_THE_PROFILE


def _told(frame: tuple[str, str], text: str, language: Language) -> str:
    return spoken(said(*frame, text=text), language)


def as_markdown(code: Code, language: Language = Language.ENGLISH) -> str:
    """Return the section of a check in the catalogue; the page in Arabic runs from right to left, and examples do not."""
    before, after = ("\n</div>\n", '\n\n<div dir="rtl" lang="ar">') if language is Language.ARABIC else ("", "")
    parts = (
        f"## {code.code} {code.name}",
        *([_plain(NOTE, language)] if code.note else []),
        _plain(belonging(code), language),
        _plain(code.why, language),
        f"*{_plain(FAILS, language)}*\n{before}\n```text\n{_plain(code.bad, language)}\n```{after}",
        f"*{_plain(PASSES, language)}*\n{before}\n```text\n{_plain(code.good, language)}\n```{after}",
        f"*{_plain(MEND_ALONE, language)}* {_plain(code.mend, language)}",
        f"*{_plain(MESSAGE_ALONE, language)}* {_plain(code.message, language)}",
    )
    return "\n\n".join(parts) + "\n"


def _plain(text: str, language: Language) -> str:
    """Return a text for a page that has a direction of its own, so that nothing isolates the text as a whole."""
    return text.in_arabic() if language is Language.ARABIC and isinstance(text, Bilingual) else text
