"""Names from data stay inside the folder that they are joined to, on every system."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import Run, edit
from mawaqif.paths import LinkError, OutsideError, inside, links_in, name_problem, refuse_names, unlinked

GOOD = (
    "topics.csv",
    "csv/topics.csv",
    "a b.txt",
    "مصر.html",
    ".zenodo.json",
    "con-0.1.0-csv.zip",
    "x" * 255,
    "console/nulls.csv",
)
BAD = {
    "": "empty",
    "/etc/passwd": "absolute",
    "..": "leads out",
    "../x": "leads out",
    "a/../../x": "leads out",
    "a/..": "leads out",
    ".": "a part of it is empty",
    "./x": "a part of it is empty",
    "a//b": "a part of it is empty",
    "a/": "a part of it is empty",
    "..\\x": "holds \\",
    "a\\b": "holds \\",
    "C:x": "absolute",
    "c:/x": "absolute",
    "file:stream": "holds :",
    "what?": "holds ?",
    "a\nb": "cannot be seen",
    "a\0b": "cannot be seen",
    "a\x7fb": "cannot be seen",
    "a\u202eb": "cannot be seen",
    "a\u2028b": "cannot be seen",
    "\udce9.sql": "not UTF-8",
    "CON": "device",
    "con.csv": "device",
    "a/NUL.tar.gz": "device",
    "Com1": "device",
    "lpt9.html": "device",
    "COM¹.txt": "device",
    "aux .txt": "device",
    "conin$": "device",
    "a.": "full stop",
    "a./b": "full stop",
    "... ": "space",
    "a ": "space",
    " a": "space",
    "x" * 256: "longer than 255",
    "ص" * 128: "longer than 255",
    "/".join(["x" * 100] * 11): "longer than 1024",
}


@pytest.mark.parametrize("name", GOOD)
def test_a_plain_name_is_joined(name: str, tmp_path: Path) -> None:
    assert inside(tmp_path, name) == tmp_path / name


@pytest.mark.parametrize("name", BAD, ids=ascii)
def test_a_name_that_is_not_one_everywhere_is_refused(name: str, tmp_path: Path) -> None:
    assert BAD[name] in name_problem(name)
    with pytest.raises(OutsideError) as caught:
        inside(tmp_path, name)
    assert str(caught.value).isprintable()


@given(st.text(max_size=40))
def test_whatever_is_joined_is_inside(name: str) -> None:
    if not name_problem(name):
        assert inside(Path("/a/b"), name).resolve().is_relative_to("/a/b")
        assert name.isprintable()


@pytest.mark.parametrize("names", [("A.html", "a.html"), ("é.html", "e\u0301.html"), ("STRASSE", "straße")], ids=ascii)
def test_names_that_are_one_file_elsewhere_are_refused(names: tuple[str, ...]) -> None:
    with pytest.raises(OutsideError, match="the same file"):
        refuse_names(names, "here")


def test_no_link_is_followed_below_a_folder_but_the_folder_may_be_one(tmp_path: Path) -> None:
    (tmp_path / "real/csv").mkdir(parents=True)
    (tmp_path / "real/csv/a.csv").write_text("a")
    (tmp_path / "real/b.csv").symlink_to("csv/a.csv")
    (tmp_path / "real/more").symlink_to("csv")
    (tmp_path / "given").symlink_to("real")
    assert unlinked(tmp_path / "given", "csv/a.csv").read_text() == "a"
    for name in ("b.csv", "more/a.csv", "more"):
        with pytest.raises(LinkError, match="it is a link"):
            unlinked(tmp_path / "given", name)
    assert links_in(tmp_path / "given", ["csv/a.csv", "b.csv", "more/a.csv"]) == ["b.csv", "more"]


@pytest.mark.parametrize("name", ["con", "nul", "com1", "x" * 250])
def test_a_table_called_like_no_file_is_a_finding(name: str, package: Path, run: Run) -> None:
    edit(package / "datapackage.json", '"name": "errata"', f'"name": "{name}"')
    assert "cannot be that of a file" in run("mawaqif", "validate", package).stdout


@pytest.mark.parametrize("path", ["datapackage/../../x.csv", "/etc/x.csv", "datapackage\\errata.csv", "datapackage/con.csv"])
def test_a_path_that_leads_out_is_a_finding(path: str, package: Path, run: Run) -> None:
    index = json.loads((package / "datapackage.json").read_text(encoding="utf-8"))
    index["resources"][0]["path"] = path
    (package / "datapackage.json").write_text(json.dumps(index))
    result = run("mawaqif", "validate", package, cwd=package)
    assert result.returncode == 1
    assert re.search(r"datapackage\.json(:\d+)? MQ001", result.stdout)
    assert "is not a plain path" in result.stdout
