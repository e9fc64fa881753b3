"""Site: a release as a static site, in Arabic and in English, complete without scripts.

In: the folder of a release, and the bundled scripts where there are any. Out: a folder of pages (`write_site`).
A page is a function in `pages` or `item_pages` and a template; every word of the interface stands in `words.toml`.
"""

from mawaqif.site.writing import write_site

__all__ = ["write_site"]
