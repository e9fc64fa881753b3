"""Agents: the data served over the Model Context Protocol, to be asked by programs that work with a language model.

In: a package or a release, and what a client asks. Out: rows of one SELECT at a time, and what explains the data.
The room needs the extra `mcp`; only the command loads it.
"""

__all__ = ["server"]
