"""Which cells hold nothing unusual, so that most rules on single cells can pass them over.

Several rules look for characters that hardly any cell has. One pass finds the cells that
hold anything but plain letters, digits and punctuation with single spaces between them;
only those are looked at closely. What counts as usual is narrow on purpose: a cell that
is called unusual without need costs a moment, the reverse would hide a fault. A test
holds the two against each other.
"""

from __future__ import annotations

import polars as pl

# The position of a row, beside columns of any name that a schema can give.
ROW = "#row"

# Latin letters without those that start a letter in a wrong encoding, Arabic letters and
# punctuation, dashes and quotation marks: none of them is decomposed, or composed with another,
# by Unicode NFC (UAX #15, section 9).
# The dotless i, and letters that are two in one, are left out too.
ARABIC = r"\x{621}-\x{63A}\x{641}-\x{64A}"
LATIN = r"\x{C0}\x{C1}\x{C4}-\x{D7}\x{DA}-\x{130}\x{134}-\x{137}\x{139}-\x{13E}\x{141}-\x{148}\x{14A}-\x{17E}"
LETTERS = rf"{LATIN}\x{{60C}}\x{{61B}}\x{{61F}}{ARABIC}"
PUNCTUATION = r"\x{20}-\x{7E}\x{AB}\x{BB}\x{2013}\x{2014}\x{2018}\x{2019}\x{201C}\x{201D}\x{2026}"
# Of two signs in a row NFC fixes the order; a vowel and then shadda are in it.
VOWELS, SIGNS = r"\x{64B}-\x{650}", r"\x{651}\x{652}"
UNUSUAL = "|".join(
    (
        rf"[^{LETTERS}{PUNCTUATION}{VOWELS}{SIGNS}]",
        rf"[{VOWELS}][{VOWELS}\x{{652}}]|[{SIGNS}][{VOWELS}{SIGNS}]",
        rf"(?:^|[^{ARABIC}{VOWELS}{SIGNS}])[{VOWELS}{SIGNS}]",
        r"^[ =+@#?-]",
        r" $",
        r"  ",
        r"&[#a-zA-Z]",
        r"<[a-zA-Z/]",
        r"\?\S",
        r"\*\*",
        r"\]\(",
        r"(?i:^(?:null|nan|none|n/?a|nil|unknown)$)",
        r"(?i:todo|fixme|tbd|lorem ipsum|xxx)",
    )
)


def unusual_cells(cells: pl.DataFrame) -> pl.DataFrame:
    """Return the rows that hold anything unusual, with their positions as `ROW`, in the columns that do.

    Args:
        cells: columns of cell texts.
    """
    flags = cells.lazy().select(pl.all().str.contains(UNUSUAL)).collect()
    columns = [column.name for column in flags if column.any()]
    if not columns:
        return pl.DataFrame(schema={ROW: pl.UInt32()})
    return cells.select(columns).with_row_index(ROW).filter(flags.select(pl.any_horizontal(columns)).to_series())
