"""The copy: every file of the checkout that git does not ignore, two invented documents, and all that is made of them."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
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
    sources_of(main).mkdir(parents=True)
    for path in (ROOT / SOURCES).glob("*.txt"):
        (sources_of(main) / path.name).symlink_to(path.resolve())
    return main


def sources_of(main: Path) -> Path:
    """Return where a copied checkout has the documents; where the real ones are not at hand, nothing else looks there."""
    return main / SOURCES if (ROOT / SOURCES).is_dir() else main.parent / "invented"


def add_documents(main: Path, call: Callable[..., object] | None = None) -> None:
    """Add the invented documents to a copied checkout, in canonical form, sealed, with all pages made anew.

    Args:
        main: the folder of the copy.
        call: runs a program, as `run` does, which is taken where this is left out.
    """
    add_report(main, sources_of(main), SEED)
    add_article(main, sources_of(main), SEED + 1)
    for words in (("fmt",), ("seal",), ("docs",)):
        (call or run)(main, "mawaqif", *words)


def commit(main: Path) -> None:
    """Make a repository of a copied checkout, with all that it holds in one commit."""
    name = ("-c", "user.name=Tide Office", "-c", "user.email=tide@example.org", "-c", "core.hooksPath=/dev/null")
    subprocess.run(["git", "init", "--quiet"], cwd=main, check=True)
    (main / ".git" / "info" / "exclude").write_text("\n".join(BORROWED), encoding="utf-8")
    for words in (("add", "."), ("commit", "--quiet", "--message", "Add two documents")):
        subprocess.run(["git", *name, *words], cwd=main, check=True)


def run(main: Path, program: str, *words: str, shown: bool = False) -> str:
    """Run a program in a copied checkout, with the code of the copy; returns what it wrote to standard output.

    Args:
        main: the folder of the copy.
        program: its name beside this Python.
        words: its arguments.
        shown: whether what it writes is shown instead of returned.

    Raises:
        CalledProcessError: it failed; what it said is in its notes.
    """
    code = os.pathsep.join(str(main / name) for name in ("build", "validate"))
    env = {**os.environ, "PYTHONPATH": code, "POLARS_MAX_THREADS": "1"}
    done = subprocess.run([str(BIN / program), *words], cwd=main, env=env, capture_output=not shown, text=True, check=False)
    if done.returncode:
        error = subprocess.CalledProcessError(done.returncode, [program, *words])
        error.add_note(f"{done.stdout}\n{done.stderr}")
        raise error
    return done.stdout
