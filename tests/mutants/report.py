"""The outcome as an aligned table for a terminal, and as a page of Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mutants.kinds import BEYOND, BEYOND_RULES, GROUPS, KINDS, name_of, told
from mutants.tally import ASKED, Share, Tally, crashed, misplaced, missed, tally
from mutants.trial import Trial

CAPTION = """\
A mutant is the real package with one damage at a seeded place. *Caught*: `mawaqif validate` exits 1 or 2. *Line*: a finding
stands at exactly the damaged file and line; for a lost row or a damaged file, in that file; for rows out of order, at a line
between. *Cell*: a finding also names the damaged column, counted where single cells were damaged. *By rules*: the same
without `datapackage/readings.csv`, as for a newly contributed row. *Rules and sources*: caught without the record where the
documents are at hand. *Frictionless*: `frictionless validate datapackage.json` fails on the very same files. *More*: findings
beyond the one that a damage should give, median and most. Shares are in per cent."""
# Places of findings listed for a mutant that was found elsewhere.
PLACES_LISTED = 3
HEADINGS = ("kind", "n", *(name for name, _ in ASKED), "more")


@dataclass(frozen=True)
class Outcome:
    """Everything that a run found out.

    Attributes:
        version: version of the package.
        seed: first seed.
        count: mutants asked for a kind.
        trials: the trials, by kind in order.
        clean: findings on the clean package.
        differing: where a sample of commands did not confirm the trials.
        sampled: number of mutants in that sample.
    """

    version: str
    seed: int
    count: int
    trials: Sequence[Trial]
    clean: Sequence[str]
    differing: Sequence[str]
    sampled: int

    @property
    def passed(self) -> bool:
        """True where nothing was missed and the clean package has no finding."""
        return not (self.clean or self.differing or missed(self.trials) or crashed(self.trials))

    def groups(self) -> Iterator[tuple[str, list[Tally]]]:
        """Yield every group of kinds with the numbers of each kind that was run."""
        for title, kinds in GROUPS:
            tallies = [
                tally(name_of(kind), own)
                for kind in kinds
                if (own := [item for item in self.trials if item.kind == name_of(kind)])
            ]
            if tallies:
                yield title, tallies

    def totals(self) -> list[Tally]:
        """Return the numbers of all kinds that can be caught, and of those that cannot."""
        apart = [item for item in self.trials if item.kind in BEYOND]
        whole = [item for item in self.trials if item.kind not in BEYOND]
        return [
            tally(name, trials) for name, trials in (("all that can be seen", whole), ("beyond the package", apart)) if trials
        ]


def _share(share: Share) -> str:
    some, of = share
    return "–" if not of else str(100 * some // of)


def _row(item: Tally) -> list[str]:
    return [item.name, str(item.count), *map(_share, item.shares), f"{item.middle:g} / {item.most}"]


def _trial(trial: Trial) -> str:
    return f"KIND={trial.kind} SEED={trial.seed} COUNT=1  {trial.damage}"


def _misplaced(trial: Trial) -> str:
    places = sorted({f"{item.file}:{item.line} {item.code}" for item in trial.findings})
    more = f" and {len(places) - PLACES_LISTED} more" if len(places) > PLACES_LISTED else ""
    return f"{_trial(trial)}  found at {', '.join(places[:PLACES_LISTED]) or 'no place'}{more}"


def _lists(outcome: Outcome) -> Iterator[tuple[str, list[str]]]:
    yield "Not caught", [_trial(trial) for trial in missed(outcome.trials)]
    yield "Caught, at another line or file", [_misplaced(trial) for trial in misplaced(outcome.trials)]
    yield "A check broke down", [f"{_trial(trial)}  {trial.crash}" for trial in crashed(outcome.trials)]
    yield "The commands do not confirm", list(outcome.differing)
    yield "Findings on the clean package", list(outcome.clean)


def _verdict(outcome: Outcome) -> str:
    if outcome.clean:
        return f"The clean package has {len(outcome.clean)} findings."
    return "The clean package has no finding."


def as_text(outcome: Outcome, *, findings: bool) -> str:
    """Write an outcome as aligned text.

    Args:
        outcome: what a run found out.
        findings: whether to list every mutant with its findings, as for a run of one kind.
    """
    groups = list(outcome.groups())
    rows = [list(HEADINGS), *(_row(item) for _, items in groups for item in items), *(_row(item) for item in outcome.totals())]
    widths = [max(len(row[n]) for row in rows) for n in range(len(HEADINGS))]

    def line(row: Sequence[str]) -> str:
        cells = (
            cell.ljust(width) if n == 0 else cell.rjust(width) for n, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        return "  ".join(cells).rstrip()

    parts = [CAPTION.replace("*", ""), "", line(HEADINGS)]
    for title, items in groups:
        parts += ["", title, *(line(_row(item)) for item in items)]
    parts += ["", *(line(_row(item)) for item in outcome.totals()), ""]
    if findings:
        parts += [text for trial in outcome.trials for text in (_trial(trial), *_told(trial))] + [""]
    for title, entries in _lists(outcome):
        parts += [f"{title}: {len(entries)}", *(f"  {entry}" for entry in entries)]
    run = {trial.kind for trial in outcome.trials}
    parts += [f"Beyond the rules: {kind}, because {reason}" for kind, reason in BEYOND_RULES.items() if kind in run]
    return "\n".join([*parts, _verdict(outcome)])


def _told(trial: Trial) -> Iterator[str]:
    for item in trial.findings or ():
        yield f"    {item.file}:{item.line}:{item.column} {item.code} {item.message}"
    if not trial.whole.caught:
        yield f"    {trial.crash or 'not caught'}"


def _made(outcome: Outcome) -> str:
    differing = len(outcome.differing) or "none"
    return (
        f"Version {outcome.version}, seed {outcome.seed}, up to {outcome.count} mutants a kind. {_verdict(outcome)}\n"
        f"{outcome.sampled} mutants were also run through the commands themselves, with the record and without it;\n"
        f"{differing} of the outcomes differed. `make mutants KIND=key-changed` shows one kind with every finding."
    )


def as_markdown(outcome: Outcome) -> str:
    """Write an outcome as a page of Markdown."""

    def line(cells: Sequence[str]) -> str:
        return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"

    command = f"make mutants SEED={outcome.seed} COUNT={outcome.count}"
    parts = [
        f"<!-- Made by `{command} OUT=docs/mutants.md` from version {outcome.version}. Do not edit this page. -->",
        "",
        "# What the checks catch",
        "",
        CAPTION,
        "",
        _made(outcome),
        "",
        "## In total",
        "",
        line(HEADINGS),
        line(["---"] + ["---:"] * (len(HEADINGS) - 1)),
        *(line(_row(item)) for item in outcome.totals()),
    ]
    for title, items in outcome.groups():
        parts += ["", f"## {title}", "", line(["damage", *HEADINGS]), line(["---", "---"] + ["---:"] * (len(HEADINGS) - 1))]
        parts += [line([told(KINDS[item.name]), f"`{item.name}`", *_row(item)[1:]]) for item in items]
    parts += ["", "## Beyond the package", "", "These kinds are not expected to be caught, and are counted apart.", ""]
    parts += [f"- `{kind}`: {reason}." for kind, reason in BEYOND.items()]
    parts += ["", "## Beyond the rules", "", "The record sees these in a row that was read before; in a new row no rule can.", ""]
    parts += [f"- `{kind}`: {reason}." for kind, reason in BEYOND_RULES.items()]
    for title, entries in _lists(outcome):
        if entries:
            parts += ["", f"## {title}", "", *(f"- `{entry}`" for entry in entries)]
    return "\n".join([*parts, ""])
