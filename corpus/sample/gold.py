"""The table of pages: what the drawing knows of every page it drew."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

_HEAD = """# Pages of the sample papers

Written by the script that draws them. "PDF page" is the 1-based index; "printed" is the number
on the page (`-` = none printed); in the last column `L` = landscape page, `R` = portrait page
whose landscape content is drawn rotated 90 degrees (no /Rotate), `S` = scan without a text layer,
`E` = exempt: on pink, and not for the public.
"""


@dataclass(slots=True)
class PageGold:
    """One drawn page; ``number`` is physical, from 1, ``mark`` the letter of its layout.

    ``told`` are its headings, ``carried`` the one it goes on with.
    """

    number: int
    printed: str | None
    item: str | None
    mark: str
    told: list[str] = field(default_factory=list)
    carried: str | None = None

    def words(self) -> str:
        """Return what is on the page, as the table says it."""
        before = [f"({self.carried} continued)"] if self.carried else []
        return "; ".join(before + self.told).replace("|", "/")


def page_table(papers: Iterable[tuple[str, list[str], list[PageGold]]]) -> str:
    """Return PAGES.md for ``(file name, remarks, pages)``."""
    return "\n".join(_lines(papers)) + "\n"


def _lines(papers: Iterable[tuple[str, list[str], list[PageGold]]]) -> Iterator[str]:
    yield _HEAD
    for name, remarks, pages in papers:
        yield f"\n## {name}\n"
        yield from (f"- {remark}" for remark in remarks)
        yield "\n| PDF page | printed | item | what is on it | |\n|---|---|---|---|---|"
        for page in pages:
            cells = (page.number, page.printed or "-", page.item or "-", page.words(), page.mark)
            yield "| " + " | ".join(str(cell) for cell in cells) + " |"
