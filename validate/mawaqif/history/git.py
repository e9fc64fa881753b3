"""Running git in the folder of a package, whatever the process has inherited."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

# Git sets these for its hooks, and they lead to the checkout of the hook, not to the folder that is asked about.
# Source: `git rev-parse --local-env-vars`, without what says how git is configured and where objects wait to be taken in.
_INHERITED = (
    "GIT_DIR",
    "GIT_WORK_TREE",
    "GIT_IMPLICIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_PREFIX",
    "GIT_COMMON_DIR",
    "GIT_NAMESPACE",
)


def run_git(folder: Path, *words: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """Run git in a folder, in English, and return what it said.

    Args:
        folder: where it runs.
        words: its arguments.
        given: what it reads.

    Raises:
        OSError: git is not installed.
    """
    environment = {name: value for name, value in os.environ.items() if name not in _INHERITED} | {"LC_ALL": "C", "LANGUAGE": ""}
    command = ["git", "-C", str(folder), *words]
    return subprocess.run(command, input=given, capture_output=True, check=False, env=environment)  # noqa: S603 - git, as the user has it
