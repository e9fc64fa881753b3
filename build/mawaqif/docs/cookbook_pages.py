"""What is made from the cookbook: a stored result for each query, its page, and the answers in other pages.

In the README and in every page of `docs/`, an answer stands between two comments, the first of
which names the query, how many rows are shown, and which columns:

    <!-- answer stances-by-topic 3: topic_id, label_ar, supports -->
    <!-- end of answer -->

A page whose name ends in `.ar.md` has the question in Arabic alone, every other in both languages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa

from mawaqif.findings import CannotRunError
from mawaqif.paths import unlinked
from mawaqif.query.results import as_csv, markdown_table, texts
from mawaqif.query.sandbox import open_database, run_query
from mawaqif.query.statement import QueryError
from mawaqif.release.cookbook import FOLDER, Query, by_subject, cookbook

RESULTS = f"{FOLDER}/results"
PAGE = "docs/cookbook.md"
# Where answers may stand, in the order in which pages are made.
ANSWERING = ("README*.md", "docs/*.md")
ARABIC = ".ar.md"
SHOWN_ROWS = 10
LONGEST_CELL = 120
_ANSWER = re.compile(r"^<!-- answer ([\w-]+) (\d+): ([\w, ]+) -->\n.*?<!-- end of answer -->", re.DOTALL | re.MULTILINE)

HEAD = f"""\
<!-- Made by `mawaqif docs` from the files in queries/ and the tables. Do not edit this page. -->

# Cookbook · كتاب الأسئلة

Each question is one file in [`queries/`](../queries), run by `mawaqif query NAME`. It runs unchanged
on both SQL editions of a release, from the folder of the release and without this tool:

```
duckdb -readonly -f queries/stances-by-topic.sql mawaqif.duckdb
cd parquet && duckdb -init views.sql -f ../queries/stances-by-topic.sql
```

The first needs DuckDB 1.2 or newer and the one file `mawaqif.duckdb`. The second reads the plain
Parquet files: `parquet/views.sql` makes a view of each, with the same names, comments, joined views
and `fold()` macro. From another folder, or over HTTP, `SET VARIABLE base = 'dist/parquet'` tells it where
the files are; the head of `views.sql` shows how.

The whole results are stored in [`queries/results/`](../queries/results) and compared with those of both
editions. Here are the first {SHOWN_ROWS} rows; cells longer than {LONGEST_CELL} characters are cut and end in an ellipsis.
Where an answer depends on a choice (a topic, a meeting, an actor), the choice stands in `wanted` at
the top of the query and can be edited.
"""


def cookbook_pages(root: Path) -> dict[str, str | None]:
    """Run every query of a package and return what is made from the results.

    Args:
        root: the package.

    Returns:
        Texts by path; None for a stored result whose query is gone. Nothing where there is no cookbook.

    Raises:
        CannotRunError: a query fails, or a page asks for an answer that there is not.
    """
    queries = cookbook(root)
    if not queries:
        return {}
    results = _run(root, queries)
    stored = {f"{RESULTS}/{name}.csv": as_csv(result).decode() for name, result in results.items()}
    gone = {path.relative_to(root).as_posix() for path in (root / RESULTS).glob("*")} - set(stored)
    pages: dict[str, str | None] = {PAGE: _page(queries, results), **stored, **dict.fromkeys(sorted(gone))}
    for path in (path for pattern in ANSWERING for path in sorted(root.glob(pattern))):
        name = path.relative_to(root).as_posix()
        text = unlinked(root, name).read_bytes().decode("utf-8")
        if _ANSWER.search(text):
            pages[name] = _with_answers(name, text, queries, results)
    return pages


def _run(root: Path, queries: list[Query]) -> dict[str, pa.Table]:
    results = {}
    with open_database(root, None) as connection:
        for query in queries:
            try:
                results[query.name] = run_query(connection, query.sql, text=True)
            except QueryError as error:
                raise CannotRunError(f"{FOLDER}/{query.name}.sql: {str(error).splitlines()[0]}") from error
    return results


def _page(queries: list[Query], results: dict[str, pa.Table]) -> str:
    parts = [HEAD, "".join(_contents(queries))]
    for subject, own in by_subject(queries):
        parts.append(f"## {subject.label_en} · {subject.label_ar}\n")
        parts += [_entry(query, results[query.name]) for query in own]
    return "\n".join(parts)


def _contents(queries: list[Query]) -> Iterator[str]:
    for subject, own in by_subject(queries):
        yield f"- {subject.label_en}: " + ", ".join(f"[{query.name}](#{query.name})" for query in own) + "\n"


def _entry(query: Query, result: pa.Table) -> str:
    return (
        f"### {query.name}\n\n{query.question_en}\n\n{query.question_ar}\n\n```sql\n{query.body}\n```\n\n"
        f"{_rows(result, SHOWN_ROWS)}\n{_shown(query, result, SHOWN_ROWS)}\n"
    )


def _rows(result: pa.Table, most: int) -> str:
    return markdown_table(result.column_names, [[_cut(cell) for cell in row] for row in texts(result.slice(0, most))])


def _cut(cell: str) -> str:
    return cell if len(cell) <= LONGEST_CELL else cell[: LONGEST_CELL - 1].rstrip() + "…"


def _shown(query: Query, result: pa.Table, most: int) -> str:
    whole = f"[{query.name}.csv](../{RESULTS}/{query.name}.csv)"
    count = result.num_rows
    return f"{most} of {count} rows; all are in {whole}." if count > most else f"All {count} rows, also in {whole}."


def _with_answers(page: str, text: str, queries: list[Query], results: dict[str, pa.Table]) -> str:
    known = {query.name: query for query in queries}

    def answer(match: re.Match[str]) -> str:
        name, most, columns = match[1], int(match[2]), re.split(r", *", match[3])
        if name not in known:
            raise CannotRunError(f"{page}: no query is called {name}")
        result = results[name]
        unknown = [column for column in columns if column not in result.column_names]
        if unknown:
            raise CannotRunError(f"{page}: {name} has no column {unknown[0]}; it has {', '.join(result.column_names)}")
        opening = match[0].partition("\n")[0]
        shown = (min(most, result.num_rows), result.num_rows, len(columns), result.num_columns)
        question, counts = (_in_arabic if page.endswith(ARABIC) else _in_both)(known[name], shown)
        rows = _rows(result.select(columns), most)
        return f"{opening}\n{question}\n\n{rows}\n{counts}: `mawaqif query {name}`\n<!-- end of answer -->"

    return _ANSWER.sub(answer, text)


def _in_both(query: Query, shown: tuple[int, int, int, int]) -> tuple[str, str]:
    return f"**{query.question_en}** {query.question_ar}", "{} of {} rows, {} of {} columns".format(*shown)


def _in_arabic(query: Query, shown: tuple[int, int, int, int]) -> tuple[str, str]:
    # Numbers after a colon, so that no word has to agree with them.
    return f"**{query.question_ar}**", "الصفوف: {} من {}، والأعمدة: {} من {}".format(*shown)
