"""How to cite the release and a statement in it."""

from __future__ import annotations

import re

from mawaqif.findings.escaping import tex
from mawaqif.release.editions import Metadata
from mawaqif.site.items import Statement


def statement_citation(metadata: Metadata, statement: Statement) -> str:
    """Return how to cite one statement of a release, in one line of English, with its pages where they are known."""
    pages = statement.pages
    where = f" ({'pp.' if re.search('[-,]', pages) else 'p.'} {pages} of {statement.document.id})" if pages else ""
    return f"Statement {statement.id}{where}. In: {metadata.citation}"


def bibtex(metadata: Metadata) -> str:
    """Return the entry of the release for a bibliography in BibTeX, with the fields of `@dataset` that are known.

    Source: the manual of biblatex, entry type `dataset`; plain BibTeX styles treat it as `@misc`.
    """
    fields = {
        "author": " and ".join(f"{{{tex(name)}}}" for name in metadata.creators),
        "title": f"{{{tex(metadata.title['en'])}}}",
        "version": tex(metadata.version),
        "year": str(metadata.published.year) if metadata.published else "",
        "doi": metadata.doi,
        "url": re.sub(r"[\\{}]", lambda sign: f"%{ord(sign[0]):02X}", metadata.address),
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    key = re.sub(r"\W", "", f"{metadata.name}{metadata.version}")
    return "\n".join((f"@dataset{{{key},", *lines, "}"))
