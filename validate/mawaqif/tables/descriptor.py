"""Reading `datapackage.json` and the schemas that it names."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from mawaqif.findings import Bilingual, CannotRunError, Finding, Place, said, written
from mawaqif.paths import INDEX, unlinked
from mawaqif.standard import codes
from mawaqif.standard.json_file import JsonError, Steps, line_at, parse_json, read_text
from mawaqif.tables import form_codes
from mawaqif.tables.index_problems import MOST_TABLES, package_problems, property_problems, resource_problem
from mawaqif.tables.links import behind_a_link, check_links, named_paths
from mawaqif.tables.memory import Memory
from mawaqif.tables.model import READING_RECORD, SEALINGS, Descriptor, TableSchema
from mawaqif.tables.schema_file import SchemaError, table_schema
from mawaqif.tables.stray_files import stray_files

RESOURCE = Bilingual("resource {number}: {problem}", "المدخل {number}: {problem}")
UNNAMED_TABLE = (
    "a foreign key refers to the table {table}, which the index does not name",
    "يحيل مفتاح خارجي إلى الجدول {table} الذي لا يسمّيه الفهرس",
)
NO_KEY = (
    "a foreign key refers to {columns} of {table}, which is not a key there",
    "يحيل مفتاح خارجي إلى {columns} من {table}، وليس ذلك مفتاحًا هناك",
)


def load_descriptor(
    root: Path, *, by_standard: bool = True, memory: Memory | None = None, csv_only: bool = True
) -> tuple[Descriptor, list[Finding]]:
    """Read the package descriptor of a folder and every schema it names.

    Args:
        root: folder that holds `datapackage.json`.
        by_standard: whether to hold index and schemas against the Data Package standard
            too, which no reading of the rows depends on.
        memory: what an earlier reading has given; a schema with the same text is not read again.
        csv_only: whether a table that is no CSV cannot be understood; a release may be published without CSV.

    Returns:
        The descriptor with the tables that could be understood, and findings on the rest.

    Raises:
        CannotRunError: there is no readable descriptor, so nothing can be checked.
    """
    if (root / INDEX).is_symlink():
        return Descriptor(root, {"resources": []}, {}, frozenset()), [form_codes.LINK.at(Place(INDEX))]
    text, raw = _read_index(root)
    findings: list[Finding] = []
    sound: list[Mapping[str, Any]] = []
    tables: dict[str, TableSchema] = {}
    unreadable: set[str] = set()
    links = check_links(root, raw["resources"])
    findings += links
    names: set[str] = set()

    def invalid(at: Steps, problem: str) -> None:
        findings.append(codes.PACKAGE_INVALID.at(Place(INDEX, line_at(text, at) if at else 0), problem=problem))

    for number, resource in enumerate(raw["resources"][:MOST_TABLES]):
        at: Steps = ("resources", number)
        problem = resource_problem(resource, names, csv_only=csv_only)
        if problem is not None:
            invalid((*at, *problem[0]), RESOURCE.filled(number=number + 1, problem=problem[1]))
            if isinstance(resource, dict) and isinstance(resource.get("name"), str) and resource["name"] not in tables:
                unreadable.add(resource["name"])
                names.add(resource["name"])
            continue
        names.add(resource["name"])
        wrong = property_problems(resource)
        for steps, told in wrong:
            invalid((*at, *steps), RESOURCE.filled(number=number + 1, problem=told))
        sound.append({key: value for key, value in resource.items() if key not in {steps[0] for steps, _ in wrong if steps}})
        try:
            table = _load_table_schema(root, resource, links, (text, (*at, "schema")), memory, by_standard=by_standard)
        except _UnusableError as error:
            findings.append(error.finding)
            unreadable.add(resource["name"])
        else:
            tables[table.name] = table
    for steps, told in package_problems(raw, sound, by_standard=by_standard):
        invalid(steps, told)
    findings += _broken_references(tables, unreadable)
    findings += _stray_files(root, raw["resources"], links)
    return Descriptor(root, raw, tables, frozenset(unreadable), tuple(sound)), [*dict.fromkeys(findings)]


def index_line(descriptor: Descriptor, table: str, *steps: str | int) -> int:
    """Return the line of the index on which a part of a table's resource stands; 0 where that cannot be told.

    Args:
        descriptor: the package, as read.
        table: name of the resource.
        steps: names and positions that lead from the resource to the part.
    """
    names = [item.get("name") if isinstance(item, dict) else None for item in descriptor.raw["resources"]]
    try:
        return line_at(read_text(descriptor.root / INDEX), ("resources", names.index(table), *steps))
    except (OSError, ValueError):
        return 0


def schema_line(descriptor: Descriptor, table: str, *steps: str | int) -> int:
    """Return the line on which a part of a table's schema stands, in its own file or in the index; 0 where that cannot be told.

    Args:
        descriptor: the package, as read.
        table: name of the table.
        steps: names and positions that lead from the schema to the part.
    """
    path = descriptor.tables[table].schema_path
    if path == INDEX:
        return index_line(descriptor, table, "schema", *steps)
    try:
        return line_at(read_text(unlinked(descriptor.root, path)), steps)
    except (OSError, ValueError):
        return 0


def _read_index(root: Path) -> tuple[str, dict[str, Any]]:
    """Return text and content of the index; refuse one that is none."""
    path = root / INDEX
    try:
        text = read_text(path)
        raw = parse_json(text)
    except OSError as error:
        raise CannotRunError(f"{path}: {error.strerror}; name a folder that holds a {INDEX}") from error
    except JsonError as error:
        raise CannotRunError(f"{path}{f':{error.line}' if error.line else ''}: not JSON: {error}") from error
    if not isinstance(raw, dict) or not isinstance(raw.get("resources"), list):
        raise CannotRunError(f"{path}: not a data package: it has no list of resources")
    return text, raw


class _UnusableError(Exception):
    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.message)
        self.finding = finding


def _load_table_schema(
    root: Path,
    resource: Mapping[str, Any],
    links: list[Finding],
    index: tuple[str, Steps],
    memory: Memory | None,
    *,
    by_standard: bool,
) -> TableSchema:
    """Read the schema of a resource, which stands in a file of its own, or in the index, at the place given."""
    link = behind_a_link(named_paths([resource]), links)
    if link:
        raise _UnusableError(link)
    inside = isinstance(resource["schema"], dict)
    path = INDEX if inside else resource["schema"]
    text, start = index

    def unusable(code: Any, line: int, problem: object) -> _UnusableError:
        return _UnusableError(code.at(Place(path, line), problem=problem, table=resource["name"]))

    try:
        if not inside:
            text, start = read_text(unlinked(root, path)), ()
        state = (text, resource, by_standard)
        named = {**resource, "schema": path}

        def read() -> TableSchema:
            return table_schema(named, resource["schema"] if inside else parse_json(text), by_standard=by_standard)

        return (memory or Memory()).recall(("schema", resource["name"]), state, read)
    except OSError as error:
        raise unusable(codes.SCHEMA_UNREADABLE, 0, error.strerror) from error
    except JsonError as error:
        raise unusable(codes.SCHEMA_UNREADABLE, error.line, error.args[0]) from error
    except SchemaError as error:
        line = line_at(text, (*start, *error.at)) if start or error.at else 0
        raise unusable(codes.SCHEMA_INVALID, line, error.args[0]) from error


def _broken_references(tables: dict[str, TableSchema], unreadable: set[str]) -> list[Finding]:
    found: list[Finding] = []
    for table in list(tables.values()):
        for key in table.foreign_keys:
            if key.table in unreadable:
                continue
            target = tables.get(key.table)
            problem: str = ""
            if target is None:
                problem = said(*UNNAMED_TABLE, table=repr(key.table))
            elif key.references != target.primary_key and key.references not in target.unique_keys:
                problem = said(*NO_KEY, columns=", ".join(key.references), table=key.table)
            if problem:
                found.append(codes.SCHEMA_INVALID.at(Place(table.schema_path), problem=problem, table=table.name))
                tables.pop(table.name, None)
                unreadable.add(table.name)
    return found


def _stray_files(root: Path, resources: list[Any], links: list[Finding]) -> list[Finding]:
    named = {item["path"] for item in resources if isinstance(item, dict) and isinstance(item.get("path"), str)}
    folders = {PurePosixPath(path).parent for path in named if "\0" not in path}
    found: list[Finding] = []
    for folder in sorted(folders):
        if folder == PurePosixPath(".") or folder.is_absolute() or ".." in folder.parts or not _is_folder(root / str(folder)):
            continue
        if behind_a_link([str(folder)], links):
            continue
        known = {*named, READING_RECORD, SEALINGS, *(link.file for link in links)}
        found += [
            form_codes.STRAY_FILE.at(Place(written(path)), problem=problem, repair=repair)
            for path, problem, repair in stray_files(root, folder, known)
        ]
    return found


def _is_folder(path: Path) -> bool:
    """True for a folder; a name that no file can have is none."""
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False
