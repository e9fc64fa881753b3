"""How to cite the release, a statement in it, and any of its pages: in one line, in BibTeX and in RIS."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from mawaqif.findings.escaping import tex
from mawaqif.release.editions import Metadata
from mawaqif.site.heading import statement_title
from mawaqif.site.items import Document, Statement
from mawaqif.site.words import interface_words

# Where the entries of statements stand, a file a document; `taking.ts` takes one out of it.
FOLDER = "cite"


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
    address = _address(metadata, "en", statement.path)
    within = f"Statement {statement.id}, in"
    plain = statement_citation(metadata, statement)
    part = _Part(statement.id, title, within, metadata.title["en"], address)
    return CitedPage(statement.id, plain, _bibtex_of(metadata, part), _ris_of(metadata, part))


def cited_page(metadata: Metadata, language: str, path: str, title: str) -> CitedPage:
    """Return how to cite a page of a release in the language of the page.

    Args:
        metadata: what the release says of itself.
        language: that of the page.
        path: where it stands in the folder of the language.
        title: its title in that language.
    """
    key = re.sub(r"\W+", "-", path.removesuffix(".html"))
    within = getattr(interface_words()["cited-in"], language)
    address = _address(metadata, language, path)
    part = _Part(key, title, within, metadata.title.get(language) or metadata.title["en"], address)
    plain = page_citation(metadata, language, path, title)
    return CitedPage(key, plain, _bibtex_of(metadata, part), _ris_of(metadata, part))


def page_citation(metadata: Metadata, language: str, path: str, title: str) -> str:
    """Return how to cite a page of a release in one line, in its language; the arguments are those of `cited_page`."""
    words = interface_words()
    within, version, comma = (getattr(words[word], language) for word in ("cited-in", "version", "comma"))
    whole = metadata.title.get(language) or metadata.title["en"]
    who = "; ".join(metadata.creators) + (f" ({metadata.published.year})" if metadata.published else "")
    parts = (
        who,
        title.removesuffix("."),
        f"{within}: {whole}{comma} {version} {metadata.version}",
        _address(metadata, language, path) or metadata.identified,
    )
    return ". ".join(part for part in parts if part) + "."


def _address(metadata: Metadata, language: str, path: str) -> str:
    return f"{metadata.address}{language}/{path}" if metadata.address else ""


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


class _Part(NamedTuple):
    """A part of a release: its key, its title, what stands before the name of the whole, that name, and its address."""

    key: str
    title: str
    within: str
    whole: str
    address: str


def entries(metadata: Metadata, document: Document) -> Iterator[tuple[str, str]]:
    """Yield path and text of the files in which each statement of a document is an entry, in BibTeX and in RIS."""
    cited = [cited_statement(metadata, one, statement_title(one).en) for one in document.statements]
    for ending, texts in (("bib", [one.bibtex for one in cited]), ("ris", [one.ris for one in cited])):
        yield f"{FOLDER}/{document.id}.{ending}", "\n\n".join(texts) + "\n"


def _bibtex_of(metadata: Metadata, part: _Part) -> str:
    """Return the entry of a part of the release: as `@misc`, which plain BibTeX knows too, and in what it stands."""
    own = {
        "title": f"{{{tex(part.title)}}}",
        "howpublished": f"{tex(part.within)}: {{{tex(part.whole)}}}",
        "url": _tex_address(part.address),
    }
    return _entry("misc", part.key, own, metadata)


def _ris_of(metadata: Metadata, part: _Part) -> str:
    """Return a part of the release in RIS, as reference managers read it: a record of type `DATA`."""
    day = metadata.published
    fields = (
        ("TY", "DATA"),
        ("ID", part.key),
        *(("AU", name) for name in metadata.creators),
        ("TI", part.title),
        ("T2", part.whole),
        ("ET", metadata.version),
        ("PY", str(day.year) if day else ""),
        ("DA", f"{day:%Y/%m/%d}" if day else ""),
        ("DO", metadata.doi),
        ("UR", part.address),
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
