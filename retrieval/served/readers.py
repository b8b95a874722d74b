"""Who calls: a token gives clearance, none is public, and an unknown one is refused."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass

from corpus.model import Access
from retrieval.model import Settings, UnknownTokenError
from retrieval.operation import Asker


@dataclass(frozen=True, slots=True)
class Reader:
    """Whoever calls; ``name`` is that of their token in the settings, "" without one."""

    clearance: Access = Access.PUBLIC
    name: str = ""

    @property
    def asker(self) -> Asker:
        """This reader as the log knows them."""
        return Asker("program" if self.name else "public", self.clearance, self.name)


PUBLIC = Reader()


class Tokens:
    """The tokens that the settings know, of which they hold no more than the SHA-256."""

    def __init__(self, settings: Settings) -> None:
        self._known = {name: digest.encode() for name, digest in settings.api_tokens.items()}

    def reader(self, token: str) -> Reader:
        """Return whose token this is; whoever has none ("") is public.

        Every known one is compared, each in a time that does not depend on where they differ.

        Raises:
            UnknownTokenError: it is none of them.
        """
        if not token:
            return PUBLIC
        given = hashlib.sha256(token.encode()).hexdigest().encode()
        found = [name for name, known in self._known.items() if hmac.compare_digest(given, known)]
        if not found:
            raise UnknownTokenError("this token is not known; leave it out to read public papers")
        return Reader(Access.EXEMPT, found[0])
