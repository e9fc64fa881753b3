"""What is measured: commands as a user would give them, and the sizes that each can be asked to do."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from bench.peers import PEERS

HERE = Path(__file__).resolve().parent
BIN = Path(sys.executable).parent
# Statements, and with them all other tables in proportion.
SIZES = {"1x": 1, "10k": 40, "100k": 391, "1M": 3907}

# The commands of which the parts are timed too, by size.
STAGED = {"1x": ("validate", "query"), "10k": ("build",), "100k": ("validate", "build-tables"), "1M": ("validate",)}

# Of how many rows one is spoilt, where a contender reads faults.
FAULT_EVERY = 1000


@dataclass(frozen=True)
class Contender:
    """One command that is measured.

    Attributes:
        name: how tables and stored ratios call it.
        does: what it does, in words.
        command: its words, from the package's folder and a folder to write into.
        largest: most copies of the package that it is given without being asked for more.
        faulty: whether it reads the package with one fault in a thousand rows.
        exits: exit codes that mean that it did its work.
        smallest_only: whether it does the same work at every size, so that one is enough.
        after: the contender whose result it reads, which must have finished at the size; empty where there is none.
        here: whether what it needs is on this machine.
    """

    name: str
    does: str
    command: Callable[[Path, Path], list[object]]
    largest: int = SIZES["1M"]
    faulty: bool = False
    exits: tuple[int, ...] = (0,)
    smallest_only: bool = False
    after: str = ""
    here: bool = True


MAWAQIF = BIN / "mawaqif"
QUERY = "SELECT count(*) FROM statements"

FLOOR = Contender(
    "floor", "plain DuckDB: read every CSV, write Parquet", lambda _, out: [sys.executable, HERE / "peer_floor.py", out / "floor"]
)
VALIDATE = Contender("validate", "`mawaqif validate`", lambda root, _: [MAWAQIF, "validate", root])
FAULTS = Contender(
    "validate-faults",
    "`mawaqif validate`, one row in a thousand spoilt",
    lambda root, _: [MAWAQIF, "validate", root],
    faulty=True,
    exits=(1,),
)
BUILD = Contender(
    "build", "`mawaqif build`", lambda root, out: [MAWAQIF, "build", root, "--out", out / "dist"], largest=SIZES["10k"]
)
BUILD_TABLES = Contender(
    "build-tables",
    "`mawaqif build --only csv,parquet,duckdb`",
    lambda root, out: [MAWAQIF, "build", root, "--only", "csv,parquet,duckdb", "--out", out / "tables"],
)
SITE = Contender(
    "site",
    "`mawaqif site` of those editions",
    lambda _, out: [MAWAQIF, "site", "--release", out / "tables", "--out", out / "site"],
    largest=SIZES["10k"],
    after=BUILD_TABLES.name,
)
FRICTIONLESS = Contender(
    "frictionless",
    "`frictionless validate datapackage.json`",
    lambda _, __: [BIN / "frictionless", "validate", "datapackage.json"],
)
PANDERA = Contender(
    "pandera-pandas",
    "Pandera on pandas: columns, keys, references",
    lambda _, __: [sys.executable, HERE / "peer_pandera_pandas.py"],
    largest=SIZES["100k"],
)


def _script(name: str, _root: Path, _out: Path) -> list[object]:
    return [sys.executable, HERE / name]


OTHERS = tuple(Contender(peer.name, peer.does, partial(_script, peer.script), largest=SIZES["100k"]) for peer in PEERS)
QUERY_RELEASE = Contender(
    "query-release",
    "`mawaqif query --release dist`: first result",
    lambda _, out: [MAWAQIF, "query", "--release", out / "dist", QUERY],
    smallest_only=True,
)
QUERY_TABLES = Contender(
    "query",
    "`mawaqif query --no-cache`: first result from the CSV tables",
    lambda _, __: [MAWAQIF, "query", "--no-cache", QUERY],
    smallest_only=True,
)
QUERY_AGAIN = Contender(
    "query-again",
    "`mawaqif query`: result from the tables as they were at the last question",
    lambda _, __: [MAWAQIF, "query", QUERY],
    smallest_only=True,
)
HELP = Contender("help", "`mawaqif --help`", lambda _, __: [MAWAQIF, "--help"], smallest_only=True)
PYTHON = Contender("python", "Python that does nothing", lambda _, __: [sys.executable, "-c", "pass"], smallest_only=True)

# Questions of the cookbook that read most rows of the largest tables.
QUESTIONS = ("stances-by-topic", "stances-by-group", "statements-by-quarter")
SPARK = BIN.parent / "clients" / "spark" / "pyspark"


def asked_file(engine: str, out: Path) -> Path:
    """Return the file that gets the answers of an engine."""
    return out / f"{engine}.json"


def _ask_spark(_: Path, out: Path) -> list[object]:
    settings = {
        "spark.ui.enabled": "false",
        "spark.log.level": "ERROR",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.host": "127.0.0.1",
        "spark.pyspark.python": sys.executable,
        "spark.sql.shuffle.partitions": len(os.sched_getaffinity(0)),
    }
    told = [word for key, value in settings.items() for word in ("--conf", f"{key}={value}")]
    words = [SPARK / "bin" / "spark-submit", "--master", "local[*]", "--driver-memory", "4g", *told]
    return [*words, HERE / "asked_by_spark.py", out / "tables", asked_file("ask-spark", out), *QUESTIONS]


ASK_DUCKDB = Contender(
    "ask-duckdb",
    "DuckDB",
    lambda _, out: [sys.executable, HERE / "asked_by_duckdb.py", out / "tables", asked_file("ask-duckdb", out), *QUESTIONS],
    after=BUILD_TABLES.name,
)
ASK_SPARK = Contender(
    "ask-spark",
    "Spark",
    _ask_spark,
    after=BUILD_TABLES.name,
    here=SPARK.is_dir() and shutil.which("java") is not None,
)
# Engines that ask the same questions of the Parquet files; they have a table of their own.
ASKED = (ASK_DUCKDB, ASK_SPARK)

# In the order in which they run: `build` makes the release that `query-release` reads, `build-tables` that of `site` and of
# the engines.
CONTENDERS = (
    FLOOR,
    VALIDATE,
    FAULTS,
    BUILD,
    BUILD_TABLES,
    SITE,
    *ASKED,
    FRICTIONLESS,
    PANDERA,
    *OTHERS,
    QUERY_RELEASE,
    QUERY_TABLES,
    QUERY_AGAIN,
    HELP,
    PYTHON,
)
