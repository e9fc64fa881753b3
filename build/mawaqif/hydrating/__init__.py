"""Hydrating: the words of the passages, given back from the reader's own copies.

In: a release or package, and the reader's files of the documents. Out: the passages with their words (`hydrate`),
written as CSV, Parquet or DuckDB anywhere but into the project (`write_edition`).
"""

from mawaqif.hydrating.edition import RIGHTS, check_target, write_edition
from mawaqif.hydrating.restoring import Hydration, hydrate

__all__ = ["RIGHTS", "Hydration", "check_target", "hydrate", "write_edition"]
