"""What a kept answer says, sealed with the words of the pages that it rests on.

The key is made of those pages and of what their papers are called, as a reader is shown
them, and is kept nowhere. Who may not see one of them, or sees it masked or read otherwise,
cannot make the key; and when a paper is removed nobody can. So nothing that was said of it
has to be found again and deleted, whichever process took the paper out.
"""

from __future__ import annotations

import hashlib
import json
import os
import zlib
from collections.abc import Iterable

from corpus.model import Access, UnknownPaperError
from ui.service import Papers

# Bytes; as AES-GCM recommends its nonce (NIST SP 800-38D, 8.2).
_SALT, _NONCE = 16, 12

# A page that an answer rests on: the id of its paper, and its physical number.
Ground = tuple[str, int]


class SealedError(Exception):
    """What is sealed cannot be opened by this reader now."""


def seal(words: str, grounds: Iterable[Ground], papers: Papers, reader: Access) -> bytes:
    """Return ``words`` so that they are read by whoever sees ``grounds`` as ``reader`` does.

    Raises:
        SealedError: the reader does not see one of them.
        CatalogueError: the catalogue cannot be read.
    """
    # Only where chats are kept: it takes longer to import than the first page to be drawn.
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    salt, nonce = os.urandom(_SALT), os.urandom(_NONCE)
    key = _key(salt, grounds, papers, reader)
    return salt + nonce + AESGCM(key).encrypt(nonce, zlib.compress(words.encode()), None)


def unseal(sealed: bytes, grounds: Iterable[Ground], papers: Papers, reader: Access) -> str:
    """Return the words that :func:`seal` was given.

    Raises:
        SealedError: ``reader`` does not see all of ``grounds`` as they were seen then.
        CatalogueError: the catalogue cannot be read.
    """
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    salt, nonce = sealed[:_SALT], sealed[_SALT : _SALT + _NONCE]
    key = _key(salt, grounds, papers, reader)
    try:
        return zlib.decompress(AESGCM(key).decrypt(nonce, sealed[_SALT + _NONCE :], None)).decode()
    except (InvalidTag, ValueError) as error:
        raise SealedError("what it rests on is read otherwise now") from error


def _key(salt: bytes, grounds: Iterable[Ground], papers: Papers, reader: Access) -> bytes:
    pages = sorted(set(grounds))
    told: list[list[str | None]] = []
    try:
        for paper_id in sorted({paper_id for paper_id, _ in pages}):
            paper = papers.paper(paper_id, reader)
            day = paper.meeting_date.isoformat() if paper.meeting_date else None
            told.append([paper.id, paper.file_name, paper.title, paper.committee, day])
        for paper_id, number in pages:
            page = papers.page(paper_id, number, reader)
            told.append([paper_id, str(number), page.label, page.text])
    except UnknownPaperError as error:
        raise SealedError("a paper that it rests on is not to be seen") from error
    return hashlib.sha256(salt + json.dumps(told).encode()).digest()
