"""What a contribution does to the rows: `mawaqif diff` and `validate --base` on real repositories."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
from pathlib import Path

import pytest

from conftest import Run, edit, git

POSITIONS, ACTORS, STATEMENTS = (f"datapackage/{name}.csv" for name in ("positions", "actors", "statements"))


@pytest.fixture
def repository(package: Path) -> Path:
    """The invented package in a git repository, committed on its main branch."""
    git(package, "init", "--quiet")
    git(package, "add", "--all")
    git(package, "commit", "--quiet", "--message", "Begin")
    return package


def shown(run: Run, folder: Path, *words: str) -> list[str]:
    result = run("mawaqif", "diff", "HEAD", *words, cwd=folder)
    assert result.returncode == 0, result.stderr
    return result.stdout.splitlines()


def test_nothing_differs(repository: Path, run: Run) -> None:
    assert shown(run, repository) == ["since HEAD: no row differs"]


def test_a_position_in_words(repository: Path, run: Run) -> None:
    edit(repository / POSITIONS, "nauru,delete,", "nauru,retain,")
    assert shown(run, repository) == [
        "since HEAD: 1 row changed",
        f"  MOD {POSITIONS}:3 position of Nauru on lamp-art-4: delete → retain",
    ]


def test_added_changed_removed_and_renamed_rows(repository: Path, run: Run) -> None:
    edit(repository / ACTORS, "freya-lind,person,Freya Lind", "freya-lindh,person,Freya Lind")
    edit(repository / STATEMENTS, "lit before dusk", "lit before nightfall")
    lines = (repository / POSITIONS).read_text(encoding="utf-8").splitlines(keepends=True)
    (repository / POSITIONS).write_text(
        lines[0] + "lamp-art-4,iceland,support,lamp-report-2020-s003,\n" + lines[2], encoding="utf-8"
    )
    old, new = (f"'…ses lit before {word} at the expense of shipping.'" for word in ("dusk", "nightfall"))
    assert shown(run, repository) == [
        "since HEAD: 1 row added, 2 rows changed, 1 row removed",
        f"  MOD {ACTORS}:2 actor freya-lind (Freya Lind): actor_id 'freya-lind' → 'freya-lindh'",
        f"  MOD {STATEMENTS}:2 statement lamp-report-2020-s001: summary_en {old} → {new}",
        f"  ADD {POSITIONS}:2 position of Iceland on lamp-art-4: support",
        f"  DEL {POSITIONS} (line 2 before) position of Malta on lamp-art-4: propose",
    ]


def test_the_change_table_and_json_say_the_same(repository: Path, run: Run) -> None:
    edit(repository / POSITIONS, "nauru,delete,", "nauru,retain,")
    edit(repository / ACTORS, "freya-lind,person,Freya Lind", "freya-lindh,person,Freya Lind")
    table = list(csv.DictReader(io.StringIO("\n".join(shown(run, repository, "--format", "csv")))))
    assert [tuple(row.values()) for row in table] == [
        ("MOD", "actors", "freya-lindh", "actor_id", "freya-lind", "freya-lindh"),
        ("MOD", "positions", "lamp-art-4 nauru retain", "position", "delete", "retain"),
    ]
    rows = json.loads("\n".join(shown(run, repository, "--format", "json")))["rows"]
    assert [(row["kind"], row["line"], row["cells"][0]["new"]) for row in rows] == [
        ("MOD", 2, "freya-lindh"),
        ("MOD", 3, "retain"),
    ]
    page = "\n".join(shown(run, repository, "--format", "markdown"))
    place = "position of Nauru on lamp-art-4 `datapackage/positions.csv:3`"
    assert f"| MOD | {place} | position | \u2068delete\u2069 | \u2068retain\u2069 |" in page


def test_against_a_folder(repository: Path, tmp_path: Path, run: Run) -> None:
    older = tmp_path / "older"
    subprocess.run(["cp", "-r", repository, older], check=True)
    edit(repository / POSITIONS, "nauru,delete,", "nauru,retain,")
    result = run("mawaqif", "diff", older, repository)
    assert f"MOD {POSITIONS}:3 position of Nauru on lamp-art-4: delete → retain" in result.stdout


def test_a_new_table_and_a_lost_one(repository: Path, run: Run) -> None:
    index = json.loads((repository / "datapackage.json").read_text(encoding="utf-8"))
    index["resources"] = [item for item in index["resources"] if item["name"] != "errata"]
    (repository / "datapackage.json").write_text(json.dumps(index), encoding="utf-8")
    lost = shown(run, repository)
    assert lost[0].endswith("; also differs: datapackage.json")
    assert any(re.match(r"  DEL datapackage/errata\.csv \(line 2 before\) erratum ", line) for line in lost)
    git(repository, "commit", "--quiet", "--all", "--message", "Lose a table")
    git(repository, "checkout", "--quiet", "HEAD~1", "--", "datapackage.json")
    assert any(line.startswith("  ADD datapackage/errata.csv:2 erratum ") for line in shown(run, repository))


def test_a_table_that_cannot_be_compared_is_named(repository: Path, run: Run) -> None:
    (repository / POSITIONS).write_bytes(b"\xff\xfe")
    assert "  not compared: positions: now it could not be read" in shown(run, repository)


def test_base_tells_the_contribution_first(repository: Path, run: Run) -> None:
    git(repository, "checkout", "--quiet", "-b", "contribution")
    edit(repository / POSITIONS, "nauru,delete,", "nauru,removes,")
    edit(repository / ACTORS, "Freya Lind,", "Freya  Lind,")
    git(repository, "commit", "--quiet", "--all", "--message", "Contribute")
    git(repository, "checkout", "--quiet", "main")
    edit(repository / STATEMENTS, "lit before dusk", "lit before nightfall")
    git(repository, "commit", "--quiet", "--all", "--message", "Go on")
    git(repository, "checkout", "--quiet", "contribution")
    edit(repository / STATEMENTS, "2020,commentary,,2020-06-01", "2020,commentary,,2020-6-1")
    git(repository, "commit", "--quiet", "--all", "--message", "Contribute more")
    result = run("mawaqif", "validate", "--base", "main", cwd=repository)
    assert result.returncode == 1
    lines = result.stdout.splitlines()
    # What main added since then is not counted as removed by this branch.
    assert lines[0] == "since main: 3 rows changed"
    assert "'2020-06-01' → '2020-6-1'" in result.stdout
    assert "dusk" not in result.stdout
    assert lines[-1].startswith("3 findings in 3 files, 3 on contributed rows")


def test_findings_on_contributed_rows_come_first(repository: Path, run: Run) -> None:
    edit(repository / ACTORS, "Freya Lind,", "Freya  Lind,")
    git(repository, "commit", "--quiet", "--all", "--message", "An old fault")
    edit(repository / STATEMENTS, "2020,commentary,,2020-06-01", "2020,commentary,,2020-6-1")
    result = run("mawaqif", "validate", "--base", "HEAD", cwd=repository)
    found = [line for line in result.stdout.splitlines() if " MQ" in line]
    assert [line.split(" ")[0] for line in found] == [f"{STATEMENTS}:3:date", f"{ACTORS}:2:name_en"]
    assert "2 findings in 2 files, 1 on contributed rows" in result.stdout


def test_a_removed_row_that_others_need(repository: Path, run: Run) -> None:
    lines = (repository / ACTORS).read_text(encoding="utf-8").splitlines(keepends=True)
    line = next(number for number, text in enumerate(lines, start=1) if text.startswith("nauru,"))
    (repository / ACTORS).write_text("".join(lines[: line - 1] + lines[line:]), encoding="utf-8")
    result = run("mawaqif", "validate", "--base", "HEAD", cwd=repository)
    found = [text for text in result.stdout.splitlines() if " MQ" in text]
    assert len(found) == 1, result.stdout
    assert f"MQ303 'nauru' is not in actors, from which it was removed: line {line} of {ACTORS} at HEAD;" in found[0]
    assert "restore that row, or change the rows that need it" in found[0]
    assert f"  DEL {ACTORS} (line {line} before) actor nauru (Nauru)" in result.stdout


def test_sealing_ones_own_rows_is_told(repository: Path, run: Run) -> None:
    assert run("mawaqif", "seal", cwd=repository).returncode == 0
    git(repository, "add", "--all")
    git(repository, "commit", "--quiet", "--message", "Read every row")
    edit(repository / STATEMENTS, "lit before dusk", "lit before nightfall")
    assert "MQ601" in run("mawaqif", "validate", "--base", "HEAD", cwd=repository).stdout
    assert run("mawaqif", "seal", cwd=repository).returncode == 0
    result = run("mawaqif", "validate", "--base", "HEAD", cwd=repository)
    assert result.returncode == 0
    assert "datapackage/sealings.csv; it records 1 row as read a second time by 'Freya'" in result.stdout


def test_the_package_may_lie_below_the_repository(tmp_path: Path, package: Path, run: Run) -> None:
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "add", "--all")
    git(tmp_path, "commit", "--quiet", "--message", "Begin")
    edit(package / POSITIONS, "nauru,delete,", "nauru,retain,")
    result = run("mawaqif", "validate", package, "--base", "HEAD", cwd=tmp_path)
    assert f"MOD {package.name}/{POSITIONS}:3 position of Nauru" in result.stdout


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["diff", "no-such"], "git knows no commit 'no-such'; a fresh checkout may need `git fetch`"),
        (["validate", "--base", "--output=x"], "git knows no commit '--output=x'"),
        (["diff", "HEAD", "--format", "xml"], "--format xml: expected one of text, markdown, csv, json"),
    ],
)
def test_what_cannot_be_compared(words: list[str], said: str, repository: Path, run: Run) -> None:
    result = run("mawaqif", *words, cwd=repository)
    assert (result.returncode, result.stdout) == (2, "")
    assert said in result.stderr


def test_outside_a_repository(package: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "not in a git repository, so there is no earlier state" in run("mawaqif", "diff", "HEAD", cwd=package).stderr
    monkeypatch.setenv("PATH", "")
    result = run("mawaqif", "validate", "--base", "HEAD", cwd=package)
    assert (result.returncode, result.stderr) == (2, "mawaqif: git is not installed; it is needed to look at earlier states\n")


def test_a_history_without_a_common_commit(repository: Path, run: Run) -> None:
    git(repository, "checkout", "--quiet", "--orphan", "other")
    git(repository, "commit", "--quiet", "--message", "Another beginning")
    result = run("mawaqif", "validate", "--base", "main", cwd=repository)
    assert (result.returncode, result.stdout) == (2, "")
    assert "no commit is common to HEAD and 'main'; a checkout with its whole history is needed" in result.stderr
