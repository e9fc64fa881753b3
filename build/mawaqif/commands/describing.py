"""The command that describes a folder of CSV files: `init`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from mawaqif.commands.base import FINDINGS, Lang, as_spoken, errors, fail, language_of, say


def init(
    folder: Annotated[Path, typer.Argument(help="Folder of CSV files.")] = Path(),
    yes: Annotated[bool, typer.Option("--yes", help="Write without asking whether to.")] = False,
    lang: Lang = None,
) -> None:
    """Describe a folder of CSV files as a data package: types, keys and references, as the data have them."""
    import sys

    from mawaqif.editing.atomic_writes import write_text
    from mawaqif.editing.proposing import propose
    from mawaqif.findings import Bilingual, said, spoken
    from mawaqif.paths import INDEX
    from mawaqif.reports import FORMATS
    from mawaqif.validating.any_package import check_any

    language = language_of(lang)
    with errors(language):
        proposal = propose(folder)
        for line in proposal.lines:
            say(spoken(line, language))
        for doubt in proposal.doubts:
            say(spoken(said("look at {doubt}", "انظر {doubt}", doubt=doubt), language))
        place = folder / INDEX
        if not yes:
            if not sys.stdin.isatty():
                fail(Bilingual("nothing was written; give --yes to write it", "لم يُكتب شيء؛ أعطِ `--yes` ليُكتب"), language)
            question = said("write {file}?", "أيُكتب {file}؟", file=place)
            if not typer.confirm(spoken(question, language)):
                raise typer.Exit(FINDINGS)
        write_text(place, proposal.text)
        report, _ = check_any(folder)
    say(spoken(said("written {file}", "كُتب {file}", file=place), language))
    say(as_spoken(FORMATS["text"](report, folder, language), language))
    raise typer.Exit(0 if report.clean else FINDINGS)
