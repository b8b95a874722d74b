"""Word files, with what the official wording of one hangs on."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.document.blocks import Block, BlockKind, Document, Run
from corpus.document.numbers import letters, ordinal, roman
from corpus.document.reading import cleaned, read_document
from corpus.model import DamagedPaperError, EmptyPaperError, EncryptedPaperError
from tests.corpus.document.made import archive, heading, levels, numbered, para, run, table, word

NAME = "minutes.docx"
LEGAL = levels(("decimal", "%1."), ("decimal", "%1.%2"), ("lowerLetter", "(%3)"))


def numbering(abstract: str = LEGAL, nums: str = "") -> str:
    own = nums or '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    return f'<w:abstractNum w:abstractNumId="0">{abstract}</w:abstractNum>{own}'


def said(document: Document) -> list[str]:
    return [f"{one.label} {one.text}".strip() for one in document.blocks if one.text]


def read(body: str, **parts: str) -> Document:
    return read_document(word(body, **parts), NAME)


def test_numbers_of_lists_are_part_of_the_wording() -> None:
    body = (
        numbered("Apologies", 1)
        + numbered("Budget", 1)
        + numbered("The precept was set.", 1, 1)
        + numbered("Reserves were noted.", 1, 1)
        + numbered("for the hall;", 1, 2)
        + numbered("for the green.", 1, 2)
        + para("A paragraph between.")
        + numbered("Close", 1)
        + numbered("Begins anew.", 1, 1)
    )
    found = read(body, numbering=numbering())
    assert [one.label for one in found.blocks if one.text] == [
        "1.", "2.", "2.1", "2.2", "(a)", "(b)", "", "3.", "3.1",
    ]  # fmt: skip


def test_lists_of_one_definition_count_on_unless_one_says_where_it_begins() -> None:
    nums = (
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">'
        '<w:startOverride w:val="7"/></w:lvlOverride></w:num>'
    )
    body = "".join(numbered("x", num) for num in (1, 2, 3, 3))
    found = read(body, numbering=numbering(nums=nums))
    assert [one.label for one in found.blocks if one.text] == ["1.", "2.", "7.", "8."]


def test_a_style_brings_its_number_and_a_paragraph_can_refuse_it() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="Minute"><w:name w:val="Minute"/><w:pPr><w:numPr>'
        '<w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Child"><w:basedOn w:val="Minute"/></w:style>'
    )
    style = '<w:pStyle w:val="Child"/>'
    body = para("Counted", properties=style) + para(
        "Not counted", properties=f'{style}<w:numPr><w:numId w:val="0"/></w:numPr>'
    )
    found = read(body, styles=styles, numbering=numbering())
    assert [one.label for one in found.blocks if one.text] == ["1.", ""]


def test_bullets_roman_and_legal_numbers() -> None:
    roman_then = (
        levels(("upperRoman", "%1)"), ("decimal", "%1.%2")).replace(
            '<w:lvl w:ilvl="1">', '<w:lvl w:ilvl="1"><w:isLgl/>'
        )
        + '<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val=""/>'
        "</w:lvl>"
    )
    body = numbered("a", 1) + numbered("b", 1) + numbered("c", 1, 1) + numbered("d", 1, 2)
    found = read(body, numbering=numbering(roman_then))
    assert [one.label for one in found.blocks if one.text] == ["I)", "II)", "2.1", "•"]


def test_changes_are_read_as_accepted() -> None:
    deleted = '<w:del w:id="1"><w:r><w:delText>£900</w:delText></w:r></w:del>'
    added = f'<w:ins w:id="2">{run("£1,200")}</w:ins>'
    ends = '<w:rPr><w:del w:id="3"/></w:rPr>'
    body = (
        para("The grant is ", deleted, added, ".")
        + para("Half a ", properties=ends)
        + para("sentence.")
        + f'<w:moveFrom w:id="4">{para("Moved away.")}</w:moveFrom>'
        + para(f'<w:moveTo w:id="5">{run("Moved here.")}</w:moveTo>')
    )
    found = read(body)
    assert said(found) == ["The grant is £1,200.", "Half a sentence.", "Moved here."]
    assert found.left_out == 2


def test_hidden_words_and_remarks_are_not_read() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="Note"><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="Shown"><w:rPr><w:vanish w:val="0"/></w:rPr>'
        "</w:style>"
    )
    comments = f'<w:comment w:id="0">{para("Is this right?")}</w:comment>'
    mark = '<w:r><w:commentReference w:id="0"/></w:r>'
    body = (
        para("Seen", run(" and unseen", "<w:vanish/>"), mark, ".")
        + para("Draft only.", properties='<w:pStyle w:val="Note"/>')
        + para(
            run("Shown all the same.", '<w:rStyle w:val="Shown"/>'),
            properties='<w:pStyle w:val="Note"/>',
        )
    )
    found = read(body, styles=styles, comments=comments)
    assert said(found) == ["Seen.", "Shown all the same."]
    assert found.left_out == 3


def test_tables_boxes_notes_and_running_lines_are_read() -> None:
    box = (
        '<w:r><mc:AlternateContent xmlns:mc="urn:mc"><mc:Choice><w:drawing><w:txbxContent>'
        f"{para('Boxed words')}</w:txbxContent></w:drawing></mc:Choice><mc:Fallback><w:pict>"
        f"<w:txbxContent>{para('Boxed words')}</w:txbxContent></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )
    note = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    footnotes = f'<w:footnote w:id="2">{para("Audited in May.")}</w:footnote>'
    page = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGE </w:instrText></w:r>'
    )
    page += '<w:r><w:fldChar w:fldCharType="separate"/></w:r>' + run("3")
    page += '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    found = read(
        heading("Accounts") + para("Read", note, box) + table(("Payee", "Sum"), ("Dune", "£5")),
        footnotes=footnotes,
        header=para("Marlhaven Parish Council") + para("Page ", page),
    )
    kinds = [one.kind for one in found.blocks]
    assert kinds == [
        BlockKind.SHEET,
        BlockKind.HEADING,
        BlockKind.PARAGRAPH,
        BlockKind.PARAGRAPH,
        BlockKind.NOTE,
        BlockKind.TABLE,
    ]
    assert found.blocks[0].running == ("Marlhaven Parish Council",)
    assert said(found)[1:] == ["Read1", "Boxed words", "1 Audited in May.", "Payee Sum\nDune £5"]


def test_merged_cells_are_one() -> None:
    def cell(text: str, told: str) -> str:
        return f"<w:tc><w:tcPr>{told}</w:tcPr>{para(text)}</w:tc>"

    wide, begins = '<w:gridSpan w:val="2"/>', '<w:vMerge w:val="restart"/>'
    rows = (
        (cell("Wide", wide), cell("a", "")),
        (cell("Tall", begins), cell("b", ""), cell("c", "")),
        (cell("", "<w:vMerge/>"), cell("d", ""), cell("e", "")),
    )
    lines = "".join(f"<w:tr>{''.join(row)}</w:tr>" for row in rows)
    found = read(f"<w:tbl>{lines}</w:tbl>").blocks[1]
    assert [(cell.across, cell.down) for cell in found.rows[0]] == [(2, 1), (1, 1)]
    assert [(cell.across, cell.down) for cell in found.rows[1]] == [(1, 2), (1, 1), (1, 1)]
    assert found.text == "Wide a\nTall b c\nd e"


def test_a_field_keeps_the_words_that_it_shows() -> None:
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>DATE</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f'{run("14 March 2024")}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    made = word(para("Held on ", field, "."))
    assert said(read_document(made, NAME)) == ["Held on 14 March 2024."]
    again = cleaned(made, NAME)
    assert again is not None
    assert said(read_document(again, NAME)) == ["Held on 14 March 2024."]
    assert b"instrText" not in again


def test_what_leads_out_of_the_file_is_taken_away() -> None:
    opened = zipfile.ZipFile(io.BytesIO(word(para("Words"))))
    parts = {name: opened.read(name) for name in opened.namelist()}
    parts["word/_rels/document.xml.rels"] = parts["word/_rels/document.xml.rels"].replace(
        b"</Relationships>",
        b'<Relationship Id="x" Type="http://x/attachedTemplate" TargetMode="External"'
        b' Target="http://203.0.113.9/t.dotm"/></Relationships>',
    )
    parts["word/vbaProject.bin"] = b"macros"
    again = cleaned(archive(parts), NAME)
    assert again is not None
    kept = zipfile.ZipFile(io.BytesIO(again))
    assert "word/vbaProject.bin" not in kept.namelist()
    assert not any(b"203.0.113.9" in kept.read(name) for name in kept.namelist())


def test_a_new_page_of_the_author_begins_a_sheet() -> None:
    body = para("One", '<w:r><w:br w:type="page"/></w:r>', "Two") + para(
        "Three", properties="<w:pageBreakBefore/>"
    )
    found = read(body)
    assert [one.text for one in found.blocks if one.kind is not BlockKind.SHEET] == [
        "One", "Two", "Three",
    ]  # fmt: skip
    assert [one.kind for one in found.blocks].count(BlockKind.SHEET) == 3


@pytest.mark.parametrize(
    ("content", "error", "says"),
    [
        (bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600, EncryptedPaperError, "password"),
        (b"plain words", DamagedPaperError, "damaged"),
        (archive({"a.txt": "x"}), DamagedPaperError, "damaged"),
        (word(""), EmptyPaperError, "nothing is written"),
        (
            archive({"_rels/.rels": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}),
            DamagedPaperError,
            "entities",
        ),
        (archive({"_rels/.rels": "<a>" + " " * 70_000_000 + "</a>"}), DamagedPaperError, "far too"),
    ],
)
def test_what_is_no_word_file_says_so(content: bytes, error: type[Exception], says: str) -> None:
    with pytest.raises(error, match=says) as raised:
        read_document(content, NAME)
    assert str(raised.value).startswith(NAME)


def test_numbers_as_they_are_printed() -> None:
    assert [letters(n) for n in (1, 26, 27, 53)] == ["a", "z", "aa", "aaa"]
    assert [roman(n) for n in (4, 9, 14, 1990)] == ["iv", "ix", "xiv", "mcmxc"]
    assert [ordinal(n) for n in (1, 2, 3, 11, 12, 22, 113)] == [
        "1st", "2nd", "3rd", "11th", "12th", "22nd", "113th",
    ]  # fmt: skip


@given(st.text("abc .()/0123456789IVX", max_size=40))
def test_a_typed_number_begins_its_paragraph(text: str) -> None:
    block = Block(BlockKind.PARAGRAPH, (Run(text),))
    assert text.lstrip().startswith(block.number)


WHITE, BLACK = '<w:color w:val="FFFFFF"/>', '<w:color w:val="000000"/>'


def shade(fill: str) -> str:
    return f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>'


@pytest.mark.parametrize(
    "properties",
    [
        WHITE,
        '<w:color w:val="FAFAF8"/>',
        '<w:sz w:val="2"/>',
        '<w:rStyle w:val="Pale"/>',
        f'{BLACK}<w:sz w:val="3"/>',
        f'<w:color w:val="1F1F1F"/>{shade("FFFFFF")}<w:sz w:val="2"/>',
    ],
)
def test_words_that_cannot_be_seen_are_not_read(properties: str) -> None:
    styles = f'<w:style w:type="character" w:styleId="Pale"><w:rPr>{WHITE}</w:rPr></w:style>'
    found = read(para("Seen", run(" Jonas Thorne", properties), "."), styles=styles)
    assert said(found) == ["Seen."]
    assert found.left_out == 1


def test_white_words_are_seen_on_a_dark_ground_or_where_the_ground_is_not_known() -> None:
    styles = (
        f'<w:style w:type="paragraph" w:styleId="Banner"><w:pPr>{shade("1F3864")}</w:pPr>'
        f"<w:rPr>{WHITE}</w:rPr></w:style>"
        '<w:style w:type="table" w:styleId="Grid"><w:tblStylePr w:type="firstRow"><w:tcPr>'
        f"{shade('1F3864')}</w:tcPr></w:tblStylePr></w:style>"
    )
    cell = para(run("In a cell", WHITE))
    table_of = "<w:tbl><w:tblPr>{}</w:tblPr><w:tr><w:tc><w:tcPr>{}</w:tcPr>{}</w:tc></w:tr></w:tbl>"
    box = (
        "<w:drawing><w:txbxContent>" + para(run("In a box", WHITE)) + "</w:txbxContent></w:drawing>"
    )
    body = (
        para("On a banner", properties='<w:pStyle w:val="Banner"/>')
        + table_of.format("", shade("000080"), cell)
        + table_of.format('<w:tblStyle w:val="Grid"/>', "", cell)
        + table_of.format("", "", cell)
        + para(run("Shaded", WHITE + shade("404040")), run(" alike", BLACK))
        + para(f"<w:r>{box}</w:r>")
    )
    found = read(body, styles=styles)
    assert said(found) == ["On a banner", "In a cell", "In a cell", "Shaded alike", "In a box"]
    assert found.left_out == 1


def test_white_words_over_a_drawing_behind_them_are_seen() -> None:
    behind = '<w:r><w:drawing><w:anchor behindDoc="1"/></w:drawing></w:r>'
    assert said(read(para(behind, run("On a picture", WHITE)))) == ["On a picture"]


def test_words_under_a_black_highlight_leave_a_mark() -> None:
    black = '<w:highlight w:val="black"/>'
    body = para("Let to ", run("the widow of ", black), run("Jonas Thorne", black), " for a year.")
    body += para(run("Bright", '<w:highlight w:val="yellow"/>'))
    found = read(body)
    assert said(found) == ["Let to […] for a year.", "Bright"]
    assert found.left_out == 2
