"""Archives: a zip of each edition, with licence, citation and a note, so that it can be understood and cited alone.

The same files give the same bytes: members are sorted, and carry one time and one mode.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from shutil import copyfileobj
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from mawaqif.paths import inside, read_file, refuse_names, unlinked
from mawaqif.release.editions.card_edition import FILE as CARD
from mawaqif.release.editions.card_edition import class_labels, configurations, default_table, written_matter
from mawaqif.release.editions.edition import Edition
from mawaqif.release.editions.flat_edition import flat_schemas
from mawaqif.release.editions.readme_texts import ReadmeTexts, in_both_languages, readme_texts
from mawaqif.tables import Dataset

NOTE = "README.txt"
# Files of the package that go with every copy of the data, where the package has them.
COMPANIONS = ("CITATION.cff", "LICENSE-DATA")
# Files that hold one table each, by which `datasets` reads an unpacked archive.
TABLE_FILES = (".csv", ".parquet", ".jsonl")
# Files that are compressed by themselves.
COMPRESSED = (".parquet", ".xlsx")
# Of zlib, whose bytes do not depend on the processor: half the time of its usual level, and a twelfth larger.
LEVEL = 4
# How much of a file is read at once, in bytes.
CHUNK = 1 << 20
CARD_TEXT = "`README.txt` says what this is, in English and in Arabic. يبيّن الملف ما هذه البيانات بالإنجليزية والعربية.\n"
# Words of the note, in English and in Arabic.
HEADINGS = (
    ("Version", "edition", "Open it in Python:", "Tables:", "What the data do not show:", "How to cite:"),
    ("الإصدار", "الطبعة", "لفتحها في Python:", "الجداول:", "ما لا تبيّنه البيانات:", "الاستشهاد:"),
)
_UNIX = 3
_PLAIN_FILE = 0o100644 << 16


def write_archives(outputs: Iterable[Edition], dataset: Dataset, folder: Path) -> None:
    """Write the zip of each edition that is opened by itself.

    Args:
        outputs: the editions, all written.
        dataset: the tables that they hold.
        folder: the release; the archives are put beside the editions.
    """
    texts = readme_texts(dataset)
    root = dataset.descriptor.root
    companions = {name: read_file(unlinked(root, name)) for name in COMPANIONS if (root / name).exists()}

    def write(output: Edition) -> None:
        paths = {path for pattern in (*output.files, *output.beside) for path in folder.glob(pattern)}
        members: dict[str, bytes | Path] = {path.relative_to(folder).as_posix(): path for path in paths}
        members |= companions
        members[NOTE] = _note(output, members, dataset, texts).encode("utf-8")
        members |= _card(members, dataset)
        _write_zip(folder, f"{dataset.descriptor.name}-{texts.version}-{output.name}", members, texts)

    # What compresses lets other threads work meanwhile.
    with ThreadPoolExecutor(os.cpu_count()) as threads:
        for _ in threads.map(write, [output for output in outputs if output.opens]):
            pass


def _write_zip(folder: Path, stem: str, members: Mapping[str, bytes | Path], texts: ReadmeTexts) -> None:
    moment = texts.created.timetuple()[:6]
    refuse_names(sorted(members), f"{stem}.zip")
    with ZipFile(inside(folder, f"{stem}.zip"), "w", ZIP_DEFLATED) as archive:
        for name in sorted(members):
            # No folder on top: what reads a package reads the archive itself, and unpacks it into a folder of its name.
            info = ZipInfo(name, moment)
            info.compress_type = ZIP_STORED if name.endswith(COMPRESSED) else ZIP_DEFLATED
            setattr(info, "_compresslevel", LEVEL)  # noqa: B010 - public, and so known to type checkers, from Python 3.13 on
            info.create_system = _UNIX
            info.external_attr = _PLAIN_FILE
            content = members[name]
            if isinstance(content, bytes):
                archive.writestr(info, content)
                continue
            # The size decides whether the entry takes the form for files of more than 2 GiB.
            info.file_size = content.stat().st_size
            with content.open("rb") as source, archive.open(info, "w") as target:
                copyfileobj(source, target, CHUNK)


def _card(members: Iterable[str], dataset: Dataset) -> dict[str, bytes]:
    """Return the card of an archive with a file a table, so that `datasets` reads the unpacked folder by names of tables."""
    empty = {name for name, table in dataset.tables.items() if not table.frame.height}
    paths = {Path(name).stem: name for name in sorted(members) if name.endswith(TABLE_FILES)}
    paths = {name: path for name, path in paths.items() if name not in empty}
    found = configurations(paths, default_table(dataset))
    # Other files than Parquet have no types of their own that a card could leave to them.
    typed = class_labels(dataset, {name: path for name, path in paths.items() if path.endswith(".parquet")})
    return {CARD: f"{written_matter({'configs': found, **typed})}\n{CARD_TEXT}".encode()} if found else {}


def _note(output: Edition, members: Iterable[str], dataset: Dataset, texts: ReadmeTexts) -> str:
    """Return the note on an edition, in English and then in Arabic; of one with a file a table, it names those that are there."""
    schemas = {**flat_schemas(dataset), **{name: table.schema for name, table in dataset.tables.items()}}
    files = {Path(name).stem for name in members if name.endswith(TABLE_FILES)} or schemas
    described = [(name, in_both_languages(schema.raw, "description")) for name, schema in schemas.items() if name in files]
    limits = [(in_both_languages(limit, "title"), in_both_languages(limit, "description")) for limit in texts.limits]
    lines: list[str] = []
    for language, (version, edition, opens, tables, shown, cite) in enumerate(HEADINGS):
        lines += _part(
            texts.title[language],
            [texts.description[language], f"{version} {texts.version}, {edition} {output.name}.", texts.licence],
            {
                opens: [output.opens],
                tables: [f"{name}: {text[language]}" for name, text in described],
                shown: [f"{title[language]}: {text[language]}" for title, text in limits],
                cite: [texts.citation],
            },
        )
    return "\n".join(lines)


def _part(title: str, lead: Iterable[str], sections: dict[str, list[str]]) -> Iterator[str]:
    """Yield the note in one language; what the package does not say is left out."""
    yield from (title, "", *filter(None, lead), "")
    for heading, lines in sections.items():
        if any(lines):
            yield from (heading, *(f"  {line}" for line in lines), "")
