"""`explain`: what a check means, and which one is meant."""

from __future__ import annotations

import pytest

from conftest import Run


def test_explain_shows_a_fault_and_the_same_mended(run: Run) -> None:
    result = run("mawaqif", "explain", "mq303")
    said = result.stdout.split("\n\n")
    assert (result.returncode, said[0]) == (0, "MQ303 foreign-key")
    assert [part.split(":")[0] for part in said[1:]] == ["Why", "Fails", "Passes", "Mend", "Message"]
    assert said[2] == "Fails:\n    actor_id: lamp-ofice\n    actors.csv has no lamp-ofice"
    assert said[3] == "Passes:\n    actor_id: lamp-office\n    actors.csv: lamp-office,un_office,"
    assert run("mawaqif", "explain", "foreign-key").stdout == result.stdout


@pytest.mark.parametrize(
    ("word", "nearest"),
    [("MQ3033", "MQ303 foreign-key"), ("foriegn-key", "MQ303 foreign-key"), ("dates", "MQ419 event-dates")],
)
def test_explain_names_the_nearest_check(word: str, nearest: str, run: Run) -> None:
    result = run("mawaqif", "explain", word)
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr == f"mawaqif: no check is called '{word}'; did you mean {nearest}?\n"
