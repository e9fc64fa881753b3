"""The house: imports flow one way, both source roots are kept by every tool, schemas say everything."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import tomllib
from functools import cache
from graphlib import TopologicalSorter
from importlib import import_module
from pathlib import Path

import pytest

from conftest import ROOT, Run, edit
from mawaqif.checks import CODES
from mawaqif.tables import load_descriptor

# The rooms, from the ground up: a room imports only rooms of earlier lines. This is the one place where their order stands.
LAYERS = (
    ("findings",),
    ("files", "home", "own_cache", "paths"),
    ("standard",),
    ("tables",),
    ("passages",),
    ("deriving",),
    ("history",),
    ("checks",),
    ("validating",),
    ("reports",),
    ("editing", "release"),
    ("query",),
    ("agents", "data", "hydrating"),
    ("coding",),
    ("plots",),
    ("desk", "docs", "site"),
    ("hosting",),
    ("commands",),
    ("cli",),
    ("__main__",),
)
LEVEL = {name: level for level, names in enumerate(LAYERS) for name in names}
ROOTS = (ROOT / "validate" / "mawaqif", ROOT / "build" / "mawaqif")
MODULES = {
    "mawaqif." + ".".join(path.relative_to(root).with_suffix("").parts).removesuffix(".__init__"): path
    for root in ROOTS
    for path in sorted(root.rglob("*.py"))
}


def room(module: str) -> str:
    """Return the room of a module, `checks` for `mawaqif.checks.rules.base`."""
    return module.split(".")[1]


@cache
def imported(path: Path) -> list[tuple[str, str]]:
    """Return module and name of everything that a file imports from the project; the name is empty for a whole module."""
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "mawaqif":
            assert node.level == 0
            found += [(str(node.module), alias.name) for alias in node.names]
        elif isinstance(node, ast.Import):
            found += [(alias.name, "") for alias in node.names if alias.name.startswith("mawaqif.")]
    return found


@cache
def face(module: str) -> list[str]:
    """Return what the `__all__` of a room, or of a folder in it, names."""
    tree = ast.parse(MODULES[module].read_text(encoding="utf-8"))
    named = [node.value for node in tree.body if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__"]
    assert len(named) == 1, f"{module} has no face: one `__all__` in its __init__.py"
    return list(ast.literal_eval(named[0]))


def is_folder(module: str) -> bool:
    return MODULES[module].name == "__init__.py"


def hidden(module: str, name: str) -> str:
    """Return the first step on the way to a name that the face above it does not name; empty where all do."""
    steps = [*module.split(".")[1:], *([name] if name else [])]
    above = f"mawaqif.{steps[0]}"
    for step in steps[1:]:
        if step.startswith("_") or (is_folder(above) and step not in face(above)):
            return f"{step} in {above}"
        if f"{above}.{step}" not in MODULES:
            break
        above = f"{above}.{step}"
    return ""


@pytest.mark.parametrize("module", sorted(MODULES))
def test_a_room_imports_only_rooms_below_it_and_what_their_faces_name(module: str) -> None:
    for name, what in imported(MODULES[module]):
        other = what if name == "mawaqif" else room(name)
        if other != room(module):
            assert LEVEL[other] < LEVEL[room(module)], f"{module} imports {name}, which is not below it"
            assert not hidden(name, what), f"{module} imports {what or name}: {hidden(name, what)} is the room's own"


def test_no_module_needs_itself() -> None:
    needs = {
        module: {f"{name}.{what}" if f"{name}.{what}" in MODULES else name for name, what in imported(path)} - {module}
        for module, path in MODULES.items()
    }
    assert len(list(TopologicalSorter(needs).static_order())) >= len(MODULES)


@pytest.mark.parametrize("module", sorted(name for name in MODULES if is_folder(name)))
def test_a_face_says_what_the_room_is_for_and_names_what_there_is(module: str) -> None:
    text = ast.get_docstring(ast.parse(MODULES[module].read_text(encoding="utf-8"))) or ""
    if module.count(".") == 1:
        assert re.search(r"^In: .+ Out: .+", text, re.MULTILINE), f"{module}: say what comes in and what goes out"
    named = face(module)
    assert len(set(named)) == len(named)
    for name in named:
        assert f"{module}.{name}" in MODULES or hasattr(import_module(module), name), f"{module} has no {name}"


def test_every_room_has_its_place() -> None:
    assert {room(module) for module in MODULES} == set(LEVEL)
    checking, publishing = ({path.stem for path in root.iterdir() if not path.name.startswith("_")} for root in ROOTS)
    assert not checking & publishing - {"__pycache__"}


def test_tests_lie_in_the_rooms_of_the_code_under_names_of_their_own() -> None:
    paths = sorted((ROOT / "tests").rglob("test_*.py"))
    assert {path.relative_to(ROOT / "tests").parts[0] for path in paths} <= {*LEVEL, "project"}
    assert len({path.name for path in paths}) == len(paths) > len(LEVEL)


@pytest.mark.parametrize("module", sorted(name for name, path in MODULES.items() if path.is_relative_to(ROOTS[0])))
def test_nothing_under_validate_imports_from_build(module: str) -> None:
    assert all(MODULES[name].is_relative_to(ROOTS[0]) for name, _ in imported(MODULES[module]))


def test_modules_are_small() -> None:
    for path in MODULES.values():
        text = path.read_text(encoding="utf-8")
        assert len(text.splitlines()) <= 300, path
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef):
                start = node.body[1].lineno if ast.get_docstring(node) and len(node.body) > 1 else node.lineno
                assert (node.end_lineno or 0) - start < 40, f"{path.name}: {node.name}"


def test_no_module_is_called_like_a_drawer() -> None:
    assert not {path.stem for path in MODULES.values()} & {"utils", "helpers", "common", "misc", "build"}


def test_the_namespace_has_no_init() -> None:
    for root in ("build", "validate", "build/mawaqif", "validate/mawaqif"):
        assert not (ROOT / root / "__init__.py").exists()


def test_both_roots_are_linted_typed_and_kept_by_git(run: Run) -> None:
    if (ROOT / ".git").exists():
        kept = subprocess.run(
            ["git", "ls-files", "build", "validate"], cwd=ROOT, capture_output=True, text=True, check=True
        ).stdout.split()
        assert {"build/mawaqif/cli.py", "validate/mawaqif/checks/package.py"} <= set(kept)
    shown = run("ruff", "check", ".", "--show-files", cwd=ROOT).stdout
    assert str(ROOT / "build/mawaqif/cli.py") in shown
    assert str(ROOT / "validate/mawaqif/checks/package.py") in shown
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


@pytest.mark.thorough
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
    assert run("mawaqif", "validate", package).stdout.startswith("no findings: ")
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
