"""Descriptors in YAML: what JSON holds, read safely, and the line on which each part stands.

This is imported where a descriptor is YAML, because most are JSON.
"""

from __future__ import annotations

from typing import Any

import yaml

from mawaqif.findings import said, show
from mawaqif.standard.json_file import JsonError, Steps


class _Loader(yaml.SafeLoader):
    """YAML without days as values, and with no key twice in a mapping."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:  # noqa: FBT001, FBT002 - as there
        """Return a mapping.

        Raises:
            JsonError: a key stands in it twice.
        """
        seen = set()
        for key, _ in node.value:
            if key.value in seen and key.tag != "tag:yaml.org,2002:merge":
                told = "the key {key} stands twice in one object; keep one", "المفتاح {key} مكرر في كائن واحد؛ أبقِ واحدًا"
                raise JsonError(key.start_mark.line + 1, said(*told, key=show(key.value)))
            seen.add(key.value)
        return super().construct_mapping(node, deep)


_Loader.yaml_implicit_resolvers = {
    first: [item for item in found if item[0] != "tag:yaml.org,2002:timestamp"]
    for first, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def parse_yaml(text: str) -> Any:
    """Parse YAML.

    Raises:
        JsonError: it is none, or a key stands twice in a mapping.
    """
    try:
        return yaml.load(text, Loader=_Loader)  # noqa: S506 - a safe loader
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        if isinstance(error, JsonError):
            raise
        mark = getattr(error, "problem_mark", None)
        raise JsonError(mark.line + 1 if mark else 0, show(getattr(error, "problem", None) or error)) from error


def yaml_line(text: str, path: Steps) -> int:
    """Return the line on which a value starts, from 1: the deepest that the text has on the way to it.

    Args:
        text: YAML that can be parsed.
        path: names and positions that lead to the value.
    """
    node, line = yaml.compose(text, Loader=_Loader), 0
    for step in path:
        found = _member(node, step)
        if found is None:
            break
        line, node = found
    return line


def yaml_lines(text: str, path: Steps) -> list[int]:
    """Return the line on which each item of a list starts, from 1; none where the path leads to no list."""
    node = yaml.compose(text, Loader=_Loader)
    for step in path:
        found = _member(node, step)
        if found is None:
            return []
        node = found[1]
    return [item.start_mark.line + 1 for item in node.value] if isinstance(node, yaml.SequenceNode) else []


def _member(node: Any, step: str | int) -> tuple[int, Any] | None:
    """Return the line of a member of a mapping or list, and the member; None where there is none."""
    if isinstance(node, yaml.MappingNode):
        return next(((key.start_mark.line + 1, value) for key, value in node.value if key.value == step), None)
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return node.value[step].start_mark.line + 1, node.value[step]
    return None
