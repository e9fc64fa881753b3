"""Commands that check the rows and explain the checks: `validate`, `explain`."""

from __future__ import annotations

from typing import Annotated

import typer

from mawaqif.commands.base import FINDINGS, PackageDir, SourcesDir, errors, fail, package_root, print_bytes


def validate(
    folder: PackageDir = None,
    sources: SourcesDir = None,
    form: Annotated[str, typer.Option("--format", help="text or json.")] = "text",
) -> None:
    """Check every row of the data set; with --sources, prove every passage too."""
    from mawaqif.check import check_package
    from mawaqif.copies import Copies
    from mawaqif.reports import FORMATS

    if form not in FORMATS:
        fail(f"--format {form}: expected one of {', '.join(FORMATS)}")
    with errors():
        root = package_root(folder)
        _, report = check_package(root, Copies(sources) if sources else None)
    print_bytes((FORMATS[form](report, root) + "\n").encode())
    raise typer.Exit(0 if report.clean else FINDINGS)


def explain(code: Annotated[str, typer.Argument(help="Code of a finding, such as MQ303, or its name.")]) -> None:
    """Say what a check means, why it exists and how to mend a finding."""
    from mawaqif.check import CODES

    for item in CODES:
        if code.lower() in (item.code.lower(), item.name):
            typer.echo(f"{item.code} {item.name}\n\nWhy: {item.why}\n\nMend: {item.mend}\n\nMessage: {item.message}")
            return
    fail(f"no check is called {code}; there are {CODES[0].code} to {CODES[-1].code}")
