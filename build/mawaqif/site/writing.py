"""Writing the site: pages in both languages, the data of the interactive views, the files of the release."""

from __future__ import annotations

import gc
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from mawaqif.findings import CannotRunError
from mawaqif.paths import inside, packaged_home, read_file, refuse_names, unlinked
from mawaqif.plots import FILES
from mawaqif.plots.cards import Card
from mawaqif.release.atomic_folder import absolute, published
from mawaqif.release.checksums import CHECKSUMS, not_as_published, present, sha256_of, whole_release
from mawaqif.release.file_names import LLMS_FILE
from mawaqif.site.api import api_files
from mawaqif.site.cards import card_files
from mawaqif.site.citing import entries
from mawaqif.site.content import Content
from mawaqif.site.explorer_data import explorer_files
from mawaqif.site.fingerprints import PATH as FINGERPRINTS
from mawaqif.site.fingerprints import fingerprints
from mawaqif.site.language_pages import MANY, Folder, Frame, cards_of, pages_beside, write_pages
from mawaqif.site.linking import read_content
from mawaqif.site.pages import MENU, all_pages
from mawaqif.site.rendering import front_page, missing_page
from mawaqif.site.wording import LANGUAGES

ASSETS, DOWNLOADS = "assets", "downloads"
# What hosts show where there is no page.
MISSING = "404.html"
# Where `npm run build` leaves the interactive parts in a checkout, and the file that all pages load.
SCRIPTS = Path("build/explorer/dist")
ENTRY, STYLES = "explorer.js", "explorer.css"
SHEET = "site.css"
# What others wrote of the interactive parts, with its licences.
NOTICES = "LICENCES.txt"

_NO_CARDS = 'messengers show no picture of its pages, for they are drawn by Matplotlib; `pip install "mawaqif[plots]"`'


@dataclass(frozen=True)
class Site:
    """A site that was written.

    Attributes:
        folder: where it is.
        pages: number of its pages, both languages together.
        size: of all its files, in bytes.
        interactive: whether it has its interactive parts.
        told: what its user should know beside, a line each.
    """

    folder: Path
    pages: int
    size: int
    interactive: bool
    told: tuple[str, ...] = ()


def write_site(release: Path, out: Path, scripts: Path | None = None) -> Site:
    """Write the site of a release.

    Args:
        release: folder of a release.
        out: the folder to write into; a site in it is replaced whole, once the new one is complete.
        scripts: folder of the bundled interactive parts; where left out, that of the checkout
            this code stands in, if they were bundled there.

    Raises:
        CannotRunError: there is no such release, it is not as it was published, it lacks a
            table, a row's key cannot be the name of a page, `scripts` holds no bundle, or
            `out` holds something that is not a site.
        OSError: the site cannot be written; an earlier one is still in place.
    """
    bundle = _bundle(scripts)
    out = absolute(out)
    _refuse_release(out, release)
    released = whole_release(release, FILES)
    content = read_content(release)
    pages = all_pages(content, release)
    refuse_names([page.path for page in pages], f"{out}: a page of the site")
    with _out_of_collection(), published(out, packaged_home(), "site") as publication:
        folder = Folder(publication.folder)
        notices = f"{ASSETS}/{NOTICES}" if bundle and (bundle / NOTICES).is_file() else ""
        frame = Frame(release, bundle, notices, frozenset(released))
        cards = cards_of(content)
        first, second = LANGUAGES
        apart = len(pages) >= MANY and (os.cpu_count() or 1) > 1
        with pages_beside(frame, second, folder, _for_programs) if apart else nullcontext() as wait:
            write_pages(content, pages, frame, first, folder, cards)
            folder.write_all(_files(content, cards))
            if not wait:
                write_pages(content, pages, frame, second, folder, cards)
                folder.write_all(_for_programs(content))
            _copy_release(release, released, folder)
            if wait:
                wait()
        _copy_assets(bundle, folder.path / ASSETS)
        publication.sums |= folder.sums
    size = sum((out / name).stat().st_size for name in present(out))
    told = [*publication.told, *([_NO_CARDS] if content.metadata.homepage and not cards else [])]
    return Site(out, len(pages) * len(LANGUAGES), size, bundle is not None, tuple(told))


@contextmanager
def _out_of_collection() -> Iterator[None]:
    """Leave what was read and linked out of the collection of garbage: it stays until the end, and is much to look through."""
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


def _files(content: Content, cards: Mapping[str, Mapping[str, Card]]) -> Iterator[tuple[str, str | bytes]]:
    """Yield path and content of what stands beside the pages of the languages."""
    yield "index.html", front_page(content.metadata)
    yield MISSING, missing_page(content.metadata, (("index.html", "overview"), *MENU, ("retired.html", "retired")))
    yield from explorer_files(content)
    yield from card_files(cards)


def _for_programs(content: Content) -> Iterator[tuple[str, str]]:
    """Yield path and content of what programs read: rows, entries for bibliographies, and fingerprints of passages."""
    yield FINGERPRINTS, fingerprints(content)
    for document in content.coded:
        yield from entries(content.metadata, document)
    yield from api_files(content)


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


def _refuse_release(out: Path, release: Path) -> None:
    """Refuse to write a site over the release that it is made from, into it or around it."""
    place = release.resolve()
    if out.is_relative_to(place) or place.is_relative_to(out):
        raise CannotRunError(f"{out}: is the place of the release {release}; name another folder with --out")


def _copy(release: Path, name: str, folder: Path) -> Path:
    target = inside(folder, name)
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(unlinked(release, name), target)
    return target


def _copy_release(release: Path, released: Mapping[str, str], folder: Folder) -> None:
    """Copy the files of a release that the site offers, and put what a language model reads first where it looks for it."""
    _copy(release, CHECKSUMS, folder.path / DOWNLOADS)
    for name, digest in released.items():
        if sha256_of(_copy(release, name, folder.path / DOWNLOADS)) != digest:
            raise CannotRunError(not_as_published(release, name))
        folder.sums[f"{DOWNLOADS}/{name}"] = digest
    if LLMS_FILE in present(release):
        text = read_file(unlinked(release, LLMS_FILE)).decode("utf-8")
        folder.write(LLMS_FILE, text.replace("](", f"]({DOWNLOADS}/"))


def _copy_assets(bundle: Path | None, folder: Path) -> None:
    if bundle:
        # The desk writes into a package, so it is no part of a site.
        shutil.copytree(bundle, folder, copy_function=shutil.copyfile, ignore=shutil.ignore_patterns("desk"))
    folder.mkdir(exist_ok=True)
    for asset in files("mawaqif.site").joinpath("assets").iterdir():
        (folder / asset.name).write_bytes(asset.read_bytes())
    # A page asks for one sheet, in which all stand.
    sheets = [folder / name for name in ("colours.css", SHEET, STYLES)]
    (folder / SHEET).write_bytes(b"\n".join(sheet.read_bytes() for sheet in sheets if sheet.is_file()))
