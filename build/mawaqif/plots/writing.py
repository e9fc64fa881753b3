"""Writing plots: all are drawn before the first file is written, and each file is put in place whole."""

from __future__ import annotations

import os
from collections.abc import Collection
from importlib.util import find_spec
from pathlib import Path

import duckdb

from mawaqif.data import connect
from mawaqif.paths import naming, packaged_home
from mawaqif.plots import PLOTS
from mawaqif.plots.drawing import can_draw, draw
from mawaqif.query.opening import read_descriptor
from mawaqif.tables import Descriptor


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
        CannotRunError: the data cannot be read, or Matplotlib is too old; nothing was written.
        ModuleNotFoundError: it is not installed; nothing was written.
        OSError: a file cannot be written.
    """
    can_draw()  # before the data are read, which takes longer
    descriptor = read_descriptor(release or packaged_home())
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


def vector_plots(names: Collection[str], connection: duckdb.DuckDBPyConnection, descriptor: Descriptor) -> dict[str, str]:
    """Draw plots as SVG.

    Args:
        names: which ones; what is no plot is passed over.
        connection: a database with the tables and views.
        descriptor: the package that they come from.

    Returns:
        The text of each file, by the name of its plot; nothing where Matplotlib is not installed.
    """
    if find_spec("matplotlib") is None:
        return {}
    return {plot.name: draw(plot.picture(connection), descriptor, "svg").decode() for plot in PLOTS if plot.name in names}
