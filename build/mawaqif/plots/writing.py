"""Writing plots: all are drawn before the first file is written, and each file is put in place whole."""

from __future__ import annotations

import os
from collections.abc import Collection
from pathlib import Path

from mawaqif.data import connect
from mawaqif.home import packaged_home
from mawaqif.paths import naming
from mawaqif.plots import PLOTS
from mawaqif.plots.drawing import draw
from mawaqif.query.opening import understood


def write_plots(names: Collection[str], forms: Collection[str], release: Path | None, out: Path) -> list[Path]:
    """Draw plots and write them into a folder as `<name>.<form>`; other files there stay.

    Args:
        names: which ones; all where empty.
        forms: of `mawaqif.plots.FORMATS`.
        release: folder of a release; the packaged tables where left out.
        out: folder to write into; it is made where missing.

    Returns:
        The files, in the order of `PLOTS`.

    Raises:
        CannotRunError: the data cannot be read, or Matplotlib is missing; nothing was written.
        OSError: a file cannot be written.
    """
    descriptor = understood(release or packaged_home())
    drawn: dict[Path, bytes] = {}
    with connect(release=release) as connection:
        for plot in PLOTS:
            if not names or plot.name in names:
                picture = plot.picture(connection)
                drawn |= {out / f"{plot.name}.{form}": draw(picture, descriptor, form) for form in forms}
    out.mkdir(parents=True, exist_ok=True)
    for path, data in drawn.items():
        aside = path.with_name(f".{path.name}.{os.getpid()}")
        try:
            with naming(path):
                aside.write_bytes(data)
            aside.replace(path)
        finally:
            aside.unlink(missing_ok=True)
    return list(drawn)
