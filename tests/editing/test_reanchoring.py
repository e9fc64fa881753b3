"""A new edition of a text is taken in by one command: what is proven moves, what differs is listed, all files or none."""

from __future__ import annotations

import csv
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from altered import LETTERS
from conftest import Run
from mawaqif.editing.corrections import new_edition, open_package, reanchor, write_edition
from mawaqif.passages import anchor
from mawaqif.passages.extraction import ExtractedText, digest_of, extract
from mawaqif.tables import csv_text
from pdf_files import Row, pdf_file, rows

LAMP = "lamp-report-2020"
NAMES = ("datapackage/documents.csv", "datapackage/passages.csv", "datapackage/set_aside.csv", "datapackage/readings.csv")


def table(package: Path, name: str) -> list[dict[str, str]]:
    return list(csv.DictReader((package / "datapackage" / f"{name}.csv").read_text(encoding="utf-8").splitlines()))


def edition(package: Path, change: Callable[[str], str]) -> Path:
    """Put another edition of the report beside the package."""
    path = package.parent / "second.txt"
    text = (package / "sources" / f"{LAMP}.txt").read_text(encoding="utf-8")
    path.write_text(change(text), encoding="utf-8")
    return path


def held(package: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (package / "datapackage").iterdir()}


def moved(text: str) -> str:
    """Insert a line, point some letters, and set a line break elsewhere: no word of a passage changes."""
    text = text.replace("تقرير المنارات\n", "تقرير المنارات\nالطبعة الثانية\n", 1)
    return text.replace("تعارض ناورو هذه", "تُعارض ناورو\nهذه")


def test_every_place_of_the_same_words_moves(package: Path, run: Run) -> None:
    assert run("mawaqif", "seal", package).returncode == 0
    file = edition(package, moved)
    before = held(package)
    dry = run("mawaqif", "reanchor", LAMP, file, "--partly", "--dry-run", cwd=package)
    assert dry.returncode == 0, dry.stdout + dry.stderr
    assert held(package) == before
    old = table(package, "passages")
    result = run("mawaqif", "reanchor", LAMP, file, "--partly", cwd=package)
    assert result.returncode == 0, result.stdout + result.stderr
    text = file.read_text(encoding="utf-8")
    for row, was in zip(table(package, "passages"), old, strict=True):
        assert row["text_sha256"] == was["text_sha256"]
        assert (row["statement_id"], row["part"]) == (was["statement_id"], was["part"])
        place = anchor(text, int(row["char_start"]), int(row["char_end"]))
        assert (place.text_sha256, place.text_start, place.text_end) == (row["text_sha256"], row["text_start"], row["text_end"])
    document = next(row for row in table(package, "documents") if row["document_id"] == LAMP)
    assert (document["text_sha256"], document["text_length"]) == (digest_of(text), str(len(text)))


def same_words(text: str) -> str:
    return "\n" + text.replace("تعارض ناورو هذه", "تُعارض ناورو هذه")


def test_after_it_the_package_is_clean_and_stays_read(package: Path, run: Run) -> None:
    assert run("mawaqif", "seal", package).returncode == 0
    file = edition(package, same_words)
    result = run("mawaqif", "reanchor", LAMP, file, cwd=package)
    assert result.returncode == 0, result.stdout + result.stderr
    (package / "sources" / f"{LAMP}.txt").write_bytes(file.read_bytes())
    checked = run("mawaqif", "validate", package, "--sources", package / "sources")
    assert checked.returncode == 0, checked.stdout
    again = run("mawaqif", "reanchor", LAMP, file, cwd=package)
    assert again.returncode == 2
    assert "is the text that was coded" in again.stderr


def test_other_words_are_listed_and_nothing_is_written_until_they_are_settled(package: Path, run: Run) -> None:
    assert run("mawaqif", "seal", package).returncode == 0
    file = edition(package, lambda text: "\n" + text.replace("هذه المادة وتطلب", "هذه الفقرة وتطلب"))
    before = held(package)
    refused = run("mawaqif", "reanchor", LAMP, file, cwd=package)
    assert refused.returncode == 1
    assert f"passages {LAMP}-s004 1: 422-464" in refused.stdout
    assert "nearest 423-465" in refused.stdout
    assert "--take KEY" in refused.stderr
    assert held(package) == before
    wrong = run("mawaqif", "reanchor", LAMP, file, "--take", f"{LAMP}-s001", cwd=package)
    assert wrong.returncode == 2
    taken = run("mawaqif", "reanchor", LAMP, file, "--take", f"{LAMP}-s004", cwd=package)
    assert taken.returncode == 0, taken.stdout + taken.stderr
    (package / "sources" / f"{LAMP}.txt").write_bytes(file.read_bytes())
    checked = run("mawaqif", "validate", package, "--sources", package / "sources").stdout
    assert "MQ50" not in checked
    assert checked.count("MQ601") == 1, "the row that was taken is read again, the others stay read"


def test_partly_leaves_what_differs(package: Path, run: Run) -> None:
    file = edition(package, lambda text: "\n" + text.replace("هذه المادة وتطلب", "هذه الفقرة وتطلب"))
    result = run("mawaqif", "reanchor", LAMP, file, "--partly", cwd=package)
    assert result.returncode == 0, result.stdout + result.stderr
    assert "not settled: passages" in result.stdout
    starts = {row["statement_id"]: row["char_start"] for row in table(package, "passages")}
    assert starts[f"{LAMP}-s004"] == "422"


REFUSED: dict[str, tuple[bytes, str]] = {
    "no text": (b"", "it is empty"),
    "a PDF file": (b"%PDF-1.7\n", "PDF file"),
    "line ends": ("نص\r\n".encode(), "CR LF"),
    "no UTF-8": (b"\xff", "not UTF-8"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_text_is_refused(name: str, package: Path, run: Run) -> None:
    data, problem = REFUSED[name]
    (package / "a.txt").write_bytes(data)
    before = held(package)
    result = run("mawaqif", "reanchor", LAMP, "a.txt", cwd=package)
    assert (result.returncode, result.stderr.count("\n")) == (2, 1)
    assert problem in result.stderr
    assert held(package) == before


def test_a_document_that_was_not_coded_is_refused(package: Path, run: Run) -> None:
    (package / "a.txt").write_text("نص\n", encoding="utf-8")
    assert "there is no" in run("mawaqif", "reanchor", "lamp", "a.txt", cwd=package).stderr.replace("has no", "there is no")


def paper(path: Path, width: int, lines: int, head: str, *paragraphs: str) -> ExtractedText:
    """Print forty paragraphs and more, each of other words, on pages of so many lines."""
    made = list(paragraphs)
    for number in range(56):
        dice = random.Random(number)
        words = ["".join(dice.choices(LETTERS, k=dice.randint(3, 6))) for _ in range(dice.randint(17, 24))]
        made.append(f"البند {number} {' '.join(words)}.")
    set_lines = rows(made, width, top=0)
    pages = [set_lines[at : at + lines] for at in range(0, len(set_lines), lines)]
    printed = [
        [Row(head, 815, 9), *(Row(row.text, 780 + row.y - page[0].y) for row in page), Row(str(number), 20, 9)]
        for number, page in enumerate(pages, start=1)
    ]
    path.write_bytes(pdf_file(printed))
    return extract(path)


def test_forty_pages_in_another_layout_are_taken_in(package: Path) -> None:
    first = paper(package / "first.pdf", 66, 3, "دفتر الموانئ البعيدة")
    second = paper(package / "second.pdf", 48, 14, "الطبعة الثانية من الدفتر", "مقدمة الطبعة.")
    assert len({page.label for page in first.map.pages}) >= 40
    add_document(package, first)
    (package / "second.txt").write_text(second.text, encoding="utf-8")
    (package / "second.map.json").write_text(second.map.as_json(), encoding="utf-8")
    before = open_package(package)
    change = reanchor(before, new_edition(before, "buoys-2021", package / "second.txt"))
    write_edition(before, new_edition(before, "buoys-2021", package / "second.txt"), change, partly=False, write=True)
    text = (package / "second.txt").read_text(encoding="utf-8")
    own = [row for row in table(package, "passages") if row["statement_id"].startswith("buoys-2021")]
    assert len(own) == 56
    pages = [row["page"] for row in table(package, "pages") if row["document_id"] == "buoys-2021"]
    assert pages == [page.label for page in second.map.pages]
    for row in own:
        start, end = int(row["char_start"]), int(row["char_end"])
        assert anchor(text, start, end).text_sha256 == row["text_sha256"]
        assert text[start:end].startswith(f"البند {int(row['statement_id'][-3:]) - 1} ")


def add_document(package: Path, found: ExtractedText) -> None:
    """Add a document to the tables, each paragraph a statement; what else a statement needs is not looked at here."""
    measures = {"text_sha256": found.map.text_sha256, "text_length": str(found.map.text_length)}
    own = {"document_id": "buoys-2021", "role": "corpus", "kind": "report", "title_en": "Buoys", "title_ar": "عوامات", **measures}
    added: dict[str, list[dict[str, str]]] = {"documents": [own], "statements": [], "passages": []}
    at = 0
    for number, paragraph in enumerate(found.text.removesuffix("\n").split("\n\n"), start=1):
        key = f"buoys-2021-s{number:03}"
        place = anchor(found.text, at, at + len(paragraph.removesuffix(".")))
        at += len(paragraph) + 2
        summary = {"summary_en": f"Buoy {number}.", "summary_ar": f"عوامة {number}."}
        added["statements"].append(
            {"statement_id": key, "document_id": "buoys-2021", "kind": "citation", "date": "2021", **summary}
        )
        cells = {"statement_id": key, "part": "1"} | {name: str(value) for name, value in vars(place).items()}
        added["passages"].append(cells)
    for name, new in added.items():
        path = package / "datapackage" / f"{name}.csv"
        header, *kept = csv.reader(path.read_text(encoding="utf-8").splitlines())
        lines = kept + [[row.get(column, "") for column in header] for row in new]
        width = 2 if name == "passages" else 1
        path.write_text(csv_text(header, sorted(lines, key=lambda row: row[:width])), encoding="utf-8")
