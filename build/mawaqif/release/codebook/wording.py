"""The words of the codebook's made parts, in each language that the codebook has."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from mawaqif.findings.escaping import markdown, markdown_code

# What keeps its order on a page from right to left: words and numbers, with marks only inside of numbers.
_STEADY = re.compile(r"[^\W\d_]([\w-]*[^\W_])?|\d+([.,]\d+)*|–")
# Where the page runs from right to left, a mark of the other direction at both ends keeps the order between them.
_LEFT_TO_RIGHT = "&lrm;"
_ARABIC = re.compile(r"[\u0600-\u06ff]")
# How an Arabic description sets off what a cell holds, such as '5-6'; Arabic has no apostrophe.
_QUOTED = re.compile(r"'([^']+)'")


@dataclass(frozen=True)
class Wording:
    """One language of the codebook.

    Attributes:
        code: its BCP 47 tag: name of its folder of chapters, and ending of columns such as `label_en`.
        ending: ending of the keys of a schema that hold it, such as `title_ar`.
        file: name of the page.
        frame: HTML around the page where it is read as a file of its own; empty where it needs none.
        named: heading of what has an identifier and a title; on the Arabic page Arabic comes first, because
            programs tell the direction of a line from its first letter.
        stance: a stance with its meaning.
        comma: between the parts of a line; `join`: between names, which in Arabic keeps them in their order.
        key: line on the key of a table.
        required: what is said of a column that must be filled; `refers`: of one that refers to a table.
        filled: in how many rows of how many a column is filled, and the share that is empty.
        origin: which documents and years the rows of a table come from; `only`: those in which a column is filled, where fewer.
        example: a value of a column.
        since: the version that first has a table or column.
        twice: how far two coders agree on a column.
        warning: what a reader of a column gets wrong.
        made_of: what a column of a view is made from.
        shown: line on the columns that a view takes from tables.
        theme: line on the theme of a topic.
        interval: an interval with its two ends.
        columns: heads of a table's columns; likewise of the other made tables.
        measures: what was judged twice, by name of the measure.
    """

    code: str
    ending: str
    file: str
    frame: tuple[str, str]
    named: str
    stance: str
    comma: str
    join: str
    key: str
    required: str
    refers: str
    filled: str
    origin: str
    only: str
    example: str
    since: str
    twice: str
    warning: str
    made_of: str
    shown: str
    theme: str
    interval: str
    columns: tuple[str, ...]
    counts: tuple[str, ...]
    agreement: tuple[str, ...]
    topic_agreement: tuple[str, ...]
    measures: Mapping[str, str]

    @property
    def right_to_left(self) -> bool:
        """True where the page runs from right to left."""
        return any(self.frame)

    def said(self, raw: Mapping[str, Any], key: str) -> str:
        """Return a text of a schema or descriptor as Markdown, in English where this language has none."""
        own = str(raw.get(key + self.ending, ""))
        if not self.right_to_left:
            return markdown(own or str(raw.get(key, "")))
        # What is quoted in typewriter letters stands at every second place.
        parts = _QUOTED.split(own)
        own = "".join(self.code_span(part) if place % 2 else markdown(part) for place, part in enumerate(parts))
        return own or markdown(str(raw.get(key, "")))

    def code_span(self, text: str) -> str:
        """Return what is typed as it stands, its order kept."""
        return self._with_marks(markdown_code(text), text)

    def kept(self, text: str) -> str:
        """Return a value as Markdown, whose marks do not take the direction of the page: `1, 4`, `-0.03`, an address."""
        return self._with_marks(markdown(text), text)

    def _with_marks(self, shown: str, text: str) -> str:
        if not self.right_to_left or _STEADY.fullmatch(text) or _ARABIC.search(text):
            return shown
        return f"{_LEFT_TO_RIGHT}{shown}{_LEFT_TO_RIGHT}"


ENGLISH = Wording(
    code="en",
    ending="",
    file="codebook.md",
    frame=("", ""),
    named="{name} · {title}",
    stance="`{name}` {meaning}",
    comma=", ",
    join=", ",
    key="Key: {}.",
    required="required",
    refers="`{}` → `{}`",
    filled="Filled in {} of {} rows ({} empty).",
    origin="Rows from: {}.",
    only="Filled only in: {}.",
    example="Example: {}.",
    since="Since version {}.",
    twice="Coded twice: {} of {} alike, alpha {} ({}).",
    warning="**Mind:** {}",
    made_of="From {}.",
    shown="Columns of tables: {}.",
    theme="*Theme: {}.*",
    interval="{} to {}",
    columns=("column", "title", "type", "what it holds"),
    counts=("table", "rows"),
    agreement=("what was judged twice", "judgements", "alike", "alpha", "95 % interval"),
    topic_agreement=(
        "topic",
        "alpha of presence",
        "95 % interval",
        "both coded it",
        "same stance",
        "alpha of stance",
        "95 % interval",
    ),
    measures={name: name for name in ("presence", "stance", "kind", "locator", "position")},
)
ARABIC = Wording(
    code="ar",
    ending="_ar",
    file="codebook.ar.md",
    frame=('<div dir="rtl" lang="ar">\n\n', "\n</div>\n"),
    named="{title} · {name}",
    stance="{meaning} (`{name}`)",
    comma="، ",
    join=" و",
    key="المفتاح: {}.",
    required="إلزامي",
    refers="`{}` يحيل إلى `{}`",
    filled="مملوء في {} من أصل {} صفًا (الفارغ {}).",
    origin="الصفوف من: {}.",
    only="مملوء في هذه وحدها: {}.",
    example="مثال: {}.",
    since="منذ الإصدار {}.",
    twice="رُمّز مرتين: اتُّفق في {} من أصل {}، وألفا {} ({}).",
    warning="**انتبه:** {}",
    made_of="من {}.",
    shown="أعمدة من الجداول: {}.",
    theme="المحور: {}.",
    interval="من {} إلى {}",
    columns=("العمود", "عنوانه", "نوعه", "ما فيه"),
    counts=("الجدول", "الصفوف"),
    agreement=("ما رُمّز مرتين", "التقديرات", "المتفق منها", "ألفا", "فترة الثقة 95%"),
    topic_agreement=(
        "الموضوع",
        "ألفا الحضور",
        "فترة الثقة 95%",
        "رمّزه كلاهما",
        "بالموقف نفسه",
        "ألفا الموقف",
        "فترة الثقة 95%",
    ),
    measures={"presence": "الحضور", "stance": "الموقف", "kind": "النوع", "locator": "المحدِّد", "position": "الموقف من مادة"},
)
WORDINGS = (ENGLISH, ARABIC)
