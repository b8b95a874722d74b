"""Word documents: the one user of python-docx.

python-docx has no footnotes, so the footnotes part is written here: Office Open
XML (ECMA-376 part 1, 17.11) wants two separators with ids -1 and 0, then the
notes from id 1, each referred to once from the body. The library is loaded by
the first export, since no page should wait for it.
"""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from ui.files.blocks import Block, Style

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.text.paragraph import Paragraph

# Characters that XML 1.0 cannot hold.
_NOT_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def word_document(blocks: Sequence[Block], *, compact: bool = False) -> bytes:
    """Return the blocks as the bytes of a .docx file, A4; ``compact`` sets them small and close."""
    from docx import Document

    document = Document()
    _lay_out(document)
    if compact:
        _close_up(document)
    notes: list[str] = []
    for block in blocks:
        paragraph = document.add_paragraph(style=block.style.value)
        if block.label:
            paragraph.add_run(f"{_xml_safe(block.label)} ").bold = True
        if block.link:
            _lead(paragraph, _xml_safe(block.text), block.link)
        else:
            paragraph.add_run(_xml_safe(block.text))
        for note in block.notes:
            notes.append(note)
            _refer(paragraph, len(notes))
    if notes:
        _attach(document, notes)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _lay_out(document: WordDocument) -> None:
    from docx.shared import Cm, Pt

    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.2)
    section.top_margin = section.bottom_margin = Cm(2)
    document.styles["Normal"].font.size = Pt(11)


def _close_up(document: WordDocument) -> None:
    from docx.shared import Cm, Pt

    section = document.sections[0]
    section.left_margin = section.right_margin = Cm(1.7)
    section.top_margin = section.bottom_margin = Cm(1.4)
    sizes = {Style.TITLE: 15.0, Style.HEADING: 12.0, Style.SUBHEADING: 10.0}
    sizes |= {Style.BODY: 9.0, Style.NOTE: 8.5}
    for style, size in sizes.items():
        found = document.styles[style.value]
        found.font.size = Pt(size)
        found.paragraph_format.space_before = Pt(4 if style is Style.SUBHEADING else 0)
        found.paragraph_format.space_after = Pt(1)
        found.paragraph_format.line_spacing = 1.0


def _refer(paragraph: Paragraph, number: int) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    run = paragraph.add_run()
    run.font.superscript = True
    reference = OxmlElement("w:footnoteReference")
    reference.set(qn("w:id"), str(number))
    run._r.append(reference)


def _lead(paragraph: Paragraph, text: str, address: str) -> None:
    """Write ``text`` as a hyperlink, which python-docx reads but does not write (17.16.22)."""
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    leading = OxmlElement("w:hyperlink")
    to = paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    leading.set(qn("r:id"), to)
    run = paragraph.add_run(text)
    run.font.underline = True
    leading.append(run._r)
    paragraph._p.append(leading)


def _attach(document: WordDocument, notes: Sequence[str]) -> None:
    from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part
    from docx.oxml.ns import nsdecls

    separators = "".join(
        f'<w:footnote w:type="{kind}" w:id="{at}"><w:p><w:r><w:{mark}/></w:r></w:p></w:footnote>'
        for kind, at, mark in (
            ("separator", -1, "separator"),
            ("continuationSeparator", 0, "continuationSeparator"),
        )
    )
    body = "".join(_footnote(at, note) for at, note in enumerate(notes, start=1))
    xml = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        f"<w:footnotes {nsdecls('w')}>{separators}{body}</w:footnotes>"
    )
    part = Part(
        PackURI("/word/footnotes.xml"),
        CONTENT_TYPE.WML_FOOTNOTES,
        xml.encode(),
        document.part.package,
    )
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)


def _footnote(number: int, text: str) -> str:
    raised = '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
    words = escape(_xml_safe(" ".join(text.split())))
    return (
        f'<w:footnote w:id="{number}"><w:p><w:r>{raised}<w:footnoteRef/></w:r>'
        f'<w:r><w:t xml:space="preserve"> {words}</w:t></w:r></w:p></w:footnote>'
    )


def _xml_safe(text: str) -> str:
    return _NOT_XML.sub("", text)
