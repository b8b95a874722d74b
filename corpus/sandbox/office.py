"""LibreOffice, where it is installed: lays a file out as a PDF in a process of its own.

The process has no network, none of the environment's keys, limits of memory and time, and a
profile of its own that follows no link and runs no macro; all of it is gone with its folder.
"""

from __future__ import annotations

import logging
import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

from corpus.model import DamagedPaperError, soffice

_LOG = logging.getLogger(__name__)
# For one paper; the first start of a profile takes most of it on a slow machine.
_SECONDS = 180.0
_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry"
 xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop>
<prop oor:name="DisableActiveContent" oor:op="fuse"><value>true</value></prop>
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop>
<prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item>
</oor:items>
"""


def converted(data: bytes, name: str, suffix: str, ending: str, seconds: float = _SECONDS) -> bytes:
    """Return what LibreOffice makes of a file called ".odt" by its ``suffix``: a "pdf", a "docx".

    Raises:
        DamagedPaperError: it failed, or took longer than ``seconds``.
    """
    program = soffice()
    if program is None:
        raise DamagedPaperError(f"{name}: LibreOffice is not installed")
    with tempfile.TemporaryDirectory(prefix="minutebook-") as place:
        folder = Path(place)
        profile = folder / "profile" / "user"
        profile.mkdir(parents=True)
        (profile / "registrymodifications.xcu").write_text(_PROFILE, encoding="utf-8")
        given = folder / f"paper{suffix}"
        given.write_bytes(data)
        said = _run(
            [
                program,
                f"-env:UserInstallation={(folder / 'profile').as_uri()}",
                "--headless",
                "--norestore",
                "--nolockcheck",
                "--convert-to",
                ending,
                "--outdir",
                str(folder / "made"),
                str(given),
            ],
            folder,
            seconds,
        )
        made = folder / "made" / f"paper.{ending}"
        if not made.is_file():
            _LOG.warning("LibreOffice made nothing of a paper: %s", said)
            raise DamagedPaperError(f"{name}: LibreOffice cannot read it; save it anew, or as PDF")
        return made.read_bytes()


def _run(command: list[str], folder: Path, seconds: float) -> str:
    """Run a program in a folder; return what it said, or that it took too long."""
    root = str(Path(__file__).resolve().parents[2])
    known = {name: os.environ[name] for name in ("PATH", "LANG", "LC_ALL") if name in os.environ}
    process = subprocess.Popen(
        [sys.executable, "-P", "-m", "corpus.sandbox.secluded", *command],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        cwd=folder,
        env={**known, "HOME": str(folder), "TMPDIR": str(folder), "PYTHONPATH": root},
        # It starts others, which must end with it.
        start_new_session=True,
    )
    try:
        said, _ = process.communicate(timeout=seconds)
        return said.decode(errors="replace").strip()
    except subprocess.TimeoutExpired:
        return f"it took longer than {seconds:.0f} seconds"
    finally:
        try:
            # Without it nothing was run: what secludes it knows Linux alone.
            if sys.platform != "win32":
                os.killpg(process.pid, signal.SIGKILL)
        except ProcessLookupError:
            _LOG.debug("LibreOffice has ended")
        process.wait()
        if process.stdout is not None:
            process.stdout.close()
