"""`mawaqif diff`: the changes since an earlier state, in the formats that `--format` takes."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from mawaqif.findings import CannotRunError, Contribution, written
from mawaqif.findings.escaping import apart, log_line
from mawaqif.history import checked_out_state, contribution_since, resolve_revision
from mawaqif.paths import INDEX
from mawaqif.release.editions.data_dictionary import NAME
from mawaqif.release.views import views_of
from mawaqif.reports import contribution_lines, contribution_markdown, contribution_object
from mawaqif.tables import Dataset, csv_text, load_dataset

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
    with state_of(root, earlier) as (folder, _):
        return found_since(earlier, folder, dataset)


def found_since(base: str, folder: Path, dataset: Dataset) -> Contribution:
    """Compare tables with an earlier state of them.

    A release has flat tables too, which are made of the others: they are no rows of the package.

    Args:
        base: what the earlier state is called.
        folder: the earlier state, from `state_of`.
        dataset: the tables as they are now.
    """
    found = contribution_since(base, folder, dataset)
    made = {NAME, *(view.name for view in views_of(dataset.tables))} - dataset.descriptor.tables.keys()
    return replace(found, rows=[row for row in found.rows if row.table not in made])


@contextmanager
def state_of(root: Path, earlier: str) -> Iterator[tuple[Path, str]]:
    """Give the folder of an earlier state of a package, and the commit that it is of; empty where it is a folder already.

    Args:
        root: folder of the package.
        earlier: a revision that git knows, or a folder that holds another state.

    Raises:
        CannotRunError: there is no such state.
    """
    if (Path(earlier) / INDEX).is_file():
        yield Path(earlier), ""
        return
    commit = resolve_revision(root, earlier)
    with checked_out_state(root, commit) as folder:
        yield folder, commit


def as_text(found: Contribution) -> str:
    """Render as lines of text, one a row."""
    return apart("\n".join(map(log_line, contribution_lines(found)))) + "\n"


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
    return written(json.dumps(contribution_object(found), ensure_ascii=False, indent=2)) + "\n"


CHANGE_FORMATS: dict[str, Callable[[Contribution], str]] = {
    "text": as_text,
    "markdown": as_markdown,
    "csv": as_csv,
    "json": as_json,
}
