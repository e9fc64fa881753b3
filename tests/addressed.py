"""A dated release of the invented package under a base address, with its site."""

from __future__ import annotations

import json
from pathlib import Path

from typer.testing import CliRunner

from conftest import lay_out
from mawaqif.cli import app
from mawaqif.release.building import build_release
from mawaqif.site import write_site

ADDRESS = "https://lamps.example/data"
# Stands in for DuckDB, which all versions share.
ENGINE = "bundle/duckdb-1.0.0/engine.wasm"
CHANGELOG = "# Changelog\n\n## 0.2.0 (2026-01-31)\n\n- Lamps are coded.\n"
CITATION = """cff-version: 1.2.0
message: Cite it.
type: dataset
title: "{title}"
version: 0.2.0
date-released: 2026-01-31
license: {licence}
authors:
  - name: {author}
"""


def lay_addressed(folder: Path, **properties: str) -> None:
    """Make a folder with `package`, `release` and `site`.

    Args:
        folder: the folder to make.
        properties: what the index says beside, such as its `id`.
    """
    (folder / "bundle").mkdir(parents=True)
    for name in ("explorer.js", "explorer.css"):
        (folder / "bundle" / name).write_text("/* invented */\n")
    (folder / ENGINE).parent.mkdir()
    (folder / ENGINE).write_text("lamps\n")
    (folder / "package").mkdir()
    package = lay_out(folder / "package")
    index = json.loads((package / "datapackage.json").read_text(encoding="utf-8")) | {"version": "0.2.0"} | properties
    (package / "datapackage.json").write_text(json.dumps(index, indent=2) + "\n", encoding="utf-8")
    said = {"title": index["title"], "licence": index["licenses"][0]["name"], "author": index["contributors"][0]["title"]}
    (package / "CHANGELOG.md").write_text(CHANGELOG, encoding="utf-8")
    (package / "CITATION.cff").write_text(CITATION.format(**said), encoding="utf-8")
    assert CliRunner().invoke(app, ["seal", str(package)]).exit_code == 0
    build_release(package, folder / "release", address=f"{ADDRESS}/")
    write_site(folder / "release", folder / "site", folder / "bundle")
