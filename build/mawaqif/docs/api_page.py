"""The page of the Python API: what a program may import, with its signatures and docstrings, as Markdown."""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from textwrap import dedent
from typing import Any

from mawaqif.reports import FORMATS

PAGE = "docs/api.md"
# Google's headings of a docstring that list names, and those that hold prose.
# Source: Google Python Style Guide, 3.8 "Comments and Docstrings".
LIST_SECTIONS = ("Args:", "Attributes:", "Raises:")
PROSE_SECTIONS = ("Returns:", "Yields:")
PROMPT = ">>>"
_ITEM = re.compile(r"^(\w+): ", re.MULTILINE)
# Between an annotated parameter and its default value; `ast.unparse` leaves out the spaces.
_DEFAULT = re.compile(r"(?<=\S)=(?=\S)")


@dataclass(frozen=True)
class Section:
    """A part of the page.

    Attributes:
        title: its heading.
        module: what to import from.
        names: what of the module a program may use, in the order in which it is shown.
        intro: Markdown before them; the module's own docstring where it is empty.
    """

    title: str
    module: str
    names: tuple[str, ...]
    intro: str = ""


CHECKING = f"""\
Path in, report out. The checks are those of `mawaqif validate`, and nothing is printed or written:

```python
from pathlib import Path

from mawaqif.checks import check_package
from mawaqif.reports import FORMATS

root = Path(".")  # a folder with datapackage.json
dataset, report = check_package(root)
for finding in report.findings:
    print(finding.file, finding.line, finding.column, finding.code, finding.message)
if not report.clean:
    print(FORMATS["markdown"](report, root))
```

`FORMATS` has a function by each name that `--format` takes ({", ".join(FORMATS)}); it takes the report and the
folder that paths start from, and returns the whole text. `dataset.tables["actors"].frame` is a table in Polars, typed
by its schema. Codes and their meaning stand in the [catalogue of checks](checks.md)."""

SECTIONS = (
    Section("Load the data", "mawaqif.data", ("tables", "load", "connect", "TableInfo", "UnknownTableError", "CannotRunError")),
    Section("Check a package", "mawaqif.checks", ("check_package", "load_checked"), CHECKING),
    Section(
        "What a check says",
        "mawaqif.findings",
        ("Report", "Finding", "Skipped", "FindingsError"),
        "A report holds findings, and what it could not check; all are plain data.",
    ),
    Section(
        "Prove passages",
        "mawaqif.passages.copies",
        ("Copies",),
        'Copies of the documents, where you have any: `check_package(root, Copies(Path("sources")))`.',
    ),
)

HEAD = """\
# The Python API

What stands on this page is public: it keeps its name and meaning, and a change is told in the
[changelog](../CHANGELOG.md). Other modules are the project's own; the [architecture](architecture.md) shows them.
"""


def as_page() -> str:
    """Return the page, without the notice that it is made."""
    return "\n".join([HEAD, *map(_section, SECTIONS)])


def _section(section: Section) -> str:
    module = import_module(section.module)
    entries = [_entry(name, getattr(module, name)) for name in section.names]
    return "\n".join([f"## {section.title}: `{section.module}`\n", (section.intro or as_markdown(module)) + "\n", *entries])


def _entry(name: str, item: Any) -> str:
    signature = "" if inspect.isclass(item) else f"```python\n{_signature(item)}\n```\n\n"
    return f"### `{name}`\n\n{signature}{as_markdown(item)}\n" + "".join(_properties(item))


def _signature(function: Any) -> str:
    """Return a signature as its source has it."""
    node = ast.parse(dedent(inspect.getsource(function))).body[0]
    assert isinstance(node, ast.FunctionDef)  # noqa: S101 - what the source of a function is
    arguments = _DEFAULT.sub(" = ", ast.unparse(node.args))
    return f"{node.name}({arguments}) -> {ast.unparse(node.returns or ast.Constant(None))}"


def _properties(item: Any) -> Iterator[str]:
    """Yield what a class tells beside its attributes."""
    for name, member in vars(item).items() if inspect.isclass(item) else ():
        if isinstance(member, property) and not name.startswith("_"):
            yield f"\n`{name}`: {as_markdown(member)}\n"


def as_markdown(item: Any) -> str:
    """Return a docstring in Google's style as Markdown.

    Args:
        item: a module, class, function or property.
    """
    blocks = re.split(r"\n{2,}", inspect.getdoc(item) or "")
    return "\n\n".join(map(_block, blocks))


def _block(block: str) -> str:
    heading, _, body = block.partition("\n")
    if heading in LIST_SECTIONS:
        return f"*{heading}*\n\n" + _ITEM.sub(r"- `\1`: ", dedent(body))
    if heading in PROSE_SECTIONS:
        return f"*{heading}* {dedent(body)}"
    return f"```pycon\n{block}\n```" if block.startswith(PROMPT) else block
