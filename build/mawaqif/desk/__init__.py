"""Desk: a document and its rows side by side in a browser on this machine, for coding, second coding, settling and reading.

In: a package, and a folder of its documents. Out: a local page, and rows written by the same code as `load` and `seal`.
`serving` runs it until it is ended. What it shows and writes, the rooms below know: the desk only carries it to the page.
"""

__all__ = ["serving"]
