"""What the desk answers instead of what was asked for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from mawaqif.findings import Language

Json = dict[str, Any]


class RefusedError(Exception):
    """A request that is answered with a status of its own.

    Attributes:
        status: the HTTP status.
        answer: what is sent.
    """

    def __init__(self, status: int, answer: Mapping[str, Any]) -> None:
        """Take status and answer."""
        super().__init__(answer.get("error", str(status)))
        self.status, self.answer = status, dict(answer)


def malformed(told: str) -> RefusedError:
    """Return the answer to a request that the page would never send."""
    return RefusedError(400, {"error": f"the request cannot be read: {told}"})


def text_of(asked: Mapping[str, Any], key: str, default: str | None = None) -> str:
    """Return a text of a request.

    Raises:
        RefusedError: it is missing, where there is no default, or no text.
    """
    value = asked.get(key, default)
    if not isinstance(value, str):
        raise malformed(f"{key} is no text")
    return value


def language_of(asked: Mapping[str, Any]) -> Language:
    """Return the language in which a request wants to be answered.

    Raises:
        RefusedError: it names none.
    """
    named = text_of(asked, "language")
    if named not in {item.value for item in Language}:
        raise malformed(f"{named!r} is no language of the desk")
    return Language(named)


def number_of(asked: Mapping[str, Any], key: str) -> int:
    """Return a whole number of a request.

    Raises:
        RefusedError: it is missing, or none.
    """
    value = asked.get(key)
    if not isinstance(value, int) or isinstance(value, bool):
        raise malformed(f"{key} is no whole number")
    return value
