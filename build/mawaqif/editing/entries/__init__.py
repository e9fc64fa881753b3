"""Data entry for `mawaqif new`: rows are filled in, checked with the whole package, and written, all or none."""

from mawaqif.editing.entries.draft import Draft, open_draft
from mawaqif.editing.entries.insertion import InsertedRow, insert_rows
from mawaqif.editing.entries.issue_answer import answer_form, to_markdown
from mawaqif.editing.entries.passage_parts import UnclearError
from mawaqif.editing.entries.prompting import NonInteractive
from mawaqif.editing.entries.proposals import identifier_of, proposal_for
from mawaqif.editing.entries.request import read_request
from mawaqif.editing.entries.row_builder import create_rows
from mawaqif.editing.entries.terminal import Terminal
from mawaqif.editing.entries.validation import ValidationResult

__all__ = [
    "Draft",
    "InsertedRow",
    "NonInteractive",
    "Terminal",
    "UnclearError",
    "ValidationResult",
    "answer_form",
    "create_rows",
    "identifier_of",
    "insert_rows",
    "open_draft",
    "proposal_for",
    "read_request",
    "to_markdown",
]
