"""Codes of what schemas of this data set ask for beside the standard: web addresses, rows in use, references in no circle."""

from __future__ import annotations

from mawaqif.findings import Bilingual, Code

URL = Code(
    "MQ207",
    "cell-url",
    Bilingual(
        "{value} is not a web address; copy it again, whole and without spaces, such as https://example.org/page",
        ("القيمة {value} ليست عنوانًا على الشبكة؛ انسخ العنوان مرة أخرى كاملًا بلا مسافات، مثل https://example.org/page"),
    ),
    Bilingual("A link that does not parse leads nowhere.", "الرابط المكتوب على غير صورته لا يقود إلى شيء."),
    Bilingual(
        "Copy the address again from the document or the browser, with https:// before it; mend a break across two lines.",
        "انسخ العنوان مرة أخرى من الوثيقة أو المتصفح، وقبله https://؛ وصِل ما انقطع بين سطرين.",
    ),
    bad="url: https://example.org/minu tes/2",
    good="url: https://example.org/minutes/2?page=7#top",
)

UNUSED_ROW = Code(
    "MQ304",
    "unused-row",
    Bilingual(
        "{value} is used by no row of {tables}; remove the row, or code the row that uses it",
        "لا صف من {tables} يستعمل {value}؛ أزل الصف، أو رمّز الصف الذي يستعمله",
    ),
    Bilingual(
        "A row that nothing refers to was never coded from a passage, or has lost its user.",
        "الصف الذي لا يحيل إليه شيء لم يُرمَّز من مقطع، أو فقد ما كان يستعمله.",
    ),
    Bilingual("Remove the row, or add the row that refers to it.", "أزل الصف، أو أضف الصف الذي يحيل إليه."),
    bad="actor_id: tuvalu\nstatement_actors.csv has no tuvalu",
    good="actor_id: tuvalu\nstatement_actors.csv: lamp-report-2020-s004,tuvalu,opponent",
)

REFERENCE_CYCLE = Code(
    "MQ305",
    "reference-circle",
    Bilingual(
        "{value} leads back to itself through {column}: {path}; correct one of them",
        "تعود القيمة {value} إلى نفسها عبر {column}: {path}؛ صحّح إحدى الإحالات",
    ),
    Bilingual(
        "Something that is part of itself, or answers itself, has no place in any order.",
        "ما كان جزءًا من نفسه، أو ردًا على نفسه، لا مكان له في أي ترتيب.",
    ),
    Bilingual("Correct the reference that is wrong; the topmost row has none.", "صحّح الإحالة الخاطئة؛ والصف الأعلى لا إحالة له."),
    bad="event_id: lamp-talks\nparent_id: lamp-talks",
    good="event_id: lamp-talks\nparent_id:",
)

SCHEMA_CODES = (URL, UNUSED_ROW, REFERENCE_CYCLE)
