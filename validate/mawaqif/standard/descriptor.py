"""The descriptor of any package: its resources, each with what it says of its data, and what is wrong with them."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mawaqif.findings import Bilingual, CannotRunError, said, show
from mawaqif.paths import INDEX
from mawaqif.standard.dialect import Dialect, dialect_problems, read_dialect
from mawaqif.standard.json_file import JsonError, Steps, line_at, lines_of_items, parse_json, read_text
from mawaqif.standard.members import NOT_OF_KIND

Problem = tuple[Steps, str]
VERSION_2 = "https://datapackage.org/profiles/2.0/datapackage.json"
_URL = re.compile(r"(?:https?|ftps?)://", re.IGNORECASE)
_ABSOLUTE = re.compile(r"/|[A-Za-z]:[\\/]|\\\\")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")
DELIMITERS = {"csv": ",", "tsv": "\t", "tab": "\t"}
JSON_FORMATS = frozenset({"json", "ndjson", "jsonl"})
COMPRESSIONS = ("gz", "zip", "bz2", "xz")
_TABULAR = frozenset({"tabular-data-resource", "https://specs.frictionlessdata.io/schemas/tabular-data-resource.json"})
# Custom profiles may take what version 1 does not.
STANDARD_PROFILE = re.compile(r"https?://(?:datapackage\.org/profiles|specs\.frictionlessdata\.io/schemas)/.*")

WRONG_NAME = Bilingual("it has no name", "لا اسم له")
TAKEN = "the name {name} is taken by an earlier resource", "الاسم {name} لمورد سابق"
NO_DATA = Bilingual("it has neither path nor data", "لا path فيه ولا data")
BOTH = Bilingual("it has both path and data", "فيه path وdata معًا")
NOT_A_PATH = "its {key} {path} is no path: {problem}", "{key} فيه {path}، وليس مسارًا: {problem}"
MIXED = Bilingual("it mixes addresses and paths", "يجمع بين عناوين ومسارات")


@dataclass(frozen=True)
class Resource:
    """One resource, in which nothing is wrong that keeps it from being read.

    Attributes:
        number: its position in the descriptor, from 0.
        name: its name.
        raw: the resource as the descriptor has it.
        paths: its files or addresses; empty where the data stand in the descriptor.
        schema: the JSON of its schema; None where it has none.
        schema_path: the file of the schema; empty where it stands in the descriptor.
        dialect: how its files are cut.
        format: lower-case name of the format, such as `csv`.
        compression: how its files are packed; empty where they are not.
    """

    number: int
    name: str
    raw: Mapping[str, Any]
    paths: tuple[str, ...]
    schema: Any
    schema_path: str
    dialect: Dialect
    format: str
    compression: str

    @property
    def encoding(self) -> str:
        """The encoding that is declared; empty where none is."""
        return str(self.raw.get("encoding") or "")

    @property
    def is_table(self) -> bool:
        """True where it is said or seen to be a table."""
        told = self.raw.get("type") == "table" or self.raw.get("profile") in _TABULAR or self.schema is not None
        return told or self.format in DELIMITERS


@dataclass(frozen=True)
class Index:
    """A descriptor file: its folder, its name there, its text, and what it says."""

    root: Path
    name: str
    text: str
    raw: Mapping[str, Any]

    def line(self, at: Steps) -> int:
        """Return the line on which a part stands; 0 where the whole is meant."""
        if not at:
            return 0
        if not is_yaml(self.name):
            return line_at(self.text, at)
        from mawaqif.standard.yaml_file import yaml_line  # noqa: PLC0415 - few descriptors are YAML

        return yaml_line(self.text, at)

    def lines_of(self, at: Steps) -> list[int]:
        """Return the line of each item of a list; none where that cannot be told."""
        if not is_yaml(self.name):
            return lines_of_items(self.text, at)
        from mawaqif.standard.yaml_file import yaml_lines  # noqa: PLC0415 - few descriptors are YAML

        return yaml_lines(self.text, at)

    @property
    def version(self) -> int:
        """The version of the standard that is declared: 1 where none is."""
        profile = self.raw.get("$schema")
        return 1 if not isinstance(profile, str) or "/1.0/" in profile or "specs.frictionlessdata.io" in profile else 2

    @property
    def custom_profile(self) -> str:
        """The address of a profile that is not the standard's; empty where there is none."""
        profile = self.raw.get("$schema")
        return profile if isinstance(profile, str) and not STANDARD_PROFILE.fullmatch(profile) else ""


def read_index(path: Path) -> Index:
    """Read the descriptor of a package.

    Args:
        path: the file, or the folder that holds `datapackage.json`, or else `datapackage.yaml`.

    Raises:
        CannotRunError: there is none that can be read.
    """
    if path.is_dir() or not path.exists():
        others = (path / name for name in ("datapackage.yaml", "datapackage.yml"))
        path = next((other for other in others if other.is_file() and not (path / INDEX).exists()), path / INDEX)
    try:
        text = read_text(path)
        raw = parse(text, path.name)
    except OSError as error:
        raise CannotRunError(f"{path}: {error.strerror}; name a folder that holds a {INDEX}") from error
    except JsonError as error:
        raise CannotRunError(
            f"{path}{f':{error.line}' if error.line else ''}: not {'YAML' if is_yaml(path.name) else 'JSON'}: {error}"
        ) from error
    if not isinstance(raw, dict):
        raise CannotRunError(f"{path}: not a data package: it is no object")
    return Index(path.parent, path.name, text, raw)


def parse(text: str, name: str) -> Any:
    """Parse a descriptor by the ending of its name: JSON, or YAML.

    Raises:
        JsonError: it is none.
    """
    if not is_yaml(name):
        return parse_json(text)
    from mawaqif.standard.yaml_file import parse_yaml  # noqa: PLC0415 - few descriptors are YAML

    return parse_yaml(text)


def is_yaml(name: str) -> bool:
    """Return whether a file is YAML, by the ending of its name."""
    return name.lower().endswith((".yaml", ".yml"))


def path_problem(path: str) -> str:
    """Say why a text is no URL or path of the standard; empty where it is one."""
    parts = re.split(r"[/\\]", path)
    problems = (
        (not path, Bilingual("it is empty", "هو فارغ")),
        (
            _SCHEME.match(path),
            Bilingual("its scheme is none of http, https, ftp and ftps", "بروتوكوله ليس http ولا https ولا ftp ولا ftps"),
        ),
        (_ABSOLUTE.match(path), Bilingual("it is absolute", "هو مسار مطلق")),
        (not path.isprintable(), Bilingual("it holds a character that cannot be seen", "فيه محرف لا يُرى")),
        (".." in parts, Bilingual("it leads out of the package", "يقود إلى خارج الحزمة")),
        (
            any(part.startswith((".", "~")) and part != "." for part in parts),
            Bilingual("it leads into a hidden folder", "يقود إلى مجلد مخفي"),
        ),
    )
    return "" if _URL.match(path) else next((problem for told, problem in problems if told), "")


def is_remote(path: str) -> bool:
    """True for an address."""
    return _URL.match(path) is not None


def resource_problems(raw: Any, known: set[str]) -> Iterator[Problem]:
    """Yield what is wrong with a resource and keeps it from being read.

    Args:
        raw: the resource, as the descriptor has it.
        known: names of earlier resources.
    """
    if not isinstance(raw, dict):
        yield (), Bilingual("it is not an object", "ليس كائنًا")
        return
    name = raw.get("name")
    if not isinstance(name, str) or not name:
        yield ("name",) if "name" in raw else (), WRONG_NAME
    elif name in known:
        yield ("name",), said(*TAKEN, name=show(name))
    path = raw.get("path", raw.get("url"))
    if path is None and "data" not in raw:
        yield (), NO_DATA
    elif path is not None and raw.get("data") is not None:
        yield ("data",), BOTH
    elif path is not None:
        yield from _path_problems(path)
    yield from _kind_problems(raw)


def _path_problems(path: Any) -> Iterator[Problem]:
    paths = path if isinstance(path, list) else [path]
    if not paths or not all(isinstance(item, str) for item in paths):
        expected = Bilingual("a text or a list of texts", "نص أو قائمة نصوص")
        yield ("path",), said(*NOT_OF_KIND, key="path", value=show(path), expected=expected)
        return
    for item in paths:
        problem = path_problem(item)
        if problem:
            yield ("path",), said(*NOT_A_PATH, key="path", path=show(item), problem=problem)
    if len(set(map(is_remote, paths))) > 1:
        yield ("path",), said(*NOT_A_PATH, key="path", path=show(paths[-1]), problem=MIXED)


_KINDS: tuple[tuple[tuple[str, ...], Callable[[Any], bool], str], ...] = (
    (
        ("title", "description", "format", "mediatype", "encoding", "hash", "compression", "type"),
        lambda value: isinstance(value, str),
        Bilingual("a text", "نص"),
    ),
    (("bytes",), lambda value: isinstance(value, int) and value >= 0, Bilingual("a whole number", "عدد صحيح")),
    (
        ("schema", "dialect"),
        lambda value: isinstance(value, (str, dict)),
        Bilingual("an object or a path", "كائن أو مسار"),
    ),
)


def _kind_problems(raw: Mapping[str, Any]) -> Iterator[Problem]:
    for keys, fits, expected in _KINDS:
        for key in keys:
            if key in raw and not fits(raw[key]):
                yield (key,), said(*NOT_OF_KIND, key=key, value=show(raw[key]), expected=expected)
            elif key in {"schema", "dialect"} and isinstance(raw.get(key), str) and path_problem(raw[key]):
                yield (key,), said(*NOT_A_PATH, key=key, path=show(raw[key]), problem=path_problem(raw[key]))
    if isinstance(raw.get("encoding"), str) and not _is_encoding(raw["encoding"]):
        expected = Bilingual("an encoding such as utf-8", "ترميز مثل utf-8")
        yield ("encoding",), said(*NOT_OF_KIND, key="encoding", value=show(raw["encoding"]), expected=expected)
    if isinstance(raw.get("dialect"), dict):
        yield from (((("dialect", key)), problem) for key, problem in dialect_problems(raw["dialect"]))


def _is_encoding(name: str) -> bool:
    try:
        return codecs.lookup(name)._is_text_encoding  # noqa: SLF001 - no other way to tell base64 from UTF-8
    except LookupError:
        return False


def read_resource(raw: Mapping[str, Any], number: int, dialect: Mapping[str, Any], schema: tuple[Any, str]) -> Resource:
    """Read a resource in which nothing is wrong.

    Args:
        raw: the resource.
        number: its position, from 0.
        dialect: its dialect, whether it stands there or in a file.
        schema: the JSON of its schema, and the path of its file.
    """
    path = raw.get("path", raw.get("url"))
    paths = () if path is None else tuple(path) if isinstance(path, list) else (path,)
    endings = paths[0].split("?")[0].rpartition("/")[2].lower().split(".")[1:] if paths else []
    packed = str(raw.get("compression") or "").lower()
    packed = {"gzip": "gz", "no": "", "none": ""}.get(packed, packed)
    if endings and endings[-1] in COMPRESSIONS:
        packed = packed or endings[-1]
        endings.pop()
    form = str(raw.get("format") or (endings[-1] if endings else "" if paths else "json")).lower()
    if packed == "zip" and raw.get("innerpath") and not raw.get("format"):
        form = str(raw["innerpath"]).rpartition(".")[2].lower()
    read = read_dialect(dialect, DELIMITERS.get(form, ","))
    return Resource(number, raw["name"], raw, paths, *schema, read, form, packed)
