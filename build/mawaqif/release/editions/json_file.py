"""An output that is one JSON file, made from the tables and the files already written."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from mawaqif.findings.escaping import json_for_html
from mawaqif.release.editions.edition import Edition
from mawaqif.tables import Dataset


def json_text(value: Any) -> str:
    """Return JSON as every file of the project has it: indented, letters as they are, a line end at the end."""
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def json_output(file: str, describe: Callable[[Dataset, Path], dict[str, Any]]) -> Edition:
    """Return the output that writes what `describe` says of the tables and of the release's folder.

    Whoever presents the release may put the file into a script element of a page.
    """

    def write(dataset: Dataset, folder: Path) -> None:
        (folder / file).write_text(json_for_html(json_text(describe(dataset, folder))), encoding="utf-8", newline="")

    return Edition(file, write)
