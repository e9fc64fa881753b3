"""Size and hash of the files of a resource, held against what the descriptor says."""

from __future__ import annotations

import hashlib

from mawaqif.findings import Bilingual, Place, said, show
from mawaqif.standard import codes
from mawaqif.standard.descriptor import Resource
from mawaqif.standard.files import Part
from mawaqif.standard.run import Run

HASH = "{resource} has a hash by {name}, which is not known", "لبصمة {resource} خوارزمية {name} غير معروفة"
DIFFERS = Bilingual(
    "correct bytes and hash in the descriptor, or restore the file", "صحّح bytes وhash في ملف الوصف، أو استعد الملف"
)


def check_hash(run: Run, resource: Resource, parts: list[Part]) -> None:
    """Hold size and hash of the files against what the descriptor says; of several files, all together."""
    if not parts:
        return
    told = resource.raw.get("bytes")
    place, size = Place(parts[0].path), sum(len(part.stored) for part in parts)
    if told is not None and told != size:
        what = Bilingual("size in bytes", "الحجم بالبايت")
        run.report.extend([codes.FILE_DIFFERS.at(place, what=what, found=show(size), expected=show(told), repair=DIFFERS)])
        return
    if resource.raw.get("hash"):
        name, _, expected = str(resource.raw["hash"]).rpartition(":")
        try:
            made = hashlib.new(name.lower() or "md5", usedforsecurity=False)
        except ValueError:
            run.skip(codes.FILE_DIFFERS, said(*HASH, resource=show(resource.name), name=show(name)))
            return
        for part in parts:
            made.update(part.stored)
        if made.hexdigest() != expected.lower():
            what = said("{name} hash", "بصمة {name}", name=name.lower() or "md5")
            found = {"what": what, "found": show(made.hexdigest()), "expected": show(expected), "repair": DIFFERS}
            run.report.extend([codes.FILE_DIFFERS.at(place, **found)])
