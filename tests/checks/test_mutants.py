"""The mutants damage what they say they do, and a slice of them runs through the real runner; `make mutants` runs them all."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import replace

import pytest

from conftest import ROOT
from mutants.kinds import BEYOND, BEYOND_RULES, KINDS
from mutants.mutant import Mutant, make_mutants
from mutants.package import read_project
from mutants.report import Outcome, as_markdown, as_text
from mutants.runner import Plan, mutants_of, run_plan
from mutants.trial import Verdict

SEED = 20231215

Files = Mapping[str, bytes]


@pytest.fixture(scope="module")
def originals() -> Files:
    return read_project(ROOT)


def lines(files: Mapping[str, bytes | None], path: str) -> list[bytes]:
    return (files[path] or b"").split(b"\n")


def differing_columns(mutant: Mutant, originals: Files) -> set[str]:
    """Columns in which the damaged row differs, as Python's own reader reads both files."""
    before, after = (
        list(csv.DictReader(io.StringIO((files[mutant.damage.file] or b"").decode(), newline="")))[mutant.damage.line - 2]
        for files in (originals, mutant.changed)
    )
    return {name for name in before if before[name] != after[name]}


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_damages_the_place_that_it_names(kind: str, originals: Files) -> None:
    made = make_mutants(originals, kind, SEED, 2)
    assert made
    for mutant in made:
        damage = mutant.damage
        assert damage.file in {*mutant.changed, "datapackage.json"}
        assert all(data != originals[path] for path, data in mutant.changed.items())
        if damage.line:
            before, after = lines(originals, damage.file), lines(mutant.changed, damage.file)
            there = range(damage.line - 1, max(damage.line, damage.last))
            assert any(before[n : n + 1] != after[n : n + 1] for n in there)
        if damage.columns:
            found = differing_columns(mutant, originals)
            assert found
            assert found <= set(damage.columns)


def test_a_seed_gives_the_same_mutant_again(originals: Files) -> None:
    for mutant in make_mutants(originals, "key-changed", SEED, 4):
        assert make_mutants(originals, "key-changed", mutant.seed, 1) == [mutant]


# What a run of the checks says of some mutants: with the record, by the rules alone, by frictionless.
EXPECTED = {
    "date-with-slashes": (Verdict(caught=True, line=True, column=True, findings=1), True, True),
    "boolean-flipped": (Verdict(caught=True, line=True, column=False, findings=1), False, False),
    "record-line-lost": (Verdict(caught=True, line=True, column=None, findings=1), False, False),
    "index-cut": (Verdict(caught=True, line=True, column=None, findings=1), True, True),
}


@pytest.mark.thorough
def test_a_slice_runs_through_the_runner() -> None:
    plan = Plan(ROOT, list(EXPECTED), SEED, 1)
    trials = list(run_plan(plan, mutants_of(plan), 1))
    found = {trial.kind: (trial.whole, trial.rules.caught, trial.standard) for trial in trials}
    assert found == EXPECTED
    outcome = Outcome("0.1.0", SEED, 1, trials, [], [], 0)
    assert outcome.passed
    assert "boolean-flipped" in as_text(outcome, findings=True)
    missed = Outcome(
        "0.1.0",
        SEED,
        1,
        [
            replace(trial, kind="key-changed", whole=Verdict(caught=False, line=False, column=None, findings=0))
            for trial in trials
        ],
        [],
        [],
        0,
    )
    assert not missed.passed
    assert f"KIND=key-changed SEED={trials[2].seed} COUNT=1" in as_markdown(missed)


def test_the_published_table_has_every_kind() -> None:
    page = (ROOT / "docs" / "mutants.md").read_text(encoding="utf-8")
    assert {kind for kind in KINDS if f"| `{kind}` |" not in page} == set()
    assert {*BEYOND, *BEYOND_RULES} <= set(KINDS)
    assert {kind for kind in BEYOND_RULES if f"- `{kind}`:" not in page} == set()
