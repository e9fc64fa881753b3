"""`mawaqif diff`: the changes since an earlier state, in the formats that `--format` takes."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

from mawaqif.contribution import Contribution
from mawaqif.history import contribution_since, earlier_state, resolve
from mawaqif.reports.as_json import contribution_object
from mawaqif.reports.as_markdown import contribution_markdown
from mawaqif.reports.in_words import contribution_lines
from mawaqif.tables import INDEX, CannotRunError, load_dataset
from mawaqif.tables.canonical import csv_text

CHANGE_HEADER = ("change", "table", "key", "column", "before", "after")
KEY_SEPARATOR = " "


def changes_since(root: Path, earlier: str) -> Contribution:
    """Compare the package with an earlier state of itself.

    Args:
        root: folder of the package.
        earlier: a revision that git knows, or a folder that holds another state of the
            package, such as an unpacked release.

    Raises:
        CannotRunError: either state cannot be read.
    """
    dataset, _ = load_dataset(root)
    if not dataset.tables:
        raise CannotRunError(f"{root}: no table could be read, so nothing was compared")
    if (Path(earlier) / INDEX).is_file():
        return contribution_since(earlier, Path(earlier), dataset)
    with earlier_state(root, resolve(root, earlier)) as folder:
        return contribution_since(earlier, folder, dataset)


def as_text(found: Contribution) -> str:
    """Render as lines of text, one a row."""
    return "\n".join(contribution_lines(found)) + "\n"


def as_markdown(found: Contribution) -> str:
    """Render as a Markdown table, one line a cell."""
    return "\n".join(contribution_markdown(found)).rstrip() + "\n"


def change_table(found: Contribution) -> Iterator[tuple[str, ...]]:
    """Yield the changes as rows of a table with `CHANGE_HEADER`: ADD, MOD or DEL, one row a cell."""
    for row in found.rows:
        for cell in row.cells:
            yield (str(row.kind), row.table, KEY_SEPARATOR.join(row.key), cell.column, cell.old or "", cell.new or "")


def as_csv(found: Contribution) -> str:
    """Render as a CSV table of ADD, MOD and DEL."""
    return csv_text(CHANGE_HEADER, change_table(found))


def as_json(found: Contribution) -> str:
    """Render as one JSON object, as `contribution` of the JSON report."""
    return json.dumps(contribution_object(found), ensure_ascii=False, indent=2) + "\n"


CHANGE_FORMATS: dict[str, Callable[[Contribution], str]] = {
    "text": as_text,
    "markdown": as_markdown,
    "csv": as_csv,
    "json": as_json,
}
