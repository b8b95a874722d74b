"""What is masked for the public, as the command line is told it and tells it."""

from __future__ import annotations

from pathlib import Path

from corpus.catalogue import Catalogue
from corpus.masks import NOTHING, Masks, read_masks
from corpus.model import Access, PathError


def read_list(path: Path | None) -> Masks:
    """Return what the list at ``path`` masks; nothing of None.

    Raises:
        PathError: it cannot be read as text.
        MetadataError: a line of it is no word.
    """
    if path is None:
        return NOTHING
    try:
        return read_masks(path.read_text(encoding="utf-8"), path.name)
    except (OSError, UnicodeDecodeError) as error:
        raise PathError(f"{path}: cannot be read as a list of words") from error


def masks_told(catalogue: Catalogue, clearance: Access) -> str:
    """Return what is masked and on how many pages; the words themselves to who is cleared."""
    masks = catalogue.work.masks()
    if not masks:
        return "nothing is masked"
    what = ["contact details"] if masks.contacts else []
    what += [f"{len(masks.names)} names and words"] if masks.names else []
    pages = catalogue.masked_page_count(clearance)
    lines = [f"masked for the public: {' and '.join(what)}, on {pages} pages"]
    if clearance is Access.EXEMPT:
        lines += masks.names
    return "\n".join(lines)
