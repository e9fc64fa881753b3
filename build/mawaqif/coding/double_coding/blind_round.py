"""The second coder's round: the sheet is written, the first codes are kept as they are, and what comes back is kept apart."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from mawaqif.coding.double_coding.blind_loading import BlindCodes, read_blind
from mawaqif.coding.double_coding.blind_sheets import blind_workbook
from mawaqif.coding.double_coding.coded_document import KINDS, LOCATORS, POSITIONS, TOPICS, CodedDocument, Codes, Unit
from mawaqif.coding.double_coding.kept_codes import FIRST, SECOND, KeptCodes, kept, path_of
from mawaqif.coding.double_coding.sheet_parts import sheet_parts
from mawaqif.coding.workbook import Filled, SheetProblem, Workbook, refuse_shared, write_workbook
from mawaqif.editing.atomic_writes import write_texts
from mawaqif.findings import Bilingual, CannotRunError, said, show
from mawaqif.history import line_authors
from mawaqif.passages.copies import Copies
from mawaqif.paths import to_write, unlinked
from mawaqif.tables import KEY_SEPARATOR

JUDGED = {KINDS: "statement", LOCATORS: "citation", POSITIONS: "position"}


@dataclass(frozen=True)
class BlindRound:
    """What was done.

    Attributes:
        files: the files written.
        counts: number of things to judge, or judged, by what they are.
        remarks: what whoever asked should know.
        problems: what is wrong in a workbook that came back; nothing was written then.
        missing: what is still to be judged, in words.
    """

    files: list[Path] = field(default_factory=list)
    counts: Mapping[str, int] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)
    problems: list[SheetProblem] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)


def write_blind(document: CodedDocument, coder: str, copies: Copies, out: Path, language: str) -> BlindRound:
    """Write the workbook of a second coder, and keep the first codes as they are now.

    Args:
        document: the document.
        coder: the second coder's name.
        copies: copies of the documents.
        out: where the workbook goes; not where git would take it.
        language: `ar` or `en`.

    Raises:
        CannotRunError: somebody else has begun, all is coded twice, there is no copy, or git would take the workbook.
        OSError: it cannot be written.
    """
    root = to_write(document.dataset.descriptor.root)
    refuse_shared(out)
    book = blind_book(document, coder, copies, language)
    first, remarks = _frozen(document)
    files = write_workbook(out, book)
    _keep(path_of(root, document.name, FIRST), first)
    return BlindRound(files, _counts(document.open()), _same_coder(document, coder) + remarks)


def blind_book(document: CodedDocument, coder: str, copies: Copies, language: str) -> Workbook:
    """Return the workbook of a second coder, with nothing that the first one gave.

    Args:
        document: the document.
        coder: the second coder's name; what this coder gave before stands in the cells again.
        copies: copies of the documents.
        language: `ar` or `en`.

    Raises:
        CannotRunError: somebody else has begun, all is coded twice, or there is no copy.
    """
    own = _own(document, coder)
    if not document.open():
        done = (
            "{document}: every statement, citation and position is coded twice already",
            "{document}: كل قول واستشهاد وموقف مرمَّز مرتين بالفعل",
        )
        raise CannotRunError(said(*done, document=document.name))
    return blind_workbook(sheet_parts(document, copies, language), coder, own)


def load_blind(filled: Filled, document: CodedDocument, *, write: bool) -> BlindRound:
    """Keep what a second coder's workbook holds, apart from the tables.

    Args:
        filled: the workbook that came back.
        document: the document that it is on.
        write: whether to write; otherwise only say what is wrong and what is missing.

    Raises:
        CannotRunError: the workbook names no coder, or somebody else has begun.
        OSError: the codes cannot be written.
    """
    root = to_write(document.dataset.descriptor.root)
    coder = filled.about.get("coder", "").strip()
    _own(document, coder)
    found = read_blind(document, filled)
    if found.problems:
        return BlindRound(problems=found.problems)
    first, remarks = _frozen(document)
    remarks = _same_coder(document, coder) + remarks
    placed = replace(document, found=found.evidence)
    cuts = {unit: placed.cut(unit) for unit in found.codes}
    path = path_of(root, document.name, SECOND)
    if write:
        _keep(path_of(root, document.name, FIRST), first)
        _keep(path, KeptCodes(found.codes, cuts, coder))
    judged = [unit for unit in found.codes if unit[0] in JUDGED]
    return BlindRound([path] if write else [], _counts(judged), remarks, missing=_in_words(found))


def _keep(path: Path, codes: KeptCodes) -> None:
    path.parent.mkdir(exist_ok=True)
    write_texts({path: codes.text()})


def _own(document: CodedDocument, coder: str) -> KeptCodes:
    """Return what a second coder gave before.

    Raises:
        CannotRunError: there is no name, or somebody else has begun.
    """
    if not coder or not coder.isprintable():
        raise CannotRunError(f"--coder {show(coder)}: expected the second coder's name")
    path = path_of(document.dataset.descriptor.root, document.name, SECOND)
    own = kept(document, SECOND)
    if own.codes and own.coder != coder:
        begun = (
            "{coder} has begun the second coding of {document} ({path}); let {coder} end it, or remove the file to begin anew",
            "بدأ {coder} الترميز الثاني للوثيقة {document} ({path})؛ فليتمّه {coder}، أو احذف الملف لتبدأ من جديد",
        )
        raise CannotRunError(said(*begun, coder=own.coder, document=document.name, path=path))
    return own


def _frozen(document: CodedDocument) -> tuple[KeptCodes, list[str]]:
    """Return the first codes: those kept before, wherever the passage still stands where it stood, else those of now."""
    before = kept(document, FIRST)
    cuts = {unit: document.cut(unit) for unit in document.open()}
    now = _open_codes(document.codes, cuts)
    here = {unit for unit, cut in before.cuts.items() if _whole(unit) in cuts and cuts[_whole(unit)] == cut}
    judged = {_whole(unit) for unit in here}
    codes = {unit: code for unit, code in now.items() if _whole(unit) not in judged}
    codes |= {unit: before.codes[unit] for unit in here}
    changed = sorted({_whole(unit)[1] for unit in {*now, *here} if _whole(unit) in judged and now.get(unit) != codes.get(unit)})
    remarks: list[str] = []
    if changed:
        others = Bilingual(" and others", " وغيرها") if len(changed) > 5 else ""  # noqa: PLR2004 - some of them
        since = (
            "changed since the first codes were kept, which stay the first codes: {names}{others}",
            "تغيّر بعد حفظ الرموز الأولى، وهي تبقى الرموز الأولى: {names}{others}",
        )
        remarks.append(said(*since, names=", ".join(changed[:5]), others=others))
    authors = " and ".join(sorted(_first_coders(document)))
    return KeptCodes(codes, {unit: cuts[_whole(unit)] for unit in codes}, before.coder or authors), remarks


def _open_codes(codes: Codes, cuts: Mapping[Unit, str]) -> Codes:
    return {unit: code for unit, code in codes.items() if _whole(unit) in cuts}


def _whole(unit: Unit) -> Unit:
    """Return what a unit is judged with: a topic with its statement."""
    return (KINDS, unit[1].partition(KEY_SEPARATOR)[0]) if unit[0] == TOPICS else unit


def _first_coders(document: CodedDocument) -> frozenset[str]:
    table = document.dataset.tables["statements"]
    own = (table.frame["document_id"] == document.name).fill_null(value=False).arg_true()
    path = unlinked(document.dataset.descriptor.root, table.schema.path)
    return line_authors(path, {table.lines[row] for row in own})


def _same_coder(document: CodedDocument, coder: str) -> list[str]:
    same = [name for name in _first_coders(document) if name.casefold() == coder.casefold()]
    told = (
        "{name} wrote statements of {document} too; a second coder is someone who has not seen the first codes",
        "كتب {name} أقوالًا من {document} أيضًا؛ والمرمِّز الثاني من لم ير الرموز الأولى",
    )
    return [said(*told, name=name, document=document.name) for name in same]


def _counts(units: list[Unit]) -> dict[str, int]:
    return {noun: number for table, noun in JUDGED.items() if (number := sum(unit[0] == table for unit in units))}


def _in_words(found: BlindCodes) -> list[str]:
    return [said("{key}: {told}", "{key}: {told}", key=unit[1], told=told) for unit, told in found.missing]
