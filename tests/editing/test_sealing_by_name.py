"""Who read what: sealing by name, by document and by row, and the record through merges in git."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from conftest import Run, edit, git, lay_out
from mawaqif.editing.seal_scope import named_rows, rows_of_document
from mawaqif.findings import CannotRunError
from mawaqif.history import mark_of, mark_said, read_lines, read_record
from mawaqif.tables import spelt_key
from unchanged import invented

RECORD = "datapackage/readings.csv"
SEALINGS = "datapackage/sealings.csv"
ACTORS = "datapackage/actors.csv"
UNION = "datapackage/*.csv merge=union\n"


def add_actor(folder: Path, identifier: str, name: str, arabic: str, code: str) -> None:
    """Add a state, and let it speak in a statement."""
    for table, row in (
        ("actors", f"{identifier},state,{name},{arabic},{code},,,,\n"),
        ("statement_actors", f"lamp-report-2020-s001,{identifier},on_behalf_of,\n"),
    ):
        path = folder / f"datapackage/{table}.csv"
        lines = [*path.read_text(encoding="utf-8").splitlines(keepends=True), row]
        path.write_text("".join([lines[0], *sorted(lines[1:])]), encoding="utf-8")


@pytest.fixture
def repository(package: Path) -> Path:
    """The invented package in version control, with its attributes."""
    (package / ".gitattributes").write_text(UNION)
    git(package, "init", "--quiet")
    for words in (["add", "--all"], ["commit", "--quiet", "--message", "Lamps"]):
        git(package, *words)
    return package


def readers(folder: Path) -> dict[tuple[str, str], str]:
    return {key: reading.reader for key, reading in read_record(folder).items()}


def test_who_read_and_when_is_in_the_record(package: Path, run: Run) -> None:
    done = run("mawaqif", "seal", package, "--by", "Bergljot Ström")
    assert "read by Bergljot Ström\n" in done.stdout
    rows = list(csv.reader((package / RECORD).read_text(encoding="utf-8").splitlines()))
    assert rows[0] == ["table", "key", "row_sha256", "reader", "date"]
    assert {row[3] for row in rows[1:]} == {"Bergljot Ström"}
    assert all(len(row[4].split("-")) == 3 for row in rows[1:])


def test_nobody_seals_without_a_name(package: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL", "EMAIL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", "/dev/null")
    done = run("mawaqif", "seal", package)
    assert (done.returncode, (package / RECORD).exists()) == (2, False)
    assert "give --by NAME" in done.stderr
    assert run("mawaqif", "seal", package, "--by", "Aslaug").returncode == 0
    # Where nothing is to be sealed, nobody is asked.
    assert run("mawaqif", "seal", package).returncode == 0


@pytest.mark.parametrize("name", ["Asl\naug", "\u202eAslaug"], ids=["line break", "control"])
def test_a_name_is_one_line_that_can_be_seen(name: str, package: Path, run: Run) -> None:
    assert run("mawaqif", "seal", package, "--by", name).returncode == 2
    assert not (package / RECORD).exists()


def test_a_document_is_sealed_with_all_that_hangs_on_it_and_what_it_uses(package: Path) -> None:
    dataset = invented()
    found = rows_of_document(dataset, "lamp-report-2020", ())
    tables = {name for name, _ in found}
    assert {"documents", "statements", "passages", "set_aside", "statement_actors", "statement_topics", "citations"} <= tables
    assert ("actors", "iceland") in found
    hanging = {"passages", "set_aside", "statements", "statement_actors", "statement_topics", "recodings", "recoded_kinds"}
    for name in hanging:
        table = dataset.tables[name]
        assert {key for of, key in found if of == name} == set(map(spelt_key, table.keys))
    # What was read already and is only used is none of it.
    assert ("actors", "iceland") not in rows_of_document(dataset, "lamp-report-2020", {("actors", "iceland")})
    assert rows_of_document(dataset, "lamp-minutes-2", ()) & {("statements", "lamp-report-2020-s001")} == set()
    with pytest.raises(CannotRunError, match="is no document"):
        rows_of_document(dataset, "lamp-report", ())
    gone = ("statements", "lamp-report-2020-s009")
    assert gone in rows_of_document(dataset, "lamp-report-2020", {gone, ("statements", "lamp-report-2020-x-s001")})
    assert package.is_dir()


def test_only_the_named_rows_are_sealed(package: Path, run: Run) -> None:
    rows = ("--rows", "actors:malta", "--rows", "statement_topics:lamp-report-2020-s003 harbour-lights")
    done = run("mawaqif", "seal", package, *rows, "--by", "Aslaug")
    assert done.stdout.endswith("sealed: 2 new, 0 changed, 0 gone\n")
    assert readers(package) == {
        ("actors", "malta"): "Aslaug",
        ("statement_topics", "lamp-report-2020-s003 harbour-lights"): "Aslaug",
    }
    for wrong in ("actors:melita", "actor:malta", "malta"):
        assert run("mawaqif", "seal", package, "--rows", wrong).returncode == 2
    with pytest.raises(CannotRunError, match="has no row"):
        named_rows(invented(), (), ["actors:melita"])


def test_a_row_without_a_name_gets_one_where_it_is_sealed_by_name(package: Path, run: Run) -> None:
    run("mawaqif", "seal", package, "--by", "Aslaug").check_returncode()
    record = package / RECORD
    text = record.read_text(encoding="utf-8")
    day = text.splitlines()[1].rpartition(",")[2]
    record.write_text(text.replace(f",Aslaug,{day}", ",,"), encoding="utf-8")
    (package / SEALINGS).unlink()
    assert run("mawaqif", "seal", package, "--by", "Bergljot").stdout.endswith("sealed: 0 new, 0 changed, 0 gone\n")
    assert set(readers(package).values()) == {""}
    done = run("mawaqif", "seal", package, "--document", "lamp-minutes-2", "--by", "Bergljot")
    assert done.stdout.endswith(" named\n")
    named = {key for key, reader in readers(package).items() if reader}
    assert ("documents", "lamp-minutes-2") in named
    assert named == rows_of_document(invented(), "lamp-minutes-2", read_record(package).keys())
    assert run("mawaqif", "validate", package).returncode == 0


def test_keys_of_several_cells_are_told_apart() -> None:
    assert spelt_key(["a b", "c"]) != spelt_key(["a", "b c"])
    assert spelt_key(["a%20b"]) != spelt_key(["a b"])
    assert spelt_key(["a", None, "c"]) != spelt_key(["a", "c"])
    assert spelt_key(["lamp-report-2020-s001", "lamp-oil"]) == "lamp-report-2020-s001 lamp-oil"


def test_whoever_reads_what_they_wrote_is_told(repository: Path, run: Run) -> None:
    add_actor(repository, "kenya", "Kenya", "كينيا", "KEN")
    git(
        repository,
        "-c",
        "user.name=Aslaug",
        "commit",
        "--quiet",
        "--all",
        "--message",
        "Kenya",
        "--author",
        "Aslaug <a@example.org>",
    )
    own = run("mawaqif", "seal", "--by", "Aslaug", cwd=repository)
    assert own.returncode == 0
    assert "note: 2 of these rows were written by Aslaug too" in own.stdout
    edit(repository / ACTORS, "Kenya,", "The Kenya,")
    assert "written by" not in run("mawaqif", "seal", "--by", "Bergljot", cwd=repository).stdout


def test_two_branches_that_seal_neighbouring_rows_merge(repository: Path, run: Run) -> None:
    run("mawaqif", "seal", "--by", "Freya", cwd=repository).check_returncode()
    git(repository, "add", "--all")
    git(repository, "commit", "--quiet", "--message", "Read")
    sides = (("kenya", "Kenya", "كينيا", "KEN", "Aslaug"), ("kuwait", "Kuwait", "الكويت", "KWT", "Bergljot"))
    for identifier, *facts, reader in sides:
        git(repository, "checkout", "--quiet", "-b", identifier, "main")
        add_actor(repository, identifier, *facts)
        run("mawaqif", "fmt", cwd=repository).check_returncode()
        run("mawaqif", "seal", "--by", reader, cwd=repository).check_returncode()
        git(repository, "commit", "--quiet", "--all", "--message", identifier)
    git(repository, "merge", "--quiet", "--no-edit", "kenya")
    assert run("mawaqif", "fmt", cwd=repository).returncode == 0
    done = run("mawaqif", "validate", cwd=repository)
    assert done.stdout.startswith("no findings: ")
    assert "not yet in the reading record" not in done.stdout
    assert {readers(repository)["actors", name] for name in ("kenya", "kuwait")} == {"Aslaug", "Bergljot"}
    assert mark_said(repository) == mark_of((key, reading) for _, key, reading in read_lines(repository))


def test_a_row_that_both_branches_read_is_kept_once(repository: Path, run: Run) -> None:
    run("mawaqif", "seal", "--by", "Freya", cwd=repository).check_returncode()
    git(repository, "add", "--all")
    git(repository, "commit", "--quiet", "--message", "Read")
    for branch, reader in (("one", "Aslaug"), ("other", "Bergljot")):
        git(repository, "checkout", "--quiet", "-b", branch, "main")
        edit(repository / ACTORS, "Malta,", "Isle of Malta,")
        run("mawaqif", "seal", "--by", reader, cwd=repository).check_returncode()
        git(repository, "commit", "--quiet", "--all", "--message", branch)
    git(repository, "merge", "--quiet", "--no-edit", "one")
    found = run("mawaqif", "validate", cwd=repository).stdout
    assert f"{RECORD}:" in found
    assert "MQ606 'actors malta' has more than one line in the reading record" in found
    assert "MQ604" not in found
    assert f"changed {RECORD}" in run("mawaqif", "fmt", cwd=repository).stdout
    assert readers(repository)["actors", "malta"] in {"Aslaug", "Bergljot"}
    # The base was read once, each branch read Malta anew in its place: the journal counts the row of the base gone twice.
    run("mawaqif", "seal", cwd=repository).check_returncode()
    assert run("mawaqif", "validate", cwd=repository).stdout.startswith("no findings: ")


@pytest.mark.parametrize("name", ["schemas/actors.json", "datapackage.json", RECORD], ids=lambda name: Path(name).name)
def test_a_conflict_that_was_left_is_told_with_both_sides(name: str, tmp_path: Path, run: Run) -> None:
    package = lay_out(tmp_path)
    run("mawaqif", "seal", package).check_returncode()
    path = package / name
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    marks = ["<<<<<<< HEAD\n", lines[2], "=======\n", lines[2], ">>>>>>> fog-signals\n"]
    path.write_text("".join([*lines[:2], *marks, *lines[3:]]), encoding="utf-8")
    done = run("mawaqif", "validate", package, cwd=package)
    told = [line for line in (done.stdout + done.stderr).splitlines() if "a merge left a conflict here" in line]
    assert len(told) == 1
    assert "'HEAD'" in told[0]
    assert "'fog-signals'" in told[0]
    assert f"{name}:3" in told[0]
    assert done.returncode in {1, 2}


def test_a_shortened_record_is_found_also_after_a_merge(repository: Path, run: Run) -> None:
    run("mawaqif", "seal", "--by", "Freya", cwd=repository).check_returncode()
    record = repository / RECORD
    lines = record.read_text(encoding="utf-8").splitlines(keepends=True)
    record.write_text("".join([lines[0], *reversed(lines[2:])]), encoding="utf-8")
    assert f"{RECORD} MQ604" in run("mawaqif", "validate", cwd=repository).stdout
    record.write_text("".join([lines[0], *reversed(lines[1:])]), encoding="utf-8")
    assert run("mawaqif", "validate", cwd=repository).stdout.startswith("no findings: ")
    assert run("mawaqif", "fmt", cwd=repository).returncode == 0
    assert record.read_text(encoding="utf-8") == "".join(lines)
