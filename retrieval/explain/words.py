"""What goes to a language model and what comes back, without anything that speaks to one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Prompt:
    """What a model is sent: what it is to do, and what it is to do it with.

    ``about`` names the templates and their versions; it is not sent. ``schema`` is that of the
    JSON that a server is asked for which can keep a model to one, ``in_json`` what the model is
    then told besides.
    """

    system: str
    user: str
    about: str = ""
    schema: Mapping[str, object] | None = None
    in_json: str = ""

    @property
    def whole(self) -> str:
        """All of it, as a person reads it."""
        about = f"[templates] {self.about}\n\n" if self.about else ""
        return f"{about}[system]\n{self.system}\n\n[user]\n{self.user}"


@dataclass(frozen=True, slots=True)
class Piece:
    """Some of what a model writes; ``ended`` says why it stopped, on the last piece."""

    text: str
    ended: str = ""
