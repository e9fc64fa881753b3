"""Numbering, behind `mawaqif renumber`: statements of documents that nobody has read yet are numbered in reading order."""

from __future__ import annotations

from mawaqif.editing.corrections.change import Change, Package
from mawaqif.editing.corrections.renaming import renamed
from mawaqif.editing.corrections.retirement import Reason, retired
from mawaqif.editing.numbering import PASSAGES, STATEMENTS, numbers_in_order
from mawaqif.findings import CannotRunError, show
from mawaqif.history import sealed_documents


def renumber(package: Package, document: str = "") -> Change:
    """Number the statements of a document, or of all that are not sealed, in reading order without gaps.

    Args:
        package: the package.
        document: the document; empty for all of which no statement was read a second time.

    Raises:
        CannotRunError: there is no such document, or its numbers may be cited, or they are in reading order already.
    """
    if not {STATEMENTS, PASSAGES} <= package.dataset.tables.keys():
        raise CannotRunError(f"the package has no tables {STATEMENTS} and {PASSAGES}, so nothing is numbered")
    sealed = sealed_documents([*package.record, *((STATEMENTS, name) for name in retired(package, STATEMENTS))])
    present = sorted(set(package.dataset.tables[STATEMENTS].cells["document_id"].drop_nulls()))
    if document and document not in present:
        raise CannotRunError(f"no statement stands in {show(document)}; there are {', '.join(present)}")
    if document in sealed:
        raise CannotRunError(f"statements of {document} were read and may be cited; their identifiers never change")
    wanted = [document] if document else [name for name in present if name not in sealed]
    names = numbers_in_order(package.dataset, wanted)
    if not names:
        raise CannotRunError(f"{', '.join(wanted) or 'every document is sealed, and'}: numbered in reading order; nothing to do")
    return renamed(package, {STATEMENTS: names}, Reason())
