"""Datasette shows a release with names instead of identifiers, searches it in Arabic, and matches names for OpenRefine."""

from __future__ import annotations

import json
import re
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

from conftest import ROOT, awaited
from mawaqif.passages import fold
from mawaqif.release.editions.datasette_edition import folding_sql
from unchanged import real_published


@pytest.fixture(scope="module")
def asked(release: Path) -> Any:
    """Ask a Datasette that serves the release for paths, each with its parameters; it gives their texts."""
    metadata = json.loads((release / "datasette.json").read_text(encoding="utf-8"))

    from datasette.app import Datasette  # noqa: PLC0415 - it takes longer to load than all else here

    async def get(paths: list[str]) -> list[str]:
        server = Datasette([], immutables=[str(release / "mawaqif.sqlite")], metadata=metadata)
        found = [await server.client.get(path) for path in paths]
        assert [(path, answer.status_code) for path, answer in zip(paths, found, strict=True) if answer.status_code != 200] == []
        return [answer.text for answer in found]

    def ask(*paths: str) -> list[str]:
        return awaited(get(list(paths)))

    return ask


def found_by(text: str) -> set[str]:
    return {row["statement_id"] for row in json.loads(text)["rows"]}


def query(path: str, **parameters: str) -> str:
    return f"{path}.json?{urlencode({'_shape': 'objects', '_size': 'max', **parameters})}"


def test_a_key_is_shown_by_the_name_of_its_row(asked: Any) -> None:
    page, documents, front = asked("/mawaqif/statement_topics", "/mawaqif/documents", "/")
    labels = "|".join(map(re.escape, real_published().tables["topics"].frame["label_en"]))
    assert re.search(rf'<a href="/mawaqif/topics/[^"]+">(?:{labels})</a>', page)
    assert "موقف القول من أطروحة الموضوع" in page
    assert 'name="_search"' not in page
    assert "الوثائق" in documents
    assert 'href="https://creativecommons.org/licenses/by/4.0/' in front


SPELLINGS = ("الإنترنت", "الانترنت", "الأنترنت", "الإنترْنِت")


def test_a_search_finds_a_word_however_it_is_spelt(asked: Any) -> None:
    page, *answers = asked(
        "/mawaqif/statements",
        *(query("/mawaqif/statements", _search=word) for word in SPELLINGS[:2]),
        *(query("/mawaqif/search", words=word) for word in SPELLINGS),
    )
    assert 'name="_search"' in page
    rows = real_published().tables["statements"].frame.select("statement_id", "summary_ar").rows()
    wanted = {key for key, text in rows if fold(SPELLINGS[0]) in fold(text).split()}
    assert wanted
    assert all(found_by(answer) >= wanted for answer in answers)
    assert len({frozenset(found_by(answer)) for answer in answers[2:]}) == 1


def test_every_question_that_it_lists_is_answered(release: Path, asked: Any) -> None:
    metadata = json.loads((release / "datasette.json").read_text(encoding="utf-8"))
    names = sorted(metadata["databases"]["mawaqif"]["queries"].keys() - {"search"})
    assert names
    answers = asked(*(query(f"/mawaqif/{name}") for name in names))
    for name, answer in zip(names, answers, strict=True):
        stored = (ROOT / f"queries/results/{name}.csv").read_text(encoding="utf-8")
        assert [json.loads(answer)["error"], len(json.loads(answer)["rows"])] == [None, stored.count("\n") - 1], name


def test_openrefine_reconciles_the_name_of_an_actor(asked: Any) -> None:
    queries = json.dumps({"q0": {"query": "Russia"}})
    (answer,) = asked(f"/mawaqif/actors/-/reconcile?{urlencode({'queries': queries})}")
    best = json.loads(answer)["q0"]["result"][0]
    assert (best["id"], best["name"], best["match"]) == ("russia", "Russia", True)


def test_sqlite_utils_searches_the_statements(release: Path) -> None:
    import sqlite_utils  # noqa: PLC0415 - the same

    table = sqlite_utils.Database(sqlite3.connect(f"file:{release / 'mawaqif.sqlite'}?mode=ro", uri=True))["statements"]
    assert isinstance(table, sqlite_utils.db.Table)
    assert table.detect_fts() == "statements_search"
    found = {row["statement_id"] for row in table.search("الانترنت")}
    with closing(sqlite3.connect(release / "mawaqif.sqlite")) as connection:
        sql = "SELECT statement_id FROM statements_search WHERE statements_search MATCH 'الانترنت'"
        assert found == {key for (key,) in connection.execute(sql)} != set()
        # The index knows each row by the rowid that it has in the table.
        sql = "SELECT count(*) FROM statements AS t JOIN statements_search AS f ON f.rowid = t.rowid"
        assert connection.execute(sql).fetchone() == connection.execute("SELECT count(*) FROM statements").fetchone()
    table.db.conn.close()


@pytest.mark.parametrize("word", ["أُمَّة", "إلى", "ٱلآن", "الشبكيّة", "مسؤولية", "٢٠٢١", "گ"])
def test_sql_folds_a_word_as_the_index_has_it(word: str) -> None:
    with closing(sqlite3.connect(":memory:")) as connection:
        assert connection.execute(f"SELECT {folding_sql('?')}", (word,)).fetchone() == (fold(word),)
