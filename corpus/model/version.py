"""The version of the reading program: what it makes of a paper, not how.

Raise it with every change that reads the same file otherwise (pages, items,
minutes, tables, access, passages). Papers read by an earlier version are told of
by `python -m corpus check` and read anew by `python -m corpus add --again`.
"""

from __future__ import annotations

READING_VERSION = 5
