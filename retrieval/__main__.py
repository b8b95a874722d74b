"""``python -m retrieval``: see :mod:`retrieval.cli`."""

from __future__ import annotations

import corpus.offline  # isort: skip  # noqa: F401  (first: before anything loads a hub client)

import sys

from retrieval.cli import main

if __name__ == "__main__":
    sys.exit(main())
