"""Where the time goes: the parts of `validate`, `build` and `query`, each timed in one process.

Run as a program of its own; it prints one line of JSON: name, seconds, and seconds of
processor time of each part, in order. Checks run one after the other here.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

Part = tuple[str, float, float]


def _timed(name: str, work: Callable[[], Any]) -> tuple[Part, Any]:
    start, busy = time.perf_counter(), time.process_time()
    made = work()
    return (name, time.perf_counter() - start, time.process_time() - busy), made


def validate_parts(root: Path) -> Iterator[Part]:
    """Yield the parts of `mawaqif validate`: loading its libraries, reading, and each check."""
    part, check = _timed("load the libraries", lambda: __import__("mawaqif.checks.package", fromlist=["check"]))
    yield part
    from mawaqif.findings import Report  # noqa: PLC0415 - loading is timed above

    part, (dataset, _) = _timed("read the tables", lambda: check.load_dataset(root))
    yield part
    yield _timed("columns", lambda: [list(check.check_constraints(table)) for table in dataset.tables.values()])[0]
    yield _timed("keys and references", lambda: check.check_relations(dataset, Report()))[0]
    for rule in check.RULES:
        yield _timed(f"rule {rule.name}", partial(rule.run, dataset, None, Report()))[0]
    yield _timed("form of the files", lambda: check.check_canonical_form(dataset))[0]


def build_parts(root: Path, only: str = "") -> Iterator[Part]:
    """Yield the parts of `mawaqif build`: checking, and each edition that is wanted, as its option `--only` names them."""
    from mawaqif.checks import load_checked  # noqa: PLC0415 - a check alone loads none of the editions
    from mawaqif.release.building import wanted_editions  # noqa: PLC0415
    from mawaqif.release.editions.archives import write_archives  # noqa: PLC0415
    from mawaqif.release.editions.profiles import count_tables  # noqa: PLC0415
    from mawaqif.release.editions.registry import DESCRIPTIONS, EDITIONS, INDEX_EDITION  # noqa: PLC0415

    part, dataset = _timed("check", lambda: load_checked(root))
    yield part
    wanted = wanted_editions(only)
    # An edition without files of its own is no choice.
    editions = [edition for edition in EDITIONS if not edition.files or edition.name in wanted]
    if "flat" not in wanted:
        yield _timed("count what columns of tables hold", lambda: count_tables(dataset))[0]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for output in (*editions, INDEX_EDITION):
            yield _timed(f"edition {output.name}", partial(output.write, dataset, folder))[0]
        yield _timed("archives", lambda: write_archives(editions, dataset, folder))[0]
        for output in DESCRIPTIONS:
            yield _timed(f"edition {output.name}", partial(output.write, dataset, folder))[0]


def query_parts(root: Path) -> Iterator[Part]:
    """Yield the parts of `mawaqif query` on the tables at hand: loading its libraries, reading, filling a database, asking."""
    part, opening = _timed("load the libraries", lambda: __import__("mawaqif.query.opening", fromlist=["opening"]))
    yield part
    part, dataset = _timed("read the tables", lambda: opening.whole_dataset(root))
    yield part
    part, connection = _timed("fill a database with keys and checks", lambda: opening.in_memory(dataset, whole=False))
    yield part
    yield _timed("ask", connection.table("statements").fetchall)[0]


PARTS: dict[str, Callable[[Path], Iterator[Part]]] = {
    "validate": validate_parts,
    "build": build_parts,
    "build-tables": partial(build_parts, only="csv,parquet,duckdb"),
    "query": query_parts,
}


def main() -> None:
    """Time the parts of one command on one package."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("command", choices=PARTS)
    parser.add_argument("root", type=Path)
    asked = parser.parse_args()
    sys.stdout.write(json.dumps(list(PARTS[asked.command](asked.root))))


if __name__ == "__main__":
    main()
