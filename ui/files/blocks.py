"""What a document is made of, whatever file it goes into: paragraphs with their notes."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Style(StrEnum):
    """The look of a paragraph, by the name of Word's own style."""

    TITLE = "Title"
    HEADING = "Heading 1"
    SUBHEADING = "Heading 2"
    BODY = "Normal"
    QUOTE = "Intense Quote"
    NOTE = "Caption"
    BULLET = "List Bullet"


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph and the footnotes at its end; ``label`` stands before it in bold.

    ``link`` is the address that a click on its text opens, "" for none.
    """

    text: str
    style: Style = Style.BODY
    notes: tuple[str, ...] = ()
    label: str = ""
    link: str = ""
