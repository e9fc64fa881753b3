"""Commands that write what others read: `build`, `plots`, `site`, `docs`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from mawaqif.commands.base import FINDINGS, PackageDir, errors, fail, language_of, package_root, root_to_write, say
from mawaqif.release.file_names import CHOICES


def build(
    folder: PackageDir = None,
    out: Annotated[Path, typer.Option("--out", help="Folder to publish into.")] = Path("dist"),
    since: Annotated[
        str, typer.Option("--since", metavar="REV", help="The last release, as revision or folder: tell the changes since it.")
    ] = "",
    address: Annotated[
        str, typer.Option("--address", metavar="URL", help="Base address of the releases, for links in every description.")
    ] = "",
    only: Annotated[
        str,
        typer.Option(
            "--only", metavar="NAMES", help=f"Editions to publish, with a comma between: {', '.join(CHOICES)}. [default: all]"
        ),
    ] = "",
    without: Annotated[str, typer.Option("--without", metavar="NAMES", help="Editions to leave out, with a comma between.")] = "",
) -> None:
    """Check the data set, then publish its editions; one that cannot hold the rows is left out and told."""
    from mawaqif.paths import to_write
    from mawaqif.plots import FILES
    from mawaqif.release.building import build_release, wanted_editions

    with errors():
        wanted = wanted_editions(only, without)
        release = build_release(package_root(folder), to_write(out), since, FILES, address, wanted)
    rows, size = sum(release.rows.values()), sum(release.files.values())
    say(f"{release.folder}: {rows:,} rows in {len(release.rows)} tables, {len(release.files)} files, {size:,} bytes")
    for line in release.told:
        say(f"mawaqif: {line}", err=True)


def plots(
    names: Annotated[list[str] | None, typer.Argument(help="Names of plots. [default: all]", show_default=False)] = None,
    release: Annotated[
        Path | None,
        typer.Option("--release", help="Folder of a release. [default: the tables that came along]", show_default=False),
    ] = None,
    out: Annotated[Path, typer.Option("--out", help="Folder to write into.")] = Path("dist/plots"),
    form: Annotated[str, typer.Option("--format", help="svg, png or both, with a comma between.")] = "svg,png",
) -> None:
    """Draw the data for print and screen, labelled in English and Arabic."""
    from mawaqif.paths import to_write
    from mawaqif.plots import FORMATS, PLOTS
    from mawaqif.plots.writing import write_plots

    known = [plot.name for plot in PLOTS]
    for name in names or ():
        if name not in known:
            fail(f"no plot is called {name!r}; there are {', '.join(known)}")
    forms = form.split(",")
    if not set(forms) <= set(FORMATS):
        fail(f"--format {form}: expected one or more of {', '.join(FORMATS)}, with a comma between")
    with errors(language_of(None)):
        written = write_plots(names or (), forms, release, to_write(out))
    for path in written:
        say(f"written {path}")


def site(
    release: Annotated[Path, typer.Option("--release", help="Folder of a release.")] = Path("dist"),
    out: Annotated[Path, typer.Option("--out", help="Folder to write into.")] = Path("site"),
    scripts: Annotated[
        Path | None,
        typer.Option(
            "--scripts", help="Folder of the bundled interactive parts. [default: of this checkout]", show_default=False
        ),
    ] = None,
) -> None:
    """Write a release as a static site, in Arabic and in English."""
    from mawaqif.paths import to_write
    from mawaqif.site import write_site

    with errors():
        made = write_site(release, to_write(out), scripts)
    say(f"{made.folder}: {made.pages:,} pages, {made.size:,} bytes")
    for line in made.told:
        say(f"mawaqif: {line}", err=True)
    if not made.interactive:
        say("mawaqif: without the interactive parts, which need Node; bundle them with `make site`", err=True)


def docs(
    folder: PackageDir = None,
    check: Annotated[bool, typer.Option("--check", help="Change nothing; exit 1 where a page is stale.")] = False,
) -> None:
    """Write the codebook, the checks, the cookbook, the plots shown, the Python API and .zenodo.json from their sources."""
    from mawaqif.docs.writing import write_documentation

    with errors():
        root = root_to_write(folder, write=not check)
        stale = write_documentation(root, write=not check)
    for path in stale:
        say(f"{'stale' if check else 'written' if (root / path).exists() else 'removed'} {path}")
    if check and stale:
        where = f" {folder}" if folder else ""
        say(f"mawaqif: {len(stale)} stale; renew with `mawaqif docs{where}`, then commit", err=True)
        raise typer.Exit(FINDINGS)
