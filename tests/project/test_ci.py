"""What runs in a contributor's pull request: workflow, action and hooks, held against their schemas and run."""

from __future__ import annotations

import json
import os
import re
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import check_jsonschema
import pytest
import yaml
from click.testing import CliRunner

from conftest import BIN, ROOT, Run, edit, git
from extras import asked_for

ACTION = ROOT / ".github/actions/validate"
SCHEMAS = {
    ".github/workflows/rows.yml": "vendor.github-workflows",
    ".github/workflows/comment.yml": "vendor.github-workflows",
    ".github/workflows/tests.yml": "vendor.github-workflows",
    ".github/workflows/form.yml": "vendor.github-workflows",
    ".github/workflows/pages.yml": "vendor.github-workflows",
    ".github/workflows/release.yml": "vendor.github-workflows",
    ".github/actions/validate/action.yml": "vendor.github-actions",
    ".github/ISSUE_TEMPLATE/row.yml": "vendor.github-issue-forms",
    ".github/ISSUE_TEMPLATE/mistake.yml": "vendor.github-issue-forms",
    ".github/ISSUE_TEMPLATE/config.yml": "vendor.github-issue-config",
    ".github/dependabot.yml": "vendor.dependabot",
    "CITATION.cff": "vendor.citation-file-format",
}
pytestmark = pytest.mark.skipif(not ACTION.exists(), reason="a source distribution has no workflows")


def read(path: str) -> Any:
    return yaml.safe_load((ROOT / path).read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", SCHEMAS)
def test_files_follow_their_schemas(path: str) -> None:
    result = CliRunner().invoke(check_jsonschema.main, ["--builtin-schema", SCHEMAS[path], str(ROOT / path)])
    assert result.exit_code == 0, result.output


def test_a_schema_refuses_a_wrong_file(tmp_path: Path) -> None:
    (tmp_path / "action.yml").write_text("name: x\nruns: {using: composite}\n")
    words = ["--builtin-schema", "vendor.github-actions", str(tmp_path / "action.yml")]
    assert CliRunner().invoke(check_jsonschema.main, words).exit_code == 1


def test_every_workflow_file_is_listed() -> None:
    found = {path.relative_to(ROOT).as_posix() for path in (ROOT / ".github").rglob("*.yml")}
    assert found == {path for path in SCHEMAS if path.startswith(".github")}


def test_labels_that_are_given_are_made_and_those_that_a_workflow_waits_for_are_given() -> None:
    made = [item["name"] for item in json.loads((ROOT / ".github/labels.json").read_text(encoding="utf-8"))]
    forms = [set(read(path)["labels"]) for path in SCHEMAS if SCHEMAS[path] == "vendor.github-issue-forms"]
    assert all(forms), "each form gives a label, by which its issues are found"
    updates = [set(item["labels"]) for item in read(".github/dependabot.yml")["updates"]]
    assert set().union(*forms, *updates) <= set(made)
    assert len(made) == len(set(made))
    conditions = [job.get("if", "") for path in SCHEMAS if "workflows" in path for job in read(path)["jobs"].values()]
    waited = {name for text in conditions for name in re.findall(r"labels\.\*\.name, '([^']+)'", text)}
    assert waited
    assert waited <= set().union(*forms)


def test_somebody_is_asked_to_review_every_file() -> None:
    lines = (ROOT / ".github/CODEOWNERS").read_text(encoding="utf-8").splitlines()
    rules = [line.split() for line in lines if line and not line.startswith("#")]
    # The last rule that fits a path holds: the first fits every path, and no other takes the owners away.
    assert rules[0][0] == "*"
    for _, *owners in rules:
        # One team, and no persons: who leaves it is asked no longer, without a change here.
        assert owners
        assert all(re.fullmatch(r"@[a-z0-9-]+/[a-z0-9-]+", owner) for owner in owners)


def test_actions_of_others_are_pinned_and_scripts_take_no_text_from_outside() -> None:
    for path in (path for path in SCHEMAS if "workflows" in path or "actions" in path):
        whole = read(path)
        jobs = whole["jobs"].values() if "jobs" in whole else [whole["runs"]]
        for step in (step for job in jobs for step in job["steps"]):
            if not step.get("uses", "./").startswith("./"):
                assert len(step["uses"].partition("@")[2]) == 40, step
            assert "${{" not in step.get("run", ""), "an expression in a script can be made to run what a contributor writes"


def test_an_auditor_of_workflows_finds_nothing(run_process: Run) -> None:
    done = run_process("zizmor", "--offline", "--no-progress", "--no-config", ROOT / ".github")
    assert done.returncode == 0, done.stdout


def test_the_workflow_calls_the_action_as_it_is() -> None:
    steps = read(".github/workflows/rows.yml")["jobs"]["validate"]["steps"]
    (call,) = [step for step in steps if step["uses"].startswith("./")]
    assert (ROOT / call["uses"] / "action.yml").is_file()
    assert set(call["with"]) <= set(read(".github/actions/validate/action.yml")["inputs"])
    assert next(step for step in steps if "checkout" in step["uses"])["with"]["fetch-depth"] == 0


@pytest.fixture
def clone(package: Path, tmp_path: Path) -> Path:
    """A clone of the invented package, on a branch for a contribution."""
    git(package, "init", "--quiet")
    git(package, "add", "--all")
    git(package, "commit", "--quiet", "--message", "Begin")
    git(tmp_path, "clone", "--quiet", str(package), "clone")
    git(tmp_path / "clone", "checkout", "--quiet", "-b", "contribution")
    return tmp_path / "clone"


def contribute(clone: Path, old: str, new: str) -> None:
    edit(clone / "datapackage/statements.csv", old, new)
    git(clone, "commit", "--quiet", "--all", "--message", "Contribute")


def run_action(clone: Path, **inputs: str) -> tuple[subprocess.CompletedProcess[str], str, Path]:
    """Run the action's check, as a runner does with its tools installed; return it, the summary and the SARIF report."""
    action = read(".github/actions/validate/action.yml")
    given = {name: item["default"] for name, item in action["inputs"].items()} | inputs
    summary, outputs = clone.parent / "summary.md", clone.parent / "outputs"
    tools = clone.parent / "mawaqif-tools"
    if not tools.exists():
        tools.symlink_to(BIN.parent)
    env = os.environ | {
        "GITHUB_ACTION_PATH": str(ACTION),
        "GITHUB_STEP_SUMMARY": str(summary),
        "GITHUB_OUTPUT": str(outputs),
        "RUNNER_TEMP": str(clone.parent),
    }
    step = next(step for step in action["runs"]["steps"] if step.get("id") == "check")
    own = {key: given[value.removeprefix("${{ inputs.").removesuffix(" }}")] for key, value in step["env"].items()}
    result = run_script(step["run"], clone, env | own)
    said = dict(line.split("=", 1) for line in outputs.read_text(encoding="utf-8").splitlines())
    return result, summary.read_text(encoding="utf-8") if summary.exists() else "", Path(said["sarif"])


def run_script(script: str, folder: Path, env: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script]
    return subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, check=False)


def test_the_check_installs_pinned_tools_and_none_of_development() -> None:
    own = blocks(ACTION / "requirements.txt")
    # What is pinned for one version of Python alone there is named without its condition here.
    assert pins(ACTION / "requirements.txt") <= pins(ROOT / "requirements.txt")
    assert asked_for("release") | asked_for("site") <= own.keys()
    assert not {"pytest", "ruff", "mypy", "matplotlib", "playwright"} & own.keys()
    install = next(
        step["run"] for step in read(".github/actions/validate/action.yml")["runs"]["steps"] if step.get("name") == "Install"
    )
    assert "--require-hashes" in install
    assert "make" not in install


def pins(path: Path) -> set[str]:
    """Return name, version and hashes of each pinned package of a requirements file."""
    found = re.findall(
        r"^([a-z0-9._-]+)(?:\[[^]]*\])?(==[^ ;]+)[^\\]*(\\\n(?:.*\\\n)*.*)$", path.read_text(encoding="utf-8"), re.MULTILINE
    )
    assert found
    return {"".join(parts) for parts in found}


def blocks(path: Path) -> dict[str, str]:
    """Return the pinned packages of a requirements file, each with its hashes."""
    found = re.findall(r"^([a-z0-9._-]+)(?:\[[^]]*\])?(==(?:.*\\\n)*.*)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    return dict(found)


def test_a_good_contribution_passes(clone: Path) -> None:
    contribute(clone, "lit before dusk", "lit before nightfall")
    result, summary, sarif = run_action(clone, base="origin/main")
    assert result.returncode == 0, result.stdout + result.stderr
    assert "::error" not in result.stdout
    assert "::notice::since origin/main: 1 row changed" in result.stdout
    assert summary.startswith("## Mawaqif: no findings")
    assert "| MOD | statement lamp-report-2020-s001 `datapackage/statements.csv:2` | summary_en |" in summary
    page = (clone.parent / "mawaqif-report/report.html").read_text(encoding="utf-8")
    assert "lit before nightfall" in page
    assert (clone.parent / "mawaqif-report/comment.md").read_text(encoding="utf-8").startswith("<!-- mawaqif")
    assert json.loads(sarif.read_text(encoding="utf-8"))["runs"][0]["results"] == []


def test_a_bad_contribution_is_explained_at_its_line(clone: Path) -> None:
    contribute(clone, "2020,commentary,,2020-06-01", "2020,commentary,,2020-6-1")
    result, summary, sarif = run_action(clone, base="origin/main", sources="sources")
    assert result.returncode == 1
    (annotation,) = [line for line in result.stdout.splitlines() if line.startswith("::error")]
    assert annotation.startswith("::error file=datapackage/statements.csv,line=3,title=MQ401 edtf-date in date::'2020-6-1' ")
    assert summary.startswith("## Mawaqif: 1 finding\n")
    assert "| `datapackage/statements.csv:3` date | MQ401 edtf-date |" in summary
    (found,) = json.loads(sarif.read_text(encoding="utf-8"))["runs"][0]["results"]
    assert found["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "datapackage/statements.csv"


def test_what_the_action_cannot_run_on_fails(clone: Path) -> None:
    result, _, _ = run_action(clone, base="origin/none")
    assert (result.returncode, result.stdout) == (2, "")
    assert "git knows no commit 'origin/none'" in result.stderr


# Stands in for GitHub: says what it was asked for, and answers with one open pull request and what comments there are.
GITHUB = """#!/bin/sh
echo "$@" >> "$CALLS"
case "$*" in
  *--input*) while [ "$1" != --input ]; do shift; done; cp "$2" "$BODY" ;;
  */comments*) echo "$COMMENT" ;;
  */pulls*) echo "$NUMBER" ;;
esac
"""


@pytest.mark.parametrize(
    ("number", "comment", "call"),
    [
        ("7", "", "--method POST repos/freya/lamps/issues/7/comments"),
        ("7", "99", "--method PATCH repos/freya/lamps/issues/comments/99"),
        ("", "", ""),
    ],
    ids=["first", "edited", "closed"],
)
def test_one_comment_is_written_and_edited(number: str, comment: str, call: str, tmp_path: Path) -> None:
    job = read(".github/workflows/comment.yml")["jobs"]["comment"]
    assert not any("checkout" in step.get("uses", "") for step in job["steps"]), "nothing of a contributor may be at hand here"
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin/gh").write_text(GITHUB)
    (tmp_path / "bin/gh").chmod(0o755)
    (tmp_path / "report").mkdir()
    (tmp_path / "report/comment.md").write_text("## Mawaqif\n`$(touch ran)` @freya\n", encoding="utf-8")
    env = dict.fromkeys(job["steps"][-1]["env"], "") | {"REPOSITORY": "freya/lamps", "RUN": "https://example.org/run"}
    env |= {
        "PATH": f"{tmp_path / 'bin'}:{os.environ['PATH']}",
        "RUNNER_TEMP": str(tmp_path),
        "NUMBER": number,
        "COMMENT": comment,
    }
    env |= {"CALLS": str(tmp_path / "calls"), "BODY": str(tmp_path / "written.json")}
    result = run_script(job["steps"][-1]["run"], tmp_path, env)
    assert result.returncode == 0, result.stderr
    assert call in (tmp_path / "calls").read_text(encoding="utf-8")
    assert not (tmp_path / "ran").exists()
    assert (tmp_path / "written.json").exists() == bool(call)
    if call:
        body = json.loads((tmp_path / "written.json").read_text(encoding="utf-8"))["body"]
        assert body.startswith("<!-- mawaqif: rows of this pull request -->\n## Mawaqif\n")
        assert "@freya" not in body
        assert body.endswith("](https://example.org/run)")


def test_who_may_write_runs_nothing_of_a_contributor() -> None:
    rows, comment = (read(f".github/workflows/{name}.yml") for name in ("rows", "comment"))
    assert rows["permissions"] == {"contents": "read"}
    assert "pull_request_target" not in {*rows[True], *comment[True]}
    assert comment[True]["workflow_run"]["workflows"] == [rows["name"]]
    assert comment["jobs"]["comment"]["permissions"] == {"actions": "read", "pull-requests": "write"}


def test_hooks_are_a_manifest(run_process: Run) -> None:
    assert run_process("pre-commit", "validate-manifest", ROOT / ".pre-commit-hooks.yaml").returncode == 0
    assert {tuple(hook["additional_dependencies"]) for hook in read(".pre-commit-hooks.yaml")} == {(".[check]",)}


@pytest.mark.parametrize(
    ("old", "new", "codes"),
    [
        ("2020,commentary,,2020-06-01", "2020,commentary,,2020-6-1", (0, 1)),
        ("2020,commentary,,2020-06-01", '2020,"commentary",,2020-06-01', (0, 0)),
    ],
    ids=["bad", "bad-form"],
)
def test_hooks_run(old: str, new: str, codes: tuple[int, int], clone: Path) -> None:
    contribute(clone, old, new)
    env = os.environ | {"PATH": f"{BIN}:{os.environ['PATH']}"}
    hooks = read(".pre-commit-hooks.yaml")
    found = [subprocess.run(hook["entry"].split(), cwd=clone, env=env, capture_output=True, check=False) for hook in hooks]
    assert tuple(result.returncode for result in found) == codes, [result.stdout for result in found]


def strangers_repository(folder: Path) -> Path:
    """Return a repository that knows nothing of this data set: two tables and their descriptor, one reference astray."""
    lamps = {"fields": [{"name": "lamp"}, {"name": "lit", "type": "boolean"}], "primaryKey": ["lamp"]}
    reference = {"fields": ["lamp"], "reference": {"resource": "lamps", "fields": ["lamp"]}}
    keepers = {"fields": [{"name": "Keeper"}, {"name": "lamp"}], "foreignKeys": [reference]}
    schemas = {"lamps": lamps, "keepers": keepers}
    resources = [{"name": name, "path": f"{name}.csv", "schema": schema} for name, schema in schemas.items()]
    folder.mkdir()
    (folder / "datapackage.json").write_text(json.dumps({"resources": resources}, indent=1), encoding="utf-8")
    (folder / "lamps.csv").write_text("lamp,lit\nnorth,true\nsouth,false\n", encoding="utf-8")
    (folder / "keepers.csv").write_text("Keeper,lamp\nIdris,north\nBergljot,west\n", encoding="utf-8")
    git(folder, "init", "--quiet")
    git(folder, "add", "--all")
    return folder


def test_the_hook_runs_in_a_repository_of_its_own_tables(tmp_path: Path) -> None:
    folder = strangers_repository(tmp_path / "lamps")
    hook = next(item for item in read(".pre-commit-hooks.yaml") if item["id"] == "mawaqif-validate")
    # pre-commit would install the tool anew; here the hook takes the one that is installed.
    own = {**hook, "language": "system", "entry": f"{BIN / 'mawaqif'} validate"}
    del own["additional_dependencies"]
    config = {"repos": [{"repo": "local", "hooks": [own]}]}
    (folder / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config), encoding="utf-8")
    git(folder, "add", "--all")

    def hooked() -> subprocess.CompletedProcess[str]:
        command = [str(BIN / "pre-commit"), "run", "--all-files"]
        env = os.environ | {"PRE_COMMIT_HOME": str(tmp_path / "home")}
        return subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, check=False)

    failed = hooked()
    assert failed.returncode == 1, failed.stdout + failed.stderr
    assert "keepers.csv:3:lamp MQ303 " in failed.stdout
    edit(folder / "keepers.csv", "west", "south")
    git(folder, "add", "--all")
    passed = hooked()
    assert passed.returncode == 0, passed.stdout + passed.stderr


def test_the_action_checks_a_repository_of_its_own_tables(tmp_path: Path) -> None:
    folder = strangers_repository(tmp_path / "lamps")
    result, summary, sarif = run_action(folder)
    assert result.returncode == 1, result.stdout + result.stderr
    assert "::error file=keepers.csv,line=3," in result.stdout
    assert "west" in summary
    assert json.loads(sarif.read_text(encoding="utf-8"))["runs"][0]["results"][0]["ruleId"] == "MQ303"
