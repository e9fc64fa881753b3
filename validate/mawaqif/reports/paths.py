"""How a report names a file."""

from __future__ import annotations

import os
from pathlib import Path

from mawaqif.findings import written


def shown_path(root: Path, file: str) -> str:
    """Return a path that an editor can open from here: relative where the file lies below, else whole."""
    path = root / file
    try:
        relative = os.path.relpath(path)
    except ValueError:  # another drive
        return written(str(path))
    return written(str(path) if relative.startswith("..") else relative)
