"""Checks: everything that is held against the rows.

In: tables as read, and copies of the documents where there are any. Out: a `Report` of all findings (`check_package`).
Constraints of columns, keys and references follow from the schemas; what no schema can say is a rule in `rules/`.
"""

from mawaqif.checks.canonical_form import CANONICAL_FORM, check_canonical_form
from mawaqif.checks.constraints import check_constraints
from mawaqif.checks.one_table import check_table
from mawaqif.checks.package import CODES, check_dataset, check_package, load_checked
from mawaqif.checks.relations import check_relations
from mawaqif.checks.rules import RULES, CellRule, Rule, Sources
from mawaqif.checks.rules.double_coding import DOUBLE_CODINGS, DoubleCoding
from mawaqif.checks.rules.glossary import BETWEEN_VARIANTS, other_forms
from mawaqif.checks.rules.identifiers import IDENTIFIER_PARTS
from mawaqif.checks.rules.kind_roles import ROLES_OF_KIND
from mawaqif.checks.rules.position_rows import ROLES_OF_POSITION
from mawaqif.checks.rules.second_coding import SecondCoding, second_codings
from mawaqif.checks.rules.source_words import LONGEST_SHARED
from mawaqif.checks.suggestions import ALIAS_SEPARATOR, names_of, rows_named, suggestion
from mawaqif.standard.codes import STANDARD_CODES

__all__ = [
    "ALIAS_SEPARATOR",
    "BETWEEN_VARIANTS",
    "CANONICAL_FORM",
    "CODES",
    "DOUBLE_CODINGS",
    "IDENTIFIER_PARTS",
    "LONGEST_SHARED",
    "ROLES_OF_KIND",
    "ROLES_OF_POSITION",
    "RULES",
    "STANDARD_CODES",
    "CellRule",
    "DoubleCoding",
    "Rule",
    "SecondCoding",
    "Sources",
    "check_canonical_form",
    "check_constraints",
    "check_dataset",
    "check_package",
    "check_relations",
    "check_table",
    "load_checked",
    "names_of",
    "other_forms",
    "rows_named",
    "second_codings",
    "suggestion",
]
