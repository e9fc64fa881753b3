"""Codes of the findings of reading a CSV file: the file, its rows and its cells."""

from __future__ import annotations

from mawaqif.findings import Bilingual, Code

FILE_MISSING = Code(
    "MQ101",
    "file-missing",
    Bilingual(
        "the file is missing; restore it, or take the table {table} out of the descriptor",
        "الملف مفقود؛ استعده، أو احذف الجدول {table} من ملف الوصف",
    ),
    Bilingual("A lost table is lost data.", "الجدول المفقود بيانات مفقودة."),
    Bilingual(
        "Restore the file from version control; if the table is meant to go, remove its entry from the descriptor.",
        "استعد الملف من git؛ وإن قُصدت إزالة الجدول فاحذف مدخله من ملف الوصف.",
    ),
    bad=Bilingual("errata.csv, named in datapackage.json, is not there", "الملف errata.csv المسمّى في datapackage.json غير موجود"),
    good="errata.csv: erratum_id,document_id,…",
)

FILE_UNREADABLE = Code(
    "MQ102",
    "file-unreadable",
    Bilingual(
        "the file cannot be read: {problem}; put the table itself in its place",
        "لا يُقرأ الملف: {problem}؛ ضع الجدول نفسه في مكانه",
    ),
    Bilingual(
        "A folder, a broken link or a file without read permission holds no rows.",
        "المجلد، أو الرابط المقطوع، أو الملف الذي لا يُسمح بقراءته، لا صفوف فيه.",
    ),
    Bilingual("Put a readable CSV file at this path.", "ضع في هذا المسار ملف CSV يُقرأ."),
    bad=Bilingual("a folder is called errata.csv", "مجلد اسمه errata.csv"),
    good="errata.csv: erratum_id,document_id,…",
)

FILE_EMPTY = Code(
    "MQ103",
    "file-empty",
    Bilingual("the file is empty; expected the header {header}", "الملف فارغ؛ والمتوقع سطر الرأس {header}"),
    Bilingual(
        "A table without rows still has a header; an empty file is a failed save.",
        "للجدول الخالي من الصفوف سطر رأس أيضًا؛ أما الملف الفارغ فحفظٌ لم يتم.",
    ),
    Bilingual("Restore the file, or write the header line.", "استعد الملف، أو اكتب سطر الرأس."),
    bad=Bilingual("errata.csv holds not even a header", "ليس في errata.csv حتى سطر الرأس"),
    good="errata.csv: erratum_id,document_id,…",
)

ENCODING = Code(
    "MQ104",
    "encoding",
    Bilingual(
        "byte {byte} of the file, {value}, is not UTF-8 ({problem}); save the file as UTF-8",
        "البايت {byte} من الملف، وهو {value}، ليس من UTF-8 ({problem})؛ احفظ الملف بترميز UTF-8",
    ),
    Bilingual(
        "Arabic text in any other encoding turns into other letters without warning.",
        "ينقلب النص العربي في أي ترميز آخر إلى حروف أخرى بلا إنذار.",
    ),
    Bilingual(
        "In a spreadsheet save as CSV UTF-8; in an editor open the file in its own encoding and save it as UTF-8.",
        ("احفظ في الجدول الحسابي بصيغة CSV UTF-8؛ وفي محرر النصوص افتح الملف بترميزه هو ثم احفظه بترميز UTF-8."),
    ),
    bad="errata.csv: have douze \\xe9 pages",
    good="errata.csv: have douze é pages",
)

FILE_CUT = Code(
    "MQ112",
    "file-cut",
    Bilingual(
        "the file breaks off in the middle of a letter; restore the rest from version control",
        "ينقطع الملف في وسط حرف؛ استعد بقيته من git",
    ),
    Bilingual(
        "A file that ends inside a letter was cut off while it was copied or saved; rows after it are lost.",
        "الملف الذي ينتهي داخل حرف قُطع أثناء نسخه أو حفظه؛ وضاع ما بعد ذلك من صفوف.",
    ),
    Bilingual("Restore the whole file from version control.", "استعد الملف كله من git."),
    bad="errata.csv: The minutes have twelve \\xd8",
    good="errata.csv: The minutes have twelve pages.",
)


HEADER_WRONG = Code(
    "MQ106",
    "header-wrong",
    Bilingual(
        "the header does not match the schema: {problem}; expected {header}",
        "سطر الرأس لا يطابق المخطط: {problem}؛ والمتوقع {header}",
    ),
    Bilingual(
        "Columns are known by their header; a wrong one puts values under another name.",
        "تُعرف الأعمدة بسطر الرأس؛ والخطأ فيه يضع القيم تحت اسم غير اسمها.",
    ),
    Bilingual("Write the header exactly as the schema lists the fields.", "اكتب سطر الرأس كما يسرد المخطط الحقول، حرفًا بحرف."),
    bad="errata.csv: …,printed,corrected,reasons_en",
    good="errata.csv: …,printed,corrected,reason_en",
)

HEADER_DOUBLED = Code(
    "MQ107",
    "header-doubled",
    Bilingual("the header names {columns} more than once; expected {header}", "يكرر سطر الرأس {columns}؛ والمتوقع {header}"),
    Bilingual(
        "With two columns of one name nobody can tell which holds the value.",
        "إذا كان عمودان باسم واحد لم يعرف أحد أيهما فيه القيمة.",
    ),
    Bilingual(
        "Write the header exactly as the schema lists the fields; remove a column that is one too many together with its cells.",
        "اكتب سطر الرأس كما يسرد المخطط الحقول، حرفًا بحرف؛ وأزل العمود الزائد مع خلاياه.",
    ),
    bad="errata.csv: …,printed,corrected,corrected",
    good="errata.csv: …,printed,corrected,reason_en",
)

RAGGED_ROW = Code(
    "MQ108",
    "ragged-row",
    Bilingual(
        "the row has {found} cells, expected {expected}; look for {suspect}",
        "عدد خلايا الصف {found}، والمتوقع {expected}؛ ابحث عن {suspect}",
    ),
    Bilingual(
        "A missing or extra cell shifts every value after it into the wrong column.",
        "الخلية الناقصة أو الزائدة تزيح كل قيمة بعدها إلى عمود غير عمودها.",
    ),
    Bilingual(
        "Compare with the header; put a cell that holds a comma between quotation marks.",
        "قارن بسطر الرأس؛ وضع الخلية التي فيها فاصلة بين علامتي اقتباس.",
    ),
    bad="actors.csv: malta,state,Malta, Republic,",
    good='actors.csv: malta,state,"Malta, Republic",',
)

QUOTING = Code(
    "MQ109",
    "quoting",
    Bilingual(
        "{problem}; {also}put one quotation mark before and one after the whole cell, and write each inside it twice",
        "{problem}؛ {also}ضع علامة اقتباس قبل الخلية كلها وعلامة بعدها، واكتب كل علامة في داخلها مرتين",
    ),
    Bilingual(
        "After an open quotation mark, readers take the rest of the file for one cell.",
        "بعد علامة اقتباس لم تُغلق تُقرأ بقية الملف كلها خلية واحدة.",
    ),
    Bilingual(
        "Close the quotation mark at the end of the cell; inside a quoted cell write it twice.",
        "أغلق علامة الاقتباس في آخر الخلية؛ واكتبها مرتين داخل الخلية المقتبسة.",
    ),
    bad='statement_topics.csv: …,neutral,"never closed',
    good='statement_topics.csv: …,neutral,"They say ""never"", and stop."',
)


BLANK_LINE = Code(
    "MQ111",
    "blank-line",
    Bilingual("the line is blank; remove it", "السطر فارغ؛ أزله"),
    Bilingual(
        "Readers disagree on whether a blank line is a row of empty cells.",
        "تختلف البرامج في السطر الفارغ: أهو صف خلاياه فارغة أم لا.",
    ),
    Bilingual("Remove the line, or run `mawaqif fmt`.", "أزل السطر، أو شغّل `mawaqif fmt`."),
    bad=Bilingual("an empty line stands between two rows", "سطر فارغ بين صفين"),
    good=Bilingual("each row follows on the line after the one before it", "كل صف في السطر الذي يلي سابقه"),
)

FILE_DIFFERS = Code(
    "MQ113",
    "file-differs",
    Bilingual(
        "the file is not the one that the descriptor describes: its {what} is {found}, expected {expected}; {repair}",
        "ليس هذا هو الملف الموصوف في ملف الوصف: {what} فيه {found}، والمتوقع {expected}؛ {repair}",
    ),
    Bilingual(
        "A release is one state of all its files. A file that differs from what was published cannot be cited as it.",
        "الإصدار حالة واحدة لملفاته كلها. والملف الذي يختلف عما نُشر لا يُستشهد به على أنه هو.",
    ),
    Bilingual(
        "Take the file from the release again. In a package of your own, remove its bytes, hash and rows from the index.",
        "خذ الملف من الإصدار مرة أخرى. وفي حزمة تخصك احذف bytes وhash وrows الخاصة به من الفهرس.",
    ),
    bad='datapackage.json: "rows": 2',
    good='datapackage.json: "rows": 1',
)

CELL_TYPE = Code(
    "MQ201",
    "cell-type",
    Bilingual("{value} {problem}; write {expected}", "القيمة {value} {problem}؛ اكتب {expected}"),
    Bilingual(
        "A cell that is not of its type cannot be counted, compared or joined.",
        "الخلية التي ليست من نوعها لا تُعدّ ولا تُقارَن ولا تُوصل بغيرها.",
    ),
    Bilingual(
        "Write the value in the spelling named. In a spreadsheet give the column the format text, so that it stays as typed.",
        ("اكتب القيمة بالصورة المذكورة. واجعل صيغة العمود في الجدول الحسابي نصًا، حتى تبقى القيمة كما كُتبت."),
    ),
    bad="char_start: 0346",
    good="char_start: 346",
)

CONFLICT = Code(
    "MQ476",
    "merge-conflict",
    Bilingual("{problem}; {repair}", "{problem}؛ {repair}"),
    Bilingual(
        "A file with both sides of a conflict has rows twice, and lines that are no rows.",
        "الملف الذي فيه جانبا التعارض كلاهما تتكرر فيه صفوف، وفيه أسطر ليست صفوفًا.",
    ),
    Bilingual(
        "Compare the two sides, keep each row once as it should be, and remove the lines with the marks.",
        "قارن الجانبين، وأبقِ كل صف مرة واحدة كما ينبغي أن يكون، وأزل أسطر العلامات.",
    ),
    bad="statement_topics.csv: <<<<<<< HEAD",
    good="statement_topics.csv: lamp-report-2020-s004,harbour-lights,neutral,",
)
