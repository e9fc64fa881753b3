"""One kill: a command is started, ended by a signal some time later, and what it leaves is looked at."""

from __future__ import annotations

import hashlib
import signal
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

SUMS = "SHA256SUMS"
SIGNALS = (signal.SIGKILL, signal.SIGTERM, signal.SIGINT, signal.SIGHUP)


@dataclass(frozen=True)
class Seen:
    """What was seen of one kill.

    Attributes:
        sent: the signal.
        after: seconds after which it was sent, from its start or from when it began to write.
        code: exit code; negative where the signal ended the process itself.
        whole: whether the folder is whole: with every file as its checksums say and no other, or absent as before.
        left: hidden folders that the command left beside it.
        traceback: whether it showed one.
    """

    sent: signal.Signals
    after: float
    code: int
    whole: bool
    left: int
    traceback: bool

    @property
    def ended_well(self) -> bool:
        """True where nothing is half, and the exit code is 0 or says which signal came."""
        codes = {0, -self.sent} if self.sent == signal.SIGKILL else {0, -self.sent, 128 + self.sent}
        return self.whole and not self.traceback and self.code in codes and (self.sent == signal.SIGKILL or not self.left)


def is_whole(folder: Path) -> bool:
    """True where a folder holds what its checksums list, all of it and nothing else."""
    lines = (folder / SUMS).read_text(encoding="utf-8").splitlines() if (folder / SUMS).is_file() else []
    listed = {name: digest for digest, _, name in (line.partition("  ") for line in lines)}
    found = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if not path.is_dir()}
    if not listed or listed.keys() | {SUMS} != found.keys():
        return False
    return all(hashlib.sha256(found[name].read_bytes()).hexdigest() == digest for name, digest in listed.items())


def left_beside(out: Path) -> list[Path]:
    """Return the hidden folders that commands have left beside the folder that they publish into."""
    return sorted(out.parent.glob(f".{out.name}-*"))


def kill(words: Sequence[str], out: Path, sent: signal.Signals, after: float, *, writing: bool = False) -> Seen:
    """Start a command that publishes into `out`, send it a signal, and look at what it leaves.

    Args:
        words: the command.
        out: the folder that it publishes into.
        sent: the signal.
        after: seconds after which it is sent.
        writing: whether they are counted from when the command begins to write, and not from its start.
    """
    there, before = out.exists(), len(left_beside(out))
    process = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, encoding="utf-8")
    while writing and len(left_beside(out)) == before and process.poll() is None:
        time.sleep(0.01)
    time.sleep(after)
    process.send_signal(sent)
    _, said = process.communicate()
    whole = is_whole(out) if there or out.exists() else True
    return Seen(sent, after, process.returncode, whole, max(0, len(left_beside(out)) - before), "Traceback" in said)
