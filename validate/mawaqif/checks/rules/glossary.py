"""One concept has one term: texts in our own words use it, and the glossary gives no form to two concepts."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import accumulate

import polars as pl

from mawaqif.checks.rules.base import Rule
from mawaqif.findings import Bilingual, Finding, show
from mawaqif.passages import fold
from mawaqif.tables import ROW_INDEX, UNUSUAL_PATTERN, Dataset, Field, Table

TERMS = "terms"
BETWEEN_VARIANTS = " | "
LANGUAGES = ("en", "ar")
# What Polars folds of a cell before it is looked at closely, in one pass: vowel signs and tatweel go, letters written for one
# another join, and signs up to the currencies part words. Rarer signs are no neighbours of a word.
_MARKS = dict.fromkeys(map(chr, [*range(0x064B, 0x0660), 0x0670, 0x0640]), "")
_LETTERS = {"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه"}
_SIGNS = {char: " " for char in map(chr, range(0x20D0)) if unicodedata.category(char)[0] in "PSZC" and char != " "}
_FOLDED = {**_SIGNS, **_LETTERS, **_MARKS}
_ARTICLE = "ال"
# Other characters the two ways to fold a text write alike.
CHANGED_BY_FOLDING = f"{UNUSUAL_PATTERN}|[\\x{{660}}-\\x{{669}}]"
# Cells that are looked through at once; for more, copies without vowel signs would take much memory.
CELLS_AT_ONCE = 300_000
# What Arabic writes together with the word that follows: and, so, by, as, for; with the article, also li-l-.
_BEFORE_ARTICLE = "[وف]?(?:[بك]?ال|لل)"
_BEFORE_WORD = "[وف]?[بكل]?"
_ARABIC = re.compile("[\u0620-\u064a]")
# Folded text is looked through between two spaces, because a Unicode word boundary makes the engine of Polars slow.
_ALONE = "(?<= )(?:{})(?= )"


@cache
def variant_pattern(variant: str) -> str:
    """Return the pattern by which a variant is found in folded text, in any prefixed form.

    Args:
        variant: one or several words, as the glossary has it.
    """
    words = fold(variant).split()
    forms = (
        _BEFORE_ARTICLE + re.escape(word.removeprefix(_ARTICLE))
        if word.startswith(_ARTICLE)
        else (_BEFORE_WORD + re.escape(word) if _ARABIC.match(word) else re.escape(word))
        for word in words
    )
    return " ".join(forms)


def glossary(dataset: Dataset, language: str) -> list[tuple[str, str, str]]:
    """Return each variant of a language with its term and the identifier of that, longest first.

    A form that folds to the term itself differs in spelling alone; readers find it by folding.
    """
    rows = dataset.tables[TERMS].cells.select("term_id", f"term_{language}", f"variants_{language}").drop_nulls()
    found = [(variant, term, key) for key, term, variants in rows.iter_rows() for variant in variants.split(BETWEEN_VARIANTS)]
    return sorted((one for one in found if fold(one[0]) != fold(one[1])), key=lambda one: len(one[0]), reverse=True)


def _definite(term: str) -> str:
    """Return an Arabic term with the article before each word that has none; any other term as it is."""
    words = term.split()
    return " ".join(_ARTICLE + word if _ARABIC.match(word) and not word.startswith(_ARTICLE) else word for word in words)


def other_forms(dataset: Dataset, texts: pl.Series) -> list[str]:
    """Give, for each text, all variants of the terms in it, so that a search for one of them finds the text.

    Args:
        dataset: the tables; where it has no glossary, no text has other forms.
        texts: any texts, folded.

    Returns:
        For each text the variants, in both languages, separated by spaces; empty where it uses no term.
    """
    rows = dataset.tables[TERMS].cells.iter_rows(named=True) if TERMS in dataset.tables else ()
    text = pl.col("text")
    frame = texts.to_frame("text").select(pl.format(" {} ", text).alias("text")).with_row_index("place")
    told: list[list[str]] = [[] for _ in range(frame.height)]
    for row in rows:
        variants = [row[f"variants_{language}"] for language in LANGUAGES]
        names = [name for language in LANGUAGES if (name := row[f"term_{language}"])]
        if any(variants) and names:
            forms = [form for name in names for form in (name, _definite(name))]
            # A text that uses a term has its longest word, which is found sooner than the term in all forms.
            near = frame.filter(pl.any_horizontal(text.str.contains(word, literal=True) for word in {*map(_longest_word, forms)}))
            said = " ".join(one.replace(BETWEEN_VARIANTS, " ") for one in variants if one)
            for place in near.filter(text.str.contains(f" (?:{'|'.join(map(variant_pattern, forms))}) "))["place"]:
                told[place].append(said)
    return [" ".join(one) for one in told]


def _longest_word(form: str) -> str:
    """Return the longest word of a term as folded text has it, whatever is written together with it."""
    return max((word.removeprefix(_ARTICLE) for word in fold(form).split()), key=len, default="")


def _own_columns(dataset: Dataset, language: str) -> Iterator[tuple[Table, Field]]:
    """Yield the columns of one language that are written in our own words, labels among them."""
    for table in dataset.tables.values():
        for field in table.schema.fields:
            own = field.raw.get("ownWords") or field.name == f"label_{language}"
            if own and field.raw.get("language") == language and field.name not in table.missing:
                yield table, field


@dataclass(frozen=True)
class _Forms:
    """The variants of one language, and how cells are searched for all of them at once.

    Attributes:
        language: of the variants.
        variants: each with its term and the identifier of that, longest first.
        pattern: matches folded text between two spaces that has one of them.
        words: where all are of Latin letters, a word of each, in any case; else empty.
        near: what a cell that has one matches as it stands, but for its vowel signs, and some that have none.
    """

    language: str
    variants: list[tuple[str, str, str]]
    pattern: str
    words: list[str]
    near: str

    @classmethod
    def of(cls, dataset: Dataset, language: str) -> _Forms:
        """Return the variants of a language that the glossary has."""
        variants = glossary(dataset, language)
        words = [max(fold(variant).split(), key=len, default="") for variant, *_ in variants]
        any_of_them = "|".join(variant_pattern(variant) for variant, *_ in variants)
        near = any_of_them
        for letter in dict.fromkeys(_LETTERS.values()):
            near = near.replace(letter, f"[{letter}{''.join(one for one, other in _LETTERS.items() if other == letter)}]")
        near = f"(?i){near}".replace(" ", "[^\u0620-\u064aa-z0-9]+")
        return cls(language, variants, f" (?:{any_of_them}) ", words if all(map(str.isascii, words)) else [], near)

    def hits(self, cells: pl.Series) -> pl.DataFrame:
        """Return the rows of cells that have a variant, with their `text` wholly folded, between two spaces."""
        rows = pl.DataFrame({"text": cells}).with_row_index(ROW_INDEX).filter(self.may_have(cells)).rechunk()
        if rows.is_empty():  # Polars breaks down where it formats no row
            return rows
        found = rows.filter(self._folded(pl.col("text")).str.contains(self.pattern.replace(" ", " +")))
        return found.with_columns(pl.format(" {} ", pl.col("text").map_elements(fold, return_dtype=pl.String)).alias("text"))

    def may_have(self, cells: pl.Series) -> pl.Series:
        """Return which cells may have a variant, as they stand; few do, so that few need to be folded."""
        parts = (cells.slice(start, CELLS_AT_ONCE) for start in range(0, cells.len(), CELLS_AT_ONCE))
        return pl.concat([pl.Series([], dtype=pl.Boolean), *map(self._may_have, parts)])

    def _may_have(self, cells: pl.Series) -> pl.Series:
        if not self.words:
            return cells.str.replace_many(_MARKS).str.contains(self.near)
        # Hardly any text in Latin letters has vowel signs, so that it is looked through as it is.
        maybe = cells.str.contains(f"{self.near}|[{''.join(_MARKS)}]")
        return maybe & pl.select(pl.when(maybe).then(cells)).to_series().str.contains_any(self.words, ascii_case_insensitive=True)

    def _folded(self, cells: pl.Expr) -> pl.Expr:
        """Return cells folded as far as Polars does it, between two spaces; `fold` also takes compatibility forms apart."""
        cased = self.pattern.lower() != self.pattern.upper()
        return pl.format(" {} ", (cells.str.to_lowercase() if cased else cells).str.replace_many(_FOLDED))

    def names(self, dataset: Dataset, texts: pl.Series) -> list[str]:
        """Return the folded names and titles that hold a variant, longest first; their owners write them so.

        Args:
            dataset: the tables that have them.
            texts: folded texts; names that stand in none of them may be left out.
        """
        columns = [
            table.cells[field.name]
            for name, table in dataset.tables.items()
            for field in table.schema.fields
            if name != TERMS
            and field.raw.get("language") == self.language
            and not field.raw.get("ownWords")
            and not field.name.startswith("label_")
            and field.name not in table.missing
        ]
        cells = _one_below_the_other(columns)
        names = cells.filter(self.may_have(cells)).unique().str.split(BETWEEN_VARIANTS).explode()
        found = self.hits(names.filter(_may_stand_in(texts, names)))
        by_length = pl.col("text").str.len_chars()
        stripped = found.select(pl.col("text").str.strip_chars(" ")).unique()
        return stripped.sort(by_length, "text", descending=[True, False])["text"].to_list()


def _may_stand_in(texts: pl.Series, names: pl.Series) -> pl.Series:
    """Return which names may stand in folded texts: those of which all words but the outermost do, and those folded otherwise."""
    known, words = texts.str.split(" ").explode().unique().implode(), pl.col("words")
    folded = pl.DataFrame({"words": names.str.to_lowercase().str.replace_many(_FOLDED).str.split(" ")})
    inner = words.list.slice(1, pl.max_horizontal(words.list.len().cast(pl.Int64) - 2, 0))
    stand = folded.select(inner.list.eval((pl.element() == "") | pl.element().is_in(known)).list.all()).to_series()
    return stand | names.str.contains(CHANGED_BY_FOLDING)


def _one_below_the_other(columns: Iterable[pl.Series]) -> pl.Series:
    """Return the cells of several columns as one, in their order."""
    return pl.concat([pl.Series([], dtype=pl.String), *(column.cast(pl.String) for column in columns)])


def _check(rule: Rule, dataset: Dataset) -> Iterator[Finding]:
    for language in LANGUAGES:
        forms = _Forms.of(dataset, language)
        if not forms.variants:
            continue
        columns = list(_own_columns(dataset, language))
        # All columns are searched as one, because what searches for many words at once is made anew for each search.
        hits = forms.hits(_one_below_the_other(table.cells[field.name] for table, field in columns))
        if hits.is_empty():
            continue
        names = forms.names(dataset, hits["text"])
        text = pl.col("text").str.replace_many(names, [" "], leftmost=True) if names else pl.col("text")
        left = hits.lazy().with_columns(text).filter(pl.col("text").str.contains(forms.pattern)).collect()
        ends = list(accumulate(table.cells.height for table, _ in columns))
        for place, rest in left.iter_rows():
            at = bisect_right(ends, place)
            table, field = columns[at]
            yield from _told(rule, table, (place - (ends[at - 1] if at else 0), field.name), rest, forms.variants)


def _told(rule: Rule, table: Table, cell: tuple[int, str], text: str, variants: list[tuple[str, str, str]]) -> Iterator[Finding]:
    row, column = cell
    for variant, term, key in variants:
        # A longer variant is told once; the shorter one in it is the same slip.
        text, found = re.subn(_ALONE.format(variant_pattern(variant)), "", text)
        if found:
            yield rule.at(table.place(row, column), column=column, variant=show(variant), term=show(term), key=key)


def _twice(rule: Rule, dataset: Dataset) -> Iterator[Finding]:
    table = dataset.tables[TERMS]
    for language in LANGUAGES:
        seen: dict[str, str] = {}
        rows = table.cells.select("term_id", f"term_{language}", f"variants_{language}")
        for row, (key, term, variants) in enumerate(rows.iter_rows()):
            forms = [
                (f"term_{language}", term),
                *((f"variants_{language}", one) for one in (variants or "").split(BETWEEN_VARIANTS)),
            ]
            for column, form in forms:
                folded = fold(form or "")
                if folded and (other := seen.setdefault(folded, key)) != key:
                    yield rule.at(table.place(row, column), form=show(form), other=other)


RULE = Rule(
    code="MQ490",
    name="term-variant",
    message=Bilingual(
        "{column} has {variant}; write {term}, the term of {key} in the glossary",
        "في العمود {column} {variant}؛ اكتب {term}، وهو مصطلح {key} في المسرد",
    ),
    why=Bilingual(
        "Who searches for one word misses the rows that say the same in another.",
        "من يبحث عن كلمة تفوته الصفوف التي تقول الشيء نفسه بكلمة أخرى.",
    ),
    mend=Bilingual(
        (
            "Write the term of the glossary, in the form that the sentence wants. A name or title keeps its owner's words: "
            "if the text only names it, give the name as its row has it."
        ),
        (
            "اكتب مصطلح المسرد، بالصورة التي تقتضيها الجملة. ويحتفظ الاسم أو العنوان بكلمات صاحبه: فإن كان "
            "النص يسمّيه لا غير فاكتب الاسم كما هو في صفه."
        ),
    ),
    bad="terms.csv: lighthouse,lighthouse,منارة,light house,فنار | الفنار,\nsummary_ar: تريد آيسلندا إنارة الفنار مبكرًا.",
    good="terms.csv: lighthouse,lighthouse,منارة,light house,فنار | الفنار,\nsummary_ar: تريد آيسلندا إنارة المنارة مبكرًا.",
    needs={TERMS: ("term_id", "term_en", "term_ar", "variants_en", "variants_ar")},
    check=_check,
)

TWICE = Rule(
    code="MQ491",
    name="term-twice",
    message=Bilingual(
        "{form} stands for two concepts: here and in {other}; keep it where it belongs",
        "الصيغة {form} لمفهومين: هنا وفي {other}؛ أبقِها حيث مكانها",
    ),
    why=Bilingual(
        "A word that stands for two concepts tells a writer nothing.", "الكلمة التي تدل على مفهومين لا تهدي كاتبًا إلى شيء."
    ),
    mend=Bilingual(
        "Leave the form with the concept that it names, and delete it from the other row.",
        "أبقِ الصيغة للمفهوم الذي تسمّيه، واحذفها من الصف الآخر.",
    ),
    bad="terms.csv: lantern,lantern,فانوس,,منارة,\nterm_ar: منارة",
    good="terms.csv: lantern,lantern,فانوس,,سراج,\nterm_ar: منارة",
    needs={TERMS: ("term_id", "term_en", "term_ar", "variants_en", "variants_ar")},
    check=_twice,
)
