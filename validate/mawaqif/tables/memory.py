"""What an earlier reading or check has given, so that a process that stays makes anew only what changed since."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping
from typing import Any, TypeVar

T = TypeVar("T")
V = TypeVar("V")


class _Noted(Mapping[str, V]):
    """Things by name that note which of them are looked at; all of them, where somebody goes through them."""

    def __init__(self, things: Mapping[str, V]) -> None:
        self._things = things
        self.looked_at: dict[str, V | None] = {}
        self.all_of_them = False

    def __getitem__(self, name: str) -> V:
        self.looked_at[name] = self._things.get(name)
        return self._things[name]

    def __iter__(self) -> Iterator[str]:
        self.all_of_them = True
        return iter(self._things)

    def __len__(self) -> int:
        self.all_of_them = True
        return len(self._things)

    def same_in(self, things: Mapping[str, V]) -> bool:
        """True where all that was looked at is the same there."""
        if self.all_of_them and things.keys() != self._things.keys():
            return False
        seen = self._things if self.all_of_them else self.looked_at
        return all(things.get(name) is thing for name, thing in seen.items())


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

    def recall_of(self, name: Hashable, state: object, things: Mapping[str, V], make: Callable[[Mapping[str, V]], T]) -> T:
        """Return what was made under a name from the same things, else make it and keep it.

        Which of the things it is made from is noted while it is made, so that a change of any other makes nothing anew.

        Args:
            name: what is made.
            state: what else it is made from.
            things: what it may be made from, by name.
            make: makes it, and looks at the things that it is given alone; what it raises is kept nowhere.
        """
        held = self._kept.get(name)
        if held is None or held[0] != state or not held[1][0].same_in(things):
            noted = _Noted(things)
            held = (state, (noted, make(noted)))
            self._kept[name] = held
        made: T = held[1][1]
        return made
