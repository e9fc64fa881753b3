"""A signal ends a command with 128 and its number, and without a traceback, whatever the command is doing."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from conftest import BIN

LONG = "SELECT count(*) FROM range(100000000000) WHERE range % 7 = 3"
SENT = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


# To load and to open a release takes a third of it, in seconds of processor time.
AT_WORK = 0.9


def wait_until_at_work(process: subprocess.Popen[str]) -> None:
    """Wait until a process has worked for longer than it takes to start, or for three seconds where nothing tells."""
    told, end = Path(f"/proc/{process.pid}/stat"), time.monotonic() + (30 if Path("/proc/self/stat").exists() else 3)
    while process.poll() is None and time.monotonic() < end:
        time.sleep(0.05)
        if told.exists():
            used = told.read_text().rpartition(")")[2].split()[11:13]
            if sum(map(int, used)) / os.sysconf("SC_CLK_TCK") > AT_WORK:
                return


@pytest.mark.parametrize("sent", SENT, ids=lambda sent: sent.name)
def test_a_query_at_work_is_ended(sent: signal.Signals, release: Path) -> None:
    words = [str(BIN / "mawaqif"), "query", "--release", str(release), "--seconds", "60", LONG]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        wait_until_at_work(process)
        process.send_signal(sent)
        try:
            # It takes a tenth of a second; the query itself would go on for minutes, and its limit is far.
            assert process.communicate(timeout=10) == ("", "")
        finally:
            process.kill()
    assert process.returncode == 128 + sent


@pytest.mark.parametrize("sent", SENT, ids=lambda sent: sent.name)
@pytest.mark.parametrize("work", ["raise RuntimeError('Query interrupted')", "raise SystemExit(1)", "pass"])
def test_the_code_follows_from_the_signal(work: str, sent: signal.Signals) -> None:
    """A library that works when the signal comes may turn it into another error, or into none."""
    code = (
        "import os\nfrom mawaqif.commands import ended_by_signals\nwith ended_by_signals():\n    try:\n"
        f"        os.kill(os.getpid(), {int(sent)})\n        import time\n        time.sleep(5)\n"
        f"    except BaseException:\n        {work}\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (128 + sent, "")


def test_a_signal_that_is_ignored_stays_so() -> None:
    code = (
        "import os\nfrom mawaqif.commands import ended_by_signals\nwith ended_by_signals():\n"
        "    os.kill(os.getpid(), 1)\nprint('on')"
    )
    words = ["sh", "-c", 'trap "" HUP; exec "$0" -c "$1"', sys.executable, code]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "on\n")
