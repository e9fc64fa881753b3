"""Two kills of a build at random times; `make kills` does many, on the real tables."""

from __future__ import annotations

import random
import signal
import subprocess
import time
from pathlib import Path

from conftest import BIN
from kills.killing import SIGNALS, is_whole, kill, left_beside


def test_a_build_that_is_killed_ends_well(package: Path, published: Path) -> None:
    chance = random.Random(7)
    words = [str(BIN / "mawaqif"), "build", str(package), "--out", str(published)]
    start = time.monotonic()
    subprocess.run(words, check=True, capture_output=True)
    seconds = time.monotonic() - start
    # Of the signals that a process can answer one; each is sent at every step in `test_putting_in_place`.
    for sent in (signal.SIGKILL, chance.choice(SIGNALS[1:])):
        # The first tenths belong to Python, which shows an interrupt of its own start.
        seen = kill(words, published, sent, seconds * chance.uniform(0.4, 1))
        assert seen.ended_well, seen
    subprocess.run(words, check=True, capture_output=True)
    assert is_whole(published)
    assert not left_beside(published)
