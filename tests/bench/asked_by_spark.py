"""Ask questions of the cookbook in Spark, over the Parquet files of a release: `asked_by_spark.py RELEASE OUT NAME…`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from asking import ask
from pyspark.sql import SparkSession  # pyright: ignore[reportMissingImports]


def load(path: Path) -> None:
    """Make a Parquet file a view; the first call starts Spark, which is part of loading."""
    SparkSession.builder.getOrCreate().read.parquet(str(path)).createOrReplaceTempView(path.stem)


def answer(sql: str) -> list[Any]:
    """Return the names of the columns of an answer, then its rows."""
    found = SparkSession.builder.getOrCreate().sql(sql)
    return [found.columns, *map(list, found.collect())]


ask("queries/spark", load, answer)
SparkSession.builder.getOrCreate().stop()
