"""Files of the package that go with the data as they are: how to cite, the licence, and what each version brings."""

from __future__ import annotations

from pathlib import Path

from mawaqif.history import CHANGELOG
from mawaqif.paths import read_file, unlinked
from mawaqif.release.editions.archives import COMPANIONS
from mawaqif.release.editions.edition import Edition
from mawaqif.tables import Dataset

# The change log under a name of its own: a package with a change log has a reading record too, which no release carries.
HISTORY = "HISTORY.md"


def _write(dataset: Dataset, folder: Path) -> None:
    for name, own in (*((name, name) for name in COMPANIONS), (CHANGELOG, HISTORY)):
        source = unlinked(dataset.descriptor.root, name)
        if source.exists():
            (folder / own).write_bytes(read_file(source))


EDITION = Edition("companions", _write)
