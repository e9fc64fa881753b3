"""The English and the Arabic text of a row speak of the same: numbers, words in Latin letters, and states.

A number of three digits or more, and a word in Latin letters, that stands in the Arabic text
stands in the English one too. The reverse is not held: Arabic writes many a number in words.
Of states only a contradiction counts, that each text names some and neither names one of the
other's, because a state is also named by its capital or its people.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import polars as pl

from mawaqif.checks.rules.base import Rule
from mawaqif.checks.suggestions import ALIAS_SEPARATOR
from mawaqif.findings import Bilingual, Finding, said, show
from mawaqif.passages import fold, folded_words
from mawaqif.tables import ROW_INDEX, Dataset, Field, Table

TELLING = r"[0-9]{3,}|[A-Za-z][A-Za-z0-9]{2,}"
ENGLISH, ARABIC = "_en", "_ar"
STATE = "state"
# What Arabic joins to the front of a word: and, so, by, like, for, the.
JOINED = re.compile(r"^[وف]?[بك]?(?:ال|لل|ل)?(?=\w{3})")
# So much of a word is the same in the name of a state and in that of its people.
ENDING, SHORTEST_STEM = 2, 3
# Rows of which the words are listed at once; those of more would take much memory.
ROWS_AT_ONCE = 100_000


@dataclass(frozen=True)
class _State:
    """A state as texts name it: its English name, and the bare words of each of its Arabic names."""

    english: str
    arabic: tuple[tuple[str, ...], ...]


def _check(rule: Rule, dataset: Dataset) -> Iterator[Finding]:
    actors = dataset.tables["actors"].cells
    states = actors.filter(pl.col("kind") == STATE).select("name_en", "name_ar").drop_nulls()
    for table in dataset.tables.values():
        for english, arabic in _pairs(table):
            frame = table.cells.select(english=english, arabic=arabic).with_row_index(ROW_INDEX).drop_nulls()
            for part in frame.iter_slices(ROWS_AT_ONCE):
                suspects = _suspects(part, states)
                other = _other_states(suspects, _states(dataset.tables["actors"])) if suspects.height else ()
                for row, problem in (*_untranslated(part), *other):
                    yield rule.at(table.place(row, arabic), arabic=arabic, english=english, problem=problem)


def _pairs(table: Table) -> Iterator[tuple[str, str]]:
    """Yield the columns that say the same in our own words in both languages."""

    def is_own(field: Field | None, language: str) -> bool:
        return bool(field and field.raw.get("ownWords") and field.language == language and field.name not in table.missing)

    for field in table.schema.fields:
        other = field.name.removesuffix(ENGLISH) + ARABIC
        if field.name.endswith(ENGLISH) and is_own(field, "en") and is_own(table.schema.by_name.get(other), "ar"):
            yield field.name, other


def _untranslated(frame: pl.DataFrame) -> Iterator[tuple[int, str]]:
    words = frame.lazy().select(ROW_INDEX, "english", word=pl.col("arabic").str.extract_all(TELLING)).explode("word").drop_nulls()
    # Most stand there as they are; the others may in other case.
    words = words.filter(~pl.col("english").str.contains(pl.col("word"), literal=True))
    there = pl.col("english").str.to_lowercase().str.contains(pl.col("word").str.to_lowercase(), literal=True)
    missing = words.filter(~there).unique(ROW_INDEX, keep="first", maintain_order=True)
    for row, word in missing.select(ROW_INDEX, "word").collect().iter_rows():
        yield row, said("has {word}, which the other has not", "فيه {word}، وليست في الآخر", word=show(word))


def _states(actors: Table) -> list[_State]:
    columns = ["name_en", "name_ar", *({"aliases_ar"} & set(actors.schema.columns) - actors.missing)]
    rows = actors.cells.filter(pl.col("kind") == STATE).select(columns).drop_nulls(["name_en", "name_ar"])
    return [
        _State(english, tuple(_bare(name) for cell in cells if cell for name in cell.split(ALIAS_SEPARATOR)))
        for english, *cells in rows.iter_rows()
    ]


def _bare(text: str) -> tuple[str, ...]:
    """Return the folded words of an Arabic text without what is joined to their front."""
    return tuple(JOINED.sub("", word) for word in folded_words(text))


def _stem(word: str) -> str:
    return word[: max(SHORTEST_STEM, len(word) - ENDING)]


def _other_states(suspects: pl.DataFrame, states: list[_State]) -> Iterator[tuple[int, str]]:
    for row, english, arabic in suspects.iter_rows():
        here = [state for state in states if state.english in english and re.search(rf"\b{re.escape(state.english)}\b", english)]
        text, words = fold(arabic), _bare(arabic)
        if not here or any(all(_stem(word) in text for word in name) for state in here for name in state.arabic):
            continue
        there = [state for state in states if any(_stand_in_a_row(name, words) for name in state.arabic)]
        if there and not any(_stem(word) in english for state in there for word in state.english.split()):
            yield (
                row,
                said("names {one}, the other {two}", "يسمّي {one}، ويسمّي الآخر {two}", one=there[0].english, two=here[0].english),
            )


def _stand_in_a_row(name: tuple[str, ...], words: tuple[str, ...]) -> bool:
    # A name of no words stands in every text that has words.
    return (not name or name[0] in words) and any(words[at : at + len(name)] == name for at in range(len(words)))


def _suspects(frame: pl.DataFrame, states: pl.DataFrame) -> pl.DataFrame:
    """Return the rows whose English text names a state of which no stem is seen in the Arabic one; most are seen at once."""
    if states.is_empty():
        return frame.clear()
    # What is empty, as the stem of a cell that holds only a space, stands in every text; of states with one stem the last has it.
    english = {name: number for number, name in enumerate(states["name_en"]) if name} or {"\0": 0}
    stems = [_stem(JOINED.sub("", name.strip().split(" ")[0])) for name in states["name_ar"]]
    last = {stem: number for number, stem in enumerate(stems) if stem}
    sought = {name: stems[number] if last.get(stems[number]) == number else None for name, number in english.items()}
    names = pl.col("english").str.extract_many(list(english), overlapping=True)
    named = frame.lazy().select(ROW_INDEX, "arabic", name=names).explode("name").drop_nulls("name")
    stem = pl.col("name").replace_strict(sought, return_dtype=pl.String)
    seen = named.group_by(ROW_INDEX).agg(pl.col("arabic").str.contains(stem, literal=True).any())
    return frame.lazy().join(seen.filter(~pl.col("arabic")), on=ROW_INDEX, how="semi", maintain_order="left").collect()


RULE = Rule(
    code="MQ442",
    name="both-languages",
    message=Bilingual(
        "{arabic} {problem}; make {english} and {arabic} say the same, or put each into its own row",
        "العمود {arabic} {problem}؛ اجعل {english} و{arabic} يقولان الشيء نفسه، أو ضع كلًا منهما في صفه",
    ),
    why=Bilingual(
        "Each text is read by those who do not read the other; an exchanged or stale translation misleads half of the readers.",
        "يقرأ كل نص من لا يقرأ الآخر؛ والترجمة المبدَّلة أو القديمة تضلل نصف القراء.",
    ),
    mend=Bilingual(
        "Read both texts against the passage; look whether the text of a neighbouring row was pasted here.",
        "اقرأ النصين على المقطع؛ وانظر هل أُلصق هنا نص صف مجاور.",
    ),
    bad="summary_ar: تطالب مالطا بإسقاط مادة الفوانيس.",
    good="summary_ar: تطالب ناورو بإسقاط مادة الفوانيس.",
    needs={"actors": ("actor_id", "kind", "name_en", "name_ar")},
    check=_check,
)
