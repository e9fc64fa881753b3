"""The folder of a host: what it refuses, and what belongs to all versions."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from selectolax.lexbor import LexborHTMLParser

from addressed import ADDRESS
from conftest import Run, edit
from mawaqif.findings import CannotRunError
from mawaqif.release.checksums import sha256_of
from mawaqif.release.hosting.shelf import shelve

ATOM, MAP, XHTML = (
    "{http://www.w3.org/2005/Atom}",
    "{http://www.sitemaps.org/schemas/sitemap/0.9}",
    "{http://www.w3.org/1999/xhtml}",
)


def test_a_host_has_what_others_follow(site: Path, tmp_path: Path, run: Run) -> None:
    host = tmp_path / "host"
    done = run("mawaqif", "shelve", site, host)
    assert (done.returncode, done.stdout) == (0, f"{host}/0.2.0: written; latest is 0.2.0\n"), done.stderr
    listed = json.loads((host / "releases.json").read_text(encoding="utf-8"))["releases"]
    sums = [line.split("  ") for line in (site / "downloads/SHA256SUMS").read_text(encoding="utf-8").splitlines()]
    assert [[item["sha256"], item["path"]] for item in listed[0]["files"]] == sorted(sums, key=lambda pair: pair[1])
    assert listed[0]["address"] == f"{ADDRESS}/0.2.0/"
    feed = ET.fromstring((host / "releases.atom").read_text(encoding="utf-8"))  # noqa: S314 - made above
    assert [item.findtext(f"{ATOM}id") for item in feed.iter(f"{ATOM}entry")] == [f"{ADDRESS}/0.2.0/"]
    (maker,) = json.loads((site / "downloads/datapackage.json").read_text(encoding="utf-8"))["contributors"]
    assert feed.findtext(f"{ATOM}author/{ATOM}name") == maker["title"]
    pages = ET.fromstring((host / "sitemap.xml").read_text(encoding="utf-8"))  # noqa: S314 - made above
    addresses = {str(item.text) for item in pages.iter(f"{MAP}loc")}
    assert addresses == {
        f"{ADDRESS}/latest/{path.relative_to(site).as_posix()}" for name in ("en", "ar") for path in (site / name).rglob("*.html")
    }
    assert {item.get("href") for item in pages.iter(f"{XHTML}link")} == addresses
    assert "Disallow: /data/preview/" in (host / "robots.txt").read_text(encoding="utf-8")
    assert "url=latest/index.html" in (host / "index.html").read_text(encoding="utf-8")
    assert f'href="{ADDRESS}/latest/ar/index.html"' in (host / "404.html").read_text(encoding="utf-8")
    assert (host / ".nojekyll").is_file()
    before = {path: path.read_bytes() for path in host.rglob("*") if path.is_file()}
    assert not shelve(site, host).new
    assert before == {path: path.read_bytes() for path in host.rglob("*") if path.is_file()}


def test_a_preview_is_no_version(site: Path, tmp_path: Path) -> None:
    done = shelve(site, tmp_path / "host", preview=True)
    assert (done.place, done.latest) == ("preview", "")
    assert not (tmp_path / "host/releases.json").exists()
    assert "url=preview/index.html" in (tmp_path / "host/index.html").read_text(encoding="utf-8")


def test_versions_share_the_engine_of_the_query_page(site: Path, tmp_path: Path) -> None:
    host, name = tmp_path / "host", "assets/duckdb-1.0.0/engine.wasm"
    shelve(site, host)
    assert [path.relative_to(host).as_posix() for path in host.rglob("engine.wasm")] == [name]
    assert (host / name).read_bytes() == (site / name).read_bytes()
    # Another engine under the same name stays with its site, and what is shared stays as it was.
    old = sha256_of(site / name)
    (site / name).write_text("other lamps\n")
    edit(site / "SHA256SUMS", old, sha256_of(site / name))
    shelve(site, host, preview=True)
    assert (host / name).read_text() == "lamps\n"
    assert (host / "preview" / name).read_text() == "other lamps\n"
    assert not (host / "latest" / name).exists()


def changed(site: Path) -> None:
    (site / "en/index.html").write_text("lamps\n")


def stray(site: Path) -> None:
    (site / "en/stray.html").write_text("lamps\n")


def lost(site: Path) -> None:
    (site / "en/index.html").unlink()


def none(site: Path) -> None:
    (site / "SHA256SUMS").unlink()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (changed, "en/index.html: not as it was written"),
        (stray, "en/stray.html: not as it was written"),
        (lost, "en/index.html: not as it was written"),
        (none, "not a site; write one with `mawaqif site`"),
    ],
    ids=["changed", "stray", "lost", "none"],
)
def test_only_a_whole_site_is_put_there(change: object, words: str, site: Path, tmp_path: Path) -> None:
    change(site)  # type: ignore[operator]
    with pytest.raises(CannotRunError) as error:
        shelve(site, tmp_path / "host")
    assert words in str(error.value)
    assert not (tmp_path / "host").exists()


def test_each_page_names_its_address_its_other_language_and_what_it_is_part_of(site: Path) -> None:
    paths = sorted(path.relative_to(site / "en").as_posix() for path in (site / "en").rglob("*.html"))
    assert "statements/lamp-report-2020-s001.html" in paths
    for language, locale in (("en", "en_GB"), ("ar", "ar_AR")):
        for path in paths:
            head = LexborHTMLParser((site / language / path).read_text(encoding="utf-8"))
            address = f"{ADDRESS}/latest/{language}/{path}"
            links = [
                (item.attributes["rel"], item.attributes.get("hreflang"), item.attributes["href"]) for item in head.css("link")
            ]
            assert ("canonical", None, address) in links
            assert ("alternate", "en", f"{ADDRESS}/latest/en/{path}") in links
            assert ("alternate", "ar", f"{ADDRESS}/latest/ar/{path}") in links
            assert ("alternate", None, f"{ADDRESS}/releases.atom") in links
            graph = {item.attributes["property"]: item.attributes["content"] for item in head.css("meta[property]")}
            assert (graph["og:url"], graph["og:locale"]) == (address, locale)
            said = json.loads(head.css('script[type="application/ld+json"]')[0].text())
            assert (said["url"], said["inLanguage"], said["name"]) == (address, language, graph["og:title"])
            assert (said["isPartOf"]["version"], said["isPartOf"]["url"]) == ("0.2.0", f"{ADDRESS}/latest/")


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("en", "Freya Lind, 12 May 2020: Iceland wants northern lighthouses lit before dusk at the expense of shipping"),
        ("ar", "فريا ليند، 12 مايو 2020: تريد آيسلندا إنارة منارات الشمال مبكرًا على نفقة الملاحة"),
    ],
)
def test_a_statement_is_titled_by_who_said_what_when(language: str, title: str, site: Path) -> None:
    page = LexborHTMLParser((site / language / "statements/lamp-report-2020-s001.html").read_text(encoding="utf-8"))
    assert page.css("title")[0].text().rpartition(" · ")[0] == title
    # The summary stands below.
    assert f"{page.css('h1')[0].text()}: {page.css('p.lead')[0].text().removesuffix('.')}" == title


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # of rdflib's own JSON-LD reader
def test_descriptions_have_absolute_addresses(site: Path) -> None:
    from rdflib import RDF, Graph, Namespace, URIRef  # noqa: PLC0415

    files, version = site / "downloads", f"{ADDRESS}/0.2.0/"
    index = json.loads((files / "datapackage.json").read_text(encoding="utf-8"))
    assert index["homepage"] == ADDRESS
    page = json.loads((files / "dataset.jsonld").read_text(encoding="utf-8"))
    assert page["url"] == version
    assert all(item["contentUrl"] == f"{version}downloads/{item['name']}" for item in page["distribution"])
    assert json.loads((files / "croissant.json").read_text(encoding="utf-8"))["url"] == version
    parts = {item["@id"]: item for item in json.loads((files / "ro-crate-metadata.json").read_text(encoding="utf-8"))["@graph"]}
    assert parts["./"]["url"] == version
    assert parts["csv/topics.csv"]["contentUrl"] == f"{version}downloads/csv/topics.csv"
    assert parts["./"]["publisher"] == parts["./"]["creator"]
    dcat, terms = Namespace("http://www.w3.org/ns/dcat#"), Namespace("http://purl.org/dc/terms/")
    graph = Graph().parse(files / "dcat.jsonld", format="json-ld")
    assert list(graph.subjects(RDF.type, dcat["Dataset"])) == [URIRef(version)]
    given = {str(item) for item in graph.objects(None, dcat["downloadURL"])}
    assert f"{version}downloads/csv/topics.csv" in given
    assert len(given) == len(list(graph.objects(URIRef(version), dcat["distribution"])))
    assert {str(item) for item in graph.objects(URIRef(version), terms["license"])} == {index["licenses"][0]["path"]}


@pytest.mark.parametrize("address", ["lamps", "javascript:alert(1)", "https://"])
def test_what_is_no_address_publishes_nothing(address: str, package: Path, run: Run) -> None:
    done = run("mawaqif", "build", package, "--out", package / "dist", "--address", address)
    assert (done.returncode, done.stdout) == (2, "")
    assert f"--address {address!r}: expected the address of a page" in done.stderr
    assert not (package / "dist").exists()
