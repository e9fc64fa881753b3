"""The environment of Python code that the tests start: as its users have it, without two libraries of development.

Pandera loads pandas and Hypothesis wherever it finds them, which takes longer than most of that code, and no installed
`mawaqif` brings them; the command itself leaves them out wherever they are. Python runs this file at the start of each
process that finds its folder in `PYTHONPATH`.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib.machinery import ModuleSpec, PathFinder
from types import ModuleType

_HIDDEN = ("pandas", "hypothesis")
_program, *_words = (*sys.orig_argv[1:], "", "")


class _AsInstalled(PathFinder):
    """Finds every module on the path but those that are hidden."""

    @classmethod
    def find_spec(cls, fullname: str, path: Sequence[str] | None = None, target: ModuleType | None = None) -> ModuleSpec | None:
        """Return where a module is; None for one that is hidden."""
        return None if fullname in _HIDDEN else super().find_spec(fullname, path, target)


# Code that is given in words and uses the package.
if _program in {"-c", "-m"} and "mawaqif" in _words[0]:
    sys.meta_path[:] = [_AsInstalled if finder is PathFinder else finder for finder in sys.meta_path]
