"""The check of the canonical form: `mawaqif fmt` would not change the file."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path

from mawaqif.findings import Bilingual, Code, Finding, Place, said
from mawaqif.paths import OutsideError, read_file, unlinked
from mawaqif.tables import READING_RECORD, SEALINGS, Dataset, Table, canonical_text, is_canonical

CANONICAL_FORM = Code(
    "MQ120",
    "canonical-form",
    Bilingual(
        "the file is not in canonical form from this line on: {problem}; run `mawaqif fmt`",
        "الملف من هذا السطر ليس في الصورة المعتمدة: {problem}؛ شغّل `mawaqif fmt`",
    ),
    Bilingual(
        "In one agreed form a changed row is one changed line, so that a reviewer sees what was contributed and nothing else.",
        ("بصورة واحدة متفق عليها يكون الصف المتغيّر سطرًا متغيّرًا واحدًا، فيرى المراجع ما أُسهم به ولا يرى غيره."),
    ),
    Bilingual("Run `mawaqif fmt`; it changes the form and nothing else.", "شغّل `mawaqif fmt`؛ فهو يغيّر الصورة ولا يغيّر غيرها."),
    bad='actors.csv: malta,state,"Malta",',
    good="actors.csv: malta,state,Malta,",
)
NOT_SORTED = Bilingual("the rows are not sorted by key", "الصفوف غير مرتبة بالمفتاح")
CR_LF = Bilingual("the lines end with CR LF instead of LF", "نهاية الأسطر CR LF بدل LF")
ONE_CR_LF = Bilingual("the line ends with CR LF instead of LF", "نهاية السطر CR LF بدل LF")
ONE_CR = Bilingual("the line ends with CR instead of LF", "ينتهي السطر بـ CR بدل LF")
BYTE_ORDER_MARK = Bilingual("it starts with a byte order mark", "يبدأ بعلامة ترتيب البايتات")
CR = Bilingual("the lines end with CR instead of LF", "نهاية الأسطر CR بدل LF")
OTHERWISE = Bilingual(
    "the line is quoted or ordered otherwise than the one form has it", "السطر مقتبس أو مرتب على غير الصورة المعتمدة"
)
END = Bilingual("the last line does not end with LF, or blank lines follow", "ليس في آخر السطر الأخير LF، أو تتبعه أسطر فارغة")
ALL_CR_LF = Bilingual(
    "its lines end with CR LF instead of LF, and so do those of {others}; {reason}",
    "نهاية أسطره CR LF بدل LF، وكذلك أسطر {others}؛ {reason}",
)
# Line ends of so many files have one cause.
SEVERAL = 2
OF_CHECKOUT = Bilingual(
    "git writes them so at a checkout where no `.gitattributes` says `* text=auto eol=lf`",
    "يكتبها git كذلك عند السحب حيث لا يقول `.gitattributes` `* text=auto eol=lf`",
)


def check_canonical_form(dataset: Dataset) -> list[Finding]:
    """Check that every table that was read without loss is in canonical form; one finding a file.

    Where several files differ by their line ends alone, as after a checkout on Windows, they are one finding, the
    reading record among them.
    """
    tables = [table for table in dataset.tables.values() if table.lossless]
    windows = [table.schema.path for table in tables if _differs_by_line_ends(table)]
    windows += [name for name in (READING_RECORD, SEALINGS) if _has_windows_line_ends(dataset.descriptor.root, name)]
    if len(windows) == 1 and windows[0] in (READING_RECORD, SEALINGS):
        return [*_each(tables, ()), CANONICAL_FORM.at(Place(windows[0], 1), problem=CR_LF)]
    if len(windows) < SEVERAL:
        return _each(tables, ())
    problem = ALL_CR_LF.filled(others=_others(len(windows) - 1), reason=OF_CHECKOUT)
    return [CANONICAL_FORM.at(Place(windows[0], 1), problem=problem), *_each(tables, windows)]


def _each(tables: Iterable[Table], told: Collection[str]) -> list[Finding]:
    return [finding for table in tables if table.schema.path not in told for finding in _check(table)]


def _others(files: int) -> Bilingual:
    """Return a number of other files in words."""
    if files == 1:
        return Bilingual("another file", "ملف آخر")
    return said("{files} other files", "ملفات أخرى (عددها {files})", files=files)


def _differs_by_line_ends(table: Table) -> bool:
    """True where a file would be in canonical form if its lines ended with LF."""
    if table.fast_read or table.has_byte_order_mark or "\r\n" not in table.text:
        return False
    return table.text.replace("\r\n", "\n") == canonical_text(table)


def _has_windows_line_ends(root: Path, name: str) -> bool:
    try:
        return b"\r\n" in read_file(unlinked(root, name))
    except (OSError, OutsideError):
        return False


def _check(table: Table) -> list[Finding]:
    if is_canonical(table):
        return []
    line, problem = 1, BYTE_ORDER_MARK
    if not table.has_byte_order_mark:
        line, problem = _first_difference(table.text, canonical_text(table))
    return [CANONICAL_FORM.at(table.schema.place(line), problem=problem)]


def _first_difference(text: str, wanted: str) -> tuple[int, Bilingual]:
    if "\r" in text and "\n" not in text:
        return 1, CR
    is_lines = text.split("\n")
    for line, (present, expected) in enumerate(zip(is_lines, wanted.split("\n"), strict=False), start=1):
        if present != expected:
            if present.rstrip("\r") == expected:
                return line, ONE_CR_LF
            if "\r" in present and "\r" not in expected:
                return line, ONE_CR
            if sorted(is_lines) == sorted(wanted.split("\n")):
                return line, NOT_SORTED
            return line, OTHERWISE
    return len(is_lines), END
