"""Running mutants: two processes, each with a folder of its own."""

from __future__ import annotations

import multiprocessing
import os
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from mawaqif.checks import check_package
from mutants.mutant import Mutant, make_mutants
from mutants.package import read_project
from mutants.sample import disagreements, spread
from mutants.trial import Trial, Workplace, run_trial

SAMPLED = 10

_places: list[Workplace] = []


@dataclass(frozen=True)
class Plan:
    """What to run: how many mutants of which kinds, from which seed on, on which package.

    Attributes:
        root: folder of the project; it is read and never written to.
        kinds: names of the kinds.
        seed: first seed of every kind.
        count: mutants a kind, fewer where there are fewer places.
        sources: folder of the documents, or None.
    """

    root: Path
    kinds: Sequence[str]
    seed: int
    count: int
    sources: Path | None = None


def _open(folder: str, originals: Mapping[str, bytes], sources: Path | None) -> None:
    own = Path(folder) / str(os.getpid())
    own.mkdir()
    _places.append(Workplace(own, originals, sources))


def _run(mutant: Mutant) -> Trial:
    return run_trial(_places[0], mutant)


def clean_findings(plan: Plan) -> list[str]:
    """Return the findings on the package itself; there should be none."""
    _, report = check_package(plan.root)
    return [f"{item.file}:{item.line}:{item.column} {item.code} {item.message}" for item in report.findings]


def mutants_of(plan: Plan) -> list[Mutant]:
    """Make all mutants of a plan."""
    originals = read_project(plan.root)
    return [mutant for kind in plan.kinds for mutant in make_mutants(originals, kind, plan.seed, plan.count)]


def run_plan(plan: Plan, mutants: Sequence[Mutant], processes: int) -> Iterator[Trial]:
    """Run mutants in so many processes, in this one where it is one; yields in the order given."""
    originals = read_project(plan.root)
    if processes == 1:
        with tempfile.TemporaryDirectory(prefix="mutants-") as folder:
            place = Workplace(Path(folder), originals, plan.sources)
            yield from (run_trial(place, mutant) for mutant in mutants)
        return
    # Two processes with one thread each are faster on two cores than two with two.
    os.environ.setdefault("POLARS_MAX_THREADS", "1")
    # A forked process would inherit locks that Polars' threads hold.
    context = multiprocessing.get_context("spawn")
    with (
        tempfile.TemporaryDirectory(prefix="mutants-") as folder,
        context.Pool(processes, _open, (folder, originals, plan.sources)) as pool,
    ):
        yield from pool.imap(_run, mutants, chunksize=4)


def sampled(plan: Plan, trials: list[Trial]) -> list[str]:
    """Hold a sample of trials against the commands that users run; returns what differs."""
    with tempfile.TemporaryDirectory(prefix="mutants-") as folder:
        return list(disagreements(Path(folder), read_project(plan.root), spread(trials, SAMPLED)))
