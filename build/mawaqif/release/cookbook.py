"""The cookbook: questions with the SQL that answers them, by subject.

A query is one file in `queries/`. Its first two comment lines are the question in English
and in Arabic, the third is `-- subject: NAME`; further comments say what was decided.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from mawaqif.findings import CannotRunError, show
from mawaqif.paths import read_file, unlinked

FOLDER = "queries"
SUBJECT_MARK = "-- subject: "
# By its name a query is asked for, and its file is called in a release.
NAME = re.compile(r"[\w-]+")
LARGEST_QUERY = 1024**2
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


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
    Subject("articles", "Positions on articles of draft texts", "المواقف من مواد مسودات النصوص"),
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
    if not NAME.fullmatch(path.stem):
        raise CannotRunError(
            f"{FOLDER}/: the name {show(path.name)} is not letters, digits, _ and -, with .sql behind; rename it"
        )
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
    """Read a query, which may be anything under the name of one."""
    name = f"{FOLDER}/{path.name}"
    try:
        text = read_file(path, LARGEST_QUERY).decode("utf-8")
    except UnicodeDecodeError as error:
        raise CannotRunError(f"{name}: byte {error.start} is not UTF-8; save it as UTF-8, or remove it") from error
    except OSError as error:
        raise CannotRunError(f"{name}: {error.strerror}; put a query in its place, or remove it") from error
    odd = CONTROL.search(text)
    if odd:
        raise CannotRunError(f"{name}: holds {show(odd[0])}, which no query needs; remove it")
    return text.replace("\r\n", "\n").replace("\r", "\n")


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
