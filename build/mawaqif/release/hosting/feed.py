"""What others follow by machine: the feed of releases, and the map of the pages for search.

Sources: RFC 4287 (Atom), sitemaps.org, and developers.google.com/search/docs/specialty/international/localized-versions.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

_ATOM = "http://www.w3.org/2005/Atom"
_MAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_XHTML = "http://www.w3.org/1999/xhtml"
# Languages of the pages, each in a folder of its name.
LANGUAGES = ("en", "ar")
ET.register_namespace("xhtml", _XHTML)


def atom(title: str, author: str, base: str, releases: Sequence[Mapping[str, Any]]) -> str:
    """Return the feed of releases, the newest first.

    Args:
        title: title of the data set.
        author: who publishes it.
        base: the base address, without a slash at its end.
        releases: the releases, as `releases.json` has them.
    """
    feed = ET.Element("feed", xmlns=_ATOM)
    _add(feed, "id", f"{base}/")
    _add(feed, "title", title)
    _add(feed, "updated", _moment(releases[0]))
    ET.SubElement(feed, "link", rel="self", href=f"{base}/releases.atom", type="application/atom+xml")
    ET.SubElement(feed, "link", rel="alternate", href=f"{base}/latest/", type="text/html")
    _add(ET.SubElement(feed, "author"), "name", author)
    for release in releases:
        entry = ET.SubElement(feed, "entry")
        _add(entry, "id", release["address"])
        _add(entry, "title", f"{title}, version {release['version']}")
        _add(entry, "updated", _moment(release))
        ET.SubElement(entry, "link", rel="alternate", href=release["address"], type="text/html")
        _add(entry, "summary", _summary(release))
    return _text(feed)


def _add(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, name).text = text


def _moment(release: Mapping[str, Any]) -> str:
    """Return the day of a release as a moment; a feed has to have one, and the epoch says that there is no day."""
    return f"{release.get('date', '1970-01-01')}T00:00:00Z"


def _summary(release: Mapping[str, Any]) -> str:
    rows = f"{sum(release['rows'].values())} rows in {len(release['rows'])} tables"
    tables = release.get("changes", {}).get("tables", {}).values()
    counted = {word: sum(table[word] for table in tables) for word in ("added", "changed", "removed")}
    changes = ", ".join(f"{number} {word}" for word, number in counted.items() if number)
    return f"{rows}; since the last release: {changes}" if changes else rows


def sitemap(site: Path, address: str) -> str:
    """Return the map of a site's pages, each with its address in the other language.

    Args:
        site: folder of the site.
        address: where it is published, ending in a slash.
    """
    found = ET.Element("urlset", xmlns=_MAP)
    pages = sorted(path.relative_to(site / language).as_posix() for language in LANGUAGES[:1] for path in _pages(site / language))
    for page in pages:
        for language in LANGUAGES:
            url = ET.SubElement(found, "url")
            _add(url, "loc", f"{address}{language}/{page}")
            for other in LANGUAGES:
                ET.SubElement(url, f"{{{_XHTML}}}link", rel="alternate", hreflang=other, href=f"{address}{other}/{page}")
    return _text(found)


def _pages(folder: Path) -> list[Path]:
    return list(folder.rglob("*.html"))


def _text(root: ET.Element) -> str:
    ET.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"
