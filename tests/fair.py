"""The FAIR principles, what of a release serves each, what the project alone cannot give, and a check of the first.

`python tests/fair.py` writes `docs/fair.md` and its Arabic page from them; the tests hold a release and its host to each line.
Source: Wilkinson et al., "The FAIR Guiding Principles for scientific data management and stewardship", Scientific Data 3, 2016.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

from rdflib import RDF, Graph, URIRef
from selectolax.lexbor import LexborHTMLParser

ROOT = Path(__file__).resolve().parent.parent
GRAPHS = {
    "dataset.jsonld": "https://schema.org/Dataset",
    "croissant.json": "https://schema.org/Dataset",
    "dcat.jsonld": "http://www.w3.org/ns/dcat#Dataset",
}


@dataclass(frozen=True)
class Published:
    """A release under a base address, and the folder of its host.

    Attributes:
        release: the release.
        host: what the host serves.
        base: the base address, without a slash at its end.
    """

    release: Path
    host: Path
    base: str

    def read(self, name: str) -> Any:
        """Return a file of the release that is JSON."""
        return json.loads((self.release / name).read_text(encoding="utf-8"))

    @cached_property
    def index(self) -> dict[str, Any]:
        """The descriptor of the release."""
        return dict(self.read("datapackage.json"))

    @property
    def address(self) -> str:
        """Where this version is published."""
        return f"{self.base}/{self.index['version']}/"

    @cached_property
    def page(self) -> dict[str, Any]:
        """The release in schema.org."""
        return dict(self.read("dataset.jsonld"))

    @cached_property
    def crate(self) -> dict[str, Any]:
        """The root of the RO-Crate."""
        return next(item for item in self.read("ro-crate-metadata.json")["@graph"] if item["@id"] == "./")

    def place(self, address: str) -> Path:
        """Return the file that the host serves under an address."""
        return self.host / address.removeprefix(f"{self.base}/")

    def head(self, path: str) -> LexborHTMLParser:
        """Return a page of the newest version."""
        return LexborHTMLParser((self.host / "latest" / path).read_text(encoding="utf-8"))


Check = Callable[[Published], Iterator[str]]


@dataclass(frozen=True)
class Principle:
    """One principle; each text in English and in Arabic.

    Attributes:
        code: its number.
        says: what it asks for.
        served: what serves it.
        lacks: what the project alone cannot give; empty where nothing is missing.
        problems: yields what of `served` is not so.
    """

    code: str
    says: tuple[str, str]
    served: tuple[str, str]
    problems: Check
    lacks: tuple[str, str] = ("", "")


def _identified(at: Published) -> Iterator[str]:
    said = {"schema.org": at.page["identifier"], "RO-Crate": at.crate["identifier"], "DCAT": at.read("dcat.jsonld")["@id"]}
    yield from (f"{name}: {value}" for name, value in said.items() if value != at.address)
    keys = {item["name"] for item in at.index["resources"] if item["schema"].get("primaryKey")}
    yield from sorted({item["name"] for item in at.index["resources"]} - keys - {"data_dictionary"} - _views(at))


def _views(at: Published) -> set[str]:
    """Return the tables that lie beside the folders: what is joined for readers."""
    return {item["name"] for item in at.index["resources"] if "/" not in item["path"]}


def _described(at: Published) -> Iterator[str]:
    wanted = "name description creator publisher datePublished license keywords temporalCoverage inLanguage variableMeasured"
    yield from (key for key in wanted.split() if not at.page.get(key))
    for key in ("name", "description"):
        if {item["@language"] for item in at.page[key]} != {"en", "ar"}:
            yield f"{key} not in both languages"


def _names_its_data(at: Published) -> Iterator[str]:
    given = [item["contentUrl"] for item in at.page["distribution"]]
    given += [item["dcat:downloadURL"]["@id"] for item in at.read("dcat.jsonld")["dcat:distribution"]]
    yield from (address for address in given if not address.startswith(at.address))


def _found(at: Published) -> Iterator[str]:
    address = f"{at.base}/latest/en/index.html"
    if address not in {item.text for item in ET.fromstring((at.host / "sitemap.xml").read_text(encoding="utf-8")).iter()}:  # noqa: S314
        yield "sitemap.xml lacks the front page"
    if f"Sitemap: {at.base}/sitemap.xml" not in (at.host / "robots.txt").read_text(encoding="utf-8"):
        yield "robots.txt names no sitemap"
    for path in ("en/index.html", "ar/index.html"):
        head = at.head(path)
        if not head.css('script[type="application/ld+json"]') or not head.css('link[rel="describedby"]'):
            yield f"{path} is not described"


def _answers(at: Published) -> Iterator[str]:
    yield from (item["contentUrl"] for item in at.page["distribution"] if not at.place(item["contentUrl"]).is_file())


def _open_protocol(at: Published) -> Iterator[str]:
    """Every file is led to by a plain link of a page: no script, no form, no query."""
    page = at.head("en/downloads.html")
    led = {item.attributes.get("href") or "" for item in page.css("a[href]")}
    zips = [item.name for item in at.release.glob("*.zip")]
    yield from (name for name in zips if not any(link.endswith(f"/{name}") for link in led))
    yield from (item.html or "" for item in page.css("form"))


def _free(at: Published) -> Iterator[str]:
    if at.page["isAccessibleForFree"] is not True:
        yield "not said to be free"


def _outlives(at: Published) -> Iterator[str]:
    for item in json.loads((at.host / "releases.json").read_text(encoding="utf-8"))["releases"]:
        if not item["files"] or not all(re.fullmatch("[0-9a-f]{64}", file["sha256"]) for file in item["files"]):
            yield f"{item['version']}: files without hashes"
    if not {"identifier", "replaced_by", "reason_en", "reason_ar"} <= _columns(at, "retired_identifiers"):
        yield "retired identifiers are not told"


def _columns(at: Published, table: str) -> set[str]:
    schemas = {item["name"]: item["schema"] for item in at.index["resources"]}
    return {field["name"] for field in schemas[table]["fields"]}


def _formal(at: Published) -> Iterator[str]:
    for name, kind in GRAPHS.items():
        graph = Graph().parse(data=json.dumps(at.read(name)), format="json-ld")
        if len(list(graph.subjects(RDF.type, URIRef(kind)))) != 1:
            yield f"{name} is no graph of one {kind}"


def _vocabularies(at: Published) -> Iterator[str]:
    said = json.dumps([at.read(name)["@context"] for name in GRAPHS])
    wanted = ("https://schema.org/", "http://www.w3.org/ns/dcat#", "http://purl.org/dc/terms/", "http://spdx.org/rdf/terms#")
    yield from (name for name in wanted if f'"{name}"' not in said)
    if "iso3" not in _columns(at, "actors"):
        yield "states have no code of ISO 3166"
    if not set(at.page["inLanguage"]) <= {"ar", "en"}:
        yield "languages are not as BCP 47 has them"


def _linked(at: Published) -> Iterator[str]:
    yield from (item["name"] for item in at.index["resources"] if not _refers(item) and not _is_root(at, item["name"]))
    if not any(work.get("url") or work.get("identifier") for work in at.page["isBasedOn"]):
        yield "no document that the rows are made from has an address"


def _refers(resource: dict[str, Any]) -> bool:
    return bool(resource["schema"].get("foreignKeys"))


def _is_root(at: Published, name: str) -> bool:
    """Tell whether a table is one that others refer to, or is joined for readers."""
    keys = [key for item in at.index["resources"] for key in item["schema"].get("foreignKeys", [])]
    return name in {key["reference"]["resource"] for key in keys} | _views(at) | UNLINKED


# Tables that explain others by name, in columns that hold the name of a table.
UNLINKED = {"codes", "retired_identifiers", "terms", "actor_aliases", "pages"}


def _attributes(at: Published) -> Iterator[str]:
    for item in at.index["resources"]:
        for field in item["schema"]["fields"]:
            if any(not field.get(key) for key in ("title", "title_ar", "description", "description_ar")):
                yield f"{item['name']}.{field['name']}"
    yield from (key for key in ("method", "limits") if not at.index.get(key))


def _licensed(at: Published) -> Iterator[str]:
    path = at.index["licenses"][0]["path"]
    said = {at.page["license"], at.crate["license"]["@id"], at.read("dcat.jsonld")["dcterms:license"][0]["@id"]}
    if said != {path}:
        yield f"{sorted(said)}, and not {path} alone"
    if not path.startswith("https://creativecommons.org/"):
        yield f"{path} is no licence that programs know"


def _provenance(at: Published) -> Iterator[str]:
    yield from (name for name in ("SHA256SUMS", "HISTORY.md", "CITATION.cff") if not (at.release / name).is_file())
    yield from sorted({"statement_id", "char_start", "char_end", "text_sha256"} - _columns(at, "passages"))
    yield from sorted({"statement_id", "document_id"} - _columns(at, "statements"))
    yield from sorted({"collection", "annotation", "repetition", "coders"} - {item["name"] for item in at.index["method"]})


def _standards(at: Published) -> Iterator[str]:
    if at.index["$schema"] != "https://datapackage.org/profiles/2.0/datapackage.json":
        yield "no Data Package"
    if "http://mlcommons.org/croissant/1.1" not in at.read("croissant.json")["conformsTo"]:
        yield "no Croissant"
    about = at.read("ro-crate-metadata.json")["@graph"][0]
    if about["conformsTo"] != {"@id": "https://w3id.org/ro/crate/1.1"}:
        yield "no RO-Crate"


PRINCIPLES = (
    Principle(
        "F1",
        (
            "data and metadata have a globally unique and persistent identifier",
            "للبيانات والبيانات الوصفية معرّف فريد عالميًا ودائم",
        ),
        (
            "each version has an address that no later one changes, and each row a key that is never given again",
            "لكل إصدار عنوان لا يغيّره إصدار لاحق، ولكل صف مفتاح لا يُعطى لغيره أبدًا",
        ),
        _identified,
        (
            "a DOI comes with a deposit; once the index has it as `id`, every description names it",
            "لا معرّف DOI قبل الإيداع؛ ومتى وُضع في الفهرس باسم `id` ذكرته كل الأوصاف",
        ),
    ),
    Principle(
        "F2",
        ("data are described with rich metadata", "البيانات موصوفة بغنى"),
        (
            "`dataset.jsonld`, `croissant.json`, `dcat.jsonld`, `ro-crate-metadata.json`: what, who, when, in both languages",
            "تبيّن `dataset.jsonld` و`croissant.json` و`dcat.jsonld` و`ro-crate-metadata.json` ماذا ومن ومتى، باللغتين",
        ),
        _described,
    ),
    Principle(
        "F3",
        ("metadata name the identifier of the data they describe", "تذكر البيانات الوصفية معرّف ما تصفه"),
        ("each description has the absolute address of each file", "في كل وصف العنوان المطلق لكل ملف"),
        _names_its_data,
    ),
    Principle(
        "F4",
        ("data and metadata can be searched for", "يمكن البحث عن البيانات وبياناتها الوصفية"),
        (
            "`sitemap.xml`, `robots.txt`, and a description in the head of each page, as search for data sets reads it",
            "`sitemap.xml` و`robots.txt`، ووصف في رأس كل صفحة كما يقرؤه البحث عن مجموعات البيانات",
        ),
        _found,
        (
            "a catalogue has to take it in: a deposit (`.zenodo.json` is ready), the hub, a national portal",
            "لا بد أن يُدرجها فهرس: إيداع (و`.zenodo.json` جاهز)، أو منصة مجموعات البيانات، أو بوابة وطنية",
        ),
    ),
    Principle(
        "A1",
        ("both can be retrieved by their identifier over a standard protocol", "يُسترجعان بمعرّفهما عبر بروتوكول معياري"),
        ("each address that a description names answers with the file", "كل عنوان يذكره وصف يجيب بالملف نفسه"),
        _answers,
    ),
    Principle(
        "A1.1",
        ("the protocol is open and free", "البروتوكول مفتوح ومجاني"),
        (
            "plain links over HTTPS, without scripts, forms or queries",
            "روابط بسيطة عبر HTTPS بلا برامج نصية ولا نماذج ولا استعلامات",
        ),
        _open_protocol,
    ),
    Principle(
        "A1.2",
        ("the protocol allows for authentication where it is needed", "يتيح البروتوكول الاستيثاق حيث يلزم"),
        ("none is needed, and the description says so", "لا حاجة إليه، والوصف يقول ذلك"),
        _free,
    ),
    Principle(
        "A2",
        ("metadata stay when the data are gone", "تبقى البيانات الوصفية وإن زالت البيانات"),
        (
            "`releases.json` lists every version with the hash of each file, `retired_identifiers` every key that is gone",
            "يسرد `releases.json` كل إصدار ببصمة كل ملف، ويسرد `retired_identifiers` كل معرّف زال صفه",
        ),
        _outlives,
        ("only a deposit outlives the host", "لا يبقى بعد المضيف إلا إيداع"),
    ),
    Principle(
        "I1",
        ("a formal, shared, broadly applicable language", "لغة صورية مشتركة واسعة الانطباق"),
        (
            "the descriptions are JSON-LD that becomes a graph; tables are CSV and Parquet with schemas",
            "الأوصاف بصيغة JSON-LD وتصير رسمًا بيانيًا، والجداول CSV وParquet بمخططاتها",
        ),
        _formal,
    ),
    Principle(
        "I2",
        ("vocabularies that are FAIR themselves", "مفردات هي نفسها وفق هذه المبادئ"),
        (
            "schema.org, DCAT, Dublin Core, SPDX; states by ISO 3166, languages by BCP 47",
            "schema.org وDCAT وDublin Core وSPDX؛ والدول برموز ISO 3166، واللغات برموز BCP 47",
        ),
        _vocabularies,
        ("the topics are the project's own, defined in the codebook", "الموضوعات خاصة بالمشروع، معرّفة في دليل الترميز"),
    ),
    Principle(
        "I3",
        ("qualified references to other data", "إحالات مبيَّنة إلى بيانات أخرى"),
        (
            "foreign keys say what a column refers to; documents have their symbols and addresses",
            "تبيّن المفاتيح الأجنبية إلى ماذا يحيل كل عمود، وللوثائق رموزها وعناوينها",
        ),
        _linked,
    ),
    Principle(
        "R1",
        ("many accurate and relevant attributes", "سمات كثيرة دقيقة وذات صلة"),
        (
            "every column is described in both languages; the index says how rows were made and what they do not show",
            "كل عمود موصوف باللغتين، ويبيّن الفهرس كيف صُنعت الصفوف وما لا تبيّنه",
        ),
        _attributes,
    ),
    Principle(
        "R1.1",
        ("a clear and accessible licence", "رخصة واضحة ومتاحة"),
        ("one licence by its address, the same in every description", "رخصة واحدة بعنوانها، هي نفسها في كل وصف"),
        _licensed,
    ),
    Principle(
        "R1.2",
        ("detailed provenance", "منشأ مفصّل"),
        (
            "each statement has document, place and hash of its passage; `method`, `HISTORY.md` and `SHA256SUMS` tell the rest",
            "لكل قول وثيقته وموضع مقطعه وبصمته، والباقي في `method` و`HISTORY.md` و`SHA256SUMS`",
        ),
        _provenance,
        (
            "who made a release is proven by an attestation, where the host of the code gives one",
            "تُثبت شهادةٌ مَن صنع الإصدار، حيث يعطيها مضيف الشيفرة",
        ),
    ),
    Principle(
        "R1.3",
        ("standards of the community", "معايير المجتمع"),
        (
            "Data Package 2, Croissant 1.1, RO-Crate 1.1, each held against its validator",
            "Data Package 2 وCroissant 1.1 وRO-Crate 1.1، كل منها مقابَل بأداة التحقق منه",
        ),
        _standards,
    ),
)


@dataclass(frozen=True)
class Wording:
    """The page in one language."""

    path: str
    head: str
    columns: tuple[str, str, str, str]
    tail: str


PAGES = (
    Wording(
        "docs/fair.md",
        """# FAIR: findable, accessible, interoperable, reusable

English · [العربية](fair.ar.md)

What of a release serves each of the [FAIR principles](https://www.go-fair.org/fair-principles/), and what the project alone
cannot give. The tests hold a release under a base address, its site and the folder of its host to each line; this page is made
from what they hold it to.
""",
        ("", "what is asked", "served by", "what is still missing"),
        "",
    ),
    Wording(
        "docs/fair.ar.md",
        """<div dir="rtl" lang="ar">

# FAIR: قابلة للعثور والوصول والتشغيل البيني وإعادة الاستخدام

[English](fair.md) · العربية

ما الذي يخدم في الإصدار كلًّا من [مبادئ FAIR](https://www.go-fair.org/fair-principles/)، وما لا يقدر المشروع وحده على أن يعطيه.
والاختبارات تلزم بكل سطر إصدارًا تحت عنوان أساس وموقعَه ومجلدَ مضيفه، وهذه الصفحة مصنوعة مما تلزمه به.
""",
        ("", "المطلوب", "ما يخدمه", "ما ينقص بعد"),
        "\n</div>\n",
    ),
)


def page(language: int) -> str:
    """Return the page, in English (0) or in Arabic (1)."""
    wording = PAGES[language]
    rows = [wording.columns, ("---",) * 4]
    rows += [(item.code, item.says[language], item.served[language], item.lacks[language]) for item in PRINCIPLES]
    lines = [f"| {' | '.join(row)} |" for row in rows]
    return "\n".join([wording.head, *lines]) + "\n" + wording.tail


if __name__ == "__main__":
    for number, wording in enumerate(PAGES):
        (ROOT / wording.path).write_text(page(number), encoding="utf-8", newline="")
