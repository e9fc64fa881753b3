"""The start of the command: until it runs, a signal ends it as it ends any program, without a traceback of its loading."""

from __future__ import annotations

import signal
import sys
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from types import ModuleType

# What libraries load where it is installed, for work that no command asks of them: Pandera its forms for pandas and
# its examples for hypothesis, jsonschema the formats of identifiers and spans of time, which frictionless does not check.
# They belong to what developers install, and take more time than the check of the package.
UNUSED = frozenset({"pandas", "hypothesis", "rfc3987_syntax", "isoduration"})


class _NotInstalled(MetaPathFinder):
    """Says of some libraries that they are not installed, in the words in which Python says it."""

    def find_spec(self, fullname: str, _path: Sequence[str] | None, _target: ModuleType | None = None) -> None:
        """Raise ModuleNotFoundError for one of them; find nothing else."""
        if fullname in UNUSED:
            raise ModuleNotFoundError(f"No module named {fullname!r}", name=fullname)


def main() -> None:
    """Load the command line and run it."""
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    # The process is the command's own, so no other code misses them.
    sys.meta_path.insert(0, _NotInstalled())
    from mawaqif.cli import main as run  # noqa: PLC0415 - loaded once an interrupt is heeded

    run()


if __name__ == "__main__":
    main()
