"""Keys of a schema in one form: the standard, and its first version, allow several for the same.

A key of one field may be a text in place of a list, as in version 1; a reference to the own table has an empty
`resource`, as in version 1, or none, as in version 2. They are read as lists and as an empty text, so that every
reader of a release understands them.
Source: Table Schema 2.0, `primaryKey` and `foreignKeys`, and the notes there on backward compatibility.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def with_key_lists(raw: Mapping[str, Any]) -> dict[str, Any]:
    """Return a schema with its keys as lists of fields; what is no key stays as it is, for others to refuse."""
    whole = dict(raw)
    if "primaryKey" in whole:
        whole["primaryKey"] = _fields(whole["primaryKey"])
    if isinstance(whole.get("uniqueKeys"), list):
        whole["uniqueKeys"] = [_fields(key) for key in whole["uniqueKeys"]]
    if isinstance(whole.get("foreignKeys"), list):
        whole["foreignKeys"] = [_foreign_key(key) for key in whole["foreignKeys"]]
    return whole


def _fields(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


def _foreign_key(key: Any) -> Any:
    if not isinstance(key, dict):
        return key
    whole = {name: _fields(value) if name == "fields" else value for name, value in key.items()}
    reference = whole.get("reference")
    if isinstance(reference, dict):
        fields = {"fields": _fields(reference["fields"])} if "fields" in reference else {}
        whole["reference"] = {"resource": "", **reference, **fields}
    return whole
