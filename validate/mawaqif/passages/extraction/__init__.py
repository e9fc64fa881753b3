"""Text extraction: from a PDF, web page, Word or text file to the text that is coded, with a map of its pages and notes."""

from __future__ import annotations

from mawaqif.passages.extraction.extracting import extract
from mawaqif.passages.extraction.moving import Offsets, moved_map
from mawaqif.passages.extraction.text_map import (
    MAP_SUFFIX,
    ExtractedText,
    MappedNote,
    MappedPage,
    TextMap,
    digest_of,
    map_beside,
    read_map,
)

__all__ = [
    "MAP_SUFFIX",
    "ExtractedText",
    "MappedNote",
    "MappedPage",
    "Offsets",
    "TextMap",
    "digest_of",
    "extract",
    "map_beside",
    "moved_map",
    "read_map",
]
