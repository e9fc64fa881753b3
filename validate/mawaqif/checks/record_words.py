"""What is said of a reading record that cannot be used, and of rows that are gone, in both languages."""

from __future__ import annotations

from mawaqif.findings import Bilingual, said
from mawaqif.history import CHANGELOG, Mark
from mawaqif.tables import SEALINGS

RESTORE = Bilingual(
    "restore the row, or run `mawaqif seal` if it was removed on purpose",
    "استعد الصف، أو شغّل `mawaqif seal` إن كانت إزالته مقصودة",
)
RESTORE_ROWS = Bilingual(
    "restore the rows, or run `mawaqif seal` if they were removed on purpose",
    "استعد الصفوف، أو شغّل `mawaqif seal` إن كانت إزالتها مقصودة",
)
RESTORE_TABLE = Bilingual("restore its resource, schema and file", "استعد مدخله ومخططه وملفه")
MEND_USERS = Bilingual(
    "restore what is gone, or mend the rows that need it, such as {user}",
    "استعد ما زال، أو أصلِح الصفوف التي تحتاج إليه، مثل {user}",
)
ONLY_HEADER, MISSING = Bilingual("it holds only its header", "ليس فيه إلا سطر الرأس"), Bilingual("it is missing", "هو مفقود")
NONE_READ = Bilingual("{state}, so that no row counts as read", "{state}، فلا يُعدّ صف مقروءًا")
SEAL_MERGED = Bilingual("run `mawaqif seal` where two sealed branches were merged", "شغّل `mawaqif seal` حيث دُمج فرعان مختومان")
SEAL_SAYS = Bilingual("run `mawaqif seal`, which says it there", "شغّل `mawaqif seal`، فهو يذكره هناك")
READ_AGAIN = Bilingual("read the rows again and run `mawaqif seal`", "اقرأ الصفوف من جديد وشغّل `mawaqif seal`")
UNREAD_TABLE = Bilingual("the table {table} could not be read", "تعذرت قراءة الجدول {table}")
EVERY_ROW = Bilingual("every row", "كل صف")


def other_mark(found: Mark, wanted: Mark) -> Bilingual:
    """Say how the record differs from the one that the journal of the sealings tells of."""
    rows = said(
        "it has {found:,} rows, expected {wanted:,}",
        "عدد صفوفه {found:,}، والمتوقع {wanted:,}",
        found=found.rows,
        wanted=wanted.rows,
    )
    problem = Bilingual("its lines are others", "أسطره غير التي خُتمت") if wanted.rows == found.rows else rows
    return said("{problem}, by {journal}", "{problem}، بحسب {journal}", problem=problem, journal=SEALINGS)


def no_mark(version: str, base: str) -> Bilingual:
    """Say that the journal of the sealings does not tell of the record, and why it should."""
    published = said(
        "{file} has the published version {version}", "في {file} الإصدار المنشور {version}", file=CHANGELOG, version=version
    )
    why = published if version else said("{base} does", "ذلك مذكور في {base}", base=base)
    told = "{journal} does not say how many rows it has, and {why}", "لا يقول {journal} كم صفًا فيه، و{why}"
    return said(*told, journal=SEALINGS, why=why)
