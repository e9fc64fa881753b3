"""Patterns of cells: held against the whole cell, and meaning the same to every engine.

Polars checks cells with the regular expressions of Rust, and DuckDB holds the same pattern as
a check of its column with RE2. Both take time that grows with the cell and no faster, and
neither has look-around or references back.
"""

from __future__ import annotations

import math
import re
from functools import cache

import polars as pl

from mawaqif.findings import Bilingual, said, show

# What RE2 repeats at most, parts inside parts multiplied.
MOST_REPEATED = 1000
REPEATED = (
    "free of a part that is repeated {found:,} times; at most {most:,} are read by every engine",
    "خاليًا من جزء عدد تكراره {found:,}؛ ولا يقرأ كل محرك أكثر من {most:,}",
)
# Parts of a pattern in which `^` and `$` need not mean the ends of the cell.
_LOOSE = re.compile(r"\||\(\?|\\\$$")
_LOOK_AROUND = re.compile(r"\(\?(?:=|!|<=|<!)")
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
# ASCII to RE2, and any script to Rust, which has a spelling of its own for the former.
_ASCII = {"d": "[0-9]", "w": "[0-9A-Za-z_]", "s": r"[\t\n\f\r ]", "b": r"(?-u:\b)"}
# Inside a class: operations on sets, or another class, to Rust; these characters themselves to RE2.
_SETS = re.compile(r"\[[^\]]*?(?:&&|--|~~|\[(?!:))")
_REPEATED = re.compile(r"\{([0-9]+)(?:,([0-9]*))?\}")
# Parts that RE2 is asked about, because it may refuse them where Rust does not.
_UNCOMMON = re.compile(r"\\(?![dDwWsSbntrfv])[A-Za-z]|\(\?")


def anchored(pattern: str) -> str:
    """Return a pattern that a cell matches from its first character to its last.

    `^a|b$` asks for an `a` at the beginning or a `b` at the end; here it is held as `a` or `b`
    and nothing beside them.

    Args:
        pattern: written `^…$`.
    """
    return f"^(?:{pattern})$" if _LOOSE.search(pattern) else pattern


def polars_pattern(pattern: str) -> str:
    """Return a whole pattern as Polars takes it: digits, letters and spaces of a class are those of ASCII."""
    return _ESCAPE.sub(lambda match: _ASCII.get(match[1], match[0]), anchored(pattern))


def pattern_problem(pattern: object) -> str:
    """Say what a pattern is not, so that it cannot be checked; empty where it can."""
    if not isinstance(pattern, str) or not (pattern.startswith("^") and pattern.endswith("$")):
        return Bilingual("written ^…$", "مكتوبًا على صورة `^…$`")
    return _unalike(pattern) or _not_compiled(pattern)


def _unalike(pattern: str) -> str:
    """Say what a pattern asks for that not every engine has, or not every engine takes alike."""
    escapes = set(_ESCAPE.findall(pattern))
    bare = _ESCAPE.sub("", pattern)
    if _LOOK_AROUND.search(bare):
        return Bilingual(
            "free of look-around, (?= (?! (?<= or (?<!, which the engines that check cells do not have",
            "خاليًا من النظر إلى ما حوله، `(?= (?! (?<= (?<!`، فليس ذلك في المحركات التي تفحص الخلايا",
        )
    if escapes & set("123456789") or "(?P=" in bare:
        return Bilingual(
            "free of references back, such as \\1, which the engines that check cells do not have",
            "خاليًا من الإحالة إلى ما سبق، مثل `\\1`، فليس ذلك في المحركات التي تفحص الخلايا",
        )
    if _SETS.search(bare) or escapes & {"<", ">", "B"}:
        return Bilingual(
            "free of what engines read each in their own way: a class in a class, && -- or ~~ in one, \\< \\> or \\B",
            "خاليًا مما يقرؤه كل محرك على وجه: فئة في فئة، أو `&&` أو `--` أو `~~` فيها، أو `\\<` أو `\\>` أو `\\B`",
        )
    most = max(_repetitions(pattern), default=0)
    if most > MOST_REPEATED:
        return said(*REPEATED, found=most, most=MOST_REPEATED)
    return ""


def _repetitions(pattern: str) -> list[int]:
    # Longer numbers than that are more than any engine repeats.
    found = _REPEATED.findall(_ESCAPE.sub("", pattern))
    return [max(int(number[:9] or 0) for number in pair) for pair in found]


@cache
def _not_compiled(pattern: str) -> str:
    """Say why a pattern is none; schemas share many of theirs, and compiling takes longer than matching."""
    for form in dict.fromkeys((pattern, polars_pattern(pattern))):
        try:
            pl.Series([""]).str.contains(form)
        except pl.exceptions.ComputeError as error:
            return _refused(str(error))
    asked = _UNCOMMON.search(pattern) or math.prod(_repetitions(pattern)) > MOST_REPEATED
    return _refused_by_re2(pattern) if asked else ""


def _refused(message: str) -> str:
    if "size limit" in message:
        return Bilingual("small enough: it takes more than 10 MB to match", "صغيرًا بما يكفي: تحتاج مطابقته إلى أكثر من 10 MB")
    reasons = re.findall(r"^error: (.*)$", message, re.MULTILINE)
    if not reasons:
        return Bilingual("a regular expression", "تعبيرًا نمطيًا")
    return said("a regular expression: {reason}", "تعبيرًا نمطيًا: {reason}", reason=show(reasons[-1]))


def _refused_by_re2(pattern: str) -> str:
    """Say what RE2 does not read, through Arrow, which has it and is quicker to load than DuckDB."""
    import pyarrow as pa  # noqa: PLC0415 - few patterns need it
    import pyarrow.compute as pc  # noqa: PLC0415 - the same

    try:
        pc.call_function("match_substring_regex", [pa.array([""])], pc.MatchSubstringOptions(anchored(pattern)))
    except pa.ArrowInvalid as error:
        told = "a regular expression that RE2 reads too: {reason}", "تعبيرًا نمطيًا يقرؤه RE2 أيضًا: {reason}"
        return said(*told, reason=show(str(error).partition(": ")[2] or error))
    return ""
