"""Codes of the findings on keys and references."""

from __future__ import annotations

from mawaqif.findings import Bilingual, Code

PRIMARY_KEY = Code(
    "MQ301",
    "primary-key",
    Bilingual(
        (
            "{value} stands already in line {other}{contrast}; {columns} is the key and may stand once; "
            "remove or rename one of the rows"
        ),
        ("القيمة {value} موجودة في السطر {other}{contrast}؛ {columns} هو المفتاح ولا يتكرر؛ أزل أحد الصفين أو سمّه باسم آخر"),
    ),
    Bilingual(
        "Two rows with one key cannot be told apart, and every reference to them is ambiguous.",
        "الصفان اللذان لهما مفتاح واحد لا يُميَّز بينهما، وكل إحالة إليهما ملتبسة.",
    ),
    Bilingual("Remove the row that is wrong, or give it an identifier of its own.", "أزل الصف الخاطئ، أو أعطه معرّفًا يخصه."),
    bad=(
        "statement_topics.csv: lamp-report-2020-s004,harbour-lights,neutral\n"
        "statement_topics.csv: lamp-report-2020-s004,harbour-lights,opposes"
    ),
    good=(
        "statement_topics.csv: lamp-report-2020-s004,harbour-lights,neutral\n"
        "statement_topics.csv: lamp-report-2020-s004,lamp-oil,opposes"
    ),
)

UNIQUE_KEY = Code(
    "MQ302",
    "unique-key",
    Bilingual(
        "{value} stands already in line {other}; {columns} may not repeat; correct one of the rows",
        "القيمة {value} موجودة في السطر {other}؛ لا يجوز أن تتكرر قيم {columns}؛ صحّح أحد الصفين",
    ),
    Bilingual(
        "Two rows with the same name or number are usually one thing coded twice.",
        "الصفان اللذان لهما اسم واحد أو رقم واحد هما في الغالب شيء واحد رُمّز مرتين.",
    ),
    Bilingual("Join the two rows, or correct the value that is wrong.", "ادمج الصفين، أو صحّح القيمة الخاطئة."),
    bad="actors.csv: iceland,state,…,ISL,\nname_en: Malta\niso3: ISL",
    good="actors.csv: iceland,state,…,ISL,\nname_en: Malta\niso3: MLT",
)

FOREIGN_KEY = Code(
    "MQ303",
    "foreign-key",
    Bilingual("{value} is not in {table}{hint}; {repair}{more}", "القيمة {value} ليست في {table}{hint}؛ {repair}{more}"),
    Bilingual(
        "A reference to a row that does not exist loses the statement it belongs to in every join.",
        "الإحالة إلى صف لا وجود له تُضيّع القول الذي تخصه في كل وصل للجداول.",
    ),
    Bilingual("Correct the identifier, or add the row that it names.", "صحّح المعرّف، أو أضف الصف الذي يسمّيه."),
    bad="actor_id: lamp-ofice\nactors.csv has no lamp-ofice",
    good="actor_id: lamp-office\nactors.csv: lamp-office,un_office,",
)


RELATION_CODES = (PRIMARY_KEY, UNIQUE_KEY, FOREIGN_KEY)
