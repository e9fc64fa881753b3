"""The settled stance on a topic that was coded twice is one that a coder gave, or a note says why not."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from mawaqif.checks.rules.base import Rule
from mawaqif.findings import Bilingual, Finding, said, show
from mawaqif.tables import Dataset, Table

NO_ROW = Bilingual("'no row'", "لا صف")
NEITHER = Bilingual("neither coder gave a stance", "لم يعطِ أي من المرمّزين موقفًا")
UNSETTLED = Bilingual(
    "the two coders differ and note_en does not say how it was settled", "اختلف المرمّزان ولا يقول note_en كيف حُسم ذلك"
)
KEY = ("statement_id", "topic_id")


def _check(rule: Rule, dataset: Dataset) -> Iterator[Finding]:
    topics, recodings = dataset.tables["statement_topics"], dataset.tables["recodings"]
    both = _settled(topics).join(_coded(recodings), on=KEY).collect()
    for row, statement, topic, stance, first, second in _unsettled(recodings, both).iter_rows():
        has: str = show(stance) if stance else NO_ROW
        problem: str = said(
            "both coders gave {first}, but statement_topics has {has}",
            "أعطى المرمّزان {first}، وفي statement_topics {has}",
            first=show(first),
            has=has,
        )
        if first is None and second is None:
            problem = NEITHER
        elif first != second:
            problem = UNSETTLED
        uncoded = first is not None and first == second and not stance
        finding = rule.lacking if uncoded else rule.at
        yield finding(recodings.place(row, "note_en"), key=f"{statement} {topic}", problem=problem)
    twice = dataset.tables["recoded_kinds"].cells.lazy().select("statement_id")
    for row, statement, topic, stance, coded in _ungiven(topics, twice, both).iter_rows():
        problem = said(
            "the stance {stance} is one that neither coder gave", "الموقف {stance} لم يعطه أي من المرمّزين", stance=show(stance)
        )
        finding = rule.at if coded else rule.lacking
        yield finding(topics.place(row, "stance"), key=f"{statement} {topic}", problem=problem)


def _settled(topics: Table) -> pl.LazyFrame:
    """Return key, stance and position of the rows that have them; an empty cell has a finding of its own."""
    return topics.cells.lazy().select(*KEY, "stance").with_row_index("row").drop_nulls()


def _coded(recodings: Table) -> pl.LazyFrame:
    """Return key, both codes, note and position, as `again`, of the rows of recodings."""
    rows = recodings.cells.lazy().select(*KEY, "first_stance", "second_stance", "note_en")
    return rows.with_row_index("again").drop_nulls(KEY)


def _unsettled(recodings: Table, both: pl.DataFrame) -> pl.DataFrame:
    """Return recodings without a note of which the settled stance is not the one that both coders gave; and those of nothing.

    Args:
        recodings: the stances that the coders gave.
        both: the rows of both that have one key.
    """
    rows, first, note = _coded(recodings), pl.col("first_stance"), pl.col("note_en")
    agreed = first.eq_missing(pl.col("second_stance"))
    uncoded = rows.filter(first.is_null() & agreed)
    unsettled = uncoded.filter(note.is_not_null()).join(both.lazy(), on="again", how="anti")
    same = both.lazy().filter(pl.col("stance") == first)
    other = rows.filter(note.is_null() & agreed & first.is_not_null()).join(same, on="again", how="anti")
    differing = rows.filter(note.is_null() & ~agreed)
    found = pl.concat([uncoded.filter(note.is_null()), unsettled, differing, other]).collect()
    stances = both.filter(pl.col("again").is_in(found["again"].implode())).unique(KEY, keep="last", maintain_order=True)
    told = found.join(stances.select(*KEY, "stance"), on=KEY, how="left").sort("again")
    return told.select("again", *KEY, "stance", "first_stance", "second_stance")


def _ungiven(topics: Table, twice: pl.LazyFrame, both: pl.DataFrame) -> pl.DataFrame:
    """Return stances, on statements that were coded twice, that neither coder gave, and whether any coder gave another.

    Args:
        topics: the settled stances.
        twice: the statements that were coded twice.
        both: the rows of settled stances and of recodings that have one key.
    """
    stance = pl.col("stance")
    given = pl.col("note_en").is_not_null() | (stance == pl.col("first_stance")) | (stance == pl.col("second_stance"))
    sound = both.lazy().filter(given)
    rows = _settled(topics).join(sound, on="row", how="anti").join(twice, on="statement_id", how="semi").collect()
    if rows.is_empty():
        return rows.select("row", *KEY, "stance", coded=pl.lit(value=None, dtype=pl.Boolean))
    # Of a key that stands twice, which is a finding of its own, the last row counts.
    last = _settled(topics).join(rows.lazy(), on=KEY, how="semi").unique(KEY, keep="last", maintain_order=True)
    found = rows.lazy().join(last, on="row", how="semi")
    coded = both.lazy().select("row", pl.lit(value=True).alias("coded")).unique("row")
    return found.join(coded, on="row", how="left").sort("row").select("row", *KEY, "stance", "coded").collect()


RULE = Rule(
    code="MQ424",
    name="settled-codes",
    message=Bilingual(
        (
            "{key}: {problem}; look at the passage a third time and make statement_topics and recodings agree, "
            "or say why in note_en of recodings"
        ),
        (
            "{key}: {problem}؛ انظر في المقطع مرة ثالثة واجعل statement_topics وrecodings متفقين، أو اذكر "
            "السبب في note_en من recodings"
        ),
    ),
    why=Bilingual(
        "Published codes rest on two codings; a code that nobody gave, or a silent choice between two, has no ground.",
        ("تقوم الرموز المنشورة على ترميزين؛ والرمز الذي لم يعطه أحد، أو الاختيار الصامت بين رمزين، لا سند له."),
    ),
    mend=Bilingual(
        (
            "Put the settled stance into statement_topics, or no row where the topic is not coded. Where the two differ, or the "
            "settled stance is one that neither gave, write into note_en of recodings: Settled as neutral. And the reason. "
            "Without any: Settled as not coded."
        ),
        (
            "ضع الموقف المحسوم في statement_topics، ولا صف حيث لا يُرمَّز الموضوع. وحيث يختلف الاثنان، أو لم "
            "يعطِ أي منهما الموقف المحسوم، اكتب في note_en من recodings: `Settled as neutral.` ثم السبب. وإن "
            "لم يكن موقف: `Settled as not coded.`"
        ),
    ),
    bad="first_stance: neutral\nsecond_stance:\nnote_en:",
    good="first_stance: neutral\nsecond_stance:\nnote_en: Settled as neutral. It is discussed.",
    needs={
        "statement_topics": ("statement_id", "topic_id", "stance"),
        "recoded_kinds": ("statement_id",),
        "recodings": ("statement_id", "topic_id", "first_stance", "second_stance", "note_en"),
    },
    check=_check,
)
