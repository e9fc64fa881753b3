"""What is printed cannot command: one function for each target that values and names from data are written to.

Data, names of files and columns, and messages that quote them may hold what a terminal, a log or a page obeys: control
characters, text that turns the direction of what follows, workflow commands, links, mentions, markup. Whoever writes
them into a target sends them through its function here; numbers and words of the project itself need none.

HTML has none: the templates of the site escape by themselves (Jinja's autoescape). Tables that programs read (CSV,
JSON, Parquet) hold values as they are.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

# First Strong Isolate and Pop Directional Isolate around each stretch of right-to-left text: a
# terminal that reorders it then leaves the numbers and quotation marks beside it where they are.
ISOLATE, POP = "\u2068", "\u2069"
# Zero-width joiners and non-joiners belong to the spelling of some words; they move and hide nothing.
JOINERS = "\u200c\u200d"


class Spoken(str):
    """A text that may be shown as it is: what came from data is escaped in it, and isolated from the words around it."""

    __slots__ = ()


_LETTERS = r"\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
_RIGHT_TO_LEFT = re.compile(rf"[{_LETTERS}]+(?:[^\w'{_LETTERS}]+[{_LETTERS}]+)*")
# A number after such a stretch is drawn before it, with the signs between the two.
_BEFORE_NUMBER = re.compile(rf"[{_LETTERS}][^\w]*\d")
# Characters without ink that Python counts among letters, marks and signs.
# Source: Default_Ignorable_Code_Point of the Unicode Standard, without those of category C, and the Braille blank.
_BLANK = re.compile("[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]")
# GitHub's runner obeys `::name …::` at the start of a line, after spaces too, and the older `##[name]` anywhere in one.
_COMMAND = re.compile(r"^(\s*):(?=:)|#(?=#\[)", re.MULTILINE)
# What Markdown and HTML take as markup; an underscore inside a word is none.
_MARKUP = re.compile(r"[\\`*\[\]<>|#~]|(?<![^\W_])_|_(?![^\W_])")
# What GitHub makes a link of by itself: addresses, mentions, issues.
_LINKED = re.compile(r"://|www\.|@|#\d|\bGH-\d", re.IGNORECASE)
_PLAIN_ADDRESS = re.compile(r"https?://[A-Za-z0-9][\w./:%?=&;,+-]*", re.ASCII)


def visible(text: str, keep: str = "") -> str:
    r"""Show every character that is none of letters, digits, signs and plain spaces as an escape such as `\u202e`.

    What is left is one line that moves no cursor, turns no text and hides nothing.

    Args:
        text: any text, also with halves of surrogate pairs, as a file name that is not UTF-8 has them.
        keep: characters that stay as they are, such as a line break.
    """
    if isinstance(text, Spoken) or (text.isprintable() and not _BLANK.search(text)):
        return text
    return "".join(char if _is_seen(char) or char in keep else _escape(char) for char in text)


def _is_seen(char: str) -> bool:
    return char.isprintable() and not _BLANK.match(char)


def _escape(char: str) -> str:
    """Write a character as JSON does, one beyond U+FFFF as a pair, so that JSON on a terminal still is JSON."""
    units = char.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at : at + 2].hex()}" for at in range(0, len(units), 2))


def log_line(text: str) -> str:
    """Return lines of a log in which no runner finds a command: the sign that would begin one is shown as an escape."""
    return _COMMAND.sub(lambda found: f"{found[1] or ''}\\u{ord(found[0][-1]):04x}", text)


def for_terminal(text: str, *, isolate: bool) -> str:
    """Return lines for a terminal or a log: nothing in them is obeyed, and line breaks stay.

    Args:
        text: what is to be said; may have several lines.
        isolate: whether each stretch of right-to-left text is isolated, as a terminal needs it; else only where two
            stand in one line.
    """
    shown = log_line(visible(text, keep=f"\n{JOINERS}"))
    return isolated(shown) if isolate else apart(shown)


def isolated(text: str) -> str:
    """Wrap each stretch of right-to-left text in directional isolates, which take no room; what is isolated stays so."""
    shown, depth = [], 0
    for part in re.split(f"([{ISOLATE}{POP}])", text):
        depth += (part == ISOLATE) - (part == POP)
        shown.append(part if depth else _RIGHT_TO_LEFT.sub(lambda match: f"{ISOLATE}{match[0]}{POP}", part))
    return "".join(shown)


def apart(text: str) -> str:
    """Wrap the stretches of right-to-left text in isolates where a line has several, or a number after one.

    Without them, an arrow between an old and a new name joins both, and they are read in the wrong order; so do the
    signs between a name and a number. Source: Unicode Standard Annex #9, 3.3.2, W2 and N1.
    """
    return "\n".join(isolated(line) if _runs_together(line) else line for line in text.split("\n"))


def _runs_together(line: str) -> bool:
    return len(_RIGHT_TO_LEFT.findall(line)) > 1 or bool(_BEFORE_NUMBER.search(line))


def markdown(text: str, address: str = "") -> str:
    """Return a text as one line of Markdown that shows it as it is, in a paragraph, a list or a cell of a table.

    What a page would link by itself, an address, a mention or an issue, stands as code, where nothing is linked.

    Args:
        text: the text.
        address: an address of the web that may be linked where it stands in the text.
    """
    return re.sub(r"\S+", lambda word: _markdown_word(word[0], address), visible(text, keep=JOINERS))


def _markdown_word(word: str, address: str) -> str:
    own = word.rstrip(".") == address and _PLAIN_ADDRESS.fullmatch(word)
    if _LINKED.search(word) and not own:
        return markdown_code(word)
    return _MARKUP.sub(lambda sign: f"\\{sign[0]}", word.replace("&", "&amp;"))


def markdown_code(text: str) -> str:
    """Return a text as code in Markdown, in a cell of a table too: nothing in it is markup."""
    shown = visible(text, keep=JOINERS).replace("|", "\\|")
    longest = max((len(run) for run in re.findall("`+", shown)), default=0)
    fence = "`" * (longest + 1)
    room = " " if shown.startswith("`") or shown.endswith("`") else ""
    return f"{fence}{room}{shown}{room}{fence}"


def sarif(text: str) -> str:
    """Return a text as a plain message of SARIF, in which `[text](target)` would be a link (SARIF 2.1.0, 3.11.6)."""
    shown = visible(text)
    return apart(re.sub(r"[\\\[\]]", lambda sign: f"\\{sign[0]}", shown) if "](" in shown else shown)


# What TeX has no escaped form of.
_TEX = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}


def tex(text: str) -> str:
    """Return a text that TeX typesets and runs nothing of."""
    return re.sub(r"[\\&%$#_{}~^]", lambda sign: _TEX.get(sign[0], f"\\{sign[0]}"), visible(text))


def json_for_html(text: str) -> str:
    """Return JSON that means the same and can stand in a script element of a page, because it ends none."""
    return text.replace("<", "\\u003c")


def web_address(address: str) -> str:
    """Return an address that a browser may open; empty where it is not one of the web's, such as `javascript:…`."""
    if not address.isprintable():
        return ""
    try:
        scheme, host = urlsplit(address)[:2]
    except ValueError:
        return ""
    return address if scheme in {"http", "https"} and host else ""
