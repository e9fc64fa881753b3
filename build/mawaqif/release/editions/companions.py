"""Files of the package that go with the data as they are: how to cite, the licence, and what each version brings."""

from __future__ import annotations

from pathlib import Path

from mawaqif.files import read_file
from mawaqif.history import CHANGELOG
from mawaqif.paths import unlinked
from mawaqif.release.editions.archives import COMPANIONS
from mawaqif.release.editions.edition import Edition
from mawaqif.tables import Dataset


def _write(dataset: Dataset, folder: Path) -> None:
    for name in (*COMPANIONS, CHANGELOG):
        source = unlinked(dataset.descriptor.root, name)
        if source.exists():
            (folder / name).write_bytes(read_file(source))


EDITION = Edition("companions", _write)
