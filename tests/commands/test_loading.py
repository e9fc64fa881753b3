"""What a command loads: nothing that only a developer has installed, and that none of its work needs."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from conftest import Run
from mawaqif.__main__ import UNUSED

# A part that each of them loads itself; what failed to load is listed under its own name too.
PARTS = {"pandas.core", "hypothesis.core", "rfc3987_syntax.syntax_helpers", "isoduration.parser"}


def test_the_check_loads_no_library_of_development(run_process: Run, package: Path) -> None:
    assert {part.partition(".")[0] for part in PARTS} == UNUSED
    assert all(find_spec(name) for name in PARTS), "installed here, so that the check could load them"
    done = run_process("python", "-X", "importtime", "-m", "mawaqif", "validate", package)
    loaded = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}
    assert done.stdout.startswith("no findings"), done.stderr[-500:]
    assert {"pandera.polars", "jsonschema._format"} <= loaded
    assert loaded.isdisjoint(PARTS)
