"""Writing the site: pages in both languages, the data of the interactive views, the files of the release."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from mawaqif.findings import CannotRunError
from mawaqif.home import packaged_home
from mawaqif.release.atomic_folder import CHECKSUMS, absolute, checksums, present, published, sha256_of
from mawaqif.site.explorer_data import PATH as DATA
from mawaqif.site.explorer_data import explorer_data
from mawaqif.site.linking import read_content
from mawaqif.site.pages import MAP, MENU, all_pages
from mawaqif.site.rendering import LANGUAGES, Page, environment, front_page, render

ASSETS, DOWNLOADS = "assets", "downloads"
# Where `npm run build` leaves the interactive parts in a checkout, and the file that all pages load.
SCRIPTS = Path("build/explorer/dist")
ENTRY, STYLES = "explorer.js", "explorer.css"

# What a page may load: its own site and nothing else. Without scripts none run at all.
# Source: W3C, "Content Security Policy Level 3".
_POLICY = "default-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self'; base-uri 'none'; form-action 'self'"
_POLICY_OF_SCRIPTS = "; script-src 'self'; connect-src 'self'; worker-src 'self'"
# DuckDB compiles WebAssembly; only its page may.
_POLICY_OF_QUERY = "; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; worker-src 'self'"


@dataclass(frozen=True)
class Site:
    """A site that was written.

    Attributes:
        folder: where it is.
        pages: number of its pages, both languages together.
        size: of all its files, in bytes.
        interactive: whether it has its interactive parts.
    """

    folder: Path
    pages: int
    size: int
    interactive: bool


def write_site(release: Path, out: Path, scripts: Path | None = None) -> Site:
    """Write the site of a release.

    Args:
        release: folder of a release.
        out: the folder to write into; a site in it is replaced whole, once the new one is complete.
        scripts: folder of the bundled interactive parts; where left out, that of the checkout
            this code stands in, if they were bundled there.

    Raises:
        CannotRunError: there is no such release, it lacks a table, `scripts` holds no
            bundle, or `out` holds something that is not a site.
        OSError: the site cannot be written; an earlier one is still in place.
    """
    bundle = _bundle(scripts)
    released = _whole(release)
    content = read_content(release)
    pages = all_pages(content, release)
    out = absolute(out)
    with published(out, packaged_home(), "site") as aside:
        shared = {"scripts": bundle is not None, "menu": MENU, "map": MAP}
        for language in LANGUAGES:
            made = environment(content, language, shared)
            for page in pages:
                policy = _policy(page, interactive=bundle is not None)
                _write(aside / language / page.path, render(made, page, policy))
        _write(aside / "index.html", front_page(content.facts))
        _write(aside / DATA, explorer_data(content))
        for name in released:
            _copy(release / name, aside / DOWNLOADS / name)
        _copy_assets(bundle, aside / ASSETS)
    size = sum((out / name).stat().st_size for name in present(out))
    return Site(out, len(pages) * len(LANGUAGES), size, bundle is not None)


def _bundle(scripts: Path | None) -> Path | None:
    """Return the folder of the interactive parts, None where they were not bundled."""
    if scripts is None:
        folder = packaged_home() / SCRIPTS
        return folder if all((folder / name).is_file() for name in (ENTRY, STYLES)) else None
    missing = [name for name in (ENTRY, STYLES) if not (scripts / name).is_file()]
    if missing:
        raise CannotRunError(
            f"{scripts}: no {missing[0]} in it; bundle the interactive parts with `npm run build` in build/explorer"
        )
    return scripts


def _whole(release: Path) -> list[str]:
    """Return the paths of the files of a release, each with the bytes it was published with."""
    sums = checksums(release)
    if not sums:
        raise CannotRunError(f"{release}: not a release; run `mawaqif build` first, or name its folder with --release")
    for name, digest in sums.items():
        if not (release / name).is_file() or sha256_of(release / name) != digest:
            raise CannotRunError(f"{release / name}: not as it was published; run `mawaqif build` again")
    return sorted((CHECKSUMS, *sums))


def _policy(page: Page, *, interactive: bool) -> str:
    if not interactive:
        return _POLICY
    return _POLICY + (_POLICY_OF_QUERY if page.kind == "query" else _POLICY_OF_SCRIPTS)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="")


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)


def _copy_assets(bundle: Path | None, folder: Path) -> None:
    if bundle:
        shutil.copytree(bundle, folder, copy_function=shutil.copyfile)
    folder.mkdir(exist_ok=True)
    for asset in files("mawaqif.site").joinpath("assets").iterdir():
        (folder / asset.name).write_bytes(asset.read_bytes())
