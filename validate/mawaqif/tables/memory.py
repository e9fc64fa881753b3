"""What an earlier reading or check has given, so that a process that stays makes anew only what changed since."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

T = TypeVar("T")


class Memory:
    """Keeps, under each name, what was made last and what it was made from.

    Whatever is kept must follow from its state alone: a table from its bytes and its schema, the findings of a check on one
    table from that table.
    """

    def __init__(self) -> None:
        """Begin with nothing."""
        self._kept: dict[Hashable, tuple[object, Any]] = {}

    def recall(self, name: Hashable, state: object, make: Callable[[], T]) -> T:
        """Return what was made under a name from an equal state, else make it and keep it.

        Args:
            name: what is made.
            state: all that it is made from.
            make: makes it; what it raises is kept nowhere.
        """
        held = self._kept.get(name)
        if held is None or held[0] != state:
            held = (state, make())
            self._kept[name] = held
        made: T = held[1]
        return made
