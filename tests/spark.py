"""Spark, started once for all that the tests ask of it: its start costs as much as a dozen answers."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import ROOT, made_once
from pages import read, sections

SPARK = Path(sys.prefix) / "clients" / "spark"
# One thread, and no plan that is compiled, or made again half-way, for a few rows.
QUICK = (
    "--conf spark.ui.enabled=false --conf spark.sql.shuffle.partitions=1 --conf spark.sql.codegen.wholeStage=false "
    "--conf spark.sql.adaptive.enabled=false "
    "--driver-java-options '-XX:TieredStopAtLevel=1 -XX:+UseSerialGC' --master local[1] pyspark-shell"
)
EXAMPLE = next(text for section in sections(read("docs/computing.md")) for _, text in section.blocks if "SparkSession" in text)
needs_spark = pytest.mark.skipif(
    not (shutil.which("java") and SPARK.is_dir()), reason="no Spark here; `make spark` installs it, and it needs Java"
)


def asked_of_spark(release: Path, factory: pytest.TempPathFactory) -> Path:
    """Return the folder with what Spark answers, asked by the first test that needs it.

    Args:
        release: the folder of the release.
        factory: knows the temporary folder.

    Returns:
        A folder with `answers.json`, to the queries of the release, and `example.json`, to the example of the page on computing.
    """

    def ask(folder: Path) -> None:
        folder.mkdir()
        (folder / "dist").symlink_to(release)
        (folder / "example.py").write_text(EXAMPLE, encoding="utf-8")
        words = [sys.executable, "-W", "ignore", str(ROOT / "tests/clients/ask_spark.py")]
        environment = {**os.environ, "PYTHONPATH": str(SPARK), "PYSPARK_SUBMIT_ARGS": QUICK, "SPARK_LOCAL_IP": "127.0.0.1"}
        told = subprocess.run(words, cwd=folder, env=environment, capture_output=True, check=False)
        assert told.returncode == 0, told.stderr[-2000:].decode()

    return made_once(factory, "spark", ask)
