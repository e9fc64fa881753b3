"""The explorer: a release as a static site, in Arabic and in English, complete without scripts.

`linking` reads a release and links its rows, `pages` says which pages there are and what
each shows, `rendering` fills the templates, `writing` puts the site in place. The
interactive parts come from `build/explorer/`, bundled, and only enhance what stands on the pages.
"""
