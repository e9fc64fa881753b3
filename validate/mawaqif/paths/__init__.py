"""Paths: where the package is, and which files of it may be read or written.

In: a path from a user, or a name from data. Out: the folder of the package (`find_home`), the bytes of a file that may also
be a folder, a pipe, a device or nowhere (`read_file`), and names that stay inside the folder they are joined to, over no link.
`own_cache` finds this user's folder for what can be made again.
It loads nothing heavy, because whatever opens a file uses it, from the tables to the site, and `mawaqif query --release` too.
"""

from mawaqif.paths.home import INDEX, PROFILE, at_hand, find_home, packaged_home, to_write
from mawaqif.paths.inside import LinkError, OutsideError, inside, links_in, name_problem, naming, refuse_names, size_of, unlinked
from mawaqif.paths.reading import MAX_FILE_SIZE, read_file, size_in_words

__all__ = [
    "INDEX",
    "MAX_FILE_SIZE",
    "PROFILE",
    "LinkError",
    "OutsideError",
    "at_hand",
    "find_home",
    "inside",
    "links_in",
    "name_problem",
    "naming",
    "own_cache",
    "packaged_home",
    "read_file",
    "refuse_names",
    "size_in_words",
    "size_of",
    "to_write",
    "unlinked",
]
