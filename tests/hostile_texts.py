"""Invented texts that each try to command what they are printed in, and what no target may then show."""

from __future__ import annotations

import csv
import json
import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from itertools import cycle
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

from mawaqif.findings.escaping import ISOLATE, JOINERS, POP

HOSTILE = {
    "workflow command": "x\n::stop-commands::pwn\n",
    "workflow notice": "::notice title=Approved::ok",
    "indented command": "  ::error::x",
    "older command": "a ##[warning]x ##[set-env name=A]b",
    "percent": "%0A::error::x%0D",
    "carriage return": "x\r::debug::y\rz",
    "escape": "\x1b[31mred\x1b]0;pwned\x07\x1b[2J",
    "escape of one byte": "\x9b31m\x9d0;pwned\x9c",
    "backspace": "good\b\b\b\bevil\x7f",
    "turned": "abc\u202etxt.exe\u2066x",
    "isolates closed": "\u2069\u2069اسم\u2069 x\u200f",
    "line ends": "a\u2028b\u2029c\x85d\x0be\x0cf\ng",
    "not of XML": "a\ufffe\uffff\x08b",
    "tag letters": "a\U000e0041\U000e0042b\u200b\ufeff",
    "unassigned": "a\u0378\ue000\U000f0000",
    "link": "[text](javascript:alert(1)) [x]: https://evil.example",
    "image": "![x](https://tracker.example/p.png)",
    "address": "https://evil.example/ http://a.example, www.evil.example a@evil.example",
    "mention": "@everyone see (@team) org/repo#12 #1 GH-1",
    "script": "</script><script>alert(1)</script><!-- <b>x</b>",
    "event": '<img src=x onerror=alert(1)>" onmouseover="alert(1)" x=\'',
    "comment": "--><!-- ]]> <![CDATA[ x --!>",
    "table": "a | b |\n|---|---|\n| c | d",
    "code": "`` `x` | `` ` a|b@c `",
    "heading": "\n\n# Big\n\n- x\n1. y\n***\n",
    "template": "{{ 7*7 }} {% raw %} ${x} $default {0} %s",
    "formula": '=HYPERLINK("https://evil.example","x")',
    "formula of plus": "+1+cmd|' /C calc'!A0",
    "emphasis": "*a* _b_ __c__ ~~d~~ \\",
    "entity": "&lt;b&gt; &#64;x &copy; &#x3c;i&#x3e;",
    "backslashes": "\\| \\\\| \\\\\\| \\[x\\](y)",
    "rich markup": "[red]x[/red] [link=https://evil.example]y[/link]",
    "TeX": "\\input{/etc/passwd} } @x{ ^^5c ~ $ \\write18{ls}",
    "YAML": "---\n- x: !!python/object/apply:os.system ['ls']\n...",
    "quotes": "'; DROP TABLE topics; -- \" '' \"\" ´",
    "path": "../../x/../%2e%2e/..\\..\\y",
    "long": "<" * 3000 + "\x1b",
}

# What only a name of a file can hold: a byte that is not UTF-8.
NOT_UTF_8 = "x\udcff\udce9"


def assert_for_terminal(text: str) -> None:
    """Make sure that lines hold no control or format character but line breaks, joiners and closed isolates."""
    for line in text.split("\n"):
        depth = 0
        for char in line:
            depth += (char == ISOLATE) - (char == POP)
            assert 0 <= depth <= 1, line
            if char not in {ISOLATE, POP, *JOINERS}:
                assert unicodedata.category(char) not in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}, (hex(ord(char)), line[:200])
        assert depth == 0, line
    assert_for_log(text)


def assert_for_log(text: str, own: int = 0) -> None:
    """Make sure that a runner finds no commands in a log but the first ones, which are the project's own."""
    lines = text.splitlines()
    commands = [line for line in lines if re.match(r"\s*::", line) or "##[" in line]
    assert commands == lines[:own]
    assert "\r" not in text


@lru_cache(maxsize=1)
def tokens(text: str) -> Sequence[Token]:
    """Return what a page of Markdown consists of, as GitHub reads it; the last page is not parsed again."""
    parsed = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text)
    return tuple(one for token in parsed for one in (token, *(token.children or ())))


LINKED = re.compile(r"(?<![\w`])@\w|https?://|\bwww\.|#\d|\bGH-\d|[\w.]+@[\w.]+", re.IGNORECASE)


def assert_for_markdown(text: str, own_links: frozenset[str] = frozenset()) -> None:
    """Make sure that a page of Markdown holds no link, mention, picture and HTML, but the links named."""
    inside = False
    for token in tokens(text):
        assert token.type not in {"image", "html_inline", "html_block"}, token
        if token.type == "link_open":
            inside = True
            assert token.attrGet("href") in own_links, token
        inside = inside and token.type != "link_close"
        if token.type == "text" and not inside and not any(token.content.startswith(link) for link in own_links):
            assert not LINKED.search(token.content), token.content
    for line in text.split("\n"):
        depth = 0
        for char in line:
            depth += (char == ISOLATE) - (char == POP)
            assert 0 <= depth <= 1, line
            assert char.isprintable() or char in {ISOLATE, POP, *JOINERS}, line
        assert depth == 0, line


def shown(token: Token) -> str:
    """Return what a reader sees of the children of a token."""
    return "".join(child.content if child.type in {"text", "code_inline"} else "\n" for child in token.children or ())


def poison(package: Path) -> set[str]:
    """Put the texts into every cell of an invented package that is free text, and into its index; return those used."""
    texts = cycle([text for text in HOSTILE.values() if "\r" not in text])
    used = set()
    index = json.loads((package / "datapackage.json").read_text(encoding="utf-8"))
    for resource in index["resources"]:
        schema = json.loads((package / resource["schema"]).read_text(encoding="utf-8"))
        keys = {*schema.get("primaryKey", ()), *(name for key in schema.get("foreignKeys", ()) for name in key["fields"])}
        free = [
            field["name"]
            for field in schema["fields"]
            if field["type"] == "string"
            and not {"pattern", "enum"} & set(field.get("constraints", ()))
            and field["name"] not in keys
            and "format" not in field
            and "date" not in field["name"]
            and "categories" not in field
        ]
        path = package / resource["path"]
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        for row in rows:
            for name in free:
                row[name] = next(texts)
                used.add(row[name])
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, [field["name"] for field in schema["fields"]], lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
    return used
