"""Double coding: a second coder's blind sheet, the comparison with the first codes, and what a third look settles."""

from mawaqif.coding.double_coding.blind_round import BlindRound, blind_book, load_blind, write_blind
from mawaqif.coding.double_coding.blind_sheets import BLIND
from mawaqif.coding.double_coding.coded_document import CodedDocument, coded_document
from mawaqif.coding.double_coding.settle_sheets import SETTLE
from mawaqif.coding.double_coding.settling import Settling, load_settled, settle_book, write_settle

__all__ = [
    "BLIND",
    "SETTLE",
    "BlindRound",
    "CodedDocument",
    "Settling",
    "blind_book",
    "coded_document",
    "load_blind",
    "load_settled",
    "settle_book",
    "write_blind",
    "write_settle",
]
