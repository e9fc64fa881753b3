"""The SELECT of a view with its lists made by aggregates over sorted rows, which take a fifth of the time of ordered windows.

The views themselves keep the windows: every database understands them, and none of them promises in which order an
aggregate without ORDER BY takes its rows. DuckDB takes them as they come where it works with one thread.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sqlglot import exp


def with_sorted_lists(sql: str) -> str:
    """Return a SELECT that gives DuckDB, with one thread, the same rows in less time.

    Each `SELECT DISTINCT key, list OVER w … WINDOW w AS (PARTITION BY key ORDER BY …)`, whose window is the whole partition,
    becomes a GROUP BY of sorted rows; whatever else there is stays.

    Args:
        sql: the SELECT of a view, as DuckDB has it.
    """
    import sqlglot  # noqa: PLC0415 - who fills a database to be asked does without it
    from sqlglot import exp  # noqa: PLC0415 - the same

    tree: Any = sqlglot.parse_one(sql, read="duckdb")
    for select in list(tree.find_all(exp.Select)):
        if select.args.get("distinct") and len(select.args.get("windows") or ()) == 1:
            select.replace(_grouped(select))
    return str(tree.sql("duckdb", comments=False))


def _grouped(select: Any) -> exp.Select:
    """Return a SELECT DISTINCT over whole partitions as one that groups the sorted rows of the same tables."""
    from sqlglot import exp  # noqa: PLC0415 - see above

    window = select.args["windows"][0]
    shown = (column for item in select.expressions for column in item.find_all(exp.Column))
    columns = {column: f"c{place}" for place, column in enumerate(dict.fromkeys(shown))}
    rows = exp.select(*(exp.alias_(column.copy(), name) for column, name in columns.items()))
    for part in ("from_", "joins", "where"):
        rows.set(part, select.args.get(part))
    # Those of a group come one after the other, so that none of it waits elsewhere while others are grouped.
    keys = window.args["partition_by"]
    ordered = [*(exp.Ordered(this=key.copy()) for key in keys), *window.args["order"].expressions]
    rows.set("order", exp.Order(expressions=ordered))

    def as_grouped(node: Any) -> Any:
        if isinstance(node, exp.Window):
            return node.this.transform(as_grouped)
        if isinstance(node, exp.FirstValue):
            return exp.Anonymous(this="first", expressions=[node.this.transform(as_grouped)])
        return exp.column(columns[node]) if isinstance(node, exp.Column) else node

    found = [_named(item).transform(as_grouped) for item in select.expressions]
    return exp.select(*found).from_(rows.subquery("sorted")).group_by(*(key.transform(as_grouped) for key in keys))


def _named(item: Any) -> Any:
    """Return what is selected under the name that it has already."""
    from sqlglot import exp  # noqa: PLC0415 - see above

    return item if isinstance(item, exp.Alias) else exp.alias_(item, item.alias_or_name)
