"""The settled code of a statement that was coded twice is one that a coder gave, and a disagreement has its reason."""

from __future__ import annotations

from collections.abc import Iterator

from mawaqif.findings import Finding, show
from mawaqif.rules.base import Rule
from mawaqif.tables import Dataset


def _check(rule: Rule, dataset: Dataset) -> Iterator[Finding]:
    topics, recodings = dataset.tables["statement_topics"], dataset.tables["recodings"]
    twice = set(dataset.tables["recoded_kinds"].cells["statement_id"])
    cells = list(enumerate(topics.cells.select("statement_id", "topic_id", "stance").iter_rows()))
    # A row with an empty cell has a finding of its own.
    settled = {(s, t): (stance, row) for row, (s, t, stance) in cells if s and t and stance}
    given: dict[tuple[str, str], set[str]] = {}
    columns = ("statement_id", "topic_id", "first_stance", "second_stance", "note_en")
    for row, (statement, topic, first, second, note) in enumerate(recodings.cells.select(columns).iter_rows()):
        if statement is None or topic is None:
            continue
        given[statement, topic] = {first or "", second or ""}
        stance, _ = settled.get((statement, topic), ("", 0))
        problem = ""
        if first is None and second is None:
            problem = "neither coder gave a stance"
        elif first != second and note is None:
            problem = "the two coders differ and note_en does not say how it was settled"
        elif first == second and stance != first:
            problem = f"both coders gave {show(first)}, but statement_topics has {show(stance or 'no row')}"
        if problem:
            uncoded = first is not None and first == second and not stance
            yield (rule.lacking if uncoded else rule.at)(
                recodings.place(row, "note_en"), key=f"{statement} {topic}", problem=problem
            )
    for key, (stance, row) in settled.items():
        if key[0] in twice and stance not in given.get(key, set()):
            problem = f"the stance {show(stance)} is one that neither coder gave"
            yield (rule.at if key in given else rule.lacking)(topics.place(row, "stance"), key=" ".join(key), problem=problem)


RULE = Rule(
    code="MQ424",
    name="settled-codes",
    message="{key}: {problem}; look at the passage a third time and make statement_topics and recodings agree",
    why="Published codes rest on two codings; a code that nobody gave, or a silent choice between two, has no ground.",
    mend="Settle on one of the two codes, put it into statement_topics, and say why in note_en of recodings.",
    bad="first_stance: neutral\nsecond_stance:\nnote_en:",
    good="first_stance: neutral\nsecond_stance:\nnote_en: Settled as neutral. It is discussed.",
    needs={
        "statement_topics": ("statement_id", "topic_id", "stance"),
        "recoded_kinds": ("statement_id",),
        "recodings": ("statement_id", "topic_id", "first_stance", "second_stance", "note_en"),
    },
    check=_check,
)
