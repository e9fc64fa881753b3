"""What the scripts of the peers share: index and schemas of the package in the current folder, as they stand in their files."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from graphlib import TopologicalSorter
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class PeerTable:
    """One table.

    Attributes:
        name: its name.
        path: its CSV.
        schema: its Table Schema.
    """

    name: str
    path: str
    schema: dict[str, Any]

    @cached_property
    def key(self) -> list[str]:
        """The columns of its primary key."""
        return list(self.schema["primaryKey"])

    @property
    def unique(self) -> list[list[str]]:
        """Other groups of columns that may not repeat where all are filled."""
        return self.schema.get("uniqueKeys", [])

    def fields(self) -> Iterator[tuple[str, str, dict[str, Any], bool]]:
        """Yield name, type, constraints of each column, and whether it may be empty."""
        for field in self.schema["fields"]:
            limits = field.get("constraints", {})
            yield field["name"], field["type"], limits, not limits.get("required") and field["name"] not in self.key

    def references(self) -> Iterator[tuple[list[str], str, list[str]]]:
        """Yield columns, table and columns there of each foreign key."""
        for key in self.schema.get("foreignKeys", []):
            target = key["reference"]
            yield list(key["fields"]), target.get("resource") or self.name, list(target["fields"])


def peer_tables() -> dict[str, PeerTable]:
    """Return the tables of the package in the current folder, those that others refer to before them."""
    resources = json.loads(Path("datapackage.json").read_text(encoding="utf-8"))["resources"]
    found = {
        item["name"]: PeerTable(item["name"], item["path"], json.loads(Path(item["schema"]).read_text(encoding="utf-8")))
        for item in resources
    }
    order = TopologicalSorter(
        {name: {target for _, target, _ in table.references() if target != name} for name, table in found.items()}
    )
    return {name: found[name] for name in order.static_order()}


def tell(wrong: int) -> int:
    """Say how many failures there are, and return the exit code."""
    sys.stdout.write(f"{wrong} failures\n")
    return int(wrong > 0)
