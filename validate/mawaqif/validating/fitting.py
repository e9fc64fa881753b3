"""Whether a package fits into memory, said before it is read."""

from __future__ import annotations

import sys
from contextlib import suppress
from pathlib import Path

from mawaqif.findings import CannotRunError, joined, said
from mawaqif.paths import INDEX, MAX_FILE_SIZE, size_of
from mawaqif.standard.json_file import JsonError, read_json

# Bytes of memory that a check takes for each byte of CSV at a million statements, and what it takes beside that, in bytes.
# Source: docs/bench.json, the peak of `validate` at 1M and at 1x; a test holds them against it.
MEMORY_PER_BYTE, MEMORY_OF_PROGRAM = 2.5, 160 * 1024**2
_GIB = 1024**3
# The limit of the container, where the process is in one. Source: Documentation/admin-guide/cgroup-v2.rst of Linux.
_OF_CONTAINER = Path("/sys/fs/cgroup/memory.max")


def available_memory() -> int | None:
    """Return how many bytes of memory this process may still take; None where the system does not tell."""
    if not sys.platform.startswith("linux"):
        return None
    import resource  # noqa: PLC0415 - not on every system

    lines = dict(line.split(":", 1) for line in Path("/proc/meminfo").read_text(encoding="ascii").splitlines())
    limits = [int(lines["MemAvailable"].split()[0]) * 1024]
    own = resource.getrlimit(resource.RLIMIT_AS)[0]
    limits += [own] if own != resource.RLIM_INFINITY else []
    with suppress(OSError, ValueError):  # not in a container, or without a limit
        limits.append(int(_OF_CONTAINER.read_text(encoding="ascii")))
    return min(limits)


def needed_memory(root: Path, paths: list[str]) -> int:
    """Return about how many bytes of memory a check of some tables needs, from the sizes of their files."""
    return round(sum(size_of(root, path) for path in paths) * MEMORY_PER_BYTE) + MEMORY_OF_PROGRAM


def refuse_too_large(root: Path, table: str = "") -> None:
    """Say that a package, or one table of it, will not fit into memory, before any row is read.

    Args:
        root: folder that holds `datapackage.json`.
        table: the only table to be checked; all where empty.

    Raises:
        CannotRunError: it will not; the message names the tables that fit by themselves.
    """
    available = available_memory()
    paths = _named_tables(root)
    needed = needed_memory(root, [path for name, path in paths.items() if table in ("", name)])
    if available is None or needed <= available:
        return
    readable = {name: path for name, path in paths.items() if size_of(root, path) <= MAX_FILE_SIZE}
    fitting = [name for name, path in readable.items() if needed_memory(root, [path]) <= available]
    parts = said(
        "; by themselves fit, with --table NAME: {names}",
        "؛ وتتسع لما يأتي منفردًا بالخيار `--table NAME`: {names}",
        names=joined(fitting),
    )
    raise CannotRunError(
        said(
            "the check needs about {needed} GiB of memory, and {available} GiB are left, so nothing was begun{parts}",
            "يحتاج الفحص إلى نحو {needed} GiB من الذاكرة، والمتاح {available} GiB، فلم يبدأ شيء{parts}",
            needed=f"{needed / _GIB:.2f}",
            available=f"{available / _GIB:.2f}",
            parts=parts if fitting and not table else "",
        )
    )


def _named_tables(root: Path) -> dict[str, str]:
    """Return the paths of the tables, by name, as the index has them; what is wrong with it is told when it is read."""
    try:
        index = read_json(root / INDEX)
        return {str(item["name"]): str(item["path"]) for item in index["resources"]}
    except (OSError, JsonError, KeyError, TypeError, CannotRunError):
        return {}
