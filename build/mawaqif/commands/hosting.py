"""Commands on a release's way to its readers: `promise`, `shelve`, `verify`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from mawaqif.commands.base import FINDINGS, PackageDir, errors, package_root, say


def promise(
    folder: PackageDir = None,
    since: Annotated[str, typer.Option("--since", metavar="REV", help="The last release, as revision or folder.")] = "",
    tag: Annotated[str, typer.Option("--tag", help="The tag that asks for the release, as v1.4.0.")] = "",
) -> None:
    """Check that the version's number fits what changed, and that tag, CHANGELOG and CITATION agree with it."""
    from mawaqif.release.hosting.promise import problems

    with errors():
        found = problems(package_root(folder), since, tag)
    for line in found:
        say(line)
    if found:
        say("mawaqif: the version is not to be published like this; docs/versions.md says what its number promises", err=True)
        raise typer.Exit(FINDINGS)
    say("the version keeps its promise")


def shelve(
    site: Annotated[Path, typer.Argument(help="Folder of a site.")],
    host: Annotated[Path, typer.Argument(help="Folder that the host serves.")],
    preview: Annotated[
        bool, typer.Option("--preview", help="The site is of what is not published yet; the next one replaces it.")
    ] = False,
) -> None:
    """Put a site into the folder of a host, under its version and as the latest."""
    from mawaqif.release.hosting.shelf import shelve as put

    with errors():
        done = put(site, host, preview=preview)
    say(f"{host / done.place}: {'written' if done.new else 'there already'}; latest is {done.latest or 'none yet'}")


def verify(
    release: Annotated[Path, typer.Argument(help="Folder of a release, unpacked.")],
    repository: Annotated[
        str, typer.Option("--repository", metavar="OWNER/NAME", help="Who should have made it: ask for its attestation.")
    ] = "",
) -> None:
    """Prove a downloaded release: its files, its tables, and where it was made."""
    from mawaqif.plots import FILES
    from mawaqif.release.hosting.verifying import verify as held

    with errors():
        steps = held(release, repository, beside=FILES)
    for step in steps:
        say(f"{'FAILED' if step.problems else 'skipped' if step.skipped else 'ok'}  {step.name}: {step.said}")
        for problem in step.problems:
            say(f"  {problem}")
    if any(step.problems for step in steps):
        say("mawaqif: not as it was published; get it again, and tell the publisher where it stays so", err=True)
        raise typer.Exit(FINDINGS)
