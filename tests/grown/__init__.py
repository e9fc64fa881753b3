"""A copy of the project with two invented documents in it, to show that an honest contribution stays green.

`python -m grown FOLDER` makes the copy and runs on it everything that CI runs; an ordinary test runs the quick part.
"""
