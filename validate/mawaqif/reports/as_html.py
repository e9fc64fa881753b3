"""The full report: one page that needs nothing beside it, with every finding, change and new statement whole."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from mawaqif.findings import Bilingual, Contribution, Language, Report, RowChange, said, spoken
from mawaqif.findings.escaping import JOINERS, apart, visible, web_address
from mawaqif.reports import in_words
from mawaqif.reports.as_text import summary

NOT_COMPARED = Bilingual("Not compared", "لم يقارَن")
NOT_KEPT = "Not kept, because so many are like them: {number}", "عدد ما لم يُحفظ لكثرة أمثاله: {number}"
# An address in a text: it is shown as a link, and what ends the sentence is not part of it.
_ADDRESS_END = ".,;:)"


def render(report: Report, root: Path, language: Language = Language.ENGLISH) -> str:  # noqa: ARG001 - as every rendering
    """Render a report as a page of HTML.

    Args:
        report: a finished report.
        root: the folder that the paths of its findings start from; they stand relative to it.
        language: the language of what is said; the page runs in its direction.
    """
    from jinja2 import Environment, PackageLoader, StrictUndefined  # noqa: PLC0415 - no other format needs it

    loader = PackageLoader("mawaqif.reports", ".")
    environment = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    environment.filters["shown"] = lambda text: visible(text or "", keep=JOINERS)
    environment.filters["pieces"] = lambda text: list(_pieces(visible(text or "", keep=JOINERS)))
    environment.filters["told"] = lambda text: list(_pieces(apart(visible(text or "", keep=JOINERS))))
    environment.filters["spoken"] = lambda text: spoken(text, language)
    found = report.contribution or Contribution("")
    following = len(found.rows) - len(found.told)
    return environment.get_template("report.html.jinja").render(
        report=report,
        language=language,
        words=in_words,
        verdict=in_words.verdict(report),
        summary=summary(report),
        unproven=in_words.unproven(report.unproven) if report.unproven else "",
        contribution=found,
        changes=in_words.summary(found) if report.contribution else "",
        followers=in_words.followers(following) if following else "",
        not_kept=said(*NOT_KEPT, number=report.left_out.total()) if report.left_out else "",
        not_compared=NOT_COMPARED,
        cells=_cells,
    )


def _cells(row: RowChange) -> list[tuple[str, str, str]]:
    """Return column, value before and value after of the cells that a person can read."""
    return [(cell.column, cell.old or "", cell.new or "") for cell in in_words.not_a_hash(row.cells)]


def _pieces(text: str) -> Iterator[tuple[str, str]]:
    """Yield the words of a text with what stands after them, and the address that each is; empty where it is none."""
    for word in text.split(" "):
        bare = word.rstrip(_ADDRESS_END)
        yield word, web_address(bare) if "://" in bare else ""
