"""A sample of mutants, run through the commands that users run, to prove what the trials take for granted."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from mutants.mutant import make_mutant
from mutants.trial import Trial, Workplace

BIN = Path(sys.executable).parent


def spread(trials: list[Trial], count: int) -> list[Trial]:
    """Choose trials evenly from the first to the last; where a check broke down there is no outcome to confirm."""
    whole = [trial for trial in trials if not trial.crash]
    step = max(1, len(whole) // count)
    return whole[step // 2 :: step][:count]


def disagreements(folder: Path, originals: Mapping[str, bytes], trials: list[Trial]) -> Iterator[str]:
    """Run `mawaqif validate`, with and without the reading record, and `frictionless validate` on mutants.

    Args:
        folder: an empty folder to lay them in.
        originals: the files of the clean package by path.
        trials: trials whose outcomes are compared with those of the commands.

    Yields:
        A line for every outcome that the command does not confirm.
    """
    place = Workplace(folder, originals, None)
    for trial in trials:
        mutant = make_mutant(originals, trial.kind, trial.seed)
        place.lay(mutant)
        told = {
            "mawaqif validate": (trial.whole.caught, _fails(folder, "mawaqif", "validate", ".")),
            "frictionless validate": (trial.standard, _fails(folder, "frictionless", "validate", "datapackage.json")),
        }
        place.remove_record()
        told["mawaqif validate without the record"] = (trial.rules.caught, _fails(folder, "mawaqif", "validate", "."))
        place.restore_record()
        place.clear(mutant)
        for command, (expected, found) in told.items():
            if expected != found:
                yield f"{trial.kind} {trial.seed}: {command} {'catches' if found else 'passes'} it"


def _fails(folder: Path, *words: str) -> bool:
    name, *rest = words
    return bool(subprocess.run([str(BIN / name), *rest], cwd=folder, capture_output=True, check=False).returncode)
