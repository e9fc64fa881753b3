"""What a query may consist of: one SELECT, of kinds of nodes and table functions that were looked at.

A SELECT is not harmless by its name: DuckDB 2 takes `WITH x AS (COPY … TO …) FROM x` as one. So DuckDB's own parser
tells what a query consists of (`json_serialize_sql`), and whatever is not listed here is refused, also what a later
version brings. The lists hold back mistakes and surprises early, with words that say what was refused; what makes a
write impossible whatever stands in a query, or in a view of a release, is that no file can be opened (`sandbox`).
Tests hold the lists against everything that the installed DuckDB knows.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import duckdb

# Parts of a query that combine rows, read tables, and order or limit a result.
NODES = frozenset(
    {
        *("SELECT_NODE", "SET_OPERATION_NODE", "RECURSIVE_CTE_NODE", "CTE_NODE"),
        *("BASE_TABLE", "EMPTY", "EXPRESSION_LIST", "JOIN", "PIVOT", "SHOW_REF", "SUBQUERY", "TABLE_FUNCTION"),
        *("DISTINCT_MODIFIER", "LIMIT_MODIFIER", "LIMIT_PERCENT_MODIFIER", "ORDER_MODIFIER"),
        *("ORDER_DEFAULT", "ASCENDING", "DESCENDING"),
    }
)
# Classes of expressions; each computes a value from values.
EXPRESSIONS = frozenset(
    {
        *("BETWEEN", "CASE", "CAST", "COLLATE", "COLUMN_REF", "COMPARISON", "CONJUNCTION", "CONSTANT", "DEFAULT"),
        *("FUNCTION", "LAMBDA", "LAMBDA_REF", "OPERATOR", "PARAMETER", "POSITIONAL_REFERENCE", "STAR", "SUBQUERY", "TYPE"),
        "WINDOW",
    }
)
# Table functions that make rows of their arguments, or tell what is in the database.
TABLE_FUNCTIONS = frozenset(
    {
        *("unnest", "range", "generate_series", "repeat", "repeat_row", "json_each", "json_tree"),
        *("query_table", "summary", "histogram", "histogram_values"),
        *("duckdb_columns", "duckdb_constraints", "duckdb_databases", "duckdb_dependencies", "duckdb_functions"),
        *("duckdb_indexes", "duckdb_keywords", "duckdb_schemas", "duckdb_sequences", "duckdb_settings", "duckdb_tables"),
        *("duckdb_types", "duckdb_views", "icu_calendar_names", "pg_timezone_names", "pragma_collations"),
        *("pragma_database_size", "pragma_metadata_info", "pragma_platform", "pragma_show", "pragma_storage_info"),
        *("pragma_table_info", "pragma_version"),
    }
)
# What DuckDB puts into its own plans and does not check the arguments of.
INTERNAL = "__internal"
# What a query must say to read comments or the counts of the data dictionary: the name of a table, view or function that has
# them, or of one that takes such a name as a value. A test holds it against all that the installed DuckDB has.
_ABOUT_COLUMNS = ("data_dictionary", "query_table", "duckdb_", "information_schema", "pg_", "pragma_", "_description")
_READS = "a query reads and changes nothing"


class QueryError(Exception):
    """The query cannot be run; the message says why, in the database's words where they are its own."""


def check_statement(connection: duckdb.DuckDBPyConnection, sql: str) -> None:
    """Make sure that a text is one SELECT that consists of what is listed here.

    Args:
        connection: the database whose parser is asked; nothing of the text is run.
        sql: the text.

    Raises:
        QueryError: it is not; the message names the part.
    """
    _check_characters(sql)
    try:
        statements = connection.extract_statements(sql)
    except duckdb.Error as error:
        raise QueryError(str(error).strip()) from error
    if len(statements) != 1:
        raise QueryError(f"expected one SELECT, found {len(statements)} statements")
    kind = _kind(statements[0])
    if kind != "SELECT":
        hint = "; write SELECT * FROM (PIVOT …)" if kind == "MULTI" else ""
        raise QueryError(f"expected one SELECT, found {kind}; {_READS}{hint}")
    # By its full name, because a release may hold a macro that is called so. A file cannot bring a database called `system`.
    try:
        ((text,),) = connection.execute("SELECT system.main.json_serialize_sql($1)", [sql]).fetchall()
    except duckdb.Error as error:
        raise QueryError(str(error).strip()) from error
    parsed = json.loads(text)
    if parsed["error"]:
        raise QueryError(f"expected one SELECT; the database says of its parts: {parsed['error_message']}")
    for part in _objects(parsed["statements"]):
        _check_part(part)


def may_ask_about_columns(sql: str) -> bool:
    """True unless a query, which may be refused later, certainly reads neither comments nor the counts of the data dictionary."""
    return any(name in sql.lower() for name in _ABOUT_COLUMNS)


def _check_characters(sql: str) -> None:
    """Refuse what is no text: a byte that is not UTF-8 comes from the command line as half a surrogate pair."""
    if any("\ud800" <= char <= "\udfff" for char in sql):
        raise QueryError("the query is not UTF-8; save it as UTF-8, or type it anew")
    if "\0" in sql:
        raise QueryError("the query holds a NUL character; save it as UTF-8, or type it anew")


def _kind(statement: duckdb.Statement) -> str:
    """Return the type of a statement; the module does not know every type that the database has."""
    try:
        return statement.type.name
    except ValueError:
        return "a statement of another kind"


def _objects(tree: Any) -> Iterator[dict[str, Any]]:
    """Yield every object of a parsed JSON text, without recursion, which a query could exhaust."""
    left = [tree]
    while left:
        item = left.pop()
        if isinstance(item, dict):
            yield item
        if isinstance(item, (dict, list)):
            left.extend(item.values() if isinstance(item, dict) else item)


def _check_part(part: dict[str, Any]) -> None:
    expression, node = part.get("class"), part.get("type")
    if expression is not None:
        if expression not in EXPRESSIONS:
            raise QueryError(f"{expression} is no part of a SELECT that is let through; {_READS}")
    elif isinstance(node, str) and node not in NODES:
        raise QueryError(f"{node.removesuffix('_QUERY_NODE')} is no part of a SELECT that is let through; {_READS}")
    if node == "FUNCTION" and str(part.get("function_name")).lower().startswith(INTERNAL):
        raise QueryError(f"the function {part['function_name']} is not let through; the database keeps it for itself")
    if node == "TABLE_FUNCTION":
        name = str(part["function"].get("function_name"))
        if name.lower() not in TABLE_FUNCTIONS:
            raise QueryError(f"the table function {name} is not let through; name a table, or one of {_listed()}")


def _listed() -> str:
    return ", ".join(sorted(name for name in TABLE_FUNCTIONS if "_" not in name))
