"""Changes of rows in words: `position of Egypt on ahc-art-29: retain → delete`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from mawaqif.findings import (
    LONGEST_VALUE_SHOWN,
    Bilingual,
    CellChange,
    Contribution,
    Kind,
    Language,
    NewStatement,
    Report,
    RowChange,
    Skipped,
    counted,
    joined,
    said,
    show,
    spoken,
)
from mawaqif.findings.escaping import visible

_HASH = re.compile(r"[0-9a-f]{64}")
VERBS = {
    Kind.ADDED: Bilingual("added", "أضيف"),
    Kind.CHANGED: Bilingual("changed", "غُيّر"),
    Kind.REMOVED: Bilingual("removed", "أزيل"),
}
# So many rows of each table stand in the release notes; the change table has them all.
LISTED = 500
NOTHING_FOUND = Bilingual("no findings", "لا مخالفات")
SUMMARY_EN, SUMMARY_AR = Bilingual("English summary", "الخلاصة بالإنجليزية"), Bilingual("Arabic summary", "الخلاصة بالعربية")
# So many characters are shown before the place where two long texts differ.
LEAD = 15


# Headings of a report, and of the columns of its tables.
FINDINGS, NOTES = Bilingual("Findings", "المخالفات"), Bilingual("Notes", "التنبيهات")
NOT_RUN = Bilingual("Checks that could not run", "فحوص تعذر إجراؤها")
ALTERED = Bilingual("Changed and removed rows", "صفوف غُيّرت أو أزيلت")
NEW_STATEMENTS, OTHERS = Bilingual("New statements", "أقوال جديدة"), Bilingual("Other new rows", "صفوف جديدة أخرى")
PLACE, CHECK, WRONG = (
    Bilingual("Place", "الموضع"),
    Bilingual("Check", "الفحص"),
    Bilingual("What is wrong, and how to mend it", "الخلل وإصلاحه"),
)
CHANGE, ROW, COLUMN = Bilingual("Change", "التغيير"), Bilingual("Row", "الصف"), Bilingual("Column", "العمود")
BEFORE, AFTER = Bilingual("Before", "قبل"), Bilingual("After", "بعد")
IS_NOW = Bilingual("is now", "صار")
HASH_ALONE = Bilingual("the hash alone", "البصمة وحدها")
# What reports count: in Arabic the singular, the dual, the plural, and the singular after 11 to 99.
NOUNS = {
    "row": ("صف", "صفان", "صفوف", "صفًا"),
    "table": ("جدول", "جدولان", "جداول", "جدولًا"),
    "file": ("ملف", "ملفان", "ملفات", "ملفًا"),
    "check": ("فحص", "فحصان", "فحوص", "فحصًا"),
    "note": ("تنبيه", "تنبيهان", "تنبيهات", "تنبيهًا"),
    "finding": ("مخالفة", "مخالفتان", "مخالفات", "مخالفة"),
    "passage": ("مقطع", "مقطعان", "مقاطع", "مقطعًا"),
    "place": ("موضع", "موضعان", "مواضع", "موضعًا"),
    "more finding": ("مخالفة أخرى", "مخالفتان أخريان", "مخالفات أخرى", "مخالفة أخرى"),
    "more row": ("صف آخر", "صفان آخران", "صفوف أخرى", "صفًا آخر"),
    "more new row": ("صف جديد آخر", "صفان جديدان آخران", "صفوف جديدة أخرى", "صفًا جديدًا آخر"),
    "more new statement": ("قول جديد آخر", "قولان جديدان آخران", "أقوال جديدة أخرى", "قولًا جديدًا آخر"),
    "more check": ("فحص آخر", "فحصان آخران", "فحوص أخرى", "فحصًا آخر"),
    "more note": ("تنبيه آخر", "تنبيهان آخران", "تنبيهات أخرى", "تنبيهًا آخر"),
    "more table": ("جدول آخر", "جدولان آخران", "جداول أخرى", "جدولًا آخر"),
}


def count(number: int, noun: str) -> Bilingual:
    """Return a number with its noun, one of `NOUNS`, in the form that the number asks for."""
    return counted(number, (noun, f"{noun}s"), NOUNS[noun])


def could_not_run(item: Skipped) -> Bilingual:
    """Say which check could not run, and why."""
    check = f"{item.code} {item.name}"
    return said("{check} could not run: {reason}", "تعذر إجراء {check}: {reason}", check=check, reason=item.reason)


def verdict(report: Report) -> Bilingual:
    """Say how many findings there are."""
    return NOTHING_FOUND if report.clean else count(len(report.findings), "finding")


def ordinal(item: NewStatement) -> Bilingual:
    """Say where a new statement stands in its document, which is named after it."""
    place = {"ordinal": item.ordinal, "total": item.total}
    return said("{ordinal:,} of {total:,} in the reading order of", "{ordinal:,} من {total:,} في ترتيب القراءة:", **place)


def is_now(title: str, successor: str) -> Bilingual:
    """Say by what identifier a row is called now."""
    return said("{title} is now {successor}", "{title} صار {successor}", title=title, successor=successor)


def followers(number: int) -> Bilingual:
    """Say of how many rows nothing differs but an identifier that was retired for another."""
    return said(
        "{rows} beside these only follow what is told as `is now`",
        "وإلى جانب ذلك {rows}: لا تغيير هناك إلا معرّف سُحب وخلفه غيره، وهو المذكور بكلمة «صار»",
        rows=count(number, "row"),
    )


def unproven(number: int) -> Bilingual:
    """Say of how many passages nothing is known but what their rows say."""
    return said(
        "{passages} not proven here: the documents were not at hand, so no offset and no hash was held against a text",
        "لم تثبت هنا مواضع المقاطع، وعددها {number:,}: لم تكن الوثائق في المتناول، فلم تُقابَل إزاحة ولا بصمة بنص",
        passages=count(number, "passage"),
        number=number,
    )


def not_a_hash(cells: Sequence[CellChange]) -> list[CellChange]:
    """Return the cells that a person can read: all but the SHA-256 of a text."""
    return [cell for cell in cells if not _HASH.fullmatch(cell.new or cell.old or "")]


def told_of(item: NewStatement) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return what is told of a new statement: title, and each value with its place; first who speaks, last the note."""
    speaking: list[str] = []
    other: list[str] = []
    rows: dict[str, list[tuple[str, str]]] = {}
    for row in item.rows:
        if row.title not in rows:
            (speaking if row.table == "statement_actors" else other).append(row.title)
        rows.setdefault(row.title, []).append((row.words, f"{row.file}:{row.line}"))
    notes = [(title, [(value, "")]) for title, value in item.facts if title == "Note"]
    facts = [(title, [(value, "")]) for title, value in item.facts if title != "Note"]
    summaries = [(SUMMARY_EN, [(item.summary_en, "")]), (SUMMARY_AR, [(item.summary_ar, "")])]
    return [*((title, rows[title]) for title in speaking), *facts, *summaries, *((title, rows[title]) for title in other), *notes]


def change_in_words(change: RowChange) -> str:
    """Say in one line what happened to a row: its title and, of what differs, the old and the new value."""
    if change.successor:
        rest = [_cell(change, cell) for cell in change.cells if change.kind is Kind.CHANGED and cell.new != change.successor]
        return visible("; ".join([f"{change.title} is now {change.successor}", *rest]))
    if change.kind is Kind.CHANGED:
        return visible(change.title + ": " + "; ".join(_cell(change, cell) for cell in change.cells))
    named = next((cell for cell in change.cells if change.title.startswith(f"{cell.column} of ")), None)
    return visible(change.title + (f": {named.new or named.old}" if named else ""))


def _cell(change: RowChange, cell: CellChange) -> str:
    old, new = contrast(cell.old, cell.new)
    if change.title.startswith(f"{cell.column} of "):
        return f"{cell.old} → {cell.new}"
    return f"{cell.column} {old} → {new}"


def contrast(old: str | None, new: str | None) -> tuple[str, str]:
    """Quote two values; of long ones, the part where they begin to differ is shown."""
    start = 0
    if old is not None and new is not None and max(len(old), len(new)) > LONGEST_VALUE_SHOWN:
        alike = next((n for n, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))
        start = max(0, alike - LEAD)
    return _from(old, start), _from(new, start)


def _from(text: str | None, start: int) -> str:
    if text is None:
        return "nothing"
    rest = text[start:]
    cut = rest[: LONGEST_VALUE_SHOWN - 1] + "…" if len(rest) > LONGEST_VALUE_SHOWN else rest
    return show(("…" if start else "") + cut[: LONGEST_VALUE_SHOWN - (start > 0)])


def contribution_lines(
    contribution: Contribution,
    shown: Callable[[str], str] = str,
    limit: int | None = None,
    language: Language = Language.ENGLISH,
) -> Iterator[str]:
    """Yield a contribution as lines of text: how much, then each row with its place.

    Args:
        contribution: the changes.
        shown: makes of a path in the package the path that the reader sees.
        limit: list at most so many rows, then say how many are left.
        language: the language of the words around the rows.
    """
    yield visible(spoken(summary(contribution), language))
    for row in contribution.told[:limit]:
        before = said(" (line {line} before)", " (السطر {line} من قبل)", line=row.old_line)
        line = f":{row.line}" if row.line else spoken(before, language)
        yield f"  {row.kind} {visible(shown(row.file))}{line} {change_in_words(row)}"
    left = len(contribution.told) - (limit or len(contribution.told))
    if left > 0:
        more = said(
            "and {rows}; `mawaqif diff` lists them",
            "و{rows}؛ يسرد الباقي {command}",
            rows=count(left, "more row"),
            command="mawaqif diff",
        )
        yield f"  {spoken(more, language)}"
    following = len(contribution.rows) - len(contribution.told)
    if following:
        yield f"  {spoken(followers(following), language)}"
    for reason in contribution.unread:
        not_compared = said("not compared: {reason}", "لم يقارَن: {reason}", reason=reason)
        yield f"  {visible(spoken(not_compared, language))}"


def summary(contribution: Contribution) -> Bilingual:
    """Say in one line how many rows differ, which other files, and what the contribution seals itself."""
    parts = [
        said("{rows} {verb}", "{verb} {rows}", rows=count(number, "row"), verb=VERBS[kind])
        for kind, number in contribution.counts.items()
        if number
    ]
    rows = joined(parts) if parts else Bilingual("no row differs", "لا يختلف صف")
    told: list[str] = [said("since {base}: {rows}", "منذ {base}: {rows}", base=visible(contribution.base), rows=rows)]
    if contribution.files:
        told.append(said("also differs: {files}", "ويختلف أيضًا: {files}", files=visible(", ".join(contribution.files))))
    if contribution.sealed:
        told.append(_sealing(contribution))
    return joined(told, "; ")


def _sealing(contribution: Contribution) -> Bilingual:
    rows = count(contribution.sealed, "row")
    if not contribution.readers:
        unnamed = "it records {rows} as read a second time: by whom?", "ويسجّل أنه قُرئ قراءة ثانية {rows}: من القارئ؟"
        return said(*unnamed, rows=rows)
    named = "it records {rows} as read a second time by {readers}", "ويسجّل أنه قُرئ قراءة ثانية {rows}، والقارئ {readers}"
    return said(*named, rows=rows, readers=", ".join(map(show, contribution.readers)))
