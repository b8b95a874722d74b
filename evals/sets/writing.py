"""Files of questions and reviews that people write in the app: changed whole, by one at a time."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock

from evals.model import SetError

_LOCK = "-write-lock"
# Bytes that are no letters, as a crash leaves them, go back as they came: a line that cannot be
# read is told where it is read, and keeps nobody from writing another.
_AS_IT_IS = "surrogateescape"


@contextmanager
def changing(path: Path) -> Iterator[list[str]]:
    """Yield the lines of a file, to be changed in place; they are written when the block ends.

    A file that is missing is made, with its folder. Changes of two processes take turns, and a
    crash, or an error of the block, leaves the file as it was.

    Raises:
        SetError: the file cannot be read or written; nothing is written then.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(path.with_name(path.name + _LOCK)):
            # Not splitlines(): a quoted text may hold U+2028 and the like.
            held = _text(path).split("\n") if path.exists() else []
            lines = [line for line in held if line.strip()]
            yield lines
            _write(path, lines)
    except OSError as error:
        said = f"{path.name}: cannot be written ({error.strerror}); nothing was kept"
        raise SetError(said) from error


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors=_AS_IT_IS)
    except OSError as error:
        said = f"{path.name}: cannot be read ({error.strerror}); nothing was kept"
        raise SetError(said) from error


def _write(path: Path, lines: list[str]) -> None:
    part = path.with_name(f"{path.name}.part")
    with open(part, "w", encoding="utf-8", errors=_AS_IT_IS, newline="\n", opener=_private) as file:
        file.writelines(f"{line}\n" for line in lines)
        file.flush()
        os.fsync(file.fileno())
    if path.exists():
        # Who may read it is for whoever looks after the folder to say.
        part.chmod(path.stat().st_mode & 0o777)
    part.replace(path)


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
