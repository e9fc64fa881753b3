"""The views and queries in the SQL of other engines, from that of DuckDB, by sqlglot."""

from __future__ import annotations

from mawaqif.release.cookbook import Query

# The engines that read no query of the cookbook as it is, or not enough; their files lie in a folder of this name.
DIALECTS = ("spark",)


def in_dialect(sql: str, dialect: str) -> str:
    """Return one SELECT in the SQL of another engine, without its comments.

    Args:
        sql: the SELECT as DuckDB has it.
        dialect: the engine, as sqlglot names it.

    Raises:
        sqlglot.errors.SqlglotError: it cannot be said there.
    """
    import sqlglot  # noqa: PLC0415 - who fills a database to be asked does without it
    from sqlglot.errors import ErrorLevel  # noqa: PLC0415 - the same

    found = sqlglot.transpile(sql, read="duckdb", write=dialect, pretty=True, comments=False, unsupported_level=ErrorLevel.IGNORE)
    return found[0]


def query_in_dialect(query: Query, dialect: str) -> str:
    """Return a query of the cookbook for another engine, with its two questions above it."""
    return f"-- {query.question_en}\n-- {query.question_ar}\n{in_dialect(query.sql, dialect)}\n"
