"""What a visitor is told of an error: where things stand on the computer only who runs it is."""

from __future__ import annotations

import logging
import re

from corpus.model import whence
from ui.language import N_, _
from ui.people.access import sees_places

_LOG = logging.getLogger(__name__)
# The path of a file or folder from the root on, on any system, or the address of a server.
_PLACE = re.compile(r"(?<![^\s'\"(\[=:,])(?:~?/[\w.@+-]|[A-Za-z]:[\\/]|\\\\\w)|://")
_LESS = N_(
    "Something on the computer that runs Minutebook is not in order, so this "
    "cannot be shown. Whoever runs it finds more in its log, and on this page at "
    "that computer."
)


def told(error: Exception) -> str:
    """Return the message of ``error`` as far as it is for this visitor."""
    said = str(error)
    if not _PLACE.search(said) or sees_places():
        return said
    _LOG.error("not told to a visitor: %s", whence(error))
    return _(_LESS)
