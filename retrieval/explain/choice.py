"""Which language model the settings choose, and how its server is spoken to."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlsplit

from retrieval.model import Settings, SettingsError

_OLLAMA = "http://localhost:11434"


class Protocol(StrEnum):
    """How a server is spoken to."""

    OLLAMA = "ollama"
    OPENAI = "openai"


@dataclass(frozen=True, slots=True)
class Choice:
    """A model, its server, and how that is spoken to."""

    protocol: Protocol
    model: str
    base_url: str


def read_choice(settings: Settings) -> Choice | None:
    """Read which model is wanted; None for none.

    Raises:
        SettingsError: the setting names no model or no server.
    """
    wanted = settings.llm.strip()
    if wanted.lower() in ("", "none"):
        return None
    kind, _, model = wanted.partition(":")
    if kind.lower() not in set(Protocol) or not model.strip():
        raise SettingsError(
            f"MINUTEBOOK_LLM={wanted!r} names no model; write none, ollama:MODEL or openai:MODEL"
        )
    protocol = Protocol(kind.lower())
    return Choice(protocol, model.strip(), _base_url(settings.llm_base_url.strip(), protocol))


def _base_url(typed: str, protocol: Protocol) -> str:
    if not typed and protocol is Protocol.OPENAI:
        # Papers are never sent to a server that nobody named.
        raise SettingsError("MINUTEBOOK_LLM=openai:… needs MINUTEBOOK_LLM_BASE_URL, its server")
    url = typed or _OLLAMA
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise SettingsError("MINUTEBOOK_LLM_BASE_URL must begin with http:// or https://")
    if parts.username or parts.password:
        raise SettingsError("put the key in MINUTEBOOK_LLM_KEY, not in MINUTEBOOK_LLM_BASE_URL")
    return url.rstrip("/")
