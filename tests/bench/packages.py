"""The packages that are measured: the real one, and grown ones that are kept where they are asked to be."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from bench.contenders import FAULT_EVERY, SIZES

ROOT = Path(__file__).resolve().parent.parent.parent


@dataclass(frozen=True)
class Packages:
    """Packages of every size, grown when they are first asked for.

    Attributes:
        folder: where grown packages are kept; one that is there already is not grown again.
        seed: the number that all chance follows from.
    """

    folder: Path
    seed: int

    def sound(self, size: str) -> Path:
        """Return the folder of a package without faults; at 1x it is the real one."""
        return ROOT if SIZES[size] == 1 else self._grown(size, f"{size}-{self.seed}", 0)

    def spoilt(self, size: str) -> Path:
        """Return the folder of a package with one fault in `FAULT_EVERY` rows; its `faults.csv` lists them."""
        return self._grown(size, f"{size}-{self.seed}-spoilt", FAULT_EVERY)

    def _grown(self, size: str, name: str, fault_every: int) -> Path:
        """Grow a package in a process of its own, so that this one stays small."""
        package = self.folder / name
        if not package.exists():
            unfinished = self.folder / f"{name}.part"
            copies = ["--copies", str(SIZES[size]), "--seed", str(self.seed), "--fault-every", str(fault_every)]
            subprocess.run([sys.executable, "-m", "bench.growth", str(ROOT), str(unfinished), *copies], check=True)
            unfinished.rename(package)
        return package


def count_rows(package: Path) -> tuple[dict[str, int], int]:
    """Return the number of rows of each table of a package, and the bytes of their files; the reading record is none of them."""
    tables = [path for path in (package / "datapackage").glob("*.csv") if path.name not in {"readings.csv", "sealings.csv"}]
    return {path.stem: _lines(path) - 1 for path in tables}, sum(path.stat().st_size for path in tables)


def _lines(path: Path) -> int:
    with path.open("rb") as file:
        return sum(block.count(b"\n") for block in iter(lambda: file.read(1 << 20), b""))
