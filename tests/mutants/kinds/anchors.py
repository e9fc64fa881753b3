"""Damage to passages, locators, web addresses and country codes: what ties a row to the world outside."""

from __future__ import annotations

import random
import re

from mutants.package import Field, NoPlaceError, Package, column, path_of
from mutants.place import Damage

OFFSETS = ("passages.char_start", "passages.char_end")
FRAGMENTS = ("passages.text_start", "passages.text_end")
FRAGMENT_WORDS = 5
# Codes that look right and are none: former, reserved or merely usual ones.
NO_STATES = ("EUR", "SUN", "YUG", "ENG", "UKK", "XKX", "GER", "CHI", "KSA", "UAE", "SWI", "IRE")
ABROAD = ("FJI", "LIE", "PLW", "SMR", "TUV", "KIR", "NRU", "WSM", "AND", "BTN")


def _shift(package: Package, rng: random.Random, step: int) -> Damage:
    cell = package.pick(rng, column(*OFFSETS))
    return package.put(cell, str(max(0, int(cell.value) + rng.choice([-step, step]))))


def offset_one(package: Package, rng: random.Random) -> Damage:
    """An offset is one too high or too low."""
    return _shift(package, rng, 1)


def offset_ten(package: Package, rng: random.Random) -> Damage:
    """An offset is ten too high or too low."""
    return _shift(package, rng, 10)


def offset_thousand(package: Package, rng: random.Random) -> Damage:
    """An offset is a thousand too high or too low."""
    return _shift(package, rng, 1000)


def offset_beyond(package: Package, rng: random.Random) -> Damage:
    """A passage ends after its document."""
    cell = package.pick(rng, column("passages.char_end"))
    longest = max(int(row["text_length"] or 0) for _, row in package.sheet("documents").rows())
    return package.put(cell, str(longest + 1 + rng.randrange(999)))


def offsets_reversed(package: Package, rng: random.Random) -> Damage:
    """A passage ends before it starts."""
    cell = package.pick(rng, column("passages.char_end"))
    return package.put(cell, str(int(cell.row["char_start"]) - 1 - rng.randrange(9)))


def passage_overlaps(package: Package, rng: random.Random) -> Damage:
    """A passage starts inside the one before it."""
    cell = package.pick(rng, column("passages.char_start"), lambda cell: cell.line > 2)
    before = package.sheet("passages").row(cell.line - 1)
    if int(cell.value) < int(before["char_end"]):
        raise NoPlaceError("the row before is of another document")
    return package.put(cell, str((int(before["char_start"]) + int(before["char_end"])) // 2))


def fragment_letter_changed(package: Package, rng: random.Random) -> Damage:
    """A letter of a fragment is another one."""
    cell = package.pick(rng, column(*FRAGMENTS))
    at = rng.choice([n for n, char in enumerate(cell.value) if char.isalpha()])
    return package.put(cell, cell.value[:at] + rng.choice("بتنيلم".replace(cell.value[at], "")) + cell.value[at + 1 :])


def fragment_word_changed(package: Package, rng: random.Random) -> Damage:
    """A word of a fragment is another word."""
    cell = package.pick(rng, column(*FRAGMENTS))
    words = cell.value.split(" ")
    words[rng.randrange(len(words))] = rng.choice(["كلمة", "أخرى", "مكانها"])
    return package.put(cell, " ".join(words))


def fragment_word_lost(package: Package, rng: random.Random) -> Damage:
    """A fragment has lost a word."""
    cell = package.pick(rng, column(*FRAGMENTS), lambda cell: " " in cell.value)
    words = cell.value.split(" ")
    del words[rng.randrange(len(words))]
    return package.put(cell, " ".join(words))


def fragment_sixth_word(package: Package, rng: random.Random) -> Damage:
    """A fragment has a sixth word."""
    cell = package.pick(rng, column(*FRAGMENTS), lambda cell: cell.value.count(" ") == FRAGMENT_WORDS - 1)
    return package.put(cell, f"{cell.value} كلمة")


def fragment_emptied(package: Package, rng: random.Random) -> Damage:
    """A fragment is empty."""
    return package.put(package.pick(rng, column(*FRAGMENTS)), "")


def fragments_exchanged(package: Package, rng: random.Random) -> Damage:
    """The first and the last words of a passage are exchanged."""
    cell = package.pick(rng, column("passages.text_start"), lambda cell: cell.value != cell.row["text_end"])
    sheet = package.sheet("passages")
    sheet.put(cell.line, text_start=cell.row["text_end"], text_end=cell.value)
    package.write_sheet("passages", sheet)
    return Damage(path_of("passages"), cell.line, ("text_start", "text_end"), note="first and last words exchanged")


def locator_with_page_sign(package: Package, rng: random.Random) -> Damage:
    """A page is written with its sign."""
    cell = package.pick(rng, column("citations.locator"), lambda cell: cell.row["locator_kind"] == "page")
    return package.put(cell, rng.choice(["p. {}", "pp. {}", "ص {}", "page {}"]).format(cell.value))


def locator_backwards(package: Package, rng: random.Random) -> Damage:
    """A range of pages runs backwards."""
    cell = package.pick(rng, column("citations.locator"), lambda cell: bool(re.fullmatch(r"\d+-\d+", cell.value)))
    first, last = cell.value.split("-")
    return package.put(cell, f"{last}-{first}")


def locator_kind_changed(package: Package, rng: random.Random) -> Damage:
    """A locator is said to be of another kind."""
    cell = package.pick(rng, column("citations.locator_kind"))
    return package.put(cell, rng.choice([kind for kind in ("page", "timestamp", "paragraph", "none") if kind != cell.value]))


def locator_digit_changed(package: Package, rng: random.Random) -> Damage:
    """A digit of a page, paragraph or timestamp is another one."""
    cell = package.pick(rng, column("citations.locator"))
    at = rng.choice([n for n, char in enumerate(cell.value) if char.isdigit()])
    return package.put(cell, cell.value[:at] + rng.choice("12345".replace(cell.value[at], "")) + cell.value[at + 1 :])


def locator_emptied(package: Package, rng: random.Random) -> Damage:
    """A locator is lost."""
    return package.put(package.pick(rng, column("citations.locator")), "")


def _is_url(_table: str, item: Field) -> bool:
    return item.get("format") == "uri"


def url_with_space(package: Package, rng: random.Random) -> Damage:
    """A web address holds a space, as after a line break."""
    cell = package.pick(rng, _is_url)
    at = rng.randrange(9, len(cell.value))
    return package.put(cell, f"{cell.value[:at]} {cell.value[at:]}")


def url_without_scheme(package: Package, rng: random.Random) -> Damage:
    """A web address begins with its host."""
    cell = package.pick(rng, _is_url)
    return package.put(cell, cell.value.partition("://")[2])


def url_scheme_mistyped(package: Package, rng: random.Random) -> Damage:
    """The scheme of a web address is mistyped."""
    cell = package.pick(rng, _is_url)
    return package.put(cell, rng.choice(["htps:", "https:/", "https//:", "ttps:", "file:"]) + cell.value.partition(":")[2])


def url_doubled(package: Package, rng: random.Random) -> Damage:
    """A web address was pasted twice."""
    cell = package.pick(rng, _is_url)
    return package.put(cell, cell.value * 2)


def url_cut_in_host(package: Package, rng: random.Random) -> Damage:
    """A web address breaks off in its host."""
    cell = package.pick(rng, _is_url)
    scheme, _, rest = cell.value.partition("://")
    return package.put(cell, f"{scheme}://{rest.split('.')[0]}")


def url_cut_in_path(package: Package, rng: random.Random) -> Damage:
    """A web address breaks off in its path."""
    cell = package.pick(rng, _is_url, lambda cell: cell.value.count("/") > 3)
    start = cell.value.index("/", 8) + 1
    return package.put(cell, cell.value[: rng.randrange(start, len(cell.value))])


def url_letter_changed(package: Package, rng: random.Random) -> Damage:
    """A letter of a web address is another one."""
    cell = package.pick(rng, _is_url)
    at = rng.choice([n for n, char in enumerate(cell.value) if char.isalpha() and n > len("https://")])
    return package.put(cell, cell.value[:at] + rng.choice("aeiout".replace(cell.value[at].lower(), "")) + cell.value[at + 1 :])


def iso_that_is_none(package: Package, rng: random.Random) -> Damage:
    """A country code does not exist."""
    return package.put(package.pick(rng, column("actors.iso3")), rng.choice(NO_STATES))


def iso_of_another_state(package: Package, rng: random.Random) -> Damage:
    """A country code is that of another country."""
    taken = {row["iso3"] for _, row in package.sheet("actors").rows()}
    return package.put(package.pick(rng, column("actors.iso3")), rng.choice([code for code in ABROAD if code not in taken]))


def iso_of_no_state(package: Package, rng: random.Random) -> Damage:
    """A group or a person has a country code."""
    cell = package.pick(rng, column("actors.iso3"), lambda cell: cell.row["kind"] != "state")
    return package.put(cell, rng.choice(ABROAD))


def iso_emptied(package: Package, rng: random.Random) -> Damage:
    """A state has no country code."""
    return package.put(package.pick(rng, column("actors.iso3")), "")


def state_made_a_person(package: Package, rng: random.Random) -> Damage:
    """A state is coded as a person, or a person as a state."""
    cell = package.pick(rng, column("actors.kind"), lambda cell: cell.value in {"state", "person"})
    return package.put(cell, {"state": "person", "person": "state"}[cell.value])


KINDS = (
    offset_one,
    offset_ten,
    offset_thousand,
    offset_beyond,
    offsets_reversed,
    passage_overlaps,
    fragment_letter_changed,
    fragment_word_changed,
    fragment_word_lost,
    fragment_sixth_word,
    fragment_emptied,
    fragments_exchanged,
    locator_with_page_sign,
    locator_backwards,
    locator_kind_changed,
    locator_digit_changed,
    locator_emptied,
    url_with_space,
    url_without_scheme,
    url_scheme_mistyped,
    url_doubled,
    url_cut_in_host,
    url_cut_in_path,
    url_letter_changed,
    iso_that_is_none,
    iso_of_another_state,
    iso_of_no_state,
    iso_emptied,
    state_made_a_person,
)
