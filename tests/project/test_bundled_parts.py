"""The inventory of the interactive parts: what it names, and what it is held against."""

from __future__ import annotations

import base64
import json
import re

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from browsing import BUNDLE, EXPLORER

PARTS = BUNDLE / "parts.cdx.json"
pytestmark = pytest.mark.skipif(not PARTS.is_file(), reason="the interactive parts are not bundled: `make bundle`")


def test_the_inventory_is_cyclonedx_and_has_the_hashes_of_the_lock() -> None:
    text = PARTS.read_text(encoding="utf-8")
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(text) is None
    locked = json.loads((EXPLORER / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    for part in json.loads(text)["components"]:
        name = "/".join(filter(None, (part.get("group"), part["name"])))
        own = locked[f"node_modules/{name}"]
        (digest,) = part["hashes"]
        assert digest["alg"] == "SHA-512"
        integrity = base64.b64encode(bytes.fromhex(digest["content"])).decode()
        assert (part["version"], f"sha512-{integrity}") == (own["version"], own["integrity"]), name
        assert part["licenses"] == [{"license": {"id": own["license"]}}], name


@pytest.mark.parametrize(("bundle", "notices"), [("explorer", "LICENCES.txt"), ("desk", "desk/LICENCES.txt")])
def test_what_is_bundled_comes_with_its_licence(bundle: str, notices: str) -> None:
    parts = json.loads(PARTS.read_text(encoding="utf-8"))["components"]
    bundled = {
        f"{'/'.join(filter(None, (part.get('group'), part['name'])))} {part['version']}"
        for part in parts
        if {"name": "mawaqif:bundle", "value": bundle} in part["properties"]
    }
    sections = (BUNDLE / notices).read_text(encoding="utf-8").split(f"\n{'=' * 72}\n")[1:]
    texts = {found[1]: text for text in sections if (found := re.match(r"(\S+ [\d.]+): [\w.-]+\n\n", text))}
    assert bundled
    assert bundled == set(texts)
    assert all("copyright" in text.lower() for text in texts.values())
