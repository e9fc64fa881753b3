"""Every link of every page leads somewhere, every path that prose names exists, and the front door leads to every page."""

from __future__ import annotations

import re

import pytest

from conftest import ROOT
from pages import GUIDES, anchors, is_relative, leads_nowhere, links, pages, read, resolved, translated

# Paths in the prose. The recipes of CONTRIBUTING and what stands for any name (`<table>`) are left out.
PATH = re.compile(r"`((?:schemas|datapackage|validate|build|tests|queries|docs|\.github)/[\w./-]*)`")
INVENTED = ("lamp", "MQ4xx")
WRITTEN = [*GUIDES, *(name.replace(".md", ".ar.md") for name in GUIDES), "CONTRIBUTING.md", "CONTRIBUTING.ar.md", "CHANGELOG.md"]


@pytest.mark.parametrize("page", pages())
def test_every_link_leads_to_a_file_and_an_anchor(page: str) -> None:
    for target in filter(is_relative, links(read(page))):
        assert not leads_nowhere(page, target)


def test_a_link_that_leads_nowhere_is_told() -> None:
    assert leads_nowhere("docs/analyst.md", "lamps.md") == "docs/analyst.md links lamps.md: no such file"
    assert leads_nowhere("README.md", "docs/analyst.md#lamps") == "README.md links docs/analyst.md#lamps: no such anchor"
    assert not leads_nowhere("README.md", "docs/analyst.md#load-it")


def test_anchors_are_named_as_github_names_them() -> None:
    text = '# Lamps, lit!\n\n## `stay`: 2021–2023\n\n## Lamps lit\n\n## حمّلها\n\n<a id=own></a><a id="own"></a>\n'
    assert anchors(text) == {"lamps-lit", "stay-20212023", "lamps-lit-1", "حمّلها", "own"}


@pytest.mark.parametrize("page", WRITTEN)
def test_paths_in_the_prose_exist(page: str) -> None:
    for path in PATH.findall(read(page)):
        if not any(word in path for word in INVENTED):
            assert (ROOT / path).exists(), path


@pytest.mark.parametrize("readme", ["README.md", "README.ar.md"])
def test_the_front_door_leads_to_every_page_in_one_step(readme: str) -> None:
    reached = {resolved(readme, target) for target in filter(is_relative, links(read(readme)))}
    arabic = {name.replace(".md", ".ar.md") for name in (*translated(), "docs/codebook.md", "docs/checks.md")}
    doors = [*ROOT.glob("CONTRIBUTING*.md"), ROOT / "CHANGELOG.md", ROOT / "docs/report.schema.json"]
    for path in [*ROOT.glob("docs/*.md"), *doors]:
        name = path.relative_to(ROOT).as_posix()
        if name.endswith(".ar.md") and readme == "README.md":
            continue  # its English page leads there
        if name.replace(".md", ".ar.md") in arabic and readme == "README.ar.md":
            continue  # the door leads to it in Arabic
        assert name in reached, f"{readme} does not lead to {name}"


@pytest.mark.parametrize("readme", ["README.md", "README.ar.md"])
def test_the_front_door_is_short(readme: str) -> None:
    assert len(read(readme).splitlines()) < 150
