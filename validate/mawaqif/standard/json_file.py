"""JSON files, read strictly, and the line on which each part of them stands.

Python's reader tells the line only of what is no JSON. For what is JSON and wrong all the
same, the text is walked once more; that happens only where there is something to tell.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from mawaqif.findings import Bilingual, said, show
from mawaqif.paths import read_file
from mawaqif.standard.merge_conflicts import merge_conflict

# No index or schema comes near it; a file that does is no description of tables.
LARGEST_JSON = 16 * 1024**2
# So deep may values lie in each other; deeper ones can be read, but not by everyone written again.
DEEPEST = 64
MOST_DIGITS = 300

# Where a value stands in a file: names of properties, and positions in lists from 0.
Steps = tuple[str | int, ...]
_SPACE = re.compile(r"[ \t\n\r]*")
# Values are passed over here, not understood; numbers of any length are.
_DECODER = json.JSONDecoder(parse_int=str, parse_float=str)


KEEP = Bilingual(
    "{conflict}; keep what is right of both sides, and remove the marks", "{conflict}؛ أبقِ الصحيح من الجانبين، وأزل العلامات"
)


class JsonError(ValueError):
    """The file is not JSON, or not as this tool takes it; the message says why, `line` where, 0 where that is not known."""

    def __init__(self, line: int, problem: str) -> None:
        """Keep the line and the problem."""
        super().__init__(problem)
        self.line = line


class _RefusedError(ValueError):
    """A part of the JSON that is refused; `is_it` finds it in the text."""

    def __init__(self, problem: str, is_it: Callable[[str, int, str | int, set[str | int]], bool]) -> None:
        super().__init__(problem)
        self.is_it = is_it


def read_text(path: Path) -> str:
    """Read the text of a JSON file, without its byte order mark.

    Raises:
        OSError: the file cannot be read.
        JsonError: it is not UTF-8.
    """
    data = read_file(path, LARGEST_JSON)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise JsonError(
            data.count(b"\n", 0, error.start) + 1,
            said("byte {byte} is not UTF-8", "البايت {byte} ليس من UTF-8", byte=error.start),
        ) from error


def read_json(path: Path) -> Any:
    """Read a JSON file strictly; see `parse_json`.

    Raises:
        OSError: the file cannot be read.
        JsonError: it is not JSON, or not as this tool takes it.
    """
    return parse_json(read_text(path))


def parse_json(text: str) -> Any:
    """Parse JSON strictly: no key twice in an object, no NaN or Infinity, not too deep, no endless number.

    Raises:
        JsonError: it is not JSON, or not as this tool takes it.
    """
    conflict = merge_conflict(text)
    if conflict is not None:
        raise JsonError(conflict.line, KEEP.filled(conflict=conflict.in_words()))
    try:
        value = json.loads(text, object_pairs_hook=_object, parse_constant=_no_constant, parse_int=_whole)
    except json.JSONDecodeError as error:
        told = "line {line}, column {column}: {problem}", "السطر {line}، الموضع {column}: {problem}"
        problem = said(*told, line=error.lineno, column=error.colno, problem=error.msg.removesuffix(" at"))
        raise JsonError(error.lineno, problem) from error
    except _RefusedError as error:
        raise JsonError(_line_where(text, error.is_it), error.args[0]) from error
    except RecursionError as error:
        raise JsonError(0, Bilingual("it is nested too deeply", "تداخله أعمق مما يُقرأ")) from error
    _refuse_depth(value)
    return value


def _refuse_depth(value: Any) -> None:
    level = [value] if isinstance(value, (dict, list)) else []
    for _ in range(DEEPEST - 1):
        inside = (item.values() if isinstance(item, dict) else item for item in level)
        level = [inner for items in inside for inner in items if isinstance(inner, (dict, list))]
        if not level:
            return
    if any(level):
        told = "it is nested too deeply, in more than {levels} levels", "تداخله أعمق مما يُقرأ، ومستوياته أكثر من {levels}"
        raise JsonError(0, said(*told, levels=DEEPEST))


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        first: dict[str, int] = {}
        doubled = next(name for position, (name, _) in enumerate(pairs) if first.setdefault(name, position) < position)
        told = "the key {key} stands twice in one object; keep one", "المفتاح {key} مكرر في كائن واحد؛ أبقِ واحدًا"
        problem = said(*told, key=show(doubled))
        raise _RefusedError(problem, lambda _text, _start, name, earlier: name == doubled and name in earlier)
    return found


def _no_constant(name: str) -> Any:
    problem = said("{name} is no JSON value", "{name} ليست قيمة في JSON", name=name)
    raise _RefusedError(problem, lambda text, start, _name, _earlier: text.startswith(name, start))


def _whole(digits: str) -> int:
    if len(digits) > MOST_DIGITS:
        told = "a number has {digits:,} digits; at most {most} are read", "عدد أرقامه {digits:,}؛ ولا يُقرأ أكثر من {most}"
        problem = said(*told, digits=len(digits), most=MOST_DIGITS)
        raise _RefusedError(problem, lambda text, start, _name, _earlier: text.startswith(digits, start))
    return int(digits)


def line_at(text: str, path: Steps) -> int:
    """Return the line on which a value starts, from 1: the deepest that the text has on the way to it.

    Args:
        text: JSON text.
        path: names and positions that lead to the value.
    """
    at = found = _after_space(text, 0)
    for step in path:
        member = next(((key, value) for name, key, value in _members(text, at) if name == step), None)
        if member is None:
            break
        found, at = member
    return text.count("\n", 0, found) + 1


def _line_where(text: str, is_it: Callable[[str, int, str | int, set[str | int]], bool]) -> int:
    """Return the line of the first member of any object or list that is the one meant; 0 where none is."""
    left = [_after_space(text, 0)]
    while left:
        at = left.pop()
        earlier: set[str | int] = set()
        inner = []
        for name, key, value in _members(text, at):
            if is_it(text, value, name, earlier):
                return text.count("\n", 0, key) + 1
            earlier.add(name)
            inner.append(value)
        left += reversed(inner)
    return 0


def _members(text: str, at: int) -> Iterator[tuple[str | int, int, int]]:
    """Yield name or position, where the member starts, and where its value starts, of an object or list."""
    opened = text[at : at + 1]
    if opened not in {"{", "["}:
        return
    at = _after_space(text, at + 1)
    number = 0
    while text[at : at + 1] not in {"", "}", "]"}:
        start, name = at, number
        if opened == "{":
            named, at = _DECODER.raw_decode(text, at)
            at = _after_space(text, _after_space(text, at) + 1)
            yield named, start, at
        else:
            yield name, start, at
        try:
            _, at = _DECODER.raw_decode(text, at)
        except (ValueError, RecursionError):
            return
        at = _after_space(text, at)
        at = _after_space(text, at + 1) if text[at : at + 1] == "," else at
        number += 1


def _after_space(text: str, at: int) -> int:
    match = _SPACE.match(text, at)
    return match.end() if match else at


def with_member(text: str, name: str, value: object) -> str:
    """Return the text of a JSON object with one property set, and every other character as it was.

    Args:
        text: an object with at least one property.
        name: the property; where the object does not have it, it becomes the last but one.
        value: what it is to hold.
    """
    members = list(_members(text, _after_space(text, 0)))
    last = members[-1][1]
    margin = text[text.rfind("\n", 0, last) + 1 : last]
    written = json.dumps(value, ensure_ascii=False)
    if margin.isspace():
        written = json.dumps(value, ensure_ascii=False, indent=margin).replace("\n", f"\n{margin}")
    for named, _, at in members:
        if named == name:
            _, end = _DECODER.raw_decode(text, at)
            return text[:at] + written + text[end:]
    between = f"\n{margin}" if margin.isspace() else " "
    return f"{text[:last]}{json.dumps(name)}: {written},{between}{text[last:]}"


def lines_of_items(text: str, path: Steps) -> list[int]:
    """Return the line on which each item of a list starts, from 1; none where the path leads to no list.

    Args:
        text: JSON text.
        path: names and positions that lead to the list.
    """
    at = _after_space(text, 0)
    for step in path:
        found = next((value for name, _, value in _members(text, at) if name == step), None)
        if found is None:
            return []
        at = found
    lines: list[int] = []
    line, last = 1, 0
    for _, start, _ in _members(text, at):
        line += text.count("\n", last, start)
        last = start
        lines.append(line)
    return lines
