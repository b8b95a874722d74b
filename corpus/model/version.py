"""The versions of what is kept: readings, and the catalogue that holds them.

A reading has the version of the reading program: what it makes of a paper, not how.

Raise it with every change that reads the same file otherwise (pages, items,
minutes, tables, access, passages). Papers read by an earlier version are told of
by `python -m corpus check` and read anew by `python -m corpus add --again`.
"""

from __future__ import annotations

READING_VERSION = 6
# Of the catalogue's tables; `corpus/catalogue/schema.py` brings older ones up to date.
CATALOGUE_VERSION = 6
