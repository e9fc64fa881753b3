"""Retired identifiers: none is in use, each leads to its successor, and each says since when."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from mawaqif.checks.rules.base import Rule
from mawaqif.checks.suggestions import suggestion
from mawaqif.findings import Bilingual, Finding, show
from mawaqif.tables import RETIRED_IDENTIFIERS as RETIRED
from mawaqif.tables import ROW_INDEX, Dataset, Table, own_identifier

WITHOUT_IDENTIFIERS = Bilingual("is a table whose rows have no identifier of their own", "جدول لا معرّفات لصفوفه")
NO_TABLE = Bilingual("is no table", "ليست جدولًا")
SUCCESSORS = ("table_name", "identifier", "replaced_by")


def _by_table(dataset: Dataset, columns: tuple[str, ...]) -> Iterator[tuple[Table, str, pl.DataFrame]]:
    """Yield each table whose rows have identifiers, the column of these, and the rows of its retired ones."""
    rows = dataset.tables[RETIRED].cells.select(columns).with_row_index(ROW_INDEX)
    for (name,), group in rows.group_by("table_name", maintain_order=True):
        table = dataset.tables.get(str(name))
        column = own_identifier(table.schema) if table is not None else ""
        if table is not None and column and table.complete and column not in table.missing:
            yield table, column, group


def _in_use(rule: Rule, dataset: Dataset) -> Iterator[Finding]:
    retired = dataset.tables[RETIRED]
    for table, column, group in _by_table(dataset, ("table_name", "identifier")):
        held = table.cells.select(pl.col(column).alias("identifier")).with_row_index("held").drop_nulls()
        for _, identifier, row, other in (
            group.join(held, on="identifier").select("table_name", "identifier", ROW_INDEX, "held").iter_rows()
        ):
            place = f"{table.schema.path}:{table.lines[other]}"
            yield rule.at(retired.place(row, "identifier"), value=show(identifier), where=place)


def _tables(rule: Rule, dataset: Dataset) -> Iterator[Finding]:
    retired = dataset.tables[RETIRED]
    known = {name: own_identifier(schema) for name, schema in dataset.descriptor.tables.items()}
    for row, name in enumerate(retired.cells["table_name"]):
        if name is None or known.get(name) or name in dataset.descriptor.unreadable:
            continue
        problem = WITHOUT_IDENTIFIERS if name in known else NO_TABLE
        named = ", ".join(sorted(other for other, column in known.items() if column and other != RETIRED))
        yield rule.at(retired.place(row, "table_name"), value=show(name), problem=problem, tables=named)


def _successors(rule: Rule, dataset: Dataset) -> Iterator[Finding]:
    retired = dataset.tables[RETIRED]
    for table, column, group in _by_table(dataset, SUCCESSORS):
        held = table.cells.select(pl.col(column).alias("replaced_by"))
        gone = group.select(pl.col("identifier").alias("replaced_by"))
        lost = group.drop_nulls("replaced_by").join(pl.concat([held, gone]), on="replaced_by", how="anti", maintain_order="left")
        for row, value in lost.select(ROW_INDEX, "replaced_by").iter_rows():
            hint = suggestion(table, value)
            yield rule.at(retired.place(row, "replaced_by"), value=show(value), table=table.schema.name, hint=hint)


def _circles(rule: Rule, dataset: Dataset) -> Iterator[Finding]:
    retired = dataset.tables[RETIRED]
    for _, _, group in _by_table(dataset, SUCCESSORS):
        rows = group.drop_nulls()
        next_of = dict(rows.select("identifier", "replaced_by").iter_rows())
        told: set[str] = set()
        for row, start in rows.select(ROW_INDEX, "identifier").iter_rows():
            path, seen = [start], {start}
            while (at := next_of.get(path[-1])) is not None and at not in seen:
                path.append(at)
                seen.add(at)
            if at == start and not seen & told:
                told |= seen
                steps = " → ".join([*path, start])
                yield rule.at(retired.place(row, "replaced_by"), value=show(start), path=steps)


def _versions(rule: Rule, dataset: Dataset) -> Iterator[Finding]:
    retired = dataset.tables[RETIRED]
    present = dataset.descriptor.version
    for row, version in enumerate(retired.frame["version"]):
        if version and _numbers(version) > _numbers(present):
            yield rule.at(retired.place(row, "version"), value=show(version), present=present)


def _numbers(version: str) -> tuple[int, ...]:
    """Return the numbers of a version, so that 0.10.0 is later than 0.9.0; a text that has none is earlier than all."""
    parts = version.split(".")
    return tuple(map(int, parts)) if all(part.isascii() and part.isdigit() for part in parts) else ()


IN_USE = Rule(
    code="MQ465",
    name="retired-in-use",
    message=Bilingual(
        "{value} is retired and stands at {where} again; give that row another identifier",
        "المعرّف {value} مسحوب وهو مستعمل من جديد في {where}؛ أعطِ ذلك الصف معرّفًا آخر",
    ),
    why=Bilingual(
        "An identifier that comes back with another meaning sends every citation of the old row to the wrong one.",
        "المعرّف الذي يعود بمعنى آخر يرسل كل استشهاد بالصف القديم إلى غيره.",
    ),
    mend=Bilingual(
        "Rename the row. If it is the old row that was restored, remove the line of the retired identifier instead.",
        "سمِّ الصف باسم آخر. وإن كان هو الصف القديم وقد استُعيد فأزل سطر المعرّف المسحوب بدلًا من ذلك.",
    ),
    bad="retired_identifiers.csv: actors,malta,iceland\nactors.csv: malta,state,Malta",
    good="retired_identifiers.csv: actors,melita,malta\nactors.csv: malta,state,Malta",
    needs={RETIRED: ("table_name", "identifier")},
    check=_in_use,
)
TABLE = Rule(
    code="MQ466",
    name="retired-table",
    message=Bilingual("{value} {problem}; expected one of {tables}", "القيمة {value} {problem}؛ والمتوقع أحد: {tables}"),
    why=Bilingual(
        "A retired identifier is looked up in its table; under another name nobody finds it.",
        "يُبحث عن المعرّف المسحوب في جدوله؛ ولا يجده أحد تحت اسم آخر.",
    ),
    mend=Bilingual("Write the name of the table as the index has it.", "اكتب اسم الجدول كما هو في الفهرس."),
    bad="table_name: actor",
    good="table_name: actors",
    needs={RETIRED: ("table_name",)},
    check=_tables,
)
SUCCESSOR = Rule(
    code="MQ467",
    name="successor",
    message=Bilingual(
        "{value} is not in {table}, nor retired itself{hint}; correct it, or empty the cell if nothing follows",
        "القيمة {value} ليست في {table}، ولا هي مسحوبة{hint}؛ صحّحها، أو أفرغ الخلية إن لم يخلف المعرّف شيء",
    ),
    why=Bilingual(
        "An old citation is sent on to the successor; one that is not there is a second dead end.",
        "يُحال الاستشهاد القديم إلى خلف معرّفه؛ فإن لم يكن موجودًا كان طريقًا مسدودًا ثانيًا.",
    ),
    mend=Bilingual(
        "Name the row that stands for the retired one, another retired identifier that leads on, or nothing.",
        "سمِّ الصف الذي يخلف المسحوب، أو معرّفًا مسحوبًا آخر يقود إليه، أو لا تسمِّ شيئًا.",
    ),
    bad="replaced_by: mallta",
    good="replaced_by: malta",
    needs={RETIRED: SUCCESSORS},
    check=_successors,
)
CIRCLE = Rule(
    code="MQ468",
    name="successor-circle",
    message=Bilingual(
        "{value} leads back to itself: {path}; correct one of them", "تعود القيمة {value} إلى نفسها: {path}؛ صحّح إحدى الإحالات"
    ),
    why=Bilingual("Successors that lead in a circle never arrive at a row.", "إذا دار الخلف في دائرة لم يصل إلى صف أبدًا."),
    mend=Bilingual(
        "Let the newest of them name a row that is there, or nothing.", "اجعل أحدثها يسمّي صفًا موجودًا، أو لا يسمّي شيئًا."
    ),
    bad="identifier: melita\nreplaced_by: melita-2",
    good="identifier: melita\nreplaced_by: malta",
    needs={RETIRED: SUCCESSORS},
    check=_circles,
)
VERSION = Rule(
    code="MQ469",
    name="retired-version",
    message=Bilingual(
        "{value} is later than this version of the package, {present}; write the first version without the identifier",
        "الإصدار {value} أحدث من إصدار هذه الحزمة، {present}؛ اكتب أول إصدار يخلو من المعرّف",
    ),
    why=Bilingual(
        "Readers ask since which release an identifier is gone; a release that is not there cannot answer.",
        "يسأل القراء منذ أي إصدار سُحب المعرّف؛ والإصدار الذي لا وجود له لا يجيب.",
    ),
    mend=Bilingual(
        "Write the version that datapackage.json has, or the earlier one in which the identifier was retired.",
        "اكتب الإصدار الذي في datapackage.json، أو الإصدار الأسبق الذي سُحب فيه المعرّف.",
    ),
    bad="version: 9.1.0",
    good="version: 0.1.0",
    needs={RETIRED: ("version",)},
    check=_versions,
)
