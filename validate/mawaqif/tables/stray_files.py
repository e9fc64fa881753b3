"""Files that lie beside the tables and are none of them, each told for what it is."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from pathlib import Path, PurePosixPath

_REMOVE = "take from it what is missing in the tables, and remove it"
# What programs leave in a folder or save in place of a table, by the name of the file; the first that fits is told.
KINDS = (
    (r"\._.*", "it was left by macOS beside a file that it copied", "remove it"),
    (r".*\.(?:orig|rej)|.*[._](?:BACKUP|BASE|LOCAL|REMOTE)[._].*", "it was left by a merge or a patch", _REMOVE),
    (r".*\.(?:bak|old|tmp|sw[op])|.*~|#.*#", "it is a copy that an editor keeps", "remove it"),
    (
        r"(?!~\$).*\.(?:xls[xmb]?|ods|fods|numbers|gsheet)",
        "it is a workbook, of which nothing is read",
        "save each sheet as CSV in UTF-8 over the table that it belongs to, and remove the workbook",
    ),
    (
        r".*\.(?:tsv|tab|psv|csv\.txt|txt)",
        "it is no CSV file by its name, so nothing of it is read",
        "save it as CSV over its table",
    ),
    (r".*\.icloud", "it stands for a file that iCloud keeps elsewhere", "download the file, and remove this one"),
    (
        r".*\.csv\.(?:gz|bz2|xz|zst|zip)|.*\.(?:zip|7z|rar)",
        "it is packed, so nothing of it is read",
        "unpack it over its table, and remove it",
    ),
    (
        r"(?:Copy of |نسخة من ).*\.csv|.*(?: - Copy| copy| - نسخة| \([0-9]+\)|\.sync-conflict-.*)(?: [0-9]+)?\.csv",
        "it is a copy of a table",
        _REMOVE,
    ),
    (r".*\.csv", "it is not in the index", "add it to the resources of datapackage.json, or remove it"),
)


def stray_files(root: Path, folder: PurePosixPath, named: Collection[str]) -> Iterator[tuple[str, str, str]]:
    """Yield the files of a folder of tables that are none of them: path, what it is, what to do.

    Files that say nothing of tables are passed over, as are those that systems and programs put everywhere and take away
    again, such as `.DS_Store` and the locks of open files.

    Args:
        root: folder of the package.
        folder: a folder in it that tables lie in.
        named: paths that the index names, and others that belong there.
    """
    for path in sorted((root / folder).iterdir()):
        name = f"{folder}/{path.name}"
        if path.is_dir() and not path.is_symlink():
            inner = sorted(other.name for other in path.iterdir() if other.suffix.lower() == ".csv")
            strays = [other for other in inner if f"{name}/{other}" not in named]
            if strays and not any(other.startswith(f"{name}/") for other in named):
                yield (
                    f"{name}/{strays[0]}",
                    "it lies in a folder of its own, so nothing of it is read",
                    "move it up over its table",
                )
            continue
        if name in named:
            continue
        kinds = (kind for kind in KINDS if re.fullmatch(kind[0], path.name, re.IGNORECASE | re.DOTALL))
        found = next(kinds, None)
        if found is not None:
            yield (name, *found[1:])
