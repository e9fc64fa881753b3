"""Eight views as they are kept in pictures: what is drawn otherwise is seen. `make views` takes them anew; look at them."""

from __future__ import annotations

import io
import json
import os
import subprocess
from pathlib import Path

import pytest
from PIL import Image, ImageChops
from playwright.sync_api import Browser, ViewportSize

from browsing import BUNDLE, NEEDED, Reader, served
from mawaqif.site import write_site
from mawaqif.site.wording import LANGUAGES

pytestmark = NEEDED
PICTURES = Path(__file__).with_name("pictures")
# With what they were taken.
MADE = PICTURES / "made.json"
RENEWED = "MAWAQIF_VIEWS" in os.environ
PAGES = {
    "statement": "statements/lamp-report-2020-s001.html",
    "statements": "statements.html?view=cards",
    "stances": "stances.html?actor=iceland&actor=malta",
    "timeline": "timeline.html",
}
SIZE = ViewportSize(width=1000, height=760)
# Half as fine as a screen, in so many colours: a picture weighs some kilobytes.
SCALE, COLOURS = 0.5, 32
# A dot differs when it is so much lighter or darker, of 255; and so many of a hundred may differ.
APART, FEW = 64, 1.0


def made_with(browser: Browser) -> dict[str, str]:
    """Return what a picture depends on beside the page: the browser, and the font that stands in for missing ones."""
    match = subprocess.run(["fc-match", "sans-serif:lang=ar"], capture_output=True, text=True, check=False).stdout.strip()
    return {"browser": browser.version.partition(".")[0], "font": match}


def taken(browser: Browser, site: Path) -> dict[str, Image.Image]:
    """Return the views of a site."""
    found = {}
    with served(site) as url:
        context = browser.new_context(viewport=SIZE, device_scale_factor=SCALE, reduced_motion="reduce", color_scheme="light")
        one = Reader(context, url)
        for language in LANGUAGES:
            for name, path in PAGES.items():
                page = one.open(f"{language}/{path}")
                page.evaluate("document.fonts.ready.then(() => true)")
                with Image.open(io.BytesIO(page.screenshot(animations="disabled", caret="hide"))) as image:
                    found[f"{name}-{language}"] = image.convert("RGB")
        context.close()
    return found


def apart(one: Image.Image, other: Image.Image) -> float:
    """Return how many dots of a hundred differ between two pictures."""
    if one.size != other.size:
        return 100.0
    counts = ImageChops.difference(one, other).convert("L").histogram()
    return 100 * sum(counts[APART:]) / sum(counts)


def test_the_views_look_as_they_are_kept(browser: Browser, published: Path, tmp_path: Path) -> None:
    made = made_with(browser)
    if not RENEWED and json.loads(MADE.read_text(encoding="utf-8")) != made:
        pytest.skip(f"the pictures were taken with another browser or other fonts than {made}; `make views` takes them anew")
    write_site(published, tmp_path / "site", BUNDLE)
    found = taken(browser, tmp_path / "site")
    if RENEWED:
        PICTURES.mkdir(exist_ok=True)
        MADE.write_text(json.dumps(made, indent=2) + "\n", encoding="utf-8")
        for name, image in found.items():
            image.quantize(COLOURS).save(PICTURES / f"{name}.png", optimize=True)
    kept = {path.stem: Image.open(path).convert("RGB") for path in PICTURES.glob("*.png")}
    assert kept.keys() == found.keys()
    assert {name: far for name, image in found.items() if (far := apart(image, kept[name])) > FEW} == {}


def test_what_is_drawn_otherwise_is_seen() -> None:
    kept = Image.open(PICTURES / "stances-ar.png").convert("RGB")
    assert apart(kept, kept) == 0
    assert apart(kept, kept.transpose(Image.Transpose.FLIP_LEFT_RIGHT)) > FEW
    moved = ImageChops.offset(kept, 0, 12)
    assert apart(kept, moved) > FEW
