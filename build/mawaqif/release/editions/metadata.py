"""Metadata of a release, gathered once for every standard in which it is described.

They stand in `datapackage.json`, the schemas, the changelog and the table of documents;
nothing is stated here that does not stand there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import polars as pl

from mawaqif.findings.escaping import web_address
from mawaqif.release.changelog import read_entry
from mawaqif.tables import Dataset

# Language of a text, as BCP 47 has it, with the ending of the keys that hold it.
LANGUAGES = {"en": "", "ar": "_ar"}
CORPUS = ("document_id", "role", "title_en", "title_ar", "publisher_id", "symbol", "date", "language", "url")
# Where the day of what is recorded stands.
DATED = ("statements", "date")

# Where a site has the files of its release.
DOWNLOADS = "downloads"
# The folder under the base address that always has the newest version.
LATEST = "latest"

# A text by language, as a language map of JSON-LD.
LanguageMap = dict[str, str]


@dataclass(frozen=True)
class Document:
    """A coded document: what the data set is made from.

    Attributes:
        title: title by language.
        publisher: name of its publisher by language; empty where it is not known.
        symbol: its document symbol; empty where it has none; likewise `date`, `language`, `url`.
    """

    title: LanguageMap
    publisher: LanguageMap
    symbol: str
    date: str
    language: str
    url: str


@dataclass(frozen=True)
class Metadata:
    """Metadata of a release: what it is, who made it, what it covers.

    Attributes:
        name: name of the package.
        version: its version.
        title: title by language; likewise `description`.
        licences: licences as the descriptor has them: name, path, title.
        creators: names of those who made it.
        keywords: keywords in English.
        homepage: the base address, under which every version has a folder; empty where that is not known.
        identifier: its identifier as the descriptor has it, such as a DOI; empty where it has none.
        published: the day of publication; None where the version is not published yet.
        temporal: first and last day, month or year of what is recorded, EDTF level 0; None
            where nothing is dated.
        languages: languages of the texts in the tables.
        corpus: the coded documents.
        limits: what the data do not show, each with title and description by language.
        method: how the rows were made, by name; title and description by language.
        rows: number of rows by table.
        publishers: names of those who publish it; those who made it, where none is named.
    """

    name: str
    version: str
    title: LanguageMap
    description: LanguageMap
    licences: tuple[Mapping[str, str], ...]
    creators: tuple[str, ...]
    keywords: tuple[str, ...]
    homepage: str
    identifier: str
    published: date | None
    temporal: tuple[str, str] | None
    languages: tuple[str, ...]
    corpus: tuple[Document, ...]
    limits: tuple[tuple[LanguageMap, LanguageMap], ...]
    method: Mapping[str, tuple[LanguageMap, LanguageMap]]
    rows: Mapping[str, int]
    publishers: tuple[str, ...] = ()

    @property
    def address(self) -> str:
        """Where this version is published for good, ending in a slash; empty where there is no base address."""
        return self.address_of(self.version)

    def address_of(self, page: str) -> str:
        """Return the address of a version, or of `latest`, under the base address, ending in a slash; empty without one."""
        return f"{self.homepage.rstrip('/')}/{page}/" if self.homepage else ""

    def file_address(self, path: str) -> str:
        """Return the address of a file of the release; its path alone where there is no base address."""
        return f"{self.address}{DOWNLOADS}/{path}" if self.homepage else path

    @property
    def doi(self) -> str:
        """The DOI of the release, as `10.5281/zenodo.1`; empty where its identifier is none."""
        found = re.fullmatch(r"(?:https?://(?:dx\.)?doi\.org/|doi:)?(10\.\d{4,9}/\S+)", self.identifier)
        return found[1] if found else ""

    @property
    def identified(self) -> str:
        """What identifies this version: the address of its DOI, its other identifier, or where it is published for good."""
        return f"https://doi.org/{self.doi}" if self.doi else self.identifier or self.address

    @property
    def citation(self) -> str:
        """How to cite the release, in one line."""
        year = f" ({self.published.year})" if self.published else ""
        parts = ("; ".join(self.creators) + year, f"{self.title['en']}. Data set, version {self.version}")
        return ". ".join(part for part in (*parts, self.identified) if part) + "."


def metadata_of(dataset: Dataset) -> Metadata:
    """Gather the metadata of a data set.

    Args:
        dataset: tables without findings.

    Raises:
        CannotRunError: the changelog at hand has no entry for the version.
    """
    raw = dataset.descriptor.raw
    entry = read_entry(dataset.descriptor.root, dataset.descriptor.version)
    named = [item for item in raw.get("contributors", ()) if "title" in item]
    makers = tuple(str(item["title"]) for item in named)
    publishers = tuple(str(item["title"]) for item in named if "publisher" in item.get("roles", ()))
    created = datetime.fromisoformat(raw["created"]).date() if "created" in raw else None
    return Metadata(
        name=dataset.descriptor.name,
        version=dataset.descriptor.version,
        title={"en": dataset.descriptor.name, **language_map(raw, "title")},
        description=language_map(raw, "description"),
        licences=tuple(map(_licence, raw.get("licenses", ()))),
        creators=makers,
        keywords=tuple(raw.get("keywords", ())),
        homepage=web_address(str(raw.get("homepage", ""))),
        identifier=str(raw.get("id", "")),
        published=entry.published if entry else created,
        temporal=temporal_coverage(dataset),
        languages=tuple(sorted({item.language for table in dataset.tables.values() for item in table.schema.fields} - {""})),
        corpus=tuple(_corpus(dataset)),
        limits=tuple(_described(item) for item in raw.get("limits", ())),
        method={str(item["name"]): _described(item) for item in raw.get("method", ())},
        rows={name: table.frame.height for name, table in dataset.tables.items()},
        publishers=publishers or makers,
    )


def language_map(raw: Mapping[str, Any], key: str) -> LanguageMap:
    """Return a text of a descriptor or schema by language; a language that it lacks is left out."""
    return {language: str(raw[key + ending]) for language, ending in LANGUAGES.items() if raw.get(key + ending)}


def _licence(raw: Mapping[str, str]) -> Mapping[str, str]:
    """Return a licence without a path that is neither a file's nor an address of the web."""
    path = str(raw.get("path", ""))
    opens = web_address(path) or (":" not in path and path.isprintable())
    return {key: str(value) for key, value in raw.items() if key != "path" or (path and opens)}


def _described(raw: Mapping[str, Any]) -> tuple[LanguageMap, LanguageMap]:
    return language_map(raw, "title"), language_map(raw, "description")


def temporal_coverage(dataset: Dataset) -> tuple[str, str] | None:
    """Return the first and the last date of the statements, None where there is none.

    A year counts from its first day as a start and to its last day as an end.
    """
    table, column = DATED
    if table not in dataset.tables or column not in dataset.tables[table].schema.by_name:
        return None
    dates = dataset.tables[table].cells[column].drop_nulls().unique().to_list()
    # "~" comes after every digit and hyphen, so that `2023` ends after `2023-12-15`.
    return (min(dates), max(dates, key=lambda text: text + "~")) if dates else None


def _corpus(dataset: Dataset) -> Iterator[Document]:
    documents = dataset.tables.get("documents")
    if documents is None or not set(CORPUS) <= set(documents.schema.columns):
        return
    actors = dataset.tables.get("actors")
    coded = documents.cells.select(CORPUS).filter(pl.col("role") == "corpus")
    publishing = actors.cells.filter(pl.col("actor_id").is_in(coded["publisher_id"].implode())) if actors else pl.DataFrame()
    names = {row["actor_id"]: row for row in publishing.iter_rows(named=True)}
    for row in coded.iter_rows(named=True):
        publisher = names.get(row["publisher_id"], {})
        yield Document(
            title=_in_columns(row, "title"),
            publisher=_in_columns(publisher, "name"),
            url=web_address(row["url"] or ""),
            **{key: row[key] or "" for key in ("symbol", "date", "language")},
        )


def _in_columns(row: Mapping[str, str | None], stem: str) -> LanguageMap:
    return {language: value for language in LANGUAGES if (value := row.get(f"{stem}_{language}"))}
