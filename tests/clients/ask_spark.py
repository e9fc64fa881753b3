"""Ask Spark, in one process, and write what comes back as JSON; with pyspark on the path.

The folder that it runs in holds `dist`, a release, and `example.py`, of the page on computing. Every query of the
release is run over its Parquet files, into `answers.json`; a query that fails has its message as answer. The example is
run too, and columns and rows of its four answers are written into `example.json`.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pyspark.errors import PySparkException  # pyright: ignore[reportMissingImports]
from pyspark.sql import SparkSession  # pyright: ignore[reportMissingImports]

release = Path("dist")
spark: Any = SparkSession.builder.getOrCreate()
spark.sparkContext.setLogLevel("OFF")
for path in [*release.glob("*.parquet"), *release.glob("parquet/*.parquet")]:
    spark.read.parquet(str(path)).createOrReplaceTempView(path.stem)
answers: dict[str, Any] = {}
for path in sorted(release.glob("queries/spark/*.sql")):
    try:
        found = spark.sql(path.read_text(encoding="utf-8"))
        answers[path.stem] = [found.columns, *map(list, found.collect())]
    except PySparkException as error:
        answers[path.stem] = str(error)
Path("answers.json").write_text(json.dumps(answers, default=str), encoding="utf-8")

made: dict[str, Any] = {}
exec(Path("example.py").read_text(encoding="utf-8"), made)  # noqa: S102 - the page shows it, and it is what is tested
frames = {name: made[name] for name in ("timeline", "english", "arabic", "kinds")}
told = {name: [frame.columns, [list(row) for row in frame.collect()]] for name, frame in frames.items()}
Path("example.json").write_text(json.dumps(told), encoding="utf-8")
