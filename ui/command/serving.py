"""The app on Streamlit's server, from whatever folder it is started.

``streamlit.toml`` beside this file is all the configuration there is; in a
checkout ``.streamlit/config.toml`` leads to it, for whoever runs Streamlit there.
"""

from __future__ import annotations

import json
import os
import signal
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

CONFIGURATION = Path(__file__).with_name("streamlit.toml")
APP = Path(__file__).resolve().parents[2] / "app.py"


def serve(data: Path, port: int | None = None, address: str | None = None) -> int:
    """Serve the app on a data folder until it is stopped; return the exit status.

    What port and address leave open, and all else, comes from Streamlit's environment
    variables or else from the configuration.
    """
    from streamlit.web import cli

    os.environ["MINUTEBOOK_DATA"] = str(data.absolute())
    chosen = {"--server.port": port, "--server.address": address}
    flags = [f"{name}={value}" for name, value in chosen.items() if value is not None]
    defaults = dict(options(tomllib.loads(CONFIGURATION.read_text(encoding="utf-8"))))
    try:
        with _stopped_by(signal.SIGINT, signal.SIGTERM):
            cli.main(["run", str(APP), *flags], "minutebook serve", default_map={"run": defaults})
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else int(ended.code is not None)
    return 0


@contextmanager
def _stopped_by(*signals: signal.Signals) -> Iterator[None]:
    """Have signals end the work in good order: the server raises them again when it has stopped."""

    def end(*_: object) -> None:
        raise SystemExit(0)

    held = {number: signal.signal(number, end) for number in signals}
    try:
        yield
    finally:
        for number, handler in held.items():
            signal.signal(number, handler)


def options(table: dict[str, Any], *path: str) -> Iterator[tuple[str, Any]]:
    """Yield each value of a configuration as Streamlit's command line names and takes it."""
    for name, value in table.items():
        if isinstance(value, dict):
            yield from options(value, *path, name)
        else:
            yield "_".join((*path, name)), json.dumps(value) if isinstance(value, list) else value
