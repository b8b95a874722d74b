"""Pins with the SHA-256 of the very files that pip would install here.

``python -m tests.locked REQUIREMENTS LOCK`` asks pip what it would install and writes it
down as requirements for its hash-checking mode. Which files these are depends on the
computer and on where pip gets them from, so a lock belongs to one place and is not committed.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any


class UnhashedError(Exception):
    """Pip would install something that is no file with a hash."""


def lock(requirements: Path) -> str:
    """Return the requirements with hashes for all that ``requirements`` bring along.

    Raises:
        UnhashedError: something is no file, and so has no hash.
        CalledProcessError: pip cannot say what it would install; it has told why.
    """
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        command = [sys.executable, "-m", "pip", "install", "--dry-run", "--ignore-installed"]
        command += ["--quiet", "--disable-pip-version-check", "--report", str(report)]
        subprocess.run([*command, "-r", str(requirements)], check=True)
        wanted = json.loads(report.read_text(encoding="utf-8"))["install"]
    return "".join(sorted((_line(one) for one in wanted), key=str.lower))


def _line(one: dict[str, Any]) -> str:
    pin = f"{one['metadata']['name']}=={one['metadata']['version']}"
    sha256 = one["download_info"].get("archive_info", {}).get("hashes", {}).get("sha256")
    if not sha256:
        raise UnhashedError(f"{pin} comes from no file")
    return f"{pin} --hash=sha256:{sha256}\n"


def main(arguments: Sequence[str]) -> int:
    """Write the lock of a file of requirements; return the exit status."""
    requirements, target = map(Path, arguments)
    pins = lock(requirements)
    target.write_text(f"# Made by `make hashes` for this computer alone.\n{pins}", encoding="utf-8")
    print(f"{target}: {len(pins.splitlines())} pins with hashes")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
