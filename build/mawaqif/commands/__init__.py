"""Commands: the command line, one function a command, in the order in which `--help` lists them.

In: what stands on the command line. Out: what one function of another room gives, printed, and an exit code.
A new command is one function and one line in `COMMANDS`. Heavy modules are imported inside the commands,
so that `--help` answers at once.
"""

from __future__ import annotations

from collections.abc import Callable

from mawaqif.commands.base import CANNOT_RUN
from mawaqif.commands.checking import explain, validate
from mawaqif.commands.coding import draft, load
from mawaqif.commands.comparing import diff
from mawaqif.commands.consoles import READABLE, is_utf8
from mawaqif.commands.correcting import merge, move, reanchor, remove, rename, renumber
from mawaqif.commands.covering import coverage, review
from mawaqif.commands.describing import init
from mawaqif.commands.desk import desk
from mawaqif.commands.double_coding import blind, settle
from mawaqif.commands.editing import fmt, locate, seal
from mawaqif.commands.hosting import promise, shelve, verify
from mawaqif.commands.hydrating import hydrate
from mawaqif.commands.new import new
from mawaqif.commands.publishing import build, docs, plots, site
from mawaqif.commands.querying import agreement, query
from mawaqif.commands.serving import mcp
from mawaqif.commands.signals import ended_by_signals
from mawaqif.commands.texts import text

COMMANDS: tuple[Callable[..., None], ...] = (
    validate,
    init,
    build,
    plots,
    site,
    query,
    hydrate,
    diff,
    text,
    new,
    draft,
    load,
    desk,
    fmt,
    rename,
    renumber,
    merge,
    remove,
    move,
    reanchor,
    locate,
    coverage,
    review,
    blind,
    settle,
    seal,
    agreement,
    mcp,
    docs,
    promise,
    shelve,
    verify,
    explain,
)

__all__ = ["CANNOT_RUN", "COMMANDS", "READABLE", "ended_by_signals", "is_utf8"]
