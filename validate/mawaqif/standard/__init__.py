"""The Data Package standard: any package is read and checked by it, whatever it holds and whatever its names.

In: a descriptor of a package, and its files. Out: a `Report` of what the standard and the package itself do not allow
(`checking.check`). Nothing here knows of the tables of this data set: its own rules are a profile, in the rooms above.
Source: Data Package 1 and 2, https://datapackage.org.
"""

from mawaqif.standard import codes, constraint_codes, file_codes, file_kinds, json_file, merge_conflicts, records, relation_codes

__all__ = [
    "by_frictionless",
    "checking",
    "codes",
    "columns",
    "constraint_codes",
    "descriptor",
    "dialect",
    "file_codes",
    "file_kinds",
    "json_file",
    "limits",
    "merge_conflicts",
    "records",
    "relation_codes",
    "remote",
    "rows",
    "schema",
    "schema_words",
]
