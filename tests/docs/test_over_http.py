"""What the docs say of reading over HTTP runs as it is typed, on a release that a local server gives in parts."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from conftest import APART, OLD_DUCKDB, needs_old_duckdb
from mawaqif.data import load
from pages import read, sections

ADDRESS = "https://example.org/mawaqif/latest/downloads"
BLOCKS = [block for section in sections(read("docs/analyst.md")) for block in section.blocks if ADDRESS in block[1]]


class _Parts:
    """Files, with the statuses in which they were given."""

    def __init__(self, app: ASGIApp) -> None:
        self.app, self.given = app, list[tuple[str, int]]()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def told(message: Message) -> None:
            if message["type"] == "http.response.start":
                self.given.append((Path(scope["path"]).name, message["status"]))
            await send(message)

        await self.app(scope, receive, told)


@pytest.fixture(scope="module")
def served(release: Path) -> Iterator[tuple[str, list[tuple[str, int]]]]:
    """The address of the release, and what was given of it."""

    def missing(_request: Request, _error: Exception) -> Response:
        return Response(status_code=404)

    parts = _Parts(StaticFiles(directory=release))
    app = Starlette(routes=[Mount("/mawaqif", parts)], exception_handlers={404: missing})
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="error", lifespan="off"))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}/mawaqif", parts.given
    server.should_exit = True
    thread.join()


def run_old(code: str, home: Path) -> str:
    env = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(map(str, (OLD_DUCKDB, APART))),
        "HOME": str(home),
        "USERPROFILE": str(home),
    }
    done = subprocess.run([sys.executable, "-W", "ignore", "-c", code], env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home in which DuckDB has its extension, as it is once it was fetched."""
    home = tmp_path_factory.mktemp("home")
    platform = run_old("import duckdb; print(duckdb.sql('PRAGMA platform').fetchall()[0][0])", home).strip()
    (extension,) = OLD_DUCKDB.glob("duckdb_extension_httpfs/extensions/*/httpfs.duckdb_extension")
    there = home / ".duckdb" / "extensions" / extension.parent.name / platform
    there.mkdir(parents=True)
    (there / extension.name).symlink_to(extension)
    return home


def test_the_lines_are_the_same_in_both_languages() -> None:
    assert [info for info, _ in BLOCKS] == ["python", "sql"]
    arabic = [block for section in sections(read("docs/analyst.ar.md")) for block in section.blocks]
    assert all(block in arabic for block in BLOCKS)


@needs_old_duckdb
def test_the_lines_run_as_they_are(served: tuple[str, list[tuple[str, int]]], home: Path) -> None:
    address, given = served
    texts = {info: text.replace(ADDRESS, address) for info, text in BLOCKS}
    code = f"{texts['python']}\nprint(len(stances), len(wide), topics.num_rows, len(documents))\n"
    code += f"connection = duckdb.connect()\nprint(len(connection.sql({texts['sql']!r})))\n"
    stances, wide, topics, documents, attached = map(int, run_old(code, home).split())
    assert stances == attached == load("stances").height
    assert (wide, topics, documents) == tuple(load(name).height for name in ("statements_wide", "topics", "documents"))
    # Polars and DuckDB ask for parts.
    assert {name for name, status in given if status == 206} >= {"stances.parquet", "mawaqif.duckdb", "documents.parquet"}


@needs_old_duckdb
def test_the_views_read_any_folder_or_address(served: tuple[str, list[tuple[str, int]]], home: Path, release: Path) -> None:
    address, _ = served
    code = f"""
import duckdb, pathlib
connection = duckdb.connect()
for base in ({str(release / "parquet")!r}, {address!r} + "/parquet", {address!r} + "/parquet/"):
    connection.execute(f"SET VARIABLE base = '{{base}}'")
    connection.execute(pathlib.Path({str(release / "parquet" / "views.sql")!r}).read_text(encoding="utf-8"))
    print(*(connection.sql(f"SELECT count(*) FROM {{name}}").fetchall()[0][0] for name in ("stances", "data_dictionary")))
connection.execute("SET VARIABLE base = 'nowhere'")
try:
    connection.sql("FROM topics")
except duckdb.IOException as error:
    print("nowhere/topics.parquet" in str(error))
"""
    *counts, told = run_old(code, home).splitlines()
    assert counts == [f"{load('stances').height} {load('data_dictionary').height}"] * 3
    assert told == "True"
