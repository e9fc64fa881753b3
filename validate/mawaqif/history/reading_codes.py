"""Codes of the findings on the reading record, and on rows that it has."""

from __future__ import annotations

from mawaqif.findings import Bilingual, Code

ROW_CHANGED = Code(
    "MQ601",
    "row-changed",
    Bilingual(
        "{key} is not as it was when it was last read against its passage; read it again, then run `mawaqif seal`",
        "الصف {key} ليس كما كان حين قُرئ آخر مرة على مقطعه؛ اقرأه من جديد، ثم شغّل `mawaqif seal`",
    ),
    Bilingual(
        "Every published row was read twice. A change after the second reading is a change that nobody has checked.",
        "قُرئ كل صف منشور مرتين. والتغيير بعد القراءة الثانية تغيير لم يتحقق منه أحد.",
    ),
    Bilingual(
        "If the change is meant, read the row against its passage and run `mawaqif seal`; otherwise restore the row.",
        "إن كان التغيير مقصودًا فاقرأ الصف على مقطعه وشغّل `mawaqif seal`؛ وإلا فاستعد الصف.",
    ),
    bad="initiative_id: harbour-code\nlaunched: 2019",
    good="initiative_id: harbour-code\nlaunched: 2020",
)

ROW_LOST = Code(
    "MQ602",
    "row-lost",
    Bilingual("{key} was read and is gone{hint}; {repair}", "قُرئ الصف {key} ثم زال{hint}؛ {repair}"),
    Bilingual(
        "A row that disappears is a loss that no rule on the remaining rows can see.",
        "زوال الصف خسارة لا تراها قاعدة على الصفوف الباقية.",
    ),
    Bilingual(
        "Restore the row from version control; if its removal is meant, say so in the change log and run `mawaqif seal`.",
        "استعد الصف من git؛ وإن كانت إزالته مقصودة فاذكرها في سجل التغييرات وشغّل `mawaqif seal`.",
    ),
    bad=(
        "readings.csv: statement_topics,lamp-report-2020-s003 harbour-lights,…\nstatement_topics.csv has no lamp-report-2020-s003"
    ),
    good=(
        "readings.csv: statement_topics,lamp-report-2020-s003 harbour-lights,…\n"
        "statement_topics.csv: lamp-report-2020-s003,harbour-lights,"
    ),
)

RECORD_BROKEN = Code(
    "MQ603",
    "reading-record",
    Bilingual(
        "the reading record cannot be used: {problem}; {repair}",
        "لا يصلح سجل القراءة للاستعمال: {problem}؛ {repair}",
    ),
    Bilingual("Without the record nobody can tell which rows were read.", "بلا السجل لا يعرف أحد أي الصفوف قُرئ."),
    Bilingual(
        "Restore datapackage/readings.csv; it is written by `mawaqif seal` only.",
        "استعد datapackage/readings.csv؛ فلا يكتبه إلا `mawaqif seal`.",
    ),
    bad="readings.csv: table,key,hash,reader,date",
    good="readings.csv: table,key,row_sha256,reader,date",
)

RECORD_DIFFERS = Code(
    "MQ604",
    "record-differs",
    Bilingual(
        "the reading record is not the one that was sealed: {problem}; restore it from version control, or {repair}",
        "ليس سجل القراءة هو الذي خُتم: {problem}؛ استعده من git، أو {repair}",
    ),
    Bilingual(
        "A record that was shortened hides that its rows have changed since they were read.",
        "السجل الذي نُقصت أسطره يخفي أن صفوفه تغيّرت بعد أن قُرئت.",
    ),
    Bilingual(
        "Restore datapackage/readings.csv and datapackage/sealings.csv together; both are written by `mawaqif seal` only.",
        "استعد datapackage/readings.csv وdatapackage/sealings.csv معًا؛ فلا يكتبهما إلا `mawaqif seal`.",
    ),
    bad="sealings.csv: ,,3,",
    good="sealings.csv: ,,2,",
)

ROW_READ_TWICE = Code(
    "MQ606",
    "reading-doubled",
    Bilingual(
        "{key} has more than one line in the reading record{more}, as after a merge; run `mawaqif fmt`, which keeps one",
        ("للصف {key} أكثر من سطر في سجل القراءة{more}، كما يحدث بعد الدمج؛ شغّل `mawaqif fmt`، فهو يبقي واحدًا"),
    ),
    Bilingual(
        "Two branches that read the same row both recorded it; with two lines nobody can tell which reading is the last.",
        "قرأ فرعان الصف نفسه وسجّله كل منهما؛ وحيث يكون سطران لا يعرف أحد أي القراءتين الأخيرة.",
    ),
    Bilingual(
        "Run `mawaqif fmt`: it keeps the line whose hash is that of the row at hand, of several the latest.",
        "شغّل `mawaqif fmt`: يبقي السطر الذي بصمته بصمة الصف الذي هنا، فإن تعددت الأسطر فأحدثها.",
    ),
    bad="readings.csv: actors,malta,…,Bergljot,2020-07-02",
    good="readings.csv: actors,malta,…,Aslaug,2020-07-01",
)

READING_CODES = (ROW_CHANGED, ROW_LOST, RECORD_BROKEN, RECORD_DIFFERS, ROW_READ_TWICE)
