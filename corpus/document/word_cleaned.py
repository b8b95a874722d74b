"""A Word file as it reads when every change is accepted and nothing hidden or remarked is in it.

The same is read by us and handed to LibreOffice, so that neither shows what the other leaves out.
Fields keep the words that they had when the file was saved: a date of today is no official
wording. What leads out of the file (pictures elsewhere, templates, objects, macros) is taken away.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from lxml import etree

from corpus.document.looks import MARK
from corpus.document.packed import (
    Element,
    Packed,
    child,
    local,
    named,
    remove,
    repacked,
    unwrap,
    value,
)
from corpus.document.word_looks import WordLooks

_DELETED = ("del", "moveFrom")
_ADDED = ("ins", "moveTo")
# Marks of changes and remarks that hold no words of the paper.
_MARKS = (
    "rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "trPrChange", "tcPrChange",
    "tblGridChange", "tblPrExChange", "numberingChange", "commentRangeStart", "commentRangeEnd",
    "annotationRef", "moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart",
    "moveToRangeEnd", "altChunk", "object", "control", "movie",
)  # fmt: skip
# Fields that are counted anew where pages are: all else keeps its words.
_COUNTED = ("PAGE", "NUMPAGES", "SECTIONPAGES")
_OUT_OF_FIELDS = ("fldChar", "instrText", "delInstrText")
_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff")
_MOST_PICTURES = 60_000_000


@dataclass(slots=True)
class WordFile:
    """The parts of a Word file that hold its words; ``left_out`` counts what is not read of it."""

    packed: Packed
    main: str
    parts: dict[str, Element] = field(default_factory=dict)
    left_out: int = 0

    @property
    def body(self) -> Element:
        """What stands in its body."""
        body = child(self.parts[self.main], "body")
        if body is None:
            raise self.packed.damaged()
        return body

    def beside(self, name: str) -> Element | None:
        """Return the root of a part that lies beside the main one ("styles.xml"); None for none."""
        return self.parts.get(f"{self.main.rpartition('/')[0]}/{name}".lstrip("/"))

    def related(self, relation: str | None) -> Element | None:
        """Return the part that the main one names by the id of a relation; None where none is."""
        folder, _, last = self.main.rpartition("/")
        relations = self.parts.get(f"{folder}/_rels/{last}.rels".lstrip("/"))
        for one in relations if relations is not None else ():
            if value(one, "Id") == relation:
                target = value(one, "Target") or ""
                whole = self.parts.get(target.lstrip("/"))
                return self.beside(target) if whole is None else whole
        return None


def open_word(data: bytes, name: str) -> WordFile:
    """Open a Word file, cleaned.

    Raises:
        UnreadablePaperError: it cannot be opened, or is no Word file.
    """
    packed = Packed(data, name)
    opened = WordFile(packed, _main(packed))
    for part in packed.parts:
        if part.endswith((".xml", ".rels")) and not _of_remarks(part):
            root = packed.xml(part)
            if root is not None:
                opened.parts[part] = root
        elif _of_remarks(part) and part.endswith("comments.xml"):
            remarks = packed.xml(part)
            opened.left_out += len(remarks) if remarks is not None else 0
    if opened.main not in opened.parts:
        raise packed.damaged()
    looks = WordLooks(opened.beside("styles.xml"), list(opened.parts.values()))
    for part, root in opened.parts.items():
        if part.endswith(".rels"):
            _stay_inside(root)
        else:
            opened.left_out += _clean(root, looks)
    return opened


def cleaned_word(opened: WordFile) -> bytes:
    """Return a Word file of what is left of ``opened``, with its pictures."""
    parts: dict[str, bytes] = {}
    for part in opened.packed.parts:
        if part.startswith("docProps/"):
            continue  # a PDF made of it would keep authors, keywords and remarks
        if part in opened.parts:
            parts[part] = etree.tostring(
                opened.parts[part], xml_declaration=True, encoding="UTF-8", standalone=True
            )
        elif part.lower().endswith(_PICTURES):
            parts[part] = opened.packed.content(part, _MOST_PICTURES) or b""
    return repacked(parts)


def _main(packed: Packed) -> str:
    relations = packed.xml("_rels/.rels")
    for one in relations if relations is not None else ():
        if (value(one, "Type") or "").endswith("/officeDocument"):
            return (value(one, "Target") or "").lstrip("/")
    raise packed.damaged()


def _of_remarks(part: str) -> bool:
    last = part.rpartition("/")[2]
    return last.startswith(("comments", "people", "vbaProject", "vbaData", "attachedToolbars"))


def _stay_inside(relations: Element) -> None:
    for one in list(relations):
        kind = (value(one, "Type") or "").rpartition("/")[2]
        outside = value(one, "TargetMode") == "External" and kind != "hyperlink"
        if outside or kind.startswith(("comments", "vba", "oleObject", "control", "package")):
            relations.remove(one)


def _clean(root: Element, looks: WordLooks) -> int:
    _write_out(root)
    _choose(root)
    left_out = _accept(root)
    for one in list(named(root, *_MARKS)):
        remove(one)
    _settle_fields(root)
    return left_out + _unhide(root, looks)


def _write_out(root: Element) -> None:
    """Put the words of drawn lettering, as a watermark is, in the place of its drawing."""
    for path in list(named(root, "textpath")):
        drawing = next((one for one in path.iterancestors() if local(one) == "pict"), None)
        said = (value(path, "string") or "").strip()
        if drawing is None or not said or drawing.getparent() is None:
            continue
        words = etree.Element(f"{{{etree.QName(root).namespace}}}t")
        words.text, words.tail = said, drawing.tail
        drawing.getparent().replace(drawing, words)


def _choose(root: Element) -> None:
    """Keep one of the ways in which a text box or drawing is told, of those that hold words."""
    for either in list(named(root, "AlternateContent")):
        ways = list(either)
        spoken = [way for way in ways if next(named(way, "t"), None) is not None]
        for way in ways:
            if way is (spoken or ways)[0]:
                unwrap(way)
            else:
                either.remove(way)
        unwrap(either)


def _accept(root: Element) -> int:
    """Accept every tracked change; return how many pieces were deleted by one."""
    count = 0
    for row in [one for one in named(root, "tr") if child(one, "trPr", "del") is not None]:
        remove(row)
        count += 1
    for cell in [one for one in named(root, "tc") if child(one, "tcPr", "cellDel") is not None]:
        remove(cell)
        count += 1
    for paragraph in list(named(root, "p")):
        if any(child(paragraph, "pPr", "rPr", how) is not None for how in _DELETED):
            _join_next(paragraph)
    for one in list(named(root, *_DELETED)):
        count += bool(next(named(one, "delText", "t", "drawing", "p"), None) is not None)
        remove(one)
    for one in list(named(root, *_ADDED)):
        unwrap(one)
    return count


def _join_next(paragraph: Element) -> None:
    """Put a paragraph whose end was deleted before the words of the next; that one's form holds."""
    after = paragraph.getnext()
    if after is None or local(after) != "p":
        return
    at = 1 if len(after) and local(after[0]) == "pPr" else 0
    for place, one in enumerate([one for one in paragraph if local(one) != "pPr"]):
        after.insert(at + place, one)
    remove(paragraph)


def _settle_fields(root: Element) -> None:
    """Leave of every field the words that it shows, but of page numbers the field itself."""
    for one in list(named(root, "fldSimple")):
        if not _counts(value(one, "instr")):
            unwrap(one)
    for marks in list(_fields(root)):
        told = "".join(mark.text or "" for mark in marks if local(mark) == "instrText")
        if not _counts(told):
            for mark in marks:
                remove(mark)


def _fields(root: Element) -> Iterator[list[Element]]:
    """Yield the marks of each field, also of those that do not end."""
    open_fields: list[list[Element]] = []
    for one in named(root, *_OUT_OF_FIELDS):
        kind = value(one, "fldCharType") if local(one) == "fldChar" else None
        if kind == "begin":
            open_fields.append([one])
        elif open_fields:
            open_fields[-1].append(one)
        if kind == "end" and open_fields:
            yield open_fields.pop()
    yield from open_fields


def _counts(instruction: str | None) -> bool:
    return (instruction or "").split()[:1] in ([one] for one in _COUNTED)


def _unhide(root: Element, looks: WordLooks) -> int:
    """Take out words that are hidden or cannot be seen; return how many pieces there were."""
    count = 0
    for paragraph in list(named(root, "p")):
        runs = [one for one in named(paragraph, "r") if _nearest(one) is paragraph]
        gone = [one for one in runs if _is_unseen(one, paragraph, looks)]
        covered: list[Element] = []
        for one in gone:
            count += next(named(one, "t"), None) is not None
            if looks.hides(one, paragraph) or not looks.look(one, paragraph).covered:
                remove(one)
            elif covered and one.getprevious() is covered[-1]:
                covered.append(one)
            else:
                _mark(covered)
                covered = [one]
        _mark(covered)
        if gone and len(gone) == len(runs) and not "".join(map(str, paragraph.itertext())):
            _drop_paragraph(paragraph)
    return count


def _is_unseen(run: Element, paragraph: Element, looks: WordLooks) -> bool:
    if looks.hides(run, paragraph):
        return True
    spoken = any((one.text or "").strip() for one in run if local(one) == "t")
    return spoken and not looks.look(run, paragraph).seen


def _mark(runs: Sequence[Element]) -> None:
    """Leave of runs that follow one another a mark that some words stood there."""
    parts = [one for run in runs for one in named(run, "t")]
    text = "".join(one.text or "" for one in parts)
    for one in parts[1:]:
        remove(one)
    for one in parts[:1]:
        one.text = text.replace(text.strip(), MARK)


def _drop_paragraph(paragraph: Element) -> None:
    # A cell must hold a paragraph, and one that ends a section holds its page.
    parent = paragraph.getparent()
    alone = sum(1 for one in parent if local(one) == "p") == 1
    if child(paragraph, "pPr", "sectPr") is None and not alone:
        remove(paragraph)
    else:
        for one in list(_numbered(paragraph)):
            remove(one)


def _numbered(paragraph: Element) -> Iterator[Element]:
    return (one for one in named(paragraph, "numPr"))


def _nearest(run: Element) -> Element | None:
    """Return the paragraph that a run is of: not that around its text box."""
    return next((one for one in run.iterancestors() if local(one) == "p"), None)
