"""Run every query of a folder in Spark, over the Parquet files of a release, and write what comes back as JSON.

`python ask_spark.py RELEASE QUERIES OUT`, with pyspark on the path. A query that fails has its message as answer.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from pyspark.errors import PySparkException  # pyright: ignore[reportMissingImports]
from pyspark.sql import SparkSession  # pyright: ignore[reportMissingImports]

release, queries, out = map(Path, sys.argv[1:])
spark: Any = SparkSession.builder.getOrCreate()
spark.sparkContext.setLogLevel("OFF")
for path in [*release.glob("*.parquet"), *release.glob("parquet/*.parquet")]:
    spark.read.parquet(str(path)).createOrReplaceTempView(path.stem)
answers: dict[str, Any] = {}
for path in sorted(queries.glob("*.sql")):
    try:
        found = spark.sql(path.read_text(encoding="utf-8"))
        answers[path.stem] = [found.columns, *map(list, found.collect())]
    except PySparkException as error:
        answers[path.stem] = str(error)
out.write_text(json.dumps(answers, default=str), encoding="utf-8")
