"""Engines that answer the cookbook, and the queries that one of them does not answer, with the reason.

`python tests/engines.py` writes `docs/engines.md` and its Arabic page from them; the tests hold both against the engines.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from mawaqif.release.cookbook import cookbook

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Engine:
    """An engine that the tests ask.

    Attributes:
        name: its name.
        reads: what it reads of a release.
        folder: folder of the queries that it runs, in that of the cookbook; empty where it runs those of DuckDB.
        without: names of the queries that it does not answer, each with the name of its reason.
    """

    name: str
    reads: str
    folder: str = ""
    without: dict[str, str] = field(default_factory=dict)


REASONS = {
    "fold": (
        "asks with `fold()`, a macro of the DuckDB file; elsewhere search `statements.summary_ar_folded` or `actor_aliases`",
        "تستعمل `fold()` وهي من ملف DuckDB؛ وفي غيره يُبحث في `statements.summary_ar_folded` أو `actor_aliases`",
    ),
    "extract": (
        "asks for the quarter of a date with `extract()`, which SQLite does not have",
        "تسأل عن ربع السنة بالدالة `extract()`، وليست في SQLite",
    ),
    "lists": (
        "takes lists apart with `unnest`, and folds with `fold()`",
        "تفكك القوائم بالدالة `unnest` وتوحّد الرسم بالدالة `fold()`",
    ),
}
TWO = {"search-in-arabic": "fold", "arabic-name-forms": "lists"}
ENGINES = (
    Engine("DuckDB", "mawaqif.duckdb"),
    Engine("SQLite", "mawaqif.sqlite", without={**TWO, "statements-by-quarter": "extract"}),
    Engine("PostgreSQL", "postgres/schema.sql", without=TWO),
    Engine("Spark", "*.parquet", "spark", without=TWO),
    Engine("Polars", "*.parquet", without=TWO),
)


@dataclass(frozen=True)
class Wording:
    """The page in one language."""

    path: str
    head: str
    columns: tuple[str, ...]
    left_out: str
    tail: str


PAGES = (
    Wording(
        "docs/engines.md",
        """# Engines

English · [العربية](engines.ar.md)

Which engine gives the stored answer to which question of the [cookbook](cookbook.md), cell by cell and in the same order. The
tests ask each of these engines; this page is made from what they hold it to.
""",
        ("engine", "reads", "queries", "answered", "of"),
        "What one of them does not answer:",
        """
Spark and Polars read the Parquet files of the release: those in `parquet/`, and those beside it, which are the views and the
data dictionary. A query names each by its file. `queries/spark/` has the queries in Spark's SQL, written by sqlglot.

SQLite must be 3.45 or newer: older ones do not know `string_agg` with an order. PostgreSQL must be 15 or newer:

```sh
createdb --encoding=UTF8 --locale=C --template=template0 mawaqif
psql --dbname=mawaqif --file=postgres/schema.sql --file=postgres/load.sql
psql --dbname=mawaqif --file=queries/stances-by-topic.sql
```
""",
    ),
    Wording(
        "docs/engines.ar.md",
        """<div dir="rtl" lang="ar">

# المحركات

[English](engines.md) · العربية

أيّ محرك يعطي الجواب المحفوظ عن أيّ سؤال من [كتاب الأسئلة](cookbook.md)، خليةً خلية وبالترتيب نفسه. والاختبارات تسأل كلًّا من هذه
المحركات، وهذه الصفحة مصنوعة مما تلزمها به.
""",
        ("المحرك", "يقرأ", "الأسئلة", "أُجيب", "من"),
        "ما لا يجيب عنه أحدها:",
        """
يقرأ Spark وPolars ملفات Parquet في الإصدار: ما في المجلد `parquet/` وما بجانبه، وهو طرق العرض ومعجم البيانات، ويسمّي السؤال
كلًّا منها باسم ملفه. وفي `queries/spark/` الأسئلة بلغة Spark، كتبتها sqlglot.

يلزم SQLite 3.45 أو أحدث لأن ما قبله لا يعرف `string_agg` بترتيب، ويلزم PostgreSQL 15 أو أحدث:

</div>

```sh
createdb --encoding=UTF8 --locale=C --template=template0 mawaqif
psql --dbname=mawaqif --file=postgres/schema.sql --file=postgres/load.sql
psql --dbname=mawaqif --file=queries/stances-by-topic.sql
```
""",
    ),
)


def page(language: int) -> str:
    """Return the page, in English (0) or in Arabic (1)."""
    wording = PAGES[language]
    queries = [query.name for query in cookbook(ROOT)]
    return "\n".join([wording.head, *_grid(wording, len(queries)), "", wording.left_out, "", *_left_out(language), wording.tail])


def _grid(wording: Wording, count: int) -> Iterator[str]:
    yield f"| {' | '.join(wording.columns)} |"
    yield "|---|---|---|--:|--:|"
    for engine in ENGINES:
        folder = "/".join(filter(None, ("queries", engine.folder)))
        yield f"| {engine.name} | `{engine.reads}` | `{folder}/` | {count - len(engine.without)} | {count} |"


def _left_out(language: int) -> Iterator[str]:
    for name in sorted({name for engine in ENGINES for name in engine.without}):
        for reason in sorted({engine.without[name] for engine in ENGINES if name in engine.without}):
            engines = [engine.name for engine in ENGINES if engine.without.get(name) == reason]
            yield f"- `{name}` ({', '.join(engines)}): {REASONS[reason][language]}."


if __name__ == "__main__":
    for number, wording in enumerate(PAGES):
        (ROOT / wording.path).write_text(page(number), encoding="utf-8", newline="")
