"""Who may ask the desk: the page that it sent itself, in a browser on this machine, and nobody else.

Any page that is open in the same browser can send requests to this machine. So the address holds a token that only the
person at the terminal knows; a request must name this server as its host, which stops names that other people let lead
here; one that writes must come from the page itself, as JSON, which no form of another page can send without being asked.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LARGEST_REQUEST = 4 * 1024 * 1024
READING = frozenset({"GET", "HEAD"})
# What the page may load: its own parts, from this server. No script or style stands in it, and no other page may show it.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; connect-src 'self'; img-src data:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}


@dataclass(frozen=True)
class Guard:
    """Lets through what the page asks for, and answers everything else itself.

    Attributes:
        app: what answers the rest.
        token: the secret part of the address.
        port: the port of this server on 127.0.0.1.
    """

    app: ASGIApp
    token: str
    port: int

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            return
        status, told = self._refusal(scope)

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers[name] = value
            await send(message)

        app = PlainTextResponse(told, status) if status else self.app
        await app(scope, receive, send_with_headers)

    def _refusal(self, scope: Scope) -> tuple[int, str]:
        """Return status and reason of a refusal; 0 where the request is let through."""
        parts = scope["path"].split("/")
        if Headers(scope=scope).getlist("host") not in [[host] for host in self.hosts]:
            return 421, "this server is only itself: open the address that the terminal shows"
        if len(parts) < 3 or not secrets.compare_digest(parts[1].encode(), self.token.encode()):  # noqa: PLR2004 - / token /
            return 404, "open the address that the terminal shows"
        return (0, "") if scope["method"] in READING else _writing_refusal(Headers(scope=scope))

    @property
    def hosts(self) -> tuple[str, str]:
        """The names by which a browser on this machine calls this server."""
        return f"127.0.0.1:{self.port}", f"localhost:{self.port}"


def _writing_refusal(headers: Headers) -> tuple[int, str]:
    if headers.get("origin") != f"http://{headers['host']}" or headers.get("sec-fetch-site", "same-origin") != "same-origin":
        return 403, "only the page of the desk itself may write"
    if headers.get("content-type", "").partition(";")[0].strip() != "application/json":
        return 415, "a request is JSON"
    length = headers.get("content-length", "")
    if not length.isdecimal() or int(length) > LARGEST_REQUEST:
        return 413, f"a request has a length, of at most {LARGEST_REQUEST} bytes"
    return 0, ""
