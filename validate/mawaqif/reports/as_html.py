"""The full report: one page that needs nothing beside it, with every finding, change and new statement whole."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from mawaqif.findings import Contribution, Report, RowChange
from mawaqif.findings.escaping import JOINERS, apart, visible, web_address
from mawaqif.reports.as_text import summary
from mawaqif.reports.in_words import FOLLOWERS, UNPROVEN, count, not_a_hash, told_of
from mawaqif.reports.in_words import summary as contribution_summary

# An address in a text: it is shown as a link, and what ends the sentence is not part of it.
_ADDRESS_END = ".,;:)"


def render(report: Report, root: Path) -> str:  # noqa: ARG001 - every rendering takes the folder
    """Render a report as a page of HTML.

    Args:
        report: a finished report.
        root: the folder that the paths of its findings start from; they stand relative to it.
    """
    from jinja2 import Environment, PackageLoader, StrictUndefined  # noqa: PLC0415 - no other format needs it

    loader = PackageLoader("mawaqif.reports", ".")
    environment = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    environment.filters["shown"] = lambda text: visible(text or "", keep=JOINERS)
    environment.filters["pieces"] = lambda text: list(_pieces(visible(text or "", keep=JOINERS)))
    environment.filters["told"] = lambda text: list(_pieces(apart(visible(text or "", keep=JOINERS))))
    found = report.contribution or Contribution("")
    return environment.get_template("report.html.jinja").render(
        report=report,
        verdict="no findings" if report.clean else count(len(report.findings), "finding"),
        summary=summary(report),
        unproven=UNPROVEN.format(count(report.unproven, "passage")) if report.unproven else "",
        contribution=found,
        changes=contribution_summary(found) if report.contribution else "",
        followers=FOLLOWERS.format(count(len(found.rows) - len(found.told), "row")) if len(found.rows) > len(found.told) else "",
        cells=_cells,
        told_of=told_of,
    )


def _cells(row: RowChange) -> list[tuple[str, str, str]]:
    """Return column, value before and value after of the cells that a person can read."""
    return [(cell.column, cell.old or "", cell.new or "") for cell in not_a_hash(row.cells)]


def _pieces(text: str) -> Iterator[tuple[str, str]]:
    """Yield the words of a text with what stands after them, and the address that each is; empty where it is none."""
    for word in text.split(" "):
        bare = word.rstrip(_ADDRESS_END)
        yield word, web_address(bare) if "://" in bare else ""
