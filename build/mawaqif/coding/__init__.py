"""Coding: a document handled as a unit, on sheets that people fill in beside its words.

In: a package, copies of its documents, and sheets that came back. Out: sheets to fill in, and rows that hold no new finding.
`text_files` writes the text of a document from its PDF, web page or Word file.
`workbook` writes sheets as .xlsx or CSV and reads them back; it knows nothing of what is coded.
`drafting` proposes what a program can know of a text, `loading` makes rows of a draft that came back.
`selecting` says which passage is meant by selected words, and counts the words in a row that a summary shares with a source.
`wording` has the words of the sheets in both languages, `labels` what rows and values are called in their lists.
`covering` tells what of a document is coded, set aside or left; `reviewing` shows each passage beside its rows.
`double_coding` writes the sheet of a second coder, keeps the codes apart, and settles what differs.
"""

__all__ = [
    "covering",
    "double_coding",
    "drafting",
    "labels",
    "loading",
    "reviewing",
    "selecting",
    "source_text",
    "text_files",
    "wording",
    "workbook",
]
