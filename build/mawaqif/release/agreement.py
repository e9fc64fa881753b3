"""How far two coders who did not see each other's codes agree: Krippendorff's alpha, with bootstrap intervals.

Source of the method: K. Krippendorff, *Content Analysis*, chapter on reliability; a test
holds the coefficient to that of the `krippendorff` package, which needs a row a unit.
Intervals are percentile bootstraps over statements, because the codes of one statement
depend on each other.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt
import polars as pl

from mawaqif.tables import Dataset

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
    """How groups were judged that samples are drawn from.

    Attributes:
        kinds: number of groups by the pairs of judgements that they hold, in order of `repr`; groups without any are left out.
        groups: number of groups.
        each: number of judgements that both coders gave on each group; those that `kinds`
            leaves out are that something is not there. 0 where nothing is left out.
    """

    kinds: Mapping[tuple[Pair, ...], int]
    groups: int
    each: int = 0

    @property
    def told(self) -> int:
        """Number of judgements that `kinds` holds."""
        return sum(len(pairs) * number for pairs, number in self.kinds.items())

    @property
    def silent(self) -> int:
        """Number of judgements left out."""
        return self.groups * self.each - self.told if self.each else 0


@dataclass(frozen=True)
class Codings:
    """The codes of both coders, by the part of the data set that is measured for itself, such as a document.

    Attributes:
        rows: of each table of `CODED_TWICE`, its columns with the name of the part as `part`.
        topics: every topic, in order.
    """

    rows: Mapping[str, pl.DataFrame]
    topics: Sequence[str]

    @classmethod
    def whole(cls, dataset: Dataset) -> Codings:
        """Return the codes of a data set, the part that they belong to being empty."""
        rows = {name: dataset.tables[name].cells.with_columns(part=pl.lit("")) for name in CODED_TWICE}
        return cls(rows, sorted(dataset.tables["topics"].frame["topic_id"]))

    @cached_property
    def statements(self) -> Mapping[str, int]:
        """Number of statements by part."""
        return dict(self.rows["recoded_kinds"].group_by("part").len().iter_rows())

    @cached_property
    def stances(self) -> pl.DataFrame:
        """Stances of both coders by part, statement and topic: of few topics a statement has any."""
        topics = pl.col("topic_id").is_in(pl.Series(self.topics, dtype=pl.String).implode())
        known = self.rows["recoded_kinds"].select("part", "statement_id").unique()
        rows = self.rows["recodings"].filter(topics).join(known, on=["part", "statement_id"], how="semi")
        return rows.select("part", "statement_id", "topic_id", first="first_stance", second="second_stance")

    def judged(self, measure: str, by: str = "part") -> Mapping[str, Mapping[tuple[Pair, ...], int]]:
        """Return the kinds of groups by part, or by topic where `by` is `topic_id`."""
        if measure in _TABLES:
            table, columns = _TABLES[measure]
            return _kinds(self.rows[table].select("part", *columns), "part")
        rows = self.stances.select(by, "statement_id", "first", "second")
        if measure == "presence":
            rows = rows.with_columns(pl.col("first", "second").is_not_null())
        return _kinds(rows.drop_nulls(["first", "second"]), by, "statement_id")


# What is judged by the row, with the table and the columns of both coders.
_TABLES: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "kind": ("recoded_kinds", ("first_kind", "second_kind")),
    "locator": ("recoded_locators", LOCATORS),
    "position": ("recoded_positions", ("first_position", "second_position")),
}
_BY_STATEMENT = ("presence", "stance")


def _kinds(rows: pl.DataFrame, by: str, group: str = "") -> Mapping[str, Mapping[tuple[Pair, ...], int]]:
    """Return how many groups hold which pairs of judgements, by the values of a column.

    Args:
        rows: a pair a row: the column `by`, that of the group, then those of the first coder, then those of the second.
        by: the column.
        group: the column of the group; empty where each row is one.
    """
    columns = [name for name in rows.columns if name not in (by, group)]
    half = len(columns) // 2
    pairs = {
        row: (row[:half], row[half:]) if not group else (row[0], row[1]) for row in rows.select(columns).unique().iter_rows()
    }
    ordered = sorted(pairs, key=lambda row: repr(pairs[row]))
    numbers = pl.DataFrame(ordered, schema=rows.select(columns).schema, orient="row").with_row_index("pair")
    numbered = rows.join(numbers, on=columns, nulls_equal=True)
    of_group = [name for name in (by, group) if name]
    if group and numbered.select(of_group).is_duplicated().any():
        numbered = numbered.sort("pair").group_by(of_group, maintain_order=True).agg("pair")
    else:
        numbered = numbered.with_columns(pl.concat_list("pair"))
    found: dict[str, dict[tuple[Pair, ...], int]] = defaultdict(dict)
    for part, kind, number in numbered.group_by(by, "pair").len().iter_rows():
        found[part][tuple(pairs[ordered[place]] for place in kind)] = number
    return found


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
    codings = Codings.whole(dataset)
    found = measure_parts(codings, [""], draws)[""]
    presence, stances = (codings.judged(measure, "topic_id") if by_topic else {} for measure in _BY_STATEMENT)
    statements = codings.statements.get("", 0)
    for topic in codings.topics if by_topic else ():
        found.append(_measure("presence", topic, Coded(presence.get(topic, {}), statements, each=1), draws))
        found.append(_measure("stance", topic, Coded(stances.get(topic, {}), statements), draws))
    return found


def measure_parts(codings: Codings, parts: Iterable[str], draws: int) -> dict[str, list[Agreement]]:
    """Measure the agreement of the two codings of each part, all topics together.

    Args:
        codings: the codes.
        parts: names of the parts.
        draws: number of bootstrap samples; 0 leaves the intervals out.
    """
    judged = {measure: codings.judged(measure) for measure in (*_BY_STATEMENT, *_TABLES)}

    def coded(measure: str, part: str) -> Coded:
        kinds = judged[measure].get(part, {})
        if measure in _TABLES:
            return Coded(kinds, sum(kinds.values()))
        return Coded(kinds, codings.statements.get(part, 0), each=len(codings.topics) if measure == "presence" else 0)

    return {part: [_measure(measure, "", coded(measure, part), draws) for measure in judged] for part in parts}


def as_records(found: Sequence[Agreement]) -> list[dict[str, Any]]:
    """Return the measures as rows for tables and metadata, the coefficients to three digits."""
    return [
        {key: round(value, DIGITS) if isinstance(value, float) else value for key, value in vars(item).items()} for item in found
    ]


def _measure(measure: str, topic: str, coded: Coded, draws: int) -> Agreement:
    # Most topics are judged so seldom that others were judged alike.
    return Agreement(measure, topic, *_figures(frozenset(coded.kinds.items()), coded.groups, coded.each, draws))


@lru_cache(maxsize=4096)
def _figures(
    kinds: frozenset[tuple[tuple[Pair, ...], int]], number: int, each: int, draws: int
) -> tuple[int, int, float | None, float | None, float | None]:
    """Return units, agreed, alpha, low and high, as `Agreement` has them."""
    groups = _Groups.of(Coded(dict(kinds), number, each))
    alpha = float(_alpha(groups.sums.T @ groups.numbers)) if len(groups.values) > 1 else None
    low = high = None
    if alpha is not None and groups.differing == 0:
        low = high = alpha  # no sample can hold a disagreement
    elif alpha is not None and draws:
        low, high = np.nanpercentile(_bootstrap(groups, draws), [2.5, 97.5]).tolist()
    return groups.units, groups.units - groups.differing, alpha, low, high


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
        kinds = Counter(dict(coded.kinds))
        kinds[()] += coded.groups - sum(coded.kinds.values())
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
        return cls(values, numbers, sums, coded.told + coded.silent)


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


def _bootstrap(groups: _Groups, draws: int) -> npt.NDArray[np.float64]:
    """Return alpha in samples of the groups, drawn with replacement: how often each kind is drawn, times what it holds."""
    number = int(groups.numbers.sum())
    drawn = np.random.default_rng(SEED).multinomial(number, groups.numbers / number, size=draws)
    return _alpha(drawn @ groups.sums)
