"""A desk as its users start it: the process of the command, and what asks it."""

from __future__ import annotations

import http.client
import json
import re
import subprocess
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from conftest import BIN
from mawaqif.desk.serving import desk_server

TIMEOUT = 60
Answer = tuple[int, dict[str, Any]]


class Asking:
    """Somebody who asks a desk.

    Attributes:
        address: the address that a browser opens.
        host: name and port of the server.
        token: the secret part of the address.
    """

    def __init__(self, address: str) -> None:
        self.address = address
        _, _, self.host, self.token, _ = address.split("/")

    def request(self, method: str, path: str, body: bytes | None = None, headers: Mapping[str, str] = {}) -> tuple[int, bytes]:
        """Send one request, with no header that is not given but the host, and return status and body."""
        connection = http.client.HTTPConnection(self.host, timeout=TIMEOUT)
        connection.putrequest(method, path, skip_host="Host" in headers)
        for name, value in headers.items():
            connection.putheader(name, value)
        if body is not None and "Content-Length" not in headers:
            connection.putheader("Content-Length", str(len(body)))
        connection.endheaders(body)
        response = connection.getresponse()
        data = response.read()
        connection.close()
        return response.status, data

    def ask(self, name: str, **asked: Any) -> Answer:
        """Ask as the page does."""
        headers = {"Origin": f"http://{self.host}", "Content-Type": "application/json"}
        body = json.dumps({"language": "en", **asked}).encode()
        status, data = self.request("POST", f"/{self.token}/api/{name}", body, headers)
        return status, json.loads(data)


@contextmanager
def served_desk(package: Path, scripts: Path | None = None, coder: str = "") -> Iterator[Asking]:
    """Serve a desk on a package from a thread of this process, which saves the start of another."""
    with desk_server(package, package / "sources", coder=coder, scripts=scripts) as (address, run):
        thread = threading.Thread(target=run.serve)
        thread.start()
        try:
            yield Asking(address)
        finally:
            run.end()
            thread.join()


@contextmanager
def desk_process(package: Path, *options: str, scripts: Path | None = None) -> Iterator[tuple[Asking, subprocess.Popen[str]]]:
    """Start a desk as its users do, as a process of its own, and end it."""
    bundle = ["--scripts", str(scripts)] if scripts else []
    words = [str(BIN / "mawaqif"), "desk", "--sources", "sources", *bundle, *options]
    with subprocess.Popen(words, cwd=package, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        try:
            said = process.stdout.readline() if process.stdout else ""
            found = re.search(r"http://[0-9.]+:[0-9]+/[\w-]+/", said)
            assert found, said
            yield Asking(found[0]), process
        finally:
            process.terminate()
            process.communicate(timeout=TIMEOUT)
