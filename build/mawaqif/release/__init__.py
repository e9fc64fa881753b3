"""Release: checked tables become the folder that is published.

In: a package without findings. Out: a folder with every edition, its descriptions and checksums, put in place at once.
`building` does that; `editions` holds one file an edition; `agreement`, `changelog`, `codebook`, `cookbook` and `diff` make what
a release says of itself; `hosting` brings it to its readers, each version under an address of its own, and proves one that came
from elsewhere; `atomic_folder`, `checksums` and `file_names` serve whoever writes or opens such a folder.
"""

__all__ = [
    "agreement",
    "agreement_by_document",
    "atomic_folder",
    "building",
    "changelog",
    "checksums",
    "codebook",
    "cookbook",
    "diff",
    "editions",
    "file_names",
    "hosting",
    "views",
]
