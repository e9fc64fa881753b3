"""Reading: a folder with `datapackage.json` becomes typed tables with true line numbers.

In: the folder of a package. Out: a `Dataset` of `Table`s, and a finding for each file, schema or cell that cannot be read.
The canonical form of a table, which is how rows are written back, is defined here too.
"""

from mawaqif.standard.codes import HEADER_WRONG, PACKAGE_INVALID
from mawaqif.standard.json_file import JsonError, parse_json, read_json, with_member
from mawaqif.standard.merge_conflicts import MergeConflict, merge_conflict
from mawaqif.standard.records import stray_mark
from mawaqif.tables.canonical import canonical_text, csv_text, is_canonical, sorted_rows
from mawaqif.tables.delimiters import OTHER_DELIMITERS, SEPARATOR_LINE
from mawaqif.tables.descriptor import index_line, load_descriptor, schema_line
from mawaqif.tables.field_types import FIELD_TYPES, to_text
from mawaqif.tables.form_codes import FORM_CODES, LINK, STRAY_FILE
from mawaqif.tables.memory import Memory
from mawaqif.tables.model import (
    EDTF_LEVEL_0,
    ISO_ALPHA_3,
    KEY_SEPARATOR,
    READING_RECORD,
    RETIRED_IDENTIFIERS,
    SEALINGS,
    TITLE_PART,
    Descriptor,
    Field,
    ForeignKey,
    TableSchema,
    own_identifier,
    spelt_key,
)
from mawaqif.tables.number_spellings import misspelt_number
from mawaqif.tables.patterns import anchored, polars_pattern
from mawaqif.tables.prefilter import ROW_INDEX, UNUSUAL_PATTERN
from mawaqif.tables.reader import read_text
from mawaqif.tables.schema_file import table_schema
from mawaqif.tables.table import BYTE_ORDER_MARK, Dataset, Table, load_dataset, load_table, parse_table

__all__ = [
    "BYTE_ORDER_MARK",
    "EDTF_LEVEL_0",
    "FIELD_TYPES",
    "FORM_CODES",
    "HEADER_WRONG",
    "ISO_ALPHA_3",
    "KEY_SEPARATOR",
    "LINK",
    "OTHER_DELIMITERS",
    "PACKAGE_INVALID",
    "READING_RECORD",
    "RETIRED_IDENTIFIERS",
    "ROW_INDEX",
    "SEALINGS",
    "SEPARATOR_LINE",
    "STRAY_FILE",
    "TITLE_PART",
    "UNUSUAL_PATTERN",
    "Dataset",
    "Descriptor",
    "Field",
    "ForeignKey",
    "JsonError",
    "Memory",
    "MergeConflict",
    "Table",
    "TableSchema",
    "anchored",
    "canonical_text",
    "csv_text",
    "index_line",
    "is_canonical",
    "load_dataset",
    "load_descriptor",
    "load_table",
    "merge_conflict",
    "misspelt_number",
    "own_identifier",
    "parse_json",
    "parse_table",
    "polars_pattern",
    "read_json",
    "read_text",
    "schema_line",
    "sorted_rows",
    "spelt_key",
    "stray_mark",
    "table_schema",
    "to_text",
    "with_member",
]
