"""Counting trials: shares by kind and in total, and what was missed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median

from mutants.kinds import BEYOND
from mutants.trial import Trial

Share = tuple[int, int]


@dataclass(frozen=True)
class Tally:
    """The numbers of some trials; a share is a pair of how many and of how many.

    Attributes:
        name: of what the trials are.
        count: number of mutants.
        shares: by column of the table, in its order.
        middle: median number of findings beyond the one that each damage should give.
        most: largest such number.
    """

    name: str
    count: int
    shares: tuple[Share, ...]
    middle: float
    most: int


# The columns of the table: what each asks of a trial; None leaves the trial out.
ASKED: tuple[tuple[str, Callable[[Trial], bool | None]], ...] = (
    ("caught", lambda trial: trial.whole.caught),
    ("line", lambda trial: trial.whole.line),
    ("cell", lambda trial: trial.whole.column),
    ("caught by rules", lambda trial: None if _of_record(trial) else trial.rules.caught),
    ("line by rules", lambda trial: None if _of_record(trial) else trial.rules.line),
    ("cell by rules", lambda trial: trial.rules.column),
    ("rules and sources", lambda trial: None if _of_record(trial) else trial.sources),
    ("frictionless", lambda trial: trial.standard),
)


def _of_record(trial: Trial) -> bool:
    return trial.kind.startswith("record-")


def tally(name: str, trials: Sequence[Trial]) -> Tally:
    """Count trials."""
    shares = []
    for _, ask in ASKED:
        answers = [answer for answer in map(ask, trials) if answer is not None]
        shares.append((sum(answers), len(answers)))
    beyond = [max(0, trial.whole.findings - 1) for trial in trials]
    return Tally(name, len(trials), tuple(shares), median(beyond) if beyond else 0, max(beyond, default=0))


def missed(trials: Sequence[Trial]) -> list[Trial]:
    """Return the mutants that passed every check with the record in place, and should not have."""
    return [trial for trial in trials if not (trial.whole.caught or trial.crash or trial.kind in BEYOND)]


def misplaced(trials: Sequence[Trial]) -> list[Trial]:
    """Return the mutants that were caught, but at no time at the damaged file and line."""
    return [trial for trial in trials if trial.whole.caught and not trial.whole.line and trial.kind not in BEYOND]


def crashed(trials: Sequence[Trial]) -> list[Trial]:
    """Return the mutants at which a check broke down."""
    return [trial for trial in trials if trial.crash]
