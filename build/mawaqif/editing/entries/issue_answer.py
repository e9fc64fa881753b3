"""The answer to a form: what is still to mend, or what was proposed, as Markdown in which nothing of the form is markup."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from mawaqif.editing.entries.draft import Draft
from mawaqif.editing.entries.issue_form import (
    ACTORS,
    ANCHOR,
    COLUMNS,
    DOCUMENT,
    LARGEST_FORM,
    PROPOSER,
    ROLE,
    TABLES,
    Form,
    read_form,
    request_of,
)
from mawaqif.editing.entries.passage_parts import UnclearError
from mawaqif.editing.entries.prompting import NonInteractive
from mawaqif.editing.entries.row_builder import create_rows
from mawaqif.editing.entries.validation import ValidationResult
from mawaqif.findings import Bilingual, CannotRunError, Finding, said
from mawaqif.findings.escaping import apart, markdown
from mawaqif.tables import TableSchema

WITHOUT_TEXT = Bilingual(
    "only who has the text of the document can find the passage by its words: `mawaqif locate` prints its place "
    "(give that line here), or a maintainer runs `mawaqif new --from-issue FILE --sources DIR`",
    "لا يعثر على المقطع بكلماته إلا من عنده نص الوثيقة: يطبع `mawaqif locate` موضعه "
    "(ضع ذلك السطر هنا)، أو يشغّل أحد القائمين على المشروع `mawaqif new --from-issue FILE --sources DIR`",
)

NOT_YET = (
    "## Not proposed yet · لم يُقترح بعد",
    "",
    "Nothing was written. Edit the form above where it is said below; it is read again at every change.",
    "",
    "لم يُكتب شيء. عدّل الاستمارة أعلاه حيث يُذكر أدناه؛ وتُقرأ من جديد عند كل تعديل.",
    "",
)

# What a rule says of a statement without the rows that a field gives.
MISSING_ROWS = {"passage-missing": ANCHOR, "actor-missing": ACTORS, "kind-roles": ROLE}
MADE_OF_DOCUMENT = frozenset({"statement_id", "citation_id"})


class _OfForm(NonInteractive):
    """Asks nobody; what is missing is a finding on the row."""

    def require_complete(self, schema: TableSchema) -> None:  # noqa: ARG002 - the interface passes it
        """Report the names that may mean several rows.

        Raises:
            UnclearError: there are such.
        """
        if self.unclear:
            raise UnclearError(*self.unclear)


@dataclass(frozen=True)
class Answer:
    """What came of a form.

    Attributes:
        proposer: who proposes it, as the form says.
        problems: label and words of everything that is to be mended; empty where rows can be written.
        result: the checked rows, or None where there are none.
    """

    proposer: str
    problems: Sequence[tuple[str, str]]
    result: ValidationResult | None = None


def answer_form(data: bytes, draft: Draft) -> Answer:
    """Make the rows that a form describes, and hold them against every check, as `mawaqif new` does.

    Args:
        data: the form, Markdown in UTF-8.
        draft: the package as it was read.

    Raises:
        FindingsError: a table cannot take new rows, whatever the form says.
        CannotRunError: the package lacks a table that the form fills in.
    """
    if len(data) > LARGEST_FORM:
        too_large = "{bytes:,} bytes; at most {most:,} are read", "عدد البايتات {bytes:,}؛ ولا يُقرأ أكثر من {most:,}"
        return Answer("", [("", said(*too_large, bytes=len(data), most=LARGEST_FORM))])
    try:
        form = read_form(data.decode("utf-8").removeprefix("\ufeff"))
    except UnicodeDecodeError as error:
        return Answer("", [("", said("byte {byte} is not UTF-8", "البايت {byte} ليس من UTF-8", byte=error.start))])
    proposer, request = form.line(PROPOSER), request_of(form, draft.dataset.descriptor)
    if request.fragments and draft.copies is None:
        form.problems.append((ANCHOR, WITHOUT_TEXT))
        request = replace(request, fragments=())
    try:
        result = create_rows(draft, request, _OfForm())
    except (UnclearError, CannotRunError) as error:
        return Answer(proposer, [*form.problems, *(("", text) for text in error.args)])
    problems = [*form.problems, *_problems(result, form)]
    return Answer(proposer, problems, None if problems else result)


def _problems(result: ValidationResult, form: Form) -> Iterator[tuple[str, str]]:
    """Yield the findings on the rows, but those that follow from what is told of a field, or of the document."""
    unknown = form.has_problem(DOCUMENT) or any(item.column == "document_id" for item in result.errors)
    for item in result.errors:
        label, text = _problem(result, item)
        lacks = MISSING_ROWS.get(item.name, "")
        if not (form.has_problem(label) or form.has_problem(lacks) or (unknown and item.column in MADE_OF_DOCUMENT)):
            yield label or lacks, text


def to_markdown(answer: Answer) -> str:
    """Return an answer as Markdown: what is to be mended, or how much is proposed by whom."""
    if answer.result is not None:
        number = sum(answer.result.draft.new_counts.values())
        proposer = f"{apart(markdown(answer.proposer))}" if answer.proposer else "somebody without a name"
        notes = [f"- still to do: {item.code} {apart(markdown(item.message))}" for item in answer.result.pending]
        return "\n".join([f"New rows: {number}, from a form. Proposed by: {proposer}.", *([""] if notes else []), *notes, ""])
    lines = [f"- {f'**{markdown(label)}**: ' if label else ''}{apart(markdown(text))}" for label, text in answer.problems]
    return "\n".join([*NOT_YET, *lines, ""])


def _problem(result: ValidationResult, item: Finding) -> tuple[str, str]:
    names = {table.schema.path: name for name, table in result.draft.dataset.tables.items()}
    name = names.get(item.file, "")
    told = {"code": item.code, "message": item.message}
    if result.draft.new_row_at(item) is None:
        place = {"place": f"{item.file}:{item.line}", "column": item.column}
        return "", said("{place} {column} {code} {message}", "{place} {column} {code} {message}", **place, **told)
    label = COLUMNS.get((name, item.column)) or TABLES.get(name, "")
    if label:
        return label, said("{code} {message}", "{code} {message}", **told)
    of = {"table": name, "column": item.column}
    return "", said("{table} {column} {code} {message}", "{table} {column} {code} {message}", **of, **told)
