"""The cookbook: questions with the SQL that answers them, by subject.

A query is one file in `queries/`. Its first two comment lines are the question in English
and in Arabic, the third is `-- subject: NAME`; further comments say what was decided.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from mawaqif.findings import CannotRunError
from mawaqif.paths import unlinked

FOLDER = "queries"
SUBJECT_MARK = "-- subject: "


@dataclass(frozen=True)
class Subject:
    """What a group of queries is about.

    Attributes:
        name: as the queries name it.
        label_en: heading in English.
        label_ar: heading in Arabic.
    """

    name: str
    label_en: str
    label_ar: str


# In the order in which they are shown.
SUBJECTS = (
    Subject("stances", "Stances on topics", "المواقف من الموضوعات"),
    Subject("articles", "Wishes for articles of draft texts", "الرغبات في مواد مشاريع النصوص"),
    Subject("statements", "Statements, speakers and names", "الأقوال والمتكلمون والأسماء"),
    Subject("initiatives", "Initiatives", "المبادرات"),
    Subject("sources", "Sources and citations", "المصادر والاستشهادات"),
    Subject("dataset", "What the data cover, and how they were made", "ما تغطيه البيانات وكيف صُنعت"),
)


@dataclass(frozen=True)
class Query:
    """A query of the cookbook.

    Attributes:
        name: its name, that of its file without the ending.
        subject: what it is about.
        question_en: what it answers, in English.
        question_ar: what it answers, in Arabic.
        sql: the whole file; one SELECT with its comments.
    """

    name: str
    subject: Subject
    question_en: str
    question_ar: str
    sql: str

    @property
    def body(self) -> str:
        """The file without the lines that hold questions and subject."""
        return "\n".join(self.sql.splitlines()[3:])


def cookbook(root: Path) -> list[Query]:
    """Return the queries in `queries/` of a package, by subject and name.

    Raises:
        CannotRunError: a file does not begin with its questions and a known subject, is no text, or
            has a name that not every system takes.
        OSError: a file cannot be read, or is a link.
    """
    found = [_read(root, path.name) for path in sorted((root / FOLDER).glob("*.sql"))]
    return sorted(found, key=lambda query: SUBJECTS.index(query.subject))


def _read(root: Path, file: str) -> Query:
    path = unlinked(root, f"{FOLDER}/{file}")
    text = _text(path)
    english, arabic, mark = [*text.splitlines()[:3], "", "", ""][:3]
    subjects = {f"{SUBJECT_MARK}{subject.name}": subject for subject in SUBJECTS}
    if not (english.startswith("-- ") and arabic.startswith("-- ")) or mark not in subjects:
        names = ", ".join(subject.name for subject in SUBJECTS)
        raise CannotRunError(
            f"{FOLDER}/{path.name}: the first three lines are the question in English, the question in Arabic, "
            f"and `{SUBJECT_MARK}NAME`, each after `--`; subjects are {names}"
        )
    return Query(path.stem, subjects[mark], english.removeprefix("-- "), arabic.removeprefix("-- "), text)


def _text(path: Path) -> str:
    if not path.is_file():
        raise CannotRunError(f"{FOLDER}/{path.name}: it is no file; a query is one file of text")
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise CannotRunError(f"{FOLDER}/{path.name}: byte {error.start} is not UTF-8; save the query as UTF-8") from error
    if "\0" in text:
        raise CannotRunError(f"{FOLDER}/{path.name}: holds a NUL character; save the query as UTF-8")
    return text


def by_subject(queries: list[Query]) -> Iterator[tuple[Subject, list[Query]]]:
    """Yield each subject that has queries, with them."""
    for subject in SUBJECTS:
        own = [query for query in queries if query.subject == subject]
        if own:
            yield subject, own


def listing(queries: list[Query]) -> str:
    """Return the cookbook for people: a heading a subject, and under it names with their questions."""
    parts = []
    for subject, own in by_subject(queries):
        entries = [f"  {query.name}\n      {query.question_en}\n      {query.question_ar}" for query in own]
        parts.append("\n".join([f"{subject.label_en} · {subject.label_ar}", *entries]))
    return "\n\n".join(parts)
