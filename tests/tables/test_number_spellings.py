"""A cell that is no number as its column takes it is told what it has, and how it is written."""

from __future__ import annotations

import pytest

from mawaqif.tables import FIELD_TYPES, misspelt_number

CASES = [
    ("integer", "١٠٦٩", "Arabic-Indic digits", "1069"),
    ("integer", "۹", "Extended Arabic-Indic digits", "9"),
    ("integer", "１２", "full-width digits", "12"),
    ("integer", "४७", "Devanagari digits", "47"),
    ("integer", "4７", "full-width digits", "47"),
    ("integer", "1_336", "signs between", "1336"),
    ("integer", "1,069", "signs between", "1069"),
    ("integer", "1\u00a0069", "signs between", "1069"),
    ("integer", "١٬٠٦٩", "signs between", "1069"),
    ("integer", "12,345,678", "signs between", "12345678"),
    ("integer", "+1069", "plus sign", "1069"),
    ("integer", "1069 ", "spaces", "1069"),
    ("integer", "\u200f1069", "invisible characters", "1069"),
    ("integer", "12.0", "decimal part", "12"),
    ("integer", "1,069.00", "decimal part", "1069"),
    ("integer", "٤٧٫٠", "decimal part", "47"),
    ("integer", "0346", "leading zeros", "346"),
    ("integer", "-0", "sign before zero", "0"),
    ("integer", "\u22125", "dash", "-5"),
    ("year", "٢٠٢١", "Arabic-Indic digits", "2021"),
    ("year", "2021.0", "decimal part", "2021"),
    ("date", "٢٠٢١-١٢-١٤", "Arabic-Indic digits", "2021-12-14"),
    ("date", "2021\u20131 2-14", "not of type", ""),
    ("number", "0,85", "decimal comma", "0.85"),
    ("number", "٠٫٨٥", "Arabic decimal separator", "0.85"),
    ("number", "1,069", "has a comma", "1069 or 1.069, as it is meant"),
    ("number", "1,069,000.5", "signs between", "1069000.5"),
    ("integer", "12.5", "no whole number", ""),
    ("integer", "1.07E+03", "power of ten", ""),
    ("integer", "9" * 20, "too large", ""),
    ("integer", "twelve", "not of type integer", ""),
    ("integer", "1,06", "not of type integer", ""),
    ("integer", "½", "not of type integer", ""),
    ("boolean", "yes", "not of type boolean", ""),
]


@pytest.mark.parametrize(("kind", "text", "problem", "spelt"), CASES)
def test_what_is_there_and_what_to_write(kind: str, text: str, problem: str, spelt: str) -> None:
    said, expected = misspelt_number(text, FIELD_TYPES[kind])
    assert problem in said
    assert expected == spelt if spelt else expected.startswith(("a ", "true"))
