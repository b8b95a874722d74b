"""Numbers of lists as word processors print them: decimal, letters, Roman, bullets."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_MOST = 100_000
BULLET = "•"


def decimal(number: int) -> str:
    """Return "12"; numbers of lists are counted from 1."""
    return str(number)


def letters(number: int) -> str:
    """Return what a number, from 1, is in letters: "z", then "aa", as Word counts."""
    times, at = divmod(max(number, 1) - 1, 26)
    return chr(ord("a") + at) * (min(times, 20) + 1)


def roman(number: int) -> str:
    """Return "iv"; of what is no number from 1 on, nothing."""
    left, said = min(max(number, 0), 10_000), ""
    for worth, sign in _ROMAN:
        times, left = divmod(left, worth)
        said += sign * times
    return said


def ordinal(number: int) -> str:
    """Return "1st", "22nd", "13th" of a number from 1."""
    teen = 10 <= number % 100 <= 20
    return f"{number}{'th' if teen else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"


# By the names that Word (numFmt) and OpenDocument (style:num-format) and HTML (type) give them.
_FORMATS: Mapping[str, Callable[[int], str]] = MappingProxyType(
    {
        "decimal": decimal,
        "1": decimal,
        "decimalZero": lambda number: f"{number:02}",
        "lowerLetter": letters,
        "a": letters,
        "upperLetter": lambda number: letters(number).upper(),
        "A": lambda number: letters(number).upper(),
        "lowerRoman": roman,
        "i": roman,
        "upperRoman": lambda number: roman(number).upper(),
        "I": lambda number: roman(number).upper(),
        "ordinal": ordinal,
        "none": lambda _: "",
        "": lambda _: "",
    }
)


def printed(number: int, form: str) -> str:
    """Return a number, from 1, as a format of lists prints it; in figures where none is known."""
    return _FORMATS.get(form, decimal)(min(number, _MOST))


def whole(text: str | None, otherwise: int) -> int:
    """Return a whole number that a file tells, or ``otherwise`` where it tells none."""
    try:
        return int(text) if text else otherwise
    except ValueError:
        return otherwise
