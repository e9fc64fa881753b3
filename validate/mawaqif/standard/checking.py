"""The check of any package by the standard: its descriptor, its files, their rows, cells, keys and references."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from mawaqif.findings import Place, Report, said, show
from mawaqif.standard import codes
from mawaqif.standard.cells import check_cells
from mawaqif.standard.columns import read_columns
from mawaqif.standard.descriptor import DELIMITERS, JSON_FORMATS, Resource, is_remote, read_index
from mawaqif.standard.dialect import unsupported
from mawaqif.standard.files import NotReadHereError, Part, WrongFileError, decode, read_parts
from mawaqif.standard.hashes import check_hash
from mawaqif.standard.headers import match_header
from mawaqif.standard.json_file import Steps
from mawaqif.standard.json_rows import NoRowsError, from_items, from_text
from mawaqif.standard.keys import Table, check_keys, check_reference
from mawaqif.standard.relation_codes import FOREIGN_KEY
from mawaqif.standard.resources import read_resources
from mawaqif.standard.rows import Rows, cut
from mawaqif.standard.run import Run
from mawaqif.standard.schema import Field

if TYPE_CHECKING:
    from mawaqif.standard.remote import Fetcher

# So many findings of one code in one column of a file are told each, where nobody asks for more or fewer.
MOST_TOLD = 1_000
FORMAT = "{resource} is in the format {format}, of which no rows are read", "{resource} بالصيغة {format}، ولا تُقرأ منها صفوف"
NO_TABLE = "{resource} is no table, so no rows of it were read", "{resource} ليس جدولًا، فلم تُقرأ منه صفوف"
DIALECT = "{resource} was not read: {problem}", "لم يُقرأ {resource}: {problem}"
NOT_READ = "{table} refers to {other}, which could not be read", "يحيل {table} إلى {other}، وتعذرت قراءته"
ELSEWHERE = "a foreign key of {table} refers to another package", "مفتاح خارجي من {table} يحيل إلى حزمة أخرى"


def check(path: Path, most: int = MOST_TOLD, remote: Fetcher | None = None) -> tuple[Report, frozenset[str]]:
    """Check a package by the standard.

    Args:
        path: its descriptor, or the folder that holds `datapackage.json`.
        most: number of findings alike that are told each, by file, column and code; the rest is counted.
        remote: fetches addresses; where it is left out, none is fetched.

    Returns:
        The report of all findings, and the files that were read or looked for, as paths in the package.

    Raises:
        CannotRunError: there is no readable descriptor.
    """
    run = Run(read_index(path), Report(most=most), remote=remote)
    run.files.add(run.index.name)
    resources = read_resources(run)
    with pl.Config(engine_affinity="in-memory"):
        for resource in resources:
            _check_resource(run, resource)
        for table in run.tables.values():
            run.report.extend(check_keys(table, run.report.most))
            _check_references(run, table)
    return run.report.finish(), frozenset(run.files)


def _check_resource(run: Run, resource: Resource) -> None:
    """Read a resource and check its files, rows and cells; what cannot be read here is told as skipped."""
    run.files.update(path for path in resource.paths if not is_remote(path))
    try:
        parts = read_parts(run.index.root, resource, run.remote)
        check_hash(run, resource, parts)
        rows = _rows(run, resource, parts)
    except NotReadHereError as error:
        run.skip(error.code, error.reason, fails=error.fails)
        return
    except WrongFileError as error:
        run.report.extend([error.finding])
        return
    if rows is None:
        return
    run.report.rows[resource.name] = rows.height
    schema = run.schemas.get(resource.name)
    if schema is None:
        return
    place = Place(rows.files[0][0], rows.header_line)
    empty = rows.header is None and not rows.columns
    matched, found = ({}, []) if empty else match_header(rows.header, len(rows.columns), schema, place)
    run.report.extend(found)
    null = resource.dialect.null_sequence
    held: dict[str, tuple[Field, int]] = {}
    for number, item in enumerate(schema.fields):
        if number in matched:
            held.setdefault(item.name, (item, matched[number]))
    fields = [item for item, _ in held.values()]
    read = read_columns(fields, [rows.columns[place] for _, place in held.values()], null)
    columns = {column.field.name: column for column in read}
    run.report.extend(check_cells([*columns.values()], rows, schema.primary_key, run.report.most))
    run.tables[resource.name] = Table(resource.name, schema, rows, columns)


def _rows(run: Run, resource: Resource, parts: list[Part]) -> Rows | None:
    """Return the rows of a resource; None where it holds none that are read, which is told."""
    try:
        if not parts:
            return _inline(run, resource)
        return _from_files(run, resource, parts)
    except NoRowsError as error:
        place = Place(parts[0].path if parts else run.index.name, error.line)
        problem = error.args[0]
        raise WrongFileError(codes.FILE_UNREADABLE.at(place, problem=problem)) from error


def _from_files(run: Run, resource: Resource, parts: list[Part]) -> Rows | None:
    form = resource.format
    if form not in DELIMITERS and form not in JSON_FORMATS:
        if not resource.is_table or form:
            told = FORMAT if resource.is_table else NO_TABLE
            run.skip(codes.FILE_UNREADABLE, said(*told, resource=show(resource.name), format=show(form)))
            return None
    elif form in JSON_FORMATS and not resource.is_table:
        run.skip(codes.FILE_UNREADABLE, said(*NO_TABLE, resource=show(resource.name)))
        return None
    problem = unsupported(resource.dialect)
    if problem:
        run.skip(codes.FILE_UNREADABLE, said(*DIALECT, resource=show(resource.name), problem=problem))
        return None
    texts = []
    for part in parts:
        decoded = decode(part, resource.encoding, run.index.version)
        if decoded.granted:
            run.skip(codes.ENCODING, decoded.granted)
        texts.append((part.path, decoded.text))
    if form in JSON_FORMATS:
        return from_text(texts[0][1], texts[0][0], form, resource.dialect)
    if not any(text.strip("\r\n") for _, text in texts):
        schema = run.schemas.get(resource.name)
        names = ",".join(schema.names) if schema else ""
        raise WrongFileError(codes.FILE_EMPTY.at(Place(parts[0].path), header=names))
    rows, found = cut(texts, resource.dialect, run.report.most)
    run.report.extend(found)
    return rows


def _inline(run: Run, resource: Resource) -> Rows | None:
    data = resource.raw["data"]
    steps: Steps = ("resources", resource.number, "data")
    if isinstance(data, str) and resource.format in DELIMITERS:
        rows, found = cut([(run.index.name, data)], resource.dialect, run.report.most)
        line = run.index.line(steps)
        rows.lines, rows.header_line = [[line] * rows.height], line
        run.report.extend(replace(item, line=line) for item in found)
        return rows
    if isinstance(data, dict) and resource.dialect.rows_in:
        data, steps = data.get(resource.dialect.rows_in), (*steps, resource.dialect.rows_in)
    if not isinstance(data, list):
        run.skip(codes.FILE_UNREADABLE, said(*NO_TABLE, resource=show(resource.name)))
        return None
    return from_items(data, run.index.name, run.index.lines_of(steps), resource.dialect)


def _check_references(run: Run, table: Table) -> None:
    if table.schema.elsewhere:
        run.skip(FOREIGN_KEY, said(*ELSEWHERE, table=show(table.name)))
    for key in table.schema.references:
        parent = run.tables.get(key.resource or table.name)
        readable = (
            parent is not None and set(key.references) <= parent.columns.keys() and set(key.columns) <= table.columns.keys()
        )
        if parent is not None and readable:
            run.report.extend(check_reference(table, key, parent, run.report.most))
        elif (key.resource or table.name) in run.schemas:
            run.skip(FOREIGN_KEY, said(*NOT_READ, table=show(table.name), other=show(key.resource or table.name)))
