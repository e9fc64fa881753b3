"""Where the package is: the folder the user stands in, this code's checkout, or the data in the wheel."""

from __future__ import annotations

import os
from pathlib import Path

from mawaqif.findings import CannotRunError

INDEX = "datapackage.json"
# The member of it by which a package declares the rules of this data set.
PROFILE = "mawaqif:profile"

_HERE = Path(__file__).resolve().parent.parent
# The tables inside an installed wheel, which is no place to write into.
INSTALLED = _HERE / "_data"
_OWN = (_HERE.parent.parent, INSTALLED)


def find_home(start: Path | None = None) -> Path:
    """Find the package to work on where the user names none.

    The nearest `datapackage.json`, in the current folder or above it, is always the one
    meant, readable or not: work on another package than the one in sight would be worse
    than an error. Only where there is none, it is the checkout that this code was
    installed from, then the tables inside the installed wheel.

    Args:
        start: where to look from; the current folder where left out.

    Returns:
        The folder that holds `datapackage.json`.

    Raises:
        CannotRunError: there is none.
    """
    here = (start or Path.cwd()).resolve()
    for folder in (here, *here.parents, *_OWN):
        if os.path.lexists(folder / INDEX):
            return folder
    raise CannotRunError(f"no {INDEX} here or above; name the folder that holds it")


def packaged_home() -> Path:
    """Return the package that this code came with, wherever the user stands.

    Returns:
        The checkout that the code was installed from, else the folder of tables in the wheel.

    Raises:
        CannotRunError: the code was copied without its tables.
    """
    for folder in _OWN:
        if (folder / INDEX).is_file():
            return folder
    raise CannotRunError(f"{_OWN[-1]}: this installation has no tables; install the wheel again")


def at_hand(root: Path) -> bool:
    """Return whether the user stands in a package, in its own folder or below it."""
    here = Path.cwd().resolve()
    return root.resolve() in (here, *here.parents)


def to_write(path: Path) -> Path:
    """Return a path that something is to be written to, unless it belongs to the installed tool.

    What is written there is lost with the next version, and until then every program that loads the tables reads it.

    Raises:
        CannotRunError: it does.
    """
    if path.resolve().is_relative_to(INSTALLED):
        raise CannotRunError(
            f"{path}: came with the installed tool, and is only read; clone the repository of the project, "
            "or unpack its source archive, and run the command there, or name the folder of another package"
        )
    return path
