"""The whole content of the site: the items of a release, linked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from mawaqif.plots import Bilingual
from mawaqif.release.editions import Metadata
from mawaqif.site.items import (
    Actor,
    Citation,
    Document,
    Erratum,
    Event,
    Initiative,
    Provision,
    Stance,
    Statement,
    Topic,
)
from mawaqif.site.page import listed_on
from mawaqif.tables import Dataset


@dataclass(frozen=True)
class Content:
    """What the site shows.

    Attributes:
        metadata: what the release says of itself.
        dataset: its tables.
        documents: the documents by key, in the order of the table; likewise the other items.
        citations: the citations in the order of the footnotes.
        errata: the misprints.
    """

    metadata: Metadata
    dataset: Dataset
    documents: dict[str, Document]
    actors: dict[str, Actor]
    events: dict[str, Event]
    topics: dict[str, Topic]
    initiatives: dict[str, Initiative]
    provisions: dict[str, Provision]
    statements: dict[str, Statement]
    citations: tuple[Citation, ...]
    errata: tuple[Erratum, ...]

    @property
    def coded(self) -> list[Document]:
        """The documents whose statements are in the data set, in the order of their titles."""
        return [document for document in self.documents.values() if document.coded]

    @property
    def second_codings(self) -> list[tuple[Document, Mapping[str, Any]]]:
        """The documents of which a release says how much was coded twice, each with what it says."""
        told = self.dataset.descriptor.raw.get("agreementByDocument", ())
        return [(self.documents[row["document_id"]], row) for row in told]

    @cached_property
    def places(self) -> dict[str, str]:
        """The page of the list of citations or errata on which each of them stands, by its key."""
        return {
            **listed_on("citations", (one.row["citation_id"] for one in self.citations)),
            **listed_on("errata", (one.row["erratum_id"] for one in self.errata)),
        }

    def label(self, table: str, column: str, value: str) -> Bilingual:
        """Return what the schema calls a value of a column."""
        return self._labels(table, column).get(value) or Bilingual(value, value)

    def _labels(self, table: str, column: str) -> dict[str, Bilingual]:
        """Return what the schema calls each value of a column; pages ask for them again and again."""
        known = self._known.get((table, column))
        if known is None:
            categories = self.dataset.tables[table].schema.by_name[column].raw.get("categories", ())
            known = {one["value"]: Bilingual(one["label"], one.get("label_ar", one["label"])) for one in categories}
            self._known[table, column] = known
        return known

    @cached_property
    def _known(self) -> dict[tuple[str, str], dict[str, Bilingual]]:
        return {}

    def definition(self, table: str, column: str, value: str) -> Bilingual:
        """Return what the schema says of a value of a column; empty where it says nothing."""
        for category in self.dataset.tables[table].schema.by_name[column].raw.get("categories", ()):
            if category["value"] == value:
                return Bilingual(category.get("description", ""), category.get("description_ar", ""))
        return Bilingual("", "")

    def values(self, table: str, column: str) -> list[str]:
        """Return the values that the schema allows in a column, in its order."""
        return [category["value"] for category in self.dataset.tables[table].schema.by_name[column].raw.get("categories", ())]


def stance_counts(stances: Iterable[Stance]) -> dict[str, int]:
    """Return how often each stance is taken."""
    counts: dict[str, int] = {}
    for stance in stances:
        counts[stance.stance] = counts.get(stance.stance, 0) + 1
    return counts
