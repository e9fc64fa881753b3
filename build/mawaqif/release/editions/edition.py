"""What an edition is: a name, a function that writes it, and which files are its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from mawaqif.findings import CannotRunError
from mawaqif.tables import Dataset


class DoesNotFitError(CannotRunError):
    """The rows are more, or longer, than the format of an edition can hold; a release is published without it.

    Args:
        reason: what does not fit, in English.
        reason_ar: the same in Arabic.
    """

    def __init__(self, reason: str, reason_ar: str) -> None:
        super().__init__(reason)
        self.reason, self.reason_ar = reason, reason_ar


@dataclass(frozen=True)
class Edition:
    """One edition of a release.

    Attributes:
        name: its name, for messages.
        write: writes it from checked tables into an existing, empty-enough folder, which
            holds the editions before it. Raises `DoesNotFitError` before anything is written
            where the format has a limit that the rows exceed.
        files: patterns of the files that are its own; there are some where people may choose whether it is published.
        beside: patterns of files that travel in its archive too.
        opens: a line of Python that opens it, for the note in its archive; it has no archive where there is none.
        needs: names of the editions that are written with it: those that it reads, and those that belong to it.
    """

    name: str
    write: Callable[[Dataset, Path], None]
    files: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    opens: str = ""
    needs: tuple[str, ...] = ()
