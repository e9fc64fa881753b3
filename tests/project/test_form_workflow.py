"""The workflow that makes a pull request of a form: its own steps, on a clone, with a good, an incomplete and a hostile form."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from conftest import BIN, ROOT, git
from issue_forms import FORM, GOOD, rendered

WORKFLOW = ROOT / ".github/workflows/form.yml"
pytestmark = pytest.mark.skipif(not FORM.exists(), reason="a source distribution has no workflows")
BOT = "41898282+github-actions[bot]@users.noreply.github.com"
BRANCH = "row/issue-7"
HARM = (
    "::set-env name=PATH::/tmp\n##[error]x\n$(touch ran)\n`touch ran`\n'; touch ran; '\n../../../ran\n<!-- mawaqif: x -->\n"
    "${{ github.token }}\n\u202eabc\u2066\n@everyone\n[a](javascript:alert)"
)
# Stands in for GitHub: keeps what it was asked and sent, and answers with what there is.
GITHUB = """#!/bin/bash
echo "$@" >> "$CALLS"
while [ $# -gt 0 ]; do
  case "$1" in
    --method) method=$2 ;;
    repos/*) path=$1 ;;
    --input) input=$2 ;;
  esac
  shift
done
if [ -n "${input:-}" ]; then cp "$input" "$SENT/$(echo "$method $path" | tr ' /' '__').json"; fi
case "$method $path" in
  *comments) [ -n "${input:-}" ] || echo "$COMMENT" ;;
  'GET '*/pulls) echo "$PULL" ;;
  'POST '*/pulls) echo 12 ;;
esac
"""


def job(name: str) -> dict[str, Any]:
    return dict(yaml.safe_load(WORKFLOW.read_text(encoding="utf-8"))["jobs"][name])


def script(name: str) -> str:
    (step,) = [step for step in job(name)["steps"] if ".github/scripts/" in step.get("run", "")]
    return str(step["run"])


@dataclass
class Desk:
    """A clone with a bare origin, and what a runner has."""

    clone: Path
    origin: Path
    folder: Path

    def send(self, body: str | None, **said: str) -> subprocess.CompletedProcess[str]:
        """Run both jobs on an issue, each on a clean clone; return the last that ran."""
        shutil.rmtree(self.folder / "form", ignore_errors=True)
        (self.folder / "event.json").write_text(json.dumps({"issue": {"number": 7, "body": body}}), encoding="utf-8")
        done = self.run("propose")
        return done if done.returncode else self.run("answer", **said)

    def run(self, name: str, **said: str) -> subprocess.CompletedProcess[str]:
        """Run the step of a job that is the project's own."""
        (self.folder / "sent").mkdir(exist_ok=True)
        env = {"GITHUB_EVENT_PATH": str(self.folder / "event.json"), "RUNNER_TEMP": str(self.folder)}
        env |= {"PATH": f"{self.folder / 'bin'}:{os.environ['PATH']}", "REPOSITORY": "freya/lamps", "BASE": "main"}
        env |= {"CALLS": str(self.folder / "calls"), "SENT": str(self.folder / "sent"), "COMMENT": "", "PULL": "", **said}
        git(self.clone, "checkout", "--quiet", "--force", "main")
        command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script(name)]
        return subprocess.run(command, cwd=self.clone, env=os.environ | env, capture_output=True, text=True, check=False)

    def sent(self, name: str) -> dict[str, str]:
        """Return what was sent to GitHub, by method and path."""
        return dict(json.loads((self.folder / "sent" / f"{name}.json").read_text(encoding="utf-8")))

    def branches(self) -> list[str]:
        """Return the branches of the origin."""
        return git(self.origin, "for-each-ref", "--format=%(refname:short)", "refs/heads").split()


@pytest.fixture
def desk(package: Path, tmp_path: Path) -> Desk:
    shutil.copytree(ROOT / ".github/scripts", package / ".github/scripts")
    git(package, "init", "--quiet")
    git(package, "add", "--all")
    git(package, "commit", "--quiet", "--message", "Begin")
    git(tmp_path, "clone", "--quiet", "--bare", str(package), "origin.git")
    git(tmp_path, "clone", "--quiet", str(tmp_path / "origin.git"), "clone")
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin/gh").write_text(GITHUB)
    (tmp_path / "bin/gh").chmod(0o755)
    (tmp_path / "tools").mkdir()
    (tmp_path / "tools/bin").symlink_to(BIN)
    return Desk(tmp_path / "clone", tmp_path / "origin.git", tmp_path)


def test_who_may_write_understands_nothing_of_a_form() -> None:
    whole = yaml.safe_load(WORKFLOW.read_text(encoding="utf-8"))
    assert whole["permissions"] == {}
    assert job("propose")["permissions"] == {"contents": "read"}
    assert job("answer")["permissions"] == {"contents": "write", "issues": "write", "pull-requests": "write"}
    assert not any("pip" in step.get("run", "") or "mawaqif" in step.get("run", "") for step in job("answer")["steps"])
    text = WORKFLOW.read_text(encoding="utf-8") + "".join(path.read_text() for path in (ROOT / ".github/scripts").iterdir())
    for field in ("issue.body }}", "issue.title", "issue.user", "comment.body"):
        assert field not in text
    checkouts = [step for step in job("propose")["steps"] if "checkout" in step.get("uses", "")]
    assert [step["with"] for step in checkouts] == [{"persist-credentials": False}]


def test_a_good_form_becomes_a_pull_request_that_an_edit_renews(desk: Desk) -> None:
    done = desk.send(rendered(GOOD))
    assert done.returncode == 0, done.stdout + done.stderr
    assert desk.branches() == ["main", BRANCH]
    assert git(desk.origin, "log", "-1", "--format=%ae %s", BRANCH) == f"{BOT} Add the statement of issue 7\n"
    changed = git(desk.origin, "diff", "--name-only", "main", BRANCH).split()
    assert changed == [
        f"datapackage/{name}.csv"
        for name in ("citations", "passages", "set_aside", "statement_actors", "statement_topics", "statements")
    ]
    pull = desk.sent("POST_repos_freya_lamps_pulls")
    assert (pull["title"], pull["head"], pull["base"]) == ("Statement of issue 7", BRANCH, "main")
    assert pull["body"].startswith("Closes #7. ")
    assert "Malta repeats where its wish for lanterns stands." in pull["body"]
    assert "@harbour" not in pull["body"]
    assert "proposed in #12" in desk.sent("POST_repos_freya_lamps_issues_7_comments")["body"]
    patch = desk.folder / "form/rows.patch"
    kept = re.split(r"^(?=diff )", patch.read_text(encoding="utf-8"), flags=re.MULTILINE)
    patch.write_text("".join(part for part in kept if "statement_topics" not in part), encoding="utf-8")
    done = desk.run("answer", PULL="12", COMMENT="99")
    assert done.returncode == 0, done.stdout + done.stderr
    assert git(desk.origin, "rev-list", "--count", f"main..{BRANCH}") == "1\n"
    assert "statement_topics" not in git(desk.origin, "diff", "--name-only", "main", BRANCH)
    assert "Closes #7" in desk.sent("PATCH_repos_freya_lamps_pulls_12")["body"]
    assert "proposed in #12" in desk.sent("PATCH_repos_freya_lamps_issues_comments_99")["body"]


def test_commits_of_others_are_not_thrown_away(desk: Desk) -> None:
    git(desk.clone, "push", "--quiet", "origin", f"HEAD:refs/heads/{BRANCH}")
    before = git(desk.origin, "rev-parse", BRANCH)
    (desk.folder / "event.json").write_text(json.dumps({"issue": {"number": 7}}), encoding="utf-8")
    (desk.folder / "form").mkdir()
    for name in ("answer.md", "rows.patch"):
        (desk.folder / "form" / name).write_text("Rows.\n")
    done = desk.run("answer")
    assert done.returncode == 0, done.stdout + done.stderr
    assert git(desk.origin, "rev-parse", BRANCH) == before
    assert "has commits of others" in desk.sent("POST_repos_freya_lamps_issues_7_comments")["body"]


def test_an_incomplete_form_is_answered_in_words(desk: Desk) -> None:
    done = desk.send(rendered({**GOOD, "kind": "", "anchor": ""}))
    assert done.returncode == 0, done.stdout + done.stderr
    body = desk.sent("POST_repos_freya_lamps_issues_7_comments")["body"]
    assert "- **Kind · النوع**: it is empty, and a statement needs it\n" in body
    assert "- **Place of the passage · موضع المقطع**: it is empty" in body
    assert desk.branches() == ["main"]
    assert "pulls" not in (desk.folder / "calls").read_text(encoding="utf-8")


ALL_FIELDS = ("document", "kind", "date", "event", "actors", "topics", "summary_en", "anchor", "citations", "note", "proposer")


@pytest.mark.parametrize("hostile", [ALL_FIELDS, ("proposer",)], ids=["all", "proposer"])
def test_a_hostile_form_is_text(hostile: tuple[str, ...], desk: Desk) -> None:
    done = desk.send(rendered({**GOOD, **dict.fromkeys(hostile, HARM)}))
    assert done.returncode == 0, done.stdout + done.stderr
    assert not [line for line in done.stdout.splitlines() if line.lstrip().startswith(("::", "##["))]
    assert not list(desk.folder.rglob("ran"))
    assert git(desk.clone, "ls-files", "--others") == ""
    sent = "".join(path.read_text(encoding="utf-8") for path in (desk.folder / "sent").iterdir())
    assert "@everyone" not in sent
    assert "\u202e" not in sent


@pytest.mark.parametrize(
    "body", [None, "\0\0### Document · الوثيقة\n\n\0" + "### Kind · النوع\n\n" * 3_000], ids=["none", "many"]
)
def test_what_is_no_form_is_answered(body: str | None, desk: Desk) -> None:
    done = desk.send(body)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Not proposed yet" in desk.sent("POST_repos_freya_lamps_issues_7_comments")["body"]
    assert desk.branches() == ["main"]


@pytest.mark.parametrize("number", ["7; touch ran", None, "../7", "7\n8"])
def test_a_number_is_a_number(number: object, desk: Desk) -> None:
    (desk.folder / "event.json").write_text(json.dumps({"issue": {"number": number}}), encoding="utf-8")
    (desk.folder / "form").mkdir()
    done = desk.run("answer")
    assert (done.returncode, done.stdout) == (2, "the event has no issue\n")
    assert desk.branches() == ["main"]
    assert not (desk.folder / "calls").exists()


def test_a_patch_of_anything_but_tables_is_left_out(desk: Desk) -> None:
    """What a job that understood a hostile form could be made to leave is not taken either."""
    (desk.folder / "event.json").write_text(json.dumps({"issue": {"number": 7}}), encoding="utf-8")
    (desk.folder / "form").mkdir()
    for name, link in (("run.sh", False), ("datapackage/link.csv", True)):
        path = desk.clone / name
        if link:
            path.symlink_to("/etc/passwd")
        else:
            path.write_text("echo\n")
        git(desk.clone, "add", name)
        (desk.folder / "form/rows.patch").write_text(git(desk.clone, "diff", "--cached"))
        (desk.folder / "form/answer.md").write_text("Rows.\n")
        git(desk.clone, "rm", "--quiet", "--force", name)
        assert desk.run("answer").returncode == (2 if link else 1)
        assert desk.branches() == ["main"]
        assert not (desk.folder / "calls").exists()
