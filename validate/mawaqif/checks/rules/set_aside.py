"""What is set aside lies within its document and beside the passages, reads as its row says, and leaves no words over."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from mawaqif.checks.rules.base import Rule, SourceRule, Sources
from mawaqif.findings import Bilingual, Finding, said, show
from mawaqif.passages import anchor, edge_problem, left_over, passage_hash, spans_by_document
from mawaqif.tables import Dataset

ANCHOR = ("char_start", "char_end", "text_start", "text_end", "text_sha256")
STRETCH = "stretch "
BACKWARDS = Bilingual("ends at {end} before it has begun at {start}", "ينتهي عند {end} قبل أن يبدأ عند {start}")
BEYOND = Bilingual("ends at {end}, after the end of its document at {length}", "ينتهي عند {end}، بعد نهاية وثيقته عند {length}")
ONLY_CITED = Bilingual(
    "lies in a document that is only cited, of which nothing is coded", "في وثيقة يُستشهد بها لا غير، ولا شيء منها مرمَّز"
)
ANOTHER = Bilingual(
    "has another {part} at {start} to {end}: {found}, the row says {recorded}",
    "له {part} آخر من {start} إلى {end}: {found}، ويقول الصف {recorded}",
)
PLACE = {
    "documents": ("document_id", "role", "text_length"),
    "statements": ("statement_id", "document_id"),
    "passages": ("statement_id", "char_start", "char_end"),
}


def _check_place(rule: Rule, dataset: Dataset) -> Iterator[Finding]:
    table = dataset.tables["set_aside"]
    stretches, coded = _spans(dataset)
    meeting = _meetings(stretches, coded)
    empty = pl.col("char_end") <= pl.col("char_start")
    beyond = (pl.col("char_end") > pl.col("text_length")).fill_null(value=False) & (pl.col("text_length") > 0)
    # Where statements stand in it, the role of the document is what is wrong, and they say so.
    uncoded = (pl.col("role") != "corpus") & ~pl.col("document_id").is_in(coded["document_id"].unique().to_list())
    for row, document, number, start, end, _, length in stretches.filter(empty | beyond).iter_rows():
        told = BACKWARDS if end <= start else BEYOND
        beyond_end = told.filled(end=end, start=start, length=length)
        yield rule.at(table.place(row, "char_end"), document=show(document), number=number, problem=beyond_end)
    for row, document, number, *_ in (
        stretches.filter(uncoded).unique("document_id", keep="first", maintain_order=True).iter_rows()
    ):
        yield rule.at(table.place(row, "document_id"), document=show(document), number=number, problem=ONLY_CITED)
    for row, document, number, problem in meeting:
        yield rule.at(table.place(row, "char_start"), document=show(document), number=number, problem=problem)


def _spans(dataset: Dataset) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return the stretches with their documents, and the parts of passages; what does not parse is left out."""
    # Keys are compared as they are spelt, whatever their types.
    statement, document = (pl.col(name).cast(pl.String) for name in ("statement_id", "document_id"))
    offsets = ["char_start", "char_end"]
    documents = dataset.tables["documents"].frame.lazy().select(document, "role", "text_length")
    documents = dataset.tables["documents"].once(documents, ["document_id"], keep="last")
    rows = dataset.tables["set_aside"].frame.lazy().select(document, "number", *offsets).with_row_index("row").drop_nulls()
    statements = dataset.tables["statements"].frame.lazy().select(statement, document)
    statements = dataset.tables["statements"].once(statements, ["statement_id"], keep="last")
    parts = dataset.tables["passages"].frame.lazy().select(statement, *offsets).drop_nulls()
    coded = parts.join(statements, on="statement_id").join(documents, on="document_id")
    return rows.join(documents, on="document_id").sort("row").collect(), coded.sort("document_id", "char_start").collect()


def _meetings(stretches: pl.DataFrame, coded: pl.DataFrame) -> Iterator[tuple[int, str, int, str]]:
    """Yield the stretches that start or end within what lies beside them; not where passages are themselves out of place."""
    furthest = pl.col("char_end").cum_max().shift(1).over("document_id")
    misplaced = (
        (pl.col("char_end") <= pl.col("char_start"))
        | ((pl.col("text_length") > 0) & (pl.col("char_end") > pl.col("text_length"))).fill_null(value=False)
        | (pl.col("char_start") < furthest).fill_null(value=False)
    )
    elsewhere = coded.filter(misplaced).select("document_id")
    named = [
        coded.select(
            "document_id", "char_start", "char_end", pl.lit(None, pl.UInt32).alias("row"), pl.col("statement_id").alias("name")
        ),
        stretches.filter(pl.col("char_end") > pl.col("char_start")).select(
            "document_id", "char_start", "char_end", "row", pl.format(STRETCH + "{}", "number").alias("name")
        ),
    ]
    both = pl.concat(named, how="diagonal_relaxed").join(elsewhere, on="document_id", how="anti")
    both = both.sort("document_id", "char_start", "char_end", "row")
    neighbours = [pl.all().shift(by).name.suffix(f"_{side}") for by, side in ((1, "before"), (-1, "after"))]
    beside = both.with_columns(*neighbours).filter(pl.col("row").is_not_null())
    same_before, same_after = (pl.col("document_id") == pl.col(f"document_id_{side}") for side in ("before", "after"))
    starts_inside = same_before & (pl.col("char_start") < pl.col("char_end_before"))
    ends_inside = same_after & (pl.col("char_end") > pl.col("char_start_after"))
    beside = beside.filter(starts_inside | ends_inside)
    numbers = dict(stretches.join(beside, on="row", how="semi").select("row", "number").iter_rows())
    for item in beside.sort("row").iter_rows(named=True):
        document, start, end = item["document_id"], item["char_start"], item["char_end"]
        if item["document_id_before"] == document and start < item["char_end_before"]:
            told = "starts at {start}, inside {other}, which ends at {end}", "يبدأ عند {start}، داخل {other} المنتهي عند {end}"
            problem = said(*told, start=start, other=_named(item["name_before"]), end=item["char_end_before"])
        elif item["document_id_after"] == document and end > item["char_start_after"] and item["row_after"] is None:
            told = "ends at {end}, inside {other}, which starts at {start}", "ينتهي عند {end}، داخل {other} الذي يبدأ عند {start}"
            problem = said(*told, end=end, other=_named(item["name_after"]), start=item["char_start_after"])
        else:
            continue
        yield item["row"], document, numbers[item["row"]], problem


def _named(name: str) -> str:
    """Name a stretch by its number, or a statement by its identifier."""
    number = name.removeprefix(STRETCH)
    return said("stretch {number}", "الجزء المستبعَد {number}", number=int(number)) if number != name else name


def _check_anchor(rule: SourceRule, dataset: Dataset, sources: Sources) -> Iterator[Finding]:
    table = dataset.tables["set_aside"]
    for row, (document, number, *recorded) in enumerate(table.frame.select("document_id", "number", *ANCHOR).iter_rows()):
        text = _coded_text(dataset, sources, document)
        if text is None or None in recorded or not recorded[0] < recorded[1] <= len(text):
            continue  # offsets that lead out of the text have a finding without it, too
        start, end = recorded[:2]
        here = anchor(text, start, end)
        differing = next((name for name in ANCHOR[2:] if getattr(here, name) != recorded[ANCHOR.index(name)]), None)
        edge = edge_problem(text, start, end)
        if differing is None and not edge:
            continue
        found, kept = getattr(here, differing or "char_end"), recorded[ANCHOR.index(differing or "char_end")]
        problem: str = edge
        if differing:
            problem = ANOTHER.filled(part=differing, start=start, end=end, found=show(found), recorded=show(kept))
        place = table.place(row, differing or "char_end")
        yield rule.at(place, document=show(document), number=number, problem=problem)


def _check_left(rule: SourceRule, dataset: Dataset, sources: Sources) -> Iterator[Finding]:
    table = dataset.tables["documents"]
    spans = spans_by_document(dataset)
    unsound = set(_unsound(dataset, sources))
    for row, document in enumerate(table.cells["document_id"]):
        text = _coded_text(dataset, sources, document)
        sound = text is not None and document in spans and document not in unsound
        left = left_over(text, spans[document].all) if text is not None and sound else []
        if left:
            left_over_is = "{number:,} stretch is", "بقي جزء واحد لا مرمَّز ولا مستبعَد"
            left_over_are = "{number:,} stretches are", "بقيت أجزاء لا مرمَّزة ولا مستبعَدة، وعددها {number:,}"
            stretches = said(*(left_over_is if len(left) == 1 else left_over_are), number=len(left))
            first = said("line {line}, at {start}", "السطر {line}، عند {start}", line=left[0].line, start=left[0].start)
            # More rows mend it, and those of a document may come one after the other.
            yield rule.lacking(table.place(row, "document_id"), document=show(document), stretches=stretches, first=first)


def _unsound(dataset: Dataset, sources: Sources) -> Iterator[str]:
    """Yield the documents of which a passage is missing, or a row does not stand where it says: that has its own finding."""
    documents = dict(dataset.tables["statements"].cells.select("statement_id", "document_id").iter_rows())
    anchors = ("char_start", "char_end", "text_sha256")
    held: set[str] = set()
    rows: list[tuple[str | None, int | None, int | None, str | None]] = []
    for statement, *place in dataset.tables["passages"].frame.select("statement_id", *anchors).iter_rows():
        held.add(statement)
        rows.append((documents.get(statement), *place))
    rows += dataset.tables["set_aside"].frame.select("document_id", *anchors).iter_rows()
    yield from (document for statement, document in documents.items() if document is not None and statement not in held)
    for document, start, end, digest in rows:
        text = _coded_text(dataset, sources, document)
        if document is not None and text is not None and (None in (start, end) or passage_hash(text[start:end]) != digest):
            yield document


def _coded_text(dataset: Dataset, sources: Sources, document: str | None) -> str | None:
    """Return the text of a document where the copy is the very file that was coded; another one has a finding of its own."""
    if document is None or sources.text(document) is None or sources.rendered(document):
        return None
    hashes = dict(dataset.tables["documents"].cells.select("document_id", "text_sha256").iter_rows())
    return sources.text(document) if sources.digest(document) == hashes.get(document) else None


PLACE_RULE = Rule(
    code="MQ470",
    name="set-aside-place",
    message=Bilingual(
        "stretch {number} of {document} {problem}; correct its offsets, or remove it",
        "الجزء المستبعَد {number} من {document} {problem}؛ صحّح إزاحتيه، أو أزله",
    ),
    why=Bilingual(
        "A word is either coded or set aside, never both, and what is set aside is part of a coded document.",
        "الكلمة إما مرمَّزة وإما مستبعَدة، لا الاثنتان، وما يُستبعد جزء من وثيقة مرمَّزة.",
    ),
    mend=Bilingual(
        "Compute the offsets with `mawaqif locate`, so that the stretch ends where the passage beside it starts.",
        "احسب الإزاحتين بالأمر `mawaqif locate`، حتى ينتهي الجزء حيث يبدأ المقطع الذي بجانبه.",
    ),
    bad="set_aside.csv: lamp-report-2020,3,37,58,",
    good="set_aside.csv: lamp-report-2020,3,37,44,",
    needs={"set_aside": ("document_id", "number", "char_start", "char_end"), **PLACE},
    check=_check_place,
    numbers=frozenset({"number", "char_start", "char_end", "text_length"}),
)
ANCHOR_RULE = SourceRule(
    code="MQ471",
    name="set-aside-anchor",
    message=Bilingual(
        "stretch {number} of {document} {problem}; compute its row again with `mawaqif locate`",
        "الجزء المستبعَد {number} من {document} {problem}؛ احسب صفه من جديد بالأمر `mawaqif locate`",
    ),
    why=Bilingual(
        "The anchor is the proof that what was set aside is what was read, and not a passage that nobody coded.",
        "البصمة والكلمات دليل على أن ما استُبعد هو ما قُرئ، لا مقطع لم يرمّزه أحد.",
    ),
    mend=Bilingual(
        "Run `mawaqif locate DOCUMENT 'first words' 'last words' --sources DIR` and take offsets, words and hash from its row.",
        ("شغّل `mawaqif locate DOCUMENT 'first words' 'last words' --sources DIR` وخذ من صفه الإزاحتين والكلمات والبصمة."),
    ),
    bad="set_aside.csv: lamp-report-2020,2,16,35,13",
    good="set_aside.csv: lamp-report-2020,2,16,35,12",
    needs={"set_aside": ("document_id", "number", *ANCHOR), "documents": ("document_id", "text_sha256")},
    check=_check_anchor,
)
LEFT_RULE = SourceRule(
    code="MQ472",
    name="text-left",
    message=Bilingual(
        (
            "{document}: {stretches} neither coded nor set aside, the first in {first}; code what asserts something, "
            "set aside the rest (`mawaqif coverage {document} --sources DIR` lists them)"
        ),
        (
            "{document}: {stretches}، وأول ذلك في {first}؛ رمّز ما يقرر شيئًا، واستبعد الباقي (يسرد ذلك `mawaqif "
            "coverage {document} --sources DIR`)"
        ),
    ),
    why=Bilingual(
        "A document is coded completely or not at all, and only a text without a gap shows that nothing was passed over.",
        "تُرمَّز الوثيقة كاملة أو لا تُرمَّز، ولا يدل على أن شيئًا لم يُترك إلا نص بلا فجوة.",
    ),
    mend=Bilingual(
        "Read each stretch that `mawaqif coverage` lists; code it, or give it a row in set_aside with the reason.",
        "اقرأ كل جزء يسرده `mawaqif coverage`؛ ورمّزه، أو أعطه صفًا في set_aside مع السبب.",
    ),
    bad="lamp-report-2020.txt: تقرير المنارات\nset_aside.csv has no تقرير",
    good="lamp-report-2020.txt: تقرير المنارات\nset_aside.csv: lamp-report-2020,1,0,14,تقرير المنارات,",
    needs={
        "documents": ("document_id", "text_sha256"),
        "statements": ("statement_id", "document_id"),
        "passages": ("statement_id", "char_start", "char_end", "text_sha256"),
        "set_aside": ("document_id", "char_start", "char_end", "text_sha256"),
    },
    check=_check_left,
)
