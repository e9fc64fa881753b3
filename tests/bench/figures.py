"""Figures: the runs of every contender at every size, their medians and ratios, and what got worse."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from statistics import median

from bench.processes import Usage

# A ratio that grew by less is within what two runs on one machine differ.
TOLERANCE = 1.15
# Each is measured against this one, in the same run of the benchmark.
BASES = {
    **dict.fromkeys(("python", "help", "query", "query-again", "query-release"), "python"),
    "validate-faults": "validate",
    **dict.fromkeys(("ask-duckdb", "ask-spark"), "ask-duckdb"),
}


@dataclass(frozen=True)
class Measured:
    """The runs of one contender at one size.

    Attributes:
        runs: what each took.
        limit: seconds after which a run was ended.
    """

    runs: tuple[Usage, ...]
    limit: float

    @property
    def finished(self) -> bool:
        """True where every run came to its end."""
        return all(run.finished for run in self.runs)

    @property
    def wall(self) -> float:
        """Median of the seconds from start to end; the limit where a run was ended there."""
        return median(run.wall for run in self.runs)

    @property
    def cpu(self) -> float:
        """Median of the seconds of processor time."""
        return median(run.cpu for run in self.runs)

    @property
    def peak(self) -> float:
        """Median of the most memory held at once, in bytes."""
        return median(run.peak for run in self.runs)

    @property
    def spread(self) -> tuple[float, float]:
        """Shortest and longest run, in seconds from start to end."""
        return min(run.wall for run in self.runs), max(run.wall for run in self.runs)


@dataclass
class Figures:
    """Everything that one run of the benchmark measured.

    Attributes:
        measured: the runs, by size and contender.
        rows: number of rows, by size.
        statements: number of statements, by size.
        size_bytes: bytes of all CSV files, by size.
        located: faults made, and of them those found at their place, by size.
        stages: parts of a command, by size and command: name, seconds, and seconds of processor time of each.
        asked: seconds of loading and of each question, by size and engine, a list of the runs.
        sites: what the site weighs and how fast it answers, by size; the names are those of `bench.site`.
    """

    measured: dict[tuple[str, str], Measured] = field(default_factory=dict)
    rows: dict[str, int] = field(default_factory=dict)
    statements: dict[str, int] = field(default_factory=dict)
    size_bytes: dict[str, int] = field(default_factory=dict)
    located: dict[str, tuple[int, int]] = field(default_factory=dict)
    stages: dict[tuple[str, str], list[tuple[str, float, float]]] = field(default_factory=dict)
    asked: dict[tuple[str, str], list[dict[str, float]]] = field(default_factory=dict)
    sites: dict[str, dict[str, float]] = field(default_factory=dict)

    def ratio(self, size: str, name: str, base: str) -> float | None:
        """Return how many times as long one contender took as another; None where one was not measured to its end."""
        one, other = self.measured.get((size, name)), self.measured.get((size, base))
        return one.wall / other.wall if one and other and one.finished and other.finished else None

    def exponent(self, name: str, first: str, last: str) -> float | None:
        """Return by which power of the number of rows the time grew from one size to another."""
        one, other = self.measured.get((first, name)), self.measured.get((last, name))
        if not (one and other and one.finished and other.finished):
            return None
        return math.log(other.wall / one.wall) / math.log(self.rows[last] / self.rows[first])

    def ratios(self) -> dict[str, float]:
        """Return what is stored and compared: times and memory relative to what was measured beside them."""
        found: dict[str, float] = {}
        for (size, name), one in self.measured.items():
            base = BASES.get(name, "floor")
            ratio = self.ratio(size, name, base) if name != base else None
            if ratio is not None:
                found[f"{size} {name}/{base} wall"] = round(ratio, 2)
            if one.finished and name in ("validate", "validate-faults", "build", "build-tables"):
                found[f"{size} {name} peak/CSV"] = round(one.peak / self.size_bytes[size], 2)
        return found


def got_worse(before: Mapping[str, float], now: Mapping[str, float]) -> Iterator[str]:
    """Yield a line for each stored ratio that grew by more than runs differ."""
    for name, ratio in now.items():
        if name in before and ratio > before[name] * TOLERANCE:
            yield f"{name}: {before[name]} → {ratio}"
