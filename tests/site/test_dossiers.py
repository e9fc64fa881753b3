"""Dossiers say what the tables say: sides over the years, who moved, who stands with whom, who answers whom."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import duckdb
import pytest

from mawaqif.site.content import Content
from mawaqif.site.dossiers import Reply, by_year, company, moves, on_topics, sides_taken, sittings, threads
from mawaqif.site.linking import read_content
from mawaqif.site.matrices import stances_of


@pytest.fixture(scope="module")
def content(release: Path) -> Content:
    return read_content(release)


def test_a_topic_is_counted_year_by_year(content: Content, database: duckdb.DuckDBPyConnection) -> None:
    sql = """SELECT topic_id, left(date, 4), stance, count(*) FROM statement_topics JOIN statements USING (statement_id)
      WHERE date IS NOT NULL GROUP BY ALL"""
    wanted = {tuple(row) for row in database.sql(sql).fetchall()}
    found = {
        (topic.id, year.year, stance, count)
        for topic in content.topics.values()
        for year in by_year(topic.stances)
        for stance, count in year.counts.items()
    }
    assert found == wanted


def test_who_moved_took_different_sides_in_different_years(content: Content) -> None:
    pairs = [(actor, topic, taken) for actor in content.actors.values() for topic, taken in stances_of(actor).items()]
    found = moves(pairs)
    assert found
    for move in found:
        assert len({side for _, side, _ in move.steps}) > 1
        assert [year for year, _, _ in move.steps] == sorted({year for year, _, _ in move.steps})
        assert all(any(stance.topic is move.topic for stance in said.topics) for _, _, said in move.steps)


def test_company_is_the_same_from_both_sides(content: Content) -> None:
    taken = sides_taken(content.actors.values())
    beside = on_topics(taken)
    shown = 0
    for actor in content.actors.values():
        for one in company(actor, taken, beside):
            shown += 1
            assert {taken[actor][topic] == taken[one.actor][topic] for topic in one.same} <= {True}
            assert {taken[actor][topic] == taken[one.actor][topic] for topic in one.different} <= {False}
            both = taken[actor].keys() & taken[one.actor].keys()
            assert both == {*one.same, *one.different}
    assert shown


def test_every_answer_stands_once_below_what_it_answers(content: Content, database: duckdb.DuckDBPyConnection) -> None:
    def pairs(replies: list[Reply]) -> list[tuple[str, str]]:
        return [
            pair
            for reply in replies
            for pair in (*((answer.statement.id, reply.statement.id) for answer in reply.answers), *pairs(reply.answers))
        ]

    wanted = database.sql("SELECT statement_id, responds_to FROM statements WHERE responds_to IS NOT NULL").fetchall()
    assert Counter(pairs(threads(content.statements.values()))) == Counter(wanted)


def test_two_statements_that_answer_each_other_end(release: Path) -> None:
    one, other = list(read_content(release).statements.values())[:2]
    one.responds_to, other.responds_to, one.answers, other.answers = other, one, [other], [one]
    (thread,) = threads([one, other])[:1]
    assert [answer.answers for answer in thread.answers] == [[]]


def test_a_meeting_is_told_in_the_order_of_its_days(content: Content, database: duckdb.DuckDBPyConnection) -> None:
    for event in content.events.values():
        days = [sitting.day for sitting in sittings(event) if sitting.day]
        assert days == sorted(days)
    roots = [event for event in content.events.values() if not event.parent]
    told = sum(len(sitting.statements) for root in roots for sitting in sittings(root))
    assert [(told,)] == database.sql("SELECT count(*) FROM statements WHERE event_id IS NOT NULL").fetchall()
