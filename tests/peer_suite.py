"""Hold the validator against frictionless and against the standard's own fixtures, and over packages that others have published.

    python tests/peer_suite.py FIXTURES PACKAGES REFERENCES COMMANDS

FIXTURES is a checkout of frictionless-py, PACKAGES a folder with one package a folder, REFERENCES one with checkouts of
tableschema-py, tableschema-js, datapackage-py and datapackage-js; none is part of the project. COMMANDS holds `mawaqif` and
`frictionless`, installed as users install them. Each case of the peer's tests of fields and constraints becomes a package with
one cell, and each descriptor in its `data` is taken as it is. Both programs give a verdict on each, and `docs/standard.md` counts
the verdicts that are the same and lists the others, with who is right by the text of the standard, as `peer_judgements.py` has
it, read by hand.
"""

from __future__ import annotations

import ast
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Timer
from typing import Any

import frictionless

from mawaqif.findings import CannotRunError
from mawaqif.standard.checking import check
from peer_judgements import JUDGED

ROOT = Path(__file__).resolve().parent.parent
# Seconds after which a program is ended that waits for an address.
LONGEST = 60
# Not of the standard: what frictionless alone has.
OWN = frozenset({"floatNumber"})


@dataclass(frozen=True)
class Case:
    """One package, or the descriptor of one, and what it is called."""

    group: str
    name: str
    path: Path


@dataclass(frozen=True)
class Verdict:
    """What both programs say of a case: valid or not, or None where they told that they do not read it."""

    case: Case
    own: bool | None
    peer: bool | None
    told: str


@dataclass(frozen=True)
class Published:
    """A published package: both verdicts, rows and findings here (-1: no descriptor), seconds and MiB that both take."""

    name: str
    own: bool
    rows: int
    findings: int
    peer: bool | None
    seconds: float
    memory: int
    peer_seconds: float
    peer_memory: int


def parametrized(path: Path) -> Iterator[tuple[list[str], list[Any]]]:
    """Yield names and values of each case in the tests of a file, of those that are plain JSON."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if (
            isinstance(node, ast.Call)
            and ast.unparse(node.func) == "pytest.mark.parametrize"
            and isinstance(node.args[1], ast.List)
        ):
            names = [name.strip() for name in ast.literal_eval(node.args[0]).split(",")]
            for item in node.args[1].elts:
                if isinstance(item, ast.Tuple):
                    yield names, [_value(part) for part in item.elts]


def _value(node: ast.expr) -> Any:
    """Return a literal, or a name; for anything else a value that only says that it is something."""
    try:
        return ast.literal_eval(node)
    except ValueError:
        return node.id if isinstance(node, ast.Name) else ...


def field_cases(fixtures: Path, folder: Path) -> Iterator[Case]:
    """Write the peer's cases of field types and constraints as packages of one cell."""
    for path in sorted((fixtures / "frictionless/fields/__spec__").glob("test_*.py")):
        kind = path.stem.removeprefix("test_")
        for names, values in parametrized(path):
            told = dict(zip(names, values, strict=False))
            if "source" not in told or told["source"] is ... or not isinstance(told.get("format", "default"), str):
                continue
            options = told.get("options", {})
            if options is ... or OWN & set(options) or not is_json(told["source"]):
                continue
            field = {"name": "cell", "type": kind, "format": told.get("format", "default"), **options}
            yield written(folder, f"type {kind}", field, [told["source"]])
    for names, values in parametrized(fixtures / "frictionless/schema/__spec__/field/test_constraints.py"):
        told = dict(zip(names, values, strict=False))
        if "constraints" in told and isinstance(told.get("type"), str) and told["constraints"] is not ...:
            yield written(folder, "constraints", {"name": "cell", "type": told["type"], "constraints": told["constraints"]}, [])


def is_json(value: Any) -> bool:
    """Return whether JSON holds a value."""
    try:
        json.dumps(value)
    except TypeError:
        return False
    return True


def written(folder: Path, group: str, field: dict[str, Any], cells: list[Any]) -> Case:
    """Write a package with one column."""
    name = json.dumps(
        {key: value for key, value in field.items() if key not in {"name", "type"} or group == "constraints"} | {"cells": cells},
        ensure_ascii=False,
    )
    place = folder / f"{group} {len(list(folder.iterdir()))}"
    place.mkdir()
    rows = [["cell"], *[[cell] for cell in cells]]
    schema = {"fields": [field], "missingValues": []}
    index = {"$schema": "https://datapackage.org/profiles/2.0/datapackage.json", "name": "case"}
    index |= {"resources": [{"name": "case", "type": "table", "data": rows, "schema": schema}]}
    (place / "datapackage.json").write_text(json.dumps(index), encoding="utf-8")
    return Case(group, name, place / "datapackage.json")


def package_cases(group: str, folder: Path, files: str) -> Iterator[Case]:
    """Yield the descriptors of packages among the files of a folder that a pattern names."""
    for path in sorted(folder.glob(files)):
        try:
            raw = json.loads(path.read_text(encoding="utf-8"))
        except ValueError:
            continue
        if isinstance(raw, dict) and isinstance(raw.get("resources"), list):
            yield Case(group, path.relative_to(folder).as_posix(), path)


def own_verdict(path: Path) -> tuple[bool | None, str]:
    """Return what this validator says of a package, and its first finding or what it skipped."""
    try:
        report, _ = check(path)
    except CannotRunError as error:
        return False, str(error)
    told = next((f"{item.code} {item.message}" for item in report.findings), "")
    if report.clean and report.skipped and not sum(report.rows.values()):
        return None, report.skipped[0].reason
    return report.clean, told


def peer_verdict(path: Path) -> tuple[bool | None, str]:
    """Return what frictionless says of a package, and its first error; None where it fetches what lies elsewhere."""
    try:
        report = frictionless.validate(str(path.name), basepath=str(path.parent), type="package")
    except Exception as error:  # noqa: BLE001 - whatever it raises is its verdict
        return False, f"{type(error).__name__}: {error}"
    errors = report.flatten(["type", "note"])
    if any(_is_elsewhere(*item) for item in errors):
        return None, "elsewhere, or in a form for which it was not installed"
    return report.valid, f"{errors[0][0]} {errors[0][1]}" if errors else ""


def _is_elsewhere(kind: str, note: str) -> bool:
    """True for an error of frictionless that says that it does not read what lies elsewhere, or is in another form."""
    return kind == "scheme-error" or any(text in note for text in ("Please install", "resolve", "Max retries"))


def verdicts(cases: Iterator[Case]) -> list[Verdict]:
    """Ask both programs about each case."""
    found = []
    for case in cases:
        (own, told), (peer, said) = own_verdict(case.path), peer_verdict(case.path)
        found.append(Verdict(case, own, peer, f"{told} / {said}".replace("\n", " ")))
    return found


def measured(command: Sequence[str], folder: Path) -> tuple[int, str, float, int]:
    """Return exit code and output of a command, the seconds of processor time that it takes, and its largest memory in MiB."""
    with tempfile.TemporaryFile("w+", encoding="utf-8") as file:
        started = subprocess.Popen(command, cwd=folder, stdout=file, stderr=subprocess.DEVNULL)
        ends = Timer(LONGEST, started.kill)
        ends.start()
        _, status, used = os.wait4(started.pid, 0)
        ends.cancel()
        file.seek(0)
        return os.waitstatus_to_exitcode(status), file.read(), used.ru_utime + used.ru_stime, used.ru_maxrss // 1024


def asked_here(commands: Path, path: Path) -> tuple[tuple[bool, int, int], float, int]:
    """Return verdict, number of rows and of findings (-1: no descriptor), seconds and MiB of `mawaqif validate`."""
    code, told, seconds, memory = measured([str(commands / "mawaqif"), "validate", path.name, "--format", "json"], path.parent)
    if code not in {0, 1}:
        return (False, 0, -1), seconds, memory
    report = json.loads(told)
    answer = report["clean"], sum(report["rows"].values()), len(report["findings"]) + report["leftOut"]
    return answer, seconds, memory


def asked_there(commands: Path, path: Path) -> tuple[bool | None, float, int]:
    """Return verdict, seconds and MiB of `frictionless validate`; no verdict where it fetches what lies elsewhere."""
    words = [str(commands / "frictionless"), "validate", path.name, "--type", "package", "--json"]
    code, told, seconds, memory = measured(words, path.parent)
    if code < 0:
        return None, seconds, memory
    try:
        report = json.loads(told)
    except ValueError:
        return False, seconds, memory
    errors = [*report["errors"], *(error for task in report["tasks"] for error in task["errors"])]
    if any(_is_elsewhere(error["type"], error["note"]) for error in errors):
        return None, seconds, memory
    return report["valid"], seconds, memory


def descriptors(packages: Path) -> list[Path]:
    """Return the first descriptor of each package in a folder."""
    found = []
    for folder in sorted(packages.iterdir()):
        names = sorted(
            (path for form in ("json", "yaml", "yml") for path in folder.rglob(f"datapackage.{form}")),
            key=lambda path: len(path.parts),
        )
        found += names[:1]
    return found


def compared(packages: Path, commands: Path) -> Iterator[Published]:
    """Yield what both programs say of each published package, and what they take for it."""
    for path in descriptors(packages):
        name = path.relative_to(packages).parts[0].replace("+", "/", 1)
        (own, rows, findings), seconds, memory = asked_here(commands, path)
        peer, others, peer_memory = asked_there(commands, path)
        yield Published(name, own, rows, findings, peer, seconds, memory, others, peer_memory)


def main(fixtures: Path, packages: Path, references: Path, commands: Path) -> None:
    """Write the page in both languages, and list the differences that nobody has judged yet."""
    from peer_page import page  # noqa: PLC0415 - it takes from this file
    from reference_suite import cell_cases, schema_cases  # noqa: PLC0415 - the same

    others = list(compared(packages, commands))
    with tempfile.TemporaryDirectory() as folder:
        places = [Path(folder) / name for name in ("fields", "cells", "schemas")]
        for place in places:
            place.mkdir()
        found = verdicts(field_cases(fixtures, places[0]))
        expected = [*cell_cases(references, places[1]), *schema_cases(references, places[2])]
        given = [(item, valid) for item, (_, valid) in zip(verdicts(case for case, _ in expected), expected, strict=True)]
    found += verdicts(package_cases("fixtures", fixtures, "data/**/*.json"))
    # What is expected of each, only their own code says.
    found += verdicts(package_cases("packages", references, "datapackage-*/data/**/*.json"))
    for language in ("en", "ar"):
        name = "standard.md" if language == "en" else "standard.ar.md"
        (ROOT / "docs" / name).write_text(page(language, found, given, others), encoding="utf-8")
    wrong = [item for item in found if item.own is not None and item.peer is not None and item.own != item.peer]
    for item in [*wrong, *(item for item, valid in given if item.own != valid)]:
        if (item.case.group, item.case.name) not in JUDGED:
            sys.stdout.write(f"{item.case.group}: {item.case.name}: {item.told}\n")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:5]))
