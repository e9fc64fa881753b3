"""`folding-vectors.json` of a release: how to fold and hash words without this tool."""

from __future__ import annotations

from pathlib import Path

from mawaqif.outputs.base import Output
from mawaqif.tables import Dataset
from mawaqif.vectors import VECTORS, vectors_json


def _write(_dataset: Dataset, folder: Path) -> None:
    (folder / VECTORS).write_text(vectors_json(), encoding="ascii", newline="")


OUTPUT = Output("folding vectors", _write)
