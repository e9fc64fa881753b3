"""`mawaqif hydrate`: what readers with their own copies get, and what they are refused."""

from __future__ import annotations

import csv
import re
import shutil
from pathlib import Path

import duckdb
import polars as pl
import pytest

from altered import as_html, presentation_forms
from conftest import ROOT, Run, edit

REPORT = "lamp-report-2020"


@pytest.fixture
def text(package: Path) -> str:
    """The invented document."""
    return (package / f"sources/{REPORT}.txt").read_text(encoding="utf-8")


@pytest.fixture
def copy(tmp_path: Path, text: str) -> Path:
    """A reader's copy of it, with other line breaks."""
    path = tmp_path / "mine.txt"
    path.write_text("نسختي\n" + text.replace(" ", "\n"), encoding="utf-8")
    return path


def test_the_coded_file_gives_back_every_word(package: Path, run: Run, tmp_path: Path, text: str) -> None:
    shutil.copy(package / f"sources/{REPORT}.txt", tmp_path / "any-name.txt")
    result = run("mawaqif", "hydrate", tmp_path / "any-name.txt", "--out", tmp_path / "words.csv", cwd=package)
    assert result.returncode == 0
    assert f"{REPORT}: 5 passages: 5 exact, 0 moved, 0 changed, 0 absent" in result.stdout
    assert "The words belong to the publishers of the documents." in result.stdout
    with (tmp_path / "words.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    with (package / "datapackage/passages.csv").open(encoding="utf-8", newline="") as file:
        passages = {(row["statement_id"], row["part"]): row for row in csv.DictReader(file)}
    assert len(rows) == 5
    for row in rows:
        passage = passages[row["statement_id"], row["part"]]
        assert row["text"] == text[int(passage["char_start"]) : int(passage["char_end"])]
        assert row["words_belong_to"] == "Lamp Office"
        assert row["summary_en"]


def test_another_copy_is_proven_in_sql_and_in_parquet(package: Path, run: Run, tmp_path: Path, copy: Path) -> None:
    result = run("mawaqif", "hydrate", copy, "--out", tmp_path / "out", cwd=package)
    assert (result.returncode, result.stderr) == (0, "")
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["words.csv", "words.duckdb", "words.parquet"]
    with duckdb.connect(str(tmp_path / "out/words.duckdb"), read_only=True) as connection:
        proven = "SELECT outcome, sha256(fold(text)) = text_sha256, count(*) FROM words GROUP BY ALL"
        assert connection.sql(proven).fetchall() == [("moved", True, 5)]
        assert connection.sql("SELECT count(*) FROM statements_with_words JOIN statements USING (statement_id)").fetchall() == [
            (5,)
        ]
        [(comment,)] = connection.sql("SELECT comment FROM duckdb_tables() WHERE table_name = 'words'").fetchall()
        assert "belong to the publishers" in comment
    frame = pl.read_parquet(tmp_path / "out/words.parquet")
    assert frame.height == 5
    assert "belong to the publishers" in pl.read_parquet_metadata(tmp_path / "out/words.parquet")["rights"]


def test_an_edited_and_a_removed_passage_are_named(package: Path, run: Run, tmp_path: Path, copy: Path, text: str) -> None:
    copy.write_text(
        text.replace("قبل الغروب، وأن", "بعد الغروب، وأن").replace("تعارض ناورو هذه المادة وتطلب شطبها من النص", ""),
        encoding="utf-8",
    )
    result = run("mawaqif", "hydrate", copy, "--out", tmp_path / "words.parquet", cwd=package)
    assert result.returncode == 1
    assert f"{REPORT}: 5 passages: 3 exact, 0 moved, 1 changed, 1 absent" in result.stdout
    looks = [line for line in result.stdout.splitlines() if line.startswith("look at ")]
    assert [line.split(":")[0:2] for line in looks] == [
        [f"look at {REPORT}-s001 part 1", " changed, similarity 1.00"],
        [f"look at {REPORT}-s004 part 1", " absent"],
    ]
    frame = pl.read_parquet(tmp_path / "words.parquet").filter(pl.col("outcome") == "changed")
    assert frame["text"].to_list()[0].startswith("ينبغي")
    assert "بعد الغروب" in frame["text"].to_list()[0]


COPIES = {
    "windows-1256": lambda text: text.encode("windows-1256", errors="replace"),
    "utf-16": lambda text: text.encode("utf-16"),
    "html": lambda text: as_html(text).encode(),
    "glyphs from the left": lambda text: "\n".join(presentation_forms(line)[::-1] for line in text.split("\n")).encode(),
}


@pytest.mark.parametrize("name", COPIES)
def test_a_copy_in_another_form(name: str, package: Path, run: Run, tmp_path: Path, text: str) -> None:
    path = tmp_path / ("mine.html" if name == "html" else "mine.txt")
    path.write_bytes(COPIES[name](text))
    result = run("mawaqif", "hydrate", path, cwd=package)
    assert re.search(rf"{REPORT}: 5 passages: \d exact, \d moved, 0 changed, 0 absent", result.stdout)
    assert "nothing was written" in result.stdout
    assert result.returncode == 0


def test_pages_in_files_of_their_own_are_one_document(package: Path, run: Run, tmp_path: Path, text: str) -> None:
    cut = text.index("وأن يدفع")
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "page 9.txt").write_text(text[:cut], encoding="utf-8")
    (folder / "page 10.txt").write_text(text[cut:], encoding="utf-8")
    (folder / "shopping.txt").write_text("حليب وخبز وزيت", encoding="utf-8")
    result = run("mawaqif", "hydrate", folder, "--out", tmp_path / "words.csv", cwd=package)
    assert f"{folder / 'shopping.txt'}: none of the documents is recognised in it" in result.stdout
    assert "0 changed, 0 absent" in result.stdout
    assert result.returncode == 0
    with (tmp_path / "words.csv").open(encoding="utf-8", newline="") as file:
        files = [Path(row["file"]).name for row in csv.DictReader(file)]
    assert files == ["page 9.txt", *["page 10.txt"] * 4]


STRANGERS = {
    "another document": ("كلام آخر عن السفن والموانئ وما فيها من زيت. " * 30).encode(),
    "a translation": b"Iceland: every lighthouse should be lit before sunset, and shipowners should pay for the oil. " * 9,
    "a picture": b"\x89PNG\r\n\x1a\n\x01\x02",
    "an empty file": b"",
}


@pytest.mark.parametrize("name", STRANGERS)
def test_what_is_no_copy_is_told(name: str, package: Path, run: Run, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_bytes(STRANGERS[name])
    result = run("mawaqif", "hydrate", tmp_path / "mine.txt", "--out", tmp_path / "words.csv", cwd=package)
    assert result.returncode == 2
    assert "none of the documents is recognised" in result.stderr
    assert not (tmp_path / "words.csv").exists()


def test_a_document_may_be_named(package: Path, run: Run, copy: Path) -> None:
    assert run("mawaqif", "hydrate", copy, "--document", REPORT, cwd=package).returncode == 0
    wrong = run("mawaqif", "hydrate", copy, "--document", "lamp-report-2021", cwd=package)
    assert (wrong.returncode, "did you mean lamp-report-2020?" in wrong.stderr) == (2, True)
    copy.write_text("شيء آخر", encoding="utf-8")
    other = run("mawaqif", "hydrate", copy, "--document", REPORT, cwd=package)
    assert (other.returncode, "5 absent" in other.stdout) == (1, True)


@pytest.mark.parametrize(
    "place", ["words.csv", "datapackage/words.csv", "sources", "dist/words.duckdb", "through-a-link/words.csv"]
)
def test_no_words_go_into_the_project(place: str, package: Path, run: Run, tmp_path: Path, copy: Path) -> None:
    (tmp_path / "through-a-link").symlink_to(package / "schemas")
    out = tmp_path / place if place.startswith("through") else package / place
    result = run("mawaqif", "hydrate", copy, "--out", out, cwd=package)
    assert result.returncode == 2
    assert "which carries no words of its sources" in result.stderr
    assert not any(path.name.startswith((".words", "words")) for path in package.rglob("*"))


def test_nor_into_this_checkout_or_a_release(package: Path, run: Run, tmp_path: Path, copy: Path) -> None:
    (tmp_path / "release").mkdir()
    (tmp_path / "release/datapackage.json").write_text("{}")
    for out in (ROOT / "docs/words.csv", ROOT / "build/mawaqif/words.csv", tmp_path / "release/words.csv"):
        result = run("mawaqif", "hydrate", copy, "--out", out, cwd=package)
        assert (result.returncode, "which carries no words" in result.stderr) == (2, True)
        assert not out.exists()


REFUSED = {
    "an unknown ending": ("words.xlsx", "expected a file that ends in .csv, .parquet, .duckdb, or a folder"),
    "a file that exists": ("there.csv", "exists; name another file, or replace it with --force"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_refused_before_anything_is_read(name: str, package: Path, run: Run, tmp_path: Path, copy: Path) -> None:
    target, problem = REFUSED[name]
    (tmp_path / "there.csv").write_text("mine")
    result = run("mawaqif", "hydrate", copy, "--out", tmp_path / target, cwd=package)
    assert (result.returncode, problem in result.stderr) == (2, True)
    assert (tmp_path / "there.csv").read_text() == "mine"


def test_force_replaces_a_file_but_never_a_copy(package: Path, run: Run, tmp_path: Path, copy: Path) -> None:
    (tmp_path / "there.csv").write_text("mine")
    assert run("mawaqif", "hydrate", copy, "--out", tmp_path / "there.csv", "--force", cwd=package).returncode == 0
    assert (tmp_path / "there.csv").read_text(encoding="utf-8").startswith("statement_id,part")
    own = copy.rename(tmp_path / "mine.csv")
    result = run("mawaqif", "hydrate", own, "--out", own, "--force", cwd=package)
    assert (result.returncode, "is one of the copies" in result.stderr) == (2, True)
    assert "المنارات" in own.read_text(encoding="utf-8")


def test_what_cannot_run_is_one_line(package: Path, run: Run, tmp_path: Path, copy: Path) -> None:
    for words in (["nowhere.txt"], [copy, "--encoding", "klingon"], [tmp_path / "package/queries"]):
        result = run("mawaqif", "hydrate", *words, cwd=package)
        assert result.returncode == 2
        assert result.stderr.startswith("mawaqif: ")
    edit(package / "datapackage/passages.csv", f"{REPORT}-s004,1,422", f"{REPORT}-s004,1,x")
    result = run("mawaqif", "hydrate", copy, cwd=package)
    assert (result.returncode, "MQ2" in result.stderr) == (1, True)


@pytest.mark.parametrize("ending", ["html", "txt"])
def test_validate_proves_passages_in_the_same_way(ending: str, package: Path, run: Run, text: str) -> None:
    (package / f"sources/{REPORT}.txt").unlink()
    other = as_html(text) if ending == "html" else text.replace(" ", "\n")
    (package / f"sources/{REPORT}.{ending}").write_text(other, encoding="utf-8")
    result = run("mawaqif", "validate", package, "--sources", package / "sources", cwd=package)
    codes = [line.split()[1] for line in result.stdout.splitlines() if " MQ" in line]
    assert codes == ([] if ending == "html" else ["MQ501"])
    changed = other.replace("ناورو", "توفالو")
    (package / f"sources/{REPORT}.{ending}").write_text(changed, encoding="utf-8")
    result = run("mawaqif", "validate", package, "--sources", package / "sources", cwd=package)
    # A plain text with other words is another text: it is refused as a whole, and no passage is held against it.
    told = {
        "html": f"passages.csv:6:text_sha256 MQ502 '{REPORT}-s004' has changed where it is found",
        "txt": f"documents.csv:3:text_sha256 MQ501 '{REPORT}': the copy is not the file that was coded: it is another text",
    }
    assert told[ending] in result.stdout
    assert result.stdout.count(" MQ") == 1
