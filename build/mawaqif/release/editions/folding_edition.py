"""`folding-vectors.json` of a release: how to fold and hash words without this tool."""

from __future__ import annotations

from pathlib import Path

from mawaqif.passages import VECTORS, vectors_json
from mawaqif.release.editions.edition import Edition
from mawaqif.tables import Dataset


def _write(_dataset: Dataset, folder: Path) -> None:
    (folder / VECTORS).write_text(vectors_json(), encoding="ascii", newline="")


EDITION = Edition("folding vectors", _write)
