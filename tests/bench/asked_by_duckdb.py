"""Ask questions of the cookbook in DuckDB, over the Parquet files of a release: `asked_by_duckdb.py RELEASE OUT NAME…`.

OUT gets the seconds of loading and of each question, and the answers, as JSON.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

import duckdb

release, out = map(Path, sys.argv[1:3])
start = time.perf_counter()
connection = duckdb.connect()
for path in sorted(release.glob("parquet/*.parquet")):
    connection.read_parquet(str(path)).create_view(path.stem)
seconds, answers = {"load": time.perf_counter() - start}, {}
for name in sys.argv[3:]:
    start = time.perf_counter()
    found = connection.sql((release / f"queries/{name}.sql").read_text(encoding="utf-8"))
    answers[name] = [found.columns, *map(list, found.fetchall())]
    seconds[name] = time.perf_counter() - start
out.write_text(json.dumps({"seconds": seconds, "answers": answers}, default=str), encoding="utf-8")
