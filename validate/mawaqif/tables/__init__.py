"""Reading: a folder with `datapackage.json` becomes typed tables with true line numbers."""

from mawaqif.findings import CannotRunError
from mawaqif.home import INDEX
from mawaqif.tables.descriptor import load_descriptor
from mawaqif.tables.model import EDTF_LEVEL_0, ISO_ALPHA_3, READING_RECORD, Descriptor, Field, ForeignKey, TableSchema
from mawaqif.tables.table import MARK, Dataset, Table, load_dataset, load_table, parse_table
from mawaqif.tables.usual import ROW

__all__ = [
    "EDTF_LEVEL_0",
    "INDEX",
    "ISO_ALPHA_3",
    "MARK",
    "READING_RECORD",
    "ROW",
    "CannotRunError",
    "Dataset",
    "Descriptor",
    "Field",
    "ForeignKey",
    "Table",
    "TableSchema",
    "load_dataset",
    "load_descriptor",
    "load_table",
    "parse_table",
]
