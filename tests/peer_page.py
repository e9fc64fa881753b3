"""The page that says how the validator compares with a peer and with the standard's own fixtures, in English and in Arabic."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from importlib.metadata import version

from peer_judgements import JUDGED, READ_BY_HAND
from peer_suite import Published, Verdict

Say = Callable[[str, str], str]
_HERE = {"here": "هنا", "neither is wrong": "لا خطأ في أيهما", "not judged": "لم يُحكم فيه"}


def page(language: str, found: list[Verdict], expected: list[tuple[Verdict, bool]], packages: list[Published]) -> str:
    """Return the page in a language.

    Args:
        language: `en` or `ar`.
        found: verdicts over the peer's own suite.
        expected: verdicts over the fixtures of the standard, each with the one that they expect.
        packages: what both say of published packages.
    """

    def say(english: str, arabic: str) -> str:
        return arabic if language == "ar" else english

    lines = [*_head(say), *_peer(say, found), *_references(say, expected), *_published(say, packages)]
    text = "\n".join(lines) + "\n"
    return text if language == "en" else f'<div dir="rtl" lang="ar">\n\n{text}\n</div>\n'


def _head(say: Say) -> Iterator[str]:
    yield "<!-- Made by `python tests/peer_suite.py`. Do not edit this page. -->"
    yield ""
    yield "# " + say("Held against the standard and a peer", "مقارنة بالمعيار وبأداة أخرى")
    yield ""
    yield say("English · [العربية](standard.ar.md)", "[English](standard.md) · العربية")
    yield ""
    number = version("frictionless")
    yield say(
        "`mawaqif validate` checks any Data Package, of version 1 or 2; [The validator](validator.md) says "
        "how to use it. Here its\n"
        f"verdicts are held against those of frictionless {number}, over its own tests, and against those "
        "that the reference\n"
        "implementations of the standard expect, and both programs are run over packages that others have published.",
        "يفحص `mawaqif validate` أي حزمة بيانات من الإصدار 1 أو 2، وتشرح صفحة [المدقق](validator.ar.md) "
        "استعماله. تُقارن هنا أحكامه\n"
        f"بأحكام frictionless {number} في اختباراتها هي، وبما تتوقعه التطبيقات المرجعية للمعيار، ويُشغَّل "
        "البرنامجان على حزم نشرها آخرون.",
    )
    yield ""


def _peer(say: Say, found: list[Verdict]) -> Iterator[str]:
    decided = [item for item in found if item.own is not None and item.peer is not None]
    differing = [item for item in decided if item.own != item.peer]
    right, total, same = sum(map(_right, decided)), len(decided), len(decided) - len(differing)
    yield "## " + say("The peer's own suite", "اختبارات الأداة الأخرى")
    yield ""
    yield say(
        f"Of {total:,} packages that both judge, {same:,} have the same verdict. Where they differ, the text "
        "of the standard was\n"
        f"read: {right:,} of {total:,} verdicts ({right / max(1, total):.1%}) are right by it. "
        f"{len(found) - total:,} more are in a form\n"
        "or place that one of the two does not read, and says so.",
        f"يحكم البرنامجان في {total:,} حزمة، وحكمهما واحد في {same:,}. وحيث اختلفا قُرئ نص المعيار: فالصحيح "
        f"به {right:,} من {total:,}\n"
        f"({right / max(1, total):.1%}). وهناك {len(found) - total:,} أخرى في صيغة أو مكان لا يقرأ منه أحدهما، ويقول ذلك.",
    )
    yield ""
    yield from _table(say("from", "المصدر"), say("packages", "الحزم"), say("same verdict", "الحكم نفسه"))
    groups = Counter(item.case.group for item in decided)
    alike = Counter(item.case.group for item in decided if item.own == item.peer)
    yield from (_row(group, f"{number:,}", f"{alike[group]:,}") for group, number in sorted(groups.items()))
    yield ""
    yield from _differences(say, [(item, item.peer) for item in differing], "frictionless")


def _references(say: Say, expected: list[tuple[Verdict, bool]]) -> Iterator[str]:
    here = sum(item.own == valid for item, valid in expected)
    right = sum(item.own == valid or _judged(item) == "here" for item, valid in expected)
    there = sum(item.peer == valid for item, valid in expected)
    total = len(expected)
    yield "## " + say("The standard's own fixtures", "بيانات الاختبار الخاصة بالمعيار")
    yield ""
    yield say(
        f"Of {total:,} cells and schemas in the tests of tableschema-py and tableschema-js, {here:,} have the "
        "verdict here that is\n"
        f"expected there, and {there:,} with frictionless. By the text, {right:,} verdicts here are right: "
        "the tests are older than it.",
        f"في اختبارات tableschema-py وtableschema-js من الخلايا والمخططات {total:,}، والحكم هنا هو المتوقع "
        f"فيها في {here:,}، وفي frictionless\n"
        f"في {there:,}. والصحيح هنا بنص المعيار {right:,}، فالاختبارات أقدم منه.",
    )
    yield ""
    yield from _table(say("from", "المصدر"), say("cases", "الحالات"), say("as expected here", "كالمتوقع هنا"), "frictionless")
    groups = Counter(item.case.group for item, _ in expected)
    own = Counter(item.case.group for item, valid in expected if item.own == valid)
    peer = Counter(item.case.group for item, valid in expected if item.peer == valid)
    yield from (_row(group, f"{number:,}", f"{own[group]:,}", f"{peer[group]:,}") for group, number in sorted(groups.items()))
    yield ""
    yield from _differences(say, [(item, valid) for item, valid in expected if item.own != valid], say("expected", "المتوقع"))


def _differences(say: Say, differing: Sequence[tuple[Verdict, bool | None]], other: str) -> Iterator[str]:
    head = say("case", "الحالة"), say("here", "هنا"), other, say("right by the text", "الصحيح بالنص"), say("why", "السبب")
    yield from _table(*head, numbers=False)
    for item, verdict in sorted(
        {(item.case.group, item.case.name): (item, verdict) for item, verdict in differing}.values(), key=str
    ):
        who, why, arabic = JUDGED.get((item.case.group, item.case.name), ("not judged", item.told, item.told))
        name = f"{item.case.group}: `{item.case.name[:120].replace('`', chr(39))}`"
        yield _row(name, _word(say, item.own), _word(say, verdict), say(who, _HERE.get(who, who)), say(why, arabic)[:200])
    yield ""


def _published(say: Say, packages: list[Published]) -> Iterator[str]:
    publishers = len({item.name.split("/")[0] for item in packages})
    agreed = sum(item.own == item.peer for item in packages)
    own, peer = sum(item.seconds for item in packages), sum(item.peer_seconds for item in packages)
    quicker = sum(item.seconds < item.peer_seconds for item in packages)
    memory = max((item.memory for item in packages), default=0), max((item.peer_memory for item in packages), default=0)
    yield "## " + say("Packages that others have published", "حزم نشرها آخرون")
    yield ""
    yield say(
        f"{len(packages)} packages of {publishers} publishers, as they lie in public repositories; no check "
        "broke down. A file that lies\n"
        "elsewhere is told as skipped, one that is not there as missing. Both programs have the same verdict on\n"
        f"{agreed}. From start to end the commands take {own:.0f} s of processor time here and {peer:.0f} s "
        f"there; on {quicker} packages this\n"
        f"one is quicker. They take at most {memory[0]:,} MiB and {memory[1]:,} MiB of memory. frictionless "
        "stops a table at a thousand\n"
        "errors, this validator reads it to its end, and counts the findings that it does not list.",
        f"عدد الحزم {len(packages)}، وناشروها {publishers}، كما هي في مستودعات عامة، ولم ينهر فحص. يُذكر ما "
        "يقع في مكان آخر متروكًا، وما ليس في\n"
        f"مكانه مفقودًا. وحكم البرنامجين واحد في {agreed}. يأخذ الأمران من البدء إلى النهاية {own:.0f} ثانية "
        f"من وقت المعالج هنا و{peer:.0f} هناك،\n"
        f"وهذا أسرع في {quicker} حزمة. وأكثر ما أخذا من الذاكرة {memory[0]:,} MiB و{memory[1]:,} MiB. يقف "
        "frictionless بعد ألف خطأ في الجدول،\n"
        "ويقرأه هذا المدقق إلى نهايته ويعدّ ما لا يسرده.",
    )
    yield say(*READ_BY_HAND)
    yield ""
    names = say("package", "الحزمة"), say("rows", "الصفوف"), say("here", "هنا"), "frictionless"
    yield from _table(
        *names, say("s here", "ثانية هنا"), say("s there", "ثانية هناك"), say("MiB here", "MiB هنا"), say("MiB there", "MiB هناك")
    )
    for item in packages:
        number = say(f"{item.findings:,} findings", f"{item.findings:,} خطأ")
        none = say("no descriptor", "لا ملف وصف")
        verdict = number if item.findings > 0 else none if item.findings else _word(say, item.own)
        cells = (f"{item.seconds:.2f}", f"{item.peer_seconds:.2f}", item.memory, item.peer_memory)
        yield _row(item.name, f"{item.rows:,}", verdict, _word(say, item.peer), *cells)


def _table(*heads: str, numbers: bool = True) -> Iterator[str]:
    yield _row(*heads)
    yield "|" + "|".join(["---", *(["--:" if numbers else "---"] * (len(heads) - 1))]) + "|"


def _row(*cells: object) -> str:
    return "| " + " | ".join(str(cell).replace("|", "\\|") for cell in cells) + " |"


def _word(say: Say, verdict: bool | None) -> str:  # noqa: FBT001 - a verdict is what is said of
    words = {True: ("valid", "صالحة"), False: ("invalid", "غير صالحة"), None: ("not read", "لم تُقرأ")}
    return say(*words[verdict])


def _judged(item: Verdict) -> str:
    return JUDGED.get((item.case.group, item.case.name), ("", "", ""))[0]


def _right(item: Verdict) -> bool:
    """True where the verdict is right by the text: both say the same, or it was read so."""
    return item.own == item.peer or _judged(item) in {"here", "neither is wrong"}
