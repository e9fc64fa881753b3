"""`llms.txt`: what a language model needs to find its way in a release, as llmstxt.org proposes it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from mawaqif.paths import INDEX
from mawaqif.release.codebook import WORDINGS
from mawaqif.release.cookbook import FOLDER as QUERIES
from mawaqif.release.cookbook import cookbook
from mawaqif.release.editions.csv_edition import FOLDER as CSV_FOLDER
from mawaqif.release.editions.edition import Edition
from mawaqif.release.editions.flat_edition import flat_schemas
from mawaqif.release.editions.metadata import metadata_of
from mawaqif.release.editions.parquet_edition import FOLDER as PARQUET_FOLDER
from mawaqif.release.editions.readme_texts import in_both_languages
from mawaqif.release.file_names import DUCKDB_FILE, LLMS_FILE
from mawaqif.tables import Dataset, TableSchema

# The view to begin with, and what it is for.
BEGIN = """\
Begin with the view `stances`: one row a statement, actor and topic, with the labels of every code in English and Arabic.
The table `codes` defines every value, `data_dictionary` every column. Cite a row by its identifier, such as `statement_id`,
and the version. A row says what a source reports that someone said; what is absent was not chosen by the sources.
Arabic is found however it is spelt by `fold()` in DuckDB, and by `summary_ar_folded` and `actor_aliases` elsewhere.
"""
TOOL = """\
`pip install "mawaqif[mcp]"`, then `mawaqif mcp --release FOLDER` serves these data over the Model Context Protocol (stdio):
one read-only SELECT a call, with limits, and the schema, the codebook and the questions of the cookbook as resources.
"""


def _lines(dataset: Dataset, folder: Path) -> Iterator[str]:
    metadata = metadata_of(dataset)
    yield f"# {' · '.join(metadata.title.values())}\n"
    yield f"> {' '.join(metadata.description.values())}\n"
    licences = ", ".join(item.get("title", item.get("name", "")) for item in metadata.licences)
    yield f"Version {metadata.version}. {licences}.\n\n{BEGIN}"
    yield "## Files\n"
    yield from (f"- [{name}]({name}): {said}" for name, said in _files(folder))
    yield "\n## Questions with their SQL\n"
    for query in cookbook(dataset.descriptor.root):
        yield f"- [{query.name}]({QUERIES}/{query.name}.sql): {query.question_en} {query.question_ar}"
    for heading, schemas in _tables(dataset, folder):
        yield f"\n## {heading}\n"
        yield from (f"- {name}: {' '.join(in_both_languages(schema.raw, 'description'))}" for name, schema in schemas)
    yield f"\n## Tool\n\n{TOOL}\n## What the data do not show\n"
    yield from (f"- {title.get('en', '')}: {text.get('en', '')}" for title, text in metadata.limits)


def _tables(dataset: Dataset, folder: Path) -> Iterator[tuple[str, list[tuple[str, TableSchema]]]]:
    formats = {title: place for title, place in (("CSV", CSV_FOLDER), ("Parquet", PARQUET_FOLDER)) if (folder / place).is_dir()}
    views = flat_schemas(dataset)
    files = [title for title in formats if all((folder / f"{name}.{title.lower()}").is_file() for name in views)]
    beside = f" ({' and '.join(files)} beside the folders)" if files else ""
    yield f"Views and the data dictionary{beside}", list(views.items())
    places = " and ".join(f"{place}/" for place in formats.values())
    yield f"Tables ({places})" if places else "Tables", [(name, table.schema) for name, table in dataset.tables.items()]


def _files(folder: Path) -> Iterator[tuple[str, str]]:
    said = {
        DUCKDB_FILE: "everything in one DuckDB file, with comments on every column",
        "mawaqif.sqlite": "the same for SQLite and Datasette, with full-text search",
        INDEX: "schemas of all tables: types, keys, allowed values, descriptions",
        **{wording.file: "how the rows were made, and every column" for wording in WORDINGS},
        "datasette.json": "what Datasette shows of the SQLite file",
        "postgres/schema.sql": "the PostgreSQL database, filled by postgres/load.sql",
        "documents.bib": "the documents as BibTeX; documents.ris and documents.csl.json say the same",
    }
    yield from ((name, text) for name, text in said.items() if (folder / name).is_file())


def _write(dataset: Dataset, folder: Path) -> None:
    (folder / LLMS_FILE).write_text("\n".join(_lines(dataset, folder)) + "\n", encoding="utf-8", newline="")


EDITION = Edition(LLMS_FILE, _write)
