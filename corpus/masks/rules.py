"""What is masked: contact details by pattern, names and other words by a list."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from corpus.masks.contacts import contacts
from corpus.masks.folding import folded
from corpus.model import MetadataError

# What stands in place of each character but white space, so that no other one moves.
MASK = "\u2588"
_KEYWORD = "@contacts"
_SHORTEST = 2
_PRINTED = re.compile(r"\S")
_KEPT = 8192


@dataclass(frozen=True, slots=True)
class Masks:
    """What is masked for the public; nothing without ``contacts`` or ``names``.

    A name is a word or several, in which ``*`` stands for any letters and digits.
    """

    contacts: bool = False
    names: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return self.contacts or bool(self.names)

    def spans(self, text: str) -> tuple[tuple[int, int], ...]:
        """Return the characters of ``text`` that are masked, half-open, in order and apart."""
        return _spans(self, text) if self else ()

    def hide(self, text: str) -> str:
        """Return ``text`` masked; as long as it was."""
        return covered(text, self.spans(text))


NOTHING = Masks()


def read_masks(text: str, name: str) -> Masks:
    """Return what a list of masks says, a word or pattern a line; ``name`` is what errors call it.

    ``@contacts`` is for e-mail addresses, telephone numbers and postal addresses. Empty lines
    and what follows ``#`` at the beginning of a line say nothing.

    Raises:
        MetadataError: a line is no word, or would mask nearly everything.
    """
    names: dict[str, None] = {}
    contacts_too = False
    for number, line in enumerate(text.removeprefix("\ufeff").splitlines(), 1):
        said = " ".join(line.split())
        if not said or said.startswith("#"):
            continue
        if said == _KEYWORD:
            contacts_too = True
        elif said.startswith("@") or sum(map(str.isalnum, said)) < _SHORTEST:
            raise MetadataError(f"{name}, line {number}: is no word to mask, and not {_KEYWORD}")
        else:
            names[said] = None
    return Masks(contacts_too, tuple(names))


def masks_text(masks: Masks) -> str:
    """Return the list that :func:`read_masks` reads as ``masks``."""
    return "\n".join(([_KEYWORD] if masks.contacts else []) + list(masks.names))


def covered(text: str, spans: tuple[tuple[int, int], ...]) -> str:
    """Return ``text`` with all that is printed in ``spans`` covered."""
    parts, at = [], 0
    for start, end in spans:
        parts += [text[at:start], _PRINTED.sub(MASK, text[start:end])]
        at = end
    return "".join((*parts, text[at:]))


@lru_cache(maxsize=_KEPT)
def _spans(masks: Masks, text: str) -> tuple[tuple[int, int], ...]:
    plain, places = folded(text)
    found = list(contacts(plain)) if masks.contacts else []
    if masks.names:
        found += (match.span() for match in _pattern(masks.names).finditer(plain))
    told: list[tuple[int, int]] = []
    for first, last in sorted(found):
        start, end = places[first], places[last - 1] + 1
        if told and start < told[-1][1]:
            start, end = told[-1][0], max(end, told.pop()[1])
        told.append((start, end))
    return tuple(told)


@lru_cache(maxsize=8)
def _pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    # The longest first: of two that begin alike, the whole is meant.
    each = (_words(folded(name)[0]) for name in sorted(names, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{'|'.join(each)})(?!\w)", re.IGNORECASE)


def _words(name: str) -> str:
    # A hyphen at a line end has been folded away.
    signs = {"*": r"\w{0,40}", "-": "-?", " ": r"\s+"}
    return "".join(signs.get(sign, re.escape(sign)) for sign in name)
