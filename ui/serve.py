"""Serves the app as ``streamlit run app.py`` does, with its code read in beforehand.

``python -m ui.serve [--server.port 8501 …]`` takes Streamlit's own options. Streamlit runs
nothing of an app before a browser is there; reading in the code that answers takes a third
of a second, which the browser would wait for although it has Streamlit's own to fetch first.
"""

from __future__ import annotations

import corpus.offline  # isort: skip  # noqa: F401  (first: before anything loads a hub client)

import sys
import threading
import time
from importlib import import_module
from pathlib import Path

import streamlit.runtime
from streamlit.web.cli import main as streamlit_command

_APP = Path(__file__).parents[1] / "app.py"


def main() -> None:
    """Serve until interrupted; ends the process as the ``streamlit`` command does."""
    threading.Thread(target=_read_in, name="read-in", daemon=True).start()
    sys.argv = ["streamlit", "run", str(_APP), *sys.argv[1:]]
    streamlit_command()


def _read_in() -> None:
    """Read the code in once the server is up: before, it would only be in its way."""
    while not streamlit.runtime.exists():
        time.sleep(0.05)
    import_module("retrieval.assistant")


if __name__ == "__main__":
    main()
