"""Each peer of the benchmark finds a fault of each kind that it claims, and none of the others."""

from __future__ import annotations

import json
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import pytest

from bench.peers import KINDS, PEERS, Peer
from conftest import ROOT

TOWNS = {
    "fields": [{"name": "town_id", "type": "string", "constraints": {"required": True}}],
    "primaryKey": ["town_id"],
    "unusedRows": "finding",
}
LAMPS = {
    "fields": [
        {"name": "lamp_id", "type": "string", "constraints": {"required": True, "pattern": "[a-z]+"}},
        {"name": "height", "type": "integer", "constraints": {"minimum": 1, "maximum": 9}},
        {"name": "kind", "type": "string", "constraints": {"required": True, "enum": ["oil", "gas"]}},
        {"name": "label", "type": "string", "constraints": {"minLength": 2, "maxLength": 4}},
        {"name": "town_id", "type": "string"},
        {"name": "beside", "type": "string"},
    ],
    "primaryKey": ["lamp_id"],
    "uniqueKeys": [["label"]],
    "foreignKeys": [
        {"fields": ["town_id"], "reference": {"resource": "towns", "fields": ["town_id"]}},
        {"fields": ["beside"], "reference": {"resource": "", "fields": ["lamp_id"]}},
    ],
}
KEEPERS = {
    "fields": [{"name": name, "type": "string", "constraints": {"required": True}} for name in ("lamp_id", "keeper")],
    "primaryKey": ["lamp_id", "keeper"],
    "foreignKeys": [{"fields": ["lamp_id"], "reference": {"resource": "lamps", "fields": ["lamp_id"]}}],
}
SCHEMAS = {"towns": TOWNS, "lamps": LAMPS, "keepers": KEEPERS}
ROWS = {
    "towns": "town_id\noslo\nturku\n",
    "lamps": "lamp_id,height,kind,label,town_id,beside\nnorth,3,oil,ضوء,oslo,south\nsouth,9,gas,,turku,\nwest,,gas,,,\n",
    "keepers": "lamp_id,keeper\nnorth,Astrid\nnorth,Idris\n",
}
# What is changed in a table, from one text to another.
FAULTS = {
    "a cell of another type": ("lamps", "north,3,", "north,three,"),
    "an empty cell": ("lamps", ",gas,,turku", ",,,turku"),
    "a pattern": ("lamps", "west,", "West,"),
    "a list of values": ("lamps", "oil", "wax"),
    "a limit": ("lamps", ",9,", ",10,"),
    "a length": ("lamps", "ضوء", "ضوء ضوء"),
    "a primary key": ("keepers", "Idris", "Astrid"),
    "a unique key": ("lamps", "gas,,turku", "gas,ضوء,turku"),
    "a reference from a key": ("keepers", "north,Idris", "east,Idris"),
    "a reference from another column": ("lamps", "oslo", "rome"),
    "a reference in the same table": ("lamps", "oslo,south", "oslo,east"),
    "an unused row": ("towns", "turku\n", "turku\nvaasa\n"),
}


@pytest.fixture
def lamps(tmp_path: Path) -> Path:
    """A package with a column, key or reference for every kind of fault, and none of them in it."""
    resources = [{"name": name, "path": f"{name}.csv", "schema": f"{name}.json"} for name in SCHEMAS]
    (tmp_path / "datapackage.json").write_text(json.dumps({"resources": resources}))
    for name, schema in SCHEMAS.items():
        (tmp_path / f"{name}.json").write_text(json.dumps(schema))
        (tmp_path / f"{name}.csv").write_text(ROWS[name], encoding="utf-8")
    return tmp_path


def check_of(peer: Peer, monkeypatch: pytest.MonkeyPatch) -> Callable[[], int]:
    monkeypatch.syspath_prepend(ROOT / "tests" / "bench")
    check: Callable[[], int] = import_module(peer.script.removesuffix(".py")).main
    return check


@pytest.mark.parametrize("peer", PEERS, ids=lambda peer: peer.name)
def test_a_peer_finds_what_it_claims_and_nothing_else(peer: Peer, lamps: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    check = check_of(peer, monkeypatch)
    monkeypatch.chdir(lamps)
    assert check() == 0, "nothing is wrong yet"
    found = []
    for kind, (table, old, new) in FAULTS.items():
        assert ROWS[table].count(old) == 1, kind
        (lamps / f"{table}.csv").write_text(ROWS[table].replace(old, new), encoding="utf-8")
        found += [kind] * check()
        (lamps / f"{table}.csv").write_text(ROWS[table], encoding="utf-8")
    assert tuple(FAULTS) == KINDS
    assert set(found) == set(peer.finds)
