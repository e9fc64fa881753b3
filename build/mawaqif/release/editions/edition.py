"""What an edition is: a name, a function that writes it, and which files are its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from mawaqif.tables import Dataset


@dataclass(frozen=True)
class Edition:
    """One edition of a release.

    Attributes:
        name: its name, for messages.
        write: writes it from checked tables into an existing, empty-enough folder, which
            holds the editions before it.
        files: patterns of the files that belong to it, for its archive; it has no archive
            of its own where there are none.
        opens: a line of Python that opens it, for the note in its archive.
    """

    name: str
    write: Callable[[Dataset, Path], None]
    files: tuple[str, ...] = ()
    opens: str = ""
