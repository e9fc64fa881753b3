"""The page of the Python API: what it shows is public, explained, and its examples run."""

from __future__ import annotations

import doctest
import inspect
import re
from importlib import import_module
from pathlib import Path

import pytest

from conftest import edit
from mawaqif import data
from mawaqif.docs.api_page import PAGE, SECTIONS, as_markdown, as_page
from pages import read

TEXT = read(PAGE)
SHOWN = [(section.module, name) for section in SECTIONS for name in section.names]


def test_the_page_is_fresh() -> None:
    assert TEXT.partition("\n")[2] == as_page(), "run `make docs`"


@pytest.mark.parametrize(("module", "name"), SHOWN)
def test_what_is_shown_is_public_and_explained(module: str, name: str) -> None:
    home = import_module(module)
    assert name in home.__all__
    item = getattr(home, name)
    text = as_markdown(item)
    assert text
    # A dataclass that says nothing has its signature as docstring.
    assert not text.startswith(f"{name}(")
    if inspect.isfunction(item):
        assert re.findall(r"^- `(\w+)`: ", text.partition("*Raises:*")[0], re.MULTILINE) == list(
            inspect.signature(item).parameters
        )


def test_all_of_the_door_is_shown() -> None:
    assert {name for module, name in SHOWN if module == "mawaqif.data"} == set(data.__all__)


def test_the_sessions_run() -> None:
    sessions = "\n\n".join(re.findall(r"```pycon\n(.*?)```", TEXT, re.DOTALL))
    test = doctest.DocTestParser().get_doctest(sessions, {}, PAGE, PAGE, 0)
    runner = doctest.DocTestRunner(verbose=False)
    assert runner.run(test).failed == 0
    # The examples of the module that loads the data are those of the page.
    assert data.__doc__
    examples = [example.source for example in doctest.DocTestParser().get_examples(data.__doc__)]
    assert len(examples) == 5
    assert {*examples} <= {example.source for example in test.examples}


def test_the_example_checks_a_package(package: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    example = next(block for block in re.findall(r"```python\n(.*?)```", TEXT, re.DOTALL) if "import" in block)
    monkeypatch.chdir(package)
    exec(example, {})  # noqa: S102 - the page's own code
    assert not capsys.readouterr().out
    edit(package / "datapackage/actors.csv", "Lamp Office", "Lamp  Office")
    space: dict[str, object] = {}
    exec(example, space)  # noqa: S102 - the page's own code
    first, _, rest = capsys.readouterr().out.partition("\n")
    assert first.startswith("datapackage/actors.csv 4 name_en MQ")
    assert "datapackage/actors.csv" in rest
    assert "actors" in space["dataset"].tables  # type: ignore[attr-defined] # pyright: ignore[reportAttributeAccessIssue]


def test_a_docstring_becomes_markdown() -> None:
    def lamp(height: float) -> float:
        """Return the light of a lamp.

        >>> lamp(1.0)
        2.0

        Args:
            height: above the sea, in metres,
                at low water.

        Returns:
            Candelas.
        """
        return height * 2

    assert as_markdown(lamp) == (
        "Return the light of a lamp.\n\n```pycon\n>>> lamp(1.0)\n2.0\n```\n\n"
        "*Args:*\n\n- `height`: above the sea, in metres,\n    at low water.\n\n*Returns:* Candelas."
    )
