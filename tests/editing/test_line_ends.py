"""A checkout with CR LF is one finding, which names the command that mends it, and says nothing else of the package."""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import Run, git


def with_crlf(package: Path, *names: str) -> None:
    for path in package.rglob("*"):
        if path.is_file() and ".git" not in path.parts and (not names or path.name in names):
            path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))


def files(package: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (package / "datapackage").iterdir()}


@pytest.mark.parametrize("names", [(), ("readings.csv",), ("sealings.csv",), ("readings.csv", "actors.csv")], ids=" ".join)
def test_line_ends_are_one_finding_that_one_command_mends(package: Path, run: Run, names: tuple[str, ...]) -> None:
    run("mawaqif", "seal", package, "--by", "Freya").check_returncode()
    sealed = files(package)
    with_crlf(package / "datapackage", *names)
    said = run("mawaqif", "validate", package).stdout.splitlines()
    assert [line.split()[1] for line in said[:-1]] == ["MQ120"]
    assert "run `mawaqif fmt`" in said[0]
    assert ("of another file" in said[0]) is (len(names) == 2)
    assert run("mawaqif", "fmt", package).returncode == 0
    assert files(package) == sealed
    assert run("mawaqif", "validate", package).returncode == 0


def test_a_file_that_differs_otherwise_too_is_told_by_itself(package: Path, run: Run) -> None:
    with_crlf(package / "datapackage")
    path = package / "datapackage/topics.csv"
    path.write_bytes(path.read_bytes().replace(b",Lamp oil,", b',"Lamp oil",'))
    said = run("mawaqif", "validate", package).stdout.splitlines()[:-1]
    assert [line.split(":")[0] for line in said if "MQ120" in line][-1].endswith("topics.csv")
    assert len(said) == 2


def test_line_ends_of_a_checkout_are_no_change(package: Path, run: Run) -> None:
    git(package, "init", "-q")
    git(package, "add", ".")
    git(package, "commit", "-qm", "all")
    with_crlf(package)
    assert run("mawaqif", "diff", "HEAD", cwd=package).stdout == "since HEAD: no row differs\n"


def test_a_clone_with_the_attributes_of_the_project_has_lf(package: Path, tmp_path: Path) -> None:
    attributes = Path(__file__).parents[2] / ".gitattributes"
    (package / ".gitattributes").write_bytes(attributes.read_bytes())
    git(package, "init", "-q")
    git(package, "add", ".")
    git(package, "commit", "-qm", "all")
    git(tmp_path, "-c", "core.autocrlf=true", "clone", "-q", str(package), "clone")
    assert b"\r" not in (tmp_path / "clone/datapackage/actors.csv").read_bytes()
