"""`mawaqif docs`: the codebook, checks, cookbook, plots shown, Python API, deposit's metadata, folding vectors."""

from __future__ import annotations

from pathlib import Path

from mawaqif.checks import CODES, load_checked
from mawaqif.docs import api_page, zenodo
from mawaqif.docs.cookbook_pages import cookbook_pages
from mawaqif.docs.explanation import as_markdown
from mawaqif.editing.atomic_writes import write_text
from mawaqif.findings import CannotRunError, Language
from mawaqif.passages import VECTORS, vectors_json
from mawaqif.paths import packaged_home, unlinked
from mawaqif.plots.writing import vector_plots
from mawaqif.query.opening import in_memory
from mawaqif.release.codebook import FOLDER, WORDINGS, codebooks
from mawaqif.release.editions import json_text
from mawaqif.tables import Dataset

CATALOGUE, ARABIC_CATALOGUE = "docs/checks.md", "docs/checks.ar.md"
FOLDING = f"docs/{VECTORS}"
# What a page shows of the plots is put there once by `mawaqif plots NAME --format svg --out docs/plots`.
PLOTS = "docs/plots"
CATALOGUE_HEADS = {
    Language.ENGLISH: (
        "# The checks",
        "",
        "`mawaqif explain CODE` says the same at the desk. Codes are stable and never reused. [العربية](checks.ar.md)",
    ),
    Language.ARABIC: (
        '<div dir="rtl" lang="ar">',
        "",
        "# الفحوص",
        "",
        'يقول <code dir="ltr">mawaqif explain CODE --lang ar</code> ذلك نفسه في الطرفية. والرموز ثابتة لا يعاد استعمالها أبدًا.',
        "[English](checks.md)",
    ),
}
NOTICE = "<!-- Made by `mawaqif docs` from {source}. Do not edit this page. -->\n"


def write_documentation(root: Path, *, write: bool) -> list[str]:
    """Make the pages of a package.

    Args:
        root: folder of a checkout, with `docs/chapters/`.
        write: whether to write; otherwise only compare.

    Returns:
        Paths of the pages that were stale, among them those that nothing makes any more, which are removed.

    Raises:
        FindingsError: the package has findings.
        CannotRunError: there are no chapters, a mark is unknown, or a query of the cookbook fails.
        OSError: a page cannot be written, or is a link; where it is one, nothing was written.
    """
    if not any((root / FOLDER).glob("*/*.md")):
        raise CannotRunError(f"{root / FOLDER}: no chapters in a folder of their language, such as en")
    dataset = load_checked(root)
    pages: dict[str, str | None] = {
        **_codebooks(dataset),
        CATALOGUE: _catalogue(Language.ENGLISH),
        ARABIC_CATALOGUE: _catalogue(Language.ARABIC),
        FOLDING: vectors_json(),
        zenodo.FILE: json_text(zenodo.deposit(dataset)),
        **_api(root),
        **cookbook_pages(root),
        **_plots(dataset),
    }
    stale = [path for path, text in pages.items() if _present(unlinked(root, path)) != text]
    if write:
        for path in stale:
            _put(unlinked(root, path), pages[path])
    return stale


def _present(path: Path) -> str | None:
    return path.read_bytes().decode("utf-8") if path.is_file() else None


def _put(path: Path, text: str | None) -> None:
    if text is None:
        path.unlink()
    else:
        path.parent.mkdir(exist_ok=True)
        write_text(path, text)


def _codebooks(dataset: Dataset) -> dict[str, str | None]:
    """Return the codebook in each language that has chapters; None for a page that was made when there were some."""
    notice = NOTICE.format(source=f"{FOLDER}, the schemas and the tables")
    texts = codebooks(dataset)
    pages: dict[str, str | None] = {}
    for wording in WORDINGS:
        path, (before, after) = f"docs/{wording.file}", wording.frame
        if wording.file in texts:
            pages[path] = notice + before + texts[wording.file] + after
        elif (_present(unlinked(dataset.descriptor.root, path)) or "").startswith(notice):
            pages[path] = None
    return pages


def _api(root: Path) -> dict[str, str]:
    """Return the page of the Python API, which belongs to the tool: no other package has one."""
    if root.resolve() != packaged_home().resolve():
        return {}
    return {api_page.PAGE: NOTICE.format(source="the docstrings") + api_page.as_page()}


def _plots(dataset: Dataset) -> dict[str, str]:
    """Draw anew what `docs/plots` shows; without Matplotlib, which is optional, it is neither drawn nor compared."""
    shown = {path.stem for path in (dataset.descriptor.root / PLOTS).glob("*.svg")}
    if not shown:
        return {}
    with in_memory(dataset) as connection:
        drawn = vector_plots(shown, connection, dataset.descriptor)
    return {f"{PLOTS}/{name}.svg": text for name, text in drawn.items()}


def _catalogue(language: Language) -> str:
    """Return the catalogue of checks in a language; each page leads to the other."""
    head = [NOTICE.format(source="the checks themselves"), *CATALOGUE_HEADS[language], ""]
    text = "\n".join(head) + "\n" + "\n".join(as_markdown(code, language) for code in CODES)
    return f"{text}\n</div>\n" if language is Language.ARABIC else text
