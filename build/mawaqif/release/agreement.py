"""How far two coders who did not see each other's codes agree: Krippendorff's alpha, with bootstrap intervals.

Source of the method: K. Krippendorff, *Content Analysis*, chapter on reliability; a test
holds the coefficient to that of the `krippendorff` package, which needs a row a unit.
Intervals are percentile bootstraps over statements, because the codes of one statement
depend on each other.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt

from mawaqif.tables import Dataset, Table

DRAWS = 5000
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
    """The stances of both coders, by topic and position of the statement; of few topics a statement has any.

    Attributes:
        statements: number of statements.
        topics: every topic, in order.
        pairs: the pairs of those topics that either coder found in any statement.
    """

    statements: int
    topics: Mapping[str, None]
    pairs: Mapping[str, Mapping[int, Pair]]

    def presence(self, topic: str = "") -> Coded:
        """Return for each statement whether each coder found a topic in it, or each of all topics."""
        found: dict[int, list[Pair]] = defaultdict(list)
        for pairs in self._of(topic):
            for statement, (first, second) in pairs.items():
                found[statement].append((first is not None, second is not None))
        return Coded(found, self.statements, each=1 if topic else len(self.topics))

    def stances(self, topic: str = "") -> Coded:
        """Return the stances on a topic, or on all topics, that both coders found in a statement."""
        found: dict[int, list[Pair]] = defaultdict(list)
        for pairs in self._of(topic):
            for statement, pair in pairs.items():
                if None not in pair:
                    found[statement].append(pair)
        return Coded(found, self.statements)

    def _of(self, topic: str) -> Iterable[Mapping[int, Pair]]:
        return (self.pairs.get(topic, {}),) if topic else self.pairs.values()


def measure_agreement(dataset: Dataset, draws: int = DRAWS, *, by_topic: bool = True) -> list[Agreement]:
    """Measure the agreement of the two codings that the `recod…` tables keep.

    Args:
        dataset: tables without findings.
        draws: number of bootstrap samples; 0 leaves the intervals out.
        by_topic: whether each topic is measured too.

    Returns:
        The measures, all topics together first, then topic by topic; none where the
        package has no recodings. The same tables always give the same figures.
    """
    if not all(name in dataset.tables for name in NEEDS) or not any(dataset.tables[name].frame.height for name in CODED_TWICE):
        return []
    judged = _judged(dataset)
    found = [
        _measure("presence", "", judged.presence(), draws),
        _measure("stance", "", judged.stances(), draws),
        _measure("kind", "", _pairs(dataset, "recoded_kinds", 1, ("first_kind", "second_kind")), draws),
        _measure("locator", "", _pairs(dataset, "recoded_locators", 1, LOCATORS), draws),
        _measure("position", "", _pairs(dataset, "recoded_positions", 2, ("first_position", "second_position")), draws),
    ]
    for topic in judged.topics if by_topic else ():
        found.append(_measure("presence", topic, judged.presence(topic), draws))
        found.append(_measure("stance", topic, judged.stances(topic), draws))
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
    topics = _topics(dataset.tables["topics"])
    pairs: dict[str, dict[int, Pair]] = defaultdict(dict)
    columns = ("statement_id", "topic_id", "first_stance", "second_stance")
    for statement, topic, first, second in _rows(dataset, "recodings", *columns):
        if statement in statements and topic in topics:
            pairs[topic][statements[statement]] = (first, second)
    return _Judged(len(statements), topics, pairs)


@lru_cache(maxsize=1)
def _topics(table: Table) -> Mapping[str, None]:
    """Return the topics in order; they are the same for each document that is measured."""
    return dict.fromkeys(sorted(table.frame["topic_id"]))


def _pairs(dataset: Dataset, table: str, keys: int, columns: tuple[str, ...]) -> Coded:
    """Return the pair of judgements of each row; half of the columns are the first's, half the second's."""
    half = len(columns) // 2
    names = dataset.tables[table].schema.columns[:keys]
    rows = _rows(dataset, table, *names, *columns)
    return Coded({place: [(row[keys : keys + half], row[keys + half :])] for place, row in enumerate(rows)}, len(rows))


def _measure(measure: str, topic: str, coded: Coded, draws: int) -> Agreement:
    groups = _Groups.of(coded)
    alpha = float(_alpha(groups.sums.T @ groups.numbers)) if len(groups.values) > 1 else None
    low = high = None
    if alpha is not None and groups.differing == 0:
        low = high = alpha  # no sample can hold a disagreement
    elif alpha is not None and draws:
        low, high = _interval(groups.numbers.tobytes(), groups.sums.tobytes(), len(groups.numbers), draws)
    return Agreement(measure, topic, groups.units, groups.units - groups.differing, alpha, low, high)


@dataclass(frozen=True)
class _Groups:
    """The groups that samples are drawn from, those that were judged alike taken together.

    A sample needs of a group only how many judgements it has of each value, and how many
    of its units differ; few groups differ in that, however many there are.

    Attributes:
        values: the values that were given.
        numbers: how many groups there are of each kind.
        sums: of a group of each kind, a row a kind: judgements of each value, and last the units that differ.
        units: number of things that both judged, in all groups.
    """

    values: Sequence[Hashable]
    numbers: npt.NDArray[np.int64]
    sums: npt.NDArray[np.int64]
    units: int

    @property
    def differing(self) -> int:
        return int(self.sums[:, -1] @ self.numbers)

    @classmethod
    def of(cls, coded: Coded) -> _Groups:
        """Take together the groups that were judged alike."""
        kinds = Counter(tuple(sorted(pairs, key=repr)) for pairs in coded.pairs.values())
        kinds[()] += coded.groups - len(coded.pairs)
        ordered = sorted(kinds, key=repr)
        given = {value for kind in ordered for pair in kind for value in pair} | ({False} if coded.silent else set())
        values = sorted(given, key=repr)
        sums = np.zeros((len(ordered), len(values) + 1), dtype=np.int64)
        for row, kind in enumerate(ordered):
            for pair in kind:
                for value in pair:
                    sums[row, values.index(value)] += 1
                sums[row, -1] += pair[0] != pair[1]
            if coded.silent:
                sums[row, values.index(False)] += 2 * (coded.each - len(kind))
        numbers = np.array([kinds[kind] for kind in ordered], dtype=np.int64)
        units = sum(map(len, coded.pairs.values())) + coded.silent
        return cls(values, numbers, sums, units)


def _alpha(totals: npt.NDArray[np.int64]) -> npt.NDArray[np.float64]:
    """Return nominal alpha of two coders, where nothing is missing: 1 - (n - 1) 2 D / (n² - Σ n_v²).

    Args:
        totals: along the last axis, the number n_v of judgements of each value, and last the
            number D of units in which the coders differ; n is the sum of all n_v.

    Returns:
        One coefficient less an axis; NaN where there is one value, so that there is nothing to tell apart.
    """
    by_value, differing = totals[..., :-1].astype(np.float64), totals[..., -1]
    n = by_value.sum(axis=-1)
    expected = n**2 - (by_value**2).sum(axis=-1)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(expected == 0, np.nan, 1 - (n - 1) * 2 * differing / expected)


@lru_cache(maxsize=4096)
def _interval(numbers: bytes, sums: bytes, kinds: int, draws: int) -> tuple[float, float]:
    """Return the 95 % interval of alpha; most topics are judged so seldom that others have the same numbers of each kind."""
    groups = _Groups((), np.frombuffer(numbers, np.int64), np.frombuffer(sums, np.int64).reshape(kinds, -1), 0)
    low, high = np.nanpercentile(_bootstrap(groups, draws), [2.5, 97.5])
    return float(low), float(high)


def _bootstrap(groups: _Groups, draws: int) -> npt.NDArray[np.float64]:
    """Return alpha in samples of the groups, drawn with replacement: how often each kind is drawn, times what it holds."""
    number = int(groups.numbers.sum())
    drawn = np.random.default_rng(SEED).multinomial(number, groups.numbers / number, size=draws)
    return _alpha(drawn @ groups.sums)
