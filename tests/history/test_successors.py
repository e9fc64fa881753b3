"""A row whose identifier was retired for another is the same row: `mawaqif diff` says what it is now, and counts what follows."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from conftest import Run, edit
from mawaqif.editing.corrections import Reason, apply, merge, open_package, rename

WHY = Reason("Its older name.", "اسم أقدم.")


@pytest.fixture
def before(package: Path, tmp_path: Path, run: Run) -> Path:
    """The package as it was, sealed; the package itself is changed afterwards."""
    edit(package / "datapackage/actors.csv", "nauru,state", "melita,company,Melita,ميليتا,,,,,\nnauru,state")
    edit(
        package / "datapackage/statement_actors.csv",
        "s001,iceland,on_behalf_of,",
        "s001,iceland,on_behalf_of,\nlamp-report-2020-s001,melita,on_behalf_of,",
    )
    run("mawaqif", "fmt", package).check_returncode()
    assert run("mawaqif", "seal", package).returncode == 0
    return Path(shutil.copytree(package, tmp_path / "before"))


def test_a_rename_is_told_as_one(before: Path, package: Path, run: Run) -> None:
    opened = open_package(package)
    apply(opened, rename(opened, "actor", "nauru", "naoero", WHY), write=True)
    edit(package / "datapackage/positions.csv", "naoero,delete", "naoero,amend")
    said = run("mawaqif", "diff", before, cwd=package).stdout
    assert "MOD datapackage/actors.csv:8 actor nauru (Nauru) is now naoero\n" in said
    # A row that differs by more than the identifier is told by itself.
    assert "position of Nauru on lamp-art-4: actor_id 'nauru' → 'naoero'" in said
    assert "1 row beside these only follow what is told as `is now`\n" in said
    assert "DEL" not in said
    markdown = run("mawaqif", "diff", before, "--format", "markdown", cwd=package).stdout
    assert "is now naoero" in markdown
    rows = json.loads(run("mawaqif", "diff", before, "--format", "json", cwd=package).stdout)["rows"]
    assert [(row["table"], row["kind"]) for row in rows if row["follows"]] == [("statement_actors", "MOD")]
    # The table of changes has every row, so that it can be applied.
    assert "MOD,statement_actors," in run("mawaqif", "diff", before, "--format", "csv", cwd=package).stdout


def test_a_merge_is_told_as_one(before: Path, package: Path, run: Run) -> None:
    opened = open_package(package)
    apply(opened, merge(opened, "actor", "melita", "malta", WHY, prefer_kept=True), write=True)
    said = run("mawaqif", "diff", before, cwd=package).stdout
    assert "DEL datapackage/actors.csv (line 7 before) actor melita (Melita) is now malta\n" in said
    assert "actor malta (Malta): aliases_ar nothing → 'ميليتا'" in said
    assert "1 row beside these only follow what is told as `is now`\n" in said


def test_a_chain_of_successors_is_followed_to_its_end(before: Path, package: Path, run: Run) -> None:
    for old, new in (("nauru", "naoero"), ("naoero", "pleasant-island")):
        opened = open_package(package)
        apply(opened, rename(opened, "actor", old, new, WHY), write=True)
    said = run("mawaqif", "diff", before, cwd=package).stdout
    assert "actor nauru (Nauru) is now pleasant-island\n" in said
    # What was read under its old name stays read, and nobody has read it anew.
    assert "as read a second time" not in said
