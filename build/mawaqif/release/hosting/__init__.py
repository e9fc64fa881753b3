"""Hosting: a release on its way to its readers.

In: a package, its release and its site. Out: what breaks the promise of a version number (`promise`), a folder that a host
serves, with every version under an address of its own (`shelf`), and the proof of a release that came from elsewhere
(`verifying`).
"""

__all__ = ["promise", "shelf", "verifying"]
