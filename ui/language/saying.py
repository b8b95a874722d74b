"""The words of the app in the visitor's language: gettext, with English for its ids.

``catalogues/<code>/LC_MESSAGES/minutebook.mo`` holds a language; ``python -m tests.language`` makes
it of the ``.po`` beside it, which is what people edit. Words that are said later, or that come out
of records, are marked where they stand in the code by :func:`N_` and said by :func:`_`.
"""

from __future__ import annotations

import gettext as library
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import prompts
from ui.language.choosing import FIRST, language

FOLDER = Path(__file__).with_name("catalogues")
DOMAIN = "minutebook"


def _(message: str) -> str:
    """Return ``message`` in the visitor's language; one that no catalogue has stays as it is."""
    return _translations(language()).gettext(message) if message else ""


def ngettext(one: str, several: str, count: int) -> str:
    """Return the form that the visitor's language has for ``count`` of a thing."""
    return _translations(language()).ngettext(one, several, count)


def pgettext(context: str, message: str) -> str:
    """Return ``message`` as it is said in ``context``, where English has one word for several."""
    return _translations(language()).pgettext(context, message)


def N_(message: str) -> str:  # noqa: N802  # the name that gettext's tools look for
    """Return ``message`` as it is, marked to be said by :func:`_` later."""
    return message


def NN_(one: str, several: str) -> tuple[str, str]:  # noqa: N802
    """Return both forms as they are, marked to be said by :func:`ngettext` later."""
    return one, several


def spoken(text: str) -> str:
    """Return an answer's own words in the visitor's language; what was printed stays as it is."""
    return prompts.spoken(text, _, ngettext) if isinstance(text, prompts.Wording) else text


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence of what several may read, each in their language; ``message`` is marked by N_.

    ``named`` stands for ``{named}`` in it.
    """

    message: str
    named: str = ""

    @property
    def words(self) -> str:
        """The sentence in the language of whoever asks."""
        return _(self.message).format(named=self.named)


@cache
def _translations(code: str) -> library.NullTranslations:
    if code == FIRST:
        return library.NullTranslations()
    return library.translation(DOMAIN, str(FOLDER), [code])
