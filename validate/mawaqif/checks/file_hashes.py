"""The check of files against `bytes`, `hash` and `rows` in the descriptor, as a release has them."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from mawaqif.findings import Bilingual, Finding, said, show
from mawaqif.paths import read_file, unlinked
from mawaqif.standard.codes import FILE_DIFFERS
from mawaqif.tables import Dataset, Table

REPAIR = Bilingual(
    "take the file from the release again, or remove its bytes, hash and rows from datapackage.json",
    "خذ الملف من الإصدار مرة أخرى، أو احذف bytes وhash وrows الخاصة به من datapackage.json",
)


def check_file_hashes(dataset: Dataset, reported: Collection[str]) -> Iterator[Finding]:
    """Check the file of each table against size, hash and number of rows, where the descriptor gives them.

    Args:
        dataset: the tables that could be read.
        reported: paths of files that have a more precise finding already.

    Yields:
        At most one finding a file.
    """
    for resource in dataset.descriptor.resources:
        table = dataset.tables.get(resource["name"])
        if table is None or table.schema.path in reported:
            continue
        for what, found, expected in _differences(resource, table, dataset):
            yield FILE_DIFFERS.at(table.schema.place(), what=what, found=show(found), expected=show(expected), repair=REPAIR)
            break


def _differences(resource: Mapping[str, Any], table: Table, dataset: Dataset) -> Iterator[tuple[str, object, object]]:
    if "rows" in resource and resource["rows"] != table.frame.height:
        yield Bilingual("number of rows", "عدد الصفوف"), table.frame.height, resource["rows"]
    if not {"bytes", "hash"} & resource.keys():
        return
    data = read_file(unlinked(dataset.descriptor.root, table.schema.path))
    if resource.get("bytes", len(data)) != len(data):
        yield Bilingual("size in bytes", "الحجم بالبايت"), len(data), resource["bytes"]
    if "hash" in resource:
        name, _, expected = str(resource["hash"]).rpartition(":")
        # The standard takes a hash without a name as MD5.
        found = hashlib.new(name.lower() or "md5", data, usedforsecurity=False).hexdigest()
        if found != expected.lower():
            yield said("{name} hash", "بصمة {name}", name=name.lower() or "md5"), found, expected
