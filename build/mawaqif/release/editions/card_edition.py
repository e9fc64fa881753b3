"""`README.md` of a release, in English and in Arabic, with the front matter of a data card.

The front matter names one configuration a table, over its Parquet file or what there is in place of it, so that
`datasets.load_dataset(folder, "statements")` reads it without a script. A column of codes is a class label
there, its classes the codes in the order of the schema; the types of a table without codes are left to its
Parquet file. A table without rows has no configuration, because `datasets` loads no split without data.
Source: huggingface.co/docs/hub/datasets-cards and datasets-manual-configuration.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from importlib.resources import files
from pathlib import Path
from string import Template
from typing import Any
from urllib.parse import quote

import polars as pl
import yaml

from mawaqif.findings.escaping import markdown
from mawaqif.release.codebook.wording import WORDINGS
from mawaqif.release.editions.csv_edition import FOLDER as CSV_FOLDER
from mawaqif.release.editions.edition import Edition
from mawaqif.release.editions.metadata import LANGUAGES, LanguageMap, Metadata, language_map, metadata_of
from mawaqif.release.editions.parquet_edition import FOLDER as PARQUET_FOLDER
from mawaqif.release.editions.table_files import table_path
from mawaqif.release.file_names import DUCKDB_FILE, LEFT_OUT
from mawaqif.tables import Dataset, Field, Table

FILE = "README.md"
DEFAULT = "statements"
SPLIT = "train"
# Types of columns, as `datasets` calls them.
_DTYPES = {
    pl.String(): "string",
    pl.Int64(): "int64",
    pl.Int32(): "int32",
    pl.Float64(): "float64",
    pl.Boolean(): "bool",
    pl.Date(): "date32",
}
# What `datasets` reads, the best first.
ENDINGS = ("parquet", "csv", "jsonl")
# Bounds of the classes of size that data cards know, in rows.
SIZES = ((1_000, "n<1K"), (10_000, "1K<n<10K"), (100_000, "10K<n<100K"), (1_000_000, "100K<n<1M"))
LARGEST = "n>1M"
COVERAGE = {"en": "\nWhat is recorded dates from {} to {}.\n", "ar": "\nويغطي المسجَّل فيها الفترة من {} إلى {}.\n"}
COMMA = {"en": ", ", "ar": "، "}
CODEBOOK = {
    "en": "\n[codebook.md](codebook.md) says how documents become rows, topic by topic and column by column.\n",
    "ar": "\nويبيّن [دليل الترميز](codebook.ar.md) كيف تصير الوثائق صفوفًا، موضوعًا موضوعًا وعمودًا عمودًا.\n",
}
# How the tables are opened, by the edition that is needed for it; `$default` stands for the table that is shown.
EXAMPLES = {
    "configs": """from os import getcwd
from datasets import load_dataset

statements = load_dataset(getcwd(), "$default", split="train")""",
    "parquet": """import polars as pl

statements = pl.read_parquet("parquet/$default.parquet")""",
    "csv": """import polars as pl

statements = pl.read_csv("csv/$default.csv", infer_schema=False)""",
    "duckdb": """import duckdb

statements = duckdb.connect("mawaqif.duckdb", read_only=True).sql("FROM $default").df()""",
    "croissant": """import mlcroissant as mlc

statements = list(mlc.Dataset("croissant.json").records("$default"))""",
}
WHERE_CONFIGS = {
    "en": "\nEach table is a configuration of its own; all rows are in the split `train`. A column of codes is a class label:\n"
    "`statements.features[column].int2str(number)` gives the code.\n",
    "ar": " وكل جدول تهيئة مستقلة في `datasets`، كما في أمثلة التحميل أعلاه، وصفوفه كلها في القسم `train`. وعمود الرموز\n"
    "فيها تصنيف، ويعطي `statements.features[column].int2str(number)` الرمزَ نفسه.",
}
PUBLISHED_NAME = (
    "These run in this folder. Where the release is published, `load_dataset` takes its name there, and\n"
    "`mlcroissant` the address of `croissant.json`.\n"
)
# Where columns are described beside the index, by the edition that it depends on.
DESCRIBED = {
    "en": {"parquet": ", in the metadata of the Parquet files", "duckdb": ", and as comments in the DuckDB file"},
    "ar": {"parquet": " وفي بيانات ملفات Parquet الوصفية", "duckdb": " وفي تعليقات ملف DuckDB"},
}
WITHOUT = {
    "en": ("\nThis release is published without some editions:\n\n", "reason"),
    "ar": ("\nنُشر هذا الإصدار من دون بعض الطبعات:\n\n", "reason_ar"),
}
# What may stand in an address, without what would end a link.
_OF_ADDRESSES = ":/?#[]@!$&'*+,;=%~"
LICENCE = {"en": "Licence: ", "ar": "الرخصة: "}


def front_matter(dataset: Dataset, metadata: Metadata, folder: Path) -> dict[str, Any]:
    """Return what the front matter of the card says, for a release whose editions are written."""
    filled = [name for name, table in dataset.tables.items() if table.frame.height]
    paths = {name: table_path(folder, name, endings=ENDINGS) for name in filled}
    configured = {name: path for name, path in paths.items() if path.endswith(ENDINGS)}
    default = default_table(dataset)
    size = next((name for bound, name in SIZES if sum(metadata.rows.values()) < bound), LARGEST)
    return {
        "pretty_name": metadata.title["en"],
        "license": [item["name"].lower() for item in metadata.licences if "name" in item][:1] or ["other"],
        "language": list(metadata.languages),
        "size_categories": [size],
        "tags": [re.sub(r"[^a-z0-9]+", "-", keyword.lower()).strip("-") for keyword in metadata.keywords],
        "configs": configurations(configured, default),
        **class_labels(dataset, configured),
    }


def configurations(paths: Mapping[str, str], default: str) -> list[dict[str, Any]]:
    """Return the configurations of a card: one a table, over its file.

    Args:
        paths: the file of each table that has rows, by name of the table.
        default: the table that is loaded where none is named.
    """
    return [
        {
            "config_name": name,
            **({"default": True} if name == default else {}),
            "data_files": [{"split": SPLIT, "path": path}],
        }
        for name, path in paths.items()
    ]


def class_labels(dataset: Dataset, paths: Mapping[str, str]) -> dict[str, Any]:
    """Return what a card says of the columns of each table that has codes: their types, and the codes as classes.

    Args:
        dataset: the tables.
        paths: the file of each table that has rows, by name of the table.
    """
    schemas = [dataset.tables[name].schema for name in paths if name in dataset.tables]
    found = [
        {"config_name": schema.name, "features": [{"name": field.name, "dtype": _dtype(field)} for field in schema.fields]}
        for schema in schemas
        if any(map(_is_coded, schema.fields))
    ]
    return {"dataset_info": found} if found else {}


def _is_coded(field: Field) -> bool:
    """Tell whether a column holds codes; a number counts as itself."""
    return bool(field.raw.get("categories")) and field.type.dtype == pl.String()


def _dtype(field: Field) -> str | dict[str, Any]:
    if not _is_coded(field):
        return _DTYPES[field.type.dtype]
    return {"class_label": {"names": {str(number): item["value"] for number, item in enumerate(field.raw["categories"])}}}


def default_table(dataset: Dataset) -> str:
    """Return the name of the table that is loaded where none is named."""
    return DEFAULT if DEFAULT in dataset.tables else next(iter(dataset.tables))


def card(dataset: Dataset, folder: Path) -> str:
    """Return the card: front matter, then the page in English and in Arabic.

    Args:
        dataset: the tables.
        folder: the release, with the codebook if it has one.
    """
    metadata = metadata_of(dataset)
    default = default_table(dataset)
    matter = front_matter(dataset, metadata, folder)
    editions = _present(folder, matter)
    words = {
        "version": markdown(metadata.version),
        "published": f", {metadata.published}" if metadata.published else "",
        "default": default,
        "citation": markdown(metadata.citation, metadata.identified),
        "example": "\n".join(_example(dataset.tables[default])),
        "load": "\n\n".join(f"```python\n{Template(EXAMPLES[name]).substitute(default=default)}\n```" for name in editions),
        "published_name": PUBLISHED_NAME if "configs" in editions else "",
        **{f"configs_{language}": text if "configs" in editions else "" for language, text in WHERE_CONFIGS.items()},
        **{f"described_{language}": _described_in(language, editions) for language in LANGUAGES},
        **{f"without_{language}": "".join(_left_out(dataset, language)) for language in LANGUAGES},
        **{f"{key}_{language}": text for language in LANGUAGES for key, text in _words(dataset, metadata, language).items()},
        **{f"codebook_{item.code}": CODEBOOK[item.code] if (folder / item.file).is_file() else "" for item in WORDINGS},
    }
    page = files("mawaqif.release").joinpath("texts").joinpath("release.md").read_text(encoding="utf-8")
    return f"{written_matter(matter)}\n{Template(page).substitute(words)}"


def written_matter(matter: Mapping[str, Any]) -> str:
    """Return front matter as text, a column a line, so that it does not bury the page below it."""
    return f"---\n{yaml.safe_dump(matter, allow_unicode=True, sort_keys=False, width=1000, default_flow_style=None)}---\n"


def _present(folder: Path, matter: Mapping[str, Any]) -> list[str]:
    """Return which of the examples run in a release."""
    runs = {
        "configs": bool(matter["configs"]),
        "parquet": (folder / PARQUET_FOLDER).is_dir(),
        # The first that there is says how the tables are read.
        "csv": (folder / CSV_FOLDER).is_dir() and not (folder / PARQUET_FOLDER).is_dir(),
        "duckdb": (folder / DUCKDB_FILE).is_file(),
        "croissant": (folder / PARQUET_FOLDER).is_dir() or (folder / CSV_FOLDER).is_dir(),
    }
    return [name for name in EXAMPLES if runs[name]]


def _described_in(language: str, editions: Iterable[str]) -> str:
    more = DESCRIBED[language]
    return "".join(["`datapackage.json`", *(more[name] for name in editions if name in more)])


def _left_out(dataset: Dataset, language: str) -> Iterator[str]:
    """Yield which editions the release lacks, and why."""
    heading, reason = WITHOUT[language]
    left_out = dataset.descriptor.raw.get(LEFT_OUT, ())
    if left_out:
        yield heading
    yield from (f"- `{item['edition']}`: {markdown(item[reason])}\n" for item in left_out)


def _words(dataset: Dataset, metadata: Metadata, language: str) -> dict[str, str]:
    """Return the parts of the page that one language has of its own."""
    rows = [
        f"| `{name}` | {table.frame.height:,} | {markdown(language_map(table.schema.raw, 'description').get(language, ''))} |"
        for name, table in dataset.tables.items()
    ]
    licences = ", ".join(map(_licence, metadata.licences))
    return {
        "title": markdown(metadata.title.get(language, metadata.name)),
        "description": markdown(metadata.description.get(language, "")),
        "licence": LICENCE[language] + licences,
        "tables": "\n".join(rows),
        "sources": "\n".join(_sources(metadata, language)),
        "coverage": COVERAGE[language].format(*metadata.temporal) if metadata.temporal else "",
        "method": "\n".join(_list(metadata.method.values(), language)),
        "limits": "\n".join(_list(metadata.limits, language)),
    }


def _licence(item: Mapping[str, str]) -> str:
    name = markdown(item.get("title") or item.get("name") or item.get("path", ""))
    return f"[{name}]({quote(item['path'], safe=_OF_ADDRESSES)})" if "path" in item else name


def _sources(metadata: Metadata, language: str) -> Iterator[str]:
    for document in metadata.corpus:
        parts = (document.publisher.get(language, ""), document.title.get(language, ""), document.symbol, document.date)
        yield "- " + COMMA[language].join(markdown(part) for part in parts if part)


def _list(items: Iterable[tuple[LanguageMap, LanguageMap]], language: str) -> Iterator[str]:
    yield from (f"- **{markdown(title.get(language, ''))}.** {markdown(text.get(language, ''))}" for title, text in items)


def _example(table: Table) -> Iterator[str]:
    for row in table.cells.head(1).iter_rows(named=True):
        yield from (f"| `{column}` | {markdown(value or '')} |" for column, value in row.items())


def _write(dataset: Dataset, folder: Path) -> None:
    (folder / FILE).write_text(card(dataset, folder), encoding="utf-8", newline="")


EDITION = Edition(FILE, _write)
