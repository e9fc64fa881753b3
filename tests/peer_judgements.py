"""Who is right by the text of the standard, where a verdict differs from that of frictionless; read by hand."""

from __future__ import annotations

_POINT = "by default a geopoint is a string; an array has the format array (Field Types, geopoint)"
_YEAR = "a year is a gYear of XML Schema, which has years before 0001 and after 9999 (Field Types, year)"
_MONTH = "a month is a gYearMonth of XML Schema, YYYY-MM, and no list (Field Types, yearmonth)"
JUDGED: dict[tuple[str, str], tuple[str, str]] = {
    ("type geopoint", '{"format": "default", "cells": [[180, 90]]}'): ("here", _POINT),
    ("type year", '{"format": "default", "cells": [-2000]}'): ("here", _YEAR),
    ("type year", '{"format": "default", "cells": [20000]}'): ("here", _YEAR),
    ("type yearmonth", '{"format": "default", "cells": [[2000, 10]]}'): ("here", _MONTH),
}
# What a reader found in the findings on published packages.
READ_BY_HAND = (
    "The findings in the first ten of the list were read by hand: each is right by the text. They are licenses without name or",
    "path, resources without a name, JSON Schemas in place of Table Schemas, a descriptor that is no JSON, semicolons without a",
    "dialect, and days, numbers and hours in another form than that of their type. Where a package has a finding in one program",
    "alone, it is a `required` beside the constraints of a field, which the standard lets stand as a property of one's own, a",
    "descriptor in YAML called `.yml`, or data that are no table.",
)
