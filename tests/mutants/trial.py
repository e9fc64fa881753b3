"""A trial: one mutant, checked with and without the reading record, and by frictionless."""

from __future__ import annotations

import traceback
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from mawaqif.checks import RULES, check_package
from mawaqif.checks.rules.base import SourceRule
from mawaqif.findings import CannotRunError, Finding, Report
from mawaqif.history import READING_CODES
from mawaqif.passages.copies import Copies
from mawaqif.tables import Dataset
from mutants.mutant import Mutant
from mutants.package import INDEX, RECORD, SEALINGS
from mutants.place import Damage
from mutants.standard import standard_catches

_OF_RECORD = frozenset(code.code for code in READING_CODES)


class Workplace:
    """A folder that holds the clean package, and for the time of a trial a mutant."""

    def __init__(self, folder: Path, originals: Mapping[str, bytes], sources: Path | None) -> None:
        """Write the clean package into an empty folder.

        Args:
            folder: the folder.
            originals: the files of the package by path.
            sources: folder of the documents, or None.
        """
        self.folder = folder
        self.originals = originals
        self.copies = Copies(sources) if sources else None
        for path in originals:
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
        self._write(originals)

    def _write(self, files: Mapping[str, bytes | None]) -> None:
        for path, data in files.items():
            if data is None:
                (self.folder / path).unlink(missing_ok=True)
            else:
                (self.folder / path).write_bytes(data)

    def lay(self, mutant: Mutant) -> None:
        """Put the damaged files of a mutant in place."""
        self._write(mutant.changed)

    def clear(self, mutant: Mutant) -> None:
        """Put the original files back."""
        self._write({path: self.originals[path] for path in mutant.changed})

    def remove_record(self) -> None:
        """Remove the reading record, with the journal that speaks of it."""
        self._write({RECORD: None, SEALINGS: None})

    def restore_record(self) -> None:
        """Put the reading record back."""
        self._write({path: self.originals[path] for path in (RECORD, SEALINGS)})


@dataclass(frozen=True)
class Verdict:
    """What the checks found, held against what was damaged.

    Attributes:
        caught: there is a finding, or a check that could not run.
        line: a finding stands at the damaged file and line.
        column: a finding stands in the damaged cell; None where no single cell was damaged.
        findings: number of findings.
    """

    caught: bool
    line: bool
    column: bool | None
    findings: int


@dataclass(frozen=True)
class Trial:
    """The outcome of one mutant.

    Attributes:
        kind: name of the kind of damage.
        seed: the seed that chose the place.
        damage: where it is.
        whole: the verdict of all checks, with the reading record in place.
        rules: the verdict without the record, as for a newly contributed row.
        sources: caught without the record where the documents are at hand; None where they are not.
        standard: frictionless does not pass it.
        findings: every finding, with the record in place.
        crash: what was raised and where, where a check broke down; such a mutant was not caught.
    """

    kind: str
    seed: int
    damage: Damage
    whole: Verdict
    rules: Verdict
    sources: bool | None
    standard: bool
    findings: tuple[Finding, ...] = field(repr=False)
    crash: str = ""


def judge(damage: Damage, findings: tuple[Finding, ...], skipped: int) -> Verdict:
    """Hold findings against the place of a damage."""
    there = [item for item in findings if damage.spans(item.file, item.line)]
    column = any(item.column in damage.columns for item in there) if damage.columns else None
    return Verdict(bool(findings or skipped), bool(there), column, len(findings))


def run_trial(place: Workplace, mutant: Mutant) -> Trial:
    """Check one mutant.

    The record is read after all rules and only adds findings of its own, so what the rules
    alone find is what is left without those. `sampled` in `mutants.sample` proves it by
    removing the file.
    """
    place.lay(mutant)
    try:
        dataset, findings, skipped, crash = _check(place.folder)
        by_rules = tuple(item for item in findings if item.code not in _OF_RECORD)
        rules = judge(mutant.damage, by_rules, sum(code not in _OF_RECORD for code in skipped))
        sources = None if place.copies is None else rules.caught or _caught_by_sources(dataset, place.copies)
        standard = standard_catches(place.folder, mutant.changed)
    finally:
        place.clear(mutant)
    whole = judge(mutant.damage, findings, len(skipped))
    return Trial(mutant.kind, mutant.seed, mutant.damage, whole, rules, sources, standard, findings, crash)


def _check(folder: Path) -> tuple[Dataset | None, tuple[Finding, ...], list[str], str]:
    try:
        dataset, report = check_package(folder)
    except CannotRunError as error:
        # The command prints one line that names the index, and exits with 2.
        message = str(error).replace(f"{folder}/", "")
        file = message.split(":", 1)[0]
        return None, (Finding("-", "cannot-run", file if file == INDEX else "", 0, "", message),), [], ""
    except Exception as error:  # noqa: BLE001 - a breakdown of a check is an outcome here, and is told
        where = traceback.extract_tb(error.__traceback__)[-1]
        return None, (), [], f"{type(error).__name__} at line {where.lineno} of {Path(where.filename).name}: {error}"
    return dataset, tuple(report.findings), [item.code for item in report.skipped], ""


def _caught_by_sources(dataset: Dataset | None, copies: Copies) -> bool:
    if dataset is None:
        return False
    report = Report()
    for rule in RULES:
        if isinstance(rule, SourceRule):
            rule.run(dataset, copies, report)
    return not report.clean
