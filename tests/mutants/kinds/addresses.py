"""Damage to web addresses: they parse, and lead elsewhere or nowhere."""

from __future__ import annotations

import random
from collections.abc import Callable
from urllib.parse import urlsplit, urlunsplit

from mutants.package import Cell, Field, Package
from mutants.place import Damage

_CYRILLIC = dict(zip("aceopxy", "асеорху", strict=True))


def _is_address(_table: str, item: Field) -> bool:
    return bool(item.get("format") == "uri")


def _put(package: Package, rng: random.Random, change: Callable[[str], str]) -> Damage:
    cell: Cell = package.pick(rng, _is_address)
    return package.put(cell, change(cell.value))


def _with_host(change: Callable[[str], str]) -> Callable[[str], str]:
    return lambda address: urlunsplit(urlsplit(address)._replace(netloc=change(urlsplit(address).netloc)))


def user_before_host(package: Package, rng: random.Random) -> Damage:
    """A user stands before the host, so that the address leads elsewhere than it seems."""
    own = rng.choice(["www.un.org@", "un.org:443@", "user:word@"])
    return _put(package, rng, _with_host(lambda host: own + host))


def foreign_letter_in_host(package: Package, rng: random.Random) -> Damage:
    """A letter of the host is Cyrillic."""
    letter = rng.choice(list(_CYRILLIC))
    return _put(package, rng, _with_host(lambda host: host.replace(letter, _CYRILLIC[letter], 1)))


def encoded_host(package: Package, rng: random.Random) -> Damage:
    """The host is that with a Cyrillic letter, encoded."""
    letter = rng.choice(list(_CYRILLIC))

    def change(host: str) -> str:
        labels = [label.replace(letter, _CYRILLIC[letter], 1) for label in host.split(".")[:-1]]
        encoded = [label if label.isascii() else f"xn--{label.encode('punycode').decode()}" for label in labels]
        return ".".join([*encoded, host.rpartition(".")[2]])

    return _put(package, rng, _with_host(change))


def sentence_mark_behind(package: Package, rng: random.Random) -> Damage:
    """A mark of the sentence around it hangs on an address."""
    mark = rng.choice([".", ",", "،", "؛", ")", ";", "»", "'"])
    return _put(package, rng, lambda address: address + mark)


def backslashes(package: Package, rng: random.Random) -> Damage:
    """A slash of an address is a backslash, which browsers read as a slash."""
    return _put(package, rng, lambda address: address[:8] + address[8:].replace("/", "\\") + ("" if "/" in address[8:] else "\\"))


def host_of_numbers(package: Package, rng: random.Random) -> Damage:
    """The host is a number of the own machine or network."""
    host = rng.choice(["169.254.169.254", "127.0.0.1", "10.0.0.1", "0x7f.1", "192.168.1.1:8080"])
    return _put(package, rng, _with_host(lambda _: host))


def host_of_one_network(package: Package, rng: random.Random) -> Damage:
    """The host is known on one network only."""
    host = rng.choice(["metadata.google.internal", "printer.local", "wiki.lan", "app.localhost", "router.home.arpa"])
    return _put(package, rng, _with_host(lambda _: host))


def host_with_empty_name(package: Package, rng: random.Random) -> Damage:
    """A name between the dots of a host is empty."""
    change = rng.choice([lambda host: host.replace(".", "..", 1), lambda host: f".{host}", lambda host: f"{host}."])
    return _put(package, rng, _with_host(change))


def quotation_mark_in_address(package: Package, rng: random.Random) -> Damage:
    """A quotation mark or another sign that no address holds stands in the path."""
    sign = rng.choice(['"', "`", "{x}", "|", "^", "<b>"])
    return _put(package, rng, lambda address: f"{address}/{sign}a")


def half_escape(package: Package, rng: random.Random) -> Damage:
    """A per cent sign of an address has lost a digit."""
    return _put(package, rng, lambda address: f"{address}/%{rng.choice(['', '2', 'zz'])}")


def other_port(package: Package, rng: random.Random) -> Damage:
    """An address names the port of another service, or one that is none."""
    return _put(package, rng, _with_host(lambda host: f"{host}:{rng.choice([0, 22, 25, 99999])}"))


KINDS = (
    user_before_host,
    foreign_letter_in_host,
    encoded_host,
    sentence_mark_behind,
    backslashes,
    host_of_numbers,
    host_of_one_network,
    host_with_empty_name,
    quotation_mark_in_address,
    half_escape,
    other_port,
)
