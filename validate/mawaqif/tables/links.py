"""Links among the files of a package: each is a finding, and what lies behind one is not read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from mawaqif.findings import Finding, Place
from mawaqif.paths import links_in
from mawaqif.tables import form_codes
from mawaqif.tables.model import READING_RECORD, SEALINGS


def named_paths(resources: Iterable[Any]) -> Iterator[str]:
    """Yield the path of each table and schema that resources of an index name."""
    for resource in resources:
        if isinstance(resource, dict):
            yield from (resource[key] for key in ("path", "schema") if isinstance(resource.get(key), str))


def check_links(root: Path, resources: Iterable[Any]) -> list[Finding]:
    """Return a finding for each link among the files of a package, the index aside."""
    return [form_codes.LINK.at(Place(link)) for link in links_in(root, (*named_paths(resources), READING_RECORD, SEALINGS))]


def behind_a_link(paths: Iterable[str], links: Sequence[Finding]) -> Finding | None:
    """Return the finding on the link, from `check_links`, that one of the paths is or lies behind; None where none does."""
    return next((link for path in paths for link in links if f"{path}/".startswith(f"{link.file}/")), None)
