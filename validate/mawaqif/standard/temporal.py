"""Days, times and spans of time, as the standard spells them. Source: Table Schema 2, and XML Schema Part 2 for their forms."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, time
from typing import Any

_ZONE = r"(?:Z|[+-](?:0[0-9]|1[0-4]):[0-5][0-9])"
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_TIME = re.compile(rf"\d{{2}}:\d{{2}}:\d{{2}}(?:\.\d+)?{_ZONE}?", re.ASCII)
_DATETIME = re.compile(rf"\d{{4}}-\d{{2}}-\d{{2}}T\d{{2}}:\d{{2}}:\d{{2}}(?:\.\d+)?{_ZONE}?", re.ASCII)
_YEAR = re.compile(rf"(-?(?:[1-9]\d{{3,}}|0\d{{3}})){_ZONE}?", re.ASCII)
_YEAR_MONTH = re.compile(rf"(-?(?:[1-9]\d{{3,}}|0\d{{3}}))-(0[1-9]|1[0-2]){_ZONE}?", re.ASCII)
_DURATION = re.compile(
    r"(-?)P(?=[0-9T])(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?(?:T(?=[0-9])(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d*)?)S)?)?", re.ASCII
)
# Seconds in a year, month, day, hour, minute and second; years and months as they are on average.
_SECONDS = (31_556_952, 2_629_746, 86_400, 3_600, 60, 1)


def _naive(value: datetime) -> datetime:
    """Return a moment without a zone, in UTC where it had one, so that all compare."""
    return value.astimezone(UTC).replace(tzinfo=None) if value.tzinfo else value


def _any(text: str) -> datetime:
    from dateutil import parser  # type: ignore[import-untyped]  # noqa: PLC0415 - the format `any` alone needs it

    parsed: datetime = parser.parse(text)
    return parsed


def day(text: str) -> date:
    """Read a day as `yyyy-mm-dd`.

    Raises:
        ValueError: it is none.
    """
    if not _DATE.fullmatch(text):
        raise ValueError(text)
    return date.fromisoformat(text)


def clock(text: str) -> time:
    """Read a time of the day as `hh:mm:ss`, with parts of a second and a zone where it has them.

    Raises:
        ValueError: it is none.
    """
    if not _TIME.fullmatch(text):
        raise ValueError(text)
    return time.fromisoformat(text).replace(tzinfo=None)


def moment(text: str) -> datetime:
    """Read a day with a time, as XML Schema writes them.

    Raises:
        ValueError: it is none.
    """
    if not _DATETIME.fullmatch(text):
        raise ValueError(text)
    return _naive(datetime.fromisoformat(text))


def is_moment(text: str) -> bool:
    """Return whether a text is a day with a time, as `moment` reads it."""
    try:
        moment(text)
    except ValueError:
        return False
    return True


def year(text: str) -> int:
    """Read a year as XML Schema writes it.

    Raises:
        ValueError: it is none.
    """
    found = _YEAR.fullmatch(text)
    if not found:
        raise ValueError(text)
    return int(found[1])


def year_month(text: str) -> int:
    """Read a month of a year, as the number of months since the year 0.

    Raises:
        ValueError: it is none.
    """
    found = _YEAR_MONTH.fullmatch(text)
    if not found:
        raise ValueError(text)
    return int(found[1]) * 12 + int(found[2])


def duration(text: str) -> float:
    """Read a span of time, in seconds; years and months have their average length.

    Raises:
        ValueError: it is none.
    """
    found = _DURATION.fullmatch(text)
    if not found:
        raise ValueError(text)
    sign, *parts = found.groups()
    total = sum(float(part) * seconds for part, seconds in zip(parts, _SECONDS, strict=True) if part)
    return -total if sign else total


def by_pattern(kind: str, form: str) -> Callable[[str], Any]:
    """Return what reads a text of a temporal type in another format than the default: `any`, or a pattern of `strptime`."""
    parse: Callable[[str], datetime] = _any if form == "any" else lambda text: datetime.strptime(text, form)  # noqa: DTZ007
    if kind == "date":
        return lambda text: parse(text).date()
    if kind == "time":
        return lambda text: parse(text).time()
    return lambda text: _naive(parse(text))
