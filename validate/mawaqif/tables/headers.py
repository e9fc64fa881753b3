"""The header of a table, held against its schema."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from mawaqif.findings import Bilingual, Finding, joined, said, show
from mawaqif.standard import codes
from mawaqif.tables.model import TableSchema

# So many columns a message names.
MAX_LISTED_COLUMNS = 20
OTHER_ORDER = Bilingual("the columns are in another order", "الأعمدة في ترتيب آخر")


def header_problems(header: Sequence[str], line: int, table: TableSchema) -> list[Finding]:
    """Return the findings on a header that is not that of the schema, letter by letter.

    Args:
        header: the cells of the header.
        line: the line that it stands on, from 1.
        table: the schema of the table.
    """
    expected = ",".join(table.columns)
    doubled = sorted(name for name, count in Counter(header).items() if count > 1)
    if doubled:
        return [codes.HEADER_DOUBLED.at(table.place(line), columns=_listed([show(name) for name in doubled]), header=expected)]
    if tuple(header) == table.columns:
        return []
    present, known = set(header), set(table.columns)
    missing = [name for name in table.columns if name not in present]
    unknown = [name for name in header if name not in known]
    parts = []
    if missing:
        parts.append(said("missing {columns}", "ينقصه {columns}", columns=", ".join(missing)))
    if unknown:
        listed = _listed([show(name) for name in unknown[:MAX_LISTED_COLUMNS]], len(unknown))
        parts.append(said("unknown {columns}", "فيه ما لا يُعرف: {columns}", columns=listed))
    problem = joined(parts, "; ") if parts else OTHER_ORDER
    return [codes.HEADER_WRONG.at(table.place(line), problem=problem, header=expected)]


def _listed(names: Sequence[str], count: int = 0) -> str:
    """List names with commas, and of very many the first and the number of the others."""
    left = max(count, len(names)) - MAX_LISTED_COLUMNS
    listed = joined(names[:MAX_LISTED_COLUMNS])
    return said("{listed} and {left:,} more", "{listed} وغيرها، وعدده {left:,}", listed=listed, left=left) if left > 0 else listed
