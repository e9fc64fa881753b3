"""Where a mutant is damaged: the place at which a check should find it."""

from __future__ import annotations

from dataclasses import dataclass

LONGEST_SHOWN = 44


@dataclass(frozen=True)
class Damage:
    """The place of a damage, and what was done there.

    Attributes:
        file: path of the damaged file, relative to the package.
        line: physical line in the damaged file, from 1; 0 where the file as a whole is meant.
        columns: the damaged columns, where single cells were damaged.
        last: last line where the damage spans several, else 0.
        note: what was done, for people.
    """

    file: str
    line: int = 0
    columns: tuple[str, ...] = ()
    last: int = 0
    note: str = ""

    def spans(self, file: str, line: int) -> bool:
        """True where a place lies in the damage; every line does where the whole file is meant."""
        return file == self.file and (not self.line or self.line <= line <= max(self.line, self.last))

    def __str__(self) -> str:
        """Write the place as a finding does, and what was done."""
        lines = f":{self.line}" if self.line else ""
        lines += f"-{self.last}" if self.last else ""
        column = f":{'/'.join(self.columns)}" if self.columns else ""
        return f"{self.file}{lines}{column} {self.note}".rstrip()


def change(before: str, after: str) -> str:
    """Describe the change of a text in one short line, from shortly before the place where the two part."""
    same = next((n for n, (a, b) in enumerate(zip(before, after, strict=False)) if a != b), min(len(before), len(after)))
    start = max(0, same - LONGEST_SHOWN // 3) if max(len(before), len(after)) > LONGEST_SHOWN else 0
    return f"{_excerpt(before, start)} → {_excerpt(after, start)}"


def _excerpt(text: str, start: int) -> str:
    part = text[start : start + LONGEST_SHOWN]
    shown = "".join(char if char.isprintable() else f"\\u{ord(char):04x}" for char in part)
    more = "…" if start + LONGEST_SHOWN < len(text) else ""
    return f"‹{'…' if start else ''}{shown}{more}›"
