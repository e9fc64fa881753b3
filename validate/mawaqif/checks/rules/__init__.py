"""The rules that no schema can say, in the order in which they run.

A new rule is one file beside this one, one line in `RULES`, and one folder of cases.
"""

from __future__ import annotations

from mawaqif.checks.rules import (
    addresses,
    corpus_documents,
    debris,
    document_of_statement,
    edtf_date,
    errata_target,
    event_dates,
    foreign_letters,
    identifiers,
    invisible,
    iso_code,
    iso_states,
    kind_roles,
    language,
    locators,
    passage_bounds,
    passage_order,
    position_rows,
    presentation_forms,
    responds_to,
    row_again,
    settled_codes,
    similar_names,
    source_copies,
    source_notes,
    source_passages,
    source_words,
    statement_date,
    statement_order,
    statement_rows,
    stray_spaces,
)
from mawaqif.checks.rules.base import AnyRule, CellRule, Rule, Sources

RULES: tuple[AnyRule, ...] = (
    edtf_date.RULE,
    language.RULE,
    presentation_forms.RULE,
    invisible.RULE,
    stray_spaces.RULE,
    foreign_letters.RULE,
    debris.RULE,
    addresses.RULE,
    iso_code.RULE,
    iso_states.RULE,
    statement_order.RULE,
    identifiers.STATEMENT_RULE,
    identifiers.CITATION_RULE,
    statement_rows.PASSAGE_RULE,
    statement_rows.ACTOR_RULE,
    kind_roles.RULE,
    passage_order.RULE,
    passage_bounds.RULE,
    corpus_documents.RULE,
    document_of_statement.RULE,
    statement_date.RULE,
    event_dates.RULE,
    responds_to.RULE,
    locators.RULE,
    errata_target.RULE,
    position_rows.RULE,
    settled_codes.RULE,
    similar_names.RULE,
    row_again.RULE,
    source_copies.RULE,
    source_passages.RULE,
    source_words.RULE,
    source_notes.RULE,
)

__all__ = ["RULES", "CellRule", "Rule", "Sources"]
