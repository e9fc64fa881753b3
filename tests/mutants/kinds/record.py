"""Damage to the reading record."""

from __future__ import annotations

import random

from mutants.package import RECORD, Package
from mutants.place import Damage


def record_hash_changed(package: Package, rng: random.Random) -> Damage:
    """A hash of the reading record is another one."""
    lines = package.read(RECORD).decode().splitlines()
    at = rng.randrange(1, len(lines))
    lines[at] = lines[at][:-1] + ("0" if lines[at][-1] != "0" else "1")
    package.write(RECORD, ("\n".join(lines) + "\n").encode())
    return Damage(RECORD, at + 1, note=lines[at][:44])


def record_line_doubled(package: Package, rng: random.Random) -> Damage:
    """A line of the reading record stands twice."""
    lines = package.read(RECORD).decode().splitlines()
    at = rng.randrange(1, len(lines))
    lines.insert(at, lines[at])
    package.write(RECORD, ("\n".join(lines) + "\n").encode())
    return Damage(RECORD, at + 2, note=lines[at][:44])


def record_cut(package: Package, rng: random.Random) -> Damage:
    """The reading record breaks off in a line."""
    data = package.read(RECORD)
    cut = data[: rng.randrange(100, len(data) - 2)].rstrip(b"\n")
    package.write(RECORD, cut)
    return Damage(RECORD, cut.count(b"\n") + 1, note="cut")


def record_line_lost(package: Package, rng: random.Random) -> Damage:
    """A line of the reading record is lost, and its row counts as not yet read."""
    lines = package.read(RECORD).decode().splitlines()
    gone = lines.pop(rng.randrange(1, len(lines)))
    package.write(RECORD, ("\n".join(lines) + "\n").encode())
    return Damage(RECORD, note=gone[:44])


KINDS = (
    record_hash_changed,
    record_line_doubled,
    record_cut,
    record_line_lost,
)
