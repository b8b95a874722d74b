"""``python -m evals``: see :mod:`evals.cli`."""

from __future__ import annotations

import corpus.offline  # isort: skip  # noqa: F401  (first: before anything loads a hub client)

import sys

from evals.cli import main

if __name__ == "__main__":
    sys.exit(main())
