"""The codebook: how documents become rows, in each language for which a package has chapters.

A chapter, `docs/chapters/en/05-topics.md` for instance, is prose with marks such as
`{{topics}}`; each mark is replaced by a part made from the data, so that the page cannot say
other than the data do.
"""

from __future__ import annotations

import re

from mawaqif.findings import CannotRunError
from mawaqif.release.agreement import measure_agreement
from mawaqif.release.codebook.page import FOLDER, Page, boundaries, chapters
from mawaqif.release.codebook.parts import PARTS, Part, anchor
from mawaqif.release.codebook.wording import WORDINGS
from mawaqif.tables import Dataset

_MARK = re.compile(r"\{\{([\w-]+)\}\}")

__all__ = ["FOLDER", "WORDINGS", "anchor", "boundaries", "codebooks"]


def codebooks(dataset: Dataset) -> dict[str, str]:
    """Make the codebook of a package.

    Args:
        dataset: tables without findings.

    Returns:
        Its pages by file name, one a language, in CommonMark with tables and no HTML; none where the package
            has no chapters.

    Raises:
        CannotRunError: a mark is unknown, the package lacks the tables that a part is made
            from, or a chapter is not text.
    """
    root = dataset.descriptor.root
    found = [(wording, texts) for wording in WORDINGS if (texts := chapters(root, wording))]
    agreement = measure_agreement(dataset) if found else []
    pages = [Page(wording, dataset, agreement, texts, boundaries(root, wording)) for wording, texts in found]
    return {page.wording.file: _put_together(page) for page in pages}


def _put_together(page: Page) -> str:
    return "\n".join(_filled(page, path, text) for path, text in page.chapters.items())


def _filled(page: Page, path: str, text: str) -> str:
    parts = {part.name: part for part in PARTS}

    def fill(match: re.Match[str]) -> str:
        if match[1] not in parts:
            raise CannotRunError(f"{path}: no part is called {match[1]}; there are {', '.join(parts)}")
        part = parts[match[1]]
        _require(page, path, part)
        return "\n".join(part.lines(page)).strip()

    return _MARK.sub(fill, text.strip()) + "\n"


def _require(page: Page, path: str, part: Part) -> None:
    for name, columns in part.needs.items():
        table = page.dataset.tables.get(name)
        lacking = set(columns) - set(table.schema.columns) if table else columns
        if lacking:
            wanted = f"{name} ({', '.join(columns)})"
            raise CannotRunError(f"{path}: {{{{{part.name}}}}} is made from the table {wanted}, which the package lacks")
