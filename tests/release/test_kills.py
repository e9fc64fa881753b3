"""Kills of a build while it writes; `make kills` does many at any time, on the real tables."""

from __future__ import annotations

import random
import shutil
import signal
import subprocess
from pathlib import Path

from conftest import BIN
from kills.killing import SIGNALS, is_whole, kill, left_beside

# What is sent, and whether a release is there before. Of the signals that a process can answer one is drawn:
# each is sent at every step in `test_putting_in_place`.
KILLS = ((signal.SIGKILL, True), (signal.SIGKILL, True), (None, True), (signal.SIGTERM, False), (signal.SIGKILL, False))
# About as long as it writes, in seconds; what is killed later has ended well already.
WRITING = 0.5


def test_a_build_that_is_killed_ends_well(package: Path, published: Path) -> None:
    chance = random.Random(7)
    words = [str(BIN / "mawaqif"), "build", str(package), "--out", str(published)]
    for drawn, there in KILLS:
        if not there:
            shutil.rmtree(published, ignore_errors=True)
        sent = drawn or chance.choice(SIGNALS[1:])
        seen = kill(words, published, sent, chance.uniform(0, WRITING), writing=True)
        assert seen.ended_well, seen
    subprocess.run(words, check=True, capture_output=True)
    assert is_whole(published)
    assert not left_beside(published)
