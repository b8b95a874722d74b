"""Files that a command was told to write."""

from __future__ import annotations

from pathlib import Path

from evals.model import WritingError


def write_file(path: Path, text: str) -> None:
    """Write ``text`` in UTF-8 to the file that was named, and make its folder if it is missing.

    Raises:
        WritingError: it cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise WritingError(f"{path}: cannot be written ({error.strerror})") from error
