"""Kills: builds, sites and desks that are ended by signals at random times, to see that none leaves anything half.

`make kills` runs them, builds and sites on the real tables, and prints what was seen. Times and signals come
from a seed; when a process is at which step still depends on the machine.
"""
