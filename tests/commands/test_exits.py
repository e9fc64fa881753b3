"""How commands end: 1 with findings, 2 where they cannot run, and which package they take."""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import Run


@pytest.mark.parametrize(
    ("content", "words"),
    [(None, "No such file"), ("{", "not JSON"), ("[]", "not a data package"), ('{"resources": []}', "nothing was checked")],
)
def test_nothing_to_check_exits_2(content: str | None, words: str, tmp_path: Path, run: Run) -> None:
    if content is not None:
        (tmp_path / "datapackage.json").write_text(content)
    result = run("mawaqif", "validate", tmp_path)
    assert (result.returncode, result.stdout) == (2, "")
    assert words in result.stderr
    assert "Traceback" not in result.stderr


def test_the_process_exits_as_the_report_says(package: Path, run_process: Run) -> None:
    path = package / "datapackage/errata.csv"
    path.write_bytes(path.read_bytes().replace(b"The minutes", b'"The minutes'))
    result = run_process("mawaqif", "validate", package, cwd=package)
    assert (result.returncode, result.stderr) == (1, "")
    assert "MQ109" in result.stdout
    assert run_process("mawaqif", "validate", package / "nowhere").returncode == 2


def test_missing_sources_folder_exits_2(package: Path, run: Run) -> None:
    result = run("mawaqif", "validate", package, "--sources", package / "nowhere")
    assert (result.returncode, result.stdout) == (2, "")
    assert "not a folder" in result.stderr


def test_unknown_format_exits_2(package: Path, run: Run) -> None:
    result = run("mawaqif", "validate", package, "--format", "yaml")
    assert result.returncode == 2
    assert "text, json" in result.stderr


def test_the_nearest_package_is_the_one_meant(package: Path, run: Run) -> None:
    (package / "datapackage.json").write_text("{")
    for command in ("validate", "fmt", "seal"):
        result = run("mawaqif", command, cwd=package / "datapackage")
        assert result.returncode == 2
        assert str(package / "datapackage.json") in result.stderr


@pytest.mark.parametrize("words", [("validate", "--help"), ("validat",), ("explain", "--nothing")], ids=" ".join)
def test_the_process_says_of_its_commands_what_all_of_them_together_say(
    words: tuple[str, ...], run: Run, run_process: Run
) -> None:
    """The process prepares only the command that it is asked for; its lines are as wide as its terminal."""
    alone, among_all = run_process("mawaqif", *words), run("mawaqif", *words)
    assert alone.returncode == among_all.returncode
    assert (alone.stdout + alone.stderr).split() == (among_all.stdout + among_all.stderr).split()
