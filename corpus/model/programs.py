"""Whether Tesseract, which reads scans, is installed on this machine."""

from __future__ import annotations

import shutil


def tesseract() -> str | None:
    """Return the path of the Tesseract program; None if it is not installed."""
    return shutil.which("tesseract")
