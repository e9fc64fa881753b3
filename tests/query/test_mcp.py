"""An agent asks the data over the Model Context Protocol, and gets rows, meanings and questions, and nothing else."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from conftest import BIN, ROOT, awaited
from mawaqif.query.sandbox import open_database

if TYPE_CHECKING:
    from mcp.server.mcpserver import MCPServer

Ask = Any


@pytest.fixture(scope="module")
def served(release: Path) -> Any:
    from mawaqif.query.mcp_server import Answers, server  # noqa: PLC0415 - what it serves by takes a second to load

    with open_database(ROOT, release) as connection:
        yield server(Answers(connection, release))


def told(served: MCPServer, tool: str, **words: str) -> tuple[bool, str]:
    """Call a tool as a client does; it gives whether it failed, and its text."""
    from mcp import Client  # noqa: PLC0415 - the same
    from mcp.types import TextContent  # noqa: PLC0415 - the same

    async def ask() -> tuple[bool, str]:
        async with Client(served) as client:
            result = await client.call_tool(tool, words)
            return bool(result.is_error), "".join(part.text for part in result.content if isinstance(part, TextContent))

    return awaited(ask())


def test_a_question_is_answered_by_sql_and_by_its_name(served: MCPServer) -> None:
    failed, text = told(served, "query", sql="SELECT DISTINCT stance FROM stances ORDER BY stance")
    assert (failed, json.loads(text)) == (
        False,
        {"rows": [{"stance": name} for name in ("mixed", "neutral", "opposes", "supports")]},
    )
    stored = (ROOT / "queries/results/stances-by-topic.csv").read_text(encoding="utf-8").count("\n") - 1
    assert len(json.loads(told(served, "query", sql="stances-by-topic")[1])["rows"]) == stored


def test_an_answer_has_an_end(served: MCPServer) -> None:
    from mawaqif.query.mcp_server import MOST_ROWS  # noqa: PLC0415 - the same

    answer = json.loads(told(served, "query", sql=f"SELECT * FROM range({MOST_ROWS + 7})")[1])
    assert (len(answer["rows"]), answer["left_out"]) == (MOST_ROWS, 7)


@pytest.mark.parametrize(
    "sql",
    ["DELETE FROM topics", "SELECT * FROM read_csv('/etc/passwd')", "ATTACH 'x.duckdb'", "no-such-question", "SELECT nothing"],
)
def test_what_is_no_question_is_refused_in_words(sql: str, served: MCPServer) -> None:
    failed, text = told(served, "query", sql=sql)
    assert failed
    assert text
    assert "Traceback" not in text


def test_tables_and_columns_are_described_in_both_languages(served: MCPServer) -> None:
    assert "One row a statement, actor and topic" in told(served, "describe")[1]
    text = told(served, "describe", table="stances")[1]
    assert "supports: supports" in text or "| stance |" in text
    assert "موقف القول" in text
    failed, text = told(served, "describe", table="stancs'")
    assert (failed, "describe() without a name" in text) == (True, True)


def test_the_server_is_a_command(release: Path) -> None:
    from mcp import Client, StdioServerParameters, stdio_client  # noqa: PLC0415 - the same

    async def ask() -> tuple[set[str], set[str], str, str]:
        words = StdioServerParameters(command=str(BIN / "mawaqif"), args=["mcp", "--release", str(release)])
        async with Client(stdio_client(words, errlog=sys.__stderr__ or sys.stderr)) as client:
            tools, resources = await client.list_tools(), await client.list_resources()
            sql = await client.read_resource("mawaqif://cookbook/who-speaks-for-whom")
            codebook = await client.read_resource("mawaqif://codebook/ar")
            return (
                {tool.name for tool in tools.tools},
                {str(item.uri) for item in resources.resources},
                getattr(sql.contents[0], "text", ""),
                getattr(codebook.contents[0], "text", ""),
            )

    tools, resources, sql, codebook = awaited(ask())
    assert tools == {"query", "describe", "questions"}
    assert resources == {"mawaqif://schema", "mawaqif://cookbook"}
    assert sql == (ROOT / "queries/who-speaks-for-whom.sql").read_text(encoding="utf-8")
    assert codebook == (release / "codebook.ar.md").read_text(encoding="utf-8")
