"""Mutants: the real tables, damaged in many small known ways, to measure what the checks catch.

A kind of damage is a function of a `Package` and a `random.Random`; it damages the files
that the package holds in memory and says where. `make mutants` writes each mutant into a
folder of its own, checks it, and tells how many were caught, and at the right place.
"""
