"""Commands for a document as a unit: `load`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from mawaqif.commands.base import errors, fail
from mawaqif.commands.double_coding import load_blind_workbook, load_settled_workbook


def load(
    workbook: Annotated[Path, typer.Argument(metavar="WORKBOOK", help="A workbook that came back, or its folder of CSV files.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Write nothing; only say what would be done.")] = False,
    partly: Annotated[bool, typer.Option("--partly", help="Write what is settled where something else is not.")] = False,
) -> None:
    """Take a workbook that came back; it says itself what it is for."""
    from mawaqif.coding.workbook import read_workbook

    with errors():
        filled = read_workbook(workbook)
    if filled.kind == "blind":
        load_blind_workbook(filled, write=not dry_run)
    elif filled.kind == "settle":
        load_settled_workbook(filled, write=not dry_run, partly=partly)
    else:
        fail(f"{workbook}: a workbook for {filled.kind}, which this version does not know")
