"""Rows that are to be added to the tables of a package, kept by table until all are there."""

from __future__ import annotations

import csv
import hashlib
from collections import defaultdict
from pathlib import Path

import pycountry

from grown.words import Text, Words
from mawaqif.passages import anchor, fold
from mawaqif.passages.coverage import left_over


class Sheet:
    """New rows, by table.

    Attributes:
        folder: the package that they are for.
        words: what their prose is drawn from.
    """

    def __init__(self, folder: Path, seed: int) -> None:
        self.folder, self.words = folder, Words(seed)
        self._rows: defaultdict[str, list[dict[str, str]]] = defaultdict(list)

    def add(self, table: str, **cells: object) -> None:
        """Add a row; cells that are left out stay empty."""
        self._rows[table].append({column: str(cell) for column, cell in cells.items() if cell is not None})

    def named(self, table: str, **cells: object) -> None:
        """Add a row with an invented name, or title, in both languages."""
        words = {"en": self.words.english(4), "ar": self.words.arabic(4)}
        noun = {"documents": "title", "provisions": "title", "topics": "label"}.get(table, "name")
        self.add(table, **({f"{noun}_{language}": text for language, text in words.items()} | cells))

    def cell(self, table: str, key: str, column: str) -> str:
        """Return a cell of a row that was added; its key stands first."""
        return next(row[column] for row in self._rows[table] if next(iter(row.values())) == key)

    def passage(self, statement: str, text: Text, places: list[tuple[int, int]]) -> None:
        """Add the rows of a passage of one or several parts."""
        whole = text.whole()
        for part, (start, end) in enumerate(places, start=1):
            self.add("passages", statement_id=statement, part=part, **vars(anchor(whole, start, end)))

    def source(self, document: str, text: Text, sources: Path) -> dict[str, object]:
        """Write the text of a document where the sources are, and set aside what no passage has; returns what its row says."""
        data = text.whole().encode()
        self._stretches(document, text.whole())
        (sources / f"{document}.txt").write_bytes(data)
        return {"text_sha256": hashlib.sha256(data).hexdigest(), "text_length": len(text.whole())}

    def _stretches(self, document: str, text: str) -> None:
        """Add the pages of a text that page breaks part, and its stretches that are not coded."""
        coded = [(int(row["char_start"]), int(row["char_end"])) for row in self._rows["passages"]]
        for number, left in enumerate(left_over(text, coded), start=1):
            wordy = [at for at in range(left.start, left.end) if fold(text[at])]
            place = vars(anchor(text, wordy[0], wordy[-1] + 1))
            self.add("set_aside", document_id=document, number=number, **place, reason="heading")
        start = 0
        for page, piece in enumerate(text.split("\f") if "\f" in text else (), start=1):
            if piece.strip():
                self.add("pages", document_id=document, char_start=start, char_end=start + len(piece), page=page)
            start += len(piece) + 1

    def present(self, table: str, column: str) -> list[str]:
        """Return what a column of the package holds, in the order of its rows."""
        with (self.folder / "datapackage" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
            return [row[column] for row in csv.DictReader(file)]

    def new_states(self, count: int) -> list[str]:
        """Add states that the package does not know yet; returns their identifiers."""
        known = set(self.present("actors", "iso3"))
        codes = [country.alpha_3 for country in pycountry.countries if country.alpha_3 not in known][:count]
        for code in codes:
            self.named("actors", actor_id=f"state-{code.lower()}", kind="state", iso3=code)
        return [f"state-{code.lower()}" for code in codes]

    def write(self) -> None:
        """Put the rows into the files, at their end; `mawaqif fmt` puts them into their place."""
        for table, rows in self._rows.items():
            path = self.folder / "datapackage" / f"{table}.csv"
            with path.open(encoding="utf-8", newline="") as file:
                columns = next(csv.reader(file))
            with path.open("a", encoding="utf-8", newline="") as file:
                csv.DictWriter(file, columns, lineterminator="\n").writerows(rows)
