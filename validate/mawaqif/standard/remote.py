"""Files that lie elsewhere, fetched through urllib3 where the user allows it, within limits of address, size, time, redirects."""

from __future__ import annotations

import ipaddress
import socket
import ssl
import time
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

import urllib3

from mawaqif.findings import Bilingual, said, show
from mawaqif.paths import size_in_words

_MIB = 1024**2
_GONE = frozenset({404, 410})
_MOVED = frozenset({301, 302, 303, 307, 308})
SCHEME = Bilingual("only http and https are fetched", "لا يُجلب إلا ما كان http أو https")
PRIVATE = (
    "{host} is {address}, which is no public address; --private-addresses allows it",
    "{host} هو {address}، وليس عنوانًا عامًا؛ ويسمح به `--private-addresses`",
)
TOO_LARGE = "it is larger than {size}", "هو أكبر من {size}"
TOO_SLOW = "it took longer than {seconds} s", "استغرق أكثر من {seconds} ثانية"
TOO_OFTEN = "it was moved more than {times} times", "نُقل أكثر من {times} مرات"
ANSWERED = "the server answered {status}", "أجاب الخادم {status}"


class RemoteError(Exception):
    """An address that was not fetched; `args[0]` says why, `gone` is true where the server says that nothing is there."""

    def __init__(self, problem: str, *, gone: bool = False, refused: bool = False) -> None:
        """Keep the problem, and whether nothing is there, or it was this tool that did not fetch it."""
        super().__init__(problem)
        self.gone, self.refused = gone, refused


@dataclass(frozen=True)
class Fetcher:
    """What may be fetched.

    Attributes:
        private: whether addresses of private networks, and of this machine, may be asked.
        largest: bytes of the largest file.
        seconds: the longest time that a file may take, redirects included.
        redirects: how often an address may lead to another.
    """

    private: bool = False
    largest: int = 256 * _MIB
    seconds: float = 60
    redirects: int = 5

    def fetch(self, address: str) -> bytes:
        """Return what lies at an address.

        Raises:
            RemoteError: it was not fetched.
        """
        until = time.monotonic() + self.seconds
        for _ in range(self.redirects + 1):
            answer = self._asked(address, until)
            try:
                target = answer.headers.get("Location") if answer.status in _MOVED else None
                if target is None:
                    return self._read(answer, until)
            finally:
                answer.close()
            address = urljoin(address, target)
        raise RemoteError(said(*TOO_OFTEN, times=self.redirects), refused=True)

    def _asked(self, address: str, until: float) -> urllib3.BaseHTTPResponse:
        """Ask the very address that was looked at, so that a name cannot lead elsewhere a moment later."""
        parts = urlsplit(address)
        if parts.scheme.lower() not in {"http", "https"} or not parts.hostname:
            raise RemoteError(SCHEME, refused=True)
        try:
            port = parts.port or (443 if parts.scheme.lower() == "https" else 80)
            number = self._number(parts.hostname, port)
            left = urllib3.Timeout(total=max(0.1, until - time.monotonic()))
            shown = parts.netloc.rpartition("@")[2]
            headers = {"Host": shown, "Accept-Encoding": "identity", "User-Agent": "mawaqif"}
            path = parts.path or "/"
            target = f"{path}?{parts.query}" if parts.query else path
            pool: urllib3.HTTPConnectionPool
            if parts.scheme.lower() == "https":
                context, name = ssl.create_default_context(), parts.hostname
                pool = urllib3.HTTPSConnectionPool(number, port, ssl_context=context, server_hostname=name, assert_hostname=name)
            else:
                pool = urllib3.HTTPConnectionPool(number, port)
            return pool.urlopen(
                "GET", target, headers=headers, timeout=left, retries=False, redirect=False, preload_content=False
            )
        except (urllib3.exceptions.HTTPError, OSError, ValueError) as error:
            raise RemoteError(show(error)) from error

    def _number(self, host: str, port: int) -> str:
        """Return the number of a host, which is public unless others are allowed."""
        numbers = [str(item[4][0]) for item in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
        for number in numbers:
            if not self.private and not ipaddress.ip_address(number.partition("%")[0]).is_global:
                raise RemoteError(said(*PRIVATE, host=show(host), address=number), refused=True)
        return numbers[0]

    def _read(self, answer: urllib3.BaseHTTPResponse, until: float) -> bytes:
        if answer.status != 200:  # noqa: PLR2004 - OK, as HTTP has it
            raise RemoteError(said(*ANSWERED, status=answer.status), gone=answer.status in _GONE)
        data = bytearray()
        try:
            for piece in answer.stream(64 * 1024, decode_content=True):
                data += piece
                if len(data) > self.largest:
                    raise RemoteError(said(*TOO_LARGE, size=size_in_words(self.largest)), refused=True)
                if time.monotonic() > until:
                    raise RemoteError(said(*TOO_SLOW, seconds=self.seconds), refused=True)
        except (urllib3.exceptions.HTTPError, OSError) as error:
            raise RemoteError(show(error)) from error
        return bytes(data)
