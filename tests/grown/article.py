"""An invented piece of the press: few statements, no footnotes, no second codings, and an actor with a very long name."""

from __future__ import annotations

from pathlib import Path

from grown.sheet import Sheet
from grown.words import Text

ID = "tide-letter-2026"
DAY = "2026-02"
STATEMENTS = 6


def add_article(folder: Path, sources: Path, seed: int) -> None:
    """Add the piece to a package, and its text to a folder of sources."""
    sheet, text = Sheet(folder, seed), Text()
    words = sheet.words
    sheet.named("actors", actor_id="tide-weekly", kind="media")
    sheet.add("actors", actor_id="tide-league", kind="bloc", name_en=words.english(14), name_ar=words.arabic(14))
    topics = sheet.present("topics", "topic_id")
    text.add(f"{words.arabic(5)}\n\n")
    for number in range(1, STATEMENTS + 1):
        statement = f"{ID}-s{number:03}"
        sheet.passage(statement, text, [text.add(words.arabic(40))])
        text.add(".\n\n")
        kind, speaker = ("reported", "tide-league") if number % 2 else ("commentary", "tide-weekly")
        prose = {"summary_en": f"{words.english(9)}.", "summary_ar": f"{words.arabic(9)}."}
        sheet.add("statements", statement_id=statement, document_id=ID, kind=kind, date=DAY, **prose)
        sheet.add("statement_actors", statement_id=statement, actor_id=speaker, role="speaker")
        sheet.add("statement_topics", statement_id=statement, topic_id=topics[number % len(topics)], stance="supports")
    about = sheet.source(ID, text, sources)
    kind = {"role": "corpus", "kind": "press_article", "publisher_id": "tide-weekly", "date": DAY, "language": "ar"}
    sheet.named("documents", document_id=ID, **kind, **about)
    sheet.write()
