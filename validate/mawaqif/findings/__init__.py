"""Findings: what a check says about a place in the data, and the report of them all.

In: the facts of a check (`Code`) and the place where it found something. Out: `Finding`, gathered in a `Report`.
What a contribution changes is kept here too, as plain facts, because a report carries it.
What is said in both languages is `Bilingual`; `spoken` gives it in one.
`escaping` makes sure that nothing that is printed commands a terminal, a log or a page.
"""

from mawaqif.findings import escaping
from mawaqif.findings.bilingual import Bilingual, Language, counted, joined, language_of_system, said, spoken, without_full_stop
from mawaqif.findings.contribution import CellChange, Contribution, Kind, NewRow, NewStatement, RowChange
from mawaqif.findings.model import (
    LONGEST_VALUE_SHOWN,
    MOST_ALIKE,
    CannotRunError,
    Code,
    Finding,
    FindingsError,
    Place,
    Report,
    Skipped,
    show,
    written,
)

__all__ = [
    "LONGEST_VALUE_SHOWN",
    "MOST_ALIKE",
    "Bilingual",
    "CannotRunError",
    "CellChange",
    "Code",
    "Contribution",
    "Finding",
    "FindingsError",
    "Kind",
    "Language",
    "NewRow",
    "NewStatement",
    "Place",
    "Report",
    "RowChange",
    "Skipped",
    "counted",
    "escaping",
    "joined",
    "language_of_system",
    "said",
    "show",
    "spoken",
    "without_full_stop",
    "written",
]
