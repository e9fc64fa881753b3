"""The copy: every file of the checkout that git does not ignore, two invented documents, and all that is made of them."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from grown.article import add_article
from grown.report import add_report

ROOT = Path(__file__).resolve().parent.parent.parent
BIN = Path(sys.executable).parent
# Where a checkout looks for the documents.
SOURCES = Path("..") / "shared" / "sources"
# Made by other tools, which take long.
BORROWED = ("build/explorer/dist", "build/explorer/node_modules")
SEED = 20260314


def copy_checkout(folder: Path) -> Path:
    """Copy the checkout, and the documents where they are at hand.

    Args:
        folder: gets the checkout as `main`, and the documents beside it.

    Returns:
        The folder of the copied checkout.
    """
    main = folder / "main"
    words = ["git", "-C", str(ROOT), "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(words, capture_output=True, check=True, text=True).stdout.split("\0")
    for name in names:
        if name and (ROOT / name).is_file():
            (main / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, main / name)
    for name in BORROWED:
        if (ROOT / name).is_dir():
            (main / name).symlink_to(ROOT / name)
    sources = main / SOURCES
    sources.mkdir(parents=True)
    for path in (ROOT / SOURCES).glob("*.txt"):
        (sources / path.name).symlink_to(path.resolve())
    return main


def add_documents(main: Path) -> None:
    """Add the invented documents to a copied checkout, in canonical form, sealed, with all pages made anew."""
    add_report(main, main / SOURCES, SEED)
    add_article(main, main / SOURCES, SEED + 1)
    for words in (("fmt",), ("seal",), ("docs",)):
        run(main, "mawaqif", *words)


def run(main: Path, program: str, *words: str, pythonpath: tuple[str, ...] = ()) -> None:
    """Run a program in a copied checkout, with the code of the copy.

    Raises:
        CalledProcessError: it failed; what it said is in its notes.
    """
    paths = [str(main / name) for name in ("build", "validate", *pythonpath)]
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(paths), "POLARS_MAX_THREADS": "1"}
    done = subprocess.run([str(BIN / program), *words], cwd=main, env=env, capture_output=True, text=True, check=False)
    if done.returncode:
        error = subprocess.CalledProcessError(done.returncode, [program, *words])
        error.add_note(f"{done.stdout[-3000:]}\n{done.stderr[-3000:]}")
        raise error
