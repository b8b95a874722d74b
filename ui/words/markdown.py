"""Words of papers and people, made safe to stand in Streamlit's Markdown.

Streamlit reads every label, caption and message as Markdown with its own
additions (``:red[…]``, ``:material/home:``, ``$…$``, emoji shortcodes, arrows),
and two kinds of replacement happen after backslash escapes are gone: links
made of bare addresses, and shortcodes. Those are broken up with a word joiner,
which takes no room and is not seen. Long verbatim words go through ``st.text``,
which reads nothing as markup, so that what is copied from a quote is the quote.
"""

from __future__ import annotations

import re

from corpus.language import characters

_JOINER = "\u2060"
_PUNCTUATION = re.compile(r"([!\"#$%&'()*+,\-./:;<=>?@\[\\\]^_`{|}~])")
# What is replaced after parsing: shortcodes, bare addresses, arrows and dashes.
_LATE = re.compile(r"(?<=:)(?=[\w+/-])|(?<=@)|(?<=www)(?=\.)|(?<=[<>=~-])(?=[<>=~-])", re.I)
# Where a clause begins: "(i)", "(b)", "(2)" after a stop or "and", "3.2 That", "b) That", or "•".
_CLAUSE = re.compile(
    r"(?:(?<=[;:.,])|(?<=\band)|(?<=\bthat)) +(?=\((?:[ivx]{1,5}|[a-z]|\d{1,2})\) )"
    r"|(?<=[;.]) +(?=\d{1,2}\.\d{1,2} [A-Z])"
    r"|(?<=[;:.]) +(?=(?:[ivx]{1,5}|[a-z]|\d{1,2})[.)] [A-Z])"
    rf"|(?<=\S) +(?=[{characters('bullets')}] )"
)
_MARKED = re.compile(
    rf"(?:\d+(?:\.\d+)*[.)]?|\((?:[ivx]+|[a-z]|\d+)\)|[{characters('bullets')}–*-])\s"
)
# The share of the longest line that a line broken by the column has at least.
_FULL = 0.7
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]")


def plain(text: str) -> str:
    """Return ``text`` so that Streamlit's Markdown shows it letter by letter, on one line.

    White space is folded; control and direction-override characters are dropped.
    """
    folded = " ".join(_CONTROL.sub("", text).split())
    return _PUNCTUATION.sub(r"\\\1", _LATE.sub(_JOINER, folded))


def plain_lines(text: str) -> str:
    """Return lines of ``text`` as :func:`plain` does each, those that begin with "- " as a list."""
    lines = text.splitlines()
    return "\n".join(
        f"- {plain(line[2:])}" if line.startswith("- ") else f"{plain(line)}  " for line in lines
    )


def escaped(text: str) -> str:
    """Return one line of ``text`` with every mark of CommonMark escaped, for a Markdown file."""
    return _PUNCTUATION.sub(r"\\\1", _CONTROL.sub("", text))


def verbatim(text: str) -> str:
    """Return ``text`` for ``st.text``: as printed, without control characters."""
    return _CONTROL.sub("", text)


def clauses(text: str) -> str:
    """Return ``text`` with each clause of a resolution on a line of its own; no word changes."""
    return _CLAUSE.sub("\n", text)


def flowing(text: str) -> str:
    """Return ``text`` without the line ends that only the printed column made; no word changes.

    A line end stays before a number, clause or bullet, after a colon, and after
    a line well short of the longest.
    """
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    full = _FULL * max((len(line) for line in lines), default=0)
    out: list[str] = []
    for at, line in enumerate(lines):
        before = lines[at - 1] if at else ""
        if not at or before.endswith(":") or len(before) < full or _MARKED.match(line):
            out.append(line)
        else:
            out[-1] = f"{out[-1]} {line}"
    return "\n".join(out)


def shortened(text: str, most: int = 90) -> str:
    """Return ``text`` on one line of at most ``most`` characters, cut at a word."""
    folded = " ".join(text.split())
    if len(folded) <= most:
        return folded
    cut = folded[: most - 1].rsplit(" ", 1)[0].rstrip(" ,;:–-")
    return f"{cut or folded[: most - 1]}…"
