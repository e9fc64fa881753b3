"""What an edition is: a name, and a function that writes it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from mawaqif.tables import Dataset


@dataclass(frozen=True)
class Output:
    """One edition of a release.

    Attributes:
        name: its name, for messages.
        write: writes it from checked tables into an existing, empty-enough folder.
    """

    name: str
    write: Callable[[Dataset, Path], None]
