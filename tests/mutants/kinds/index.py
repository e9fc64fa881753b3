"""Damage to the index and the schemas: what the checks themselves stand on."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from typing import Any

from mutants.package import INDEX, NoPlaceError, Package
from mutants.place import Damage


def _resource(package: Package, rng: random.Random, edit: Callable[[dict[str, Any]], str]) -> Damage:
    index = package.json(INDEX)
    resource = rng.choice(index["resources"])
    name, note = resource["name"], edit(resource)
    package.write_json(INDEX, index)
    return Damage(INDEX, note=f"{name}: {note}")


def table_dropped(package: Package, rng: random.Random) -> Damage:
    """The index does not name a table any more."""
    index = package.json(INDEX)
    gone = index["resources"].pop(rng.randrange(len(index["resources"])))
    package.write_json(INDEX, index)
    return Damage(INDEX, note=f"{gone['name']} dropped")


def table_and_file_dropped(package: Package, rng: random.Random) -> Damage:
    """A table is gone with its file and its schema."""
    index = package.json(INDEX)
    gone = index["resources"].pop(rng.randrange(len(index["resources"])))
    package.write_json(INDEX, index)
    package.write(gone["path"], None)
    package.write(gone["schema"], None)
    return Damage(INDEX, note=f"{gone['name']} dropped with its file and schema")


def table_named_twice(package: Package, rng: random.Random) -> Damage:
    """The index names a table twice."""
    index = package.json(INDEX)
    index["resources"].append(rng.choice(index["resources"]))
    package.write_json(INDEX, index)
    return Damage(INDEX, note=f"{index['resources'][-1]['name']} again")


def path_wrong(package: Package, rng: random.Random) -> Damage:
    """The path of a table is mistyped."""

    def edit(resource: dict[str, Any]) -> str:
        resource["path"] = resource["path"].replace(".csv", "s.csv")
        return str(resource["path"])

    return _resource(package, rng, edit)


def path_of_another(package: Package, rng: random.Random) -> Damage:
    """The path of a table is that of another table."""
    index = package.json(INDEX)
    one, two = rng.sample(index["resources"], 2)
    one["path"] = two["path"]
    package.write_json(INDEX, index)
    return Damage(INDEX, note=f"{one['name']}: {two['path']}")


def schema_of_another(package: Package, rng: random.Random) -> Damage:
    """Two tables have each other's schema."""
    index = package.json(INDEX)
    one, two = rng.sample(index["resources"], 2)
    one["schema"], two["schema"] = two["schema"], one["schema"]
    package.write_json(INDEX, index)
    return Damage(INDEX, note=f"{one['name']} and {two['name']}")


def property_misspelt(package: Package, rng: random.Random) -> Damage:
    """A property of a table in the index is misspelt."""

    def edit(resource: dict[str, Any]) -> str:
        key = rng.choice(["name", "path", "schema"])
        resource[key.capitalize()] = resource.pop(key)
        return f"{key} in capitals"

    return _resource(package, rng, edit)


def encoding_changed(package: Package, rng: random.Random) -> Damage:
    """The index says that a table has another encoding or format."""

    def edit(resource: dict[str, Any]) -> str:
        key, value = rng.choice([("encoding", "windows-1256"), ("format", "tsv"), ("dialect", {"csv": {"delimiter": ";"}})])
        resource[key] = value
        return f"{key} changed"

    return _resource(package, rng, edit)


def index_cut(package: Package, rng: random.Random) -> Damage:
    """The index breaks off."""
    data = package.read(INDEX)
    package.write(INDEX, data[: rng.randrange(50, len(data) - 4)])
    return Damage(INDEX, note="cut")


def _pick_schema(package: Package, rng: random.Random) -> tuple[str, Any]:
    table = rng.choice(package.tables())
    return f"schemas/{table}.json", package.schema(table)


def schema_cut(package: Package, rng: random.Random) -> Damage:
    """A schema breaks off."""
    path, _ = _pick_schema(package, rng)
    data = package.read(path)
    package.write(path, data[: rng.randrange(50, len(data) - 4)])
    return Damage(path, note="cut")


def schema_lost(package: Package, rng: random.Random) -> Damage:
    """A schema is gone."""
    path, _ = _pick_schema(package, rng)
    package.write(path, None)
    return Damage(path, note="removed")


def schema_comma(package: Package, rng: random.Random) -> Damage:
    """A list of a schema has a comma too many."""
    path, _ = _pick_schema(package, rng)
    text = package.read(path).decode()
    # A bracket at the start of a line closes a list; others may belong to a pattern.
    at = rng.choice([match.start() for match in re.finditer(r"\n *\]", text)])
    package.write(path, f"{text[:at]},{text[at:]}".encode())
    return Damage(path, note="a comma too many")


def _edit_field(package: Package, rng: random.Random, wanted: Callable[[Any], bool], edit: Callable[[Any], str]) -> Damage:
    path, schema = _pick_schema(package, rng)
    fields = [item for item in schema["fields"] if wanted(item)]
    if not fields:
        raise NoPlaceError("no field of the table fits")
    field = rng.choice(fields)
    name = field["name"]
    note = edit(field)
    package.write_json(path, schema)
    return Damage(path, note=f"{name}: {note}")


def constraint_misspelt(package: Package, rng: random.Random) -> Damage:
    """A constraint of a schema is misspelt, which would switch it off."""

    def edit(field: Any) -> str:
        key = rng.choice(sorted(field["constraints"]))
        other = {"enum": "enums", "minLength": "minlength", "maxLength": "maxlength"}.get(key, f"{key}s")
        field["constraints"][other] = field["constraints"].pop(key)
        return other

    return _edit_field(package, rng, lambda field: bool(field.get("constraints")), edit)


def type_misspelt(package: Package, rng: random.Random) -> Damage:
    """The type of a column is misspelt."""

    def edit(field: Any) -> str:
        field["type"] = rng.choice(["String", "text", "int", "bool", "str"])
        return str(field["type"])

    return _edit_field(package, rng, lambda _: True, edit)


def field_renamed(package: Package, rng: random.Random) -> Damage:
    """A schema names a column otherwise."""

    def edit(field: Any) -> str:
        field["name"] += "_x"
        return str(field["name"])

    return _edit_field(package, rng, lambda _: True, edit)


def field_dropped(package: Package, rng: random.Random) -> Damage:
    """A schema lacks a column."""
    path, schema = _pick_schema(package, rng)
    gone = schema["fields"].pop(rng.randrange(len(schema["fields"])))
    package.write_json(path, schema)
    return Damage(path, note=f"{gone['name']} dropped")


def primary_key_removed(package: Package, rng: random.Random) -> Damage:
    """A schema has lost its primary key."""
    path, schema = _pick_schema(package, rng)
    del schema["primaryKey"]
    package.write_json(path, schema)
    return Damage(path, note="primaryKey removed")


def foreign_key_misdirected(package: Package, rng: random.Random) -> Damage:
    """A foreign key of a schema refers to a table or column that is none."""
    path, schema = _pick_schema(package, rng)
    if not schema.get("foreignKeys"):
        raise NoPlaceError("the table refers to no other")
    key = rng.choice(schema["foreignKeys"])
    part = rng.choice(["resource", "fields"])
    key["reference"][part] = f"{key['reference'][part]}_x" if part == "resource" else [f"{key['reference']['fields'][0]}_x"]
    package.write_json(path, schema)
    return Damage(path, note=f"{part} of {key['fields'][0]}")


def enum_value_removed(package: Package, rng: random.Random) -> Damage:
    """A schema has lost a listed value that rows use, with its label."""

    def edit(field: Any) -> str:
        values = {row.get(field["name"]) for table in package.tables() for _, row in package.sheet(table).rows()}
        gone = rng.choice([value for value in field["constraints"]["enum"] if value in values])
        field["constraints"]["enum"].remove(gone)
        field["categories"] = [item for item in field["categories"] if item["value"] != gone]
        return f"{gone} removed"

    return _edit_field(package, rng, lambda field: bool(field.get("categories")), edit)


def category_removed(package: Package, rng: random.Random) -> Damage:
    """A listed value has lost its label."""

    def edit(field: Any) -> str:
        return f"{field['categories'].pop(rng.randrange(len(field['categories'])))['value']} has no label"

    return _edit_field(package, rng, lambda field: bool(field.get("categories")), edit)


def definition_removed(package: Package, rng: random.Random) -> Damage:
    """A listed value is not defined in one of the languages."""

    def edit(field: Any) -> str:
        item, key = rng.choice(field["categories"]), rng.choice(["description", "description_ar"])
        del item[key]
        return f"{item['value']} has no {key}"

    return _edit_field(package, rng, lambda field: bool(field.get("categories")), edit)


def pattern_broken(package: Package, rng: random.Random) -> Damage:
    """A pattern of a schema is no regular expression, or matches anything that begins rightly."""

    def edit(field: Any) -> str:
        pattern = field["constraints"]["pattern"]
        field["constraints"]["pattern"] = rng.choice([f"{pattern[:-1]}[$", pattern[:-1], pattern[1:]])
        return str(field["constraints"]["pattern"])

    return _edit_field(package, rng, lambda field: "pattern" in field.get("constraints", {}), edit)


def constraint_removed(package: Package, rng: random.Random) -> Damage:
    """A schema has lost a constraint."""

    def edit(field: Any) -> str:
        key = rng.choice(sorted(set(field["constraints"]) - {"enum"}))
        del field["constraints"][key]
        return f"{key} removed"

    return _edit_field(package, rng, lambda field: bool(set(field.get("constraints", {})) - {"enum"}), edit)


def foreign_key_removed(package: Package, rng: random.Random) -> Damage:
    """A schema has lost a foreign key."""
    path, schema = _pick_schema(package, rng)
    if not schema.get("foreignKeys"):
        raise NoPlaceError("the table refers to no other")
    gone = schema["foreignKeys"].pop(rng.randrange(len(schema["foreignKeys"])))
    package.write_json(path, schema)
    return Damage(path, note=f"{gone['fields'][0]} no longer refers")


KINDS = (
    table_dropped,
    table_and_file_dropped,
    table_named_twice,
    path_wrong,
    path_of_another,
    schema_of_another,
    property_misspelt,
    encoding_changed,
    index_cut,
    schema_cut,
    schema_lost,
    schema_comma,
    constraint_misspelt,
    type_misspelt,
    field_renamed,
    field_dropped,
    primary_key_removed,
    foreign_key_misdirected,
    enum_value_removed,
    category_removed,
    definition_removed,
    pattern_broken,
    constraint_removed,
    foreign_key_removed,
)
