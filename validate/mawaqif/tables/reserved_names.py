"""Names that no table can have, because an edition of a release has something else under them, or cannot take them."""

from __future__ import annotations

from mawaqif.findings import Bilingual, said

# What a sheet of Excel may be called at most. Source: Microsoft, "Excel specifications and limits".
LONGEST_SHEET_NAME = 31
# By what each name is taken; a test holds them against the editions.
RESERVED = {
    "readme": Bilingual("the first sheet of the Excel workbook", "أول ورقة في مصنّف Excel"),
    "data_dictionary": Bilingual("the list of all columns", "قائمة الأعمدة كلها"),
    "statements_search": Bilingual("the search index of the SQLite edition", "فهرس البحث في طبعة SQLite"),
    "codes": Bilingual("a derived table", "جدول مشتق"),
    "actor_aliases": Bilingual("a derived table", "جدول مشتق"),
    "history": Bilingual("a sheet that Excel keeps for itself", "ورقة يحتفظ بها Excel لنفسه"),
    "citations_named": Bilingual("a view", "طريقة عرض"),
    "initiatives_named": Bilingual("a view", "طريقة عرض"),
    "positions_named": Bilingual("a view", "طريقة عرض"),
    "stances": Bilingual("a view", "طريقة عرض"),
    "stances_by_group": Bilingual("a view", "طريقة عرض"),
    "statements_named": Bilingual("a view", "طريقة عرض"),
    "statements_wide": Bilingual("a view", "طريقة عرض"),
}
# SQLite keeps these for itself, and its search index has further tables. Source: SQLite, "File Format", 2.6; "FTS5", 9.
RESERVED_STARTS = {
    "sqlite_": Bilingual("SQLite", "SQLite"),
    "statements_search_": Bilingual("the search index of the SQLite edition", "فهرس البحث في طبعة SQLite"),
}


def reserved(name: str) -> str:
    """Say why no table can be called so; empty where one can."""
    if len(name) > LONGEST_SHEET_NAME:
        told = (
            "has {found} characters, and a sheet of Excel takes {most}",
            "عدد محارفه {found}، ولا تقبل ورقة Excel أكثر من {most}",
        )
        return said(*told, found=len(name), most=LONGEST_SHEET_NAME)
    start: str = next((taken for begin, taken in RESERVED_STARTS.items() if name.startswith(begin)), "")
    taken = RESERVED.get(name, start)
    return said("is taken by {taken}", "محجوز: {taken}", taken=taken) if taken else ""
