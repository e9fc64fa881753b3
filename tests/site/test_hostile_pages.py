"""The site shows the texts of a release and obeys none of them, whatever its rows, index and schemas say."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pyarrow.parquet as pq
import pytest
from selectolax.lexbor import LexborHTMLParser

from hostile_texts import HOSTILE, poison
from mawaqif import deriving
from mawaqif.release.checksums import CHECKSUMS, sha256_of
from mawaqif.release.editions import PARQUET_FOLDER, to_arrow
from mawaqif.site import write_site
from mawaqif.tables import load_dataset

LINE = " ".join(text for name, text in HOSTILE.items() if name != "long" and text.isprintable())


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return {"folder": tmp_path_factory.mktemp("hostile-site")}


@pytest.fixture
def site(made: dict[str, Path], package: Path, published: Path) -> Path:
    """The site of a release of strangers, whose free texts are all hostile; it is made once."""
    if "site" not in made:
        poison(package)
        dataset, _ = load_dataset(package, by_standard=False)
        for name, table in deriving.published(dataset).tables.items():
            pq.write_table(to_arrow(dataset, table), published / PARQUET_FOLDER / f"{name}.parquet")
        index = json.loads((published / "datapackage.json").read_text(encoding="utf-8"))
        index |= {"homepage": "javascript:alert(1)", **dict.fromkeys(("title", "title_ar"), LINE)}
        index["licenses"] = [{"name": "x", "title": LINE, "path": "javascript:alert(1)"}]
        (published / "datapackage.json").write_text(json.dumps(index), encoding="utf-8")
        lines = [line.partition("  ")[2] for line in (published / CHECKSUMS).read_text(encoding="utf-8").splitlines()]
        sums = "".join(f"{sha256_of(published / name)}  {name}\n" for name in lines)
        (published / CHECKSUMS).write_text(sums, encoding="utf-8")
        made["site"] = made["folder"] / "site"
        write_site(published, made["site"], None)
    return made["site"]


def test_every_kind_of_page_obeys_none_of_the_texts(site: Path) -> None:
    pages = sorted(site.rglob("*.html"))
    kinds = set()
    for path in pages:
        tree = LexborHTMLParser(path.read_text(encoding="utf-8"))
        kinds |= {node.attributes.get("data-page") for node in tree.css("body")}
        for node in tree.css("*"):
            assert node.tag not in {"iframe", "object", "embed", "svg", "img", "style"}, (
                path,
                node.html,
            )
            if node.tag == "script" and node.attributes.get("type") == "application/ld+json":  # data, which no browser runs
                assert json.loads(node.text())["@type"] == "WebPage", path
            elif node.tag == "script":
                assert (set(node.attributes), node.text()) == ({"type", "src"}, ""), (path, node.html)
                assert str(node.attributes["src"]).endswith("../assets/explorer.js"), (path, node.html)
            for name, value in node.attributes.items():
                assert not name.startswith("on"), (path, node.html)
                if name in {"href", "src", "action", "formaction"}:
                    parts = urlsplit(value or "")
                    assert parts.scheme in {"", "http", "https"}, (path, value)
                    if not parts.scheme and parts.path:
                        assert not parts.netloc, (path, value)
                        # The page for addresses that lead nowhere is shown at any of them, so its links begin at the host.
                        start = site if path.name == "404.html" else path.parent
                        linked = unquote(parts.path).removeprefix("/" if path.name == "404.html" else "")
                        assert (start / linked).resolve().is_relative_to(site), (path, value)
    assert {"statement", "actor", "topic", "document", "event", "initiative", "codebook"} <= kinds


def test_the_texts_are_shown(site: Path) -> None:
    shown = "\n".join(LexborHTMLParser(path.read_text(encoding="utf-8")).text() for path in site.rglob("*.html"))
    words = " ".join(shown.split())
    for name in ("script", "event", "template", "entity", "formula"):
        assert " ".join(HOSTILE[name].split()) in words, name


def test_the_data_of_the_views_are_json(site: Path) -> None:
    data = (site / "data/explorer.json").read_text(encoding="utf-8")
    assert json.loads(data)["statements"]
