"""Mentions: names of the data set that occur in a text, in any spelling that folds alike, also behind Arabic prefixes."""

from __future__ import annotations

import re
from collections.abc import Mapping

from mawaqif.coding.labels import names_in
from mawaqif.passages import fold
from mawaqif.tables import Dataset

# What Arabic writes together with the next word: and, then, in, for, as.
_PREFIX = "(?:[وف]?[بلك]?)"
# A shorter name is also part of other words too often.
SHORTEST_NAME = 3
TABLES = ("actors", "initiatives", "events")


class Mentions:
    """The names of some tables, ready to be looked for."""

    def __init__(self, dataset: Dataset) -> None:
        """Take the names and aliases that only one row of a table has."""
        self._names: dict[str, Mapping[str, str]] = {}
        self._patterns: dict[str, re.Pattern[str]] = {}
        for name in TABLES:
            table = dataset.tables.get(name)
            names = {form: row for form, row in names_in(table).items() if len(form) >= SHORTEST_NAME} if table else {}
            if names:
                forms = {form: row for known, row in names.items() for form in _forms(known)}
                self._names[name] = forms
                longest = sorted(forms, key=len, reverse=True)
                self._patterns[name] = re.compile(rf"(?<!\w){_PREFIX}({'|'.join(map(re.escape, longest))})(?!\w)")

    def in_text(self, table: str, text: str) -> list[str]:
        """Return the rows of a table that a text names, each once, in order; of overlapping names the longest counts."""
        pattern = self._patterns.get(table)
        found = (self._names[table][match[1]] for match in pattern.finditer(fold(text))) if pattern else ()
        return list(dict.fromkeys(found))


def _forms(name: str) -> list[str]:
    """Return a name as it stands, and as it stands after the preposition that swallows its article."""
    return [name, f"لل{name[2:]}"] if name.startswith("ال") else [name]
