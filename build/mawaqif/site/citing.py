"""How to cite the release, a statement in it, and any of its pages: in one line, in BibTeX and in RIS."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from mawaqif.findings.escaping import tex
from mawaqif.release.editions import Metadata
from mawaqif.site.items import Statement


@dataclass(frozen=True)
class CitedPage:
    """A part of the release, and how it is cited.

    Attributes:
        id: names it in a bibliography and in file names.
        plain: in one line of English.
        bibtex: as an entry of BibTeX; likewise `ris`.
    """

    id: str
    plain: str
    bibtex: str
    ris: str


def cited_statement(metadata: Metadata, statement: Statement, title: str) -> CitedPage:
    """Return how to cite a statement of a release; `title` says in English who said what when."""
    address = f"{metadata.address}en/{statement.path}" if metadata.address else ""
    return CitedPage(
        statement.id,
        statement_citation(metadata, statement),
        _bibtex_of(metadata, statement.id, title, address),
        _ris_of(metadata, statement.id, title, address),
    )


def statement_citation(metadata: Metadata, statement: Statement) -> str:
    """Return how to cite one statement of a release, in one line of English, with its pages where they are known."""
    pages = statement.pages
    where = f" ({'pp.' if re.search('[-,]', pages) else 'p.'} {pages} of {statement.document.id})" if pages else ""
    return f"Statement {statement.id}{where}. In: {metadata.citation}"


def bibtex(metadata: Metadata) -> str:
    """Return the entry of the release for a bibliography in BibTeX, with the fields of `@dataset` that are known.

    Source: the manual of biblatex, entry type `dataset`; plain BibTeX styles treat it as `@misc`.
    """
    key = re.sub(r"\W", "", f"{metadata.name}{metadata.version}")
    return _entry("dataset", key, {"title": f"{{{tex(metadata.title['en'])}}}", "url": _tex_address(metadata.address)}, metadata)


def _bibtex_of(metadata: Metadata, key: str, title: str, address: str) -> str:
    """Return the entry of a part of the release: as `@misc`, which plain BibTeX knows too, and in what it stands."""
    own = {
        "title": f"{{{tex(title)}}}",
        "howpublished": f"Statement {tex(key)}, in: {{{tex(metadata.title['en'])}}}",
        "url": _tex_address(address),
    }
    return _entry("misc", key, own, metadata)


def _ris_of(metadata: Metadata, key: str, title: str, address: str) -> str:
    """Return a part of the release in RIS, as reference managers read it: a record of type `DATA`."""
    day = metadata.published
    fields = (
        ("TY", "DATA"),
        ("ID", key),
        *(("AU", name) for name in metadata.creators),
        ("TI", title),
        ("T2", metadata.title["en"]),
        ("ET", metadata.version),
        ("PY", str(day.year) if day else ""),
        ("DA", f"{day:%Y/%m/%d}" if day else ""),
        ("DO", metadata.doi),
        ("UR", address),
    )
    lines = [f"{tag}  - {' '.join(value.split())}" for tag, value in fields if value]
    return "\n".join((*lines, "ER  - "))


def _entry(kind: str, key: str, own: Mapping[str, str], metadata: Metadata) -> str:
    fields = {
        "author": " and ".join(f"{{{tex(name)}}}" for name in metadata.creators),
        **own,
        "version": tex(metadata.version),
        "year": str(metadata.published.year) if metadata.published else "",
        "doi": metadata.doi,
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join((f"@{kind}{{{key},", *lines, "}"))


def _tex_address(address: str) -> str:
    return re.sub(r"[\\{}]", lambda sign: f"%{ord(sign[0]):02X}", address)
