"""Plots of the data, for print and screen, labelled in English and Arabic. A new one is one file and one line."""

from __future__ import annotations

from mawaqif.plots.base import Plot
from mawaqif.plots.co_sponsors import CO_SPONSORS
from mawaqif.plots.positions import POSITIONS
from mawaqif.plots.stances import STANCES
from mawaqif.plots.timeline import TIMELINE

PLOTS: tuple[Plot, ...] = (TIMELINE, STANCES, POSITIONS, CO_SPONSORS)
FORMATS = ("svg", "png")
# Where they stand in a release; `make plots` draws them there from its rows.
FOLDER = "plots"
FILES = frozenset(f"{FOLDER}/{plot.name}.{form}" for plot in PLOTS for form in FORMATS)

__all__ = ["FILES", "FOLDER", "FORMATS", "PLOTS", "Plot"]
