"""Commands: the command line, one function a command, in the order in which `--help` lists them.

In: what stands on the command line. Out: what one function of another room gives, printed, and an exit code.
A new command is one function and one line in `COMMANDS`. Heavy modules are imported inside the commands,
so that `--help` answers at once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from mawaqif.commands.base import CANNOT_RUN, with_extra
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

# Beside each command stands the extra that brings its libraries; none where `pip install mawaqif` does.
COMMANDS: Mapping[Callable[..., None], str] = {
    validate: "check",
    init: "check",
    build: "release",
    plots: "plots",
    site: "site",
    query: "",
    hydrate: "hydrate",
    diff: "check",
    text: "coding",
    new: "check",
    draft: "coding",
    load: "coding",
    desk: "desk",
    fmt: "check",
    rename: "check",
    renumber: "check",
    merge: "check",
    remove: "check",
    move: "check",
    reanchor: "check",
    locate: "check",
    coverage: "check",
    review: "coding",
    blind: "coding",
    settle: "coding",
    seal: "check",
    agreement: "check",
    mcp: "mcp",
    docs: "all",
    promise: "release",
    shelve: "",
    verify: "check",
    explain: "check",
}

__all__ = ["CANNOT_RUN", "COMMANDS", "READABLE", "ended_by_signals", "is_utf8", "with_extra"]
