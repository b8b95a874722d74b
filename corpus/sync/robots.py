"""What sites ask of programs in ``robots.txt`` (RFC 9309)."""

from __future__ import annotations

from protego import Protego

# The name by which a site may speak of this program.
ROBOT = "Minutebook"


class Robots:
    """The rules of one host; ``text`` is its file, "" for none, None where it did not answer.

    Where the file should be and does not answer, nothing may be asked (RFC 9309, 2.3.1.4).
    """

    def __init__(self, text: str | None) -> None:
        self._rules = None if text is None else Protego.parse(text)

    def allow(self, address: str) -> bool:
        """Whether an address may be asked for."""
        return self._rules is not None and bool(self._rules.can_fetch(address, ROBOT))

    @property
    def pause(self) -> float:
        """How many seconds are to pass between two requests; 0.0 where nothing is said."""
        wanted = self._rules.crawl_delay(ROBOT) if self._rules else None
        return float(wanted or 0.0)
