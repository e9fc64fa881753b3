"""Plots: drawn from the rows, said in both languages, the same bytes each time."""

from __future__ import annotations

import re
import sys
from datetime import date
from pathlib import Path
from xml.etree import ElementTree as ET

import polars as pl
import pytest
from PIL import Image

from conftest import Run, without_isolates
from mawaqif.data import load
from mawaqif.plots import FILES, PLOTS
from mawaqif.plots.base import WIDTH, most_frequent
from mawaqif.plots.timeline import Axis
from mawaqif.plots.writing import write_plots

SVG = "{http://www.w3.org/2000/svg}"
# What each picture is of, counted from the tables in another way than its own query does.
GOVERNING = load("actors").filter(pl.col("kind").is_in(["state", "bloc"]))["actor_id"].implode()
SPEAKING = load("statement_actors").filter(pl.col("actor_id").is_in(GOVERNING))
TAKING = SPEAKING.join(load("statement_topics"), on="statement_id")
SAID = {
    "timeline": f" of {SPEAKING['actor_id'].n_unique()} states and groups of states: those with most statements, ",
    "stances": f" of {TAKING['actor_id'].n_unique()} states and groups of states: those with a stance on most topics, ",
    "positions": f" of {load('provisions').height} articles of draft texts: those with most positions. ",
    "co-sponsors": " texts with several sponsors, those with most; ",
}


@pytest.fixture(scope="module")
def drawn(release: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All plots as SVG, in the release that they show."""
    folder = tmp_path_factory.mktemp("plots")
    write_plots((), ("svg",), release, folder)
    return folder


@pytest.mark.parametrize("name", [plot.name for plot in PLOTS])
def test_a_plot_says_what_it_shows_in_both_languages(name: str, drawn: Path) -> None:
    text = (drawn / f"{name}.svg").read_text(encoding="utf-8")
    root = ET.fromstring(text)  # noqa: S314 - drawn a moment ago
    alt = "".join(root.findtext(f"{SVG}{tag}") or "" for tag in ("title", "desc"))
    assert SAID[name] in alt
    assert len(re.findall(r"[\u0600-\u06ff]", alt)) > 60
    assert root.get("role") == "img"
    assert float((root.get("width") or "").removesuffix("pt")) == pytest.approx(WIDTH + 8, abs=0.1)
    assert float((root.get("height") or "").removesuffix("pt")) < 277 / 25.4 * 72  # A4 less its margins
    assert "<text" not in text  # outlines need no font
    sizes = [float(size) for size in re.findall(r"scale\(([0-9.]+) -", text)]
    assert len(sizes) > 40
    assert min(sizes) >= 0.07  # of 100 units, so 7 points


def test_a_plot_is_drawn_alike_each_time(release: Path, drawn: Path, tmp_path: Path) -> None:
    write_plots(("stances",), ("svg",), release, tmp_path)
    assert (tmp_path / "stances.svg").read_bytes() == (drawn / "stances.svg").read_bytes()


def test_names_that_are_counted_most_come_first_as_far_as_there_is_room() -> None:
    counts = {"a": 1, "b": 3, "c": 2, "d": 3}
    assert most_frequent(counts, 1, 9) == (["b", "d", "c", "a"], 1)
    assert most_frequent(counts, 2, 9) == (["b", "d", "c"], 2)
    assert most_frequent(counts, 1, 2) == (["b", "d"], 3)
    assert most_frequent(counts, 1, 4, {"a": 1.0, "b": 2.0, "c": 3.0, "d": 1.0}.__getitem__) == (["b", "d"], 3)
    assert most_frequent(counts, 1, 0) == ([], 1)
    assert most_frequent({}, 4, 9) == ([], 4)


DECADES = range(1900, 2000, 10)


@pytest.mark.parametrize(
    ("days", "start", "end", "lines"),
    [
        (["2021-03-29", "2021-05-01", "2023-09-02"], "2021-01-01", "2021-07-01", ["2021-01-01", "2021-04-01", "2021-07-01"]),
        (["1998-11-15", "2021-12-14"], "2021-10-01", "2022-01-01", ["2021-10-01", "2022-01-01"]),
        (
            [f"{year}-02-01" for year in range(1900, 2000)],
            "1900-01-01",
            "1999-04-01",
            [f"{year}-01-01" for year in range(1900, 2000, 10)],
        ),
        (["9999-12-31"], "9999-10-01", "9999-12-31", ["9999-10-01"]),
        ([], "0001-01-01", "0001-01-01", ["0001-01-01"]),
    ],
    ids=["recent", "alone", "long", "last", "none"],
)
def test_the_axis_spans_the_stretch_with_most_days(days: list[str], start: str, end: str, lines: list[str]) -> None:
    axis = Axis.around(map(date.fromisoformat, days))
    assert (str(axis.start), str(axis.end), list(map(str, axis.lines()))) == (start, end, lines)
    if days:
        assert axis.place(axis.start) < axis.place(axis.end)


def test_the_command_writes_png_and_names_what_it_does_not_know(release: Path, tmp_path: Path, run: Run) -> None:
    done = run("mawaqif", "plots", "co-sponsors", "--release", release, "--format", "png", "--out", tmp_path / "out")
    assert (done.returncode, done.stdout) == (0, f"written {tmp_path / 'out/co-sponsors.png'}\n")
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["co-sponsors.png"]
    with Image.open(tmp_path / "out/co-sponsors.png") as image:
        assert image.width == pytest.approx((WIDTH + 8) / 72 * 200, abs=1)
        assert "من يقدّم النصوص معًا" in image.info["Title"]
    for words, said in (
        (("lamps",), "mawaqif: no plot is called 'lamps'; there are timeline, stances, positions, co-sponsors\n"),
        (("--format", "gif"), "mawaqif: --format gif: expected one or more of svg, png, with a comma between\n"),
        (("--release", tmp_path), f"mawaqif: {tmp_path / 'datapackage.json'}: No such file or directory; "),
    ):
        failed = run("mawaqif", "plots", *words, "--out", tmp_path / "none")
        assert (failed.returncode, failed.stdout) == (2, "")
        assert failed.stderr.startswith(said)
    assert not (tmp_path / "none").exists()


def test_without_matplotlib_a_line_says_what_to_install(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    failed = run("mawaqif", "plots", "co-sponsors", "--out", tmp_path / "none")
    assert failed.returncode == 2
    assert (
        failed.stderr == 'mawaqif: matplotlib is not installed; `pip install "mawaqif[plots]"` brings what this command needs\n'
    )
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize(("language", "words"), [("en_GB", "plots need Matplotlib 3.11"), ("ar", "تحتاج الرسوم إلى")])
def test_a_matplotlib_that_is_too_old_is_told(
    language: str, words: str, tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("matplotlib.__version_info__", (3, 10, 0))
    monkeypatch.setenv("LC_ALL", f"{language}.UTF-8")
    failed = run("mawaqif", "plots", "co-sponsors", "--out", tmp_path / "none")
    assert (failed.returncode, failed.stdout, failed.stderr.count("\n")) == (2, "", 1)
    assert words in without_isolates(failed.stderr)
    assert '`pip install "mawaqif[plots]"`' in failed.stderr
    assert not (tmp_path / "none").exists()


def test_a_release_takes_its_plots_with_it(package: Path, published: Path, run: Run) -> None:
    (published / "plots").mkdir()
    for name in FILES:
        (published / name).write_text("drawn from earlier rows")
    assert run("mawaqif", "build", package, "--out", published).returncode == 0
    assert not (published / "plots").exists()
    (published / "plots").mkdir()
    (published / "plots/mine.svg").write_text("somebody's")
    assert "holds plots/mine.svg, which is not of a release" in run("mawaqif", "build", package, "--out", published).stderr
