"""Plots: drawn from the rows, said in both languages, the same bytes each time."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from PIL import Image

from conftest import ROOT, Run
from mawaqif.data import load
from mawaqif.plots import FILES, PLOTS
from mawaqif.plots.base import WIDTH

SVG = "{http://www.w3.org/2000/svg}"
# What each picture holds, counted from the tables in another way than its own query does.
POSITIONS = load("positions")
AMONG = POSITIONS.filter(POSITIONS["actor_id"].is_in(POSITIONS["actor_id"].value_counts().filter(count=1)["actor_id"]).not_())
SPONSORS = load("statement_actors").filter(role="co_sponsor")
SAID = {
    "timeline": "23 of 77 states and groups of states: those with 4 statements or more, 2021-06 to 2023-12",
    "stances": "24 of 77 states and groups of states: those with a stance on 4 topics or more",
    "positions": f"with {AMONG.height} positions: propose {AMONG.filter(position='propose').height}; support ",
    "co-sponsors": f"Network of {SPONSORS.filter(SPONSORS['actor_id'] != 'dominican-republic')['actor_id'].n_unique()} states",
}


@pytest.fixture(scope="module")
def drawn(release: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All plots as SVG, in the release that they show."""
    from mawaqif.plots.writing import write_plots  # noqa: PLC0415 - loads Matplotlib

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


def test_the_plot_of_the_readme_is_current_and_drawn_alike_each_time(drawn: Path) -> None:
    assert (ROOT / "docs/plots/stances.svg").read_bytes() == (drawn / "stances.svg").read_bytes(), "run `make plots`"


def test_the_command_writes_png_and_names_what_it_does_not_know(release: Path, tmp_path: Path, run: Run) -> None:
    done = run("mawaqif", "plots", "co-sponsors", "--release", release, "--format", "png", "--out", tmp_path / "out")
    assert (done.returncode, done.stdout) == (0, f"written {tmp_path / 'out/co-sponsors.png'}\n")
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["co-sponsors.png"]
    with Image.open(tmp_path / "out/co-sponsors.png") as image:
        assert image.width == pytest.approx((WIDTH + 8) / 72 * 200, abs=1)
        assert "الجرائم ذات الصلة بالإرهاب 15" in image.info["Description"]
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
    assert failed.stderr == "mawaqif: plots need Matplotlib 3.11 or newer; install it with `pip install 'mawaqif[plots]'`\n"
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
