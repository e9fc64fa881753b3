"""The folder of a host: what it refuses, and what belongs to all versions."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from conftest import Run, lay_out, made_once
from mawaqif.findings import CannotRunError
from mawaqif.hosting.shelf import shelve
from mawaqif.release.building import build_release
from mawaqif.site import write_site

ADDRESS = "https://lamps.example/data"
ATOM, MAP, XHTML = (
    "{http://www.w3.org/2005/Atom}",
    "{http://www.sitemaps.org/schemas/sitemap/0.9}",
    "{http://www.w3.org/1999/xhtml}",
)


@pytest.fixture
def site(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of the invented package under a base address."""

    def write(folder: Path) -> None:
        folder.mkdir()
        bundle = folder / "bundle"
        bundle.mkdir()
        for name in ("explorer.js", "explorer.css"):
            (bundle / name).write_text("/* invented */\n")
        (folder / "package").mkdir()
        package = lay_out(folder / "package")
        index = json.loads((package / "datapackage.json").read_text(encoding="utf-8"))
        (package / "datapackage.json").write_text(json.dumps({**index, "version": "0.2.0"}, indent=2) + "\n", encoding="utf-8")
        build_release(package, folder / "release", address=f"{ADDRESS}/")
        write_site(folder / "release", folder / "site", bundle)

    return Path(shutil.copytree(made_once(tmp_path_factory, "addressed-site", write) / "site", tmp_path / "site"))


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
    pages = ET.fromstring((host / "sitemap.xml").read_text(encoding="utf-8"))  # noqa: S314 - made above
    addresses = {str(item.text) for item in pages.iter(f"{MAP}loc")}
    assert addresses == {
        f"{ADDRESS}/latest/{path.relative_to(site).as_posix()}" for name in ("en", "ar") for path in (site / name).rglob("*.html")
    }
    assert {item.get("href") for item in pages.iter(f"{XHTML}link")} == addresses
    assert "Disallow: /data/preview/" in (host / "robots.txt").read_text(encoding="utf-8")
    assert "url=latest/index.html" in (host / "index.html").read_text(encoding="utf-8")
    assert (host / ".nojekyll").is_file()
    before = {path: path.read_bytes() for path in host.rglob("*") if path.is_file()}
    assert not shelve(site, host).new
    assert before == {path: path.read_bytes() for path in host.rglob("*") if path.is_file()}


def test_a_preview_is_no_version(site: Path, tmp_path: Path) -> None:
    done = shelve(site, tmp_path / "host", preview=True)
    assert (done.place, done.latest) == ("preview", "")
    assert not (tmp_path / "host/releases.json").exists()
    assert "url=preview/index.html" in (tmp_path / "host/index.html").read_text(encoding="utf-8")


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
