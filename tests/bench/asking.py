"""Asking questions of the cookbook in an engine, over the Parquet files of a release: what the programs of both engines do."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any


def ask(queries: str, load: Callable[[Path], object], answer: Callable[[str], list[Any]]) -> None:
    """Ask as the command line says, `RELEASE OUT NAME…`.

    OUT gets the seconds of loading and of each question, and the answers, as JSON.

    Args:
        queries: the folder of the release that has the questions in the words of the engine.
        load: makes a Parquet file a table, by the name of the file.
        answer: returns the names of the columns of an answer, then its rows.
    """
    release, out = map(Path, sys.argv[1:3])
    start = time.perf_counter()
    for path in sorted(release.glob("parquet/*.parquet")):
        load(path)
    seconds, answers = {"load": time.perf_counter() - start}, {}
    for name in sys.argv[3:]:
        start = time.perf_counter()
        answers[name] = answer((release / queries / f"{name}.sql").read_text(encoding="utf-8"))
        seconds[name] = time.perf_counter() - start
    out.write_text(json.dumps({"seconds": seconds, "answers": answers}, default=str), encoding="utf-8")
