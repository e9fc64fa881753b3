"""Numbers of statements: free until a document is sealed, and never changed after."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from conftest import Run
from mawaqif.deriving import published
from mawaqif.tables import load_dataset

DATA = "datapackage"
BETWEEN = (
    *("statement", "document_id=lamp-report-2020", "kind=quotation", "actor=malta"),
    "summary_en=Malta repeats where its wish for lanterns stands.",
    "summary_ar=تكرر مالطا موضع رغبتها في الفوانيس ضمن المحضر.",
    *("first=محضر الاجتماع", "last=org/minutes/2", "--sources", "sources"),
)
ID = "lamp-report-2020-s{:03}"


def rows(package: Path, table: str) -> list[dict[str, str]]:
    with (package / DATA / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def written(package: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (package / DATA).glob("*.csv")}


def told(package: Path) -> dict[str, str]:
    """Return the summary that each statement has, and check that all that hangs on it still does."""
    dataset, found = load_dataset(package)
    assert found == []
    return dict(dataset.tables["statements"].cells.select("summary_en", "statement_id").iter_rows())


def test_a_statement_between_two_others_is_numbered_in_reading_order(package: Path, run: Run) -> None:
    before, hanging = told(package), rows(package, "statement_topics")
    result = run("mawaqif", "new", *BETWEEN, "--yes", cwd=package)
    assert result.returncode == 0, result.stdout + result.stderr
    assert f"{ID.format(3)} is now {ID.format(4)}, {ID.format(4)} is now {ID.format(5)}" in result.stdout
    after = told(package)
    moved = {ID.format(3): ID.format(4), ID.format(4): ID.format(5)}
    assert {text: moved.get(name, name) for text, name in before.items()}.items() <= after.items()
    assert after["Malta repeats where its wish for lanterns stands."] == ID.format(3)
    assert rows(package, "statement_topics") == [
        {**row, "statement_id": moved.get(row["statement_id"], row["statement_id"])} for row in hanging
    ]
    assert {row["responds_to"] for row in rows(package, "statements")} == {"", ID.format(1), ID.format(4)}
    checked = run("mawaqif", "validate", "--sources", "sources", cwd=package)
    assert checked.stdout.startswith("no findings"), checked.stdout


def test_once_sealed_it_takes_the_next_number_and_stands_where_its_passage_stands(package: Path, run: Run) -> None:
    assert run("mawaqif", "seal", cwd=package).returncode == 0
    before = told(package)
    result = run("mawaqif", "new", *BETWEEN, "--yes", cwd=package)
    assert result.returncode == 0, result.stdout + result.stderr
    assert "numbered anew" not in result.stdout
    assert told(package) == {**before, "Malta repeats where its wish for lanterns stands.": ID.format(5)}
    assert run("mawaqif", "seal", cwd=package).returncode == 0
    checked = run("mawaqif", "validate", "--sources", "sources", cwd=package)
    assert checked.stdout.startswith("no findings"), checked.stdout
    statements = published(load_dataset(package)[0]).tables["statements"].frame
    order = statements.sort("document_id", "ordinal")["statement_id"].str.slice(-3).to_list()
    assert order == ["001", "002", "005", "003", "004"]
    refused = run("mawaqif", "renumber", "lamp-report-2020", cwd=package)
    assert (refused.returncode, refused.stderr.count("may be cited")) == (2, 1)


def exchange(package: Path) -> None:
    """Exchange the numbers of two statements, as a hand that numbers them as they come to mind would."""
    for path in (package / DATA).glob("*.csv"):
        head, *lines = path.read_text(encoding="utf-8").splitlines()
        text = "\n".join(lines).replace(ID.format(3), "#").replace(ID.format(4), ID.format(3)).replace("#", ID.format(4))
        path.write_text("\n".join([head, *text.splitlines()]) + "\n", encoding="utf-8")


@pytest.mark.parametrize("words", [(), ("lamp-report-2020",)])
def test_renumbering_orders_what_nobody_has_read(words: tuple[str, ...], package: Path, run: Run) -> None:
    kept = written(package)
    exchange(package)
    assert run("mawaqif", "fmt", cwd=package).returncode == 0
    disordered = written(package)
    assert disordered != kept
    assert "MQ460" in run("mawaqif", "validate", cwd=package).stdout
    assert run("mawaqif", "renumber", *words, "--dry-run", cwd=package).returncode == 0
    assert written(package) == disordered
    result = run("mawaqif", "renumber", *words, cwd=package)
    assert result.returncode == 0, result.stdout + result.stderr
    assert written(package) == kept
    again = run("mawaqif", "renumber", *words, cwd=package)
    assert (again.returncode, written(package)) == (2, kept)
    assert "nothing to do" in again.stderr


def test_a_gap_of_an_unsealed_document_is_closed(package: Path, run: Run) -> None:
    kept = written(package)
    for path in (package / DATA).glob("*.csv"):
        path.write_text(path.read_text(encoding="utf-8").replace(ID.format(4), ID.format(7)), encoding="utf-8")
    assert "MQ408" in run("mawaqif", "validate", cwd=package).stdout
    assert run("mawaqif", "renumber", cwd=package).returncode == 0
    assert written(package) == kept


def test_an_unknown_document_is_named(package: Path, run: Run) -> None:
    result = run("mawaqif", "renumber", "lamp-reprot", cwd=package)
    assert (result.returncode, "lamp-report-2020" in result.stderr) == (2, True)
