"""Links, signs and lines of a list that stand on many pages: each is written once, for the pages that link alike.

Every text is escaped. A link isolates its text by `site.css`, so that a name in the other direction moves nothing beside it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from markupsafe import Markup, escape

from mawaqif.findings.escaping import web_address
from mawaqif.plots import BOTH_SIDES, NEUTRAL, OPPOSES, SUPPORTS, Bilingual
from mawaqif.site.content import Content
from mawaqif.site.items import Actor, Citation, Item, Stance, Statement
from mawaqif.site.wording import cut, day, named, said
from mawaqif.site.words import interface_words

# The signs of the plots, so that a picture and a page say the same.
SIGNS = {"supports": SUPPORTS.symbol, "opposes": OPPOSES.symbol, "mixed": BOTH_SIDES.symbol, "neutral": NEUTRAL.symbol}
# So many characters of a summary stand in a line that leads to its page.
LINE_LENGTH = 90
# What may stand in an attribute without quotation marks.
# Source: WHATWG, "HTML Living Standard", section "Unquoted attribute value syntax".
_BARE = re.compile(r"[\w.#/][\w./#:-]*(?<!/)", re.ASCII)


def attribute(value: str) -> Markup:
    """Return the value of an attribute as it stands behind the equals sign."""
    return Markup(value if _BARE.fullmatch(value) else f'"{escape(value)}"')  # noqa: S704 - escaped


def _at_place(citation: Citation) -> bool:
    """Say whether the link of a citation opens the cited place: a page, or a second of a recording."""
    link, kind = web_address(citation.link), citation.row["locator_kind"]
    if kind == "page":
        return "#page=" in link
    return kind == "timestamp" and link not in ("", citation.cited.row["url"])


class Lines:
    """What pages of one language that stand equally deep write again and again.

    Attributes:
        base: the way from such a page to the folder of its language.
    """

    def __init__(self, content: Content, language: str, base: str) -> None:
        """Write for the pages of a language that are so deep in its folder."""
        self.base = base
        self._content = content
        self._language = language
        self._written: dict[tuple[str, object], Markup] = {}
        self._to = self._once("to", self._link)
        self._marked = self._once("named_mark", self._named_mark)
        self._colon = self._word("colon")

    def names(self) -> dict[str, Callable[..., Markup]]:
        """Return what templates call, by its name there."""
        return {
            "to": self._to,
            "to_statement": self._once("to_statement", self._code),
            "line": self._once("line", self._line),
            "said_line": self._once("said_line", self._said_line),
            "heard_line": self._once("heard_line", self._heard_line),
            "own_line": self._once("own_line", self._own_line),
            "speakers": self._speakers,
            "locator": self._once("locator", self._locator),
            "opening": self._once("opening", self._opening),
            "citation_line": self._once("citation_line", self._citation_line),
            "stance_mark": self._once("stance_mark", self._mark),
            "named_mark": self._marked,
            "stance_chip": self._chip,
        }

    def _once(self, name: str, made: Callable[[Any], str]) -> Callable[[Any], Markup]:
        """Return a function that writes an item once; items are few and stand on many pages."""
        written = self._written

        def write(item: Any) -> Markup:
            key = (name, item)
            found = written.get(key)
            if found is None:
                found = written[key] = Markup(made(item))  # noqa: S704 - what it holds is escaped
            return found

        return write

    def _say(self, both: Bilingual) -> str:
        return str(escape(said(both, self._language)))

    def _address(self, item: Item) -> str:
        return attribute(f"{self.base}{item.path}")

    def _link(self, item: Item) -> str:
        return f"<a href={self._address(item)}>{self._say(item.name)}</a>"

    def _code(self, statement: Statement) -> str:
        return f"<a href={self._address(statement)}><code dir=ltr>{escape(statement.id)}</code></a>"

    def _said_line(self, statement: Statement) -> str:
        """Return the day of a statement and the beginning of its summary, as a link to its page."""
        return self._when(statement) + self._summary(statement)

    def _line(self, statement: Statement) -> str:
        """Return the day of a statement, who speaks, and the beginning of its summary."""
        return self._when(statement) + self._heard_line(statement)

    def _heard_line(self, statement: Statement) -> str:
        """Return who speaks, and the beginning of the summary, where the day stands above."""
        return f"<b>{escape(named(statement, self._language))}</b>{self._colon} {self._summary(statement)}"

    def _own_line(self, statement: Statement) -> str:
        """Return the line of a statement on the page of an actor, which does not name the actor that it alone has."""
        return (self._said_line if len(statement.actors) == 1 else self._line)(statement)

    def _when(self, statement: Statement) -> str:
        when = statement.row["date"]
        return f"<small>{escape(day(when, self._language))}</small> " if when else ""

    def _summary(self, statement: Statement) -> str:
        summary = escape(cut(said(statement.summary, self._language), LINE_LENGTH))
        return f"<a class=said href={self._address(statement)}>{summary}</a>"

    def _speakers(self, statement: Statement, most: int = 0) -> Markup:
        """Return who has a role in a statement, the speakers first; where `most` is given, no more of each role than that."""
        roles = self._content.values("statement_actors", "role")
        groups = [(role, [one.actor for one in statement.actors if one.role == role]) for role in roles]
        told = [self._with_role(role, actors, most or len(actors)) for role, actors in groups if actors]
        return Markup("{} ").format(Markup(self._word("semicolon"))).join(told)  # noqa: S704 - escaped

    def _with_role(self, role: str, actors: list[Actor], most: int) -> Markup:
        who = Markup("{} ").format(Markup(self._word("comma"))).join(self._to(actor) for actor in actors[:most])  # noqa: S704 - escaped
        if role != "speaker":
            label = said(self._content.label("statement_actors", "role", role), self._language)
            who = Markup("<span class=role>{}{}</span> {}").format(label, self._colon, who)
        if len(actors) > most:
            more = said(interface_words()["and-others"].fill(count=len(actors) - most), self._language)
            who = Markup("{} <span class=role>{}</span>").format(who, more)
        return who

    def _locator(self, citation: Citation) -> str:
        """Return where in the cited document the cited place is."""
        if not citation.row["locator"]:
            return ""
        kind = self._say(self._content.label("citations", "locator_kind", citation.row["locator_kind"]))
        return f"{kind} <span class=ltr dir=ltr>{escape(citation.row['locator'])}</span>"

    def _opening(self, citation: Citation) -> str:
        """Return the link that opens the cited document, at the cited place where it can."""
        word = {"page": "open-page", "timestamp": "open-second"}[citation.row["locator_kind"]] if _at_place(citation) else ""
        return self._open(citation, self._word(word or "open-document"))

    def _open(self, citation: Citation, text: str) -> str:
        link = web_address(citation.link)
        return f"<a class=open href={attribute(link)}>{text}</a>" if link else ""

    def _citation_line(self, citation: Citation) -> str:
        """Return a citation as a line: its note, the document, its publisher and day, and the place."""
        row, cited, comma = citation.row, citation.cited, self._word("comma")
        ibid = f" ({self._word('same-source')})" if row["ibid"] else ""
        symbol = f" <code dir=ltr>{escape(cited.row['symbol'])}</code>" if cited.row["symbol"] else ""
        place = self._locator(citation)
        at_place = bool(place) and _at_place(citation)
        told = [
            f"{self._to(cited)}{symbol}",
            self._to(cited.publisher) if cited.publisher else "",
            escape(day(cited.row["date"], self._language)) if cited.row["date"] else "",
            self._open(citation, place) if at_place else place,
        ]
        remark = f" <span class=remark lang=en dir=ltr>{escape(row['note_en'])}</span>" if row["note_en"] else ""
        line = f"{comma} ".join(part for part in told if part)
        opening = "" if at_place else f" {self._opening(citation)}"
        return f"{self._word('note')} {row['note_number']}{ibid}{self._colon} {line}.{opening}{remark}"

    def _word(self, name: str) -> str:
        return self._say(interface_words()[name])

    def _mark(self, stance: str) -> str:
        """Return the sign of a stance, which its word beside it explains."""
        return f'<b class="stance {escape(stance)}" aria-hidden=true>{SIGNS[stance]}</b>'

    def _chip(self, stance: Stance) -> Markup:
        """Return the sign of a stance, which says its word to those who do not see it, and its topic."""
        return Markup("{} {}").format(self._marked(stance.stance), self._to(stance.topic))

    def _named_mark(self, stance: str) -> str:
        """Return the sign of a stance that says its word to those who do not see it."""
        label = self._say(self._content.label("statement_topics", "stance", stance))
        return f'<b class="stance {escape(stance)}" role=img aria-label="{label}">{SIGNS[stance]}</b>'
