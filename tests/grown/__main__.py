"""Grow a copy of the checkout, and run on it what CI runs: `python -m grown FOLDER`.

Code style and types are left out, because the copy has the code of the checkout.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

from grown.checkout import SOURCES, add_documents, commit, copy_checkout, run

STEPS = (
    ("mawaqif", "fmt", "--check"),
    ("mawaqif", "docs", "--check"),
    ("mawaqif", "build"),
    ("mawaqif", "plots", "--release", "dist"),
    ("mawaqif", "site"),
    ("pytest", "-n", "auto", "--dist", "worksteal", "-p", "no:cacheprovider"),
)


def main() -> None:
    """Make the copy, run the steps, and end with exit code 1 where one fails."""
    parser = argparse.ArgumentParser(prog="grown", description=__doc__)
    parser.add_argument("folder", type=Path, help="Folder to make the copy in; it is made.")
    folder = parser.parse_args().folder.resolve()
    folder.mkdir(parents=True)
    copy = copy_checkout(folder)
    add_documents(copy)
    commit(copy)
    proof = ("--sources", str(SOURCES)) if (copy / SOURCES).is_dir() else ()
    for words in (("mawaqif", "validate", *proof), *STEPS):
        print("grown:", *words, flush=True)  # noqa: T201 - what a program says
        try:
            run(copy, *words, shown=True)
        except subprocess.CalledProcessError:
            sys.exit(1)


if __name__ == "__main__":
    main()
