"""Codes of what this data set asks of the form of a package beside the standard: its files, and what stands in their cells."""

from __future__ import annotations

from mawaqif.findings import Bilingual, Code

STRAY_FILE = Code(
    "MQ004",
    "stray-file",
    Bilingual("{problem}; {repair}", "{problem}؛ {repair}"),
    Bilingual(
        "A table that the index does not name is neither checked nor published.", "الجدول الذي لا يسمّيه الفهرس لا يُفحص ولا يُنشر."
    ),
    Bilingual(
        (
            "Add an entry with name, path and schema to datapackage.json, or move the file out of the folder. What a spreadsheet "
            "or another program saved beside a table is read only where it is saved as CSV over it."
        ),
        (
            "أضف إلى datapackage.json مدخلًا فيه name وpath وschema، أو انقل الملف من المجلد. وما يحفظه جدول "
            "حسابي أو برنامج آخر إلى جانب جدول لا يُقرأ إلا إذا حُفظ بصيغة CSV في مكانه."
        ),
    ),
    bad=Bilingual(
        "datapackage/sightings.csv has no entry in datapackage.json",
        "ليس للملف datapackage/sightings.csv مدخل في datapackage.json",
    ),
    good=Bilingual(
        "every CSV file of the folder has its entry in datapackage.json", "لكل ملف CSV في المجلد مدخله في datapackage.json"
    ),
)

LINK = Code(
    "MQ005",
    "link",
    Bilingual(
        "it is a link, which is not followed; put the file or folder itself in its place",
        "هذا رابط، والروابط لا تُتبع؛ ضع الملف أو المجلد نفسه في مكانه",
    ),
    Bilingual(
        "What a link leads to can lie anywhere on the machine; followed, it would be checked, published or written over.",
        "قد يقع ما يقود إليه الرابط في أي مكان من الجهاز؛ فلو اتُّبع لفُحص أو نُشر أو كُتب فوقه.",
    ),
    Bilingual(
        "Remove the link and copy what it leads to into its place, if that belongs into the package.",
        "أزل الرابط وانسخ ما يقود إليه إلى مكانه، إن كان من الحزمة.",
    ),
    bad=Bilingual("datapackage/errata.csv is a link to a file elsewhere", "datapackage/errata.csv رابط إلى ملف في مكان آخر"),
    good=Bilingual("datapackage/errata.csv is the file itself", "datapackage/errata.csv هو الملف نفسه"),
)

NUL_BYTE = Code(
    "MQ105",
    "nul-byte",
    Bilingual(
        "the line holds a NUL byte; remove it, or save the file as UTF-8 if it is UTF-16",
        "في السطر بايت NUL؛ أزله، أو احفظ الملف بترميز UTF-8 إن كان بترميز UTF-16",
    ),
    Bilingual(
        "A NUL byte ends text early in many programs and is never part of a word.",
        "يُنهي بايت NUL النص قبل أوانه في برامج كثيرة، ولا يكون جزءًا من كلمة أبدًا.",
    ),
    Bilingual(
        "Restore the line or type it again, because the byte cannot be seen; if every line has one, save the file as UTF-8.",
        ("استعد السطر أو اكتبه من جديد، فالبايت لا يُرى؛ وإن كان في كل سطر واحد منه فاحفظ الملف بترميز UTF-8."),
    ),
    bad="errata.csv: twel\\u0000ve pages",
    good="errata.csv: twelve pages",
)

CELL_TOO_LONG = Code(
    "MQ110",
    "cell-too-long",
    Bilingual(
        "the cell holds {length:,} characters, at most {limit:,} are read; look for a missing quotation mark",
        "عدد محارف الخلية {length:,}، ولا يُقرأ أكثر من {limit:,}؛ ابحث عن علامة اقتباس ناقصة",
    ),
    Bilingual(
        "No cell of this data set is that long, and spreadsheets cut such cells silently.",
        "ليس في هذه البيانات خلية بهذا الطول، والجداول الحسابية تقطع مثلها من غير تنبيه.",
    ),
    Bilingual(
        "Shorten the cell, or close the quotation mark that swallowed the rows after it.",
        "اختصر الخلية، أو أغلق علامة الاقتباس التي ابتلعت ما بعدها من صفوف.",
    ),
    bad=Bilingual("a cell of 32,770 characters", "خلية عدد محارفها 32,770"),
    good=Bilingual("a cell of at most 32,767 characters", "خلية لا تزيد محارفها على 32,767"),
)

FORM_CODES = (STRAY_FILE, LINK, NUL_BYTE, CELL_TOO_LONG)
