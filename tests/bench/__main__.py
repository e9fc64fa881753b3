"""`make bench`: measure, write `docs/bench.md` and `docs/bench.json`, and say what got worse."""

from __future__ import annotations

import argparse
import csv
import json
import os
import platform
import subprocess
import sys
import tempfile
from pathlib import Path

from bench.contenders import CONTENDERS, FAULT_EVERY, FAULTS, MAWAQIF, SIZES, Contender
from bench.figures import Figures, Measured, got_worse
from bench.page import page
from bench.processes import Usage, run_process

ROOT = Path(__file__).resolve().parent.parent.parent
PAGE, STORED = ROOT / "docs" / "bench.md", ROOT / "docs" / "bench.json"
GIB = 1024**3


def _say(text: str) -> None:
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()


def _grown(size: str, folder: Path, *, spoilt: bool) -> Path:
    """Grow the package in a process of its own, so that this one stays small; at 1x it is the real one."""
    if size == "1x" and not spoilt:
        return ROOT
    package = folder / f"{size}{'-spoilt' if spoilt else ''}"
    if not package.exists():
        words = [sys.executable, "-m", "bench.growth", ROOT, package, "--copies", SIZES[size]]
        subprocess.run([*map(str, words), *(["--fault-every", str(FAULT_EVERY)] if spoilt else [])], check=True)
    return package


def _measure(contender: Contender, package: Path, folder: Path, runs: int, limit: float) -> Measured:
    done: list[Usage] = []
    for number in range(runs):
        output = folder / "output.txt"
        words = [str(word) for word in contender.command(package, folder)]
        usage = run_process(words, package, output, limit, {"PYTHONDONTWRITEBYTECODE": "1"})
        _say(f"  {contender.name} {number + 1}/{runs}: {usage.wall:.2f} s, {usage.cpu:.2f} s CPU, {usage.peak >> 20} MiB")
        if usage.finished and usage.code not in contender.exits:
            raise SystemExit(f"{contender.name} ended with {usage.code}:\n{output.read_text(encoding='utf-8')[-2000:]}")
        done.append(usage)
        if not usage.finished:
            break
    return Measured(tuple(done), limit)


def _count(package: Path, size: str, figures: Figures) -> None:
    tables = [path for path in (package / "datapackage").glob("*.csv") if path.name != "readings.csv"]
    figures.size_bytes[size] = sum(path.stat().st_size for path in tables)
    rows = {path.stem: _lines(path) - 1 for path in tables}
    figures.rows[size], figures.statements[size] = sum(rows.values()), rows["statements"]


def _lines(path: Path) -> int:
    with path.open("rb") as file:
        return sum(block.count(b"\n") for block in iter(lambda: file.read(1 << 20), b""))


def _located(package: Path, folder: Path) -> tuple[int, int]:
    """Return how many faults were made, and how many of them are told at their place."""
    with (package / "faults.csv").open(encoding="utf-8") as file:
        made = {(row["file"], int(row["line"]), row["column_name"], row["code"]) for row in csv.DictReader(file)}
    report = folder / "report.json"
    words = [str(MAWAQIF), "validate", str(package), "--also", f"json={report}"]
    subprocess.run(words, check=False, stdout=subprocess.DEVNULL)
    findings = json.loads(report.read_text(encoding="utf-8"))["findings"]
    return len(made), len(made & {(item["file"], item["line"], item["column"], item["code"]) for item in findings})


def _takes_part(contender: Contender, size: str, asked: argparse.Namespace) -> bool:
    """True where a contender is given a size: not one too large for it, nor twice the same work, nor too few rows for a fault."""
    too_large = SIZES[size] > contender.largest and not asked.all
    again = contender.smallest_only and size != asked.sizes[0]
    return not (too_large or again or (contender.faulty and SIZES[size] == 1))


def _run_size(size: str, folder: Path, asked: argparse.Namespace, figures: Figures) -> None:
    package = _grown(size, folder, spoilt=False)
    _count(package, size, figures)
    _say(f"{size}: {figures.rows[size]:,} rows")
    for contender in CONTENDERS:
        if not _takes_part(contender, size, asked):
            continue
        reads = _grown(size, folder, spoilt=True) if contender.faulty else package
        figures.measured[size, contender.name] = _measure(contender, reads, folder, asked.runs[size], asked.limit)
    if (size, FAULTS.name) in figures.measured:
        figures.located[size] = _located(_grown(size, folder, spoilt=True), folder)


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
    parser.add_argument("--limit", type=float, default=180, help="seconds after which a run is ended")
    parser.add_argument("--all", action="store_true", help="give the largest sizes to slow contenders too")
    parser.add_argument("--store", action="store_true", help="write the page and the ratios that later runs compare with")
    asked = parser.parse_args()
    by_size = {"1x": 5, "10k": 5, "100k": 3, "1M": 1}
    asked.runs = {size: asked.runs or number for size, number in by_size.items()}
    return asked


def main() -> None:
    """Measure, compare with the stored ratios, and write or print the page."""
    asked = _asked()
    figures = Figures()
    with tempfile.TemporaryDirectory(prefix="mawaqif-bench-") as name:
        for size in asked.sizes:
            _run_size(size, Path(name), asked, figures)
    before = json.loads(STORED.read_text(encoding="utf-8")) if STORED.exists() else {}
    ratios = figures.ratios()
    worse = list(got_worse(before, ratios))
    text = page(figures, _machine(), worse)
    sys.stdout.write(text)
    _say("\n".join(["got worse:", *worse] if worse else ["nothing got worse" if before else "no ratios stored yet"]))
    if asked.store:
        PAGE.write_text(text, encoding="utf-8", newline="")
        STORED.write_text(json.dumps(before | ratios, indent=2) + "\n", encoding="utf-8", newline="")


if __name__ == "__main__":
    main()
