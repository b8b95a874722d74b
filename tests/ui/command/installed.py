"""The command ``minutebook`` as an installation starts it: from any folder, and not from this one.

Whatever the code opens for writing, makes or deletes beside itself ends it.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.conftest import ROOT

_PROGRAM = f"""
import os, sys
CHANGES = {{"os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.symlink", "os.link"}}
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT

def watch(event, given):
    writes = event == "open" and isinstance(given[2], int) and given[2] & WRITING
    if (writes or event in CHANGES) and isinstance(given[0], (str, bytes)):
        if os.path.abspath(os.fsdecode(given[0])).startswith({str(ROOT)!r} + os.sep):
            os.write(2, b"WRITES BESIDE THE CODE " + os.fsencode(given[0]))
            os._exit(99)

sys.addaudithook(watch)
from ui.command import main
sys.exit(main())
"""


def started(folder: Path, *words: str, **settings: str) -> subprocess.Popen[str]:
    """Start ``minutebook`` with ``words`` in ``folder``; ``settings`` are environment variables."""
    known = {name: value for name, value in os.environ.items() if "MINUTEBOOK" not in name}
    return subprocess.Popen(
        [sys.executable, "-P", "-B", "-c", _PROGRAM, *words],
        cwd=folder,
        env={**known, "PYTHONPATH": str(ROOT), **settings},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def ran(folder: Path, *words: str, **settings: str) -> subprocess.CompletedProcess[str]:
    """Run ``minutebook`` to its end; return its exit status and what it said."""
    with started(folder, *words, **settings) as process:
        out, err = process.communicate(timeout=240)
    return subprocess.CompletedProcess(words, process.returncode, out, err)
