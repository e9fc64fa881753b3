"""The steps of one person: one after the other, each told in words, each undone as long as nobody else wrote."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from mawaqif.desk.errors import Json, RefusedError
from mawaqif.desk.state import State, files_of, read_state
from mawaqif.editing.atomic_writes import finish_writes, write_texts
from mawaqif.findings import Bilingual, CannotRunError, Language, spoken
from mawaqif.history import compare_datasets
from mawaqif.paths import to_write, unlinked
from mawaqif.reports import contribution_lines

MOST_STEPS = 50
MOST_TOLD = 40
CHANGED = Bilingual("the tables were changed in the meantime", "تغيّرت الجداول في هذه الأثناء")
NO_STEP = Bilingual("there is no step to take back", "لا خطوة يُتراجع عنها")
OVERWRITTEN = Bilingual("its files were changed since by another program", "غيّر برنامج آخر ملفاتها بعد ذلك")


@dataclass(frozen=True)
class Step:
    """One step that was written.

    Attributes:
        before: the bytes of each file that it changed; None where there was none.
        after: the bytes that it left.
        told: the step in words.
    """

    before: Mapping[str, bytes | None]
    after: Mapping[str, bytes]
    told: list[str]


@dataclass
class Desk:
    """The desk of one person.

    Attributes:
        root: folder that holds `datapackage.json`.
        sources: folder of the documents.
        coder: name of the second coder; empty for everybody else.
    """

    root: Path
    sources: Path
    coder: str = ""
    _lock: threading.RLock = field(default_factory=threading.RLock)
    _state: State | None = None
    _earlier: dict[str, State] = field(default_factory=dict)
    _steps: list[Step] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Finish what was cut off when the program was killed the last time."""
        finish_writes(to_write(self.root))

    @contextmanager
    def state(self) -> Iterator[State]:
        """Give the package as it is now; nobody else at this desk reads or writes meanwhile.

        Raises:
            CannotRunError: it cannot be read.
        """
        with self._lock:
            self._state = read_state(self.root, self.sources, self._state)
            self._earlier[self._state.version] = self._state
            for version in list(self._earlier)[:-MOST_STEPS]:
                del self._earlier[version]
            yield self._state

    @contextmanager
    def state_of(self, version: str, language: Language = Language.ENGLISH) -> Iterator[State]:
        """Give the package as it is now, to somebody who saw a version of it, and reads a language.

        Raises:
            RefusedError: it was changed in the meantime; it is told what changed.
        """
        with self.state() as now:
            if now.version != version:
                seen = self._earlier.get(version)
                told = [] if self.coder or seen is None else _in_words(seen, now, language)
                raise RefusedError(409, {"error": CHANGED, "told": told, "version": now.version})
            yield now

    def write(self, now: State, action: Callable[[], object], language: Language) -> Json:
        """Write something, keep how it is undone, and tell it in words.

        Args:
            now: the package as it is.
            action: writes, all files or none.
            language: the language in which it is told.
        """
        action()
        after = files_of(self.root, now.dataset)
        changed = [name for name in {**now.files, **after} if now.files.get(name) != after.get(name)]
        with self.state() as then:
            told = [] if self.coder else _in_words(now, then, language)
            if changed:
                before = {name: now.files.get(name) for name in changed}
                self._steps.append(Step(before, {name: after[name] for name in changed if name in after}, told))
                del self._steps[:-MOST_STEPS]
            return {"version": then.version, "told": told, "steps": len(self._steps)}

    def undo(self, version: str, language: Language) -> Json:
        """Take the last step back, and tell in a language what that changed.

        Raises:
            RefusedError: there is none, or its files were changed since.
        """
        with self.state_of(version, language) as now:
            if not self._steps:
                raise RefusedError(409, {"error": NO_STEP, "version": now.version})
            step = self._steps[-1]
            if any(now.files.get(name) != step.after.get(name) for name in step.before):
                raise RefusedError(409, {"error": OVERWRITTEN, "version": now.version})
            _put_back(self.root, step)
            self._steps.pop()
            with self.state() as then:
                told = [] if self.coder else _in_words(now, then, language)
                return {"version": then.version, "told": told, "steps": len(self._steps)}

    @property
    def steps(self) -> int:
        """How many steps can be taken back."""
        return len(self._steps)


def _put_back(root: Path, step: Step) -> None:
    texts = {unlinked(root, name): data.decode("utf-8") for name, data in step.before.items() if data is not None}
    if texts:
        write_texts(texts)
    for name, data in step.before.items():
        if data is None:
            unlinked(root, name).unlink(missing_ok=True)


def _in_words(before: State, after: State, language: Language) -> list[str]:
    """Return what differs between two states, a line a row."""
    try:
        contribution = compare_datasets(before.dataset, after.dataset)
    except CannotRunError as error:
        return [spoken(error.args[0], language)]
    return [line.strip() for line in list(contribution_lines(contribution, limit=MOST_TOLD, language=language))[1:]]
