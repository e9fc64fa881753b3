"""The parts of a passage lie in reading order, and no two passages overlap."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

import polars as pl

from mawaqif.checks.rules.base import Rule
from mawaqif.findings import Bilingual, Finding, said, show
from mawaqif.tables import Dataset, Table


def _parts(table: Table, statements: Table) -> pl.DataFrame:
    # Keys are compared as they are spelt, whatever their types.
    keys = pl.col("statement_id", "document_id").cast(pl.String)
    known = statements.once(statements.frame.lazy().select(keys), ["statement_id"], keep="any").collect()
    columns = ["part", "char_start", "char_end"]
    rows = table.frame.select(pl.col("statement_id").cast(pl.String), *columns).with_row_index("row")
    return rows.join(known, on="statement_id").drop_nulls([*columns, "document_id"])


def _check(rule: Rule, dataset: Dataset) -> Iterator[Finding]:
    table = dataset.tables["passages"]
    parts = _parts(table, dataset.tables["statements"])
    for row, statement, column, problem in (*_numbering(parts), *_overlaps(parts)):
        yield rule.at(table.place(row, column), statement=show(statement), problem=problem)


def _numbering(parts: pl.DataFrame) -> Iterator[tuple[int, str, str, str]]:
    """Parts are numbered from 1, and each starts after the one before it has ended."""
    same = (pl.col("statement_id") == pl.col("statement_id").shift(1)).fill_null(value=False)
    before = [
        pl.when(same).then(pl.col("part").shift(1)).otherwise(0).alias("part_before"),
        pl.when(same).then(pl.col("char_end").shift(1)).alias("char_end_before"),
    ]
    columns = ["row", "statement_id", "part", "char_start", "char_end"]
    ordered = parts.sort("statement_id", "part").select(*columns, *before)
    out_of_turn = pl.col("part") != pl.col("part_before") + 1
    backwards = (pl.col("char_end") <= pl.col("char_start")) | (pl.col("char_start") < pl.col("char_end_before")).fill_null(
        value=False
    )
    for row, statement, part, start, end, last_part, last_end in ordered.filter(out_of_turn | backwards).iter_rows():
        if part != last_part + 1:
            told = "is part {part} where part {wanted} should follow", "فيه الجزء {part} حيث يجب أن يأتي الجزء {wanted}"
            yield row, statement, "part", said(*told, part=part, wanted=last_part + 1)
        elif end <= start:
            told = "ends at {end} before it has begun at {start}", "ينتهي عند {end} قبل أن يبدأ عند {start}"
            yield row, statement, "char_end", said(*told, end=end, start=start)
        else:
            problem = said(
                "starts part {part} at {start}, before part {before} ends at {end}",
                "يبدأ جزؤه {part} عند {start}، قبل أن ينتهي الجزء {before} عند {end}",
                part=part,
                start=start,
                before=last_part,
                end=last_end,
            )
            yield row, statement, "char_start", problem


def _of_documents_with(wrong: pl.Expr, rows: pl.DataFrame) -> pl.DataFrame:
    """Return the rows, in their order, of every document in which one is wrong."""
    return rows.join(rows.filter(wrong).select("document_id"), on="document_id", how="semi", maintain_order="left")


def _overlaps(parts: pl.DataFrame) -> Iterator[tuple[int, str, str, str]]:
    """No character belongs to two statements; a passage that covers several others is told, not they."""
    columns = ["row", "statement_id", "document_id", "char_start", "char_end"]
    ordered = parts.sort("document_id", "char_start").select(columns)
    furthest = pl.col("char_end").cum_max().shift(1).over("document_id")
    rows = _of_documents_with(pl.col("char_start") < furthest, ordered).rows()
    covered: dict[int, list[int]] = defaultdict(list)
    latest = 0
    for at, (_, statement, document, start, _) in enumerate(rows):
        if rows[latest][2] == document and start < rows[latest][4] and rows[latest][1] != statement:
            covered[latest].append(at)
        if rows[latest][2] != document or rows[at][4] > rows[latest][4]:
            latest = at
    for long, others in covered.items():
        row, statement, _, start, end = rows[long]
        _, name, _, other_start, _ = rows[others[0]]
        if len(others) > 1:
            more = said(
                "ends at {end}, after the start of {number} other passages, the first of them {name} at {start}",
                "ينتهي عند {end}، بعد أن بدأت مقاطع أخرى عددها {number}، وأولها {name} عند {start}",
                end=end,
                number=len(others),
                name=name,
                start=other_start,
            )
            yield row, statement, "char_end", more
        else:
            told = (
                "starts at {start}, inside the passage of {statement}, which ends at {end}",
                "يبدأ عند {start}، داخل مقطع {statement} الذي ينتهي عند {end}",
            )
            problem = said(*told, start=other_start, statement=statement, end=end)
            yield rows[others[0]][0], name, "char_start", problem


RULE = Rule(
    code="MQ414",
    name="passage-order",
    message=Bilingual(
        "{statement} {problem}; correct the offsets or the part", "القول {statement} {problem}؛ صحّح الإزاحات أو رقم الجزء"
    ),
    why=Bilingual(
        "A passage is read part after part, and no word belongs to two; other offsets are those of another passage.",
        "يُقرأ المقطع جزءًا بعد جزء، ولا تكون كلمة لقولين؛ وغير ذلك إزاحات مقطع آخر.",
    ),
    mend=Bilingual(
        "Compute the row again with `mawaqif locate`, or number the parts in reading order.",
        "احسب الصف من جديد بالأمر `mawaqif locate`، أو رقّم الأجزاء بترتيب القراءة.",
    ),
    bad="passages.csv: lamp-report-2020-s002,2,295,328,\nstatement_id: lamp-report-2020-s003\nchar_start: 300",
    good="passages.csv: lamp-report-2020-s002,2,295,328,\nstatement_id: lamp-report-2020-s003\nchar_start: 346",
    needs={
        "statements": ("statement_id", "document_id"),
        "passages": ("statement_id", "part", "char_start", "char_end"),
    },
    check=_check,
    numbers=frozenset({"part", "char_start", "char_end"}),
)
