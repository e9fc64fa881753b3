"""`docs/architecture.md`: its list of rooms, made from their faces in the order of the house.

`make docs` renews the list; `tests/docs/test_architecture.py` says when it is stale. The order is
that of `LAYERS` in the test of the structure, which is read and not imported: it is a test.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "architecture.md"
ROOTS = tuple(ROOT / part / "mawaqif" for part in ("validate", "build"))
START = "<!-- rooms: made by `make docs` from the faces; do not edit -->\n"
END = "<!-- end of rooms -->"


def layers() -> tuple[tuple[str, ...], ...]:
    """Return the rooms of each floor, from the ground up."""
    path = next((ROOT / "tests").rglob("test_structure.py"))
    return ast.literal_eval(_assigned(path, "LAYERS"))


def _assigned(path: Path, name: str) -> ast.expr:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return next(node.value for node in tree.body if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == name)


def place(room: str) -> Path:
    """Return the face of a room, or the one file that a room is."""
    faces = [root / name for root in ROOTS for name in (f"{room}/__init__.py", f"{room}.py")]
    return next(path for path in faces if path.is_file())


def purpose(path: Path) -> str:
    """Return what a face says of its room: the first line, and the line of what comes in and goes out."""
    text = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    first, _, rest = text.partition("\n")
    said = first.partition(": ")[2] if path.name == "__init__.py" else first
    passing = re.search(r"^In: (.+?) Out: (.+?\.)(?=\s|$)", rest, re.MULTILINE | re.DOTALL)
    ways = f" *In:* {passing[1]} *Out:* {passing[2]}" if passing else ""
    return (said[:1].upper() + said[1:] + ways).replace("\n", " ")


def open_modules(path: Path) -> list[str]:
    """Return the modules of a room that its face names, so that others may import from them."""
    if path.name != "__init__.py":
        return []
    named = ast.literal_eval(_assigned(path, "__all__"))
    return [name for name in named if (path.parent / name / "__init__.py").is_file() or (path.parent / f"{name}.py").is_file()]


def rooms() -> Iterator[str]:
    """Yield the lines of the list."""
    yield "| floor | room | what it is for, what comes in and what goes out | its open modules |"
    yield "|--:|---|---|---|"
    for floor, names in enumerate(layers()):
        for room in names:
            path = place(room)
            link = f"[{room}](../{path.relative_to(ROOT).as_posix()})"
            yield f"| {floor} | {link} | {purpose(path)} | {', '.join(f'`{name}`' for name in open_modules(path))} |"


def renewed(text: str) -> str:
    """Return the page with its list as the faces are now."""
    before, _, rest = text.partition(START)
    return before + START + "\n".join(rooms()) + "\n" + END + rest.partition(END)[2]


if __name__ == "__main__":
    page = PAGE.read_text(encoding="utf-8")
    if (new := renewed(page)) != page:
        PAGE.write_text(new, encoding="utf-8")
        sys.stdout.write(f"written {PAGE.relative_to(ROOT)}\n")
