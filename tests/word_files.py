"""Word files (DOCX) of invented text, as small as Word opens them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONSHIPS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_MAIN}.document.main+xml"/>'
    f'<Override PartName="/word/footnotes.xml" ContentType="{_MAIN}.footnotes+xml"/></Types>'
)


def word_file(paragraphs: Sequence[str], notes: Mapping[int, str] | None = None, document: str | None = None) -> bytes:
    """Return a Word file.

    Args:
        paragraphs: its paragraphs.
        notes: texts of footnotes, by the number, from 1, of the paragraph that they close.
        document: its main part, where another is wanted.
    """
    notes = notes or {}
    body = "".join(_paragraph(text, [number for number in notes if number == at]) for at, text in enumerate(paragraphs, start=1))
    footnotes = "".join(f'<w:footnote w:id="{number}">{_paragraph(text, [])}</w:footnote>' for number, text in notes.items())
    parts = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _RELATIONSHIPS.format(f'<Relationship Id="a" Type="{_REL}/officeDocument" Target="word/document.xml"/>'),
        "word/_rels/document.xml.rels": _RELATIONSHIPS.format(
            f'<Relationship Id="b" Type="{_REL}/footnotes" Target="footnotes.xml"/>'
        ),
        "word/document.xml": document or f"<w:document {_W}><w:body>{body}</w:body></w:document>",
        "word/footnotes.xml": f"<w:footnotes {_W}>{footnotes}</w:footnotes>",
    }
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return held.getvalue()


def _paragraph(text: str, notes: Sequence[int]) -> str:
    references = "".join(f'<w:r><w:footnoteReference w:id="{number}"/></w:r>' for number in notes)
    return f"<w:p><w:r><w:t>{escape(text)}</w:t></w:r>{references}</w:p>"
