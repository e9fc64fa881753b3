"""What is measured: commands as a user would give them, and the sizes that each can be asked to do."""

from __future__ import annotations

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
STAGED = {"1x": ("validate", "query"), "10k": ("build",), "1M": ("validate",)}

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
    """

    name: str
    does: str
    command: Callable[[Path, Path], list[object]]
    largest: int = SIZES["1M"]
    faulty: bool = False
    exits: tuple[int, ...] = (0,)
    smallest_only: bool = False


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

# In the order in which they run: `build` makes the release that `query-release` reads, `build-tables` that of `site`.
CONTENDERS = (
    FLOOR,
    VALIDATE,
    FAULTS,
    BUILD,
    BUILD_TABLES,
    SITE,
    FRICTIONLESS,
    PANDERA,
    *OTHERS,
    QUERY_RELEASE,
    QUERY_TABLES,
    QUERY_AGAIN,
    HELP,
    PYTHON,
)
