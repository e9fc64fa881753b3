"""`codebook.md` and `codebook.ar.md` of a release, where the package has chapters for them."""

from __future__ import annotations

from pathlib import Path

from mawaqif.release.codebook import codebooks
from mawaqif.release.editions.edition import Edition
from mawaqif.tables import Dataset


def _write(dataset: Dataset, folder: Path) -> None:
    for name, text in codebooks(dataset).items():
        (folder / name).write_text(text, encoding="utf-8", newline="")


EDITION = Edition("codebook", _write)
