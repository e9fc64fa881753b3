"""What the readme of an archive or a workbook says, with which a file that was passed on alone is understood and cited."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time
from typing import Any

from mawaqif.release.editions.metadata import metadata_of
from mawaqif.tables import Dataset

# The day that stands in files that must carry one, where neither descriptor nor changelog
# says when the package was created: the first that a zip can hold. The day of the build would make
# two builds of the same rows differ.
FIRST_DAY = datetime(1980, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class ReadmeTexts:
    """Texts of a readme, from the descriptor and the changelog.

    Attributes:
        title: title in English, then in Arabic; likewise `description`.
        version: version of the data set.
        licence: name and address of its licence.
        authors: its authors, separated by semicolons.
        citation: how to cite it.
        limits: what the data do not show; each with title and description, in English and in Arabic.
        created: when the package was created.
    """

    title: tuple[str, str]
    description: tuple[str, str]
    version: str
    licence: str
    authors: str
    citation: str
    limits: Sequence[Mapping[str, str]]
    created: datetime


def in_both_languages(raw: Mapping[str, Any], key: str) -> tuple[str, str]:
    """Return a text of a descriptor or schema in English and in Arabic, empty where it has none."""
    return str(raw.get(key, "")), str(raw.get(f"{key}_ar", ""))


def readme_texts(dataset: Dataset) -> ReadmeTexts:
    """Return the texts of the readmes of a data set."""
    raw = dataset.descriptor.raw
    title = in_both_languages({"title": dataset.descriptor.name, **raw}, "title")
    version = dataset.descriptor.version
    licences = [", ".join(str(item[key]) for key in ("title", "name", "path") if key in item) for item in raw.get("licenses", [])]
    authors = "; ".join(str(item["title"]) for item in raw.get("contributors", []) if "title" in item)
    parts = (authors, f"{title[0]}. Data set, version {version}", *licences)
    published = metadata_of(dataset).published
    day = datetime.combine(published, time(), UTC) if published else FIRST_DAY
    created = datetime.fromisoformat(raw["created"]) if "created" in raw else day
    return ReadmeTexts(
        title=title,
        description=in_both_languages(raw, "description"),
        version=version,
        licence="; ".join(licences),
        authors=authors,
        citation=". ".join(part for part in parts if part),
        limits=raw.get("limits", []),
        created=max(created.astimezone(UTC) if created.tzinfo else created.replace(tzinfo=UTC), FIRST_DAY),
    )
