"""One mutant: a kind and a seed, which together always give the same damage."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass

from mutants.kinds import KINDS
from mutants.package import NoPlaceError, Package
from mutants.place import Damage

# How many seeds are tried for one more mutant of a kind before the kind counts as used up.
PATIENCE = 25


@dataclass(frozen=True)
class Mutant:
    """A damaged package.

    Attributes:
        kind: name of the kind of damage.
        seed: the seed that chose the place.
        damage: where it is, and what was done.
        changed: the damaged files by path; None where a file is gone.
    """

    kind: str
    seed: int
    damage: Damage
    changed: Mapping[str, bytes | None]


def make_mutant(originals: Mapping[str, bytes], kind: str, seed: int) -> Mutant:
    """Damage a package in memory.

    Args:
        originals: the files of the clean package by path.
        kind: name of a kind of damage.
        seed: chooses the place.

    Raises:
        NoPlaceError: the kind finds no place under this seed.
    """
    package = Package(originals)
    damage = KINDS[kind](package, random.Random(f"{kind}:{seed}"))
    changed = {path: data for path, data in package.changed.items() if data != originals[path]}
    if not changed:
        raise NoPlaceError("nothing has changed")
    return Mutant(kind, seed, damage, changed)


def make_mutants(originals: Mapping[str, bytes], kind: str, seed: int, count: int) -> list[Mutant]:
    """Make so many different mutants of a kind, from one seed on; fewer where there are fewer places."""
    found: list[Mutant] = []
    tried, misses = seed, 0
    while len(found) < count and misses < PATIENCE:
        try:
            mutant = make_mutant(originals, kind, tried)
        except NoPlaceError:
            misses += 1
        else:
            known = any(other.changed == mutant.changed for other in found)
            found += [] if known else [mutant]
            misses = misses + 1 if known else 0
        tried += 1
    return found
