"""The documents of the data set as a bibliography: BibTeX, RIS and CSL-JSON, each under its identifier.

Sources: the manual of biblatex; the RIS tags as Zotero reads them; the CSL schema, csl-data.json.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mawaqif.findings.escaping import tex, visible
from mawaqif.release.editions.edition import Edition
from mawaqif.release.editions.json_file import json_text
from mawaqif.tables import Dataset

STEM = "documents"
TABLE = "documents"
COLUMNS = ("document_id", "role", "kind", "title_en", "title_ar", "symbol", "date", "language", "url")


@dataclass(frozen=True)
class _Work:
    """What the three formats call a kind of document."""

    csl: str
    bibtex: str
    ris: str


_REPORT = _Work("report", "techreport", "RPRT")
KINDS: Mapping[str, _Work] = {
    "recording": _Work("broadcast", "misc", "VIDEO"),
    "statement": _Work("speech", "misc", "UNPB"),
    "submission": _REPORT,
    "draft_text": _REPORT,
    "report": _REPORT,
    "resolution": _REPORT,
    "treaty": _Work("treaty", "misc", "STAT"),
    "legislation": _Work("legislation", "misc", "STAT"),
    "strategy": _REPORT,
    "policy_paper": _REPORT,
    "research_paper": _REPORT,
    "plan": _REPORT,
    "press_article": _Work("article-newspaper", "misc", "NEWS"),
    "web_page": _Work("webpage", "misc", "ELEC"),
    "letter": _Work("personal_communication", "misc", "PCOMM"),
}
_OTHER = _Work("document", "misc", "GEN")


@dataclass(frozen=True)
class _Document:
    """A document as a bibliography has it: its title in its own language where that is one of the two."""

    key: str
    work: _Work
    title: str
    other_title: str
    publisher: str
    symbol: str
    date: tuple[int, ...]
    language: str
    url: str
    keyword: str


def _documents(dataset: Dataset) -> list[_Document]:
    table, actors = dataset.tables.get(TABLE), dataset.tables.get("actors")
    if table is None or not set(COLUMNS) <= set(table.schema.columns):
        return []
    names = dict(actors.cells.select("actor_id", "name_en").iter_rows()) if actors and "name_en" in actors.schema.columns else {}
    return [_document(row, names.get(row.get("publisher_id"), "")) for row in table.cells.fill_null("").iter_rows(named=True)]


def _document(row: Mapping[str, str], publisher: str) -> _Document:
    titles = [row["title_ar"], row["title_en"]] if row["language"].startswith("ar") else [row["title_en"], row["title_ar"]]
    title, other = (visible(text) for text in titles)
    return _Document(
        row["document_id"],
        KINDS.get(row["kind"], _OTHER),
        title or other,
        other if title else "",
        visible(publisher or ""),
        visible(row["symbol"]),
        tuple(map(int, re.findall(r"\d+", row["date"])))[:3],
        row["language"],
        visible(row["url"]),
        row["role"],
    )


def as_bibtex(document: _Document) -> str:
    """Return the entry of a document in BibTeX."""
    fields = {
        "author": f"{{{tex(document.publisher)}}}" if document.publisher else "",
        "title": f"{{{tex(document.title)}}}",
        "institution": tex(document.publisher) if document.work is _REPORT else "",
        "number": tex(document.symbol),
        "year": str(document.date[0]) if document.date else "",
        "month": str(document.date[1]) if len(document.date) > 1 else "",
        "day": str(document.date[2]) if len(document.date) > 2 else "",  # noqa: PLR2004 - year, month, day
        "language": document.language,
        "url": re.sub(r"[\\{}]", lambda sign: f"%{ord(sign[0]):02X}", document.url),
        "note": tex(document.other_title),
        "keywords": document.keyword,
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join((f"@{document.work.bibtex}{{{document.key},", *lines, "}\n"))


def as_ris(document: _Document) -> str:
    """Return the entry of a document in RIS."""
    date = "/".join(f"{part:02d}" for part in document.date)
    fields = (
        ("TY", document.work.ris),
        ("ID", document.key),
        ("AU", f"{document.publisher}," if document.publisher else ""),
        ("TI", document.title),
        ("TT", document.other_title),
        ("PB", document.publisher),
        ("M1", document.symbol),
        ("PY", str(document.date[0]) if document.date else ""),
        ("DA", date),
        ("LA", document.language),
        ("UR", document.url),
        ("KW", document.keyword),
    )
    return "\n".join((*(f"{tag}  - {value}" for tag, value in fields if value), "ER  - \n"))


def as_csl(document: _Document) -> dict[str, Any]:
    """Return the entry of a document in CSL-JSON."""
    publisher = [{"literal": document.publisher}] if document.publisher else []
    found = {
        "id": document.key,
        "type": document.work.csl,
        "title": document.title,
        "author": publisher,
        "publisher": document.publisher,
        "number": document.symbol,
        "issued": {"date-parts": [list(document.date)]} if document.date else {},
        "language": document.language,
        "URL": document.url,
        "note": document.other_title,
        "keyword": document.keyword,
    }
    return {key: value for key, value in found.items() if value}


def _texts(documents: list[_Document]) -> Iterator[tuple[str, str]]:
    yield "bib", "\n".join(map(as_bibtex, documents))
    yield "ris", "\n".join(map(as_ris, documents))
    yield "csl.json", json_text(list(map(as_csl, documents)))


def _write(dataset: Dataset, folder: Path) -> None:
    documents = _documents(dataset)
    for ending, text in _texts(documents) if documents else ():
        (folder / f"{STEM}.{ending}").write_text(text, encoding="utf-8", newline="")


EDITION = Edition("bibliography", _write, files=(f"{STEM}.bib", f"{STEM}.ris", f"{STEM}.csl.json"))
