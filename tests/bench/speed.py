"""The sentence on speed in both READMEs, from the ratios that the last benchmark stored."""

from __future__ import annotations

import re
from collections.abc import Mapping

_MARKED = re.compile(r"<!-- speed -->.*?<!-- end of speed -->", re.DOTALL)
SENTENCES = {
    "README.md": (
        "How long `mawaqif validate` takes is [measured](docs/bench.md): {small} of the time of\n"
        "`frictionless validate` on these tables, {large} of it at 100 thousand statements."
    ),
    "README.ar.md": (
        'وزمن <code dir="ltr">mawaqif validate</code> [مَقيس](docs/bench.md): نسبته إلى زمن\n'
        '<code dir="ltr">frictionless validate</code> {small} على هذه الجداول، و{large} على مئة ألف قول.'
    ),
}


def share(size: str, ratios: Mapping[str, float]) -> str:
    """Return how long a check takes at a size, as a share of the time of frictionless; both were measured beside the floor."""
    return f"{ratios[f'{size} validate/floor wall'] / ratios[f'{size} frictionless/floor wall']:.0%}"


def with_speed(page: str, text: str, ratios: Mapping[str, float]) -> str:
    """Return the text of a README with the sentence of its language between its marks.

    Args:
        page: its name.
        text: its text, with the marks.
        ratios: what the benchmark stored.
    """
    sentence = SENTENCES[page].format(small=share("1x", ratios), large=share("100k", ratios))
    return _MARKED.sub(lambda _: f"<!-- speed -->\n{sentence}\n<!-- end of speed -->", text)
