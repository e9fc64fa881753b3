"""Query: one SELECT on the data, in a database that nothing can change or leave.

In: a package or a release, and a query or its name in the cookbook. Out: rows, in the formats that `--format` takes.
`opening` reads packages and releases, `statement` says what a query may consist of, `sandbox` runs it, `limits` ends it
in time, `results` writes what it gives; `kept` keeps the database of a package for the next question. `mcp_server` answers
programs over the Model Context Protocol; it needs the extra `mcp`, and only the command loads it.
"""

__all__ = ["kept", "limits", "mcp_server", "opening", "results", "sandbox", "statement"]
