"""Slips of careful people: each is one finding, at its row, whose words are enough to mend it; what follows from it is silent."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from conftest import lay_out
from mawaqif.checks import check_package
from mawaqif.passages.copies import Copies
from unchanged import count_as_read, invented

# Table, what stands there, what is written in its place, where the one finding stands, and words that its message has.
SLIPS: dict[str, tuple[str, str, str, str, tuple[str, ...]]] = {
    "pages made a day": (
        "citations",
        "page,7,",
        "page,06-May,",
        "citations.csv:2:locator MQ421",
        ("a spreadsheet", "format text"),
    ),
    "pages made a day of the Levant": (
        "citations",
        "page,7,",
        "page,8-كانون الثاني,",
        "citations.csv:2:locator MQ421",
        ("made a date of it", "format text"),
    ),
    "pages made a day of the Maghreb": (
        "citations",
        "page,7,",
        "page,8-أوت,",
        "citations.csv:2:locator MQ421",
        ("made a date of it", "format text"),
    ),
    "pages made a power of ten": (
        "citations",
        "page,7,",
        "page,1.2E+05,",
        "citations.csv:2:locator MQ421",
        ("shortened a long number", "format text"),
    ),
    "pages with an en dash": ("citations", "page,7,", "page,7–8,", "citations.csv:2:locator MQ421", ("write '7-8'",)),
    "pages in Arabic digits": ("citations", "page,7,", "page,٧,", "citations.csv:2:locator MQ425", ("write '7'",)),
    "pages with a p.": ("citations", "page,7,", "page,p. 7,", "citations.csv:2:locator MQ421", ("write '7'",)),
    "day in another order": (
        "statements",
        "_REMARK_,2020-06-01",
        "_REMARK_,13/05/2020",
        "statements.csv:3:date MQ401",
        ("2020-05-13 meant",),
    ),
    "day of two readings": (
        "statements",
        "_REMARK_,2020-06-01",
        "_REMARK_,01/06/2020",
        "statements.csv:3:date MQ401",
        ("2020-06-01 or 2020-01-06 meant",),
    ),
    "day in words": (
        "statements",
        "_REMARK_,2020-06-01",
        "_REMARK_,1 June 2020",
        "statements.csv:3:date MQ401",
        ("2020-06-01 meant",),
    ),
    "day as a number": (
        "statements",
        "_REMARK_,2020-06-01",
        "_REMARK_,43983",
        "statements.csv:3:date MQ401",
        ("2020-06-01 meant",),
    ),
    "day in Arabic words": (
        "statements",
        "_REMARK_,2020-06-01",
        "_REMARK_,1 يونيو 2020",
        "statements.csv:3:date MQ401",
        ("2020-06-01",),
    ),
    "space after an identifier": (
        "statement_actors",
        ",nauru,",
        ",nauru ,",
        "statement_actors.csv:6:actor_id MQ405",
        ("a space",),
    ),
    "capital letter": (
        "statement_actors",
        ",nauru,",
        ",Nauru,",
        "statement_actors.csv:6:actor_id MQ303",
        ("did you mean 'nauru'",),
    ),
    "capital letter in a list": ("positions", ",nauru,", ",Nauru,", "positions.csv:3:actor_id MQ303", ("did you mean 'nauru'",)),
    "Arabic name": (
        "statement_actors",
        ",nauru,",
        ",ناورو,",
        "statement_actors.csv:6:actor_id MQ303",
        ("'nauru', which has that name",),
    ),
    "alias": (
        "statement_actors",
        ",iceland,",
        ",جمهورية آيسلندا,",
        "statement_actors.csv:3:actor_id MQ303",
        ("'iceland', which",),
    ),
    "event by its name": (
        "statements",
        "proposal,lamp-session-1,",
        "proposal,First session,",
        "statements.csv:4:event_id MQ303",
        ("'lamp-session-1', which has that name",),
    ),
    "stance almost right": (
        "statement_topics",
        "oil,supports",
        "oil,support",
        "statement_topics.csv:2:stance MQ204",
        ("'supports'",),
    ),
    "topic and stance": (
        "statement_topics",
        "lamp-oil,supports",
        "supports,lamp-oil",
        "statement_topics.csv:2:topic_id MQ478",
        ("write 'lamp-oil' as topic_id and 'supports' as stance",),
    ),
    "actor and role": (
        "statement_actors",
        "nauru,opponent",
        "opponent,nauru",
        "statement_actors.csv:6:actor_id MQ478",
        ("write 'nauru' as actor_id",),
    ),
    "role almost right": (
        "statement_actors",
        "iceland,on_behalf_of",
        "iceland,on_behalf",
        "statement_actors.csv:3:role MQ204",
        ("did you mean 'on_behalf_of'",),
    ),
    "role of a state and state": (
        "statement_actors",
        "iceland,on_behalf_of",
        "on_behalf_of,iceland",
        "statement_actors.csv:3:actor_id MQ478",
        ("write 'iceland' as actor_id",),
    ),
    "kind and event": (
        "statements",
        "position,lamp-session-1,",
        "lamp-session-1,position,",
        "statements.csv:5:kind MQ478",
        ("kind and event_id are exchanged",),
    ),
    "row again with another stance": (
        "statement_topics",
        "lamp-report-2020-s002,",
        "lamp-report-2020-s001,lamp-oil,opposes,\nlamp-report-2020-s002,",
        "statement_topics.csv:3:statement_id MQ301",
        ("contradict each other: stance is 'supports' there and 'opposes' here",),
    ),
    "number of two digits": (
        "statements",
        "lamp-report-2020-s004,",
        "lamp-report-2020-s04,",
        "statements.csv:5:statement_id MQ203",
        ("write it like 'lamp-report-2020-s00", "other rows refer to it as 'lamp-report-2020-s004'"),
    ),
    "role of another kind": (
        "statement_actors",
        "nauru,opponent",
        "nauru,speaker",
        "statement_actors.csv:6:role MQ413",
        ("nauru is its speaker; expected opponent or supporter",),
    ),
    "comma of a sentence": (
        "statements",
        "wanted,",
        "wants the article, on boats, removed.,",
        "statements.csv:5 MQ108",
        ("a comma in summary_en",),
    ),
    "comma of a number": (
        "statements",
        "wanted,",
        "wants 1,650 articles on boats removed.,",
        "statements.csv:5 MQ108",
        ("a comma in summary_en",),
    ),
    "cell that begins with a quotation": (
        "statement_topics",
        "oil,neutral,",
        'oil,neutral,"Oil" is spoken of.',
        "statement_topics.csv:3:note_en MQ109",
        ("closes after 'Oil', in the midst",),
    ),
    "quotation mark not closed": (
        "statement_topics",
        "oil,neutral,",
        'oil,neutral,"Oil is spoken of.',
        "statement_topics.csv:3:note_en MQ109",
        ("is not closed in this line",),
    ),
    "aliases parted by commas": ("actors", " | أيسلندا", "، أيسلندا", "actors.csv:3:aliases_ar MQ475", ("آيسلندا | أيسلندا'",)),
    "person without a state": (
        "statement_actors",
        "lamp-report-2020-s001,iceland,on_behalf_of,\n",
        "",
        "statement_actors.csv:2:actor_id MQ477",
        ("add a row with iceland as on_behalf_of",),
    ),
    "footnote at another statement": (
        "citations",
        "1,1,lamp-report-2020-s001,",
        "1,1,lamp-report-2020-s004,",
        "citations.csv:2:statement_id MQ504",
        ("it stands at lamp-report-2020-s001",),
    ),
    "erratum in another spelling": (
        "errata",
        "2020-e001,",
        "2020-E001,",
        "errata.csv:2:erratum_id MQ203",
        ("write 'lamp-report-2020-e001'",),
    ),
    "erratum of two digits": (
        "errata",
        "2020-e001,",
        "2020-e1,",
        "errata.csv:2:erratum_id MQ203",
        ("as it is described", "a number in three digits"),
    ),
}
# Pieces of rows of the invented package that are too long for the list.
PIECES = {"_REMARK_": "2020,commentary,", "wanted,": "Nauru wants the article on boat lanterns removed.,"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    with pytest.MonkeyPatch.context() as patch:
        count_as_read(invented(), patch)
        yield lay_out(tmp_path_factory.mktemp("package"))


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_is_one_finding_that_says_how_to_mend_it(slip: str, folder: Path) -> None:
    table, old, new, place, words = SLIPS[slip]
    path = folder / f"datapackage/{table}.csv"
    sound = path.read_bytes()
    for name, piece in PIECES.items():
        old, new = old.replace(name, piece), new.replace(name, piece)
    assert sound.decode().count(old) == 1
    path.write_bytes(sound.decode().replace(old, new).encode())
    try:
        _, report = check_package(folder, Copies(folder / "sources"))
    finally:
        path.write_bytes(sound)
    told = [f"{Path(item.file).name}:{item.line}{':' * bool(item.column)}{item.column} {item.code}" for item in report.findings]
    assert (told, report.skipped) == ([place], []), [item.message for item in report.findings]
    for word in words:
        assert word in report.findings[0].message
    assert "^" not in report.findings[0].message
