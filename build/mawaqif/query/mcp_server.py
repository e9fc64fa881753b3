"""The server that agents ask: one SELECT at a time, and what explains the data, over the Model Context Protocol."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock

import duckdb
from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ToolError

from mawaqif.findings import CannotRunError
from mawaqif.paths import read_file
from mawaqif.query.limits import DEFAULT_SECONDS
from mawaqif.query.results import as_json, as_markdown
from mawaqif.query.sandbox import answer, open_database, resolve
from mawaqif.query.statement import QueryError
from mawaqif.release.codebook import WORDINGS, codebooks
from mawaqif.release.cookbook import cookbook, listing

# Rows that one answer holds at most: an agent reads them all.
MOST_ROWS = 200
MARKDOWN = "text/markdown"
INSTRUCTIONS = """\
Hand-checked data: who said what about governing the Internet, from Arabic and other sources. Begin with the view `stances`
(one row a statement, actor and topic). `describe` says what a table holds and which values a column may have, `questions`
lists questions that have their SQL. SQL is that of DuckDB; fold(text) finds Arabic however it is spelt. Cite rows by their
identifiers. A source reports what it chose to report: an absent stance is no stance of that actor.
"""
COLUMNS = "SELECT table_name, column_name, type, description_en, description_ar, allowed_values FROM data_dictionary"


@dataclass(frozen=True)
class Answers:
    """What the server answers from.

    Attributes:
        connection: the data, locked against everything but reading.
        root: a package or release, with its cookbook.
        turn: held by the one question that is asked at a time.
    """

    connection: duckdb.DuckDBPyConnection
    root: Path
    turn: Lock = field(default_factory=Lock)

    def query(self, sql: str) -> str:
        """Run one SELECT, or a question of the cookbook by its name.

        Rows come as JSON, 200 at most; `left_out` says how many more there are.
        """
        try:
            with self.turn:
                found = answer(self.connection, resolve(sql, self.root), DEFAULT_SECONDS)
        except (QueryError, CannotRunError) as error:
            raise ToolError(str(error)) from error
        rows = json.loads(as_json(found.slice(0, MOST_ROWS)))
        left = {"left_out": found.num_rows - len(rows)} if found.num_rows > len(rows) else {}
        return json.dumps({"rows": rows, **left}, ensure_ascii=False)

    def describe(self, table: str = "") -> str:
        """Say what a table or view holds, column by column, with the values that each may have; without a name, list them all."""
        wanted = table.replace("'", "''")
        sql = f"{COLUMNS} WHERE table_name = '{wanted}' ORDER BY position" if table else _TABLES
        with self.turn:
            found = answer(self.connection, sql)
        if not found.num_rows:
            raise ToolError(f"no table or view is called {table!r}; describe() without a name lists them")
        return as_markdown(found).decode("utf-8")

    def questions(self) -> str:
        """List the questions of the cookbook, in English and Arabic; `query` answers one by its name."""
        return listing(cookbook(self.root))

    def question(self, name: str) -> str:
        """Return the SQL of a question of the cookbook."""
        return resolve(name, self.root)

    def schema(self) -> str:
        """Return every column of every table and view."""
        with self.turn:
            return as_markdown(answer(self.connection, f"{COLUMNS} ORDER BY table_name, position")).decode("utf-8")

    def codebook(self, language: str) -> str:
        """Return how the rows were made, in a language, en or ar."""
        name = next((wording.file for wording in WORDINGS if wording.code == language), "")
        if not name:
            raise ToolError(f"there is no codebook in {language!r}; there are {', '.join(wording.code for wording in WORDINGS)}")
        if (self.root / name).is_file():
            return read_file(self.root / name).decode("utf-8")
        from mawaqif.query.opening import whole_dataset  # noqa: PLC0415 - loads Polars; a release has the page as a file

        return codebooks(whole_dataset(self.root)).get(name, "")


_TABLES = """
SELECT coalesce(t.table_name, v.view_name) AS name, coalesce(t.comment, v.comment) AS holds
FROM duckdb_tables() AS t
FULL JOIN (SELECT * FROM duckdb_views() WHERE NOT internal) AS v ON v.view_name = t.table_name
ORDER BY name
"""


def server(answers: Answers) -> MCPServer:
    """Return the server, with its tools and resources."""
    found: MCPServer = MCPServer("mawaqif", instructions=INSTRUCTIONS, log_level="ERROR")
    found.tool(structured_output=False)(answers.query)
    found.tool(structured_output=False)(answers.describe)
    found.tool(structured_output=False)(answers.questions)
    found.resource("mawaqif://schema", mime_type=MARKDOWN)(answers.schema)
    found.resource("mawaqif://cookbook", mime_type="text/plain")(answers.questions)
    found.resource("mawaqif://cookbook/{name}", mime_type="application/sql")(answers.question)
    found.resource("mawaqif://codebook/{language}", mime_type=MARKDOWN)(answers.codebook)
    return found


def serve(root: Path, release: Path | None) -> None:
    """Answer on standard input and output until the client ends.

    Args:
        root: the package to read where no release is named.
        release: folder of a release, or None.

    Raises:
        CannotRunError: the data cannot be opened.
    """
    with open_database(root, release) as connection:
        server(Answers(connection, release or root)).run("stdio")
