"""Codes of the findings of reading: package, schemas, files, cells."""

from __future__ import annotations

from mawaqif.findings import Code

PACKAGE_INVALID = Code(
    "MQ001",
    "package-invalid",
    "the package descriptor is not valid: {problem}; mend datapackage.json",
    "Every tool finds the tables through datapackage.json; what it does not describe rightly cannot be read.",
    "Compare the entry that is named with another one in datapackage.json, and write it like that.",
    bad='datapackage.json: "path": "../errata.csv",',
    good='datapackage.json: "path": "datapackage/errata.csv",',
)
SCHEMA_UNREADABLE = Code(
    "MQ002",
    "schema-unreadable",
    "the schema cannot be read: {problem}; mend it there, until then the table {table} is not checked",
    "A table without a readable schema has no types, keys or rules.",
    "Mend the JSON at the place named, or restore the file.",
    bad='errata.json: "title": "Evidence,',
    good='errata.json: "title": "Evidence",',
)
SCHEMA_INVALID = Code(
    "MQ003",
    "schema-invalid",
    "the schema is not valid: {problem}; correct it, until then the table {table} is not checked",
    "A key, type or constraint that does not mean anything would be a check that never fails.",
    "Use the types, constraints and property names that the other schemas use.",
    bad='errata.json: "patern": "^[a-z][a-z0-9_]*$"',
    good='errata.json: "pattern": "^[a-z][a-z0-9_]*$"',
)
STRAY_FILE = Code(
    "MQ004",
    "stray-file",
    "{problem}; {repair}",
    "A table that the index does not name is neither checked nor published.",
    "Add an entry with name, path and schema to datapackage.json, or move the file out of the folder. What a spreadsheet "
    "or another program saved beside a table is read only where it is saved as CSV over it.",
    bad="datapackage/sightings.csv has no entry in datapackage.json",
    good="every CSV file of the folder has its entry in datapackage.json",
)
LINK = Code(
    "MQ005",
    "link",
    "it is a link, which is not followed; put the file or folder itself in its place",
    "What a link leads to can lie anywhere on the machine; followed, it would be checked, published or written over.",
    "Remove the link and copy what it leads to into its place, if that belongs into the package.",
    bad="datapackage/errata.csv is a link to a file elsewhere",
    good="datapackage/errata.csv is the file itself",
)
FILE_MISSING = Code(
    "MQ101",
    "file-missing",
    "the file is missing; restore it, or take the table {table} out of datapackage.json",
    "A lost table is lost data.",
    "Restore the file from version control; if the table is meant to go, remove its entry from datapackage.json.",
    bad="errata.csv, named in datapackage.json, is not there",
    good="errata.csv: erratum_id,document_id,…",
)
FILE_UNREADABLE = Code(
    "MQ102",
    "file-unreadable",
    "the file cannot be read: {problem}; put a CSV file in its place",
    "A folder, a broken link or a file without read permission holds no rows.",
    "Put a readable CSV file at this path.",
    bad="a folder is called errata.csv",
    good="errata.csv: erratum_id,document_id,…",
)
FILE_EMPTY = Code(
    "MQ103",
    "file-empty",
    "the file is empty; expected the header {header}",
    "A table without rows still has a header; an empty file is a failed save.",
    "Restore the file, or write the header line.",
    bad="errata.csv holds not even a header",
    good="errata.csv: erratum_id,document_id,…",
)
ENCODING = Code(
    "MQ104",
    "encoding",
    "byte {byte} of the file, {value}, is not UTF-8 ({problem}); save the file as UTF-8",
    "Arabic text in any other encoding turns into other letters without warning.",
    "In a spreadsheet save as CSV UTF-8; in an editor open the file in its own encoding and save it as UTF-8.",
    bad="errata.csv: have douze \\xe9 pages",
    good="errata.csv: have douze é pages",
)
FILE_CUT = Code(
    "MQ112",
    "file-cut",
    "the file breaks off in the middle of a letter; restore the rest from version control",
    "A file that ends inside a letter was cut off while it was copied or saved; rows after it are lost.",
    "Restore the whole file from version control.",
    bad="errata.csv: The minutes have twelve \\xd8",
    good="errata.csv: The minutes have twelve pages.",
)
NUL_BYTE = Code(
    "MQ105",
    "nul-byte",
    "the line holds a NUL byte; remove it, or save the file as UTF-8 if it is UTF-16",
    "A NUL byte ends text early in many programs and is never part of a word.",
    "Restore the line or type it again, because the byte cannot be seen; if every line has one, save the file as UTF-8.",
    bad="errata.csv: twel\\u0000ve pages",
    good="errata.csv: twelve pages",
)
HEADER_WRONG = Code(
    "MQ106",
    "header-wrong",
    "the header does not match the schema: {problem}; expected {header}",
    "Columns are known by their header; a wrong one puts values under another name.",
    "Write the header exactly as the schema lists the fields.",
    bad="errata.csv: …,printed,corrected,reasons_en",
    good="errata.csv: …,printed,corrected,reason_en",
)
HEADER_DOUBLED = Code(
    "MQ107",
    "header-doubled",
    "the header names {columns} more than once; expected {header}",
    "With two columns of one name nobody can tell which holds the value.",
    "Write the header exactly as the schema lists the fields; remove a column that is one too many together with its cells.",
    bad="errata.csv: …,printed,corrected,corrected",
    good="errata.csv: …,printed,corrected,reason_en",
)
RAGGED_ROW = Code(
    "MQ108",
    "ragged-row",
    "the row has {found} cells, expected {expected}; look for {suspect}",
    "A missing or extra cell shifts every value after it into the wrong column.",
    "Compare with the header; put a cell that holds a comma between quotation marks.",
    bad="actors.csv: malta,state,Malta, Republic,",
    good='actors.csv: malta,state,"Malta, Republic",',
)
QUOTING = Code(
    "MQ109",
    "quoting",
    "{problem}; {also}put one quotation mark before and one after the whole cell, and write each inside it twice",
    "After an open quotation mark, readers take the rest of the file for one cell.",
    "Close the quotation mark at the end of the cell; inside a quoted cell write it twice.",
    bad='statement_topics.csv: …,neutral,"never closed',
    good='statement_topics.csv: …,neutral,"They say ""never"", and stop."',
)
CELL_TOO_LONG = Code(
    "MQ110",
    "cell-too-long",
    "the cell holds {length:,} characters, at most {limit:,} are read; look for a missing quotation mark",
    "No cell of this data set is that long, and spreadsheets cut such cells silently.",
    "Shorten the cell, or close the quotation mark that swallowed the rows after it.",
    bad="a cell of 32,770 characters",
    good="a cell of at most 32,767 characters",
)
BLANK_LINE = Code(
    "MQ111",
    "blank-line",
    "the line is blank; remove it",
    "Readers disagree on whether a blank line is a row of empty cells.",
    "Remove the line, or run `mawaqif fmt`.",
    bad="an empty line stands between two rows",
    good="each row follows on the line after the one before it",
)
CELL_TYPE = Code(
    "MQ201",
    "cell-type",
    "{value} {problem}; write {expected}",
    "A cell that is not of its type cannot be counted, compared or joined.",
    "Write the value in the spelling named. In a spreadsheet give the column the format text, so that it stays as typed.",
    bad="char_start: 0346",
    good="char_start: 346",
)
CONFLICT = Code(
    "MQ476",
    "merge-conflict",
    "{problem}; {repair}",
    "A file with both sides of a conflict has rows twice, and lines that are no rows.",
    "Compare the two sides, keep each row once as it should be, and remove the lines with the marks.",
    bad="statement_topics.csv: <<<<<<< HEAD",
    good="statement_topics.csv: lamp-report-2020-s004,harbour-lights,neutral,",
)

TABLE_CODES = (
    PACKAGE_INVALID,
    SCHEMA_UNREADABLE,
    SCHEMA_INVALID,
    STRAY_FILE,
    LINK,
    FILE_MISSING,
    FILE_UNREADABLE,
    FILE_EMPTY,
    ENCODING,
    FILE_CUT,
    NUL_BYTE,
    HEADER_WRONG,
    HEADER_DOUBLED,
    RAGGED_ROW,
    QUOTING,
    CELL_TOO_LONG,
    BLANK_LINE,
    CELL_TYPE,
    CONFLICT,
)
