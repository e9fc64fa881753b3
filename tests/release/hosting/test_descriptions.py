"""The descriptions of a release beside each other: none contradicts another, and a kept validator has no complaint."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
import yaml
from selectolax.lexbor import LexborHTMLParser

from addressed import ADDRESS
from conftest import ROOT
from mawaqif.release.editions import crate_edition, croissant_edition, dcat_edition, metadata_of, schema_org_edition
from mawaqif.site.citing import bibtex
from mawaqif.tables import load_dataset

VERSION = f"{ADDRESS}/0.2.0/"
CRATE = Path(sys.prefix) / "clients" / "crate"


def read(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def texts(items: Iterable[dict[str, str]]) -> dict[str, str]:
    """Return texts of JSON-LD by language."""
    return {item["@language"]: item["@value"] for item in items}


def names(items: dict[str, str] | list[dict[str, str]], key: str = "name") -> list[str]:
    return [item[key] for item in (items if isinstance(items, list) else [items])]


def package(folder: Path) -> dict[str, Any]:
    said = read(folder / "datapackage.json")
    makers = [item["title"] for item in said["contributors"]]
    return {
        "title": {"en": said["title"], "ar": said["title_ar"]},
        "version": said["version"],
        "licence": said["licenses"][0]["path"],
        "date": said.get("created", "")[:10],
        "creators": makers,
        "keywords": said["keywords"],
        "temporal": (said["temporal"]["start"], said["temporal"]["end"]),
    }


def in_schema_org(said: dict[str, Any]) -> dict[str, Any]:
    """Return what three of the descriptions say in the same terms."""
    return {
        "version": said["version"],
        "date": said.get("datePublished", ""),
        "creators": names(said["creator"]),
        "publishers": names(said["publisher"]),
        "keywords": said["keywords"],
        "temporal": tuple(said["temporalCoverage"].split("/")),
        "address": said.get("url", ""),
        "identifier": said.get("identifier", ""),
    }


def schema_org(folder: Path) -> dict[str, Any]:
    said = read(folder / "dataset.jsonld")
    return in_schema_org(said) | {"title": texts(said["name"]), "licence": said["license"]}


def croissant(folder: Path) -> dict[str, Any]:
    said = read(folder / "croissant.json")
    return in_schema_org(said) | {"title": said["name"], "licence": said["license"][0]}


def crate(folder: Path) -> dict[str, Any]:
    parts = {item["@id"]: item for item in read(folder / "ro-crate-metadata.json")["@graph"]}
    root = parts["./"]
    named = {key: [parts[item] for item in names(root[key], "@id")] for key in ("creator", "publisher", "author")}
    assert named["author"] == named["creator"]
    whole = root | named | {"keywords": root["keywords"].split(", ")}
    return in_schema_org(whole) | {
        "title": {"en": root["name"], "ar": root["alternateName"]},
        "licence": root["license"]["@id"],
    }


def dcat(folder: Path) -> dict[str, Any]:
    said = read(folder / "dcat.jsonld")
    period = said["dcterms:temporal"]
    return {
        "title": texts(said["dcterms:title"]),
        "version": said["dcat:version"],
        "licence": said["dcterms:license"][0]["@id"],
        "date": said.get("dcterms:issued", {}).get("@value", ""),
        "creators": names(said["dcterms:creator"], "foaf:name"),
        "publishers": names(said["dcterms:publisher"], "foaf:name"),
        "keywords": [item["@value"] for item in said["dcat:keyword"]],
        "temporal": (period["dcat:startDate"]["@value"], period["dcat:endDate"]["@value"]),
        "address": said.get("@id", ""),
        "identifier": said.get("dcterms:identifier", ""),
    }


def citation(folder: Path) -> dict[str, Any]:
    said = yaml.safe_load((folder / "CITATION.cff").read_text(encoding="utf-8"))
    licences = {item["name"]: item["path"] for item in read(folder / "datapackage.json")["licenses"]}
    return {
        "version": said["version"],
        "licence": licences[said["license"]],
        "date": str(said["date-released"]),
        "creators": names(said["authors"]),
    }


def listed(folder: Path) -> dict[str, Any]:
    said = read(folder / "releases.json")["releases"][0]
    return {"version": said["version"], "date": said.get("date", ""), "address": said.get("address", "")}


SAID: tuple[Callable[[Path], dict[str, Any]], ...] = (package, schema_org, croissant, crate, dcat, citation, listed)


def agree(folder: Path) -> dict[str, Any]:
    """Hold all descriptions against each other; return what they say."""
    together: dict[str, Any] = {}
    for describe in SAID:
        for fact, value in describe(folder).items():
            assert together.setdefault(fact, value) == value, f"{describe.__name__} says another {fact}"
    return together


def test_the_descriptions_of_the_real_release_agree(release: Path) -> None:
    index = read(ROOT / "datapackage.json")
    said = agree(release)
    assert said["title"] == {"en": index["title"], "ar": index["title_ar"]}
    # It is built without a base address.
    assert (said["version"], said["address"], said["identifier"]) == (index["version"], "", "")


def test_under_a_base_address_they_say_where_and_since_when_it_is_published(addressed: Path) -> None:
    said = agree(addressed / "release")
    assert (said["version"], said["date"]) == ("0.2.0", "2026-01-31")
    assert (said["address"], said["identifier"]) == (VERSION, VERSION)
    page = (addressed / "site/en/index.html").read_text(encoding="utf-8")
    whole = json.loads(LexborHTMLParser(page).css('script[type="application/ld+json"]')[0].text())["isPartOf"]
    assert (whole["name"], whole["version"], whole["license"]) == (said["title"]["en"], said["version"], said["licence"])
    assert (whole["datePublished"], names(whole["creator"])) == (said["date"], said["creators"])
    assert (whole["identifier"], names(whole["publisher"])) == (VERSION, said["publishers"])


@pytest.mark.parametrize("given", ["10.5281/zenodo.1", "https://doi.org/10.5281/zenodo.1", "doi:10.5281/zenodo.1"])
def test_a_doi_identifies_the_release_everywhere(given: str, addressed: Path, tmp_path: Path) -> None:
    root = shutil.copytree(addressed / "package", tmp_path / "package")
    index = read(root / "datapackage.json") | {"id": given, "homepage": ADDRESS}
    (root / "datapackage.json").write_text(json.dumps(index), encoding="utf-8")
    dataset, _ = load_dataset(root)
    identifiers = {
        schema_org_edition.schema_org(dataset, addressed / "release")["identifier"],
        croissant_edition.croissant(dataset, addressed / "release")["identifier"],
        dcat_edition.dcat(dataset, addressed / "release")["dcterms:identifier"],
        crate_edition.crate(dataset, addressed / "release")["@graph"][1]["identifier"],
    }
    assert identifiers == {"https://doi.org/10.5281/zenodo.1"}
    metadata = metadata_of(dataset)
    assert metadata.citation.endswith(" https://doi.org/10.5281/zenodo.1.")
    assert "  doi = {10.5281/zenodo.1}," in bibtex(metadata)
    assert "  doi = {10.5281/zenodo.1}," in croissant_edition.croissant(dataset, addressed / "release")["citeAs"]
    # Where it is published stays what it was.
    assert metadata.address == VERSION


def crate_findings(folder: Path) -> list[list[str]]:
    context = files("rocrate") / "data/ro-crate.jsonld"
    words = [sys.executable, "-W", "ignore", str(ROOT / "tests/clients/validate_crate.py"), str(folder), str(context)]
    done = subprocess.run(words, env=os.environ | {"PYTHONPATH": str(CRATE)}, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return list(json.loads(done.stdout))


needs_crate = pytest.mark.skipif(not (CRATE / "rocrate_validator").is_dir(), reason="`make crate` installs the validator")


@needs_crate
def test_a_kept_validator_of_crates_has_no_complaint(addressed: Path) -> None:
    """Of what the standard demands and of what it recommends."""
    assert crate_findings(addressed / "release") == []


@needs_crate
def test_a_kept_validator_of_crates_finds_what_is_wrong(addressed: Path, tmp_path: Path) -> None:
    crate = read(addressed / "release/ro-crate-metadata.json")
    for part in crate["@graph"]:
        part.pop("datePublished", None)
        part.pop("license", None)
    # The files do not matter here.
    crate["@graph"] = [part | {"hasPart": []} if part["@id"] == "./" else part for part in crate["@graph"][:2]]
    (tmp_path / "ro-crate-metadata.json").write_text(json.dumps(crate), encoding="utf-8")
    found = crate_findings(tmp_path)
    assert {"REQUIRED"} <= {severity for severity, _, _ in found}
    assert any("license" in message for _, _, message in found)
