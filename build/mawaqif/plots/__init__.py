"""Plots: pictures of the data for print and screen, labelled in English and Arabic.

In: a database with the tables. Out: SVG and PNG files (`writing`), the cards of pages (`cards`), and the cuts and signs by
which the site shows the same.
A new plot is one file and one line in `PLOTS`.
"""

from __future__ import annotations

from mawaqif.plots.base import Bilingual, Plot
from mawaqif.plots.co_sponsors import CO_SPONSORS
from mawaqif.plots.positions import MARKS, POSITIONS
from mawaqif.plots.stances import BOTH_SIDES, FEWEST_TOPICS, NEUTRAL, OPPOSES, STANCES, SUPPORTS
from mawaqif.plots.timeline import TIMELINE

PLOTS: tuple[Plot, ...] = (TIMELINE, STANCES, POSITIONS, CO_SPONSORS)
FORMATS = ("svg", "png")
# Where they stand in a release; `make plots` draws them there from its rows.
FOLDER = "plots"
FILES = frozenset(f"{FOLDER}/{plot.name}.{form}" for plot in PLOTS for form in FORMATS)

__all__ = [
    "BOTH_SIDES",
    "FEWEST_TOPICS",
    "FILES",
    "FOLDER",
    "FORMATS",
    "MARKS",
    "NEUTRAL",
    "OPPOSES",
    "PLOTS",
    "SUPPORTS",
    "Bilingual",
    "Plot",
    "cards",
    "writing",
]
