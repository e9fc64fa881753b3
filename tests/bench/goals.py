"""What is to be reached, each goal with the figure that decides it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bench.figures import Figures

QUERY_SECONDS, FIRST_QUERY_SECONDS, NEXT_QUERY_SECONDS = 0.5, 0.8, 0.35
HELP_SECONDS = 0.2
SITE_SECONDS, SITE_BYTES, FIRST_BYTES = 30, 300e6, 300e3
USABLE_SECONDS, ANSWER_SECONDS = 2, 0.2


@dataclass(frozen=True)
class Goal:
    """One goal.

    Attributes:
        says: what is to be reached, in words.
        figure: the figure that decides; None where it was not measured.
        limit: the most that the figure may be, or the least.
        least: whether the limit is the least.
        ended: size and contender that may have been ended at the limit of time, so that the
            figure is at least what is told.
    """

    says: str
    figure: Callable[[Figures], float | None]
    limit: float
    least: bool = False
    ended: tuple[str, str] = ("", "")

    def outcome(self, figures: Figures) -> tuple[str, str]:
        """Return the figure and whether the goal is reached, in words."""
        figure = self.figure(figures)
        if figure is None:
            return "not measured", ""
        run = figures.measured.get(self.ended)
        bound = run is not None and not run.finished
        reached = figure >= self.limit if self.least else figure <= self.limit
        return f"{'more than ' if bound else ''}{figure:.3g}", "yes" if reached else "not shown" if bound else "no"


def _wall(size: str, name: str) -> Callable[[Figures], float | None]:
    return lambda figures: one.wall if (one := figures.measured.get((size, name))) else None


def _memory(size: str, name: str) -> Callable[[Figures], float | None]:
    def figure(figures: Figures) -> float | None:
        one = figures.measured.get((size, name))
        return one.peak / figures.size_bytes[size] if one and one.finished else None

    return figure


def _site(name: str) -> Callable[[Figures], float | None]:
    return lambda figures: figures.sites.get("10k", {}).get(name)


def _times_faster(size: str, limit: float) -> Goal:
    def figure(figures: Figures) -> float | None:
        one, other = figures.measured.get((size, "validate")), figures.measured.get((size, "frictionless"))
        return other.wall / one.wall if one and other else None

    return Goal(f"{size}: frictionless / `validate`", figure, limit, least=True, ended=(size, "frictionless"))


GOALS = (
    Goal("1x: `validate` / frictionless", lambda f: f.ratio("1x", "validate", "frictionless"), 0.75),
    _times_faster("100k", 20),
    _times_faster("1M", 25),
    Goal("100k: `validate` / floor", lambda f: f.ratio("100k", "validate", "floor"), 2),
    Goal("1M: `validate` / floor", lambda f: f.ratio("1M", "validate", "floor"), 2.2),
    Goal("1M: peak memory of `validate` / CSV", _memory("1M", "validate"), 1.6),
    Goal("`validate` grows from 10k to 100k with the power", lambda f: f.exponent("validate", "10k", "100k"), 1.1),
    Goal("`validate` grows from 100k to 1M with the power", lambda f: f.exponent("validate", "100k", "1M"), 1.1),
    Goal("10k: `build` / floor", lambda f: f.ratio("10k", "build", "floor"), 20),
    Goal("100k: `build --only csv,parquet,duckdb` / floor", lambda f: f.ratio("100k", "build-tables", "floor"), 4),
    Goal("1M: `build --only csv,parquet,duckdb` / floor", lambda f: f.ratio("1M", "build-tables", "floor"), 4),
    Goal("100k: peak memory of `build --only csv,parquet,duckdb` / CSV", _memory("100k", "build-tables"), 2.5),
    Goal("1M: peak memory of `build --only csv,parquet,duckdb` / CSV", _memory("1M", "build-tables"), 2.5),
    Goal("10k: `site`, seconds", _wall("10k", "site"), SITE_SECONDS),
    Goal("10k: the site without the release that it offers, bytes", _site("bytes"), SITE_BYTES),
    Goal("10k: data of the page that is opened first, bytes", _site("first"), FIRST_BYTES),
    Goal("10k: the list of statements can be used after, seconds", _site("usable"), USABLE_SECONDS),
    Goal(
        "10k: a filter at once, as soon as the list can be used, is answered after, seconds",
        _site("filter_at_once"),
        ANSWER_SECONDS,
    ),
    Goal("10k: a filter, once the page is quiet, is answered after, seconds", _site("filter"), ANSWER_SECONDS),
    Goal(
        "10k: a search at once, as soon as the list can be used, is answered after, seconds",
        _site("search_at_once"),
        ANSWER_SECONDS,
    ),
    Goal("10k: a search, once the page is quiet, is answered after, seconds", _site("search"), ANSWER_SECONDS),
    Goal("100k: faults slow `validate` down", lambda f: f.ratio("100k", "validate-faults", "validate"), 2),
    Goal("1M: faults slow `validate` down", lambda f: f.ratio("1M", "validate-faults", "validate"), 2),
    Goal("first result of `query --release`, seconds", _wall("1x", "query-release"), QUERY_SECONDS),
    Goal("first result of `query` from the CSV tables, seconds", _wall("1x", "query"), FIRST_QUERY_SECONDS),
    Goal("result of `query` from unchanged tables, seconds", _wall("1x", "query-again"), NEXT_QUERY_SECONDS),
    Goal("`--help`, seconds", _wall("1x", "help"), HELP_SECONDS),
)
