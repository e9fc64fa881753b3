"""Copies of a document as readers have them: what each kind of copy does to a text, and an invented text to do it to."""

from __future__ import annotations

import html
import random
import re
import unicodedata
from collections.abc import Callable

from mawaqif.passages import anchor
from mawaqif.passages.aligning import Target

SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_PLAIN = str.maketrans(SUPERSCRIPTS, "0123456789")
_RAISED = str.maketrans("0123456789", SUPERSCRIPTS)
_ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
_MARKER = re.compile(f" ?[{SUPERSCRIPTS}]+")
_RUN = re.compile(r"[A-Za-z0-9](?:[^\n\u0600-\u06ff]*[A-Za-z0-9])?")
LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"
_FORMS = {
    plain: chr(code)
    for code in range(0xFEFC, 0xFE7F, -1)
    if len(plain := unicodedata.normalize("NFKC", chr(code))) == 1 or plain in {"لا", "لأ", "لإ", "لآ"}
}


def wrapped(text: str, width: int = 60) -> str:
    """Break the lines anew."""
    lines = []
    for paragraph in text.split("\n"):
        line = ""
        for word in paragraph.split(" "):
            if line and len(line) + len(word) >= width:
                lines.append(line)
                line = word
            else:
                line = f"{line} {word}".strip()
        lines.append(line)
    return "\n".join(lines)


def pages(text: str, size: int = 30) -> list[str]:
    """Cut a text into pages of so many lines."""
    lines = wrapped(text).split("\n")
    return ["\n".join(lines[at : at + size]) for at in range(0, len(lines), size)]


def _furnished(text: str, join: str) -> str:
    """Give each page a head and a foot, and a note of its own above the foot."""
    made = []
    for number, page in enumerate(pages(text), start=1):
        note = "".join(random.Random(number).choices(LETTERS, k=9))
        made.append(f"دفتر الموانئ البعيدة\n{page}\n\n({number}) حاشية {note} كتبها أمين السجل\n- {number} -")
    return join.join(made)


def _shuffled(text: str, join: str) -> str:
    made = pages(text)
    random.Random(3).shuffle(made)
    return join.join(made)


def _markers(how: Callable[[str], str]) -> Callable[[str], str]:
    return lambda text: _MARKER.sub(lambda match: how(match.group().strip().translate(_PLAIN)), text)


def _each(text: str, seed: int, share: float, change: Callable[[str, random.Random], str]) -> str:
    """Change a share of the Arabic letters."""
    dice = random.Random(seed)
    return "".join(change(char, dice) if "\u0621" <= char <= "\u064a" and dice.random() < share else char for char in text)


def _lines(text: str, turn: Callable[[str], str]) -> str:
    return "\n".join(turn(line) for line in wrapped(text, 70).split("\n"))


def presentation_forms(text: str) -> str:
    """Write letters as the glyphs of old code pages, lam and alef as one."""
    for two in ("لا", "لأ", "لإ", "لآ"):
        text = text.replace(two, _FORMS[two])
    return "".join(_FORMS.get(char, char) for char in text)


def as_html(text: str) -> str:
    """Print a text as a web page: paragraphs, raised markers, a menu, a script, a notice that is not shown."""
    body = "\n".join(
        "<p>"
        + re.sub(f"[{SUPERSCRIPTS}]+", lambda m: f'<sup><a href="#n">[{m.group().translate(_PLAIN)}]</a></sup>', line)
        + "</p>"
        for line in html.escape(text, quote=False).split("\n")
        if line.strip()
    )
    return (
        '<!doctype html><html lang="ar" dir="rtl"><head><meta charset="utf-8"><title>سجل</title><style>p{}</style></head>'
        f"<body><nav><ul><li>الرئيسية</li><li>اتصل بنا</li></ul></nav>{body}"
        "<script>var x = 'نص';</script><p hidden>لا يظهر</p><footer>كل الحقوق</footer></body></html>"
    )


# What keeps every letter of the words and their order: all of it can be proven, and must be.
FAITHFUL: dict[str, Callable[[str], str]] = {
    "other line breaks": wrapped,
    "narrow lines": lambda text: wrapped(text, 25),
    "Windows line ends": lambda text: text.replace("\n", "\r\n"),
    "one line": lambda text: " ".join(text.split()),
    "no footnote markers": _markers(lambda _: ""),
    "markers in brackets": _markers("({})".format),
    "markers in square brackets": _markers("[{}]".format),
    "markers as digits": _markers(" {}".format),
    "markers glued to words": _markers(str),
    "markers in Arabic digits": _markers(lambda number: f"({number.translate(_ARABIC)})"),
    "other quotation marks": lambda text: re.sub('"([^"\n]*)"', "«\\1»", text).replace("(", "\u2768").replace(")", "\u2769"),
    "Arabic digits": lambda text: text.translate(_ARABIC),
    "digits of another script": lambda text: text.translate(str.maketrans("0123456789", "०१२३४५६७८९")),
    "vowel signs and tatweel": lambda text: _each(text, 1, 0.4, lambda char, dice: char + dice.choice("ًٌٍَُِّْـ")),
    "signs of recitation": lambda text: _each(text, 2, 0.1, lambda char, dice: char + dice.choice("\u06d6\u06e1\u0615")),
    "presentation forms": presentation_forms,
    "decomposed": lambda text: unicodedata.normalize("NFD", text),
    "invisible characters": lambda text: _each(
        text, 4, 0.1, lambda char, dice: char + dice.choice("\u200b\u200c\u200d\u200f\u202b\u2060\u2067\u00ad\ufeff\u034f\ufe0f")
    ),
    "hyphens at line ends": lambda text: re.sub("([ا-ي]{3})([ا-ي]{3})(?=[ا-ي]* .{30})", "\\1-\n\\2", text, count=40),
    "lines turned round": lambda text: _lines(text, lambda line: line[::-1]),
    "lines turned round, runs not": lambda text: _lines(text, lambda line: _RUN.sub(lambda run: run.group()[::-1], line[::-1])),
    "glyphs turned round": lambda text: _lines(text, lambda line: presentation_forms(line)[::-1]),
    "words turned round": lambda text: _lines(text, lambda line: " ".join(reversed(line.split(" ")))),
    "pages with heads and notes": lambda text: _furnished(text, "\n"),
    "pages with form feeds": lambda text: _furnished(text, "\f"),
    "pages in another order": lambda text: _shuffled(text, "\n"),
    "pages in another order, form feeds": lambda text: _shuffled(text, "\f"),
    "lines cut at one length": lambda text: re.sub("(.{61})", "\\1\n", text),
    "numbered lines": lambda text: "\n".join(f"{at:>4}  {line}" for at, line in enumerate(wrapped(text).split("\n"), start=1)),
    "letters of a Persian keyboard": lambda text: text.translate(str.maketrans("يكه", "یکہ")),
    "page marks in the text": lambda text: re.sub("((?:\\S+ ){40})", "\\1[صفحة 12] ", text),
}

# What touches the words here and there: the rest must be proven, and nothing that it touched.
DAMAGING: dict[str, Callable[[str], str]] = {
    "a few spaces lost": lambda text: "".join(
        "" if char == " " and dice < 0.004 else char for char, dice in zip(text, _dice(5, len(text)), strict=True)
    ),
    "a few spaces added": lambda text: _each(text, 6, 0.002, lambda char, _: char + " "),
    "misread letters": lambda text: _each(text, 7, 0.003, lambda _, dice: dice.choice(LETTERS)),
    "half of it": lambda text: text[: len(text) // 2],
}


def _dice(seed: int, count: int) -> list[float]:
    dice = random.Random(seed)
    return [dice.random() for _ in range(count)]


_SYLLABLES = [
    "من",
    "فا",
    "سي",
    "لو",
    "را",
    "تن",
    "بد",
    "كي",
    "عو",
    "شم",
    "جا",
    "حر",
    "دي",
    "قا",
    "ني",
    "مو",
    "طا",
    "زه",
    "غي",
    "لا",
]
_SMALL = ["في", "من", "على", "إلى", "أن", "التي", "كل", "ما", "لم", "قد"]


def invented(seed: int = 1, passages: int = 24) -> tuple[str, list[Target]]:
    """Invent a document of words that mean nothing, with quotations, notes, headings, numbers and Latin names."""
    dice = random.Random(seed)
    words = ["".join(dice.choices(_SYLLABLES, k=dice.randint(2, 4))) for _ in range(400)]
    text, spans = "سجل الموانئ البعيدة\n\n", []
    for number in range(1, passages + 1):
        said = [dice.choice(_SMALL) if dice.random() < 0.25 else "ال" + dice.choice(words) for _ in range(dice.randint(12, 90))]
        for at in range(7, len(said) - 7, 23):
            said[at] = dice.choice(["2019", "IPv6", "(WSIS+10)", "مارس/آذار 2021", "7.5"])
        if number % 4 == 0:
            said[len(said) // 2] += "،" + str(number).translate(_RAISED)
        text += f"{dice.choice(words)}: " + '"'
        spans.append((len(text), len(text) + len(" ".join(said))))
        text += " ".join(said) + '".' + str(number).translate(_RAISED) + "\n\n"
        if number % 5 == 0:
            text += f"{str(number).translate(_RAISED)} {' '.join(dice.choices(words, k=14))}، ص {number}\n\n"
    return text, [Target((f"port-log-s{at:03}", 1), anchor(text, *span)) for at, span in enumerate(spans, start=1)]
