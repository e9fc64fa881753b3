"""Hold the validator against frictionless: over the peer's own tests, and over packages that others have published.

    python tests/peer_suite.py FIXTURES PACKAGES

FIXTURES is a checkout of frictionless-py, PACKAGES a folder with one package a folder; neither is part of the project. Each
case of the peer's tests of fields and constraints becomes a package with one cell, and each descriptor in its `data` is taken
as it is. Both programs give a verdict on each, and `docs/standard.md` counts the verdicts that are the same and lists the others,
with who is right by the text of the standard, as `peer_judgements.py` has it, read by hand.
"""

from __future__ import annotations

import ast
import json
import os
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

import frictionless

from mawaqif.findings import CannotRunError
from mawaqif.standard.checking import check
from peer_judgements import JUDGED, READ_BY_HAND

ROOT = Path(__file__).resolve().parent.parent
Answer = list[bool | int | None]
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
    """Return a literal; for anything else a value that only says that it is something."""
    try:
        return ast.literal_eval(node)
    except ValueError:
        return ...


def field_cases(fixtures: Path, folder: Path) -> Iterator[Case]:
    """Write the peer's cases of field types and constraints as packages of one cell."""
    for path in sorted((fixtures / "frictionless/fields/__spec__").glob("test_*.py")):
        kind = path.stem.removeprefix("test_")
        for names, values in parametrized(path):
            told = dict(zip(names, values, strict=False))
            if "source" not in told or told["source"] is ... or not isinstance(told.get("format", "default"), str):
                continue
            options = told.get("options", {})
            if options is ... or OWN & set(options) or not _is_json(told["source"]):
                continue
            field = {"name": "cell", "type": kind, "format": told.get("format", "default"), **options}
            yield _written(folder, f"type {kind}", field, [told["source"]])
    for names, values in parametrized(fixtures / "frictionless/schema/__spec__/field/test_constraints.py"):
        told = dict(zip(names, values, strict=False))
        if "constraints" in told and isinstance(told.get("type"), str) and told["constraints"] is not ...:
            yield _written(folder, "constraints", {"name": "cell", "type": told["type"], "constraints": told["constraints"]}, [])


def _is_json(value: Any) -> bool:
    try:
        json.dumps(value)
    except TypeError:
        return False
    return True


def _written(folder: Path, group: str, field: dict[str, Any], cells: list[Any]) -> Case:
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


def fixture_cases(fixtures: Path) -> Iterator[Case]:
    """Yield the descriptors of packages among the peer's fixtures."""
    for path in sorted((fixtures / "data").rglob("*.json")):
        try:
            raw = json.loads(path.read_text(encoding="utf-8"))
        except ValueError:
            continue
        if isinstance(raw, dict) and isinstance(raw.get("resources"), list):
            yield Case("fixtures", path.relative_to(fixtures).as_posix(), path)


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
    if any(
        "scheme-error" in item or "Please install" in str(item[1]) or "resolve" in str(item[1]) or "Max retries" in str(item[1])
        for item in errors
    ):
        return None, "elsewhere, or in a form for which it was not installed"
    return report.valid, f"{errors[0][0]} {errors[0][1]}" if errors else ""


def verdicts(cases: Iterator[Case]) -> list[Verdict]:
    """Ask both programs about each case."""
    found = []
    for case in cases:
        (own, told), (peer, said) = own_verdict(case.path), peer_verdict(case.path)
        found.append(Verdict(case, own, peer, f"{told} / {said}".replace("\n", " ")))
    return found


def measured(ask: Callable[[Path], Answer], path: Path) -> tuple[Answer, float, int]:
    """Return what is answered about a package, the seconds of processor time that it takes, and its largest memory in MiB.

    It is asked in a process of its own that has loaded all libraries and done nothing yet.
    """
    with tempfile.TemporaryFile("w+") as file:
        child = os.fork()
        if not child:
            json.dump(ask(path), file)
            file.flush()
            os._exit(0)
        used = os.wait4(child, 0)[2]
        file.seek(0)
        return json.load(file), used.ru_utime + used.ru_stime, used.ru_maxrss // 1024


def asked_here(path: Path) -> Answer:
    """Return verdict, number of rows and of findings; no verdict and no rows where there is no descriptor."""
    try:
        report, _ = check(path)
    except CannotRunError:
        return [False, 0, -1]
    return [report.clean, sum(report.rows.values()), len(report.findings) + report.left_out.total()]


def asked_there(path: Path) -> Answer:
    """Return the verdict of frictionless."""
    return [peer_verdict(path)[0]]


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


def page(found: list[Verdict], packages: list[Published]) -> str:
    """Return the page that says how the two programs compare."""
    decided = [item for item in found if item.own is not None and item.peer is not None]
    differing = [item for item in decided if item.own != item.peer]
    right, total, same = sum(map(_right, decided)), len(decided), len(decided) - len(differing)
    told = [
        "<!-- Made by `python tests/peer_suite.py FIXTURES PACKAGES`. Do not edit this page. -->",
        "",
        "# Held against the standard and a peer",
        "",
        "`mawaqif validate` checks any Data Package, of version 1 or 2; [The validator](validator.md) says how to use it.",
        f"Here its verdicts are held against those of frictionless {version('frictionless')}: over the peer's own tests of",
        "fields and constraints, each made a package of one cell, over the packages among its fixtures, and over packages",
        "that others have published.",
        "",
        f"Of {total:,} packages of the peer's suite that both judge, {same:,} have the same verdict. Where they differ,",
        f"the text of the standard was read: {right:,} of {total:,} verdicts ({right / max(1, total):.1%}) are right by it.",
        f"{len(found) - total:,} more are in a form or place that one of the two does not read, and says so.",
        "",
        "| from | packages | same verdict |",
        "|---|--:|--:|",
    ]
    groups = Counter(item.case.group for item in decided)
    alike = Counter(item.case.group for item in decided if item.own == item.peer)
    told += [f"| {group} | {number:,} | {alike[group]:,} |" for group, number in sorted(groups.items())]
    told += ["", "## Where they differ", "", "| case | here | frictionless | right by the text | why |", "|---|---|---|---|---|"]
    rows = sorted({(item.case.group, item.case.name, item.own, item.peer, item.told) for item in differing}, key=str)
    for group, name, own, peer, said in rows:
        who, why = JUDGED.get((group, name), ("not judged", said))
        told.append(_row(f"{group}: `{name[:120].replace('`', chr(39))}`", _word(own), _word(peer), who, why[:200]))
    return "\n".join([*told, *published(packages)]) + "\n"


def _row(*cells: object) -> str:
    return "| " + " | ".join(str(cell).replace("|", "\\|") for cell in cells) + " |"


def published(packages: list[Published]) -> list[str]:
    """Return the lines on packages that others have published."""
    publishers = len({item.name.split("/")[0] for item in packages})
    agreed = sum(item.own == item.peer for item in packages)
    seconds = sum(item.seconds for item in packages), sum(item.peer_seconds for item in packages)
    memory = max((item.memory for item in packages), default=0), max((item.peer_memory for item in packages), default=0)
    told = [
        "",
        "## Packages that others have published",
        "",
        f"{len(packages)} packages of {publishers} publishers, as they lie in public repositories; no check broke down. A file",
        "that lies elsewhere is told as skipped, one that is not there as missing. Both programs have the same verdict on",
        f"{agreed}. With all libraries loaded, all together take {seconds[0]:.0f} s of processor time here and",
        f"{seconds[1]:.0f} s there, and at most {memory[0]:,} MiB and {memory[1]:,} MiB of memory. frictionless stops a table at",
        "a thousand errors, this validator reads it to its end.",
        *READ_BY_HAND,
        "",
        "| package | rows | here | frictionless | s here | s there | MiB here | MiB there |",
        "|---|--:|---|---|--:|--:|--:|--:|",
    ]
    for item in packages:
        verdict = f"{item.findings:,} findings" if item.findings > 0 else "no descriptor" if item.findings else _word(item.own)
        cells = (f"{item.seconds:.2f}", f"{item.peer_seconds:.2f}", item.memory, item.peer_memory)
        told.append(_row(item.name, f"{item.rows:,}", verdict, _word(item.peer), *cells))
    return told


def _word(verdict: bool | None) -> str:  # noqa: FBT001 - a verdict is what is said of
    return {True: "valid", False: "invalid", None: "not read"}[verdict]


def _right(item: Verdict) -> bool:
    """True where the verdict is right by the text: both say the same, or it was read so."""
    return item.own == item.peer or JUDGED.get((item.case.group, item.case.name), ("", ""))[0] in {"here", "neither is wrong"}


def compared(packages: Path) -> Iterator[Published]:
    """Yield what both programs say of each published package, and what they take for it."""
    for path in descriptors(packages):
        name = path.relative_to(packages).parts[0].replace("+", "/", 1)
        (own, rows, findings), seconds, memory = measured(asked_here, path)
        (peer,), others, peer_memory = measured(asked_there, path)
        verdict = None if peer is None else bool(peer)
        yield Published(name, bool(own), int(rows or 0), int(findings or 0), verdict, seconds, memory, others, peer_memory)


def main(fixtures: Path, packages: Path) -> None:
    """Write the page, and list the differences that nobody has judged yet."""
    others = list(compared(packages))  # first, because a process that has read tables cannot be split safely
    with tempfile.TemporaryDirectory() as folder:
        found = verdicts(field_cases(fixtures, Path(folder)))
    found += verdicts(fixture_cases(fixtures))
    (ROOT / "docs" / "standard.md").write_text(page(found, others), encoding="utf-8")
    for item in found:
        differs = item.own is not None and item.peer is not None and item.own != item.peer
        if differs and (item.case.group, item.case.name) not in JUDGED:
            sys.stdout.write(f"{item.case.group}: {item.case.name}: {item.told}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
