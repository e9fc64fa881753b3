"""Commands for a document as a unit: `draft`, `load`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from mawaqif.commands.base import FINDINGS, errors, fail, package_root, root_to_write, say
from mawaqif.commands.double_coding import load_blind_workbook, load_settled_workbook

if TYPE_CHECKING:
    from mawaqif.coding.loading import Loaded
    from mawaqif.coding.workbook import Filled

DocumentId = Annotated[str, typer.Argument(metavar="DOCUMENT", help="document_id of the document.")]
Sources = Annotated[Path, typer.Option("--sources", help="Folder of the documents as <document_id>.txt.")]


def draft(
    document: DocumentId,
    sources: Sources,
    out: Annotated[Path, typer.Option("--out", help="The workbook: a file that ends in .xlsx, or a folder for CSV files.")],
    lang: Annotated[Literal["en", "ar"], typer.Option("--lang", help="Language of headings and drop-downs.")] = "en",
    form: Annotated[
        Literal["xlsx", "csv"] | None, typer.Option("--format", help="[default: as --out ends]", show_default=False)
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace a workbook that is there.")] = False,
) -> None:
    """Write a workbook to code a document in: a line for each paragraph, quotation and footnote, with what can be proposed."""
    from mawaqif.coding.drafting import draft_workbook
    from mawaqif.coding.source_text import source_text
    from mawaqif.coding.workbook import refuse_shared, write_workbook
    from mawaqif.passages.copies import Copies
    from mawaqif.tables import load_dataset

    if form is not None and form != (out.suffix.lower().lstrip(".") or "csv"):
        fail(
            f"--format {form} does not go with --out {out}; name {'a file that ends in .xlsx' if form == 'xlsx' else 'a folder'}"
        )
    with errors():
        refuse_shared(out)
        if out.exists() and not force:
            fail(f"{out}: exists, and may hold what you have coded; name another place, or replace it with --force")
        dataset, _ = load_dataset(package_root(None))
        source = source_text(dataset, Copies(sources), document)
        book = draft_workbook(dataset, source, lang)
        write_workbook(out, book)
    counts = {sheet.key: len(sheet.rows) for sheet in book.sheets}
    say(
        f"written {out}: {counts['lines']} lines, {counts['citations']} citations; it holds words of the source: do not commit it"
    )
    say(f"next: fill it in, confirm each line with 'yes'; `mawaqif load {out} --sources {sources} --dry-run`")


def load(
    workbook: Annotated[Path, typer.Argument(metavar="WORKBOOK", help="A workbook that came back, or its folder of CSV files.")],
    sources: Annotated[
        Path | None, typer.Option("--sources", help="Folder of the documents as <document_id>.txt; a draft needs it.")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Write nothing; only say what would be done.")] = False,
    partly: Annotated[bool, typer.Option("--partly", help="Write what is settled where something else is not.")] = False,
    change_sealed: Annotated[
        bool, typer.Option("--change-sealed", help="Change rows that a second reader has read, too; they must be read again.")
    ] = False,
) -> None:
    """Take a workbook that came back, of `draft`, `blind` or `settle`: all of it or nothing, as often as wanted."""
    from mawaqif.coding.workbook import read_workbook

    with errors():
        filled = read_workbook(workbook)
    if filled.kind == "blind":
        load_blind_workbook(filled, write=not dry_run)
    elif filled.kind == "settle":
        load_settled_workbook(filled, write=not dry_run, partly=partly)
    elif filled.kind != "draft":
        fail(f"{workbook}: a workbook for {filled.kind}, which this version does not know")
    elif sources is None:
        fail(f"{workbook}: a draft needs --sources DIR, the folder of the documents as <document_id>.txt")
    else:
        _load_draft_workbook(filled, workbook, sources, write=not dry_run, sealed=change_sealed)


def _load_draft_workbook(filled: Filled, workbook: Path, sources: Path, *, write: bool, sealed: bool) -> None:
    from mawaqif.coding.loading import load_draft, write_tables
    from mawaqif.passages.copies import Copies

    with errors():
        loaded = load_draft(root_to_write(None, write=write), filled, Copies(sources), sealed=sealed)
        _report(loaded)
        if loaded.problems:
            say(f"mawaqif: {_many(len(loaded.problems), 'problem')} in {workbook}; nothing was written", err=True)
            raise typer.Exit(FINDINGS)
        if write:
            write_tables(loaded.draft, loaded.tables)
    counts = {kind: sum(changes[kind] for changes in loaded.changes.values()) for kind in ("new", "changed", "gone")}
    said = ", ".join(f"{counts[kind]} {kind}" for kind in counts)
    say(f"{'written' if write else 'would write'}: {_many(loaded.statements, 'statement')} of {loaded.document}; rows: {said}")
    if write:
        say(f"next: `mawaqif coverage {loaded.document} --sources {sources}`; then the second coding, `mawaqif blind`")


def _many(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _report(loaded: Loaded) -> None:
    """Tell what is wrong, what was left out, and what is still to do."""
    from mawaqif.findings import Finding
    from mawaqif.reports import line_of

    for item in loaded.problems:
        say(line_of(item, loaded.draft.root) if isinstance(item, Finding) else str(item))
    for left in loaded.left_out:
        say(f"left out: {left}")
    if loaded.unconfirmed:
        say(f"not confirmed, so not loaded: {_many(loaded.unconfirmed, 'line')}")
    for kept in loaded.kept:
        say(f"kept: {kept} was read by a second reader, and the workbook does not have it; `mawaqif remove` takes it out")
    for pending in loaded.pending:
        say(f"still to do: {pending.code} {pending.message}")
    if loaded.existing:
        say(f"there before: {_many(loaded.existing, 'finding')}; `mawaqif validate` lists them")
    for table, changes in loaded.changes.items():
        say(f"{table}: " + ", ".join(f"{number} {kind}" for kind, number in changes.items() if number))
