"""The commands of the command line, in the order in which `--help` lists them. A new one is one function and one line.

Heavy modules are imported inside the commands, so that `--help` answers at once.
"""

from __future__ import annotations

from collections.abc import Callable

from mawaqif.commands.adding import new
from mawaqif.commands.asking import agreement, query
from mawaqif.commands.checking import explain, validate
from mawaqif.commands.comparing import diff
from mawaqif.commands.editing import fmt, locate, seal
from mawaqif.commands.publishing import build, docs, plots, site
from mawaqif.commands.restoring import hydrate

COMMANDS: tuple[Callable[..., None], ...] = (
    validate,
    build,
    plots,
    site,
    query,
    hydrate,
    diff,
    new,
    fmt,
    locate,
    seal,
    agreement,
    docs,
    explain,
)

__all__ = ["COMMANDS"]
