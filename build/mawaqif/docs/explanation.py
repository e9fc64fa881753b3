"""What `mawaqif explain` and the catalogue of checks say of a check; both are made from its `Code`."""

from __future__ import annotations

from textwrap import indent

from rapidfuzz import fuzz, process

from mawaqif.checks import CODES
from mawaqif.findings import CannotRunError, Code, show

SIMILAR_ENOUGH = 70
NOTE = "A note: it is told, and fails nothing."


def explanation(word: str) -> str:
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
    return as_text(checks[wanted])


def as_text(code: Code) -> str:
    """Return what a terminal shows of a check."""
    parts = (
        f"{code.code} {code.name}",
        *([NOTE] if code.note else []),
        f"Why: {code.why}",
        f"Fails:\n{indent(code.bad, '    ')}",
        f"Passes:\n{indent(code.good, '    ')}",
        f"Mend: {code.mend}",
        f"Message: {code.message}",
    )
    return "\n\n".join(parts)


def as_markdown(code: Code) -> str:
    """Return the section of a check in the catalogue."""
    parts = (
        f"## {code.code} {code.name}",
        *([NOTE] if code.note else []),
        code.why,
        f"*Fails:*\n\n```text\n{code.bad}\n```",
        f"*Passes:*\n\n```text\n{code.good}\n```",
        f"*Mend:* {code.mend}",
        f"*Message:* {code.message}",
    )
    return "\n\n".join(parts) + "\n"
