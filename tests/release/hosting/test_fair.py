"""The FAIR principles, each held on a release under a base address and on what its host serves."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from addressed import ADDRESS
from conftest import ROOT, made_once
from fair import PAGES, PRINCIPLES, Principle, Published, page
from mawaqif.release.hosting.shelf import shelve

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")  # of rdflib's own JSON-LD reader


@pytest.fixture(scope="session")
def hosted(addressed: Path, tmp_path_factory: pytest.TempPathFactory) -> Published:
    host = made_once(tmp_path_factory, "hosted", lambda folder: shelve(addressed / "site", folder))
    return Published(addressed / "release", host, ADDRESS)


@pytest.mark.parametrize("principle", PRINCIPLES, ids=lambda item: item.code)
def test_a_release_serves(principle: Principle, hosted: Published) -> None:
    assert list(principle.problems(hosted)) == []


# A change of what is published that each check has to find.
SPOILT = {
    "F1": ("datapackage.json", '"version": "0.2.0"', '"version": "0.3.0"'),
    "F2": ("dataset.jsonld", '"keywords"', '"words"'),
    "F3": ("dataset.jsonld", f'"contentUrl": "{ADDRESS}/0.2.0/', '"contentUrl": "/'),
    "A1": ("dataset.jsonld", "downloads/csv/topics.csv", "downloads/csv/lamps.csv"),
    "A1.2": ("dataset.jsonld", '"isAccessibleForFree": true', '"isAccessibleForFree": false'),
    "A2": ("datapackage.json", '"replaced_by"', '"successor"'),
    "I1": ("dcat.jsonld", '"dcat:Dataset"', '"dcat:Catalog"'),
    "I2": ("dcat.jsonld", "http://spdx.org/rdf/terms#", "http://spdx.example/"),
    "I3": ("datapackage.json", '"foreignKeys"', '"references"'),
    "R1": ("datapackage.json", '"description_ar"', '"description_xx"'),
    "R1.1": ("dataset.jsonld", '"license": "https://creativecommons.org', '"license": "https://creativecommons.example'),
    "R1.2": ("datapackage.json", '"name": "annotation"', '"name": "notation"'),
    "R1.3": ("croissant.json", "croissant/1.1", "croissant/0.9"),
}


@pytest.mark.parametrize("code", SPOILT)
def test_a_check_finds_what_is_missing(code: str, hosted: Published, tmp_path: Path) -> None:
    release = Path(shutil.copytree(hosted.release, tmp_path / "release"))
    name, old, new = SPOILT[code]
    text = (release / name).read_text(encoding="utf-8")
    assert old in text
    (release / name).write_text(text.replace(old, new), encoding="utf-8")
    (principle,) = [item for item in PRINCIPLES if item.code == code]
    assert list(principle.problems(Published(release, hosted.host, hosted.base)))


def test_checks_of_the_host_find_what_is_missing(hosted: Published, tmp_path: Path) -> None:
    host = Path(shutil.copytree(hosted.host, tmp_path / "host"))
    (host / "sitemap.xml").write_text("<urlset/>")
    (host / "robots.txt").write_text("")
    for path in ("en/downloads.html", "en/index.html", "ar/index.html"):
        (host / "latest" / path).write_text("<!doctype html><title>lamps</title>")
    assert json.loads((host / "releases.json").read_text(encoding="utf-8"))["releases"]
    found = {
        item.code: list(item.problems(Published(hosted.release, host, hosted.base)))
        for item in PRINCIPLES
        if item.code in {"F4", "A1.1"}
    }
    assert {code: len(problems) for code, problems in found.items()} == {
        "F4": 4,
        "A1.1": len(list(hosted.release.glob("*.zip"))),
    }
    assert {*SPOILT, *found} == {item.code for item in PRINCIPLES}


@pytest.mark.parametrize("language", [0, 1], ids=["en", "ar"])
def test_the_page_of_the_principles_is_fresh(language: int) -> None:
    path = ROOT / PAGES[language].path
    assert path.read_text(encoding="utf-8") == page(language), "run `python tests/fair.py`"
