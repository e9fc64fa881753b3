"""The files of a release as they lie in its folder, with size, hash and media type."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from mawaqif.release.checksums import sha256_of_written

# Media types by ending, those registered with IANA where there is one.
MEDIA_TYPES = {
    ".bib": "application/x-bibtex",
    ".cff": "application/yaml",
    ".csv": "text/csv",
    ".dta": "application/x-stata-dta",
    ".duckdb": "application/octet-stream",
    ".json": "application/json",
    ".jsonl": "application/jsonl",
    ".jsonld": "application/ld+json",
    ".md": "text/markdown",
    ".parquet": "application/vnd.apache.parquet",
    ".ris": "application/x-research-info-systems",
    ".sav": "application/x-spss-sav",
    ".sql": "application/sql",
    ".sqlite": "application/vnd.sqlite3",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".zip": "application/zip",
}
PLAIN = "text/plain"


@dataclass(frozen=True)
class ReleaseFile:
    """A file of a release.

    Attributes:
        path: its path in the release, with slashes.
        size: its size in bytes.
        sha256: the SHA-256 of its bytes, in hexadecimal.
    """

    path: str
    size: int
    sha256: str

    @property
    def media_type(self) -> str:
        """Its media type, from its ending; a file without a known one is plain text."""
        return MEDIA_TYPES.get(PurePosixPath(self.path).suffix, PLAIN)


def inventory(folder: Path) -> list[ReleaseFile]:
    """List the files that a folder holds at this moment, by path."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    # To hash a file holds no other thread up.
    with ThreadPoolExecutor() as pool:
        hashes = pool.map(sha256_of_written, paths)
        return [
            ReleaseFile(path.relative_to(folder).as_posix(), path.stat().st_size, digest)
            for path, digest in zip(paths, hashes, strict=True)
        ]
