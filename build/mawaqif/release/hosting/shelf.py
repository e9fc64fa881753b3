"""A folder that a host serves: every version under an address of its own, which answers for good, and the newest as `latest`.

What belongs to all versions is made anew from them at each change: the list of releases and its feed, the map of the site
for search, and the way to the newest from the top. The engine of the query page, half of a site, stands once beside them.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from mawaqif.findings import CannotRunError, show
from mawaqif.findings.escaping import json_for_html
from mawaqif.paths import INDEX
from mawaqif.release.checksums import CHECKSUMS, checksums, present, sha256_of, strangers
from mawaqif.release.editions import DOWNLOADS, LATEST, json_text, release_entry
from mawaqif.release.hosting.feed import atom, sitemap
from mawaqif.tables import read_json

# The site of what is not published yet.
PREVIEW = "preview"
RELEASES, FEED, SITEMAP, ROBOTS = "releases.json", "releases.atom", "sitemap.xml", "robots.txt"
# Folders of a site that versions share, named after what is in them: the pages look for them there too.
SHARED = "assets/duckdb-*"
# What hosts show where there is no page.
MISSING = "404.html"
# Tells the host to serve files as they are.
AS_THEY_ARE = ".nojekyll"
_VERSION = re.compile(r"(\d+)\.(\d+)\.(\d+)")
_TOP = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>{name}</title>
<meta http-equiv="refresh" content="0; url={folder}/index.html">
<p><a href="{folder}/index.html">{name}</a></p>
</html>
"""


@dataclass(frozen=True)
class Shelved:
    """What was put into the folder of a host.

    Attributes:
        place: the folder of the site in it: a version, or `preview`.
        new: false where that version was there already, with the same bytes.
        latest: the version that is `latest`; empty where none is published yet.
    """

    place: str
    new: bool
    latest: str


def shelve(site: Path, host: Path, *, preview: bool = False) -> Shelved:
    """Put a site into the folder of a host.

    Args:
        site: folder of a site, as `mawaqif site` has written it.
        host: folder that the host serves; made where it is not there.
        preview: whether the site is of what is not published yet; such a one is replaced by the next.

    Raises:
        CannotRunError: the site is not as it was written, or its version is there already with
            other bytes: what was published does not change.
        OSError: the folder cannot be written.
    """
    index = _index_of(site)
    place = PREVIEW if preview else str(index.get("version", ""))
    if not preview and not _VERSION.fullmatch(place):
        raise CannotRunError(f"{site}: its version is {show(place)}; expected three numbers, as 1.4.0")
    host.mkdir(parents=True, exist_ok=True)
    target = host / place
    new = not target.exists() or _sums(target) != _sums(site)
    if new and target.exists() and not preview:
        raise CannotRunError(f"{target}: the version {place} is published with other files; raise the version")
    if new:
        _replace(site, target, _share(site, host))
    versions = _versions(host)
    latest = versions[0] if versions else ""
    if latest and _sums(host / latest) != _sums(host / LATEST):
        _replace(host / latest, host / LATEST)
    _write_top(host, versions)
    return Shelved(place, new, latest)


def _index_of(site: Path) -> dict[str, object]:
    """Return the descriptor in a site that is whole."""
    sums = checksums(site)
    if f"{DOWNLOADS}/{INDEX}" not in sums:
        raise CannotRunError(f"{site}: not a site; write one with `mawaqif site`")
    problem = next((item.name for item in strangers(site)), "") or next(iter(sorted(sums.keys() - present(site))), "")
    if problem:
        raise CannotRunError(f"{site / problem}: not as it was written; write the site again with `mawaqif site`")
    return dict(read_json(site / DOWNLOADS / INDEX))


def _sums(folder: Path) -> bytes:
    path = folder / CHECKSUMS
    return path.read_bytes() if path.is_file() else b""


def _share(site: Path, host: Path) -> set[Path]:
    """Put what versions share beside them, where it is not there yet; return the folders of the site that now stand there."""
    found = set()
    for folder in sorted(site.glob(SHARED)):
        target = host / folder.relative_to(site)
        if not target.exists():
            target.parent.mkdir(exist_ok=True)
            _replace(folder, target)
        # One that has other bytes under the same name stays in its version.
        if _bytes_of(folder) == _bytes_of(target):
            found.add(folder)
    return found


def _bytes_of(folder: Path) -> dict[str, str]:
    return {name: sha256_of(folder / name) for name in present(folder)}


def _replace(source: Path, target: Path, without: AbstractSet[Path] = frozenset()) -> None:
    """Put a copy of a folder in the place of another, which stays until the copy is whole."""
    aside = target.with_name(f".{target.name}-new")
    shutil.rmtree(aside, ignore_errors=True)

    def left_out(folder: str, names: list[str]) -> set[str]:
        return {name for name in names if Path(folder) / name in without}

    shutil.copytree(source, aside, copy_function=shutil.copyfile, ignore=left_out)
    if target.exists():
        shutil.rmtree(target)
    aside.rename(target)


def _versions(host: Path) -> list[str]:
    """Return the published versions, the newest first."""
    found = [(tuple(map(int, match.groups())), path.name) for path in host.iterdir() if (match := _VERSION.fullmatch(path.name))]
    return [name for _, name in sorted(found, reverse=True)]


def _write_top(host: Path, versions: list[str]) -> None:
    """Write what belongs to all versions."""
    indexes = {version: read_json(host / version / DOWNLOADS / INDEX) for version in versions}
    newest: dict[str, Any] = next(iter(indexes.values()), {})
    base = str(newest.get("homepage", "")).rstrip("/")
    title = str(newest.get("title", newest.get("name", "")))
    entries = [release_entry(host / name / DOWNLOADS, f"{base}/{name}/" if base else "") for name in versions]
    top = _TOP.format(name=escape(title), folder=LATEST if versions else PREVIEW)
    files = {AS_THEY_ARE: "", "index.html": top, ROBOTS: "\n".join(_robots(base)) + "\n"}
    if versions:
        files[RELEASES] = json_for_html(json_text({"name": newest.get("name", ""), "releases": entries}))
    if base:
        files[FEED] = atom(title, _publisher(newest) or title, base, entries)
        missing = host / LATEST / MISSING
        if missing.is_file():  # an earlier release has none
            files[MISSING] = missing.read_text(encoding="utf-8")
        files[SITEMAP] = sitemap(host / LATEST, f"{base}/{LATEST}/")
    for name, text in files.items():
        (host / name).write_text(text, encoding="utf-8", newline="")


def _publisher(index: dict[str, Any]) -> str:
    """Return who publishes the data set, else who made it; the feed has to have a name."""
    named = [item for item in index.get("contributors", ()) if "title" in item]
    publishers = [item for item in named if "publisher" in item.get("roles", ())]
    return ", ".join(str(item["title"]) for item in publishers or named)


def _robots(base: str) -> Iterator[str]:
    """Yield what search may show: the newest version and those that are cited, not what is not published yet."""
    yield from ("User-agent: *", f"Disallow: {urlsplit(base).path}/{PREVIEW}/")
    if base:
        yield f"Sitemap: {base}/{SITEMAP}"
