"""The matrix of stances by UN regional group says what the view says, and leads to the states and to what they say."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qs

import duckdb
import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from conftest import Run, edit
from mawaqif.site.groups import NO_GROUP, groups_of
from mawaqif.site.linking import read_content
from mawaqif.site.wording import LANGUAGES

Cell = tuple[str, str, str]


def counted(page: Path) -> dict[Cell, int]:
    """Return the numbers of a matrix by topic, group and stance."""
    found: dict[Cell, int] = {}
    for link in LexborHTMLParser(page.read_text(encoding="utf-8")).css("table#groups .cell a"):
        group, _, topic = str(link.attributes["href"]).removeprefix("groups/").partition(".html#")
        found[topic, group, stance_of(link)] = int(link.text().split()[-1])
    return found


def stance_of(link: LexborNode) -> str:
    return str(link.attributes["class"]).removeprefix("stance ")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_matrix_is_the_view(site: Path, database: duckdb.DuckDBPyConnection, language: str) -> None:
    wanted = {
        (topic, group, stance): states
        for topic, group, stance, states in database.sql(
            "SELECT topic_id, un_group, stance, states FROM stances_by_group"
        ).fetchall()
    }
    found = counted(site / language / "groups.html")
    assert wanted
    assert {cell: number for cell, number in found.items() if cell[1] != NO_GROUP} == wanted


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_number_leads_to_the_states_and_to_what_they_say(
    site: Path, database: duckdb.DuckDBPyConnection, language: str
) -> None:
    taken = set(database.sql("SELECT DISTINCT topic_id, stance, actor_id FROM stances WHERE actor_kind = 'state'").fetchall())
    shown = set()
    for link in LexborHTMLParser((site / language / "groups.html").read_text(encoding="utf-8")).css("table#groups .cell a"):
        asked = parse_qs(str(link.attributes["data-filter"]))
        page, _, topic = str(link.attributes["href"]).partition("#")
        row = LexborHTMLParser((site / language / page).read_text(encoding="utf-8")).css_first(f"tr#{topic}")
        assert row is not None, link.html
        links = {str(one.attributes["href"]) for one in row.css("td a")}
        assert {f"../topics/{topic}.html#{actor}" for actor in asked["actor"]} <= links
        assert len(asked["actor"]) == int(link.text().split()[-1])
        shown |= {(topic, stance_of(link), actor) for actor in asked["actor"]}
    assert shown == taken


def test_every_state_leads_to_its_group_and_back(site: Path, database: duckdb.DuckDBPyConnection) -> None:
    states = database.sql("SELECT actor_id, coalesce(un_group, ?) FROM actors WHERE kind = 'state'", params=[NO_GROUP]).fetchall()
    assert states
    for actor, group in states:
        facts = LexborHTMLParser((site / f"ar/actors/{actor}.html").read_text(encoding="utf-8")).css("dl.facts a")
        assert f"../groups/{group}.html" in {link.attributes["href"] for link in facts}, actor
        page = LexborHTMLParser((site / f"en/groups/{group}.html").read_text(encoding="utf-8"))
        assert f"../actors/{actor}.html" in {link.attributes["href"] for link in page.css("#states + ul a")}, actor


def test_states_in_no_group_are_told_where_there_are_any(package: Path, run: Run) -> None:
    def groups() -> dict[str, list[str]]:
        run("mawaqif", "build", package, "--out", package / "made", "--only", "parquet").check_returncode()
        return {group.id: [state.id for state in group.states] for group in groups_of(read_content(package / "made"))}

    before = groups()
    assert NO_GROUP not in before
    assert before["asia_pacific"] == ["nauru"]
    edit(package / "datapackage/actors.csv", "NRU,asia_pacific,", "NRU,,")
    after = groups()
    assert (after["asia_pacific"], after[NO_GROUP]) == ([], ["nauru"])
