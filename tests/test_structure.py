"""The house: imports flow one way, both source roots are kept by every tool, schemas say everything."""

from __future__ import annotations

import ast
import json
import subprocess
import tomllib
from pathlib import Path

import pytest

from conftest import ROOT, Run, edit
from mawaqif.check import CODES
from mawaqif.tables import load_descriptor

# Each layer may import those before it, never those after it.
LAYERS = (
    ("folding", "contribution", "limits", "replacing", "release_files"),
    ("findings",),
    ("home",),
    ("tables",),
    ("anchors", "copies", "naming", "changes"),
    ("aligning",),
    ("rules", "constraints", "relations", "form", "readings", "digests", "sequences"),
    ("history", "unread", "cascades"),
    ("check",),
    ("reports",),
    ("agreement", "changelog", "cookbook", "vectors"),
    ("codebook",),
    ("outputs", "locating", "explanation", "results", "spreadsheets"),
    ("comparing", "folders", "formatting", "opening", "zenodo"),
    ("data", "release_notes"),
    ("plots",),
    ("site",),
    ("release", "query", "sealing", "entries"),
    ("cookbook_pages", "hydrating"),
    ("documentation",),
    ("commands",),
    ("cli",),
)
LEVEL = {name: level for level, names in enumerate(LAYERS) for name in names}
MODULES = sorted([*(ROOT / "validate" / "mawaqif").rglob("*.py"), *(ROOT / "build" / "mawaqif").rglob("*.py")])


def imports(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("mawaqif."):
            found.add(str(node.module))
        elif isinstance(node, ast.ImportFrom) and node.module == "mawaqif":
            found |= {f"mawaqif.{alias.name}" for alias in node.names}
        elif isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names if alias.name.startswith("mawaqif.")}
    return found


def own_layer(path: Path) -> str:
    return path.relative_to(path.parents[[part.name for part in path.parents].index("mawaqif")]).parts[0].removesuffix(".py")


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_imports_flow_one_way(path: Path) -> None:
    own = LEVEL[own_layer(path)]
    for name in imports(path):
        imported = name.split(".")[1]
        assert LEVEL[imported] < own or imported == own_layer(path), f"{path.name} imports {name}"


@pytest.mark.parametrize("path", [path for path in MODULES if path.is_relative_to(ROOT / "validate")], ids=lambda path: path.name)
def test_nothing_under_validate_imports_from_build(path: Path) -> None:
    published = {item.stem for item in (ROOT / "build" / "mawaqif").iterdir()}
    assert not {name.split(".")[1] for name in imports(path)} & published


def test_modules_are_small() -> None:
    for path in MODULES:
        text = path.read_text(encoding="utf-8")
        assert len(text.splitlines()) <= 300, path
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef):
                start = node.body[1].lineno if ast.get_docstring(node) and len(node.body) > 1 else node.lineno
                assert (node.end_lineno or 0) - start < 40, f"{path.name}: {node.name}"


def test_no_module_is_called_like_a_drawer() -> None:
    assert not {path.stem for path in MODULES} & {"utils", "helpers", "common", "misc", "build"}


def test_the_namespace_has_no_init() -> None:
    for root in ("build", "validate", "build/mawaqif", "validate/mawaqif"):
        assert not (ROOT / root / "__init__.py").exists()


def test_both_roots_are_linted_typed_and_kept_by_git(run: Run) -> None:
    if (ROOT / ".git").exists():
        kept = subprocess.run(
            ["git", "ls-files", "build", "validate"], cwd=ROOT, capture_output=True, text=True, check=True
        ).stdout.split()
        assert {"build/mawaqif/cli.py", "validate/mawaqif/check.py"} <= set(kept)
    shown = run("ruff", "check", ".", "--show-files", cwd=ROOT).stdout
    assert str(ROOT / "build/mawaqif/cli.py") in shown
    assert str(ROOT / "validate/mawaqif/check.py") in shown
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]
    assert settings["mypy"]["files"] == ["build/mawaqif", "validate/mawaqif"]
    assert set(settings["basedpyright"]["include"]) >= {"build/mawaqif", "validate/mawaqif"}


def test_codes_are_unique_and_explained() -> None:
    assert len({code.code for code in CODES}) == len({code.name for code in CODES}) == len(CODES)
    for code in CODES:
        assert code.why
        assert code.mend
        assert code.message


def test_every_table_and_field_has_both_languages() -> None:
    descriptor, findings = load_descriptor(ROOT)
    assert findings == []
    assert len(descriptor.tables) >= 15
    for table in descriptor.tables.values():
        for raw in (table.raw, *(field.raw for field in table.fields)):
            for key in ("title", "description"):
                assert raw[key].isascii() or "’" in raw[key] or "–" in raw[key]
                assert any("\u0600" <= char <= "\u06ff" for char in raw[f"{key}_ar"])
        for field in table.fields:
            for category in field.raw.get("categories", []):
                assert category["label"]
                assert category["label_ar"]


def test_a_toy_table_of_every_type_is_checked_and_published(package: Path, run: Run) -> None:
    schema = {
        "title": "Lamps",
        "description": "Lamps seen.",
        "fields": [
            {"name": "lamp_id", "type": "string", "constraints": {"required": True, "pattern": "^[a-z-]+$"}},
            {"name": "actor_id", "type": "string", "constraints": {"required": True}},
            {"name": "height", "type": "number", "constraints": {"minimum": 0.5}},
            {"name": "lit", "type": "boolean"},
            {"name": "seen", "type": "date", "constraints": {"minimum": "2020-01-01"}},
            {"name": "built", "type": "year"},
            {"name": "name_ar", "type": "string", "language": "ar"},
        ],
        "primaryKey": ["lamp_id"],
        "foreignKeys": [{"fields": ["actor_id"], "reference": {"resource": "actors", "fields": ["actor_id"]}}],
    }
    (package / "schemas/lamps.json").write_text(json.dumps(schema))
    (package / "datapackage/lamps.csv").write_text(
        "lamp_id,actor_id,height,lit,seen,built,name_ar\nnorth,malta,12.5,true,2020-05-12,1907,فنار\nsouth,nauru,,false,,,\n"
    )
    index = json.loads((package / "datapackage.json").read_text(encoding="utf-8"))
    index["resources"].append(
        {"name": "lamps", "path": "datapackage/lamps.csv", "schema": "schemas/lamps.json", "encoding": "utf-8"}
    )
    (package / "datapackage.json").write_text(json.dumps(index))
    assert run("mawaqif", "validate", package).stdout.startswith("no findings: 42 rows in 20 tables")
    assert run("frictionless", "validate", "datapackage.json", cwd=package).returncode == 0
    assert run("mawaqif", "build", package, "--out", package / "dist").returncode == 0
    assert (package / "dist/parquet/lamps.parquet").exists()
    # A package without chapters has no codebook.
    assert not list((package / "dist").glob("codebook*"))
    assert "](codebook" not in (package / "dist/README.md").read_text(encoding="utf-8")
    sql = "SELECT name_en, height, lit, year(seen) + built AS sum FROM lamps JOIN actors USING (actor_id) WHERE lit"
    assert (
        run("mawaqif", "query", "--release", package / "dist", sql, "--format", "csv").stdout
        == "name_en,height,lit,sum\nMalta,12.5,true,3927\n"
    )
    edit(package / "datapackage/lamps.csv", "north,malta,12.5,true,2020-05-12", "north,melita,0.1,true,2019-05-12")
    edit(package / "datapackage/lamps.csv", "فنار", "lamp")
    found = run("mawaqif", "validate", package, cwd=package).stdout
    for place in ("actor_id MQ303", "height MQ205", "seen MQ205", "name_ar MQ402"):
        assert f"datapackage/lamps.csv:2:{place}" in found
