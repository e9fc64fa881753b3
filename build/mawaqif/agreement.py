"""How far two coders who did not see each other's codes agree: Krippendorff's alpha, with bootstrap intervals.

Source of the method: K. Krippendorff, *Content Analysis*, chapter on reliability; the
coefficient is computed by the `krippendorff` package, for nominal data. Intervals are
percentile bootstraps over statements, because the codes of one statement depend on each
other.
"""

from __future__ import annotations

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
NEEDS = ("statements", "topics", "recodings", "recoded_kinds", "recoded_locators", "recoded_positions")

DIGITS = 3
LOCATORS = ("first_kind", "first_locator", "second_kind", "second_locator")
Pair = tuple[Hashable, Hashable]
Groups = Mapping[str, Sequence[Pair]]


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


def measure_agreement(dataset: Dataset, draws: int = DRAWS) -> list[Agreement]:
    """Measure the agreement of the two codings that the `recod…` tables keep.

    Args:
        dataset: tables without findings.
        draws: number of bootstrap samples; 0 leaves the intervals out.

    Returns:
        The measures, all topics together first, then topic by topic; none where the
        package has no recodings. The same tables always give the same figures.
    """
    if not all(name in dataset.tables for name in NEEDS) or not dataset.tables["recodings"].frame.height:
        return []
    statements = sorted(dataset.tables["recoded_kinds"].frame["statement_id"])
    topics = sorted(dataset.tables["topics"].frame["topic_id"])
    codes: dict[tuple[str, str], Pair] = {}
    for statement, topic, *pair in _rows(dataset, "recodings", "statement_id", "topic_id", "first_stance", "second_stance"):
        codes[statement, topic] = (pair[0], pair[1])
    found = [
        _measure("presence", "", {s: [_presence(codes, s, t) for t in topics] for s in statements}, draws),
        _measure("stance", "", {s: _stances(codes, s, topics) for s in statements}, draws),
        _measure("kind", "", _pairs(dataset, "recoded_kinds", 1, ("first_kind", "second_kind")), draws),
        _measure("locator", "", _pairs(dataset, "recoded_locators", 1, LOCATORS), draws),
        _measure("position", "", _pairs(dataset, "recoded_positions", 2, ("first_position", "second_position")), draws),
    ]
    for topic in topics:
        found.append(_measure("presence", topic, {s: [_presence(codes, s, topic)] for s in statements}, draws))
        found.append(_measure("stance", topic, {s: _stances(codes, s, [topic]) for s in statements}, draws))
    return found


def as_records(found: Sequence[Agreement]) -> list[dict[str, Any]]:
    """Return the measures as rows for tables and metadata, the coefficients to three digits."""
    return [
        {key: round(value, DIGITS) if isinstance(value, float) else value for key, value in asdict(item).items()}
        for item in found
    ]


def _rows(dataset: Dataset, table: str, *columns: str) -> list[tuple[str, ...]]:
    return dataset.tables[table].cells.select(columns).rows()


def _pairs(dataset: Dataset, table: str, keys: int, columns: tuple[str, ...]) -> Groups:
    """Return the pair of judgements of each row; half of the columns are the first's, half the second's."""
    half = len(columns) // 2
    names = dataset.tables[table].schema.columns[:keys]
    rows = _rows(dataset, table, *names, *columns)
    return {" ".join(row[:keys]): [(row[keys : keys + half], row[keys + half :])] for row in rows}


def _presence(codes: Mapping[tuple[str, str], Pair], statement: str, topic: str) -> Pair:
    first, second = codes.get((statement, topic), (None, None))
    return (first is not None, second is not None)


def _stances(codes: Mapping[tuple[str, str], Pair], statement: str, topics: Sequence[str]) -> list[Pair]:
    pairs = [codes.get((statement, topic), (None, None)) for topic in topics]
    return [pair for pair in pairs if None not in pair]


def _measure(measure: str, topic: str, groups: Groups, draws: int) -> Agreement:
    units = [pair for pairs in groups.values() for pair in pairs]
    agreed = sum(first == second for first, second in units)
    values = {value: place for place, value in enumerate(sorted({value for pair in units for value in pair}, key=repr))}
    alpha = _alpha(units, values)
    low = high = None
    if alpha is not None and agreed == len(units):
        low = high = alpha  # no sample can hold a disagreement
    elif alpha is not None and draws:
        sampled = _bootstrap(list(groups.values()), values, draws)
        low, high = (float(bound) for bound in np.nanpercentile(sampled, [2.5, 97.5]))
    return Agreement(measure, topic, len(units), agreed, alpha, low, high)


def _alpha(units: Sequence[Pair], values: Mapping[Hashable, int]) -> float | None:
    if len(values) < 2:  # noqa: PLR2004 - one value only: nothing to tell apart
        return None
    counts = np.zeros((len(units), len(values)), dtype=np.int64)
    for row, pair in enumerate(units):
        for value in pair:
            counts[row, values[value]] += 1
    return float(krippendorff.alpha(value_counts=counts, level_of_measurement="nominal"))


@cache
def _drawn(groups: int, draws: int) -> npt.NDArray[np.int64]:
    """Return how often each group is in each sample; measures over equally many groups share them."""
    rng = np.random.default_rng(SEED)
    return rng.multinomial(groups, np.full(groups, 1 / groups), size=draws)


def _bootstrap(groups: Sequence[Sequence[Pair]], values: Mapping[Hashable, int], draws: int) -> npt.NDArray[np.float64]:
    """Return alpha in samples of the groups, drawn with replacement.

    With two coders and nothing missing, nominal alpha is 1 - (n - 1) D / (n² - Σ n_v²) for
    n judgements, n_v of them the value v, and D judgements in units that differ; so a
    sample needs only how often each group was drawn. NaN where a sample has one value.
    """
    differing = np.array([sum(first != second for first, second in pairs) for pairs in groups])
    given = np.zeros((len(groups), len(values)), dtype=np.int64)
    for row, pairs in enumerate(groups):
        for pair in pairs:
            for value in pair:
                given[row, values[value]] += 1
    drawn = _drawn(len(groups), draws)
    by_value = (drawn @ given).astype(np.float64)
    n = by_value.sum(axis=1)
    expected = n**2 - (by_value**2).sum(axis=1)
    with np.errstate(divide="ignore", invalid="ignore"):
        alpha: npt.NDArray[np.float64] = 1 - (n - 1) * 2 * (drawn @ differing) / expected
    alpha[expected == 0] = np.nan
    return alpha
