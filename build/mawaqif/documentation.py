"""`mawaqif docs`: the codebook, the checks, the cookbook with its results, the deposit's metadata, the folding vectors.

A chapter in `docs/chapters/` is prose with marks such as `{{topics}}`; each mark is replaced
by a part made from the data, so that the page cannot say other than the data do.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

from mawaqif import zenodo
from mawaqif.agreement import Agreement, measure_agreement
from mawaqif.check import CODES, load_checked
from mawaqif.cookbook_pages import cookbook_pages
from mawaqif.explanation import as_markdown
from mawaqif.outputs.json_file import json_text
from mawaqif.replacing import write_text
from mawaqif.tables import CannotRunError, Dataset
from mawaqif.vectors import VECTORS, vectors_json

CHAPTERS = "docs/chapters"
CODEBOOK = "docs/codebook.md"
CATALOGUE = "docs/checks.md"
FOLDING = f"docs/{VECTORS}"
NOTICE = "<!-- Made by `mawaqif docs` from {source}. Do not edit this page. -->\n"


def write_documentation(root: Path, *, write: bool) -> list[str]:
    """Make the pages of a package.

    Args:
        root: folder of a checkout, with `docs/chapters/`.
        write: whether to write; otherwise only compare.

    Returns:
        Paths of the pages that were stale, among them those that nothing makes any more, which are removed.

    Raises:
        FindingsError: the package has findings.
        CannotRunError: there are no chapters, a mark is unknown, or a query of the cookbook fails.
    """
    chapters = sorted((root / CHAPTERS).glob("*.md"))
    if not chapters:
        raise CannotRunError(f"{root / CHAPTERS}: no chapters; the pages are made in a checkout")
    dataset = load_checked(root)
    pages = {
        CODEBOOK: _codebook(dataset, chapters),
        CATALOGUE: _catalogue(),
        FOLDING: vectors_json(),
        zenodo.FILE: json_text(zenodo.deposit(dataset)),
        **cookbook_pages(root),
    }
    stale = [path for path, text in pages.items() if _present(root / path) != text]
    if write:
        for path in stale:
            _put(root / path, pages[path])
    return stale


def _present(path: Path) -> str | None:
    return path.read_bytes().decode("utf-8") if path.is_file() else None


def _put(path: Path, text: str | None) -> None:
    if text is None:
        path.unlink()
    else:
        path.parent.mkdir(exist_ok=True)
        write_text(path, text)


def _codebook(dataset: Dataset, chapters: list[Path]) -> str:
    agreement = measure_agreement(dataset)
    parts: dict[str, Callable[[], str]] = {
        "contents": lambda: _contents(chapters),
        "tables": lambda: "\n\n".join(_table(dataset, name) for name in dataset.tables),
        "topics": lambda: "\n".join(_topics(dataset)),
        "agreement": lambda: "\n".join(_agreement(agreement)),
        "topic-agreement": lambda: "\n".join(_topic_agreement(agreement)),
        "counts": lambda: "\n".join(_counts(dataset)),
        "errata": lambda: "\n".join(_errata(dataset)),
        "limits": lambda: "\n".join(_limits(dataset)),
    }

    def fill(match: re.Match[str]) -> str:
        if match[1] not in parts:
            raise CannotRunError(f"{CHAPTERS}: no part is called {match[1]}; there are {', '.join(parts)}")
        return parts[match[1]]()

    text = "\n".join(path.read_text(encoding="utf-8").strip() + "\n" for path in chapters)
    return NOTICE.format(source=f"{CHAPTERS}, the schemas and the tables") + re.sub(r"\{\{([\w-]+)\}\}", fill, text)


def _contents(chapters: list[Path]) -> str:
    titles = [line[3:] for path in chapters for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("## ")]
    return "\n".join(f"- [{title}](#{re.sub(r'[^a-z0-9 -]', '', title.lower()).replace(' ', '-')})" for title in titles)


def _table(dataset: Dataset, name: str) -> str:
    schema = dataset.tables[name].schema
    raw = schema.raw
    lines = [
        f"### {name} · {raw['title_ar']}",
        "",
        f"{raw['description']} {raw['description_ar']}",
        "",
        f"Key: {', '.join(f'`{column}`' for column in schema.primary_key)}.",
        "",
        "| column | عربي | type | what it holds |",
        "|---|---|---|---|",
    ]
    targets = {key.columns[0]: key.table for key in schema.foreign_keys if len(key.columns) == 1}
    for field in schema.fields:
        kind = field.type.name + (" → " + targets[field.name] if field.name in targets else "")
        filled = ", required" if field.required else ""
        values = [f"`{item['value']}` {item['label']} ({item['label_ar']})" for item in field.raw.get("categories", [])]
        text = str(field.raw["description"]) + (" " + "; ".join(values) + "." if values else "")
        lines.append(f"| `{field.name}` | {field.raw['title_ar']} | {kind}{filled} | {_cell(text)} |")
    return "\n".join(lines)


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _topics(dataset: Dataset) -> Iterator[str]:
    uses = dataset.tables["statement_topics"].frame.sort("statement_id").select("topic_id", "stance", "statement_id").rows()
    boundaries = _boundaries(dataset)
    for topic, theme, en, ar, proposition_en, proposition_ar in dataset.tables["topics"].frame.sort("theme", "topic_id").rows():
        yield f"### {topic} · {ar}\n"
        yield f"*{en}*, theme {theme}. {proposition_en} {proposition_ar}\n"
        if topic in boundaries:
            yield f"{boundaries[topic]}\n"
        for stance in ("supports", "opposes", "mixed", "neutral"):
            rows = [statement for other, given, statement in uses if (other, given) == (topic, stance)]
            if rows:
                yield f"- {stance}, {len(rows)}: " + ", ".join(f"`{row}`" for row in rows[:3]) + (" …" if len(rows) > 3 else "")  # noqa: PLR2004
        yield ""


def _boundaries(dataset: Dataset) -> dict[str, str]:
    path = dataset.descriptor.root / CHAPTERS / "boundaries.txt"
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    return dict(line.split(": ", 1) for line in lines if ": " in line)


def _figure(item: Agreement) -> str:
    if item.alpha is None:
        return "– | –"
    interval = f"{item.low:.2f} to {item.high:.2f}" if item.low is not None and item.high is not None else "–"
    return f"{item.alpha:.3f} | {interval}"


def _agreement(found: list[Agreement]) -> Iterator[str]:
    yield "| what was judged twice | judgements | alike | alpha | 95 % interval |\n|---|--:|--:|--:|--:|"
    for item in found:
        if not item.topic_id:
            yield f"| {item.measure} | {item.units:,} | {item.agreed:,} | {_figure(item)} |"


def _topic_agreement(found: list[Agreement]) -> Iterator[str]:
    yield "| topic | alpha of presence | 95 % interval | both coded it | same stance | alpha of stance | 95 % interval |"
    yield "|---|--:|--:|--:|--:|--:|--:|"
    stances = {item.topic_id: item for item in found if item.measure == "stance"}
    for item in found:
        if item.topic_id and item.measure == "presence":
            other = stances[item.topic_id]
            yield f"| `{item.topic_id}` | {_figure(item)} | {other.units} | {other.agreed} | {_figure(other)} |"


def _counts(dataset: Dataset) -> Iterator[str]:
    yield "| table | rows |\n|---|--:|"
    for name, table in dataset.tables.items():
        yield f"| `{name}` | {table.frame.height:,} |"


def _errata(dataset: Dataset) -> Iterator[str]:
    yield "| erratum | field | printed | corrected | evidence |\n|---|---|---|---|---|"
    columns = ("erratum_id", "field", "printed", "corrected", "reason_en")
    for row in dataset.tables["errata"].cells.select(columns).iter_rows():
        yield "| " + " | ".join(_cell(value or "–") for value in row) + " |"


def _limits(dataset: Dataset) -> Iterator[str]:
    limits = dataset.descriptor.raw.get("limits", [])
    yield from (f"- **{item['title']}.** {item['description']}" for item in limits)
    yield ""
    yield from (f"- **{item['title_ar']}.** {item['description_ar']}" for item in limits)


def _catalogue() -> str:
    lines = [
        NOTICE.format(source="the checks themselves"),
        "# The checks",
        "",
        "`mawaqif explain CODE` says the same at the desk. Codes are stable and never reused.",
        "",
    ]
    return "\n".join(lines) + "\n" + "\n".join(map(as_markdown, CODES))
