"""Files that lie elsewhere are fetched only where the user allows it, within limits; a server on this machine shows it."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from conftest import Run
from mawaqif.findings import Report
from mawaqif.standard.checking import check
from mawaqif.standard.remote import Fetcher

LOCAL = Fetcher(private=True, largest=1000, seconds=1, redirects=2)
SCHEMA = {"fields": [{"name": "lamp", "type": "string"}, {"name": "lit", "type": "boolean"}]}


class Server(BaseHTTPRequestHandler):
    """Answers by the path."""

    def do_GET(self) -> None:
        """Answer."""
        moved = {"/moved": "/lamps.csv", "/there": "/back", "/back": "/there", "/out": "file:///etc/hostname"}
        path = self.path.partition("?")[0]
        if path in moved:
            self.send_response(302)
            self.send_header("Location", moved[path])
            self.end_headers()
            return
        bodies = {
            "/lamps.csv": b"lamp,lit\nNorth,true\nSouth,lit\n",
            "/schema.json": json.dumps(SCHEMA).encode(),
            "/large": b"x" * 2000,
        }
        self.send_response(200 if path in bodies or path == "/slow" else 500 if path == "/broken" else 404)
        self.end_headers()
        self.wfile.write(bodies.get(path, b""))
        for _ in range(20) if path == "/slow" else ():
            time.sleep(0.2)
            try:
                self.wfile.write(b"a\n")
            except OSError:
                return

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - named there
        """Say nothing."""


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Server)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def made(folder: Path, path: str, schema: object = SCHEMA) -> Path:
    resource = {"name": "lamps", "path": path, "schema": schema, "format": "csv"}
    (folder / "datapackage.json").write_text(json.dumps({"name": "lamps", "resources": [resource]}), encoding="utf-8")
    return folder


def told(report: Report) -> list[str]:
    return [f"{item.line}:{item.column} {item.code}" for item in report.findings]


@pytest.mark.parametrize("path", ["/lamps.csv", "/moved", "/lamps.csv?version=2"])
def test_a_file_elsewhere_is_fetched_where_that_is_allowed(tmp_path: Path, address: str, path: str) -> None:
    package = made(tmp_path, f"{address}{path}", f"{address}/schema.json")
    without, _ = check(package)
    assert without.clean
    assert without.rows == {}
    assert "--remote fetches it" in without.skipped[0].reason
    report, _ = check(package, remote=LOCAL)
    assert told(report) == ["3:lit MQ201"]
    assert report.findings[0].file == f"{address}{path}"
    assert report.rows == {"lamps": 2}


@pytest.mark.parametrize(
    ("path", "problem", "fails"),
    [
        ("/large", "it is larger than", False),
        ("/slow", "it took longer than 1 s", False),
        ("/there", "it was moved more than 2 times", False),
        ("/out", "only http and https are fetched", False),
        ("/broken", "the server answered 500", True),
    ],
)
def test_what_is_not_fetched_is_told(tmp_path: Path, address: str, path: str, problem: str, fails: bool) -> None:  # noqa: FBT001
    report, _ = check(made(tmp_path, f"{address}{path}"), remote=LOCAL)
    assert report.findings == []
    assert [(problem in item.reason, item.fails) for item in report.skipped] == [(True, fails)]


def test_what_is_gone_is_missing_and_a_server_that_does_not_answer_fails(tmp_path: Path, address: str) -> None:
    assert told(check(made(tmp_path, f"{address}/gone.csv"), remote=LOCAL)[0]) == ["0: MQ101"]
    report, _ = check(made(tmp_path, "http://127.0.0.1:9/lamps.csv"), remote=LOCAL)
    assert not report.clean
    assert report.findings == []


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "10.0.0.1", "169.254.169.254", "[::1]", "[::ffff:127.0.0.1]", "0"])
def test_no_private_address_is_asked_unless_that_is_said(tmp_path: Path, host: str) -> None:
    report, _ = check(made(tmp_path, f"http://{host}:9/lamps.csv"), remote=Fetcher())
    assert "which is no public address" in report.skipped[0].reason
    assert report.clean


def test_the_command_fetches_where_it_is_told_to(tmp_path: Path, address: str, run: Run) -> None:
    package = made(tmp_path, f"{address}/lamps.csv")
    assert run("mawaqif", "validate", package, "--remote").stdout.endswith("1 check skipped: 0 rows in 0 tables\n")
    found = run("mawaqif", "validate", package, "--remote", "--private-addresses")
    assert found.returncode == 1
    assert found.stdout.startswith(f"{address}/lamps.csv:3:lit MQ201 ")
    for form in ("json", "github", "sarif", "junit", "markdown", "html"):
        assert (
            f"{address}/lamps.csv"
            in run("mawaqif", "validate", package, "--remote", "--private-addresses", "--format", form).stdout
        )
