"""Rules on texts look at whatever stands in a cell, and do not break down."""

from __future__ import annotations

import polars as pl
import pytest

from mawaqif.checks.rules.both_languages import _suspects


@pytest.mark.parametrize("name", [" ", " Republic", "x", "مالطا"])
def test_a_state_may_be_called_anything(name: str) -> None:
    frame = pl.DataFrame({"#row": [0], "english": ["Malta speaks of the sea."], "arabic": ["تتكلم مالطا عن البحر."]})
    found = _suspects(frame, pl.DataFrame({"name_en": ["Malta"], "name_ar": [name]}))
    assert found.height == (name != "مالطا")


def test_a_package_may_have_no_state() -> None:
    frame = pl.DataFrame({"#row": [0], "english": ["Malta speaks."], "arabic": ["تتكلم مالطا."]})
    states = pl.DataFrame(schema={"name_en": pl.String, "name_ar": pl.String})
    assert _suspects(frame, states).is_empty()
