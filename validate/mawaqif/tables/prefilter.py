"""The prefilter of cells: rules on single cells look only at unusual ones.

Several rules look for characters that hardly any cell has. One pass finds the cells that
hold anything but common letters, digits and punctuation with single spaces between them.
The pattern is wide on purpose: a false positive costs a moment, a false negative would hide a
fault. A test compares the pattern with the rules.
"""

from __future__ import annotations

import polars as pl

# Name of the column of row positions beside the columns of any table: no schema can have a column of this name.
# A rule that selects columns by their names calls it `row`, which is none of them.
ROW_INDEX = "#row"

# Latin letters except those that wrongly decoded text starts with, Arabic letters, digits and
# punctuation, dashes and quotation marks. Unicode NFC (UAX #15, section 9) changes none of them.
# The dotless i, and letters that are two in one, are left out too.
ARABIC = r"\x{621}-\x{63A}\x{641}-\x{64A}"
LATIN = r"\x{C0}\x{C1}\x{C4}-\x{D7}\x{DA}-\x{130}\x{134}-\x{137}\x{139}-\x{13E}\x{141}-\x{148}\x{14A}-\x{17E}"
LETTERS = rf"{LATIN}\x{{60C}}\x{{61B}}\x{{61F}}{ARABIC}"
PUNCTUATION = r"\x{20}-\x{7E}\x{AB}\x{BB}\x{2013}\x{2014}\x{2018}\x{2019}\x{201C}\x{201D}\x{2026}"
# NFC fixes the order of two marks in a row; a vowel before shadda is in that order.
VOWELS, SIGNS = r"\x{64B}-\x{650}", r"\x{651}\x{652}"
UNUSUAL_PATTERN = "|".join(
    (
        rf"[^{LETTERS}{PUNCTUATION}{VOWELS}{SIGNS}]",
        rf"[{VOWELS}][{VOWELS}\x{{652}}]|[{SIGNS}][{VOWELS}{SIGNS}]",
        rf"(?:^|[^{ARABIC}{VOWELS}{SIGNS}])[{VOWELS}{SIGNS}]",
        r"^[ =+@#?'-]",
        # Signs alone, and words that stand for no value.
        r"^[^\p{L}\p{N}]+$",
        r"^-?1\.#",
        r"\\",
        r"^(?:لا شيء|لا يوجد|غير معروف|غير متوفر|غير متاح)$",
        r" $",
        r"  ",
        r"&[#a-zA-Z]",
        r"<[a-zA-Z/]",
        r"\?\S",
        r"\*\*",
        r"\]\(",
        r"(?i:^(?:null|nan|nat|none|n\.?/?a\.?|nil|undefined|unknown|missing|not (?:available|applicable|known))$)",
        r"(?i:todo|fixme|tb[acd]|lorem ipsum|xxx)",
    )
)


def unusual_cells(cells: pl.DataFrame) -> pl.DataFrame:
    """Return the rows that hold unusual cells, with their positions as `ROW_INDEX`, in the columns that do.

    Args:
        cells: columns of cell texts.
    """
    flags = cells.lazy().select(pl.all().str.contains(UNUSUAL_PATTERN)).collect()
    columns = [column.name for column in flags if column.any()]
    if not columns:
        return pl.DataFrame(schema={ROW_INDEX: pl.UInt32()})
    return cells.select(columns).with_row_index(ROW_INDEX).filter(flags.select(pl.any_horizontal(columns)).to_series())
