"""dataframely: a schema for each table, and a collection of two tables for each reference that its filters can speak of.

A filter of a collection needs a primary key that all its members share, so a reference from other columns is left out.
"""

from __future__ import annotations

from typing import Any

import dataframely as dy
import polars as pl
from peer_frames import checked_frames
from peer_tables import PeerTable, peer_tables, tell


def _column(kind: str, limits: dict[str, Any], *, empty: bool, key: bool) -> dy.Column:
    checks: dict[str, Any] = {}
    facts: dict[str, Any] = {"nullable": empty, "primary_key": key, "check": checks}
    if "enum" in limits:
        checks["enum"] = lambda cell: cell.is_in(limits["enum"])
    if "minLength" in limits:  # its own limits count bytes
        checks["shortest"] = lambda cell: cell.str.len_chars() >= limits["minLength"]
    if "maxLength" in limits:
        checks["longest"] = lambda cell: cell.str.len_chars() <= limits["maxLength"]
    if kind == "boolean":
        return dy.Bool(**facts)
    if kind == "integer":
        return dy.Int64(min=limits.get("minimum"), max=limits.get("maximum"), **facts)
    regex = f"^(?:{limits['pattern']})$" if "pattern" in limits else None
    return dy.String(regex=regex, **facts)


def _unique(columns: list[str]) -> Any:
    def rule(_: type[dy.Schema]) -> pl.Expr:
        filled = pl.all_horizontal(pl.col(columns).is_not_null())
        return ~filled | pl.struct(columns).is_unique()

    return dy.rule()(rule)


def _schema(table: PeerTable) -> type[dy.Schema]:
    columns = {name: _column(kind, limits, empty=empty, key=name in table.key) for name, kind, limits, empty in table.fields()}
    rules = {f"unique_{number}": _unique(group) for number, group in enumerate(table.unique)}
    return type(table.name, (dy.Schema,), {**columns, **rules})


def _reference(schemas: dict[str, type[dy.Schema]], child: str, parent: str, columns: list[str]) -> type[dy.Collection]:
    def there(collection: Any) -> pl.LazyFrame:
        return collection.child.join(collection.parent, on=columns, how="semi").select(columns).unique()

    facts = {
        "__annotations__": {"child": dy.LazyFrame[schemas[child]], "parent": dy.LazyFrame[schemas[parent]]},
        "there": dy.filter()(there),
    }
    return type(f"{child}_{parent}", (dy.Collection,), facts)


def main() -> int:
    """Check the package in the current folder; the exit code is 1 where something is wrong."""
    tables = peer_tables()
    schemas = {name: _schema(table) for name, table in tables.items()}
    frames, wrong = checked_frames(tables, lambda table, frame: sum(schemas[table.name].filter(frame)[1].counts().values()))
    for name, frame in frames.items():
        for columns, target, others in tables[name].references():
            if target in frames and columns == others == tables[target].key and {*columns} <= {*tables[name].key}:
                pair = _reference(schemas, name, target, columns)
                wrong += (
                    pair.filter({"child": frame.lazy(), "parent": frames[target].lazy()})[1]["child"].counts().get("there", 0)
                )
    return tell(wrong)


if __name__ == "__main__":
    raise SystemExit(main())
