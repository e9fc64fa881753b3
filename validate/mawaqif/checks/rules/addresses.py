"""A web address leads where it seems to lead, and nothing of the sentence around it hangs on.

The parts are those of RFC 3986, taken apart by `urllib.parse`; host names follow RFC 1123 and, for
names in other letters, RFC 5891; names that no public host has are those of RFC 6761 and RFC 6762.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from urllib.parse import SplitResult, urlsplit

import polars as pl

from mawaqif.checks.constraints import is_url
from mawaqif.checks.rules.base import CellRule
from mawaqif.findings import Bilingual, said
from mawaqif.tables import Field

# Plain addresses, which need no closer look: names of letters under a public domain, and nothing odd at the end.
USUAL_ADDRESS = r"^https?://([a-z0-9]+(-[a-z0-9]+)*\.)+[a-z]{3,}(/([!#$&(*+,./:;=?@_~A-Za-z0-9-]*[A-Za-z0-9/=_-])?)?$"
LABEL = re.compile(r"[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9])?")
TOP_DOMAIN = re.compile(r"[a-z]{2,63}|xn--[a-z0-9-]{1,59}")
NOT_PUBLIC = frozenset({"localhost", "localdomain", "local", "internal", "intranet", "lan", "test", "invalid", "onion", "arpa"})
IN_ONE_NETWORK = rf"^[^/]*//[^/]*\.({'|'.join(sorted(NOT_PUBLIC))})(/|$)"
SECOND_SCHEME = r"^.+https?:"
ENCODED = "xn--"
LONGEST_HOST = 253
# Other ports below 1024 are those of other services, which browsers refuse to open.
WEB_PORTS, FIRST_FREE_PORT = frozenset({80, 443}), 1024
FORBIDDEN_CHARACTERS = re.compile(r"[\\\"`<>{}|^\s]")
BROKEN_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")
SENTENCE_MARKS = ".,;:!'*"
BRACKETS = {")": "(", "]": "["}


def problems(address: str) -> Iterator[Bilingual]:
    """Yield what is wrong with an address that parses, the most telling first.

    Args:
        address: an absolute address for which `is_url` is true.
    """
    parts = urlsplit(address)
    if "@" in parts.netloc:
        yield said(
            "names the user {user} before its host, so that it leads elsewhere than it seems",
            "يسمّي المستخدم {user} قبل المضيف، فيقود إلى غير ما يبدو",
            user=parts.netloc.rpartition("@")[0],
        )
    if char := next((char for char in address if not char.isascii()), ""):
        yield said(
            "holds {char} ({point}); write other letters than those of ASCII with per cent signs",
            "فيه {char} ({point})؛ اكتب ما ليس من حروف ASCII بعلامات النسبة المئوية",
            char=char,
            point=f"U+{ord(char):04X}",
        )
    if match := FORBIDDEN_CHARACTERS.search(address):
        yield said("holds {sign}, which no address does", "فيه {sign}، ولا يرد ذلك في عنوان", sign=match.group())
    yield from _of_host(parts)
    if BROKEN_ESCAPE.search(address):
        yield Bilingual("holds a per cent sign without its two digits", "فيه علامة نسبة مئوية بلا رقميها")
    if address[: len(address) // 2] == address[len(address) // 2 :]:
        yield Bilingual("stands there twice in a row", "مكتوب مرتين متتاليتين")
    last = address[-1]
    if last in SENTENCE_MARKS or (last in BRACKETS and address.count(last) > address.count(BRACKETS[last])):
        yield said(
            "ends with {last}, which belongs to the sentence around it (or is written {escape})",
            "ينتهي بالعلامة {last}، وهي من الجملة التي حوله (أو تُكتب {escape})",
            last=last,
            escape=f"%{ord(last):X}",
        )


def _of_host(parts: SplitResult) -> Iterator[Bilingual]:
    host = parts.hostname or ""
    labels = host.split(".")
    if parts.port is not None and parts.port not in WEB_PORTS and parts.port < FIRST_FREE_PORT:
        yield said("names the port {port}, at which no page is served", "يسمّي المنفذ {port}، ولا صفحات عليه", port=parts.port)
    if not all(labels) or len(host) > LONGEST_HOST:
        yield said(
            "has the host {host}, which lacks a name between dots or is too long",
            "مضيفه {host}، وينقصه اسم بين النقاط أو هو مفرط الطول",
            host=host,
        )
    elif not TOP_DOMAIN.fullmatch(labels[-1]):
        yield said("has the host {host}, which is a number and no name", "مضيفه {host}، وهو رقم لا اسم", host=host)
    elif not NOT_PUBLIC.isdisjoint(labels[-1:]):
        yield said(
            "has the host {host}, which is known on one network only", "مضيفه {host}، ولا يُعرف إلا في شبكة واحدة", host=host
        )
    elif odd := next((label for label in labels if not LABEL.fullmatch(label)), ""):
        yield said("has the host {host}, in which {odd} is no name", "مضيفه {host}، وفيه {odd} وليس اسمًا", host=host, odd=odd)
    elif odd := next((label for label in labels if label.startswith(ENCODED) and not _reads_as_it_is(label, labels[-1])), ""):
        told = "has the host {host}, in which {odd} looks like another name", "مضيفه {host}، وفيه {odd} وهو يشبه اسمًا آخر"
        yield said(*told, host=host, odd=odd)


def _reads_as_it_is(label: str, top: str) -> bool:
    """True where a name in other letters is wholly of the script of its top-level domain, so that it imitates no Latin name."""
    scripts = _scripts(label)
    return len(scripts) == 1 and top.startswith(ENCODED) and scripts == _scripts(top)


def _scripts(label: str) -> set[str]:
    """Return the scripts of the letters of an encoded name, as the names of the letters begin; empty where it cannot be read."""
    try:
        letters = label.removeprefix(ENCODED).encode("ascii").decode("punycode")
    except UnicodeError:
        return set()
    return {unicodedata.name(char, "?").split()[0] for char in letters if not (char.isascii() and not char.isalpha())}


def _wrong(cell: pl.Expr, _field: Field) -> pl.Expr:
    return ~cell.str.contains(USUAL_ADDRESS) | cell.str.contains(IN_ONE_NETWORK) | cell.str.contains(SECOND_SCHEME)


def _detail(value: str, _field: Field) -> Mapping[str, object] | None:
    problem = next(problems(value), "") if is_url(value) else ""
    return {"problem": problem} if problem else None


RULE = CellRule(
    code="MQ429",
    name="address",
    message=Bilingual(
        "{value} {problem}; copy the address again from the page that it leads to",
        "العنوان {value} {problem}؛ انسخه مرة أخرى من الصفحة التي يقود إليها",
    ),
    why=Bilingual(
        "A reader follows the link on trust; one that imitates a name, or ends in a comma, leads elsewhere or nowhere.",
        ("يتبع القارئ الرابط واثقًا به؛ والرابط الذي يقلّد اسمًا، أو ينتهي بفاصلة، يقود إلى مكان آخر أو إلى لا شيء."),
    ),
    mend=Bilingual(
        "Open the page in a browser and copy its address; leave out what stood around it in the sentence.",
        "افتح الصفحة في متصفح وانسخ عنوانها؛ ولا تأخذ معه ما كان حوله في الجملة.",
    ),
    bad="url: https://example.org@example.net/minutes",
    good="url: https://example.org/minutes/2?page=7#top",
    applies=lambda field: field.format == "uri",
    suspect=_wrong,
    detail=_detail,
    usual_too=True,
)
