"""The workflow that makes a release: its own scripts, on a clone with a tag, with a bare repository in place of the host."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import tarfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from typer.testing import CliRunner

from conftest import BIN, ROOT, edit, git, lay_out
from mawaqif.cli import app
from mawaqif.release.building import build_release
from mawaqif.site import write_site

SCRIPTS = ROOT / ".github/scripts"
pytestmark = pytest.mark.skipif(
    os.name != "posix" or not SCRIPTS.exists(), reason="a source distribution has no workflows, and Windows no shell for them"
)
ADDRESS = "https://lamps.example/data"
CHANGELOG = """# Changelog

## 0.2.0 (2026-01-31)

- Lamps are coded.
- [How](docs/lamps.md#oil), and [where](https://lamps.example/a).

## 0.0.9 (2025-12-01)

- First lamps.
"""
CITATION = "cff-version: 1.2.0\nversion: 0.2.0\ndate-released: 2026-01-31\n"
PROJECT = """[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"

[project]
name = "mawaqif"
version = "0.2.0"

[tool.hatch.build.targets.wheel]
only-include = ["datapackage"]
"""
REQUIREMENTS = f"lamps==1.0.0 \\\n    --hash=sha256:{'0' * 64}\n"
BUNDLED = {"type": "library", "bom-ref": "pkg:npm/wick@2.0.0", "name": "wick", "version": "2.0.0", "purl": "pkg:npm/wick@2.0.0"}
# The command, with invented interactive parts for the site: the real ones are large, and not always bundled.
COMMAND = """#!/bin/bash
if [ "$1" = site ]; then set -- "$@" --scripts "{bundle}"; fi
exec "{command}" "$@"
"""
# Stands in for GitHub: keeps what it was asked, and knows a release once it was made.
GITHUB = """#!/bin/bash
echo "$@" >> "$CALLS"
case "$1 $2" in
  'release view') grep -q '^release create' "$CALLS" ;;
  'release create') while [ "$1" != --notes-file ]; do shift; done; cp "$2" "$CALLS.notes" ;;
esac
"""


def workflow(name: str) -> dict[str, Any]:
    return dict(yaml.safe_load((ROOT / f".github/workflows/{name}.yml").read_text(encoding="utf-8")))


@dataclass
class Desk:
    """A clone with a bare origin, and what the scripts need."""

    folder: Path

    @property
    def clone(self) -> Path:
        """The checkout that the scripts run in."""
        return self.folder / "clone"

    @property
    def out(self) -> Path:
        """What the script has made of the tag."""
        return self.folder / "release"

    def run(self, name: str, **said: str) -> subprocess.CompletedProcess[str]:
        """Run a script in the clone."""
        env = {"MAWAQIF": str(self.folder / "bin/mawaqif"), "PYTHON": str(BIN / "python"), "BRANCH": "gh-pages"}
        env |= {"PATH": f"{self.folder / 'bin'}:{os.environ['PATH']}", "CALLS": str(self.folder / "calls"), **said}
        words = ["bash", str(SCRIPTS / name)]
        return subprocess.run(words, cwd=self.clone, env=os.environ | env, capture_output=True, text=True, check=False)

    def tag(self, **said: str) -> subprocess.CompletedProcess[str]:
        """Run what the workflow runs on the tag."""
        return self.run("release.sh", **{"TAG": "v0.2.0", "OUT": str(self.folder / "other"), "ADDRESS": ADDRESS, **said})


def number(package: Path, version: str) -> None:
    """Give a package a version."""
    path = package / "datapackage.json"
    text = re.sub(r'^  "version": ".*"', f'  "version": "{version}"', path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    path.write_text(text, encoding="utf-8")


def lay(folder: Path) -> None:
    """Make a clone whose tag v0.2.0 follows v0.0.9, and its release."""
    package, desk = folder / "package", Desk(folder)
    package.mkdir(parents=True)
    lay_out(package)
    for name, text in {
        "CHANGELOG.md": CHANGELOG,
        "CITATION.cff": CITATION,
        "pyproject.toml": PROJECT,
        "requirements.txt": REQUIREMENTS,
    }.items():
        (package / name).write_text(text, encoding="utf-8")
    git(package, "init", "--quiet")
    for version, old, new in (("0.0.9", "lit before dusk", "lit at dusk"), ("0.2.0", "lit at dusk", "lit before dusk")):
        edit(package / "datapackage/statements.csv", old, new)
        number(package, version)
        assert CliRunner().invoke(app, ["seal", str(package)]).exit_code == 0
        git(package, "add", "--all")
        git(package, "commit", "--quiet", "--message", version)
        git(package, "tag", f"v{version}")
    git(folder, "clone", "--quiet", "--bare", str(package), "origin.git")
    git(folder, "clone", "--quiet", str(folder / "origin.git"), "clone")
    (folder / "bin").mkdir()
    (folder / "bundle").mkdir()
    for name in ("explorer.js", "explorer.css"):
        (folder / "bundle" / name).write_text("/* invented */\n")
    (folder / "bundle/parts.cdx.json").write_text(json.dumps({"components": [BUNDLED]}))
    for name, text in (("gh", GITHUB), ("mawaqif", COMMAND.format(bundle=folder / "bundle", command=BIN / "mawaqif"))):
        (folder / "bin" / name).write_text(text)
        (folder / "bin" / name).chmod(0o755)
    done = desk.tag(OUT=str(desk.out))
    (folder / "said").write_text(done.stdout + done.stderr, encoding="utf-8")
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    folder = tmp_path_factory.mktemp("releasing") / "desk"
    lay(folder)
    return Desk(folder)


def test_a_tag_gives_a_complete_release_twice_the_same(desk: Desk) -> None:
    said = (desk.folder / "said").read_text(encoding="utf-8")
    assert re.search(r"^the same: \d+ files$", said, re.MULTILINE)
    names = {path.name for path in (desk.out / "assets").iterdir()}
    assert {"SHA256SUMS", "mawaqif-0.2.0.cdx.json", "mawaqif-0.2.0-release.tar.gz"} <= names
    assert {"mawaqif-0.2.0.tar.gz", "mawaqif-0.2.0-py2.py3-none-any.whl", "mawaqif-0.2.0-csv.zip"} <= names
    assert {path.name for path in (desk.out / "package").iterdir()} < names
    inventory = (desk.out / "assets/mawaqif-0.2.0.cdx.json").read_text(encoding="utf-8")
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(inventory) is None
    parts = [json.loads(inventory)["metadata"]["component"], *json.loads(inventory)["components"]]
    named = [(part["name"], part["version"]) for part in parts]
    assert named == [("mawaqif", "0.2.0"), ("lamps", "1.0.0"), ("wick", "2.0.0")]
    assert {path.name for path in desk.out.iterdir()} == {"assets", "data", "notes.md", "package", "site"}
    notes = (desk.out / "notes.md").read_text(encoding="utf-8")
    assert notes.startswith("# What changes in version 0.2.0 (2026-01-31)\n\n- Lamps are coded.\n")
    assert "lit at dusk" in notes
    (newest, earlier) = json.loads((desk.out / "data/releases.json").read_text(encoding="utf-8"))["releases"]
    assert newest["changes"]["tables"]["statements"] == {"added": 0, "changed": 1, "removed": 0}
    assert (newest["address"], earlier["address"]) == (f"{ADDRESS}/0.2.0/", f"{ADDRESS}/0.0.9/")
    assert earlier["date"] == "2025-12-01"


def test_what_was_downloaded_is_verified_elsewhere(desk: Desk, tmp_path: Path) -> None:
    for path in (desk.out / "assets").iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    subprocess.run(["sha256sum", "--check", "--quiet", "SHA256SUMS"], cwd=tmp_path, check=True)
    with tarfile.open(tmp_path / "mawaqif-0.2.0-release.tar.gz") as archive:
        archive.extractall(tmp_path, filter="data")
    folder = tmp_path / "mawaqif-0.2.0-release"
    subprocess.run(["sha256sum", "--check", "--quiet", "SHA256SUMS"], cwd=folder, check=True)
    words = [str(BIN / "mawaqif"), "verify", str(folder)]
    done = subprocess.run(words, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    ("tag", "change", "code", "words"),
    [
        ("v0.3.0", "", 2, "there is no tag v0.3.0"),
        ("v0.0.9", "", 2, "which is not checked out"),
        ("v0.2.0", "lamps", 2, "the checkout is not clean"),
    ],
)
def test_what_is_not_the_tag_is_not_released(tag: str, change: str, code: int, words: str, desk: Desk) -> None:
    stray = desk.clone / "stray.txt"
    if change:
        stray.write_text(change)
    done = desk.tag(TAG=tag)
    stray.unlink(missing_ok=True)
    assert (done.returncode, words in done.stdout) == (code, True), done.stdout + done.stderr
    assert not (desk.folder / "other").exists()


def test_two_machines_that_differ_publish_nothing(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "lamp.txt").write_text("lit\n")
    words = ["bash", str(SCRIPTS / "same.sh"), str(tmp_path / "one"), str(tmp_path / "two")]
    assert subprocess.run(words, capture_output=True, check=False).returncode == 0
    (tmp_path / "two/lamp.txt").write_text("out\n")
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "two builds of the same commit differ" in done.stdout
    needs = {name: job.get("needs") for name, job in workflow("release")["jobs"].items()}
    assert (needs.pop("tests"), needs.pop("build"), needs.pop("attest")) == (None, None, ["tests", "build"])
    assert set(needs.values()) == {"attest"}, "nothing is published before the machines agree"


def test_a_release_is_announced_once_with_its_notes(desk: Desk) -> None:
    for _ in range(2):
        done = desk.run("announce.sh", TAG="v0.2.0", IN=str(desk.out), REPOSITORY="freya/lamps")
        assert done.returncode == 0, done.stderr
    asked = (desk.folder / "calls").read_text(encoding="utf-8").splitlines()
    assert [" ".join(line.split()[:3]) for line in asked] == [
        "release view v0.2.0",
        "release create v0.2.0",
        "release view v0.2.0",
        "release upload v0.2.0",
    ]
    notes = (desk.out / "notes.md").read_text(encoding="utf-8")
    assert "- [How](docs/lamps.md#oil), and [where](https://lamps.example/a).\n" in notes
    led = notes.replace("](docs/", "](https://github.com/freya/lamps/blob/v0.2.0/docs/")
    assert (desk.folder / "calls.notes").read_text(encoding="utf-8") == led


def served(desk: Desk, folder: Path) -> Path:
    """Check out what the host serves."""
    git(folder, "clone", "--quiet", "--branch", "gh-pages", str(desk.folder / "origin.git"), "served")
    assert git(folder / "served", "rev-list", "--count", "HEAD") == "1\n"
    return folder / "served"


def test_an_address_of_a_version_answers_after_the_next(desk: Desk, tmp_path: Path) -> None:
    page = "en/statements/lamp-report-2020-s001.html"
    first = desk.run("publish-site.sh", SITE=str(desk.out / "site"))
    assert first.returncode == 0, first.stdout + first.stderr
    assert "nothing is new" in desk.run("publish-site.sh", SITE=str(desk.out / "site")).stdout
    # The next version, from the same desk.
    package = lay_out(tmp_path)
    number(package, "0.3.0")
    edit(package / "datapackage/statements.csv", "lit before dusk", "lit at noon")
    build_release(package, tmp_path / "next", address=ADDRESS)
    write_site(tmp_path / "next", tmp_path / "next-site", desk.folder / "bundle")
    assert desk.run("publish-site.sh", SITE=str(tmp_path / "next-site")).returncode == 0
    done = desk.run("publish-site.sh", SITE=str(tmp_path / "next-site"), PREVIEW="true")
    assert done.returncode == 0, done.stdout + done.stderr
    host = served(desk, tmp_path)
    assert "lit before dusk" in (host / "0.2.0" / page).read_text(encoding="utf-8")
    for place in ("0.3.0", "latest", "preview"):
        assert "lit at noon" in (host / place / page).read_text(encoding="utf-8")
    listed = json.loads((host / "releases.json").read_text(encoding="utf-8"))["releases"]
    assert [item["version"] for item in listed] == ["0.3.0", "0.2.0"]
    # What was published under a version is never changed.
    bundle = shutil.copytree(desk.folder / "bundle", tmp_path / "bundle")
    (bundle / "explorer.js").write_text("/* invented anew */\n")
    write_site(tmp_path / "next", tmp_path / "next-site", bundle)
    done = desk.run("publish-site.sh", SITE=str(tmp_path / "next-site"))
    assert done.returncode == 2
    assert "the version 0.3.0 is published with other files; raise the version" in done.stderr


def test_rights_are_the_least() -> None:
    release, pages = workflow("release"), workflow("pages")
    assert release["permissions"] == pages["permissions"] == {}
    rights = {name: job["permissions"] for name, job in release["jobs"].items()}
    assert rights == {
        "tests": {"contents": "read"},
        "build": {"contents": "read"},
        "attest": {"contents": "read", "id-token": "write", "attestations": "write"},
        "announce": {"contents": "write"},
        "site": {"contents": "write"},
        "index": {"id-token": "write"},
        "mirror": {"contents": "read"},
    }
    assert {name: job["permissions"]["contents"] for name, job in pages["jobs"].items()} == {"build": "read", "publish": "write"}
    secret = {name for name, job in (release["jobs"] | pages["jobs"]).items() if "secrets." in json.dumps(job)}
    assert secret == {"mirror"}
    assert {name: job["environment"] for name, job in release["jobs"].items() if "environment" in job} == {
        "index": "index",
        "mirror": "hub",
    }


def test_the_hub_gets_a_folder_that_loads(desk: Desk, tmp_path: Path) -> None:
    """The real command of the hub reads the words; without a token it sends nothing."""
    words = f'#!/bin/bash\necho "$@" >> {tmp_path}/asked\n"{BIN}/hf" "$1" ${{2:+--help}} > /dev/null\n'
    (tmp_path / "hf").write_text(words)
    (tmp_path / "hf").chmod(0o755)
    said = {"HF": str(tmp_path / "hf"), "HUB_DATASET": "freya/lamps", "HF_TOKEN": "", "IN": str(desk.out), "TAG": "v0.2.0"}
    done = desk.run("mirror.sh", **said)
    assert done.returncode == 0, done.stderr
    upload, tag = (tmp_path / "asked").read_text(encoding="utf-8").splitlines()
    assert upload == f"upload freya/lamps {desk.out}/data . --repo-type dataset --delete * --commit-message Version 0.2.0"
    assert tag == "repos tag create freya/lamps v0.2.0 --repo-type dataset --message Version 0.2.0"
    card = (desk.out / "data/README.md").read_text(encoding="utf-8").split("---\n")[1]
    paths = {file["path"] for config in yaml.safe_load(card)["configs"] for file in config["data_files"]}
    assert paths
    assert all((desk.out / "data" / path).is_file() and path.endswith(".parquet") for path in paths)
