"""Filling the templates: one environment a language, in which every cell is text and never HTML."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from functools import cache
from typing import Any

from jinja2 import Environment
from markupsafe import Markup

from mawaqif.findings.escaping import web_address
from mawaqif.plots import MARKS
from mawaqif.release.editions import LATEST, Metadata
from mawaqif.site import heading
from mawaqif.site.api import row_file
from mawaqif.site.citing import cited_page, page_citation
from mawaqif.site.compiling import templates
from mawaqif.site.content import Content, stance_counts
from mawaqif.site.items import Event, Stance, Statement
from mawaqif.site.lines import LINE_LENGTH, SIGNS, Lines, attribute
from mawaqif.site.page import Page, page_of, pages_named
from mawaqif.site.wording import DIRECTIONS, LANGUAGES, cut, day, named, said
from mawaqif.site.words import interface_words

NAMES = {"en": "English", "ar": "العربية"}

WISHES = {position: mark.symbol for position, (mark, _) in MARKS.items()}

# So many characters of what a page is about search engines show.
MOST_DESCRIBED = 160
_KIBI = 1024


def environment(content: Content, language: str, shared: Mapping[str, Any]) -> Environment:
    """Return the environment that renders the pages of one language.

    Args:
        content: what the site shows.
        language: `en` or `ar`.
        shared: what every page can name besides.
    """
    words = {name: said(both, language) for name, both in interface_words().items()}
    other = next(name for name in LANGUAGES if name != language)
    everywhere = {**_names(content, language, other), "word": _speaking(words), **shared}
    filters = _filters(content, language, other)

    @cache
    def deep(depth: int) -> Environment:
        """Return the environment of the pages that are so deep in the folder of the language."""
        base = "../" * depth
        constants = {
            "base": base,
            "root": f"../{base}",
            "language": language,
            "direction": DIRECTIONS[language],
            "other_language": other,
            "other_direction": DIRECTIONS[other],
        }
        made = templates(words, constants)
        made.filters |= filters
        made.globals |= {**everywhere, **constants, **Lines(content, language, base).names()}
        # What the templates share is filled once, for all pages.
        made.globals["p"] = made.get_template("parts.html").module
        return made

    made = templates()
    made.globals["deep"] = deep
    return made


def _names(content: Content, language: str, other: str) -> dict[str, Any]:
    """Return what every template can name."""
    return {
        "directions": DIRECTIONS,
        "languages": LANGUAGES,
        "names": NAMES,
        "label": content.label,
        "metadata": content.metadata,
        "address": lambda language, path: heading.address(content.metadata, language, path),
        "feed": heading.feed(content.metadata),
        "locales": heading.LOCALES,
        "described": lambda page: heading.described(content.metadata, language, page),
        "row_file": lambda item: row_file(content, item),
        "attribute": attribute,
        "line_length": LINE_LENGTH,
        "signs": SIGNS,
        "wishes": WISHES,
        "fonts": (),
        "source": {name: source(content.metadata, name) for name in (language, other)},
        "changed": None,
        "card": lambda _: None,
        "cited": lambda page: page_citation(content.metadata, language, page.path, said(page.title, language)),
        "citations": lambda page: cited_page(content.metadata, language, page.path, said(page.title, language)),
        "files": frozenset(),
        "latest": content.metadata.address_of(LATEST),
        "explained": {},
        "most_described": MOST_DESCRIBED,
        "row_foot": _row_foot(content.metadata, language),
        "stance_values": content.values("statement_topics", "stance"),
    }


def _row_foot(metadata: Metadata, language: str) -> Markup:
    """Return the foot of the pages of single rows: the data set, its version, and its licences by their short names."""
    told = [Markup("{} {}").format(said(interface_words()["mawaqif"], language), metadata.version)]
    for licence in metadata.licences:
        name, link = licence.get("name") or licence.get("title") or licence.get("path", ""), web(licence.get("path"))
        told.append(Markup('<a rel=license href="{}">{}</a>').format(link, name) if link else Markup("{}").format(name))
    return Markup(" · ").join(told)


def source(metadata: Metadata, language: str) -> str:
    """Return what a picture says of where it is from: the data set, its version and its day."""
    title = metadata.title.get(language) or metadata.title["en"]
    version = f"{said(interface_words()['version'], language)} {metadata.version}"
    when = [day(metadata.published.isoformat(), language)] if metadata.published else []
    return said(interface_words()["comma"], language).join((f"{title}", *(f" {part}" for part in (version, *when))))


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
        "stances_counted": stance_counts,
        "page_of": page_of,
        "listed_at": lambda citation: content.places[citation.row["citation_id"]],
        "pages_named": pages_named,
        "all_statements": all_statements,
        "cut": cut,
        "speaker_names": lambda statement: named(statement, language),
        "sort_by_day": lambda events: sorted(events, key=lambda event: (event.row["start_date"] or "", event.id)),
    }


def render(environment: Environment, page: Page, policy: str) -> str:
    """Return the HTML of a page under a Content-Security-Policy, with links relative to where it stands."""
    deep: Callable[[int], Environment] = environment.globals["deep"]  # type: ignore[assignment]
    made = deep(page.path.count("/"))
    return made.get_template(page.template).render(page=page, policy=Markup(policy), **page.context)  # noqa: S704 - one of our own


def front_page(metadata: Metadata) -> str:
    """Return the one page that belongs to no language: the choice of one."""
    return (
        templates().get_template("front.html").render(metadata=metadata, languages=LANGUAGES, directions=DIRECTIONS, names=NAMES)
    )


def missing_page(metadata: Metadata, pages: Iterable[tuple[str, str]]) -> str:
    """Return the page that a host shows where there is none, in both languages.

    It is shown at any address, so its links are whole where the package has a base address, and those of a site at the top of
    a host where it has none.

    Args:
        metadata: what the release says of itself.
        pages: path and word of the pages that it leads to.
    """
    made = templates()
    made.filters["in"] = said
    facts = {"address": metadata.address_of(LATEST) or "/", "pages": pages, "words": interface_words()}
    return made.get_template("missing.html").render(languages=LANGUAGES, directions=DIRECTIONS, **facts)


def _speaking(words: Mapping[str, str]) -> Callable[..., str]:
    def word(name: str, **facts: object) -> str:
        return words[name].format(**facts) if facts else words[name]

    return word


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


def combined_stance(stances: Iterable[Stance]) -> str:
    """Return the one stance that several make: both sides are `mixed`, and a side outweighs neutrality."""
    taken = {stance.stance for stance in stances}
    if "mixed" in taken or {"supports", "opposes"} <= taken:
        return "mixed"
    return next((one for one in ("supports", "opposes", "neutral") if one in taken), "")
