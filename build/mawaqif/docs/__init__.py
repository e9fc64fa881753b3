"""Docs: the pages that are made from schemas, checks, queries and docstrings.

In: the package and the facts of its checks. Out: pages in `docs/`, the stored results of the cookbook, the deposit's metadata.
`writing` makes them all or says which are stale; `explanation` says of one check what it means and how to mend it.
"""

__all__ = ["explanation", "writing"]
