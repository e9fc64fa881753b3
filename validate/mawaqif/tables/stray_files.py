"""Files that lie beside the tables and are none of them, each told for what it is."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from pathlib import Path, PurePosixPath

from mawaqif.findings import Bilingual

_REMOVE = Bilingual("take from it what is missing in the tables, and remove it", "خذ منه ما ينقص الجداول، ثم أزله")
# What programs leave in a folder or save in place of a table, by the name of the file; the first that fits is told.
KINDS = (
    (
        r"\._.*",
        Bilingual("it was left by macOS beside a file that it copied", "تركه macOS إلى جانب ملف نسخه"),
        Bilingual("remove it", "أزله"),
    ),
    (
        r".*\.(?:orig|rej)|.*[._](?:BACKUP|BASE|LOCAL|REMOTE)[._].*",
        Bilingual("it was left by a merge or a patch", "تركه دمج أو رقعة"),
        _REMOVE,
    ),
    (
        r".*\.(?:bak|old|tmp|sw[op])|.*~|#.*#",
        Bilingual("it is a copy that an editor keeps", "نسخة يحتفظ بها محرر"),
        Bilingual("remove it", "أزله"),
    ),
    (
        r"(?!~\$).*\.(?:xls[xmb]?|ods|fods|numbers|gsheet)",
        Bilingual("it is a workbook, of which nothing is read", "مصنّف لا يُقرأ منه شيء"),
        Bilingual(
            "save each sheet as CSV in UTF-8 over the table that it belongs to, and remove the workbook",
            "احفظ كل ورقة بصيغة CSV وترميز UTF-8 في مكان الجدول الذي هي منه، وأزل المصنّف",
        ),
    ),
    (
        r".*\.(?:tsv|tab|psv|csv\.txt|txt)",
        Bilingual("it is no CSV file by its name, so nothing of it is read", "اسمه ليس اسم ملف CSV، فلا يُقرأ منه شيء"),
        Bilingual("save it as CSV over its table", "احفظه بصيغة CSV في مكان جدوله"),
    ),
    (
        r".*\.(?:parquet|feather|arrow|jsonl|ndjson|sqlite3?|duckdb|db|sav|dta|rds|rdata|pkl)",
        Bilingual("it holds tables in another format, of which nothing is read", "فيه جداول بصيغة أخرى لا يُقرأ منها شيء"),
        Bilingual(
            "save each table as CSV in UTF-8 over the one that it belongs to, and remove this file",
            "احفظ كل جدول بصيغة CSV وترميز UTF-8 في مكان الجدول الذي هو منه، وأزل هذا الملف",
        ),
    ),
    (
        r".*\.icloud",
        Bilingual("it stands for a file that iCloud keeps elsewhere", "هو بديل عن ملف يحفظه iCloud في مكان آخر"),
        Bilingual("download the file, and remove this one", "نزّل الملف، وأزل هذا"),
    ),
    (
        r".*\.csv\.(?:gz|bz2|xz|zst|zip)|.*\.(?:zip|7z|rar)",
        Bilingual("it is packed, so nothing of it is read", "مضغوط، فلا يُقرأ منه شيء"),
        Bilingual("unpack it over its table, and remove it", "فك ضغطه في مكان جدوله، ثم أزله"),
    ),
    (
        r"(?:Copy of |نسخة من ).*\.csv|.*(?: - Copy| copy| - نسخة| \([0-9]+\)|\.sync-conflict-.*)(?: [0-9]+)?\.csv",
        Bilingual("it is a copy of a table", "نسخة من جدول"),
        _REMOVE,
    ),
    (
        r".*\.csv",
        Bilingual("it is not in the index", "ليس في الفهرس"),
        Bilingual("add it to the resources of datapackage.json, or remove it", "أضفه إلى resources في datapackage.json، أو أزله"),
    ),
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
                    Bilingual("it lies in a folder of its own, so nothing of it is read", "في مجلد يخصه، فلا يُقرأ منه شيء"),
                    Bilingual("move it up over its table", "انقله إلى أعلى في مكان جدوله"),
                )
            continue
        if name in named:
            continue
        kinds = (kind for kind in KINDS if re.fullmatch(kind[0], path.name, re.IGNORECASE | re.DOTALL))
        found = next(kinds, None)
        if found is not None:
            yield (name, *found[1:])
