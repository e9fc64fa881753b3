"""Filling the templates: one environment a language, in which every cell is text and never HTML."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from functools import cache
from types import CodeType
from typing import Any

from jinja2 import BytecodeCache, Environment, PackageLoader, StrictUndefined
from jinja2.bccache import Bucket
from markupsafe import Markup

from mawaqif.findings.escaping import web_address
from mawaqif.plots import BOTH_SIDES, MARKS, NEUTRAL, OPPOSES, SUPPORTS, Bilingual
from mawaqif.release.editions import LATEST, Metadata
from mawaqif.site import heading
from mawaqif.site.citing import cited_page
from mawaqif.site.content import Content, stance_counts
from mawaqif.site.items import ActorRole, Event, Stance, Statement
from mawaqif.site.page import Page, page_of, pages_named
from mawaqif.site.words import interface_words

# In the order in which links to the other language are shown.
LANGUAGES = ("en", "ar")
DIRECTIONS = {"en": "ltr", "ar": "rtl"}
NAMES = {"en": "English", "ar": "العربية"}

# The signs of the plots, so that a picture and a page say the same.
SIGNS = {"supports": SUPPORTS.symbol, "opposes": OPPOSES.symbol, "mixed": BOTH_SIDES.symbol, "neutral": NEUTRAL.symbol}
WISHES = {position: mark.symbol for position, (mark, _) in MARKS.items()}

_DAY = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")
_KIBI = 1024


class _CompiledOnce(BytecodeCache):
    """Keeps the compiled templates, so that the languages share them; to compile one takes as long as to fill it many times."""

    def __init__(self) -> None:
        self._code: dict[tuple[str, str], CodeType | None] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give a template its code, where it was compiled from the same text."""
        bucket.code = self._code.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code of a template."""
        self._code[bucket.key, bucket.checksum] = bucket.code


_COMPILED = _CompiledOnce()


def environment(content: Content, language: str, shared: Mapping[str, Any]) -> Environment:
    """Return the environment that renders the pages of one language.

    Args:
        content: what the site shows.
        language: `en` or `ar`.
        shared: what every page can name besides.
    """
    made = _templates()
    other = next(name for name in LANGUAGES if name != language)
    made.filters |= _filters(content, language, other)
    made.globals |= {
        "language": language,
        "other_language": other,
        "direction": DIRECTIONS[language],
        "directions": DIRECTIONS,
        "languages": LANGUAGES,
        "names": NAMES,
        "word": _speaking(language),
        "label": content.label,
        "metadata": content.metadata,
        "address": lambda language, path: heading.address(content.metadata, language, path),
        "feed": heading.feed(content.metadata),
        "locales": heading.LOCALES,
        "described": lambda page: heading.described(content.metadata, language, page),
        "signs": SIGNS,
        "wishes": WISHES,
        "fonts": (),
        "source": {name: source(content.metadata, name) for name in LANGUAGES},
        "changed": None,
        "card": lambda _: None,
        "cited": lambda page: cited_page(content.metadata, language, page.path, said(page.title, language)),
        "files": frozenset(),
        "latest": content.metadata.address_of(LATEST),
        "explained": {},
        "stance_values": content.values("statement_topics", "stance"),
        **shared,
    }
    return made


def source(metadata: Metadata, language: str) -> str:
    """Return what a picture says of where it is from: the data set, its version and its day."""
    title = metadata.title.get(language) or metadata.title["en"]
    version = f"{said(interface_words()['version'], language)} {metadata.version}"
    when = [day(metadata.published.isoformat(), language)] if metadata.published else []
    return said(interface_words()["comma"], language).join((f"{title}", *(f" {part}" for part in (version, *when))))


def _templates() -> Environment:
    return Environment(
        loader=PackageLoader("mawaqif", "site/templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        bytecode_cache=_COMPILED,
        # Nothing is worked out while a template is compiled: a filter may answer otherwise in the other language.
        optimized=False,
    )


def _filters(content: Content, language: str, other: str) -> dict[str, Callable[..., Any]]:
    return {
        "say": lambda both: said(both, language),
        "other": lambda both: said(both, other),
        "of": lambda texts: texts.get(language) or texts.get("en", ""),
        "day": lambda text: _marked_day(text, language),
        "plain_day": lambda text: day(text, language),
        "number": lambda number: f"{number:,}",
        "decimal": decimal,
        "size": size,
        "web": web,
        "count_stance": lambda stances, stance: stance_counts(stances).get(stance, 0),
        "page_of": page_of,
        "listed_at": lambda citation: content.places[citation.row["citation_id"]],
        "pages_named": pages_named,
        "all_statements": all_statements,
        "speaker_names": lambda statement: named(statement, language),
        "by_role": lambda spoken: _by_role(spoken, content.values("statement_actors", "role")),
        "sort_by_day": lambda events: sorted(events, key=lambda event: (event.row["start_date"] or "", event.id)),
    }


def render(environment: Environment, page: Page, policy: str) -> str:
    """Return the HTML of a page under a Content-Security-Policy, with links relative to where it stands."""
    base = "../" * page.path.count("/")
    template = environment.get_template(page.template)
    top = _top(environment, base, page.path)
    return template.render(page=page, policy=Markup(policy), base=base, root=f"../{base}", top=top, **page.context)  # noqa: S704 - one of our own


def _top(environment: Environment, base: str, path: str) -> Markup:
    """Return the menu as a page has it; most pages have the same, which is filled once."""
    held: dict[str, Any] = environment.globals
    tops: dict[tuple[str, str], Markup] = held.setdefault("tops", {})
    key = (base, path if any(path == one for one, _ in held["menu"]) else "")
    if key not in tops:
        tops[key] = Markup(environment.get_template("menu.html").render(base=base, current=path))  # noqa: S704 - of a template
    return tops[key]


def front_page(metadata: Metadata) -> str:
    """Return the one page that belongs to no language: the choice of one."""
    return (
        _templates().get_template("front.html").render(metadata=metadata, languages=LANGUAGES, directions=DIRECTIONS, names=NAMES)
    )


def missing_page(metadata: Metadata, pages: Iterable[tuple[str, str]]) -> str:
    """Return the page that a host shows where there is none, in both languages.

    It is shown at any address, so its links are whole where the package has a base address, and those of a site at the top of
    a host where it has none.

    Args:
        metadata: what the release says of itself.
        pages: path and word of the pages that it leads to.
    """
    made = _templates()
    made.filters["in"] = said
    facts = {"address": metadata.address_of(LATEST) or "/", "pages": pages, "words": interface_words()}
    return made.get_template("missing.html").render(languages=LANGUAGES, directions=DIRECTIONS, **facts)


def said(both: Bilingual, language: str) -> str:
    """Return a text in one of its two languages."""
    return both.ar if language == "ar" else both.en


def _speaking(language: str) -> Callable[..., str]:
    words = {name: said(both, language) for name, both in interface_words().items()}

    def word(name: str, **facts: object) -> str:
        return words[name].format(**facts) if facts else words[name]

    return word


@cache
def day(text: str, language: str) -> str:
    """Return an EDTF date of level 0 as it is read: `14 December 2021`, `April 2023`, `2019`."""
    found = _DAY.fullmatch(text)
    if not found:
        return text
    year, month, number = found.groups()
    name = said(interface_words()[f"month-{int(month)}"], language) if month else ""
    return " ".join(part for part in (number and str(int(number)), name, year) if part)


@cache
def _marked_day(text: str, language: str) -> Markup:
    return Markup('<time datetime="{}">{}</time>').format(text, day(text, language))


def decimal(number: float | None) -> str:
    """Return a number with three decimals; a dash where it is not defined."""
    return "–" if number is None else str(Decimal(number).quantize(Decimal("0.001")))


def size(count: int) -> Markup:
    """Return a number of bytes in the largest unit of which it is at least one."""
    if count < _KIBI:
        text = f"{count} B"
    elif count < _KIBI**2:
        text = f"{count / _KIBI:.0f} KiB"
    else:
        text = f"{count / _KIBI**2:.1f} MiB"
    return Markup('<span dir="ltr">{}</span>').format(text)


def web(link: str | None) -> str:
    """Return a link that a browser may open, empty where it is not one of the web's."""
    return web_address(link or "")


def all_statements(event: Event) -> list[Statement]:
    """Return the statements made at an event and at the events that are part of it, by date."""
    found = [*event.statements, *(one for child in event.children for one in all_statements(child))]
    return by_day(found)


def by_day(statements: Iterable[Statement]) -> list[Statement]:
    """Return statements by date, those without one last, and in reading order within a day."""
    return sorted(
        statements, key=lambda one: (one.row["date"] is None, one.row["date"] or "", one.document.id, one.row["ordinal"])
    )


def named(statement: Statement, language: str) -> str:
    """Return who speaks, or whoever has the first role, in plain text."""
    words = interface_words()
    speakers = [one for one in statement.actors if one.role == "speaker"] or statement.actors
    if not speakers:
        return statement.id
    name = said(speakers[0].actor.name, language)
    more = said(words["and-others"].fill(count=len(speakers) - 1), language) if len(speakers) > 1 else ""
    return f"{name} {more}".strip()


def _by_role(spoken: list[ActorRole], roles: list[str]) -> list[tuple[str, list[ActorRole]]]:
    found = [(role, [one for one in spoken if one.role == role]) for role in roles]
    return [(role, group) for role, group in found if group]


def combined_stance(stances: Iterable[Stance]) -> str:
    """Return the one stance that several make: both sides are `mixed`, and a side outweighs neutrality."""
    taken = {stance.stance for stance in stances}
    if "mixed" in taken or {"supports", "opposes"} <= taken:
        return "mixed"
    return next((one for one in ("supports", "opposes", "neutral") if one in taken), "")
