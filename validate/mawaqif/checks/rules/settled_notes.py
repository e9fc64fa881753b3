"""The note on a settled code names that code, and says why."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from mawaqif.checks.rules.base import Rule
from mawaqif.checks.rules.double_coding import DOUBLE_CODINGS, SETTLED_AS, TWICE_ROW, DoubleCoding
from mawaqif.findings import Bilingual, Finding, said, show
from mawaqif.tables import ROW_INDEX, Dataset

NO_REASON = Bilingual("gives no reason", "لا يذكر سببًا")


def _check(rule: Rule, dataset: Dataset) -> Iterator[Finding]:
    for coding in DOUBLE_CODINGS:
        table = dataset.tables[coding.table]
        for row, note, code, *key in _ill_formed(coding, dataset).iter_rows():
            begin = coding.note(code, "").strip()
            begins = said("begins {begin}", "يبدأ بالكلمات {begin}", begin=show(note[: len(begin)]))
            problem = NO_REASON if note.strip() == begin else begins
            place = table.place(row, "note_en")
            yield rule.at(place, key=" ".join(map(str, key)), problem=problem, begin=show(begin), table=coding.settled_in)


def _ill_formed(coding: DoubleCoding, dataset: Dataset) -> pl.DataFrame:
    """Return the notes that are not in the form, where codes differ, or that name a code as settled; with the settled code."""
    first, second, value, note = pl.col("first"), pl.col("second"), pl.col("settled"), pl.col("note_en")
    rows = coding.compared(dataset).filter(note.is_not_null())
    rows = rows.filter(pl.col(ROW_INDEX).is_not_null() | coding.each).with_columns(value.fill_null(""))
    named = pl.lit(SETTLED_AS) + value.replace(dict(coding.names)) + ". "
    formed = note.str.starts_with(named) & (note.str.len_chars() > named.str.len_chars())
    asked = (first != second) | (value != first) | note.str.starts_with(SETTLED_AS)
    found = rows.filter(asked & ~formed).sort(TWICE_ROW).select(TWICE_ROW, note, value, *coding.key).collect()
    if found.is_empty():
        return found
    # A key that stands twice in the settled table is a finding of its own, and nothing says which code is meant.
    settled = dataset.tables[coding.settled_in].cells.select(coding.key)
    doubled = settled.filter(pl.struct(coding.key).is_duplicated())
    return found.join(doubled, on=list(coding.key), how="anti", maintain_order="left")


RULE = Rule(
    code="MQ455",
    name="settled-note",
    message=Bilingual(
        "{key}: note_en {problem}, expected {begin} as {table} has it, then the reason in a sentence of our own",
        "{key}: العمود note_en {problem}، والمتوقع {begin} كما في {table}، ثم السبب في جملة بعبارتنا",
    ),
    why=Bilingual(
        (
            "A reader of both codings must see which code stands and why, and a program must be able to hold the note against "
            "the tables: a note that names another code than the published one is wrong about one of them."
        ),
        (
            "يجب أن يرى قارئ الترميزين أي رمز ثبت ولماذا، وأن يستطيع برنامج أن يقابل الملاحظة بالجداول: "
            "فالملاحظة التي تسمّي رمزًا غير المنشور تخطئ في أحدهما."
        ),
    ),
    mend=Bilingual(
        (
            "Begin note_en with the words Settled as, the settled code and a full stop, then give the reason: "
            "Settled as neutral. It is discussed. The code is written as its table has it; for a topic or position that "
            "is not there it is not coded, for a locator page 9, timestamp 00:12:33, paragraph 7 or no locator. It is asked "
            "for wherever the two codes differ, or another code stands than they gave."
        ),
        (
            "ابدأ note_en بالكلمتين `Settled as` ثم الرمز المحسوم ثم نقطة، ثم اذكر السبب: `Settled as "
            "neutral. It is discussed.` ويُكتب الرمز كما هو في جدوله؛ وللموضوع أو الموقف الذي ليس فيه `not "
            "coded`، وللمحدِّد `page 9` أو `timestamp 00:12:33` أو `paragraph 7` أو `no locator`. ويُطلب ذلك "
            "حيث يختلف الرمزان، أو يثبت رمز غير ما أعطياه."
        ),
    ),
    bad="first_stance: neutral\nsecond_stance:\nnote_en: It is discussed.",
    good="first_stance: neutral\nsecond_stance:\nnote_en: Settled as neutral. It is discussed.",
    needs={name: columns for coding in DOUBLE_CODINGS for name, columns in coding.needs().items()},
    check=_check,
)
