"""How a report names a file: with forward slashes on every system, as editors, git and GitHub take them."""

from __future__ import annotations

from os.path import relpath
from pathlib import PurePath
from urllib.parse import quote

from mawaqif.findings import written
from mawaqif.standard.descriptor import is_remote


def shown_path(root: PurePath, file: str) -> str:
    """Return a path that an editor can open from here: relative where the file lies below, else whole.

    Args:
        root: folder that the path starts from.
        file: path in it, with forward slashes; an address stays as it is.
    """
    return written(file if is_remote(file) else _placed(root, file).as_posix())


def uri_of(root: PurePath, file: str) -> str:
    """Return the address of a file: relative to the folder where the command ran, where it lies below, else `file:///…`."""
    if is_remote(file):
        return file
    path = _placed(root, file)
    if not path.is_absolute():
        return _quoted(path.as_posix())
    rest = _quoted(path.as_posix().removeprefix(path.drive))
    if path.drive.endswith(":"):
        return f"file:///{path.drive}{rest}"  # the colon of a drive stays (RFC 8089, appendix E.2)
    return f"file:{rest}" if path.drive else f"file://{rest}"


def _quoted(path: str) -> str:
    return quote(path.encode("utf-8", "surrogateescape"))


def _placed(root: PurePath, file: str) -> PurePath:
    path = root / file
    try:
        relative = type(path)(relpath(path))
    except ValueError:  # another drive
        return path
    return path if relative.parts[:1] == ("..",) else relative
