"""The recipes of CONTRIBUTING.md run as they stand there, on the invented package."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

from conftest import ROOT, Run, edit, git
from filled_sheets import BODY, DOCUMENT, NOTES, answer, code, fill
from pdf_files import Row as PdfRow
from pdf_files import pdf_file, rows

TEXT = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
ROW, DOCUMENT_RECIPE, CORRECTION, TABLE, RULE = re.findall(r"```(?:sh|python)\n(.*?)```", TEXT, re.DOTALL)


def play(block: str, folder: Path, run: Run) -> list[str]:
    """Run a block of shell in a folder: its commands of this tool here, what comes before them in a shell."""
    shell, commands = re.match(r"(.*?)^(mawaqif .*)", block, re.DOTALL | re.MULTILINE).groups()  # type: ignore[union-attr]
    subprocess.run(["bash", "-ec", shell], cwd=folder, check=True, timeout=20)
    said = []
    for line in commands.replace("\\\n", "").splitlines():
        result = run(*shlex.split(line), cwd=folder)
        assert result.returncode == 0, f"{line}\n{result.stdout}{result.stderr}"
        said.append(result.stdout)
    return said


def test_recipes_are_short() -> None:
    for block in (ROW, CORRECTION, TABLE, RULE):
        assert len(list(filter(None, block.splitlines()))) <= 10, block


def test_the_recipe_for_a_row(package: Path, run: Run) -> None:
    said = play(ROW, package, run)
    assert "still to do: MQ304 'kenya' is used by no row of " in said[0]
    (rows,) = re.findall(r"^no findings: (\d+) rows in ", said[2])
    assert said[3].endswith(f"sealed: {rows} new, 0 changed, 0 gone\n")
    assert run("mawaqif", "fmt", package, "--check").returncode == 0


def fill_in(workbook: str, folder: Path) -> None:
    """Fill in the workbook that a command of the recipe has written, as coder, second coder and both together."""
    path = folder / workbook
    statements = [f"{DOCUMENT}-s00{number}" for number in (1, 2, 3)]
    if path.name == "draft.xlsx":
        fill(path, code)
    elif path.name == "blind.xlsx":
        stances = zip(statements, ("quotation", "quotation", "commentary"), ("supports", "opposes", "mixed"), strict=True)
        answers = {name: {"kind": kind, "topic_1": "lamp-oil", "stance_1": stance} for name, kind, stance in stances}
        answers[f"{DOCUMENT}-n001-1"] = {"locator_kind": "page", "locator": "7"}
        answers[f"{DOCUMENT}-n002-1"] = {"locator_kind": "paragraph", "locator": "4"}
        answer(path, answers)
    elif path.name == "settle.xlsx":
        answer(path, {f"{statements[2]} lamp-oil": {"settled": "neutral", "reason": "It takes no side."}})


def test_the_recipe_for_a_document(package: Path, run: Run) -> None:
    """From a PDF of one page to a document that is coded twice, complete, read, sealed and told in words."""
    below = [PdfRow(note, 120 - 20 * number, 8) for number, note in enumerate(NOTES)]
    (package / "paper.pdf").write_bytes(pdf_file([[*rows(BODY), *below]]))
    git(package, "init", "-q")
    run("mawaqif", "seal", package).check_returncode()
    git(package, "add", "datapackage", "datapackage.json", "schemas")
    git(package, "commit", "-qm", "Invented package")
    lines = DOCUMENT_RECIPE.replace("\\\n", "").splitlines()
    assert len(lines) <= 15
    said = ""
    for line in lines:
        words = shlex.split(line)
        if words[0] == "git":
            git(package, *words[1:])
            continue
        result = run(*words, cwd=package)
        assert result.returncode == 0, f"{line}\n{result.stdout}{result.stderr}"
        said = result.stdout
        if "--out" in words:
            fill_in(words[words.index("--out") + 1], package)
    assert re.match(r"since main: [0-9]+ rows added; ", said), said
    assert "\nno findings: " in said
    assert git(package, "status", "--porcelain", "datapackage", "second-coding") == ""


def test_the_recipe_for_a_correction(package: Path, run: Run) -> None:
    run("mawaqif", "seal", package).check_returncode()
    said = play(CORRECTION, package, run)
    assert "not written: " in said[0]
    assert "retired: malta of actors, replaced by melita" in said[1]
    assert "retired: lamp-oil of topics, replaced by harbour-lights" in said[2]
    assert said[3].startswith("gone: datapackage/statement_topics.csv:")
    assert "47-130 is now 53-130" in said[4]


def test_the_recipe_for_a_table(package: Path, run: Run) -> None:
    said = play(TABLE, package, run)
    assert said[0].startswith("datapackage/lamps.csv:2: north,malta,12.5\n")
    assert run("mawaqif", "validate", package).stdout.startswith("no findings: ")
    edit(package / "datapackage/lamps.csv", "north,malta,12.5", "north,melita,high")
    found = run("mawaqif", "validate", package, cwd=package).stdout
    for place in ("actor_id MQ303", "height MQ201"):
        assert f"datapackage/lamps.csv:2:{place}" in found


def test_the_recipe_for_a_rule(package: Path, tmp_path: Path) -> None:
    rules = tmp_path / "validate/mawaqif/checks/rules"
    shutil.copytree(ROOT / "validate", tmp_path / "validate")
    (rules / "lamp_lamp.py").write_text(RULE.replace("MQ4xx", "MQ499"), encoding="utf-8")
    edit(rules / "__init__.py", "    language,\n", "    lamp_lamp,\n    language,\n")
    edit(rules / "__init__.py", "    language.RULE,\n", "    lamp_lamp.RULE,\n    language.RULE,\n")
    edit(package / "datapackage/actors.csv", "Lamp Office", "Lamp Lamp Office")
    environment = {**os.environ, "PYTHONPATH": str(tmp_path / "validate"), "PYTHONDONTWRITEBYTECODE": "1"}
    result = subprocess.run(
        [sys.executable, "-m", "mawaqif.cli", "validate"],
        cwd=package,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    assert result.stdout.splitlines()[:-1] == [
        "datapackage/actors.csv:4:name_en MQ499 Lamp Lamp Office says lamp twice; say it once"
    ]
