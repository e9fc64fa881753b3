"""Commands for the second coding of a document: `blind`, `settle`, and what `load` does with their workbooks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from mawaqif.commands.base import FINDINGS, errors, fail, package_root, say

if TYPE_CHECKING:
    from mawaqif.coding.double_coding import CodedDocument, Settling
    from mawaqif.coding.workbook import Filled, SheetProblem
    from mawaqif.findings import Finding

DocumentId = Annotated[str, typer.Argument(metavar="DOCUMENT", help="document_id of the document.")]
Sources = Annotated[Path, typer.Option("--sources", help="Folder of the documents as <document_id>.txt.")]
Out = Annotated[Path, typer.Option("--out", help="The workbook: a file that ends in .xlsx, or a folder for CSV files.")]
Language = Annotated[Literal["en", "ar"], typer.Option("--lang", help="Language of headings and drop-downs.")]
Force = Annotated[bool, typer.Option("--force", help="Replace a workbook that is there.")]
MOST_LISTED = 20


def blind(
    document: DocumentId,
    sources: Sources,
    out: Out,
    coder: Annotated[str, typer.Option("--coder", help="Name of the second coder, who has not seen the first codes.")],
    lang: Language = "en",
    force: Force = False,
) -> None:
    """Write a workbook to code a document a second time in: passages, speakers, footnotes, lists, and none of the first codes."""
    from mawaqif.coding.double_coding import write_blind
    from mawaqif.passages.copies import Copies

    with errors():
        _refuse_existing(out, force=force)
        coded, _ = _document(document)
        done = write_blind(coded, coder, Copies(sources), out, lang)
    _remark(done.remarks)
    say(f"written {out}: {_counted(done.counts)} to judge; it holds words of the source: do not commit it")
    say(f"next: give it to {coder}, and `mawaqif load` what comes back, as often as wanted")


def settle(document: DocumentId, sources: Sources, out: Out, lang: Language = "en", force: Force = False) -> None:
    """Write a workbook with what differs between the two codings, to be settled; where nothing does, write the codes at once."""
    from mawaqif.coding.double_coding import write_settle
    from mawaqif.passages.copies import Copies

    with errors():
        _refuse_existing(out, force=force)
        coded, found = _document(document)
        done = write_settle(coded, found, Copies(sources), out, lang)
    if done.differing:
        say(f"written {out}: {done.differing:,} to settle; it holds words of the source: do not commit it")
        say(f"next: look at each passage a third time, settle, give the reason; `mawaqif load {out}`")
        return
    say("the two codings do not differ")
    _tell_settled(done, document, write=True)


def load_blind_workbook(filled: Filled, *, write: bool) -> None:
    """Keep what a second coder's workbook holds, and say what is missing."""
    from mawaqif.coding.double_coding import load_blind

    with errors():
        coded, _ = _document(filled.about.get("document", ""))
        done = load_blind(filled, coded, write=write)
    _remark(done.remarks)
    _refuse(done.problems)
    say(f"{'kept' if write else 'would keep'} apart from the tables: {_counted(done.counts)}")
    _list("still missing", done.missing)
    if not done.missing:
        say(f"the second coding is complete; next: `mawaqif settle {coded.name}`")


def load_settled_workbook(filled: Filled, *, write: bool, partly: bool) -> None:
    """Write what a workbook settles into all tables, or into none."""
    from mawaqif.coding.double_coding import load_settled

    with errors():
        coded, found = _document(filled.about.get("document", ""))
        done = load_settled(filled, coded, found, write=write, partly=partly)
    _refuse(done.problems, done.findings, package_root(None))
    _list("not settled", done.unsettled)
    if done.unsettled and not partly:
        say("mawaqif: nothing was written; settle the rest, or write what is settled with --partly", err=True)
        raise typer.Exit(FINDINGS)
    _tell_settled(done, coded.name, write=write)


def _document(name: str) -> tuple[CodedDocument, list[Finding]]:
    from mawaqif.coding.double_coding import coded_document
    from mawaqif.tables import load_dataset

    dataset, found = load_dataset(package_root(None))
    return coded_document(dataset, name), found


def _refuse_existing(out: Path, *, force: bool) -> None:
    if out.exists() and not force:
        fail(f"{out}: exists, and may hold what somebody has coded; name another place, or replace it with --force")


def _refuse(problems: Sequence[SheetProblem], findings: Sequence[Finding] = (), root: Path = Path()) -> None:
    """Say what is wrong with a workbook, and end, where something is."""
    from mawaqif.reports import line_of

    if not problems and not findings:
        return
    for problem in problems:
        say(str(problem))
    for finding in findings:
        say(line_of(finding, root))
    say(f"mawaqif: nothing was written; mend {len(problems) + len(findings):,} in the workbook first", err=True)
    raise typer.Exit(FINDINGS)


def _tell_settled(done: Settling, document: str, *, write: bool) -> None:
    _list("settled otherwise than the tables had it", done.changed)
    kept = ", ".join(f"{number:,} in {table}" for table, number in done.kept.items())
    say(f"{'written' if write else 'would be written'}: {kept}")
    if write:
        say(f"next: `mawaqif agreement --document {document}`; then read what changed, and `mawaqif seal`")


def _remark(remarks: Iterable[str]) -> None:
    for remark in remarks:
        say(f"note: {remark}")


def _list(title: str, items: Sequence[str]) -> None:
    if not items:
        return
    say(f"{title}: {len(items):,}")
    for item in items[:MOST_LISTED]:
        say(f"  {item}")
    if len(items) > MOST_LISTED:
        say(f"  and {len(items) - MOST_LISTED:,} more")


def _counted(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{number:,} {noun}{'' if number == 1 else 's'}" for noun, number in counts.items()) or "nothing"
