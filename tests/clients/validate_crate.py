"""Holds a release against RO-Crate 1.1 with `roc-validator`, and prints as JSON what it finds: severity, check and message.

Without network: the context of the standard comes from the `rocrate` package, which maps the terms alike in all its versions.
Run in a process of its own, with the folder of the validator in PYTHONPATH: `python validate_crate.py RELEASE CONTEXT`.
"""

from __future__ import annotations

import json
import logging
import sys
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import requests
from requests.adapters import HTTPAdapter
from requests_cache import CachedSession  # pyright: ignore[reportMissingImports] - in the folder of the validator, like the next
from rocrate_validator import services  # pyright: ignore[reportMissingImports]
from rocrate_validator.models import Severity, ValidationSettings  # pyright: ignore[reportMissingImports]
from urllib3 import HTTPResponse

CONTEXT = "https://w3id.org/ro/crate/1.1/context"
FOLDER, TEXT = Path(sys.argv[1]), Path(sys.argv[2]).read_bytes()
logging.disable(logging.WARNING)


def stored(cache: Path) -> None:
    """Store the context as the answer of its address."""
    asked = requests.Request("GET", CONTEXT, headers={"Accept": "application/ld+json, application/json"}).prepare()
    body = HTTPResponse(BytesIO(TEXT), headers={"Content-Type": "application/ld+json"}, status=200, preload_content=False)
    answer = HTTPAdapter().build_response(asked, body)
    CachedSession(str(cache), backend="sqlite", expire_after=-1).cache.save_response(answer)


with TemporaryDirectory() as folder:
    stored(Path(folder) / "http")
    said = services.validate(
        ValidationSettings(
            rocrate_uri=str(FOLDER),
            profile_identifier="ro-crate-1.1",
            requirement_severity=Severity.RECOMMENDED,
            offline=True,
            cache_path=Path(folder) / "http",
        )
    )
    found = [[issue.severity.name, issue.check.identifier, issue.message] for issue in said.get_issues()]
json.dump(found, sys.stdout, default=str)
