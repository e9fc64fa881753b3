"""The form for a statement, `.github/ISSUE_TEMPLATE/row.yml`, as GitHub writes it into an issue: what a stranger gave, by field.

A field is a heading `### Label` and its value below; `_No response_` where nothing was given. Everything in it is text
from outside: it becomes a cell or a problem, and is never run, joined to a path or taken for markup.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from mawaqif.editing.entries.passage_parts import PASSAGES
from mawaqif.editing.entries.request import Request, find_schema
from mawaqif.findings import Bilingual, CannotRunError, said, show
from mawaqif.tables import Descriptor, TableSchema

# So many bytes a form may have; GitHub takes a quarter of it.
LARGEST_FORM = 256 * 1024
LONGEST_VALUE, MOST_LINES = 4_000, 60
NOTHING = frozenset({"", "_No response_", "None"})

DOCUMENT, KIND, DATE, EVENT = "Document · الوثيقة", "Kind · النوع", "Day of speaking · يوم القول", "Event · الحدث"
ACTORS, ROLE, BEHALF = "Who says it · من يقول ذلك", "Role · الدور", "On behalf of · بالنيابة عن"
SUMMARY_EN, SUMMARY_AR = "English summary · الخلاصة بالإنجليزية", "Arabic summary · الخلاصة بالعربية"
TOPICS, CITATIONS, NOTE = "Topics and stances · الموضوعات والمواقف", "Citations · الاستشهادات", "Note · ملاحظة"
FIRST, LAST, ANCHOR = "First words · الكلمات الأولى", "Last words · الكلمات الأخيرة", "Place of the passage · موضع المقطع"
PROPOSER, CONFIRMED = "Who proposes it · من يقترحه", "Before you send it · قبل الإرسال"
LABELS = (
    *(DOCUMENT, KIND, DATE, EVENT, ACTORS, ROLE, BEHALF, SUMMARY_EN, SUMMARY_AR, TOPICS, FIRST, LAST, ANCHOR),
    *(CITATIONS, NOTE, PROPOSER, CONFIRMED),
)
TOO_MANY = "{number:,} lines; at most {most} are taken", "عدد الأسطر {number:,}؛ ولا يؤخذ أكثر من {most}"
TOO_LONG = "{number:,} characters; at most {most:,} are taken", "عدد المحارف {number:,}؛ ولا يؤخذ أكثر من {most:,}"
UNSEEN = (
    "it holds a character that cannot be seen, {sign}; delete it",
    "فيه محرف لا يُرى، {sign}؛ احذفه",
)
NO_FORM = Bilingual(
    "this is not the form for a statement: none of its headings is there",
    "ليست هذه استمارة قول: ليس فيها عنوان من عناوينها",
)
TWICE = Bilingual(
    "this heading stands twice in the form; leave the headings to GitHub",
    "هذا العنوان مكرر في الاستمارة؛ اترك العناوين لـ GitHub",
)
OPEN_BOX = Bilingual(
    "every box must be ticked: what they say holds for each row that is published",
    "يجب تأشير كل خانة: فما تقوله يسري على كل صف يُنشر",
)
EMPTY = Bilingual("it is empty, and a statement needs it", "هو فارغ، ويحتاج إليه القول")
NO_PLACE = Bilingual(
    "it is empty, and so are the first or the last words, so nobody can find the passage",
    "هو فارغ، وكذلك الكلمات الأولى أو الأخيرة، فلا يعثر أحد على المقطع",
)
NO_COLUMNS = (
    "the table {table} has not the columns {columns}, which the form fills in",
    "ليست في الجدول {table} الأعمدة {columns}، وهي مما تملؤه الاستمارة",
)
NO_STANCE = (
    "{line} is not TOPIC: STANCE, such as open-internet: supports",
    "{line} ليس على صورة `TOPIC: STANCE`، مثل `open-internet: supports`",
)
NO_CITATION = (
    "{line} is not NOTE | DOCUMENT | page, paragraph or timestamp and its number | ibid, such as 12 | ahc-draft-2022 | page 7",
    (
        "{line} ليس على صورة `NOTE | DOCUMENT | LOCATOR | ibid`، وLOCATOR أحد page وparagraph وtimestamp مع رقمه، "
        "مثل `12 | ahc-draft-2022 | page 7`"
    ),
)
NO_ANCHOR = (
    "{line} is not a line of `mawaqif locate`; copy both lines that it prints",
    "{line} ليس سطرًا من `mawaqif locate`؛ انسخ السطرين اللذين يطبعهما",
)
# What a cell of the form is called in the tables.
COLUMNS = {
    ("statements", "document_id"): DOCUMENT,
    ("statements", "kind"): KIND,
    ("statements", "date"): DATE,
    ("statements", "event_id"): EVENT,
    ("statements", "summary_en"): SUMMARY_EN,
    ("statements", "summary_ar"): SUMMARY_AR,
    ("statements", "note_en"): NOTE,
    ("statement_actors", "actor_id"): ACTORS,
    ("statement_actors", "role"): ROLE,
    ("statement_topics", "topic_id"): TOPICS,
    ("statement_topics", "stance"): TOPICS,
}
TABLES = {PASSAGES: ANCHOR, "citations": CITATIONS}

_HEADING = re.compile(r"^### (.+?)[ \t]*$", re.MULTILINE)
_FENCE = re.compile(r"^(`{3,})\w*\n(.*)\n\1$", re.DOTALL)
_BULLET = re.compile(r"^[-*•]\s+")
_OFFSET = re.compile(r"[0-9]{1,9}", re.ASCII)
_LOCATOR = re.compile(r"(page|timestamp|paragraph)\s+(\S.*)")
_OPEN_BOX, _BOX = re.compile(r"^- \[ \]", re.MULTILINE), re.compile(r"^- \[[xX]\]", re.MULTILINE)


@dataclass
class Form:
    """What the fields of a form hold.

    Attributes:
        values: the value of each field that has one, by label.
        problems: what is wrong with a field, by label; empty text where the whole form is meant.
    """

    values: dict[str, str] = field(default_factory=dict)
    problems: list[tuple[str, str]] = field(default_factory=list)

    def has_problem(self, label: str) -> bool:
        """True where something is wrong with a field."""
        return any(name == label for name, _ in self.problems)

    def line(self, label: str) -> str:
        """Return a value as one line; empty where there is none."""
        return " ".join(self.values.get(label, "").split())

    def chosen(self, label: str) -> str:
        """Return the value that was chosen from a list, without its label in Arabic."""
        return self.line(label).partition(" · ")[0]

    def lines(self, label: str) -> list[str]:
        """Return the lines of a value, without signs of a list before them."""
        lines = (_BULLET.sub("", line.strip()) for line in self.values.get(label, "").split("\n"))
        found = [line for line in lines if line]
        if len(found) > MOST_LINES:
            self.problems.append((label, said(*TOO_MANY, number=len(found), most=MOST_LINES)))
        return found[:MOST_LINES]


def read_form(text: str) -> Form:
    """Take an issue apart.

    Args:
        text: the Markdown of the issue, with any line ends.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    form = Form()
    headings = [found for found in _HEADING.finditer(text) if found[1] in LABELS]
    if not headings:
        form.problems.append(("", NO_FORM))
        return form
    ends = [found.start() for found in headings[1:]] + [len(text)]
    for heading, end in zip(headings, ends, strict=True):
        label, value = heading[1], text[heading.end() : end].strip()
        fenced = _FENCE.match(value)
        value = fenced[2].strip() if fenced else value
        problem = TWICE if label in form.values else _problem(value)
        if problem:
            form.problems.append((label, problem))
        form.values.setdefault(label, "" if problem or value in NOTHING else value)
    if _OPEN_BOX.search(form.values.get(CONFIRMED, "")) or not _BOX.search(form.values.get(CONFIRMED, "")):
        form.problems.append((CONFIRMED, OPEN_BOX))
    return form


def _problem(value: str) -> str:
    """Say why a value cannot be taken at all; empty where it can."""
    if len(value) > LONGEST_VALUE:
        return said(*TOO_LONG, number=len(value), most=LONGEST_VALUE)
    sign = next((char for char in value if unicodedata.category(char) == "Cc" and char not in "\n\t"), "")
    return said(*UNSEEN, sign=f"U+{ord(sign):04X}") if sign else ""


def request_of(form: Form, descriptor: Descriptor) -> Request:
    """Return the statement that a form describes, with its passage and everything that refers to it; see `Form.problems`.

    Args:
        form: the form; what is wrong in it is added to its problems.
        descriptor: the package.

    Raises:
        CannotRunError: the package lacks a table of statements.
    """
    given = {
        "document_id": form.line(DOCUMENT),
        "kind": form.chosen(KIND),
        "date": form.line(DATE),
        "event_id": form.line(EVENT),
        "summary_en": form.line(SUMMARY_EN),
        "summary_ar": form.line(SUMMARY_AR),
        "note_en": form.line(NOTE),
    }
    for label in (DOCUMENT, KIND, ACTORS, SUMMARY_EN, SUMMARY_AR):
        if not form.values.get(label) and not form.has_problem(label):
            form.problems.append((label, EMPTY))
    anchors, words = list(_anchors(form)), (form.line(FIRST), form.line(LAST))
    if not anchors and not all(words) and not form.has_problem(ANCHOR):
        form.problems.append((ANCHOR, NO_PLACE))
    further = [(find_schema(descriptor, name), cells) for name, cells in _further(form, given["document_id"])]
    fragments = [(words[0], words[1])] if all(words) and not anchors else []
    return Request(find_schema(descriptor, "statement"), given, {}, fragments, anchors, _known(further))


def _known(further: list[tuple[TableSchema, Mapping[str, str]]]) -> list[tuple[TableSchema, Mapping[str, str]]]:
    for schema, cells in further:
        if not cells.keys() <= set(schema.columns):
            raise CannotRunError(said(*NO_COLUMNS, table=schema.name, columns=", ".join(cells)))
    return further


def _further(form: Form, document: str) -> Iterator[tuple[str, Mapping[str, str]]]:
    role = form.chosen(ROLE)
    for actor in form.lines(ACTORS):
        yield "statement_actors", {"actor_id": actor} | ({"role": role} if role else {})
    for actor in form.lines(BEHALF):
        yield "statement_actors", {"actor_id": actor, "role": "on_behalf_of"}
    for line in form.lines(TOPICS):
        topic, colon, stance = (part.strip() for part in line.rpartition(":"))
        if colon:
            yield "statement_topics", {"topic_id": topic, "stance": stance}
        else:
            form.problems.append((TOPICS, said(*NO_STANCE, line=show(line))))
    for line in form.lines(CITATIONS):
        yield from _citation(form, document, line)


def _citation(form: Form, document: str, line: str) -> Iterator[tuple[str, Mapping[str, str]]]:
    """Yield the citation of one line, `NOTE | DOCUMENT | LOCATOR | ibid`, of which the last two may be left out."""
    note, cited, place, ibid, *rest = [*(part.strip() for part in line.split("|")), "", "", ""]
    located = _LOCATOR.fullmatch(place)
    if (
        not _OFFSET.fullmatch(note)
        or not cited
        or any(rest)
        or not (located or place in {"", "none"})
        or ibid not in {"", "ibid"}
    ):
        form.problems.append((CITATIONS, said(*NO_CITATION, line=show(line))))
        return
    locator = {"locator_kind": located[1], "locator": located[2]} if located else {"locator_kind": "none"}
    same = {"ibid": "true" if ibid else "false"}
    yield "citations", {"document_id": document, "note_number": note, "cited_document_id": cited, **locator, **same}


def _anchors(form: Form) -> Iterator[dict[str, str]]:
    """Yield the anchor of each part of the passage, from the lines that `mawaqif locate` prints."""
    columns = ("char_start", "char_end", "text_start", "text_end", "text_sha256")
    for row in csv.reader(form.lines(ANCHOR)):
        if row[:1] == ["statement_id"]:
            continue
        cells: dict[str, str] = dict(zip(columns, row[2:], strict=False))
        if len(row) != len(columns) + 2 or not all(_OFFSET.fullmatch(cells[name]) for name in columns[:2]):
            form.problems.append((ANCHOR, said(*NO_ANCHOR, line=show(",".join(row)))))
        else:
            yield cells
