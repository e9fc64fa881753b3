"""A schema that contradicts itself is told as such, patterns are held as wholes, and every fault has its line."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import pytest

from conftest import Run
from hostile_package import lay_out
from mawaqif.checks import check_package
from mawaqif.standard.json_file import line_at
from mawaqif.tables import JsonError, anchored, parse_json, polars_pattern, with_member
from mawaqif.tables.patterns import pattern_problem

WHOLES = [
    ("^date|locator|url$", ["date", "locator", "url"], ["dateXXX", "xurl", "xlocatorx"]),
    ("^(?m)^a$", ["a"], ["a\nb", "b\na"]),
    ("^a\\$", ["a$"], ["a$b"]),
    ("^\\d{4}$", ["2021"], ["٢٠٢١", "20211"]),
    ("^[^\\d]+$", ["abc"], ["a1"]),
    ("^\\w+$", ["a_1"], ["é", "a b"]),
    ("^[a-z]+(-[a-z]+)*$", ["a-b"], ["a-", "A"]),
]


@pytest.mark.parametrize(("pattern", "right", "wrong"), WHOLES, ids=[pattern for pattern, _, _ in WHOLES])
def test_a_pattern_is_held_as_a_whole_by_every_engine(pattern: str, right: list[str], wrong: list[str]) -> None:
    assert pattern_problem(pattern) == ""
    cells = pl.Series([*right, *wrong])
    expected = [True] * len(right) + [False] * len(wrong)
    assert cells.str.contains(polars_pattern(pattern)).to_list() == expected
    with duckdb.connect() as connection:
        asked = [connection.execute("SELECT regexp_matches($1, $2)", [cell, anchored(pattern)]).fetchone() for cell in cells]
    assert [row[0] for row in asked if row] == expected


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        ("^(?=a).+$", "free of look-around"),
        ("^(?<!a)b$", "free of look-around"),
        ("^(a)\\1$", "free of references back"),
        ("^[a-z&&[^b]]$", "free of what engines read each in their own way"),
        ("^a{2000}$", "repeated 2,000 times"),
        ("^(a{1000}){1000}$", "takes more than 10 MB"),
        ("^[a$", "a regular expression: 'unclosed character class'"),
        ("^\\u0600$", "a regular expression that RE2 reads too"),
        ("a", "written ^…$"),
        (5, "written ^…$"),
    ],
)
def test_a_pattern_that_cannot_be_checked_is_told_why(pattern: object, words: str) -> None:
    assert words in pattern_problem(pattern)


CONTRADICTIONS: dict[str, tuple[str, dict[str, Any], str]] = {
    "lengths": ("name_ar", {"minLength": 9, "maxLength": 8}, "maxLength"),
    "limits": ("text_length", {"minimum": 9, "maximum": 8}, "maximum"),
    "days": ("seen", {"minimum": "2021-01-01", "maximum": "2020-12-31"}, "maximum"),
    "years": ("built", {"minimum": 10_000}, "minimum"),
    "enum and length": ("name_ar", {"enum": ["abc"], "minLength": 4}, "enum"),
    "enum and pattern": ("name_ar", {"enum": ["abc"], "pattern": "^[0-9]+$"}, "enum"),
    "an empty value": ("name_ar", {"enum": ["", "abc"]}, "enum"),
    "filled and empty": ("name_ar", {"required": True, "maxLength": 0}, "maxLength"),
    "longer than any cell": ("name_ar", {"minLength": 2**40}, "minLength"),
}


@pytest.mark.parametrize("name", CONTRADICTIONS)
def test_constraints_that_contradict_each_other_are_one_finding_of_the_schema(name: str, tmp_path: Path) -> None:
    column, constraints, named = CONTRADICTIONS[name]
    folder = lay_out(tmp_path / "package")
    path = folder / "schemas/documents.json"
    schema = json.loads(path.read_text(encoding="utf-8"))
    field = next(item for item in schema["fields"] if item["name"] == column)
    field["constraints"] = constraints
    text = json.dumps(schema, indent=1)
    path.write_text(text, encoding="utf-8")
    _, report = check_package(folder)
    (found,) = [item for item in report.findings if item.file.endswith("documents.json")]
    assert found.code == "MQ003"
    assert found.message.startswith(f"the schema is not valid: the constraint {named} of the field '{column}' is ")
    assert f'"{named}"' in text.splitlines()[found.line - 1]


FAULTS: dict[str, tuple[Callable[[dict[str, Any]], object], str]] = {
    "resource": (lambda index: index["resources"][1].update(hash="crc32:00"), '"hash"'),
    "keywords": (lambda index: index.update(keywords=["a", 5]), "5"),
    "surrogate": (lambda index: index["contributors"][0].update(title="\ud800"), '"title"'),
    "surrogate in what nobody reads": (lambda index: index.update(extra={"a": ["\ud800"]}), "ud800"),
    "sequence": (lambda index: index["resources"][1]["sequences"][0].update(without=[1, "2"]), '"2"'),
    "sequence of a column that is none": (lambda index: index["resources"][1]["sequences"][0].update(field="row"), "{"),
    "condition that no row meets": (
        lambda index: index["resources"][1]["sequences"][0].update(where={"document_id": "port-lgo"}),
        '"where"',
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_of_the_index_has_its_line(name: str, tmp_path: Path) -> None:
    folder = lay_out(tmp_path / "package")
    path = folder / "datapackage.json"
    index = json.loads(path.read_text(encoding="utf-8"))
    FAULTS[name][0](index)
    text = json.dumps(index, indent=1)
    path.write_text(text, encoding="utf-8")
    _, report = check_package(folder)
    (found,) = report.findings
    assert found.file == "datapackage.json"
    assert FAULTS[name][1] in text.splitlines()[found.line - 1]


def test_a_sequence_without_end_is_a_few_findings(tmp_path: Path) -> None:
    folder = lay_out(tmp_path / "package")
    path = folder / "datapackage.json"
    path.write_text(path.read_text(encoding="utf-8").replace('"last": 3', f'"last": {10**12}'), encoding="utf-8")
    _, report = check_package(folder)
    assert [(item.code, item.line) for item in report.findings] == [("MQ306", 3)]
    assert "4 to 1000000000000 has no row" in report.findings[0].message


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ('{\n"a": 1,\n"b": {"c": 1,\n"c": 2}}', 4, "'c' stands twice"),
        ('{\n"a": [1,\nNaN]}', 3, "NaN is no JSON value"),
        ('{\n\n"a": ' + "9" * 5000 + "}", 3, "5,000 digits"),
        ('{"a":\n[}', 2, "line 2, column 2"),
        ("[" * 70 + "]" * 70, 0, "nested too deeply"),
        ("[" * 100_000, 0, "nested too deeply"),
    ],
)
def test_json_that_is_refused_has_its_line(text: str, line: int, words: str) -> None:
    with pytest.raises(JsonError, match=re.escape(words)) as caught:
        parse_json(text)
    assert caught.value.line == line


def test_the_line_of_a_value_is_that_of_its_member() -> None:
    text = '\n{ "a": {"b":\n [1,\n {"c": "}{"}]}, "d"\n: 2}'
    assert [line_at(text, steps) for steps in (("a",), ("a", "b", 1, "c"), ("d",), ("e",), ("a", "b", 7))] == [2, 4, 4, 2, 2]


@pytest.mark.parametrize("text", ['{"a": 1}', '{\n    "a": 1,\n    "resources": []\n}\n', '{"a": {"x": 2}, "n": [1, {}]}'])
def test_one_member_is_set_and_all_else_stays(text: str) -> None:
    written = with_member(text, "n", {"rows": 1})
    assert json.loads(written) == {**json.loads(text), "n": {"rows": 1}}
    assert with_member(written, "n", {"rows": 1}) == written


COLUMNS = ("note_number", "part", "char_start", "char_end", "text_length", "statement_id", "document_id", "responds_to")


@pytest.mark.parametrize("kind", ["string", "number", "boolean", "date", "year"])
@pytest.mark.parametrize("column", COLUMNS)
def test_no_rule_breaks_down_on_the_type_of_a_column(column: str, kind: str, tmp_path: Path) -> None:
    folder = lay_out(tmp_path / "package")
    for path in (folder / "schemas").iterdir():
        schema = json.loads(path.read_text(encoding="utf-8"))
        for field in schema["fields"]:
            if field["name"] == column:
                field.update(type=kind, constraints={})
        path.write_text(json.dumps(schema), encoding="utf-8")
    _, report = check_package(folder)
    assert not [item.reason for item in report.skipped if "broke down" in item.reason]
    if column in {"text_length", "char_start"} and kind == "string":
        assert any(f"{column} of " in item.reason and "expected integer" in item.reason for item in report.skipped)


@pytest.mark.parametrize("name", ["row", "document_id", "ordinal", "start", "count", "part_before"])
def test_no_rule_minds_what_else_a_column_is_called(name: str, package: Path, run: Run) -> None:
    path = package / "schemas/passages.json"
    schema = json.loads(path.read_text(encoding="utf-8"))
    texts = {"title": "More", "title_ar": "مزيد", "description": "More.", "description_ar": "مزيد."}
    schema["fields"].append({"name": name, "type": "string", **texts})
    path.write_text(json.dumps(schema), encoding="utf-8")
    table = package / "datapackage/passages.csv"
    header, *rows = table.read_text(encoding="utf-8").splitlines()
    table.write_text("\n".join([f"{header},{name}", *(f"{row}," for row in rows)]) + "\n", encoding="utf-8")
    result = run("mawaqif", "validate", package)
    assert result.stdout.startswith("no findings"), result.stdout
