"""``python -m ui``: the command ``minutebook`` in a checkout that is not installed."""

from __future__ import annotations

import corpus.offline  # isort: skip  # noqa: F401  (first: before anything loads a hub client)

import sys

from ui.command import main

if __name__ == "__main__":
    sys.exit(main())
