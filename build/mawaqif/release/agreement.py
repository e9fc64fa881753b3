"""How far two coders who did not see each other's codes agree: Krippendorff's alpha, with bootstrap intervals.

Source of the method: K. Krippendorff, *Content Analysis*, chapter on reliability; the
coefficient is computed by the `krippendorff` package, for nominal data. Intervals are
percentile bootstraps over statements, because the codes of one statement depend on each
other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from typing import Any

import krippendorff
import numpy as np
import numpy.typing as npt

from mawaqif.tables import Dataset

DRAWS = 2000
SEED = 20231215
CODED_TWICE = ("recodings", "recoded_kinds", "recoded_locators", "recoded_positions")
NEEDS = ("statements", "topics", *CODED_TWICE)

DIGITS = 3
LOCATORS = ("first_kind", "first_locator", "second_kind", "second_locator")
Pair = tuple[Hashable, Hashable]


@dataclass(frozen=True)
class Agreement:
    """Agreement on one thing that was coded twice.

    Attributes:
        measure: `presence` (is the topic coded), `stance` (which side, where both coded
            the topic), `kind`, `locator`, `position`.
        topic_id: the topic, or empty for all together.
        units: number of things that both judged.
        agreed: number of them that both judged alike.
        alpha: Krippendorff's alpha; None where every judgement is the same, so that
            there is nothing to tell apart.
        low: lower end of the 95 % bootstrap interval; None with alpha.
        high: its upper end.
    """

    measure: str
    topic_id: str
    units: int
    agreed: int
    alpha: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True)
class Coded:
    """Pairs of judgements, in the groups that samples are drawn from.

    Attributes:
        pairs: the pairs of judgements of a group, by its position; groups without any are left out.
        groups: number of groups.
        each: number of judgements that both coders gave on each group; those that `pairs`
            leaves out are that something is not there. 0 where nothing is left out.
    """

    pairs: Mapping[int, Sequence[Pair]]
    groups: int
    each: int = 0

    @property
    def silent(self) -> int:
        """Number of judgements left out."""
        return self.groups * self.each - sum(map(len, self.pairs.values())) if self.each else 0


@dataclass(frozen=True)
class _Judged:
    """The stances of both coders, by topic and position of the statement; of few topics a statement has any."""

    statements: int
    pairs: Mapping[str, Mapping[int, Pair]]

    @property
    def topics(self) -> list[str]:
        return list(self.pairs)

    def presence(self, topics: Sequence[str]) -> Coded:
        """Return for each statement whether each coder found the topics in it."""
        found: dict[int, list[Pair]] = defaultdict(list)
        for topic in topics:
            for statement, (first, second) in self.pairs[topic].items():
                found[statement].append((first is not None, second is not None))
        return Coded(found, self.statements, each=len(topics))

    def stances(self, topics: Sequence[str]) -> Coded:
        """Return the stances on topics that both coders found in a statement."""
        found: dict[int, list[Pair]] = defaultdict(list)
        for topic in topics:
            for statement, pair in self.pairs[topic].items():
                if None not in pair:
                    found[statement].append(pair)
        return Coded(found, self.statements)


def measure_agreement(dataset: Dataset, draws: int = DRAWS) -> list[Agreement]:
    """Measure the agreement of the two codings that the `recod…` tables keep.

    Args:
        dataset: tables without findings.
        draws: number of bootstrap samples; 0 leaves the intervals out.

    Returns:
        The measures, all topics together first, then topic by topic; none where the
        package has no recodings. The same tables always give the same figures.
    """
    if not all(name in dataset.tables for name in NEEDS) or not any(dataset.tables[name].frame.height for name in CODED_TWICE):
        return []
    judged = _judged(dataset)
    found = [
        _measure("presence", "", judged.presence(judged.topics), draws),
        _measure("stance", "", judged.stances(judged.topics), draws),
        _measure("kind", "", _pairs(dataset, "recoded_kinds", 1, ("first_kind", "second_kind")), draws),
        _measure("locator", "", _pairs(dataset, "recoded_locators", 1, LOCATORS), draws),
        _measure("position", "", _pairs(dataset, "recoded_positions", 2, ("first_position", "second_position")), draws),
    ]
    for topic in judged.topics:
        found.append(_measure("presence", topic, judged.presence([topic]), draws))
        found.append(_measure("stance", topic, judged.stances([topic]), draws))
    return found


def as_records(found: Sequence[Agreement]) -> list[dict[str, Any]]:
    """Return the measures as rows for tables and metadata, the coefficients to three digits."""
    return [
        {key: round(value, DIGITS) if isinstance(value, float) else value for key, value in asdict(item).items()}
        for item in found
    ]


def _rows(dataset: Dataset, table: str, *columns: str) -> list[tuple[str, ...]]:
    return dataset.tables[table].cells.select(columns).rows()


def _judged(dataset: Dataset) -> _Judged:
    statements = {name: place for place, name in enumerate(sorted(dataset.tables["recoded_kinds"].frame["statement_id"]))}
    pairs: dict[str, dict[int, Pair]] = {topic: {} for topic in sorted(dataset.tables["topics"].frame["topic_id"])}
    columns = ("statement_id", "topic_id", "first_stance", "second_stance")
    for statement, topic, first, second in _rows(dataset, "recodings", *columns):
        if statement in statements and topic in pairs:
            pairs[topic][statements[statement]] = (first, second)
    return _Judged(len(statements), pairs)


def _pairs(dataset: Dataset, table: str, keys: int, columns: tuple[str, ...]) -> Coded:
    """Return the pair of judgements of each row; half of the columns are the first's, half the second's."""
    half = len(columns) // 2
    names = dataset.tables[table].schema.columns[:keys]
    rows = _rows(dataset, table, *names, *columns)
    return Coded({place: [(row[keys : keys + half], row[keys + half :])] for place, row in enumerate(rows)}, len(rows))


def _measure(measure: str, topic: str, coded: Coded, draws: int) -> Agreement:
    units = [pair for pairs in coded.pairs.values() for pair in pairs]
    agreed = coded.silent + sum(first == second for first, second in units)
    given = {value for pair in units for value in pair} | ({False} if coded.silent else set())
    values = {value: place for place, value in enumerate(sorted(given, key=repr))}
    alpha = _alpha(units, coded.silent, values)
    low = high = None
    if alpha is not None and agreed == len(units) + coded.silent:
        low = high = alpha  # no sample can hold a disagreement
    elif alpha is not None and draws:
        low, high = (float(bound) for bound in np.nanpercentile(_bootstrap(coded, values, draws), [2.5, 97.5]))
    return Agreement(measure, topic, len(units) + coded.silent, agreed, alpha, low, high)


def _alpha(units: Sequence[Pair], silent: int, values: Mapping[Hashable, int]) -> float | None:
    if len(values) < 2:  # noqa: PLR2004 - one value only: nothing to tell apart
        return None
    counts = np.zeros((len(units) + silent, len(values)), dtype=np.int64)
    for row, pair in enumerate(units):
        for value in pair:
            counts[row, values[value]] += 1
    if silent:
        counts[len(units) :, values[False]] = 2
    return float(krippendorff.alpha(value_counts=counts, level_of_measurement="nominal"))


@cache
def _drawn(groups: int, draws: int) -> npt.NDArray[np.int64]:
    """Return how often each group is in each sample, a row a group; measures over equally many groups share them."""
    rng = np.random.default_rng(SEED)
    return np.ascontiguousarray(rng.multinomial(groups, np.full(groups, 1 / groups), size=draws).T)


def _bootstrap(coded: Coded, values: Mapping[Hashable, int], draws: int) -> npt.NDArray[np.float64]:
    """Return alpha in samples of the groups, drawn with replacement.

    With two coders and nothing missing, nominal alpha is 1 - (n - 1) D / (n² - Σ n_v²) for
    n judgements, n_v of them the value v, and D judgements in units that differ; so a
    sample needs only how often each group was drawn. A sample has as many groups as there
    are, so what all have alike is counted once, and only how they differ from it is added.
    NaN where a sample has one value.
    """
    judged = np.array([row for row, pairs in enumerate(coded.pairs.values()) for _ in pairs], dtype=np.int64)
    units = [pair for pairs in coded.pairs.values() for pair in pairs]
    given = np.array([[values[first], values[second]] for first, second in units], dtype=np.int64)
    drawn = _drawn(coded.groups, draws)[list(coded.pairs)]
    by_value = np.zeros((len(values), draws))
    order = np.argsort(given, axis=None, kind="stable")
    present, starts = np.unique(given.ravel()[order], return_index=True)
    by_value[present] = np.add.reduceat(drawn[judged.repeat(2)[order]], starts, axis=0)
    if coded.each:
        by_value[values[False]] += 2 * coded.each * coded.groups - 2 * drawn[judged].sum(axis=0)
    differing = drawn[judged[given[:, 0] != given[:, 1]]].sum(axis=0)
    n = by_value.sum(axis=0)
    expected = n**2 - (by_value**2).sum(axis=0)
    with np.errstate(divide="ignore", invalid="ignore"):
        alpha: npt.NDArray[np.float64] = 1 - (n - 1) * 2 * differing / expected
    alpha[expected == 0] = np.nan
    return alpha
