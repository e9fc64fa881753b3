"""Editions: the files of a release, one module each, in the order in which they are written.

In: the checked tables, and the folder to write into. Out: files, and what others need to read such files back.

A new edition is one file beside this one and one line in `registry`, which lists them all and is loaded only where a
release is made, since it needs every library that an edition is written with; where people may choose it, its name stands
in `mawaqif.release.file_names` too.
"""

from __future__ import annotations

from mawaqif.release.editions.arrow_schema import to_arrow
from mawaqif.release.editions.csv_edition import FOLDER as CSV_FOLDER
from mawaqif.release.editions.data_dictionary import NAME as DICTIONARY
from mawaqif.release.editions.data_dictionary import dictionary_schema, with_dictionary
from mawaqif.release.editions.ddl import comments, create_table, literal, quoted
from mawaqif.release.editions.duckdb_edition import fill, release_file
from mawaqif.release.editions.edition import DoesNotFitError, Edition
from mawaqif.release.editions.flat_edition import flat_schemas
from mawaqif.release.editions.inventory import ReleaseFile, inventory
from mawaqif.release.editions.json_file import json_text
from mawaqif.release.editions.metadata import DOWNLOADS, LATEST, Document, LanguageMap, Metadata, metadata_of
from mawaqif.release.editions.parquet_edition import FOLDER as PARQUET_FOLDER
from mawaqif.release.editions.profiles import Profile, listed, profiles
from mawaqif.release.editions.releases_edition import release_entry
from mawaqif.release.editions.table_files import table_path

__all__ = [
    "CSV_FOLDER",
    "DICTIONARY",
    "DOWNLOADS",
    "LATEST",
    "PARQUET_FOLDER",
    "Document",
    "DoesNotFitError",
    "Edition",
    "LanguageMap",
    "Metadata",
    "Profile",
    "ReleaseFile",
    "comments",
    "create_table",
    "dictionary_schema",
    "fill",
    "flat_schemas",
    "inventory",
    "json_text",
    "listed",
    "literal",
    "metadata_of",
    "profiles",
    "quoted",
    "registry",
    "release_entry",
    "release_file",
    "table_path",
    "to_arrow",
    "with_dictionary",
]
