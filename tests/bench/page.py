"""The page of the benchmark: what was reached, and every figure, as Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from statistics import median

from bench.contenders import ASKED, CONTENDERS, QUESTIONS, Contender
from bench.figures import BASES, Figures, Measured
from bench.goals import GOALS
from bench.peers import PEERS

MIB = 1024 * 1024
# Parts that take less of the time are told together.
SMALLEST_PART = 0.02
PARTS_OF = {
    "validate": "Where the time of `mawaqif validate` goes, one check after the other:",
    "build": "Where the time of `mawaqif build` goes:",
    "build-tables": "Where the time of `mawaqif build --only csv,parquet,duckdb` goes:",
    "query": "Where the time of `mawaqif query` on the CSV tables goes, beside starting and showing the result:",
}
NOTICE = "<!-- Made by `make bench`. Do not edit this page. -->\n"
INTRODUCTION = """
# How fast, and what it costs to grow

`make bench` grows the real tables to 10 thousand, 100 thousand and 1 million statements, all tables in
proportion and all rules satisfied (`tests/bench/growth.py`), and gives the same work to Mawaqif and to
others. Every figure is of a whole process from its start to its end, imports included: the median of the
runs, with the shortest and the longest. Ratios are of runs that took turns on one machine. At the size of the
real tables everything runs once before it is measured, so that no first run is longer because its files were
never read, its code was not yet compiled, or nothing was kept yet: `mawaqif validate` keeps which schemas
frictionless found nothing in, `mawaqif query` without `--no-cache` the database of unchanged tables.

The floor is plain DuckDB that reads every CSV and writes it as Parquet, and checks nothing but types.
frictionless checks types, constraints, primary and foreign keys. Pandera on pandas checks the same and
unique keys, by a script of its own (`tests/bench/peer_pandera_pandas.py`). `mawaqif validate` checks all
that, unused rows, circles, the rules across rows and the form of the files, and tells the line of every
finding. The grown packages have no reading record, because nobody has read their rows.

The floor writes one edition. `mawaqif build` checks, then writes the rows seven times over, among them a
workbook cell by cell, SQLite with keys and a search, and a zip of each edition, and measures how far coders
agree; `--only csv,parquet,duckdb` writes the editions that suit the largest packages, each with its zip: the tables,
and the views in the database alone. `mawaqif query` without a release reads all tables into a database with keys and
checks before it asks; a release holds that database, and from one question to the next it is kept.

A run is ended after a time, so that the whole takes less than twenty minutes; what is not finished then
took at least that long. `make bench LIMIT=900` lets frictionless finish at 1 million statements. A release
is built of 10 thousand statements, its CSV, Parquet and DuckDB editions of every size; an edition whose
format cannot hold the rows, as a sheet of Excel beyond 1,048,576, is left out and told.
What needs more memory than there is left is refused before a row is read. Tried once, on 2026-11-29, with empty
files of the sizes of 10 million statements (27 GiB of CSV) and 22 GiB of memory left: `mawaqif validate` says that
it needs about 67 GiB, and which 14 of the 23 tables fit by themselves, with `--table NAME`; each of the others is
a file of more than 1 GiB, which is not read.
`make bench SEED=1` grows other packages, `KEEP=folder` keeps them for the next time, `SIZES="1x 10k"` and
`RUNS=3` measure less or more.
"""


def page(figures: Figures, machine: str, worse: Sequence[str]) -> str:
    """Return the page.

    Args:
        figures: what was measured.
        machine: the machine, in general terms.
        worse: lines that say which ratio got worse since the last stored run.
    """
    parts = [NOTICE + INTRODUCTION.rstrip(), f"Measured on {machine}.", "## What is to be reached", _goals(figures), "## Figures"]
    parts += [_size(figures, size) for size in figures.rows]
    parts += ["## What the peers do not find", _peers()]
    if worse:
        parts += ["## What got worse", "\n".join(f"- {line}" for line in worse)]
    return "\n\n".join(parts) + "\n"


def _peers() -> str:
    """Return, for each peer, the kinds of faults that it says it cannot find, all of which `mawaqif validate` finds."""
    return "\n".join(f"- {peer.does}: {'; '.join(peer.lacks)}." for peer in PEERS)


def _table(rows: Sequence[Sequence[str]]) -> str:
    head, *body = rows
    marks = ["---"] + ["--:"] * (len(head) - 1)
    return "\n".join(f"| {' | '.join(row)} |" for row in (head, marks, *body))


def _goals(figures: Figures) -> str:
    wanted = {goal: f"at {'least' if goal.least else 'most'} {goal.limit:.3g}" for goal in GOALS}
    rows = [(goal.says, wanted[goal], *goal.outcome(figures)) for goal in GOALS]
    return _table([("goal", "wanted", "measured", "reached"), *rows])


def _size(figures: Figures, size: str) -> str:
    heading = (
        f"### {size}: {figures.statements[size]:,} statements, {figures.rows[size]:,} rows, "
        f"{figures.size_bytes[size] / MIB:,.1f} MiB of CSV"
    )
    head = ("what", "seconds", "shortest to longest", "CPU seconds", "peak MiB", "ratio")
    parts = [heading, _table([head, *_rows(figures, size)])]
    if size in figures.located:
        made, found = figures.located[size]
        parts.append(f"Of {made:,} faults, {found:,} are told at their file, line and column.")
    asked = [(contender, figures.asked[size, contender.name]) for contender in ASKED if (size, contender.name) in figures.asked]
    if asked:
        parts += [f"The Parquet files of that release, asked {len(QUESTIONS)} questions of the cookbook{_equal(len(asked))}:"]
        parts += [_asked(figures, size, asked)]
    if size in figures.sites:
        parts.append(_site(figures.sites[size]))
    for command, does in PARTS_OF.items():
        if (size, command) in figures.stages:
            parts += [does, _stages(figures.stages[size, command])]
    return "\n\n".join(parts)


def _equal(engines: int) -> str:
    return (
        ", with equal answers" if engines > 1 else "; there is no Spark on this machine (`make spark` installs it, it needs Java)"
    )


def _asked(figures: Figures, size: str, asked: Sequence[tuple[Contender, Sequence[Mapping[str, float]]]]) -> str:
    """Return a table of what loading and each question took in each engine, in seconds, beside the whole process."""
    head = ("engine", "loading", *QUESTIONS, "whole process", "CPU seconds", "peak MiB")
    rows = []
    for contender, runs in asked:
        one = figures.measured[size, contender.name]
        parts = [f"{median(run[part] for run in runs):.2f}" for part in ("load", *QUESTIONS)]
        rows.append((contender.does, *parts, f"{one.wall:.2f}", f"{one.cpu:.2f}", f"{one.peak / MIB:,.0f}"))
    return _table([head, *rows])


def _site(figures: Mapping[str, float]) -> str:
    """Return what the site weighs and, where there is a browser, how fast it answers."""
    files = f"The site has {figures['pages']:,.0f} pages and {figures['bytes'] / MIB:,.0f} MiB beside the release that it offers."
    if "usable" not in figures:
        return files
    waits = ", ".join(
        f"a {what} after {figures[f'{what}_at_once']:.2f} s at once and after {figures[what]:.2f} s once the page is quiet"
        for what in ("filter", "search")
    )
    return (
        f"{files} In Chromium on this machine the list of statements loads {figures['first'] / 1000:,.0f} kB, can be used after "
        f"{figures['usable']:.2f} s, then loads {figures['ahead'] / 1000:,.0f} kB ahead, and answers {waits}: medians, "
        "until the rows are painted."
    )


def _stages(stages: Sequence[tuple[str, float, float]]) -> str:
    """Return a table of the parts that took most of the time, longest first, and of the others together."""
    whole = sum(seconds for _, seconds, _ in stages)
    large = sorted((part for part in stages if part[1] >= SMALLEST_PART * whole), key=lambda part: -part[1])
    small = [part for part in stages if part not in large]
    others = ("all others", sum(seconds for _, seconds, _ in small), sum(busy for *_, busy in small))
    rows = [(name, f"{seconds:.2f}", f"{busy:.2f}", f"{seconds / whole:.0%}") for name, seconds, busy in [*large, others]]
    return _table([("part", "seconds", "CPU seconds", "of the whole"), *rows])


def _rows(figures: Figures, size: str) -> Iterator[tuple[str, ...]]:
    for contender in CONTENDERS:
        one = figures.measured.get((size, contender.name))
        if one is not None and contender not in ASKED:
            yield contender.does, *_cells(one), _ratio(figures, size, contender.name)


def _cells(one: Measured) -> tuple[str, ...]:
    if not one.finished:
        return (f"not finished in {one.limit:,.0f}", "", "", "")
    shortest, longest = one.spread
    return f"{one.wall:.2f}", f"{shortest:.2f} to {longest:.2f}", f"{one.cpu:.2f}", f"{one.peak / MIB:,.0f}"


def _ratio(figures: Figures, size: str, name: str) -> str:
    base = BASES.get(name, "floor")
    one, other = figures.measured[size, name], figures.measured.get((size, base))
    if name == base or other is None or not other.finished:
        return ""
    ratio = one.wall / other.wall
    return f"{'' if one.finished else 'more than '}{ratio:.2f} × {base}"
