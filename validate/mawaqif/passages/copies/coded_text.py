"""The coded text, given back by a copy that differs from it only in form: proven by the hash of the file that was coded."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import product

from mawaqif.findings import Bilingual, joined, said
from mawaqif.passages.copies.model import UnreadableError
from mawaqif.passages.copies.plain_text import encodings_of

BYTE_ORDER_MARK = "\ufeff"


@dataclass(frozen=True)
class CodedText:
    """The text that was coded, as far as a copy gives it back.

    Attributes:
        text: the coded text, character for character; None where the copy is another text, or none.
        difference: how the copy differs from the file that was coded; empty where it does not.
    """

    text: str | None
    difference: str = ""


_EXTRACT = Bilingual("`mawaqif text FILE --out ID.txt` writes its text", "يكتب `mawaqif text FILE --out ID.txt` نصه")
_WEB_PAGE = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
# What stands in place of a file, by how its bytes begin.
_STAND_INS: tuple[tuple[re.Pattern[bytes], str], ...] = (
    (re.compile(rb"(?:\xef\xbb\xbf)?\s*\Z"), Bilingual("it is empty", "هي فارغة")),
    (
        re.compile(rb"version https://git-lfs"),
        Bilingual(
            "it is a pointer of Git LFS, not the file; `git lfs pull` gets the file",
            "هي مؤشر من Git LFS لا الملف؛ يجلب `git lfs pull` الملف",
        ),
    ),
    (
        re.compile(rb"[./a-z]*annex/objects/"),
        Bilingual(
            "it is a pointer of git-annex, not the file; `git annex get` gets the file",
            "هي مؤشر من git-annex لا الملف؛ يجلب `git annex get` الملف",
        ),
    ),
    (re.compile(rb"[^\r\n]{0,1000}%PDF-"), said("it is a PDF file; {extract}", "هي ملف PDF؛ {extract}", extract=_EXTRACT)),
    (
        re.compile(rb"PK\x03\x04"),
        said("it is an archive, such as a Word file; {extract}", "هي أرشيف، كملف Word؛ {extract}", extract=_EXTRACT),
    ),
    (_WEB_PAGE, said("it is a web page, not the text of one; {extract}", "هي صفحة ويب لا نصها؛ {extract}", extract=_EXTRACT)),
)


def stand_in(data: bytes) -> str:
    """Say what stands in place of a file of text; empty where its bytes may be text."""
    return next((problem for start, problem in _STAND_INS if start.match(data[:4096])), "")


def signs_of_form(text: str) -> list[str]:
    """Say in which ways the form of a text differs from that of texts to be coded: no mark, LF, NFC."""
    signs: list[str] = []
    if text.startswith(BYTE_ORDER_MARK):
        signs.append(Bilingual("it begins with a byte order mark", "تبدأ بعلامة ترتيب البايتات"))
    if "\r" in text:
        signs.append(
            Bilingual("its lines end with CR LF", "نهاية أسطرها CR LF")
            if "\r\n" in text
            else Bilingual("its lines end with CR", "نهاية أسطرها CR")
        )
    if not unicodedata.is_normalized("NFC", text):
        signs.append(Bilingual("its letters are taken apart (not NFC)", "حروفها مفككة (ليست NFC)"))
    return signs


def coded_text(data: bytes, digest: str, length: int | None = None) -> CodedText:
    """Return the coded text that a copy holds.

    Args:
        data: the bytes of the copy.
        digest: SHA-256 of the file that was coded.
        length: number of its characters, where it is known.

    Source of the method: the changes that editors, systems and version control make to the form of
    a text are few, so each is undone, alone and with the others, until the bytes have the hash.
    """
    if hashlib.sha256(data).hexdigest() == digest:
        return CodedText(data.decode("utf-8", errors="replace"))
    problem = stand_in(data)
    if problem:
        return CodedText(None, problem)
    for text, how in _forms(data):
        if hashlib.sha256(text.encode("utf-8", errors="replace")).hexdigest() == digest:
            return CodedText(text, joined(how, "; "))
    return CodedText(None, _another_text(data, length))


def _another_text(data: bytes, length: int | None) -> str:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return said("byte {byte} is not UTF-8", "البايت {byte} ليس من UTF-8", byte=error.start)
    told: list[str] = [Bilingual("it is another text than was coded", "هي نص غير الذي رُمّز")]
    if length and length != len(text):
        size = "it has {found} characters, the file that was coded {length}", "عدد محارفها {found}، ومحارف الملف المرمَّز {length}"
        told.append(said(*size, found=len(text), length=length))
    return joined([*told, *signs_of_form(text)], "; ")


Change = tuple[str, Callable[[str], str]]
_AS_IT_IS: Change = ("", str)
# What may have been done to the lines, the letters, the end and the beginning of the coded file, and how it is undone.
_LINES: tuple[Change, ...] = (
    _AS_IT_IS,
    (Bilingual("its lines end with CR LF", "نهاية أسطرها CR LF"), lambda text: text.replace("\r\n", "\n")),
    (
        Bilingual("its lines end with CR", "نهاية أسطرها CR"),
        lambda text: text.replace("\r\n", "\n").replace("\r", "\n"),
    ),
    (
        Bilingual("its lines end with LF, those of the coded file with CR LF", "نهاية أسطرها LF، ونهاية أسطر الملف المرمَّز CR LF"),
        lambda text: re.sub(r"\r?\n", "\r\n", text),
    ),
)
_LETTERS: tuple[Change, ...] = (
    _AS_IT_IS,
    (Bilingual("its letters are taken apart (NFD)", "حروفها مفككة (NFD)"), lambda text: unicodedata.normalize("NFC", text)),
    (
        Bilingual("its letters are put together, those of the coded file not", "حروفها مركبة، وحروف الملف المرمَّز غير مركبة"),
        lambda text: unicodedata.normalize("NFD", text),
    ),
)
_ENDS: tuple[Change, ...] = (
    _AS_IT_IS,
    (
        Bilingual("its last line has no end", "سطرها الأخير بلا نهاية سطر"),
        lambda text: text + ("\r\n" if "\r\n" in text else "\n"),
    ),
    (Bilingual("there are line breaks after its end", "بعد آخرها أسطر فارغة"), lambda text: text.rstrip("\r\n")),
    (Bilingual("there are line breaks after its end", "بعد آخرها أسطر فارغة"), lambda text: text.rstrip("\r\n") + "\n"),
)
_STARTS: tuple[Change, ...] = (
    _AS_IT_IS,
    (
        Bilingual("the byte order mark of the coded file is gone", "سقطت علامة ترتيب البايتات التي في الملف المرمَّز"),
        lambda text: BYTE_ORDER_MARK + text,
    ),
)


def _forms(data: bytes) -> Iterator[tuple[str, list[str]]]:
    """Yield the texts that a copy may have been made from, each with what was done to it."""
    for encoding in _encodings(data):
        try:
            read = data.decode(encoding)
        except (UnicodeError, LookupError):
            continue
        marked = read.startswith(BYTE_ORDER_MARK)
        first: list[str] = [said("it is in {encoding}", "ترميزها {encoding}", encoding=encoding)] if encoding != "utf-8" else []
        first += [Bilingual("it begins with a byte order mark", "تبدأ بعلامة ترتيب البايتات")] if marked else []
        bare = read.removeprefix(BYTE_ORDER_MARK)
        for changes in product(_LINES, _LETTERS, _ENDS, _STARTS):
            text = bare
            for _, undo in changes:
                text = undo(text)
            yield text, [*first, *(what for what, _ in changes if what)]


def _encodings(data: bytes) -> tuple[str, ...]:
    try:
        return encodings_of(data)
    except UnreadableError:
        return ()
