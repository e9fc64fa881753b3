"""What can be wrong with a schema by the standard, in both languages."""

from __future__ import annotations

from mawaqif.findings import Bilingual

NO_FIELDS = Bilingual("it has no list of fields", "لا قائمة حقول فيه")
MATCH = Bilingual("fieldsMatch is {value}; expected one of {values}", "قيمة fieldsMatch هي {value}؛ والمتوقع إحدى {values}")
NOT_A_LIST = Bilingual("{key} is not a list", "{key} ليس قائمة")
MISSING_VALUES = Bilingual(
    "missingValues is not a list of texts, or of objects with a text as value",
    "ليس missingValues قائمة نصوص، ولا قائمة كائنات في كل منها value وهو نص",
)
MISSING_TWICE = Bilingual("missingValues names a value twice", "يسمّي missingValues قيمة مرتين")
NO_NAME = Bilingual("a field has no name", "حقل بلا اسم")
TYPE = Bilingual(
    "the field {field} has the type {type}; expected one of {types}", "نوع الحقل {field} هو {type}؛ والمتوقع أحد {types}"
)
FORMAT = Bilingual(
    "the field {field} of type {type} has the format {format}, which that type does not have",
    "صيغة الحقل {field} ونوعه {type} هي {format}، وليست من صيغ هذا النوع",
)
CONSTRAINTS = Bilingual("the constraints of the field {field} are not an object", "قيود الحقل {field} ليست كائنًا")
CONSTRAINT = Bilingual(
    "the constraint {key} of the field {field} is {problem}", "القيد {key} في الحقل {field} على هذه الحال: {problem}"
)
NOT_OF_TYPE = Bilingual("none that the type {type} has", "ليس من قيود النوع {type}")
NOT_OF = Bilingual("{value}, which is not of the type {type}", "{value}، وليس من النوع {type}")
NOT_A_TEXT = Bilingual("{key} of the field {field} is not a text", "{key} في الحقل {field} ليس نصًا")
NOT_TEXTS = Bilingual("{key} of the field {field} is not a list of texts", "{key} في الحقل {field} ليس قائمة نصوص")
NOT_A_FLAG = Bilingual("{key} of the field {field} is not true or false", "قيمة {key} في الحقل {field} ليست true ولا false")
CATEGORIES = Bilingual(
    "the categories of the field {field} are not a list of different values of its type, or of objects with such a value",
    "ليست فئات الحقل {field} قائمة قيم مختلفة من نوعه، ولا قائمة كائنات في كل منها قيمة كذلك",
)
CATEGORIES_OF = Bilingual(
    "the field {field} has categories, which the type {type} does not have", "للحقل {field} فئات، وليست في النوع {type}"
)
ENUM_BEYOND = Bilingual(
    "the enum of the field {field} has a value that its categories do not have", "في enum الحقل {field} قيمة ليست من فئاته"
)
NAMES = Bilingual("{what} is not a list of field names", "{what} ليس قائمة بأسماء حقول")
UNKNOWN = Bilingual("{what} names the field {field}, which the schema does not have", "يسمّي {what} الحقل {field}، وليس في المخطط")
NO_REFERENCE = Bilingual(
    'a foreign key has no reference, which is an object such as {"resource": "…", "fields": […]}',
    "مفتاح خارجي بلا reference، وهي كائن فيه resource وfields",
)
REFERENCE = Bilingual(
    "the reference of a foreign key does not name a resource and its fields", "لا تسمّي إحالة مفتاح خارجي موردًا وحقوله"
)
UNEQUAL = Bilingual(
    "a foreign key does not name as many fields as it refers to", "عدد الحقول التي يسمّيها مفتاح خارجي غير عدد ما يحيل إليه"
)
NO_RESOURCE = Bilingual(
    "a foreign key refers to the resource {resource}, which the package does not have",
    "يحيل مفتاح خارجي إلى المورد {resource}، وليس في الحزمة",
)
NO_FIELD = Bilingual(
    "a foreign key refers to the field {field} of {resource}, which its schema does not have",
    "يحيل مفتاح خارجي إلى الحقل {field} من {resource}، وليس في مخططه",
)
