"""What is to be reached, each goal with the figure that decides it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bench.figures import Figures

QUERY_SECONDS = 0.5
HELP_SECONDS = 0.2


@dataclass(frozen=True)
class Goal:
    """One goal.

    Attributes:
        says: what is to be reached, in words.
        figure: the figure that decides; None where it was not measured.
        limit: the most that the figure may be.
    """

    says: str
    figure: Callable[[Figures], float | None]
    limit: float


def _wall(size: str, name: str) -> Callable[[Figures], float | None]:
    return lambda figures: one.wall if (one := figures.measured.get((size, name))) else None


def _memory(size: str, name: str) -> Callable[[Figures], float | None]:
    return lambda figures: one.peak / figures.size_bytes[size] if (one := figures.measured.get((size, name))) else None


GOALS = (
    Goal("1x: `validate` as long as frictionless, at most", lambda f: f.ratio("1x", "validate", "frictionless"), 1),
    Goal("100k: `validate` / frictionless, 25 times faster", lambda f: f.ratio("100k", "validate", "frictionless"), 1 / 25),
    Goal("1M: `validate` / frictionless, 25 times faster", lambda f: f.ratio("1M", "validate", "frictionless"), 1 / 25),
    Goal("1M: `validate` / floor", lambda f: f.ratio("1M", "validate", "floor"), 2.5),
    Goal("1M: peak memory of `validate` / CSV", _memory("1M", "validate"), 2.5),
    Goal("`validate` grows from 10k to 100k with the power", lambda f: f.exponent("validate", "10k", "100k"), 1.1),
    Goal("`validate` grows from 100k to 1M with the power", lambda f: f.exponent("validate", "100k", "1M"), 1.1),
    Goal("1M: `build` / floor", lambda f: f.ratio("1M", "build", "floor"), 4),
    Goal("100k: faults slow `validate` down", lambda f: f.ratio("100k", "validate-faults", "validate"), 2),
    Goal("1M: faults slow `validate` down", lambda f: f.ratio("1M", "validate-faults", "validate"), 2),
    Goal("first result of `query --release`, seconds", _wall("1x", "query-release"), QUERY_SECONDS),
    Goal("first result of `query` from the CSV tables, seconds", _wall("1x", "query"), QUERY_SECONDS),
    Goal("`--help`, seconds", _wall("1x", "help"), HELP_SECONDS),
)
