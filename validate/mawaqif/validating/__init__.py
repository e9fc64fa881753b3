"""The check of a package of whatever kind: once, or at every save.

In: the folder of a package, or its descriptor. Out: a `Report`: by the profile of this data set where the package declares it,
by the standard alone where it does not. A package of the second kind loads nothing that the profile needs.
"""

__all__ = ["any_package", "fitting", "watching"]
