"""Files of the package that go with the data as they are: how to cite, and the licence."""

from __future__ import annotations

from pathlib import Path

from mawaqif.release.editions.archives import COMPANIONS
from mawaqif.release.editions.edition import Edition
from mawaqif.tables import Dataset


def _write(dataset: Dataset, folder: Path) -> None:
    for name in COMPANIONS:
        source = dataset.descriptor.root / name
        if source.is_file():
            (folder / name).write_bytes(source.read_bytes())


EDITION = Edition("companions", _write)
