"""Editions: the files of a release, one module each, in the order in which they are written.

In: the checked tables, and the folder to write into. Out: files, and what others need to read such files back.

A new edition is one file beside this one and one line in `EDITIONS`; where people may choose it, its name stands in
`mawaqif.release.file_names` too. What describes the files of a release stands in `DESCRIPTIONS`, written once every other
file is there.
"""

from __future__ import annotations

from mawaqif.release.editions import (
    bibliography_edition,
    card_edition,
    codebook_edition,
    companions,
    counts_edition,
    crate_edition,
    croissant_edition,
    csv_edition,
    datasette_edition,
    dcat_edition,
    descriptor_edition,
    duckdb_edition,
    flat_edition,
    folding_edition,
    jsonl_edition,
    llms_edition,
    parquet_edition,
    parquet_views,
    postgres_edition,
    queries_edition,
    releases_edition,
    schema_org_edition,
    sqlite_edition,
    statistics_edition,
    xlsx_edition,
)
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
from mawaqif.release.editions.releases_edition import release_entry
from mawaqif.release.editions.table_files import table_path

EDITIONS: tuple[Edition, ...] = (
    csv_edition.EDITION,
    parquet_edition.EDITION,
    parquet_views.EDITION,
    duckdb_edition.EDITION,
    queries_edition.EDITION,
    folding_edition.EDITION,
    codebook_edition.EDITION,
    flat_edition.EDITION,
    postgres_edition.EDITION,
    sqlite_edition.EDITION,
    datasette_edition.EDITION,
    xlsx_edition.EDITION,
    statistics_edition.EDITION,
    jsonl_edition.EDITION,
    bibliography_edition.EDITION,
)

# The index names the files of the editions that are published, and travels in the archive of one.
INDEX_EDITION = descriptor_edition.EDITION

DESCRIPTIONS: tuple[Edition, ...] = (
    companions.EDITION,
    llms_edition.EDITION,
    card_edition.EDITION,
    counts_edition.EDITION,
    releases_edition.EDITION,
    schema_org_edition.EDITION,
    croissant_edition.EDITION,
    dcat_edition.EDITION,
    crate_edition.EDITION,
)

__all__ = [
    "CSV_FOLDER",
    "DESCRIPTIONS",
    "DICTIONARY",
    "DOWNLOADS",
    "EDITIONS",
    "INDEX_EDITION",
    "LATEST",
    "PARQUET_FOLDER",
    "Document",
    "DoesNotFitError",
    "Edition",
    "LanguageMap",
    "Metadata",
    "ReleaseFile",
    "comments",
    "create_table",
    "dictionary_schema",
    "fill",
    "flat_schemas",
    "inventory",
    "json_text",
    "literal",
    "metadata_of",
    "quoted",
    "release_entry",
    "release_file",
    "table_path",
    "to_arrow",
    "with_dictionary",
]
