"""Where the package is: the folder the user stands in, this code's checkout, or the data in the wheel."""

from __future__ import annotations

import json
from pathlib import Path

from mawaqif.tables import INDEX, CannotRunError

PACKAGE_NAME = "mawaqif"
_HERE = Path(__file__).resolve().parent


def find_home(start: Path | None = None) -> Path:
    """Find the package to work on where the user names none.

    Looked for, in order: the current folder and those above it; the checkout that this
    code was installed from; the tables inside the installed wheel.

    Args:
        start: where to look from; the current folder where left out.

    Returns:
        The folder that holds `datapackage.json`.

    Raises:
        CannotRunError: there is none.
    """
    here = (start or Path.cwd()).resolve()
    for folder in (here, *here.parents, _HERE.parent.parent, _HERE / "_data"):
        if _is_package(folder / INDEX):
            return folder
    raise CannotRunError(f"no {INDEX} of {PACKAGE_NAME} here or above; name the folder that holds it")


def _is_package(path: Path) -> bool:
    try:
        index = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return isinstance(index, dict) and index.get("name") == PACKAGE_NAME and "resources" in index
