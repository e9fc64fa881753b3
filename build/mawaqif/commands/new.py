"""The command for new rows: `new`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from mawaqif.commands.base import FINDINGS, Lang, SourcesDir, as_spoken, by_name, errors, fail, language_of, root_to_write, say

if TYPE_CHECKING:
    from mawaqif.editing.entries import Draft, NonInteractive, Terminal, ValidationResult
    from mawaqif.findings import Bilingual, Language

INTERRUPTED = 130


def new(
    table: Annotated[
        str | None,
        typer.Argument(help="What is new: statement, citation, position, actor, or any other table.", show_default=False),
    ] = None,
    values: Annotated[
        list[str] | None, typer.Argument(metavar="COLUMN=VALUE", help="Cells that are known.", show_default=False)
    ] = None,
    sources: SourcesDir = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Write nothing; show what would be written.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Write without asking whether to.")] = False,
    from_issue: Annotated[
        Path | None, typer.Option("--from-issue", metavar="FILE", help="Add the statement of an issue form.", show_default=False)
    ] = None,
    answer: Annotated[
        Path | None,
        typer.Option(
            "--answer", metavar="FILE", help="With --from-issue, write what came of it as Markdown.", show_default=False
        ),
    ] = None,
    lang: Lang = None,
) -> None:
    """Add a row to a table: asks for what is not given, checks it, writes it in its place."""
    from mawaqif.editing.entries import NonInteractive, Terminal, create_rows, open_draft, read_request
    from mawaqif.findings import Bilingual, spoken
    from mawaqif.passages.copies import Copies

    language = language_of(lang)
    if (table is None) == (from_issue is None) or (answer is not None and from_issue is None):
        wanted = "name a table, or give --from-issue FILE, with which --answer FILE goes"
        fail(Bilingual(wanted, "سمِّ جدولًا، أو أعطِ `--from-issue FILE`، ومعه لا غير `--answer FILE`"), language)
    with _told(language):
        draft = open_draft(root_to_write(None, write=not dry_run), Copies(sources) if sources else None)
        prompter = Terminal(say, language) if sys.stdin.isatty() and sys.stdout.isatty() else NonInteractive()
        if from_issue is not None:
            result = _of_form(draft, from_issue, answer, language)
        else:
            result = create_rows(draft, read_request(draft.dataset.descriptor, table or "", values or []), prompter)
        if result.errors:
            _report_errors(result, language)
        _write(draft, result, prompter, language, ask=not yes, write=not dry_run)
        if not dry_run:
            say(spoken(_next(sources), language))


@contextmanager
def _told(language: Language) -> Iterator[None]:
    """Say in one line why nothing was written, and end."""
    from mawaqif.editing.entries import UnclearError
    from mawaqif.findings import Bilingual, said

    ended = Bilingual("ended; nothing was written", "انتهى؛ ولم يُكتب شيء")
    try:
        with errors(language):
            yield
    except UnclearError as error:
        told = said("{problem}; nothing was written", "{problem}؛ ولم يُكتب شيء", problem=error.args[0])
        _exit_with(told, language, FINDINGS)
    except KeyboardInterrupt:
        _exit_with(ended, language, INTERRUPTED)
    except EOFError:
        _exit_with(ended, language, FINDINGS)


def _of_form(draft: Draft, path: Path, answer: Path | None, language: Language) -> ValidationResult:
    """Return the checked rows of an issue form, or say what is to be mended in it, and end."""
    from mawaqif.editing.entries import answer_form, to_markdown
    from mawaqif.findings import Bilingual, said, spoken
    from mawaqif.paths import naming, read_file

    found = answer_form(read_file(path), draft)
    if answer is not None:
        with naming(answer):
            answer.write_text(to_markdown(found), encoding="utf-8", newline="\n")
    if found.result is None:
        for label, text in found.problems:
            say(spoken(said("{field}: {problem}", "{field}: {problem}", field=label or path, problem=text), language))
        mend = "nothing was written; mend in the form what is listed", "لم يُكتب شيء؛ أصلِح في الاستمارة ما هو مسرود"
        _exit_with(Bilingual(*mend), language, FINDINGS)
    return found.result


def _write(
    draft: Draft, result: ValidationResult, prompter: Terminal | NonInteractive, language: Language, *, ask: bool, write: bool
) -> None:
    """Show the rows at their places, and write them unless the answer is no."""
    from mawaqif.editing.entries import insert_rows
    from mawaqif.findings import Bilingual, spoken

    rows = insert_rows(draft, result.draft, write=False)
    for row in rows:
        say(f"{_path(result, row.file)}:{row.line}: {row.text}", exact=True)
    _show_changes(result, language)
    if not write:
        say(spoken(_rows("not written: {rows}", "لم يُكتب: {rows}", len(rows)), language))
    elif not ask or prompter.confirms(_rows("write {rows}?", "أيُكتب {rows}؟", len(rows))):
        insert_rows(draft, result.draft, write=True)
        say(spoken(_rows("written: {rows}", "كُتب: {rows}", len(rows)), language))
    else:
        _exit_with(Bilingual("nothing was written", "لم يُكتب شيء"), language, FINDINGS)


def _exit_with(message: str, language: Language, code: int) -> NoReturn:
    say(by_name(message, language), err=True)
    raise typer.Exit(code)


def _rows(english: str, arabic: str, number: int) -> Bilingual:
    from mawaqif.findings import said
    from mawaqif.reports import count

    return said(english, arabic, rows=count(number, "row"))


def _path(result: ValidationResult, file: str) -> str:
    from mawaqif.reports import shown_path

    return shown_path(result.draft.root, file)


def _report_errors(result: ValidationResult, language: Language) -> None:
    """Show what is wrong with the new rows, each by its key, and end."""
    from mawaqif.findings import Bilingual, spoken
    from mawaqif.reports import line_of

    new_row = spoken(Bilingual("new row", "صف جديد"), language)
    for item in result.errors:
        line = line_of(item, result.draft.root, language=language)
        if result.draft.new_row_at(item) is not None:
            line = line.replace(f":{item.line}", f":{new_row}", 1)
        say(as_spoken(line, language))
    nothing = Bilingual("nothing was written; give other values for what is listed", "لم يُكتب شيء؛ أعطِ قيمًا أخرى لما سُرد")
    _exit_with(nothing, language, FINDINGS)


def _show_changes(result: ValidationResult, language: Language) -> None:
    """Show what changes beside the new rows, and what is still to be done."""
    from mawaqif.findings import joined, said, spoken

    for stretch in result.draft.coded_now:
        told = "no longer set aside: stretch {number} of {document}", "لم يعد مستبعَدًا: الجزء {number} من {document}"
        say(spoken(said(*told, number=stretch[1], document=stretch[0]), language))
    if result.draft.renamed:
        named = [said("{old} is now {new}", "{old} صار {new}", old=old, new=new) for old, new in result.draft.renamed.items()]
        told = "numbered anew, with all that refers to them: {rows}", "أعيد ترقيم ما يلي مع كل ما يحيل إليه: {rows}"
        say(spoken(said(*told, rows=joined(named)), language))
    for item in result.pending:
        told = "still to do: {code} {message}", "بقي: {code} {message}"
        say(spoken(said(*told, code=item.code, message=item.message), language))
    if result.existing or result.skipped:
        told = (
            "there before: {findings} findings, {checks} checks skipped; `mawaqif validate` lists them",
            "مما كان قبل ذلك: المخالفات {findings}، والفحوص التي لم تُجرَ {checks}؛ يسردها `mawaqif validate`",
        )
        say(spoken(said(*told, findings=result.existing, checks=result.skipped), language))


def _next(sources: Path | None) -> Bilingual:
    from mawaqif.findings import said

    return said(
        "next: read each row against its passage a second time; `mawaqif validate --sources {folder}`; then `mawaqif seal`",
        "بعد ذلك: اقرأ كل صف على مقطعه قراءة ثانية؛ ثم `mawaqif validate --sources {folder}`؛ ثم `mawaqif seal`",
        folder=sources or "DIR",
    )
