"""One check of one package, with what it has found so far."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from mawaqif.findings import Code, Place, Report, Skipped
from mawaqif.standard import codes
from mawaqif.standard.descriptor import Index
from mawaqif.standard.json_file import Steps
from mawaqif.standard.keys import Table
from mawaqif.standard.schema import Schema

if TYPE_CHECKING:
    from mawaqif.standard.remote import Fetcher


@dataclass
class Run:
    """One check of one package, with what it has found so far."""

    index: Index
    report: Report = field(default_factory=Report)
    schemas: dict[str, Schema | None] = field(default_factory=dict)
    tables: dict[str, Table] = field(default_factory=dict)
    files: set[str] = field(default_factory=set)
    remote: Fetcher | None = None

    def invalid(self, at: Steps, problem: str) -> None:
        """Add a finding on the descriptor."""
        place = Place(self.index.name, self.index.line(at))
        self.report.extend([codes.PACKAGE_INVALID.at(place, problem=problem)])

    def skip(self, code: Code, reason: str, *, fails: bool = False) -> None:
        """Tell that a check did not run: because this tool does not do it, so that nothing is wrong, or because it failed."""
        self.report.skipped.append(Skipped(code.code, code.name, reason, fails=fails))
