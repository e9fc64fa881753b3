"""`make bench`: measure, write `docs/bench.md`, `docs/bench.json` and what the READMEs say of it, and say what got worse."""

from __future__ import annotations

import argparse
import csv
import json
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench.contenders import ASKED, CONTENDERS, FAULTS, MAWAQIF, SITE, SIZES, STAGED, Contender, asked_file
from bench.figures import Figures, Measured, got_worse
from bench.packages import ROOT, Packages, count_rows
from bench.page import page
from bench.processes import Usage, run_process
from bench.speed import SENTENCES, with_speed

PAGE, STORED = ROOT / "docs" / "bench.md", ROOT / "docs" / "bench.json"
GIB = 1024**3
RUNS = {"1x": 7, "10k": 5, "100k": 3, "1M": 2}
# Growing is seeded; the same comparison can be made with other chance.
SEED = 14


def _say(text: str) -> None:
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()


class _Size:
    """The runs at one size."""

    def __init__(self, size: str, packages: Packages, folder: Path, asked: argparse.Namespace) -> None:
        self.size, self.packages, self.folder, self.asked = size, packages, folder, asked
        self.done: dict[str, list[Usage]] = {}
        self.asked_by: dict[str, list[dict[str, Any]]] = {}

    def measure(self, figures: Figures) -> None:
        """Let the contenders take turns, as often as was asked for."""
        rows, figures.size_bytes[self.size] = count_rows(self.packages.sound(self.size))
        figures.rows[self.size], figures.statements[self.size] = sum(rows.values()), rows["statements"]
        _say(f"{self.size}: {figures.rows[self.size]:,} rows")
        self._run_all()
        for name, runs in self.done.items():
            figures.measured[self.size, name] = Measured(tuple(runs), self.asked.limit)
        if FAULTS.name in self.done:
            figures.located[self.size] = _located(self.packages.spoilt(self.size), self.folder)
        if SITE.name in self.done:
            figures.sites[self.size] = _site(self.folder / "site")
        figures.asked |= {(self.size, name): [run["seconds"] for run in runs] for name, runs in self.asked_by.items()}
        self._compare_answers()
        for command in STAGED.get(self.size, ()):
            figures.stages[self.size, command] = _stages(command, self.packages.sound(self.size))

    def _run_all(self) -> None:
        taking_part = [contender for contender in CONTENDERS if self._takes_part(contender)]
        if SIZES[self.size] == 1:
            _say("  once without measuring, so that no first run finds its files cold:")
            self._take_turns(taking_part)
            self.done, self.asked_by = {}, {}
        for _ in range(self.asked.runs or RUNS[self.size]):
            self._take_turns(taking_part)

    def _take_turns(self, contenders: list[Contender]) -> None:
        for contender in contenders:
            if self._once_more(self.done.get(contender.name, [])) and self._is_made(contender.after):
                self.done.setdefault(contender.name, []).append(self._run(contender))

    def _takes_part(self, contender: Contender) -> bool:
        """True where a size is neither too large for a contender, nor the same work again, nor too few rows for a fault."""
        too_large = SIZES[self.size] > contender.largest and not self.asked.all
        again = contender.smallest_only and self.size != self.asked.sizes[0]
        return contender.here and not (too_large or again or (contender.faulty and SIZES[self.size] == 1))

    def _is_made(self, name: str) -> bool:
        """True where a contender whose result is to be read has finished at this size; a result of another size may lie there."""
        runs = self.done.get(name, [])
        return not name or (bool(runs) and all(run.finished for run in runs))

    def _compare_answers(self) -> None:
        answers = [run["answers"] for runs in self.asked_by.values() for run in runs]
        if any(other != answers[0] for other in answers):
            raise SystemExit(f"{self.size}: {' and '.join(self.asked_by)} do not give the same answers")

    def _once_more(self, runs: list[Usage]) -> bool:
        """True where a contender has not taken its share of time, nor was ended at the limit."""
        return sum(run.wall for run in runs) < self.asked.share and all(run.finished for run in runs)

    def _run(self, contender: Contender) -> Usage:
        package = self.packages.spoilt(self.size) if contender.faulty else self.packages.sound(self.size)
        output = self.folder / "output.txt"
        words = [str(word) for word in contender.command(package, self.folder)]
        usage = run_process(words, package, output, self.asked.limit)
        _say(f"  {contender.name}: {usage.wall:.2f} s, {usage.cpu:.2f} s CPU, {usage.peak >> 20} MiB")
        if usage.finished and usage.code not in contender.exits:
            raise SystemExit(f"{contender.name} ended with {usage.code}:\n{output.read_text(encoding='utf-8')[-2000:]}")
        if contender in ASKED and usage.finished:
            told = json.loads(asked_file(contender.name, self.folder).read_text(encoding="utf-8"))
            self.asked_by.setdefault(contender.name, []).append(told)
        return usage


def _located(package: Path, folder: Path) -> tuple[int, int]:
    """Return how many faults were made, and how many of them are told at their place."""
    with (package / "faults.csv").open(encoding="utf-8") as file:
        made = {(row["file"], int(row["line"]), row["column_name"], row["code"]) for row in csv.DictReader(file)}
    report = folder / "report.json"
    words = [str(MAWAQIF), "validate", str(package), "--also", f"json={report}"]
    subprocess.run(words, check=False, stdout=subprocess.DEVNULL)
    findings = json.loads(report.read_text(encoding="utf-8"))["findings"]
    return len(made), len(made & {(item["file"], item["line"], item["column"], item["code"]) for item in findings})


def _stages(command: str, package: Path) -> list[tuple[str, float, float]]:
    words = [sys.executable, "-m", "bench.stages", command, str(package)]
    return [tuple(part) for part in json.loads(subprocess.run(words, check=True, capture_output=True).stdout)]


def _site(folder: Path) -> dict[str, float]:
    words = [sys.executable, "-m", "bench.site", str(folder)]
    return dict(json.loads(subprocess.run(words, check=True, capture_output=True).stdout))


def _machine() -> str:
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / GIB
    return (
        f"{len(os.sched_getaffinity(0))} processors ({platform.machine()}), {memory:.0f} GiB of memory, "
        f"{platform.system()}, Python {platform.python_version()}"
    )


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--sizes", nargs="+", choices=SIZES, default=list(SIZES))
    parser.add_argument("--runs", type=int, help="runs of each; by default fewer at larger sizes")
    parser.add_argument("--share", type=float, default=60, help="seconds after which a contender is not run once more at a size")
    parser.add_argument("--limit", type=float, default=240, help="seconds after which a run is ended")
    parser.add_argument("--seed", type=int, default=SEED, help="number from which the grown packages follow")
    parser.add_argument("--keep", type=Path, help="folder that keeps the grown packages for the next time")
    parser.add_argument("--all", action="store_true", help="give the largest sizes to slow contenders too")
    parser.add_argument("--store", action="store_true", help="write the page and the ratios that later runs compare with")
    return parser.parse_args()


def _folders(keep: Path | None, scratch: Path) -> Iterator[Path]:
    for folder in (keep or scratch / "grown", scratch / "out"):
        folder.mkdir(parents=True, exist_ok=True)
        yield folder.resolve()


def main() -> None:
    """Measure, compare with the stored ratios, and write or print the page."""
    asked = _asked()
    figures = Figures()
    with tempfile.TemporaryDirectory(prefix="mawaqif-bench-") as name:
        grown, out = _folders(asked.keep, Path(name))
        for size in asked.sizes:
            _Size(size, Packages(grown, asked.seed), out, asked).measure(figures)
    stored = json.loads(STORED.read_text(encoding="utf-8")) if STORED.exists() else {"ratios": {}}
    ratios = figures.ratios()
    worse = list(got_worse(stored["ratios"], ratios))
    text = page(figures, f"{_machine()}; grown with the seed {asked.seed}", worse)
    sys.stdout.write(text)
    _say("\n".join(["got worse:", *worse] if worse else ["nothing got worse" if stored["ratios"] else "no ratios stored yet"]))
    if asked.store:
        kept = {"seed": asked.seed, "machine": _machine(), "ratios": stored["ratios"] | ratios}
        PAGE.write_text(text, encoding="utf-8", newline="")
        STORED.write_text(json.dumps(kept, indent=2) + "\n", encoding="utf-8", newline="")
        for name in SENTENCES:
            told = with_speed(name, (ROOT / name).read_text(encoding="utf-8"), stored["ratios"] | ratios)
            (ROOT / name).write_text(told, encoding="utf-8", newline="")


if __name__ == "__main__":
    main()
