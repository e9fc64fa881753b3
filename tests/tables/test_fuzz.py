"""Whatever stands in an index or a schema, the check ends in findings, or says in one line that it cannot run.

A seeded sample runs with the other tests. `make fuzz`, or `MAWAQIF_FUZZ=5000 pytest tests/tables/test_fuzz.py`,
runs so many of them; `MAWAQIF_FUZZ_SEED` chooses others.
"""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from hostile_package import VALUES, Change, changes, lay_out
from mawaqif.checks import check_package
from mawaqif.findings import CannotRunError
from mawaqif.release.building import build_release
from mawaqif.reports import FORMATS

COUNT = int(os.environ.get("MAWAQIF_FUZZ", "0"))
SEED = int(os.environ.get("MAWAQIF_FUZZ_SEED", "1"))
# Of a sample one is built, because a build takes as long as twenty checks.
BUILT = COUNT // 20 or 1
AT_ONCE = 20
# Ten times what the slowest takes on a machine that does nothing else.
SECONDS = 30
GROUPS = [changes(COUNT or 40, SEED)[at : at + AT_ONCE] for at in range(0, COUNT or 40, AT_ONCE)]


def _report(change: Change | None, folder: Path) -> str:
    """Return `clean`, `findings` or why nothing could be checked; every format can be written."""
    start = time.monotonic()
    try:
        _, report = check_package(lay_out(folder, change))
    except CannotRunError as error:
        return str(error)
    assert time.monotonic() - start < SECONDS
    for render in FORMATS.values():
        render(report, folder).encode("utf-8")
    broken = [item.reason for item in report.skipped if "broke down" in item.reason]
    assert not broken, broken
    return "clean" if report.clean else "findings"


def test_the_package_is_clean_and_builds(tmp_path: Path) -> None:
    assert _report(None, tmp_path / "package") == "clean"
    assert build_release(tmp_path / "package", tmp_path / "dist").rows["passages"] == 2


@pytest.mark.parametrize("group", GROUPS, ids=range(len(GROUPS)))
def test_every_check_ends(group: list[Change], tmp_path: Path) -> None:
    for number, change in enumerate(group):
        try:
            _report(change, tmp_path / str(number))
        except BaseException as error:
            error.add_note(str(change))
            raise


def test_what_is_clean_builds(tmp_path: Path) -> None:
    built = 0
    for number, change in enumerate(changes(max(COUNT, 400), SEED + 1)):
        if built >= BUILT:
            break
        folder = tmp_path / str(number)
        if change.number >= 0 and _report(change, folder) == "clean":
            built += 1
            try:
                build_release(folder, folder / "dist")
            except BaseException as error:
                error.add_note(str(change))
                raise
    assert built, "no change was harmless, so nothing was built"


def test_every_kind_of_json_value_is_tried() -> None:
    assert {type(value) for value in VALUES} == {type(None), bool, int, float, str, list, dict}
