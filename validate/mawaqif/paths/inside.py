"""Paths that come from data: a name stays inside the folder it is joined to, and a link inside a package is not followed."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

from mawaqif.findings import Bilingual, CannotRunError, said, show

# What file systems take in one part, in bytes, and what every system takes in all.
LONGEST_PART, LONGEST_NAME = 255, 1024
# Half of a pair of UTF-16: what a byte that is no UTF-8 reads as.
_HALF = re.compile("[\ud800-\udfff]")
# What Windows takes for a separator, a drive or a pattern. Source: Microsoft, "Naming Files, Paths, and Namespaces".
_NOT_EVERYWHERE = '\\:*?"<>|'
# Names of devices there, with any ending: `nul.csv` is no file.
_DEVICE = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|clock\$|(?:com|lpt)[0-9¹²³])(?:[. ].*)?", re.IGNORECASE | re.DOTALL)
# Files and folders that belong to a package beside its tables and schemas; what a release takes is among them.
_COMPANIONS = ("CITATION.cff", "LICENSE", "LICENSE-DATA", "CHANGELOG.md", "README.md", ".zenodo.json", "docs")
_FOLDERS = ("queries", "docs/chapters")


A_LINK = Bilingual(
    "it is a link, which is not followed; put the file itself in its place",
    "هو رابط، والروابط لا تُتبع؛ ضع الملف نفسه في مكانه",
)


class OutsideError(CannotRunError):
    """A name from data is none that every system can have inside a folder; the message says why, `problem` that alone."""

    def __init__(self, where: object, name: str, problem: str) -> None:
        """Keep what is wrong with the name."""
        super().__init__(f"{where}: the name {show(name)} is not taken: {problem}")
        self.problem = problem


class LinkError(OSError):
    """The path leads over a link, which is not followed; `strerror` says so."""


@lru_cache(maxsize=1024)
def name_problem(name: str) -> str:
    """Say why a name cannot be that of a file inside any folder, on every system; empty where it can.

    Args:
        name: a relative path with slashes, such as `csv/topics.csv`.
    """
    return next(_problems(name), "")


def _problems(name: str) -> Iterator[str]:
    if not name:
        yield Bilingual("it is empty", "هو فارغ")
    if _HALF.search(name):
        yield Bilingual("it is not UTF-8", "ليس من UTF-8")
    elif len(name.encode()) > LONGEST_NAME:
        yield said("it is longer than {most} bytes", "هو أطول من {most} بايت", most=LONGEST_NAME)
    if not name.isprintable():
        yield Bilingual("it holds a character that cannot be seen", "فيه محرف لا يُرى")
    if name.startswith("/") or re.match(r"[A-Za-z]:", name):
        yield Bilingual("it is absolute, so it leads out of the folder", "هو مسار مطلق، فيقود إلى خارج المجلد")
    strange = [char for char in _NOT_EVERYWHERE if char in name]
    if strange:
        yield said(
            "it holds {sign}, which some systems do not take in a name",
            "فيه {sign}، ولا تقبله بعض الأنظمة في اسم",
            sign=strange[0],
        )
    for part in name.split("/"):
        yield from _part_problems(part)


def _part_problems(part: str) -> Iterator[str]:
    if part == "..":
        yield Bilingual("it leads out of the folder", "يقود إلى خارج المجلد")
    elif part in ("", "."):
        yield Bilingual("a part of it is empty", "جزء منه فارغ")
    elif part != part.strip() or part.endswith("."):
        yield said(
            "{part} begins or ends with a space, or ends with a full stop",
            "{part} يبدأ أو ينتهي بمسافة، أو ينتهي بنقطة",
            part=show(part),
        )
    elif _DEVICE.fullmatch(part):
        yield said("{part} is the name of a device on Windows", "{part} اسم جهاز في Windows", part=show(part))
    elif len(part.encode(errors="replace")) > LONGEST_PART:
        yield said("a part of it is longer than {most} bytes", "جزء منه أطول من {most} بايت", most=LONGEST_PART)


def inside(folder: Path, name: str) -> Path:
    """Join a name from data to a folder.

    Args:
        folder: any folder.
        name: a relative path with slashes.

    Raises:
        OutsideError: the name leads out of the folder, or is none that every system takes.
    """
    problem = name_problem(name)
    if problem:
        raise OutsideError(folder, name, problem)
    return folder.joinpath(*name.split("/"))


def unlinked(folder: Path, name: str) -> Path:
    """Join a name from data to a folder of the package or of a release, in which no link is followed.

    The folder itself may be reached over a link, because its user named it.

    Raises:
        OutsideError: as `inside`.
        LinkError: the file, or a folder on the way to it, is a link.
    """
    path = inside(folder, name)
    link = link_on_the_way(folder, name)
    if link:
        raise LinkError(40, A_LINK, str(folder / link))
    return path


def size_of(folder: Path, name: str) -> int:
    """Return the bytes that a file by a name from data has; 0 where none can be read, which is told when it is."""
    try:
        return os.stat(unlinked(folder, name)).st_size  # noqa: PTH116 - it may be no file at all
    except (OSError, ValueError, CannotRunError):
        return 0


def link_on_the_way(folder: Path, name: str) -> str:
    """Return the first part of a path inside a folder that is a link; empty where none is."""
    parts = name.split("/")
    steps = ("/".join(parts[:count]) for count in range(1, len(parts) + 1))
    return next((step for step in steps if (folder / step).is_symlink()), "")


def links_in(root: Path, named: Iterable[str]) -> list[str]:
    """Return every link among the files of a package, as paths with slashes.

    Args:
        root: folder of the package; what else lies in it, as in a checkout, is not looked at.
        named: paths of its tables and schemas. What lies beside them belongs to the package too.
    """
    named = [name for name in named if not name_problem(name)]
    beside = {name.rpartition("/")[0] for name in named} - {""}
    found = {link_on_the_way(root, name) for name in (*named, *beside, *_COMPANIONS, *_FOLDERS)}
    for folder in sorted(beside):
        found.update(_links_beside(root, folder, deep=False))
    for folder in _FOLDERS:
        found.update(_links_beside(root, folder, deep=True))
    return sorted(found - {""})


def _links_beside(root: Path, folder: str, *, deep: bool) -> Iterator[str]:
    if link_on_the_way(root, folder) or not (root / folder).is_dir():
        return
    with os.scandir(root / folder) as entries:
        for entry in entries:
            path = f"{folder}/{entry.name}"
            if entry.is_symlink():
                yield path
            elif deep and entry.is_dir():
                yield from _links_beside(root, path, deep=True)


def refuse_names(names: Iterable[str], what: str) -> None:
    """Refuse names that are not inside, or that are one file on a system that tells no capitals or accents apart.

    Args:
        names: relative paths with slashes.
        what: whose they are, as the message names it.

    Raises:
        OutsideError: a name is not taken; the message names it.
    """
    seen: dict[str, str] = {}
    for name in names:
        problem = name_problem(name)
        if problem:
            raise OutsideError(what, name, problem)
        other = seen.setdefault(unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold()), name)
        if other != name:
            raise OutsideError(what, name, f"on some systems it is the same file as {show(other)}; change one of them")


@contextmanager
def naming(path: Path) -> Iterator[None]:
    """Let an error of the system name the file where it names none, as a full disk does not."""
    try:
        yield
    except OSError as error:
        if error.filename is None:
            error.filename = str(path)
        raise
