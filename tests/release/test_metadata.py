"""What a release says of itself: every description loads with its client and agrees with tables and files."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl
import polars.selectors as cs
import pytest
import yaml

from conftest import APART, ROOT, Run, edit
from mawaqif.docs.zenodo import deposit
from mawaqif.release.editions.croissant_edition import METHOD
from mawaqif.release.editions.metadata import temporal_coverage
from mawaqif.tables import load_dataset
from mawaqif.tables.index_problems import METHOD_PARTS

INDEX = json.loads((ROOT / "datapackage.json").read_text(encoding="utf-8"))
Prepare = Callable[[Path, Run], None]
TABLES = [item["name"] for item in INDEX["resources"]]
ENTRY = "# Changelog\n\n## 0.1.0 (2026-01-31)\n\n- Lamps are coded.\n\n## 0.0.9 (2025-12-01)\n\n- First lamps.\n"


def read(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def test_clients_load_every_row(release: Path, tmp_path: Path) -> None:
    words = [sys.executable, "-W", "ignore", str(ROOT / "tests/clients/load_release.py"), str(release)]
    env = {
        **os.environ,
        "PYTHONPATH": str(APART),
        "HF_HUB_OFFLINE": "1",
        "HF_HOME": str(tmp_path),
        "HF_DATASETS_DISABLE_PROGRESS_BARS": "1",
    }
    done = subprocess.run(words, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    loaded = json.loads(done.stdout)
    # The tables of the package, and those that are derived from them.
    frames = {path.stem: pl.read_parquet(path) for path in (release / "parquet").glob("*.parquet")}
    assert set(frames) > set(TABLES)
    # JSON has no days: they are compared in ISO form.
    rows = {name: frame.with_columns(cs.date().cast(pl.String)).to_dicts() for name, frame in frames.items()}
    assert any(row["event_id"] is None for row in rows["statements"])
    assert list(loaded["code"].values()) == [len(rows["statements"])] * 4
    assert loaded["hub"].pop("default") == rows["statements"]
    assert loaded["hub"] == {name: found for name, found in rows.items() if found}, "no split is without data"
    resources = {item["name"]: item["schema"]["fields"] for item in read(release / "datapackage.json")["resources"]}
    coded = {name: [field for field in resources[name] if "categories" in field] for name in loaded["hub"]}
    assert loaded["labels"] == {
        name: {field["name"]: [item["value"] for item in field["categories"]] for field in fields}
        for name, fields in coded.items()
        if fields
    }
    assert loaded["labels"]["statements"]
    assert loaded["unpacked"].keys() == {"csv", "jsonl", "parquet"}
    views = {path.stem: pl.read_parquet(path).height for path in release.glob("*.parquet")}
    heights = views | {name: len(found) for name, found in rows.items()}
    for found in loaded["unpacked"].values():
        assert found == {name: heights["statements" if name == "default" else name] for name in found}
        assert "default" in found
        assert len(found) > 1
    records = loaded["croissant"]["records"]
    assert {name: records[name] for name in rows} == rows
    assert records["statement_topics_stance_values"][0] == {"value": "supports", "label_en": "supports", "label_ar": "يؤيد"}
    assert loaded["croissant"]["errors"] == []
    assert [text.partition('Property "')[2] for text in loaded["croissant"]["warnings"]] == [
        'https://schema.org/datePublished" is recommended, but does not exist.'
    ] * ("created" not in read(release / "datapackage.json"))


@pytest.mark.parametrize("name", TABLES)
def test_croissant_has_keys_references_languages_and_labels(name: str, release: Path) -> None:
    schema = next(item["schema"] for item in read(release / "datapackage.json")["resources"] if item["name"] == name)
    sets = {item["@id"]: item for item in read(release / "croissant.json")["recordSet"]}
    found = sets[name]
    assert [item["@id"] for item in found["key"]] == [f"{name}/{column}" for column in schema["primaryKey"]]
    fields = {item["name"]: item for item in found["field"]}
    assert list(fields) == [field["name"] for field in schema["fields"]]
    referred = {column for key in schema.get("foreignKeys", []) for column in key["fields"]}
    for field in schema["fields"]:
        said = fields[field["name"]]
        assert said["description"]["ar"] == f"{field['title_ar']}: {field['description_ar']}"
        assert said.get("inLanguage") == field.get("language")
        assert ("references" in said) == (field["name"] in referred or "categories" in field), field["name"]
        if "categories" in field:
            values = sets[f"{name}_{field['name']}_values"]
            assert values["dataType"] == "sc:Enumeration"
            assert [list(item.values()) for item in values["data"]] == [
                [item["value"], item["label"], item["label_ar"]] for item in field["categories"]
            ]


def test_croissant_says_how_rows_were_made(release: Path) -> None:
    said = read(release / "croissant.json")
    method = {item["name"]: item["description"] for item in INDEX["method"]}
    assert set(METHOD) == set(method) == set(METHOD_PARTS)
    assert said["rai:dataAnnotationProtocol"] == method["annotation"]
    assert said["rai:machineAnnotationTools"] == method["coders"]
    assert said["rai:dataLimitations"] == [f"{item['title']}: {item['description']}" for item in INDEX["limits"]]
    agreement = next(item for item in read(release / "datapackage.json")["agreement"] if item["measure"] == "stance")
    assert f"stance: {agreement['agreed']} of {agreement['units']} alike, Krippendorff's alpha {agreement['alpha']}" in str(
        said["rai:dataAnnotationAnalysis"]
    )


def present(folder: Path, *without: str) -> set[str]:
    found = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    return found - {"SHA256SUMS", *without}


def test_descriptions_name_every_file_with_size_and_hash(release: Path) -> None:
    lines = (release / "SHA256SUMS").read_text().splitlines()
    sums = {name: digest for digest, name in (line.split("  ") for line in lines)}
    crate = [item for item in read(release / "ro-crate-metadata.json")["@graph"] if item["@type"] == "File"]
    page, croissant = read(release / "dataset.jsonld")["distribution"], read(release / "croissant.json")["distribution"]
    assert {item["@id"] for item in crate} == present(release, "ro-crate-metadata.json")
    later = ("ro-crate-metadata.json", "dcat.jsonld", "croissant.json", "dataset.jsonld")
    assert {item["@id"] for item in croissant} == present(release, *later[:3])
    assert {item["contentUrl"] for item in page} == present(release, *later)
    for item in (*crate, *croissant, *page):
        name = item["name"]
        assert item["sha256"] == sums[name]
        assert item["contentSize"].removesuffix(" B") == str((release / name).stat().st_size)


# developers.google.com/search/docs/appearance/structured-data/dataset, without what the data set has not (a host, a DOI).
ASKED = ("name", "description", "alternateName", "creator", "isAccessibleForFree", "keywords", "license", "distribution")
ASKED += ("measurementTechnique", "temporalCoverage", "variableMeasured", "version", "inLanguage", "isBasedOn")


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # of rdflib's own JSON-LD reader
def test_schema_org_expands_and_has_what_search_asks_for(release: Path) -> None:
    from rdflib import RDF, Graph, Literal, Namespace  # noqa: PLC0415

    said = read(release / "dataset.jsonld")
    assert [key for key in ASKED if not said.get(key)] == []
    assert all(50 <= len(item["@value"]) <= 5000 for item in said["description"])
    schema = Namespace("https://schema.org/")
    graph = Graph().parse(release / "dataset.jsonld", format="json-ld")
    (root,) = graph.subjects(RDF.type, schema["Dataset"])
    assert set(graph.objects(root, schema["name"])) == {Literal(INDEX["title"], "en"), Literal(INDEX["title_ar"], "ar")}
    assert len(set(graph.objects(root, schema["distribution"]))) == len(said["distribution"])
    documents = pl.read_csv(release / "csv/documents.csv").filter(role="corpus")
    titles = {
        str(title)
        for work in graph.objects(root, schema["isBasedOn"])
        for title in graph.objects(work, schema["name"])
        if isinstance(title, Literal) and title.language == "ar"
    }
    assert titles == set(documents["title_ar"])


def test_ro_crate_reads(release: Path) -> None:
    from rocrate.rocrate import ROCrate  # noqa: PLC0415

    crate = ROCrate(release)
    assert crate.root_dataset["name"] == INDEX["title"]
    assert str(crate.root_dataset["license"]) == f"<{INDEX['licenses'][0]['path']} CreativeWork>"
    assert {item.id for item in crate.data_entities if item.type == "File"} == present(release, "ro-crate-metadata.json")
    types = {item.id: item["encodingFormat"] for item in crate.data_entities}
    assert types["parquet/actors.parquet"] == "application/vnd.apache.parquet"


def test_card_stands_in_both_languages(release: Path) -> None:
    text = (release / "README.md").read_text(encoding="utf-8")
    matter = yaml.safe_load(text.split("---\n")[1])
    assert (matter["license"], matter["language"]) == (["cc-by-4.0"], ["ar", "en"])
    rows = sum(pl.read_parquet(release / "parquet" / f"{name}.parquet").height for name in TABLES)
    least, most = map(int, re.findall(r"\d+", matter["size_categories"][0]))
    assert 1000 * least < rows < 1000 * most
    assert [item["config_name"] for item in matter["configs"] if item.get("default")] == ["statements"]
    english, arabic = text.split('<div dir="rtl" lang="ar">')
    for part, ending in ((english, ""), (arabic, "_ar")):
        for item in (INDEX, *INDEX["limits"], *INDEX["method"]):
            assert item[f"title{ending}"] in part
            assert item[f"description{ending}"] in part
    assert (release / "CITATION.cff").read_bytes() == (ROOT / "CITATION.cff").read_bytes()


def test_temporal_coverage_is_that_of_the_statements(release: Path) -> None:
    dates = pl.read_csv(release / "csv/statements.csv")["date"].drop_nulls()
    assert read(release / "datapackage.json")["temporal"] == {"start": dates.min(), "end": dates.max()}


def test_a_year_ends_after_its_days(package: Path) -> None:
    path = package / "datapackage/statements.csv"
    path.write_text(re.sub(r"2020-\d\d-\d\d", "2020-05-12", path.read_text(encoding="utf-8")), encoding="utf-8")
    edit(package / "datapackage/statements.csv", *first_date(path, "2020"))
    dataset, _ = load_dataset(package)
    assert temporal_coverage(dataset) == ("2020", "2020")


def first_date(path: Path, new: str) -> tuple[str, str]:
    line = next(line for line in path.read_text(encoding="utf-8").splitlines() if "2020-05-12" in line)
    return line, line.replace("2020-05-12", new, 1)


# developers.zenodo.org, Representation of a deposition.
ZENODO_NEEDS = {"upload_type", "title", "creators", "description", "access_right", "license"}
ZENODO_TAKES = ZENODO_NEEDS | {"publication_date", "version", "language", "keywords", "method", "notes", "references"}
ZENODO_TAKES |= {"related_identifiers"}


def test_zenodo_has_what_it_needs_and_nothing_it_does_not_know() -> None:
    said = read(ROOT / ".zenodo.json")
    assert set(said) >= ZENODO_NEEDS
    assert set(said) <= ZENODO_TAKES
    assert (said["upload_type"], said["access_right"], said["license"]) == ("dataset", "open", "cc-by-4.0")
    assert said["version"] == INDEX["version"]
    assert said["title"] == f"{INDEX['title']} · {INDEX['title_ar']}"
    assert INDEX["description_ar"] in said["description"]
    assert all(set(item) == {"name"} for item in said["creators"])


def test_zenodo_is_told_where_the_version_is_published(package: Path) -> None:
    index = read(package / "datapackage.json") | {"homepage": "https://lamps.example/data"}
    (package / "datapackage.json").write_text(json.dumps(index), encoding="utf-8")
    dataset, _ = load_dataset(package)
    place = {"relation": "isIdenticalTo", "resource_type": "dataset", "scheme": "url"}
    assert deposit(dataset)["related_identifiers"] == [
        {"identifier": f"https://lamps.example/data/{index['version']}/", **place},
    ]


def sealed_with(changelog: bytes, package: Path, run: Run) -> None:
    """Give a package a changelog, and the reading record that what was published has."""
    run("mawaqif", "seal", package).check_returncode()
    (package / "CHANGELOG.md").write_bytes(changelog)


def test_the_day_of_a_release_comes_from_the_changelog(package: Path, run: Run) -> None:
    sealed_with(ENTRY.encode(), package, run)
    out = package / "dist"
    assert run("mawaqif", "build", package, "--out", out).returncode == 0
    assert read(out / "datapackage.json")["created"] == "2026-01-31T00:00:00Z"
    assert read(out / "croissant.json")["datePublished"] == "2026-01-31"
    assert "  year = {2026}" in read(out / "croissant.json")["citeAs"]
    assert read(out / "dataset.jsonld")["datePublished"] == "2026-01-31"
    root = next(item for item in read(out / "ro-crate-metadata.json")["@graph"] if item["@id"] == "./")
    assert root["datePublished"] == "2026-01-31"
    assert "version 0.1.0, 2026-01-31" in (out / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("changelog", "message"),
    [
        (b"# Changelog\n\n## 0.0.9 (2025-12-01)\n", "no entry for the version 0.1.0; add `## 0.1.0 (unreleased)`"),
        (b"## 0.1.0\n", ":1: the heading says '## 0.1.0'; expected `## 0.1.0 (2026-01-31)` or `(unreleased)`"),
        (b"\n## 0.1.0 (20260131)\n", ":2: the heading says '## 0.1.0 (20260131)'; expected"),
        (b"## 0.1.0 (2026-02-30)\n", ":1: the heading says '## 0.1.0 (2026-02-30)'; expected"),
        (b"## 0.1.0 (\xff)\n", "byte 10 is not UTF-8"),
    ],
    ids=["no entry", "no day", "another form", "no such day", "no text"],
)
def test_a_version_without_its_entry_is_not_published(changelog: bytes, message: str, package: Path, run: Run) -> None:
    sealed_with(changelog, package, run)
    result = run("mawaqif", "build", package, "--out", package / "dist")
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr.startswith(f"mawaqif: {package / 'CHANGELOG.md'}:")
    assert message in result.stderr
    assert len(result.stderr.splitlines()) == 1
    assert not (package / "dist").exists()


def change_rows(package: Path) -> None:
    edit(package / "datapackage/statement_topics.csv", "s001,lamp-oil,supports", "s001,lamp-oil,opposes")
    edit(package / "CHANGELOG.md", "# Changelog\n", "# Changelog\n\n## 0.2.0 (unreleased)\n\n- A stance is *mended*.\n")
    edit(package / "datapackage.json", '"version": "0.1.0"', '"version": "0.2.0"')


def commit(package: Path, _: Run) -> None:
    for words in (("init", "--quiet"), ("add", "."), ("commit", "--quiet", "-m", "lamps"), ("tag", "v0.1.0")):
        name = ["-c", "user.name=Lamp", "-c", "user.email=lamp@example.org"]
        subprocess.run(["git", "-C", str(package), *name, *words], check=True, capture_output=True)


def publish(package: Path, run: Run) -> None:
    assert run("mawaqif", "build", package, "--out", package / "dist").returncode == 0


@pytest.mark.parametrize(
    ("prepare", "since", "base"),
    [
        (publish, "dist", r"version 0\.1\.0, SHA-256 of SHA256SUMS [0-9a-f]{12}"),
        (commit, "v0.1.0", r"version 0\.1\.0, commit [0-9a-f]{12}"),
    ],
    ids=["folder", "revision"],
)
def test_a_release_tells_its_changes(
    prepare: Callable[[Path, Run], None], since: str, base: str, package: Path, run: Run
) -> None:
    sealed_with(ENTRY.encode(), package, run)
    prepare(package, run)
    change_rows(package)
    run("mawaqif", "seal", package).check_returncode()
    result = run("mawaqif", "build", ".", "--since", since, cwd=package)
    assert result.returncode == 0, result.stderr
    out = package / "dist"
    (row,) = csv.DictReader((out / "changes.csv").read_text(encoding="utf-8").splitlines())
    said = row.pop("since")
    assert re.fullmatch(base, said)
    assert list(row.values()) == ["MOD", "statement_topics", "lamp-report-2020-s001 lamp-oil", "stance", "supports", "opposes"]
    text = (out / "changes.md").read_text(encoding="utf-8")
    assert text == (
        "# What changes in version 0.2.0\n\n- A stance is *mended*.\n\n## Rows\n\n"
        f"Since {said}: 1 row changed.\n\nLong values are cut here; `changes.csv` has them whole.\n\n### statement_topics\n\n"
        "- changed: stance of lamp-report-2020-s001 on lamp-oil: supports → opposes\n"
    )
    assert "changes.md" in {item["@id"] for item in read(out / "croissant.json")["distribution"]}


def test_that_a_new_column_was_filled_is_told_once(package: Path, tmp_path: Path, run: Run) -> None:
    """Each row that has it stands in the table of changes."""
    old = shutil.copytree(package, tmp_path / "old")
    for path, change in (("datapackage/actors.csv", _without_group), ("schemas/actors.json", _without_group_field)):
        (old / path).write_text(change((old / path).read_text(encoding="utf-8")), encoding="utf-8")
    rows = csv.DictReader((package / "datapackage/actors.csv").read_text(encoding="utf-8").splitlines())
    filled = sum(bool(row["un_group"]) for row in rows)
    run("mawaqif", "seal", package).check_returncode()
    run("mawaqif", "build", package, "--out", package / "dist", "--since", old).check_returncode()
    text = (package / "dist/changes.md").read_text(encoding="utf-8")
    assert text.endswith(f"### actors\n\n- new column un_group: filled in {filled} rows that stood before\n")
    changes = list(csv.DictReader((package / "dist/changes.csv").read_text(encoding="utf-8").splitlines()))
    assert [row["column"] for row in changes] == ["un_group"] * filled


def _without_group(table: str) -> str:
    header, *rows = csv.reader(table.splitlines())
    place = header.index("un_group")
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(row[:place] + row[place + 1 :] for row in (header, *rows))
    return out.getvalue()


def _without_group_field(schema: str) -> str:
    raw = json.loads(schema)
    raw["fields"] = [field for field in raw["fields"] if field["name"] != "un_group"]
    return json.dumps(raw, ensure_ascii=False)


def test_without_a_base_no_changes_are_told(release: Path) -> None:
    assert not list(release.glob("changes.*"))


def test_an_unknown_base_publishes_nothing(package: Path, run: Run) -> None:
    commit(package, run)
    result = run("mawaqif", "build", package, "--since", "v9", "--out", package / "dist")
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr == "mawaqif: git knows no commit 'v9'; a fresh checkout may need `git fetch`\n"
    assert not (package / "dist").exists()


@pytest.mark.parametrize("name", ["README.md", ".zenodo.json", "changes.md"])
def test_a_strangers_file_with_a_known_name_is_kept(name: str, package: Path, run: Run) -> None:
    out = package / "out"
    out.mkdir()
    (out / name).write_text("mine")
    result = run("mawaqif", "build", package, "--out", out)
    assert (result.returncode, (out / name).read_text()) == (2, "mine")
    assert f"holds {name}, which is not of a release" in result.stderr
