"""What is computed from the rows and not kept by hand: derived columns, described beside the code that computes them.

In: tables as they are kept. Out: the tables as they are published, with the derived columns in their schemas and rows
(`published`), and the reading order of the statements of a document, by where their passages stand.
"""

from mawaqif.deriving.columns import kept_columns, needed_tables, published, published_descriptor, published_table
from mawaqif.deriving.held import held_columns, made_anew
from mawaqif.deriving.reading_order import first_starts, is_publication, reading_order, statement_number

__all__ = [
    "first_starts",
    "held_columns",
    "is_publication",
    "kept_columns",
    "made_anew",
    "needed_tables",
    "published",
    "published_descriptor",
    "published_table",
    "reading_order",
    "statement_number",
]
