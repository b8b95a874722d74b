"""The layouts of a paper's pages, kept while it is read; the largest papers' on demand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import overload

from corpus.page import PageLayout
from corpus.pdf.pdfium import PdfFile

# Above this many characters (some 25 bytes each) layouts are read anew when needed.
_MOST_CHARACTERS = 20_000_000


@dataclass(slots=True)
class Layouts(Sequence[PageLayout]):
    """The layouts of the pages that could be read, in order; the largest papers' on demand.

    ``numbers`` are their physical pages, ``kept`` is by them. What a layout works out is
    dropped after each pass over them, so that a paper of thousands of pages stays small in
    memory.
    """

    pdf: PdfFile
    numbers: list[int] = field(default_factory=list)
    kept: dict[int, PageLayout] = field(default_factory=dict)
    characters: int = 0

    def add(self, layout: PageLayout) -> None:
        """Put the layout of the next page at the end."""
        self.numbers.append(layout.number)
        self.characters += len(layout.text)
        if self.characters <= _MOST_CHARACTERS:
            self.kept[layout.number] = layout

    def drop(self, number: int) -> None:
        """Leave out physical page ``number``."""
        self.numbers.remove(number)
        if (layout := self.kept.pop(number, None)) is not None:
            self.characters -= len(layout.text)

    def page(self, number: int) -> PageLayout:
        """Return the layout of physical page ``number``, read anew where it was not kept.

        Raises as :meth:`corpus.pdf.pdfium.PdfFile.layout`.
        """
        layout = self.kept.get(number)
        if layout is None:
            return self.pdf.layout(number)
        return replace(layout) if len(self.numbers) > 400 else layout

    def __len__(self) -> int:
        return len(self.numbers)

    @overload
    def __getitem__(self, at: int) -> PageLayout: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[PageLayout]: ...
    def __getitem__(self, at: int | slice) -> PageLayout | Sequence[PageLayout]:
        if isinstance(at, slice):
            return [self.page(number) for number in self.numbers[at]]
        return self.page(self.numbers[at])

    def __iter__(self) -> Iterator[PageLayout]:
        return (self.page(number) for number in tuple(self.numbers))
