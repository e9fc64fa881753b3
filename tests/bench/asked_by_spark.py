"""Ask questions of the cookbook in Spark, over the Parquet files of a release: `spark-submit asked_by_spark.py RELEASE OUT NAME`.

OUT gets the seconds of loading and of each question, and the answers, as JSON.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Any

from pyspark.sql import SparkSession  # pyright: ignore[reportMissingImports]

release, out = map(Path, sys.argv[1:3])
start = time.perf_counter()
spark: Any = SparkSession.builder.getOrCreate()
for path in sorted(release.glob("parquet/*.parquet")):
    spark.read.parquet(str(path)).createOrReplaceTempView(path.stem)
seconds, answers = {"load": time.perf_counter() - start}, {}
for name in sys.argv[3:]:
    start = time.perf_counter()
    found = spark.sql((release / f"queries/spark/{name}.sql").read_text(encoding="utf-8"))
    answers[name] = [found.columns, *map(list, found.collect())]
    seconds[name] = time.perf_counter() - start
out.write_text(json.dumps({"seconds": seconds, "answers": answers}, default=str), encoding="utf-8")
spark.stop()
