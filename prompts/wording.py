"""Words of our own that can be said again in a reader's language.

A :class:`Wording` is its English, and knows the message that it was made of and what was put into
it. Whoever composes an answer reads and compares it as text; whoever draws one says it anew by
:func:`spoken`. What is put in as plain text is quoted, and stays as it is printed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

# A message in a reader's language; the form that it has for so many.
Say = Callable[[str], str]
SayCounted = Callable[[str, str, int], str]


@dataclass(frozen=True, slots=True)
class Said:
    """What a wording was made of.

    That is ``message`` with the ``values`` of its placeholders, of which ``several`` is the form
    for ``count`` where it is counted; else ``parts`` with ``between`` between them; else ``text``
    as it is printed.
    """

    message: str = ""
    values: tuple[tuple[str, Said], ...] = ()
    several: str = ""
    count: int = 0
    parts: tuple[Said, ...] = ()
    between: str = ""
    text: str = ""


class Wording(str):
    """Text in English, and ``said``: what it was made of."""

    said: Said

    def __new__(cls, text: str, said: Said | None = None) -> Wording:
        """Return ``text`` as made of ``said``; without it, as printed."""
        made = super().__new__(cls, text)
        made.said = said or Said(text=text)
        return made


def worded(message: str, **values: str | int) -> Wording:
    """Return ``message`` with ``values`` in its placeholders, numbers as they are."""
    # Not `str` of a wording, which would be its English alone.
    texts = {name: str(one) if isinstance(one, int) else one for name, one in values.items()}
    return _made(Said(message, tuple((name, said_of(one)) for name, one in texts.items())))


def counted_words(one: str, several: str, count: int) -> Wording:
    """Return the form for ``count``, which stands for ``{number}`` in both."""
    return _made(Said(one, several=several, count=count))


def joined(between: str, parts: Iterable[str]) -> Wording:
    """Return the parts that are not empty, with ``between`` between them."""
    return _made(Said(parts=tuple(said_of(one) for one in parts if one), between=between))


def said_of(text: str) -> Said:
    """Return what a text was made of; what is no wording stands for itself."""
    return text.said if isinstance(text, Wording) else Said(text=text)


def wording_of(said: Said) -> Wording:
    """Return the wording that is made of ``said``, as it was kept."""
    return _made(said)


def spoken(text: str, say: Say, say_counted: SayCounted) -> str:
    """Return a text in the language of ``say``; one that is no wording is a message itself."""
    return _spoken(text.said, say, say_counted) if isinstance(text, Wording) else say(text)


def _made(said: Said) -> Wording:
    return Wording(_spoken(said, _english, _english_counted), said)


def _spoken(said: Said, say: Say, say_counted: SayCounted) -> str:
    if said.several:
        return say_counted(said.message, said.several, said.count).format(number=said.count)
    if said.message:
        values = {name: _spoken(value, say, say_counted) for name, value in said.values}
        return say(said.message).format(**values)
    if said.parts:
        return said.between.join(_spoken(part, say, say_counted) for part in said.parts)
    return said.text


def _english(message: str) -> str:
    return message


def _english_counted(one: str, several: str, number: int) -> str:
    return one if number == 1 else several
