"""What can be wrong with a schema beside what the standard says of any, in both languages."""

from __future__ import annotations

from mawaqif.findings import Bilingual

NO_PRIMARY_KEY = Bilingual("it has no primaryKey", "لا primaryKey فيه")
EMPTY_GROUP = Bilingual("uniqueKeys holds a group without fields", "في uniqueKeys مجموعة بلا حقول")
TOO_MANY_FIELDS = Bilingual(
    "it has {number:,} fields; at most {most:,} are read", "عدد حقوله {number:,}؛ ولا يُقرأ أكثر من {most:,}"
)
MISSING_VALUES = Bilingual(
    'missingValues is not [""]; an empty cell is the only missing value',
    'missingValues ليس `[""]`؛ والخلية الفارغة وحدها قيمة مفقودة',
)
FIELDS_MATCH = Bilingual(
    "fieldsMatch is {value}; a table has the fields of its schema, 'exact'",
    "قيمة fieldsMatch هي {value}؛ وللجدول حقول مخططه، 'exact'",
)
DERIVED = Bilingual("derived is not true or false", "قيمة derived ليست true ولا false")
UNUSED_ROWS = Bilingual(
    "unusedRows is {value}; expected 'allowed' or 'finding'", "قيمة unusedRows هي {value}؛ والمتوقع 'allowed' أو 'finding'"
)
FIELD_TWICE = Bilingual("the field {field} stands twice", "الحقل {field} مكرر")
CONSTRAINT_IS = Bilingual(
    "the constraint {constraint} of the field {field} is {problem}", "القيد {constraint} في الحقل {field} هو {problem}"
)
ROW_TITLE = Bilingual(
    "rowTitle is not a line of text with columns in braces, such as {example}",
    "rowTitle ليس سطر نص فيه أعمدة بين أقواس، مثل {example}",
)
TITLE_FIELD = Bilingual(
    "rowTitle names the field {field}, which the table does not have", "يسمّي rowTitle الحقل {field}، وليس في الجدول"
)
TITLE_FOLLOWS = Bilingual(
    "rowTitle follows {column}, which refers to no other table", "يتبع rowTitle العمود {column}، ولا يحيل إلى جدول آخر"
)
UNKNOWN_PROPERTY = Bilingual(
    "{what} has the property {key}, which is not checked here{hint}", "في {what} الخاصية {key}، ولا تُفحص هنا{hint}"
)
NOT_A_LINE = Bilingual("the {key} of {what} is not a line of text", "ليس {key} في {what} سطر نص")
UNWRITABLE = Bilingual("{what} cannot be written: {problem}", "لا يُكتب {what}: {problem}")
NOT_A_LIST = Bilingual("{key} is {value}, not a list", "قيمة {key} هي {value}، وليست قائمة")
FIELD_NAME = Bilingual(
    "the field name {field} is not lower-case letters, digits and _", "اسم الحقل {field} ليس حروفًا لاتينية صغيرة وأرقامًا و'_'"
)
FIELD_FORMAT = Bilingual(
    "the field {field} has the format {format}, which is not checked here", "صيغة الحقل {field} هي {format}، ولا تُفحص هنا"
)
FIELD_LANGUAGE = Bilingual(
    "the field {field} has the language {language}; expected 'en' or 'ar'",
    "لغة الحقل {field} هي {language}؛ والمتوقع 'en' أو 'ar'",
)
FIELD_RDF = Bilingual(
    "the field {field} has the rdfType {type}; checked are {edtf} and {iso}",
    "قيمة rdfType في الحقل {field} هي {type}؛ ويُفحص {edtf} و{iso}",
)
UNKNOWN_CONSTRAINT = Bilingual(
    "the field {field} has the constraint {constraint}, which is not checked for {kind}",
    "في الحقل {field} القيد {constraint}، ولا يُفحص في النوع {kind}",
)
CATEGORY = Bilingual(
    "a category of the field {field} is not an object with value and label", "فئة من الحقل {field} ليست كائنًا فيه value وlabel"
)
CATEGORY_LINE = Bilingual(
    "the {key} of a category of the field {field} is not a line of text", "ليس {key} في فئة من الحقل {field} سطر نص"
)
CATEGORY_ORDER = Bilingual(
    "the categories of the field {field} are not the values of its enum, in order",
    "فئات الحقل {field} ليست قيم enum فيه بترتيبها",
)
NOT_A_TEXT = Bilingual("the {key} of the field {field} is not a text", "ليس {key} في الحقل {field} نصًا")
CONSTRAINT_IS_NOT = Bilingual(
    "the constraint {constraint} of the field {field} is not {expected}", "القيد {constraint} في الحقل {field} ليس {expected}"
)
NO_LIST_OF_NAMES = Bilingual(
    "{what} is {value}, not a list of field names such as [{name}]",
    "في {what} القيمة {value}، وليست قائمة بأسماء حقول مثل `[{name}]`",
)
NO_FIELD_NAME = Bilingual("{what} has {value} in place of the name of a field", "في {what} القيمة {value} مكان اسم حقل")
UNKNOWN_FIELD = Bilingual(
    "{what} names the field {field}, which the table does not have", "يسمّي {what} الحقل {field}، وليس في الجدول"
)
NAMED_TWICE = Bilingual("{what} names a field twice", "يسمّي {what} حقلًا مرتين")
NO_REFERENCE = Bilingual(
    'a foreign key has no reference, which is an object such as {"resource": "…", "fields": […]}',
    'مفتاح خارجي بلا إحالة، وهي كائن مثل `{"resource": "…", "fields": […]}`',
)
REFERENCE = Bilingual(
    "the reference of a foreign key does not name a resource and its fields", "لا تسمّي إحالة مفتاح خارجي جدولًا وحقوله"
)
MEANT = Bilingual("; did you mean {key}?", "؛ أتقصد {key}؟")
THERE_ARE = Bilingual("; there are {keys}", "؛ والموجود {keys}")
THE_SCHEMA = Bilingual("the schema", "المخطط")
THE_FIELD = Bilingual("the field {field}", "الحقل {field}")
A_FOREIGN_KEY = Bilingual("a foreign key", "مفتاح خارجي")
