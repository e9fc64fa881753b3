"""How many passages of the real documents come back from copies of every kind, as a table in Markdown.

`make measure` prints it into `docs/hydration.md`. It needs the documents, and for the printed pages Chromium.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from altered import DAMAGING, FAITHFUL, as_html
from browsing import CHROMIUM
from conftest import made_once
from mawaqif.passages import Outcome, fold
from mawaqif.passages.aligning import Match, Target, Views, align, targets_by_document
from mawaqif.passages.copies import open_copy
from other_browsers import browsers_at_hand
from own_copies import Found, restored, restored_in
from unchanged import real

# What leaves out the head and the foot of each printed page.
BARE = "--no-pdf-header-footer"
PROVEN = frozenset({Outcome.EXACT, Outcome.MOVED})


@dataclass(frozen=True)
class Document:
    """A document at hand."""

    name: str
    text: str
    targets: Sequence[Target]

    def words(self, target: Target) -> str:
        """Return the true words of a passage, folded."""
        return fold(self.text[target.anchor.char_start : target.anchor.char_end])

    def wrong(self, found: Sequence[Match]) -> list[tuple[str, int]]:
        """Return passages given for proven whose words are not the true ones."""
        return [item.target.key for item in found if item.outcome in PROVEN and fold(item.text or "") != self.words(item.target)]

    def untouched(self, found: Sequence[Match]) -> list[tuple[str, int]]:
        """Return passages graded `changed` whose words are the true ones all the same."""
        return [
            item.target.key
            for item in found
            if item.outcome is Outcome.CHANGED and fold(item.text or "") == self.words(item.target)
        ]


def documents(folder: Path) -> list[Document]:
    """Return the documents of a folder that have passages."""
    found = []
    for name, targets in targets_by_document(real()).items():
        path = folder / f"{name}.txt"
        if path.is_file():
            found.append(Document(name, path.read_bytes().decode("utf-8"), targets))
    return found


def from_html(document: Document, folder: Path) -> list[Match]:
    """Restore the passages of a document from a web page of it."""
    path = folder / f"{document.name}.html"
    path.write_text(as_html(document.text), encoding="utf-8")
    return align(Views(open_copy(path).ways[0]().text), document.targets, faithful=False)


def from_pdf(document: Document, page: Path) -> list[Match]:
    """Restore the passages of a document from the PDF of its web page."""
    best: dict[Target, Match] = {}
    for way in open_copy(page).ways:
        left = [item for item in document.targets if item not in best or best[item].outcome not in PROVEN]
        for item in align(Views(way().text), left, faithful=False):
            if item.outcome in PROVEN or item.target not in best:
                best[item.target] = item
    return [best[item] for item in document.targets]


def _rows(folder: Path) -> Iterator[tuple[str, Callable[[Document], list[Match]]]]:
    yield "the file itself", lambda document: align(Views(document.text), document.targets)
    for name, change in {**FAITHFUL, **DAMAGING}.items():
        yield name, lambda document, change=change: align(Views(change(document.text)), document.targets)
    yield "web page", lambda document: from_html(document, folder)
    if CHROMIUM:
        yield "PDF of the web page, heads and feet printed", lambda document: from_pdf(document, printed(document, folder))
        yield "PDF of the web page", lambda document: from_pdf(document, printed(document, folder, BARE))


def table(found: Sequence[Document]) -> Iterator[str]:
    """Yield the lines of the table."""
    yield "| copy | passages | exact | moved | changed | absent | ambiguous | restored wrongly | seconds |"
    yield "|---|--:|--:|--:|--:|--:|--:|--:|--:|"
    with tempfile.TemporaryDirectory() as folder:
        for name, restore in _rows(Path(folder)):
            start = time.process_time()
            counts: Counter[str] = Counter()
            for document in found:
                restored = restore(document)
                counts.update(item.outcome.value for item in restored)
                counts["ambiguous"] += sum(item.ambiguous for item in restored)
                counts["wrong"] += len(document.wrong(restored))
                counts["passages"] += len(restored)
            columns = ("passages", "exact", "moved", "changed", "absent", "ambiguous", "wrong")
            cells = " | ".join(str(counts[column]) for column in columns)
            yield f"| {name} | {cells} | {time.process_time() - start:.0f} |"


def printed(document: Document, folder: Path, *options: str) -> Path:
    """Return the path of the PDF that Chromium prints of the web page of a document, in a folder."""
    page, out = folder / f"{document.name}.html", folder / f"{document.name}.pdf"
    page.write_text(as_html(document.text), encoding="utf-8")
    words = [CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder}/profile", *options]
    subprocess.run([*words, f"--print-to-pdf={out}", page.name], cwd=folder, check=True, capture_output=True, timeout=120)
    return out


def printed_once(factory: pytest.TempPathFactory, document: Document, *options: str) -> Path:
    """Return the path of the same PDF, which the first test to need it prints for all."""

    def make(folder: Path) -> None:
        folder.mkdir()
        printed(document, folder, *options)

    return made_once(factory, "-".join(("printed", document.name, *options)), make) / f"{document.name}.pdf"


def browser_table(found: Sequence[Document]) -> Iterator[str]:
    """Yield the lines of the table of what the code of the pages restores."""
    yield "| copy | passages | exact | moved | changed | absent | restored wrongly |"
    yield "|---|--:|--:|--:|--:|--:|--:|"
    passages = {document.name: document.targets for document in found}
    true = {target.key: document.words(target) for document in found for target in document.targets}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        copies: dict[str, tuple[str, Callable[[Document], bytes]]] = {
            kind: (".txt", lambda document, change=change: change(document.text).encode("utf-8", "surrogatepass"))
            for kind, change in {"the file itself": str, **FAITHFUL, **DAMAGING}.items()
        }
        if CHROMIUM:
            copies["PDF of the web page, heads and feet printed"] = (
                ".pdf",
                lambda document: printed(document, folder).read_bytes(),
            )
            copies["PDF of the web page"] = (".pdf", lambda document: printed(document, folder, BARE).read_bytes())
        for kind, (suffix, copy) in copies.items():
            yield _counted(kind, restored(passages, [copy(document) for document in found], folder, suffix), true)
        for browser, ask in browsers_at_hand().items():
            pages = [as_html(document.text).encode() for document in found]
            place = folder / browser
            place.mkdir()
            yield _counted(f"web page, in {browser}", restored_in(ask, passages, pages, place), true)


def _counted(kind: str, copies: Sequence[Found], true: Mapping[tuple[str, int], str]) -> str:
    """Return the line of a kind of copy."""
    counts: Counter[str] = Counter()
    for own in copies:
        counts.update(outcome for outcome, _ in own.values())
        counts["wrong"] += sum(outcome in PROVEN and fold(text) != true[key] for key, (outcome, text) in own.items())
    cells = " | ".join(str(counts[column]) for column in ("exact", "moved", "changed", "absent", "wrong"))
    return f"| {kind} | {len(true)} | {cells} |"


NOTICE = """<!-- Made by `make measure` from tests/measure_hydration.py. Do not edit this page. -->
# What comes back from which copy

Every passage of the coded documents, restored from copies made of them by `tests/altered.py`. A passage
counts as restored wrongly where it is graded `exact` or `moved` and its words are not the true ones.
Lost and added spaces, misread letters and the missing half touch the words themselves: what cannot be
proven any more is graded `changed` or `absent`, and should be.
"""

IN_THE_BROWSER = """
## In the browser

The same copies, read by the code of the site's pages (`build/explorer/src/hydrating/`), which Node runs here; web pages, which it
does not lay out, by the browsers. It knows the passages by hashes and fingerprints alone.
"""


def main() -> None:
    """Print the page."""
    print(NOTICE)  # noqa: T201 - it is what the script is for
    for line in table(documents(Path(sys.argv[1]))):
        print(line, flush=True)  # noqa: T201 - the same
    print(IN_THE_BROWSER)  # noqa: T201 - the same
    for line in browser_table(documents(Path(sys.argv[1]))):
        print(line, flush=True)  # noqa: T201 - the same


if __name__ == "__main__":
    main()
