"""Commands that write what others read: `build`, `docs`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from mawaqif.commands.base import FINDINGS, PackageDir, errors, package_root


def build(
    folder: PackageDir = None,
    out: Annotated[Path, typer.Option("--out", help="Folder to publish into.")] = Path("dist"),
) -> None:
    """Check the data set, then publish every edition of it."""
    from mawaqif.release import build_release

    with errors():
        release = build_release(package_root(folder), out)
    rows, size = sum(release.rows.values()), sum(release.files.values())
    typer.echo(f"{release.folder}: {rows:,} rows in {len(release.rows)} tables, {len(release.files)} files, {size:,} bytes")


def docs(
    folder: PackageDir = None,
    check: Annotated[bool, typer.Option("--check", help="Change nothing; exit 1 where a page is stale.")] = False,
) -> None:
    """Write the codebook, the catalogue of checks, the cookbook and its results from what they are made of."""
    from mawaqif.documentation import write_documentation

    with errors():
        root = package_root(folder)
        stale = write_documentation(root, write=not check)
    for path in stale:
        typer.echo(f"{'stale' if check else 'written' if (root / path).exists() else 'removed'} {path}")
    raise typer.Exit(FINDINGS if check and stale else 0)
