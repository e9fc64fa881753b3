"""Codes of the findings on cells that break a constraint of their column."""

from __future__ import annotations

from mawaqif.findings import Bilingual, Code

REQUIRED = Code(
    "MQ202",
    "cell-required",
    Bilingual(
        "the cell is empty; fill it, because {column} is required: {description}",
        "الخلية فارغة؛ املأها، فالعمود {column} إلزامي: {description}",
    ),
    Bilingual("The row means nothing without this value.", "لا معنى للصف بلا هذه القيمة."),
    Bilingual(
        "Look the value up in the document and write it into the cell; a row that lacks it cannot stand.",
        "ابحث عن القيمة في الوثيقة واكتبها في الخلية؛ فالصف الذي يخلو منها لا يصح.",
    ),
    bad="printed:",
    good="printed: 90",
)

PATTERN = Code(
    "MQ203",
    "cell-pattern",
    Bilingual(
        "{value} is not spelt as {column} is; write {meant}: {description}",
        "القيمة {value} ليست مكتوبة كما يُكتب العمود {column}؛ اكتب {meant}: {description}",
    ),
    Bilingual("A value in another spelling does not join with its equals.", "القيمة المكتوبة بصورة أخرى لا تلتقي بنظائرها."),
    Bilingual(
        "Write the value as the column's description says, and as the other rows have it.",
        "اكتب القيمة كما يقول وصف العمود، وكما هي في الصفوف الأخرى.",
    ),
    bad="erratum_id: lamp-report-2020-e2",
    good="erratum_id: lamp-report-2020-e002",
)

ENUM = Code(
    "MQ204",
    "cell-enum",
    Bilingual(
        "{value} is not a value of {column}{hint}; write one of {limit}",
        "القيمة {value} ليست من قيم العمود {column}{hint}؛ اكتب واحدة من: {limit}",
    ),
    Bilingual(
        "Only the listed values have a meaning; the codebook explains each.",
        "لا معنى إلا للقيم المسرودة؛ ويشرح دليل الترميز كلًا منها.",
    ),
    Bilingual(
        "Write one of the listed values, letter by letter; the codebook says which of them is meant.",
        "اكتب إحدى القيم المسرودة حرفًا بحرف؛ ويقول دليل الترميز أيها المقصود.",
    ),
    bad="stance: support",
    good="stance: supports",
)

RANGE = Code(
    "MQ205",
    "cell-range",
    Bilingual(
        "{value} is out of range; {column} must be {limit}: correct the value",
        "القيمة {value} خارج المدى؛ حدّ العمود {column}: {limit}؛ صحّح القيمة",
    ),
    Bilingual("A value outside its range is a slip of the hand.", "القيمة خارج مداها زلة يد."),
    Bilingual(
        "Look the value up again; a digit may be missing, doubled or in the wrong column.",
        "ابحث عن القيمة مرة أخرى؛ فقد يكون رقم سقط أو تكرر أو وقع في عمود آخر.",
    ),
    bad="text_length: 0",
    good="text_length: 485",
)

LENGTH = Code(
    "MQ206",
    "cell-length",
    Bilingual(
        "{value} is too short or too long; {column} must have {limit} characters: complete or shorten the text",
        "النص {value} أقصر أو أطول مما يجوز؛ حدّ محارف العمود {column}: {limit}؛ أتمّ النص أو اختصره",
    ),
    Bilingual(
        "A text that is too short says nothing; one that is too long has swallowed something.",
        "النص المفرط في القصر لا يقول شيئًا، والمفرط في الطول ابتلع غيره.",
    ),
    Bilingual(
        "Say it in one or two whole sentences; look whether a neighbouring cell was pasted into it or cut from it.",
        "قل المراد في جملة تامة أو جملتين؛ وانظر هل أُلصقت فيها خلية مجاورة أو قُطعت منها.",
    ),
    bad="summary_en: Nauru says no.",
    good="summary_en: Nauru opposes the article.",
)


CONSTRAINT_CODES = (REQUIRED, PATTERN, ENUM, RANGE, LENGTH)
