"""A Table Dialect: how the text of a file is cut into rows and cells. Source: Table Dialect 2, and CSV Dialect 1."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from mawaqif.findings import Bilingual, said, show

# Each property with what it may be.
_TEXT = ("delimiter", "lineTerminator", "quoteChar", "escapeChar", "nullSequence", "commentChar", "headerJoin", "property")
_FLAGS = ("header", "doubleQuote", "skipInitialSpace")
_ROWS = ("headerRows", "commentRows")
NOT_A_TEXT = "its dialect has {key} as {value}; expected a text", "{key} في dialect قيمتها {value}؛ والمتوقع نص"
NOT_A_FLAG = "its dialect has {key} as {value}; expected true or false", "{key} في dialect قيمتها {value}؛ والمتوقع true أو false"
NOT_ROWS = (
    "its dialect has {key} as {value}; expected a list of row numbers from 1",
    "{key} في dialect قيمتها {value}؛ والمتوقع قائمة بأرقام صفوف من 1",
)
ONE_SIGN = "its dialect has {key} as {value}; expected one character", "{key} في dialect قيمتها {value}؛ والمتوقع محرف واحد"


@dataclass(frozen=True)
class Dialect:
    """How a text is cut into rows and cells; see the standard for each property."""

    delimiter: str = ","
    line_terminator: str = ""
    quote: str | None = '"'
    double_quote: bool = True
    escape: str | None = None
    skip_initial_space: bool = False
    null_sequence: str | None = None
    header_rows: tuple[int, ...] = (1,)
    header_join: str = " "
    comment_rows: frozenset[int] = frozenset()
    comment_char: str = ""
    rows_in: str = ""
    item_keys: tuple[str, ...] = ()

    @property
    def plain(self) -> bool:
        """True where nothing but the delimiter may differ from the usual form, so that a fast reader takes the text."""
        usual = Dialect(delimiter=self.delimiter, null_sequence=self.null_sequence, header_rows=self.header_rows)
        return usual == self and self.header_rows in {(), (1,)} and len(self.delimiter) == 1 and self.delimiter.isascii()

    def as_csv(self) -> dict[str, Any]:
        """Return the arguments of Python's reader."""
        return {
            "delimiter": self.delimiter,
            "quotechar": self.quote,
            "doublequote": self.double_quote,
            "escapechar": self.escape,
            "skipinitialspace": self.skip_initial_space,
            "quoting": 0 if self.quote else 3,
        }


def unnested(raw: Mapping[str, Any]) -> dict[str, Any]:
    """Return a dialect with what frictionless writes under the name of the format beside what stands at its root."""
    inner = raw.get("csv")
    return {**raw, **(inner if isinstance(inner, dict) else {})}


def dialect_problems(raw: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the property and what is wrong with it."""
    for key, value in unnested(raw).items():
        if key in _TEXT and not (
            isinstance(value, str) or (value is None and key in {"quoteChar", "escapeChar", "nullSequence"})
        ):
            yield key, said(*NOT_A_TEXT, key=key, value=show(value))
        elif key in _FLAGS and not isinstance(value, bool):
            yield key, said(*NOT_A_FLAG, key=key, value=show(value))
        elif key in _ROWS and not (isinstance(value, list) and all(_is_row(item) for item in value)):
            yield key, said(*NOT_ROWS, key=key, value=show(value))
        elif (key in {"quoteChar", "escapeChar"} and isinstance(value, str) and len(value) > 1) or (
            key == "delimiter" and not value
        ):
            yield key, said(*ONE_SIGN, key=key, value=show(value))


def _is_row(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value > 0


def unsupported(dialect: Dialect) -> str:
    """Say what a dialect asks for that is not read here; empty where all is."""
    if len(dialect.delimiter) > 1:
        return Bilingual("its delimiter is longer than one character", "الفاصل فيه أطول من محرف واحد")
    return ""


def read_dialect(raw: Mapping[str, Any], delimiter: str) -> Dialect:
    """Read a dialect in which nothing is wrong.

    Args:
        raw: the dialect, as its file or resource has it.
        delimiter: what separates cells where the dialect does not say.
    """
    told = unnested(raw)
    rows = tuple(told.get("headerRows", (1,)))
    return Dialect(
        delimiter=told.get("delimiter", delimiter),
        line_terminator=told.get("lineTerminator", ""),
        quote=told.get("quoteChar", '"') or None,
        double_quote=told.get("doubleQuote", True),
        escape=told.get("escapeChar") or None,
        skip_initial_space=told.get("skipInitialSpace", False),
        null_sequence=told.get("nullSequence"),
        header_rows=tuple(sorted(rows)) if told.get("header", True) else (),
        header_join=told.get("headerJoin", " "),
        comment_rows=frozenset(told.get("commentRows", ())),
        comment_char=told.get("commentChar", "") or "",
        rows_in=told.get("property", ""),
        item_keys=tuple(told.get("itemKeys", ())),
    )
