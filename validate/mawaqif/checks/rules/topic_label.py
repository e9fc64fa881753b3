"""The identifier of a topic says what its English label says."""

from __future__ import annotations

from collections.abc import Iterator

from mawaqif.checks.rules.base import Rule
from mawaqif.findings import Bilingual, Finding, show
from mawaqif.passages import folded_words
from mawaqif.tables import Dataset

# So many letters in common make two words of one family: sovereign and sovereignty.
SAME_STEM = 5


def _check(rule: Rule, dataset: Dataset) -> Iterator[Finding]:
    table = dataset.tables["topics"]
    for row, (topic, label) in enumerate(table.cells.select("topic_id", "label_en").iter_rows()):
        if topic is None or label is None:
            continue
        words = folded_words(label)
        initials = "".join(word[0] for word in words)
        parts = folded_words(topic)
        if _stems(parts).isdisjoint(_stems(words)) and not any(part in initials for part in parts if len(part) > 1):
            yield rule.at(table.place(row, "label_en"), topic=show(topic), label=show(label))


def _stems(words: list[str]) -> set[str]:
    return {word[:SAME_STEM] for word in words}


RULE = Rule(
    code="MQ443",
    name="topic-label",
    message=Bilingual(
        "{topic} has the label {label}, and they have no word in common; look whether two topics were exchanged",
        "للموضوع {topic} التسمية {label}، وليس بينهما كلمة مشتركة؛ انظر هل أُبدل موضوع بآخر",
    ),
    why=Bilingual(
        "Rows name a topic by its identifier, readers know it by its label; where the two part, every stance is read wrongly.",
        "تسمّي الصفوف الموضوع بمعرّفه، ويعرفه القراء بتسميته؛ فإن افترقا قُرئ كل موقف خطأً.",
    ),
    mend=Bilingual(
        "Put label and proposition beside the identifier that they belong to, or name a new topic after its label.",
        "ضع التسمية والأطروحة إلى جانب المعرّف الذي هما له، أو سمِّ الموضوع الجديد بتسميته.",
    ),
    bad="topic_id: lamp-oil\nlabel_en: Harbour lights",
    good="topic_id: lamp-oil\nlabel_en: Lamp oil",
    needs={"topics": ("topic_id", "label_en")},
    check=_check,
)
