"""One kill of a desk: it is asked to write several tables, ended at once, and the next command looks at what is there."""

from __future__ import annotations

import contextlib
import http.client
import random
import subprocess
import threading
import time
from dataclasses import dataclass
from pathlib import Path

from conftest import BIN, lay_out
from desk_server import Asking, desk_process
from mawaqif.tables import load_dataset

DOCUMENT, STATEMENT = "lamp-report-2020", "lamp-report-2020-s003"
TABLES = ("statements", "statement_topics")
# What the statement is changed to: a cell in each table.
CHANGED = {"summary_en": "This sentence was written whole.", "stance_1": "mixed"}
# A write begins when a hidden file shows, and is over within so many seconds; half of the kills come at its very start.
WRITING, AT_ONCE_SHARE, LONGEST = 0.03, 0.5, 60


@dataclass(frozen=True)
class Written:
    """What was seen of one kill.

    Attributes:
        after: seconds after the first trace of the write.
        at_once: what the tables were then: `before`, `after` or `half`.
        whole: whether they were as before or as written once the next command had run, and that one found nothing wrong.
        left: hidden files beside the tables after it.
        refused: what the desk refused to write; empty where it wrote, or was killed.
    """

    after: float
    at_once: str
    whole: bool
    left: tuple[str, ...]
    refused: str

    @property
    def ended_well(self) -> bool:
        """True where the next command finds whole tables, and leaves nothing beside them."""
        return self.whole and not self.refused and not self.left


def kill_desk(package: Path, chance: random.Random) -> Written:
    """Start a desk on the invented package in a new folder, kill it while it writes, and let the next command look.

    Args:
        package: the folder; it is not there yet.
        chance: gives the moment.
    """
    lay_out(package)
    (scripts := package.with_suffix(".page")).mkdir()
    for name in ("desk.js", "desk.css"):
        (scripts / name).write_text("/* invented */\n", encoding="utf-8")
    before = _state(package)
    after = 0.0 if chance.random() < AT_ONCE_SHARE else chance.uniform(0, WRITING)
    with desk_process(package, scripts=scripts) as (desk, process):
        refused: list[str] = []
        writing = threading.Thread(target=_write, args=(desk, refused))
        writing.start()
        until = time.monotonic() + LONGEST
        while writing.is_alive() and not _hidden(package) and time.monotonic() < until:
            time.sleep(0.001)
        time.sleep(after)
        process.kill()
        writing.join()
    at_once = _told(before, _state(package))
    said = subprocess.run(
        [str(BIN / "mawaqif"), "fmt", str(package)], capture_output=True, text=True, encoding="utf-8", check=False
    )
    whole = said.returncode == 0 and _told(before, _state(package)) != "half" and load_dataset(package)[1] == []
    return Written(after, at_once, whole, _hidden(package), " ".join(refused))


def _write(desk: Asking, refused: list[str]) -> None:
    with contextlib.suppress(OSError, http.client.HTTPException):
        _, view = desk.ask("document", document=DOCUMENT)
        lines = next(sheet for sheet in view["sheets"] if sheet["key"] == "lines")["rows"]
        at = next(str(number) for number, row in enumerate(lines) if row["cells"].get("mark") == STATEMENT)
        changes = {"lines": {"cells": {at: CHANGED}}}
        said = desk.ask("write", document=DOCUMENT, version=view["version"], changes=changes)[1]
        refused += [] if said.get("written") else [str(said)]


def _state(package: Path) -> dict[str, bytes]:
    return {name: (package / f"datapackage/{name}.csv").read_bytes() for name in TABLES}


def _told(before: dict[str, bytes], now: dict[str, bytes]) -> str:
    changed = {now[name] != data for name, data in before.items()}
    return "half" if len(changed) > 1 else "after" if changed == {True} else "before"


def _hidden(package: Path) -> tuple[str, ...]:
    return tuple(sorted(path.name for path in (package / "datapackage").glob(".*")))
