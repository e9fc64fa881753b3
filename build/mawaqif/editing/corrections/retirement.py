"""Retiring identifiers: the rows that say which identifier is gone, since when, why, and what follows it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from mawaqif.editing.corrections.change import Package
from mawaqif.editing.entries.request import encodable
from mawaqif.findings import CannotRunError, show
from mawaqif.history import CHANGELOG, released_version
from mawaqif.tables import RETIRED_IDENTIFIERS as RETIRED


@dataclass(frozen=True)
class Reason:
    """Why something is retired, in both languages; empty where nobody said."""

    en: str = ""
    ar: str = ""


def sealed(package: Package, table: str, identifier: str) -> bool:
    """True where an identifier may be cited: its row was read a second time, or a retired identifier leads to it."""
    return (table, identifier) in package.record or identifier in successors(package, table)


def successors(package: Package, table: str) -> set[str]:
    """Return the identifiers of a table that retired ones lead to."""
    return {str(row["replaced_by"]) for row in _rows(package) if row["table_name"] == table and row["replaced_by"]}


def retired(package: Package, table: str) -> set[str]:
    """Return the retired identifiers of a table."""
    return {str(row["identifier"]) for row in _rows(package) if row["table_name"] == table}


def _rows(package: Package) -> list[dict[str, str | None]]:
    held = package.dataset.tables.get(RETIRED)
    return [] if held is None else held.cells.to_dicts()


def retire(package: Package, gone: Mapping[str, Mapping[str, str]], reason: Reason) -> dict[str, pl.DataFrame]:
    """Return the cells of the table of retired identifiers with new rows.

    Args:
        package: the package as it was read.
        gone: by table, what follows each identifier; empty where nothing does.
        reason: why.

    Returns:
        The cells by name of that table; nothing where nothing is retired.

    Raises:
        CannotRunError: there is no such table, no reason was given, or this version was published already.
    """
    pairs = [(table, old, new) for table, names in gone.items() for old, new in names.items()]
    if not pairs:
        return {}
    table, old, _ = pairs[0]
    held = package.dataset.tables.get(RETIRED)
    if held is None:
        raise CannotRunError(f"{old} of {table} may be cited, and the package has no table {RETIRED} to keep it; add that first")
    if not (reason.en.strip() and reason.ar.strip()):
        raise CannotRunError(f"{old} of {table} may be cited, so it is retired: say why with --reason and --reason-ar")
    for text in (reason.en, reason.ar):
        if not encodable(text):
            raise CannotRunError(f"the reason {show(text)} is not UTF-8")
    version = package.dataset.descriptor.version
    if version and version == released_version(package.root):
        raise CannotRunError(
            f"{CHANGELOG} calls version {version} published, so nothing is retired in it; raise `version` in datapackage.json"
        )
    rows = [(name, gone_id, new or None, version, reason.en, reason.ar) for name, gone_id, new in pairs]
    columns = ("table_name", "identifier", "replaced_by", "version", "reason_en", "reason_ar")
    added = pl.DataFrame(rows, schema=dict.fromkeys(columns, pl.String), orient="row")
    return {RETIRED: pl.concat([held.cells, added], how="diagonal")}


def led_on(package: Package, cells: Mapping[str, pl.DataFrame], table: str, names: Mapping[str, str]) -> dict[str, pl.DataFrame]:
    """Return the cells of the table of retired identifiers, leading to new names of rows that are not retired themselves."""
    held = package.dataset.tables.get(RETIRED)
    if held is None:
        return {}
    rows = cells.get(RETIRED, held.cells)
    here = (pl.col("table_name") == table) & pl.col("replaced_by").is_in(list(names))
    if not rows.select(here.any()).item():
        return {}
    led = pl.when(here).then(pl.col("replaced_by").replace(dict(names))).otherwise(pl.col("replaced_by"))
    return {RETIRED: rows.with_columns(led.alias("replaced_by"))}
