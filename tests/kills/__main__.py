"""`make kills`: end builds, sites and desks that write by signals at random times, and tell what was seen."""

from __future__ import annotations

import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import track

from kills.desk_killing import Written, kill_desk
from kills.killing import SIGNALS, Seen, is_whole, kill, left_beside

ROOT = Path(__file__).resolve().parent.parent.parent
MAWAQIF = str(Path(sys.executable).parent / "mawaqif")
SEED, COUNT, SITES, DESKS = 20231215, 72, 12, 24
# The last part of a command's time is where it puts things in place; so much of the kills come there.
LATE, LATE_SHARE = 0.9, 0.5


def main(
    count: Annotated[int, typer.Option(min=1, help="Kills of a build.")] = COUNT,
    sites: Annotated[int, typer.Option(min=0, help="Kills of a site.")] = SITES,
    desks: Annotated[int, typer.Option(min=0, help="Kills of a desk that writes.")] = DESKS,
    seed: Annotated[int, typer.Option(help="Seed of times and order.")] = SEED,
) -> None:
    """Kill builds and sites of the real tables, and desks that write an invented package, at random times.

    Exit 1 where one does not end well.
    """
    # A shell lets what it starts in the background ignore interrupts, and its children would too.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory(prefix="mawaqif-kills-") as name:
        folder = Path(name)
        release, site = folder / "dist", folder / "site"
        build = [MAWAQIF, "build", str(ROOT), "--out", str(release)]
        write = [MAWAQIF, "site", "--release", str(folder / "whole"), "--out", str(site)]
        seconds = _time(build)
        shutil.copytree(release, folder / "whole")
        well = _tell("build", seconds, list(_killed(build, release, seconds, count, chance)), _cleared(build, release))
        if sites:
            seconds = _time(write)
            well &= _tell("site", seconds, list(_killed(write, site, seconds, sites, chance)), _cleared(write, site))
        if desks:
            well &= _tell_desks(
                [
                    kill_desk(folder / f"desk-{number}", chance)
                    for number in track(range(desks), "desk", transient=True, disable=not sys.stdout.isatty())
                ]
            )
    raise typer.Exit(int(not well))


def _time(words: Sequence[str]) -> float:
    start = time.monotonic()
    subprocess.run(words, check=True, capture_output=True)
    return time.monotonic() - start


def _killed(words: Sequence[str], out: Path, seconds: float, count: int, chance: random.Random) -> Iterator[Seen]:
    """Kill a command again and again: over what an earlier one published, and every other time into nothing."""
    for number in track(range(count), words[1], transient=True, disable=not sys.stdout.isatty()):
        if number // len(SIGNALS) % 2:
            shutil.rmtree(out, ignore_errors=True)
        start = LATE if chance.random() < LATE_SHARE else 0.0
        yield kill(words, out, SIGNALS[number % len(SIGNALS)], seconds * chance.uniform(start, 1.05))


def _cleared(words: Sequence[str], out: Path) -> bool:
    """True where one more run, not killed, leaves the folder whole and nothing beside it."""
    _time(words)
    return is_whole(out) and not left_beside(out)


def _tell(what: str, seconds: float, seen: list[Seen], cleared: bool) -> bool:  # noqa: FBT001 - told, not a choice
    typer.echo(f"\n{what} ({seconds:.1f} s when let alone)\n")
    typer.echo("| signal | kills | whole | ended before it | 128 + number | left a folder | traceback | ended well |")
    typer.echo("|---|--:|--:|--:|--:|--:|--:|--:|")
    for sent in SIGNALS:
        own = [one for one in seen if one.sent == sent]
        counts = (
            len(own),
            sum(one.whole for one in own),
            sum(one.code == 0 for one in own),
            sum(one.code == 128 + sent for one in own),
            sum(one.left > 0 for one in own),
            sum(one.traceback for one in own),
            sum(one.ended_well for one in own),
        )
        typer.echo(f"| {sent.name} | " + " | ".join(map(str, counts)) + " |")
    for one in seen:
        if not one.ended_well:
            typer.echo(f"- {one}")
    typer.echo(
        f"\nAfter one more run the folder is {'whole, and nothing is left beside it' if cleared else 'not as it should be'}."
    )
    return cleared and all(one.ended_well for one in seen)


def _tell_desks(seen: list[Written]) -> bool:
    typer.echo("\ndesk, killed while it writes two tables\n")
    typer.echo("| kills | as before | written | half, until the next command | whole after it | nothing left |")
    typer.echo("|--:|--:|--:|--:|--:|--:|")
    counts = (
        len(seen),
        sum(one.at_once == "before" for one in seen),
        sum(one.at_once == "after" for one in seen),
        sum(one.at_once == "half" for one in seen),
        sum(one.whole for one in seen),
        sum(not one.left for one in seen),
    )
    typer.echo("| " + " | ".join(map(str, counts)) + " |")
    for one in seen:
        if not one.ended_well:
            typer.echo(f"- {one}")
    return all(one.ended_well for one in seen)


if __name__ == "__main__":
    typer.run(main)
