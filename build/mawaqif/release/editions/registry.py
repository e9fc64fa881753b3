"""The list of editions, in the order in which they are written, and of what describes them once every other file is there.

It loads every library that an edition is written with, so it is imported where a release is made, not where one is read.
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
    dictionary_edition,
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
from mawaqif.release.editions.edition import Edition

EDITIONS: tuple[Edition, ...] = (
    csv_edition.EDITION,
    parquet_edition.EDITION,
    parquet_views.EDITION,
    flat_edition.EDITION,
    dictionary_edition.EDITION,
    duckdb_edition.EDITION,
    queries_edition.EDITION,
    folding_edition.EDITION,
    codebook_edition.EDITION,
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
