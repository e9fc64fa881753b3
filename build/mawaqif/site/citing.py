"""How to cite the release and a statement in it."""

from __future__ import annotations

import re

from mawaqif.release.editions import Facts
from mawaqif.site.items import Statement


def statement_citation(facts: Facts, statement: Statement) -> str:
    """Return how to cite one statement of a release, in one line of English."""
    return f"Statement {statement.id}. In: {facts.citation}"


def bibtex(facts: Facts) -> str:
    """Return the entry of the release for a bibliography in BibTeX, with the fields of `@dataset` that are known.

    Source: the manual of biblatex, entry type `dataset`; plain BibTeX styles treat it as `@misc`.
    """
    fields = {
        "author": " and ".join(f"{{{_escaped(name)}}}" for name in facts.creators),
        "title": f"{{{_escaped(facts.title['en'])}}}",
        "version": facts.version,
        "year": str(facts.published.year) if facts.published else "",
        "doi": facts.identifier.rpartition("doi.org/")[2] if "doi.org/" in facts.identifier else "",
        "url": facts.homepage,
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    key = re.sub(r"\W", "", f"{facts.name}{facts.version}")
    return "\n".join((f"@dataset{{{key},", *lines, "}"))


def _escaped(text: str) -> str:
    return re.sub(r"([&%$#_{}])", r"\\\1", text)
