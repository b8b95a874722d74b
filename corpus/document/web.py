"""Web pages and Markdown as blocks: what a page says, without its menus, scripts and forms.

Nothing is fetched: pictures, styles and frames of a page stay where they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from lxml import etree, html

from corpus.document.blocks import Block, BlockKind, Cell, Document, Run, joined
from corpus.document.numbers import BULLET, printed, whole
from corpus.document.packed import Element
from corpus.document.plain import decoded
from corpus.document.web_looks import without_unseen

# What a page holds that is none of its words, and what stands around them.
_SILENT = (
    "script", "style", "noscript", "template", "head", "iframe", "object", "embed", "applet",
    "svg", "canvas", "audio", "video", "select", "datalist", "button", "input", "textarea",
    "map", "dialog", "del", "s", "strike", "form", "math", "frameset",
)  # fmt: skip
_AROUND = ("nav", "aside", "footer", "menu")
_ROLES = ("navigation", "banner", "search", "contentinfo", "complementary", "dialog")
_BLOCKS = frozenset(
    [
        "address",
        "article",
        "blockquote",
        "body",
        "center",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "header",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "ul",
    ]
    + [f"h{rank}" for rank in range(1, 7)]
)
_DEEPEST = 200
_MOST_ACROSS = 60


def read_web(data: bytes) -> Document:
    """Return what a web page says."""
    return _document(decoded(data))


def read_markdown(data: bytes) -> Document:
    """Return what a Markdown file says."""
    from markdown_it import MarkdownIt

    text = re.sub(r"\A---\n.*?\n---\n", "", decoded(data), count=1, flags=re.DOTALL)
    parser = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    tokens = parser.parse(text)
    for token in tokens:
        # "1)" is wording as "1." is, and HTML has no word for it.
        if token.type == "ordered_list_open":
            token.attrSet("data-after", token.markup)
    return _document(parser.renderer.render(tokens, parser.options, {}))


def _document(text: str) -> Document:
    parser = html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True)
    # A declaration of what it was written in holds no more.
    text = re.sub(r"\A\s*<\?xml[^>]*\?>", "", text)
    try:
        root = html.document_fromstring(text, parser=parser)
    except etree.ParserError:
        # There is nothing in it.
        return Document(())
    title = root.findtext(".//title")
    said = " ".join((title or "").split())
    left_out = without_unseen(root, _SILENT)
    return Document(tuple(_Page().blocks(_words_of(root), 0)), said or None, left_out)


def _words_of(root: Element) -> Element:
    """Return the part of a page that holds what it says: that which it names so, else its body."""
    for way in (".//main", ".//*[@role='main']", ".//article"):
        found = root.findall(way)
        if len(found) == 1:
            return found[0]
    body = root.find("body")
    return root if body is None else body


class _Page:
    def blocks(self, element: Element, depth: int, label: str = "") -> Iterator[Block]:
        """Yield the blocks in an element; ``label`` stands before the first of them."""
        runs: list[Run] = []
        for one in self._pieces(element, False, False, 0):
            if isinstance(one, Run):
                runs.append(one)
                continue
            if said := joined(runs):
                yield Block(BlockKind.PARAGRAPH, _trimmed(said), label, max(depth - 1, 0))
                label = ""
            runs = []
            for block in self._block(one, depth, label):
                label = ""
                yield block
        if said := joined(runs):
            yield Block(BlockKind.PARAGRAPH, _trimmed(said), label, max(depth - 1, 0))

    def _block(self, element: Element, depth: int, label: str) -> Iterator[Block]:
        name = element.tag
        if re.fullmatch("h[1-6]", name):
            said = _trimmed(joined(list(self._inline(element))))
            if said:
                yield Block(BlockKind.HEADING, said, label, int(name[1]))
        elif name in ("ol", "ul"):
            yield from self._list(element, depth)
        elif name == "table":
            rows = tuple(self._rows(element))
            if rows:
                yield Block(BlockKind.TABLE, rows=rows)
        elif name == "pre":
            text = "".join(map(str, element.itertext())).strip("\n")
            yield from (Block(BlockKind.LINES, (Run(part),)) for part in re.split(r"\n\s*\n", text))
        elif depth < _DEEPEST:
            yield from self.blocks(element, depth, label)

    def _list(self, element: Element, depth: int) -> Iterator[Block]:
        items = [one for one in element if one.tag == "li"]
        back = -1 if element.get("reversed") is not None else 1
        number = whole(element.get("start"), len(items) if back < 0 else 1) - back
        for one in items:
            if self._silent(one):
                continue
            number = whole(one.get("value"), number + back)
            label = BULLET
            if element.tag == "ol":
                form = one.get("type") or element.get("type") or "1"
                label = f"{printed(number, form)}{element.get('data-after') or '.'}"
            if depth < _DEEPEST:
                yield from self.blocks(one, depth + 1, label)

    def _rows(self, table: Element) -> Iterator[tuple[Cell, ...]]:
        for row in table.iter("tr"):
            if next(row.iterancestors("table"), None) is not table or self._silent(row):
                continue
            cells = [one for one in row if one.tag in ("td", "th") and not self._silent(one)]
            if cells:
                header = all(one.tag == "th" for one in cells)
                yield tuple(self._cell(one, header) for one in cells)

    def _cell(self, cell: Element, header: bool) -> Cell:
        runs: list[Run] = []
        for block in self.blocks(cell, 0):
            runs += [Run("\n")] if runs else []
            runs += [Run(f"{block.label} ")] if block.label else []
            runs += block.runs or (Run(block.text),)
        across = max(1, min(whole(cell.get("colspan"), 1), _MOST_ACROSS))
        down = max(1, whole(cell.get("rowspan"), 1))
        return Cell(joined(runs), across, down, header)

    def _inline(self, element: Element) -> Iterator[Run]:
        """Yield the runs of an element that holds no blocks, or of all that stands in them."""
        for one in self._pieces(element, False, False, 0):
            if isinstance(one, Run):
                yield one
            else:
                yield Run(" ")
                yield from self._inline(one)

    def _pieces(
        self, element: Element, bold: bool, italic: bool, depth: int
    ) -> Iterator[Run | Element]:
        """Yield runs of words, and the blocks between them as they are."""
        yield Run(_collapsed(element.text), bold, italic)
        for one in element:
            name = one.tag
            if not isinstance(name, str) or self._silent(one):
                pass
            elif name == "br":
                yield Run("\n")
            elif name in _BLOCKS:
                yield one
            elif depth < _DEEPEST:
                strong = bold or name in ("b", "strong", "th")
                slanted = italic or name in ("i", "em", "cite")
                if name == "sup" and _collapsed(one.text).strip().isdecimal():
                    yield Run(_collapsed(one.text).strip(), raised=True)
                else:
                    yield from self._pieces(one, strong, slanted, depth + 1)
            yield Run(_collapsed(one.tail), bold, italic)

    def _silent(self, element: Element) -> bool:
        """Whether an element is none of the paper's words."""
        if element.tag in _SILENT or element.tag in _AROUND or element.get("role") in _ROLES:
            return True
        if element.tag == "header" and element.find(".//h1") is None:
            return next(element.iterancestors("main", "article"), None) is None
        return False


def _collapsed(text: str | None) -> str:
    return re.sub(r"[ \t\r\n\f]+", " ", text or "")


def _trimmed(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """Return runs without the white space around their line ends."""
    return tuple(replace(run, text="\n".join(_line_ends(run.text.split("\n")))) for run in runs)


def _line_ends(lines: Sequence[str]) -> Iterator[str]:
    for at, line in enumerate(lines):
        begun = line.lstrip(" ") if at else line
        yield begun if at == len(lines) - 1 else begun.rstrip(" ")
