"""Commands that check the rows and explain the checks: `validate`, `explain`."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mawaqif.commands.base import (
    FINDINGS,
    Lang,
    PackageDir,
    SourcesDir,
    as_spoken,
    by_name,
    errors,
    fail,
    language_of,
    package_root,
    print_bytes,
    say,
    terminal_takes_colour,
)

if TYPE_CHECKING:
    from mawaqif.findings import Language, Report
    from mawaqif.passages.copies import Copies
    from mawaqif.standard.remote import Fetcher

FORMAT_NAMES = "text, json, github, sarif, junit, markdown, comment or html"


def validate(
    folder: PackageDir = None,
    sources: SourcesDir = None,
    base: Annotated[
        str | None,
        typer.Option("--base", metavar="REV", help="Say first what differs from where this branch left REV.", show_default=False),
    ] = None,
    form: Annotated[str, typer.Option("--format", help=f"{FORMAT_NAMES}.")] = "text",
    also: Annotated[
        list[str] | None,
        typer.Option(
            "--also", metavar="FORMAT=FILE", help="Write the report to a file too; may be repeated.", show_default=False
        ),
    ] = None,
    table: Annotated[
        str | None,
        typer.Option("--table", metavar="NAME", help="Check one table by itself: cells, keys, form.", show_default=False),
    ] = None,
    most: Annotated[
        int | None,
        typer.Option(
            "--max-findings",
            metavar="N",
            min=1,
            help="Tell N findings of each kind in each column of a file, and count the rest.",
            show_default=False,
        ),
    ] = None,
    remote: Annotated[bool, typer.Option("--remote", help="Fetch files that lie at http and https addresses.")] = False,
    private: Annotated[
        bool, typer.Option("--private-addresses", help="With --remote, also in private networks and on this machine.")
    ] = False,
    lang: Lang = None,
    watch: Annotated[bool, typer.Option("--watch", help="Check at every save, and show what changed; Ctrl-C ends.")] = False,
    whole: Annotated[bool, typer.Option("--whole", help="With --watch, list every finding at every save.")] = False,
) -> None:
    """Check every row of a data package; with --sources, prove every passage too."""
    from mawaqif.findings import said
    from mawaqif.paths import INDEX, at_hand, naming
    from mawaqif.reports import FORMATS
    from mawaqif.validating.fitting import refuse_too_large

    targets = [_target(item) for item in also or ()]
    for name in (form, *(name for name, _ in targets)):
        if name not in FORMATS:
            fail(f"--format {name}: expected one of {', '.join(FORMATS)}")
    system = language_of(lang)
    _refuse_together(system, watch=watch, whole=whole, other=base is not None or bool(also) or remote or form != "text")
    if table is not None and (watch or base is not None or sources is not None):
        fail(
            said(
                "--table goes with none of --sources, --base, --watch", "`--table` لا يجتمع مع --sources ولا --base ولا --watch"
            ),
            system,
        )
    with errors(system):
        root = package_root(folder.parent if folder is not None and folder.is_file() else folder)
        path = folder if folder is not None else root
        if folder is None and not at_hand(root):
            say(f"mawaqif: no {INDEX} here or above; what is checked is {root}", err=True)
        refuse_too_large(root, table or "")
        if watch:
            _watch(root, sources, system, whole=whole)
        report = (
            _checked(path, root, sources, base, most, _fetcher(remote=remote, private=private))
            if table is None
            else _checked_alone(root, table, system)
        )
        for name, path in targets:
            with naming(path):
                path.write_bytes(
                    (FORMATS[name](report, root, _language(name, lang, system)) + "\n").encode("utf-8", "backslashreplace")
                )
    _show(report, root, form, _language(form, lang, system))
    raise typer.Exit(0 if report.clean else FINDINGS)


def _language(form: str, asked: str | None, system: Language) -> Language:
    """Return the language of a report: programs are told in English what nobody asks for in another language."""
    from mawaqif.findings import Language
    from mawaqif.reports import FOR_PROGRAMS

    return Language.ENGLISH if asked is None and form in FOR_PROGRAMS else system


def _refuse_together(language: Language, *, watch: bool, whole: bool, other: bool) -> None:
    """End where options do not go together: watching shows the report as text alone, and only watching can be whole."""
    from mawaqif.findings import Bilingual

    if watch and other:
        english = "--watch shows the report as text alone; leave out --base, --format, --also and --remote"
        fail(Bilingual(english, "`--watch` يعرض التقرير نصًا لا غير؛ احذف `--base` و`--format` و`--also` و`--remote`"), language)
    if whole and not watch:
        fail(Bilingual("--whole is for --watch", "`--whole` مع `--watch` لا غير"), language)


def _watch(root: Path, sources: Path | None, language: Language, *, whole: bool) -> None:
    """Say at every save what changed, until an interrupt; the first and the last line of each check are always the same."""
    from mawaqif.findings import Bilingual, said, spoken
    from mawaqif.reports import FORMATS, changes
    from mawaqif.validating.watching import checks_at_saves

    before: Report | None = None
    checks = checks_at_saves(root, sources, lambda: _copies(sources) if sources else None)
    first = next(checks)  # where what watches is missing, that is all that is said
    say(spoken(said("watching {root}; Ctrl-C ends", "المراقَب {root}؛ وتنتهي المراقبة بالضغط على Ctrl-C", root=root), language))
    for done in chain([first], checks):
        seconds = f"{done.seconds:.2f}" if done else ""
        if done is None:
            say(spoken(Bilingual("checking", "يُفحص"), language))
        elif done.report is None:
            say(spoken(done.problem, language))
            failed = (
                "checked in {seconds} s: it could not be; mend what is told, and save again",
                "فُحص في {seconds} ثانية: تعذر الفحص؛ أصلِح المذكور واحفظ من جديد",
            )
            say(spoken(said(*failed, seconds=seconds), language))
        else:
            *lines, last = changes(before, done.report, root, language)
            before = done.report
            if whole:
                lines = FORMATS["text"](done.report, root, language).split("\n")[:-1]
            told = said("checked in {seconds} s: {last}", "فُحص في {seconds} ثانية: {last}", seconds=seconds, last=last)
            say(as_spoken("\n".join([*lines, spoken(told, language)]), language))


def _target(text: str) -> tuple[str, Path]:
    name, found, path = text.partition("=")
    if not found or not path:
        fail(f"--also {text}: expected FORMAT=FILE, such as sarif=report.sarif")
    return name, Path(path)


def _fetcher(*, remote: bool, private: bool) -> Fetcher | None:
    """Return what fetches addresses; None where none is to be fetched."""
    if not remote:
        return None
    from mawaqif.standard.remote import Fetcher

    return Fetcher(private=private)


def _checked(path: Path, root: Path, sources: Path | None, base: str | None, most: int | None, remote: Fetcher | None) -> Report:
    from mawaqif.validating.any_package import check_any

    with ExitStack() as stack:
        earlier = None
        if base is not None:
            from mawaqif.history import checked_out_state, merge_base

            earlier = (base, stack.enter_context(checked_out_state(root, merge_base(root, base))))
        stack.enter_context(_progress(f"checking {root}"))
        report, _ = check_any(path, _copies(sources) if sources else None, earlier, most=most, remote=remote)
    return report


def _checked_alone(root: Path, table: str, language: Language) -> Report:
    from mawaqif.checks import check_table
    from mawaqif.findings import said

    report = check_table(root, table)
    told = said(
        "{table} was checked by itself: cells, keys, form; no reference to another table, no rule across rows, no reading record",
        "فُحص {table} وحده: الخلايا والمفاتيح والصيغة، دون الإحالات إلى الجداول الأخرى والقواعد الجامعة للصفوف وسجل القراءات",
        table=table,
    )
    say(by_name(told, language), err=True)
    return report


def _copies(folder: Path) -> Copies:
    from mawaqif.passages.copies import Copies

    return Copies(folder)


@contextmanager
def _progress(text: str) -> Iterator[None]:
    """Show that something is being done, on a terminal only and never in the output."""
    import sys

    if not (sys.stderr.isatty() and sys.stdout.isatty()):
        yield
        return
    from rich.console import Console
    from rich.text import Text

    from mawaqif.findings.escaping import visible

    with Console(stderr=True).status(Text(visible(text))):
        yield


def _show(report: Report, root: Path, form: str, language: Language) -> None:
    import sys

    from mawaqif.findings.escaping import ISOLATE, JOINERS, POP, visible
    from mawaqif.reports import FORMATS, render_for_terminal

    if not sys.stdout.isatty():
        text = FORMATS[form](report, root, language)
    elif form == "text":
        text = render_for_terminal(report, root, colour=terminal_takes_colour(), language=language)
    else:
        isolates = ISOLATE + POP if language.value == "ar" else ""
        text = visible(FORMATS[form](report, root, language), keep=f"\n{JOINERS}{isolates}")
    print_bytes((text + "\n").encode("utf-8", "backslashreplace"))


def explain(
    code: Annotated[str, typer.Argument(help="Code of a finding, such as MQ303, or its name.")], lang: Lang = None
) -> None:
    """Say what a check means, why it exists and how to mend a finding."""
    from mawaqif.docs.explanation import explanation

    with errors():
        say(explanation(code, language_of(lang)))
