"""`make mutants`: damage the real tables in every known way, and measure what is caught."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated

import typer
from rapidfuzz import process
from rich.progress import track

from mutants.kinds import KINDS
from mutants.package import INDEX
from mutants.report import Outcome, as_markdown, as_text
from mutants.runner import SAMPLED, Plan, clean_findings, mutants_of, run_plan, sampled

ROOT = Path(__file__).resolve().parent.parent.parent
SEED, COUNT, PROCESSES = 20231215, 8, 2
CANNOT_RUN = 2


def main(
    kind: Annotated[str | None, typer.Option(help="Run one kind, and list every mutant with its findings.")] = None,
    seed: Annotated[int, typer.Option(help="First seed; each further mutant of a kind takes the next.")] = SEED,
    count: Annotated[int, typer.Option(min=1, help="Mutants a kind; fewer where there are fewer places.")] = COUNT,
    sources: Annotated[Path | None, typer.Option(help="Folder of the documents as <document_id>.txt.")] = None,
    out: Annotated[Path | None, typer.Option(help="Write the outcome as Markdown to this file.")] = None,
) -> None:
    """Damage copies of the real tables in every known way; exit 1 where a damage passes unseen."""
    if kind is not None and kind not in KINDS:
        nearest = process.extractOne(kind, KINDS.keys())[0]
        typer.echo(f"mutants: no kind is called {kind}; did you mean {nearest}? docs/mutants.md has them all", err=True)
        raise typer.Exit(CANNOT_RUN)
    if sources is not None and not sources.is_dir():
        typer.echo(f"mutants: {sources} is not a folder", err=True)
        raise typer.Exit(CANNOT_RUN)
    plan = Plan(ROOT, [kind] if kind else list(KINDS), seed, count, sources)
    mutants = mutants_of(plan)
    running = run_plan(plan, mutants, min(PROCESSES, len(mutants) or 1))
    trials = list(track(running, "mutants", total=len(mutants), transient=True, disable=not sys.stdout.isatty()))
    outcome = Outcome(
        version=json.loads((ROOT / INDEX).read_text(encoding="utf-8"))["version"],
        seed=seed,
        count=count,
        trials=trials,
        clean=clean_findings(plan),
        differing=[] if kind else sampled(plan, trials),
        sampled=0 if kind else SAMPLED,
    )
    typer.echo(as_text(outcome, findings=kind is not None))
    if out is not None:
        out.write_text(as_markdown(outcome), encoding="utf-8")
    raise typer.Exit(int(not outcome.passed))


if __name__ == "__main__":
    typer.run(main)
