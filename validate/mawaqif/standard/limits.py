"""Limits of cells, held through Pandera on Polars; what they are comes from a schema, and this module knows no column.

Pandera decides of every column whether all its cells pass. Its table of failures is costly where there are many: so where
some do not pass, one pass of Polars counts what breaks each limit, and Pandera tells of the rows, of very many alike the first.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import polars as pl

from mawaqif.findings import Bilingual, Code

if TYPE_CHECKING:
    import pandera.polars as pandera

AT_LEAST, AT_MOST = Bilingual("at least {limit}", "{limit} فأكثر"), Bilingual("at most {limit}", "{limit} فأقل")
# In place of the position of a limit: the cell is empty and may not be.
EMPTY = -1


@dataclass(frozen=True)
class Limit:
    """One limit of one column: the code of its finding, what it says, and which rows pass."""

    code: Code
    said: Any
    passes: pl.Expr


@dataclass(frozen=True)
class Breach:
    """A cell that breaks a limit.

    Attributes:
        column: name of the column.
        row: position of the row.
        limit: position of the limit that it breaks first, or `EMPTY`.
        more: number of cells of the column that break the same limit first, and are not told.
    """

    column: str
    row: int
    limit: int
    more: int = 0


def breaches(
    frame: pl.DataFrame,
    limits: Mapping[str, Sequence[Limit]],
    filled: Collection[str],
    most: int | None = None,
    held: Mapping[str, pl.Expr] | None = None,
) -> Iterator[Breach]:
    """Yield the cells that break a limit of their column.

    Args:
        frame: the rows, eager: of a lazy frame Pandera checks no values. It may have columns that only limits look at.
        limits: the limits of each column that is checked.
        filled: columns in which no cell may be empty.
        most: number of cells alike of which each is told; all where left out.
        held: which cells of a column are checked, where not all are.
    """
    which = held or {}
    asked = [name for name in limits if limits[name] or name in filled]
    if not asked or _all_pass(frame, {name: limits[name] for name in asked}, filled, which):
        return
    broken = frame.select(item for name in asked for item in _first_broken(name, limits[name], filled, which.get(name)))
    counts = broken.sum().row(0, named=True)
    told = {key: broken[key].arg_true().head(most or broken.height) for key, count in counts.items() if count}
    names = {key.rpartition(":")[0] for key in told}
    rows = pl.concat(told.values()).unique().sort()
    within = {key: set(series) for key, series in told.items()}
    last = {key: series[-1] for key, series in told.items()}
    for name, place, limit in _by_pandera(frame[rows], {name: limits[name] for name in names}, filled):
        key, row = f"{name}:{limit}", rows[place]
        if row in within[key]:
            yield Breach(name, row, limit, counts[key] - len(told[key]) if row == last[key] else 0)


def _passes(name: str, limits: Sequence[Limit], filled: Collection[str]) -> list[tuple[int, pl.Expr]]:
    """Return which cells of a column pass each limit, by its position; a missing cell breaks none but `EMPTY`."""
    present = [(EMPTY, pl.col(name).is_not_null())] if name in filled else []
    return present + [(place, limit.passes.fill_null(value=True)) for place, limit in enumerate(limits)]


def _first_broken(name: str, limits: Sequence[Limit], filled: Collection[str], held: pl.Expr | None) -> Iterator[pl.Expr]:
    """Yield, as `NAME:LIMIT`, which cells break each limit and none before it."""
    earlier = pl.lit(value=False) if held is None else ~held
    for place, passes in _passes(name, limits, filled):
        yield (~passes & ~earlier).alias(f"{name}:{place}")
        earlier = earlier | ~passes


def _all_pass(
    frame: pl.DataFrame, limits: Mapping[str, Sequence[Limit]], filled: Collection[str], held: Mapping[str, pl.Expr]
) -> bool:
    """True where every cell of every column passes; those that are not held do.

    One check of Pandera holds all columns at once. A schema column for each has Pandera copy it and query the frame five
    times, which takes longer than all cells of a table of usual size.
    """

    def column(name: str) -> pl.Expr:
        passes = pl.all_horizontal([passes for _, passes in _passes(name, limits[name], filled)])
        return (passes | ~held[name] if name in held else passes).alias(name)

    import pandera.polars as pandera  # noqa: PLC0415 - slow to load, and columns without limits do without

    try:
        pandera.DataFrameSchema(checks=[_check("limits", *map(column, limits), most=1)]).validate(frame)
    except pandera.errors.SchemaError:
        return False
    return True


def _check(name: str, *passes: pl.Expr, most: int | None = None) -> pandera.Check:
    """Return the check that a row passes where all of these do, with so many that do not, or all of them."""
    import pandera.polars as pandera  # noqa: PLC0415 - the same

    def outcome(data: pandera.PolarsData) -> pl.LazyFrame:
        passed: pl.LazyFrame = data.lazyframe.select(pl.all_horizontal(passes).alias(name))
        return passed

    return pandera.Check(outcome, name=name, n_failure_cases=most)


def _by_pandera(
    frame: pl.DataFrame, limits: Mapping[str, Sequence[Limit]], filled: Collection[str]
) -> Iterator[tuple[str, int, int]]:
    """Yield column, row and position of the limit that each cell breaks first, or `EMPTY`."""
    import pandera.polars as pandera  # noqa: PLC0415 - the same

    # Pandera takes NaN for an empty cell, which it is not: that a cell is there is a check as the limits are.
    schema = pandera.DataFrameSchema(
        {
            name: pandera.Column(
                checks=[_check(f"{name}:{place}", passes) for place, passes in _passes(name, own, filled)], nullable=True
            )
            for name, own in limits.items()
        }
    )
    try:
        schema.validate(frame, lazy=True)
    except pandera.errors.SchemaErrors as error:
        cases = error.failure_cases.select("check", "column", "index")
        for told, name, row in cases.unique(["column", "index"], keep="first", maintain_order=True).iter_rows():
            yield name, row, int(told.rpartition(":")[2])
