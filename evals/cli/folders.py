"""Data folders as the commands of measuring name them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class DataFolder:
    """A data folder, and the collection of papers that it holds, empty where not said."""

    path: Path
    collection: str = ""


def data_folder(text: str) -> DataFolder:
    """Read ``DIR``, or ``NAME=DIR`` for one that holds a collection of that name."""
    name, found, folder = text.partition("=")
    if found and re.fullmatch(r"[\w-]+", name) and not Path(text).exists():
        return DataFolder(Path(folder), name)
    return DataFolder(Path(text))


def named_folders(folders: Sequence[DataFolder]) -> dict[str, Path]:
    """Return several data folders by the collections that they hold, in the order given.

    Raises:
        SetError: one is not named, or two bear one name.
    """
    from evals.model import SetError

    named = {folder.collection: folder.path for folder in folders}
    if "" in named or len(named) < len(folders):
        raise SetError("of several data folders each takes a name of its own: --data NAME=DIR")
    return named
