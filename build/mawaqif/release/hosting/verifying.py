"""The proof of a release that came from elsewhere: its files, its tables, and where it was made."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from pathlib import Path

from mawaqif.checks import check_constraints, check_relations
from mawaqif.findings import CannotRunError, Report
from mawaqif.paths import INDEX
from mawaqif.release.checksums import CHECKSUMS, checksums, present, sha256_of, strangers
from mawaqif.tables import load_dataset, read_json

# What can ask GitHub for the attestation of a file.
TOOL = "gh"
_SECONDS = 120


@dataclass(frozen=True)
class Step:
    """One part of the proof.

    Attributes:
        name: what was held.
        said: what came of it, a line.
        problems: what is wrong, a line each; empty where nothing is.
        skipped: true where it could not be held, which proves nothing and disproves nothing.
    """

    name: str
    said: str
    problems: tuple[str, ...] = ()
    skipped: bool = False


def verify(release: Path, repository: str = "", beside: AbstractSet[str] = frozenset()) -> list[Step]:
    """Hold a release against all that it says of itself.

    Args:
        release: its folder, unpacked.
        repository: `owner/name` of the repository that should have made it; empty asks for no attestation.
        beside: files that may lie in the folder beside those of the release, such as drawings made from it.

    Raises:
        CannotRunError: it is no release.
    """
    sums = checksums(release)
    if not sums or INDEX not in sums:
        raise CannotRunError(f"{release}: not a release; expected a folder with {CHECKSUMS} and {INDEX}")
    steps = [_files(release, sums, beside)]
    if steps[0].problems:
        # Whoever changed a file could make any table of it; what follows would prove nothing.
        return steps
    return [*steps, _hashes(release), _tables(release), _attestation(release, repository)]


def _files(release: Path, sums: dict[str, str], beside: AbstractSet[str]) -> Step:
    problems = [
        f"{item.name}: {'other bytes than published' if item.changed else 'not of the release'}"
        for item in strangers(release, beside)
    ]
    problems += [f"{name}: missing" for name in sorted(sums.keys() - present(release))]
    return Step("files", f"{len(sums)} files as {CHECKSUMS} says", tuple(problems))


def _hashes(release: Path) -> Step:
    """Hold the tables against the hashes and numbers of bytes in the descriptor, which is cited by itself."""
    resources = read_json(release / INDEX)["resources"]
    return Step("descriptor", f"{len(resources)} tables with the hash and size of {INDEX}", tuple(_unlike(release, resources)))


def _unlike(release: Path, resources: list[dict[str, object]]) -> Iterator[str]:
    for item in resources:
        path = release / str(item["path"])
        if item.get("hash") != f"sha256:{sha256_of(path)}" or item.get("bytes") != path.stat().st_size:
            yield f"{item['path']}: not with the hash and size that {INDEX} gives"


def _tables(release: Path) -> Step:
    """Hold every table against its schema: types, constraints, keys and references."""
    if any(item.get("format", "csv") != "csv" for item in read_json(release / INDEX)["resources"]):
        return Step("tables", "not held: the release has no CSV edition", skipped=True)
    # Not the rules: a rule that came later says nothing of whether a release is as it was published.
    dataset, findings = load_dataset(release)
    report = Report()
    report.extend(findings)
    for table in dataset.tables.values():
        report.extend(check_constraints(table))
    check_relations(dataset, report)
    problems = tuple(f"{one.file}:{one.line} {one.code} {one.message}" for one in report.findings)
    rows = sum(table.frame.height for table in dataset.tables.values())
    return Step("tables", f"{rows:,} rows in {len(dataset.tables)} tables hold types, keys and references", problems)


def _attestation(release: Path, repository: str) -> Step:
    """Ask for the attestation of the checksums, which stand for every file."""
    if not repository:
        return Step("attestation", "not asked for; name the repository with --repository OWNER/NAME", skipped=True)
    tool = shutil.which(TOOL)
    if tool is None:
        return Step("attestation", f"not held: `{TOOL}` is not on this machine", skipped=True)
    words = [tool, "attestation", "verify", str(release / CHECKSUMS), "--repo", repository]
    try:
        done = subprocess.run(words, capture_output=True, text=True, check=False, timeout=_SECONDS)  # noqa: S603 - no shell
    except subprocess.TimeoutExpired:
        return Step("attestation", f"not held: `{TOOL}` has not answered in {_SECONDS} seconds", skipped=True)
    said = (done.stderr or done.stdout).strip().splitlines()
    problem = (said[-1] if said else f"`{TOOL}` ended with {done.returncode}",) if done.returncode else ()
    return Step("attestation", f"{CHECKSUMS} was made by a workflow of {repository}", problem)
