"""OpenDocument texts: lists, tables, notes, and what is not read of them."""

from __future__ import annotations

from corpus.document.blocks import BlockKind, Document
from corpus.document.reading import cleaned, read_document
from tests.corpus.document.made import open_text

NAME = "minutes.odt"
LIST = (
    '<text:list-style style:name="L"><text:list-level-style-number text:level="1"'
    ' style:num-format="1" style:num-suffix="."/><text:list-level-style-number text:level="2"'
    ' style:num-format="a" style:num-prefix="(" style:num-suffix=")"/></text:list-style>'
)


def item(*inside: str) -> str:
    return f"<text:list-item>{''.join(inside)}</text:list-item>"


def para(text: str, style: str = "") -> str:
    told = f' text:style-name="{style}"' if style else ""
    return f"<text:p{told}>{text}</text:p>"


def said(document: Document) -> list[str]:
    return [f"{one.label} {one.text}".strip() for one in document.blocks if one.text]


def test_numbers_of_lists_go_on_where_the_file_says_so() -> None:
    inner = f"<text:list>{item(para('a chair;'))}{item(para('a desk.'))}</text:list>"
    body = (
        f'<text:list text:style-name="L">{item(para("Buy"), inner)}{item(para("Sell"))}</text:list>'
        + para("Between")
        + '<text:list text:style-name="L" text:continue-numbering="true">'
        + f'{item(para("Mend"))}</text:list><text:list text:style-name="L">'
        + f"{item(para('Anew'))}</text:list>"
    )
    assert said(read_document(open_text(body, automatic=LIST), NAME)) == [
        "1. Buy", "(a) a chair;", "(b) a desk.", "2. Sell", "Between", "3. Mend", "1. Anew",
    ]  # fmt: skip


def test_numbered_headings_and_white_space() -> None:
    outline = (
        '<text:outline-style style:name="Outline"><text:outline-level-style text:level="1"'
        ' style:num-format="1"/><text:outline-level-style text:level="2" style:num-format="1"'
        ' text:display-levels="2"/></text:outline-style>'
    )
    body = (
        '<text:h text:outline-level="1">Finance</text:h>'
        + '<text:h text:outline-level="2">Rents</text:h>'
        + para('Two<text:s text:c="3"/>apart,\n  and<text:tab/>on.<text:line-break/>Below')
        + '<text:h text:outline-level="1">Close</text:h>'
    )
    found = read_document(open_text(body, styles=outline), NAME)
    assert said(found) == ["1 Finance", "1.1 Rents", "Two   apart, and\ton.\nBelow", "2 Close"]
    assert [one.kind for one in found.blocks][1:3] == [BlockKind.HEADING] * 2


HIDDEN = (
    '<style:style style:name="H" style:family="text"><style:text-properties text:display="none"/>'
    "</style:style>"
)
BODY = (
    "<text:tracked-changes><text:changed-region><text:deletion>"
    f"{para('Struck out for good.')}</text:deletion></text:changed-region></text:tracked-changes>"
    + para(
        'The rent is <text:change text:change-id="c"/>£40'
        '<text:span text:style-name="H"> (secret)</text:span>'
        "<office:annotation><text:p>Sure?</text:p></office:annotation>, from"
        ' <text:date>1 May 2024</text:date><text:note text:note-class="footnote">'
        "<text:note-citation>1</text:note-citation><text:note-body><text:p>By lease.</text:p>"
        "</text:note-body></text:note>."
    )
    + '<text:section text:display="none"><text:p>Hidden part.</text:p></text:section>'
    + '<text:p><draw:frame><draw:image xlink:href="http://203.0.113.9/a.png"/></draw:frame></text:p>'
)


def test_what_is_hidden_deleted_or_remarked_is_not_read() -> None:
    made = open_text(BODY, automatic=HIDDEN)
    found = read_document(made, NAME)
    assert said(found) == ["The rent is £40, from 1 May 20241.", "1 By lease."]
    assert found.left_out == 4
    again = cleaned(made, NAME)
    assert again is not None
    assert said(read_document(again, NAME)) == said(found)
    assert read_document(again, NAME).left_out == 0


def test_tables_and_running_lines() -> None:
    body = (
        "<table:table><table:table-header-rows><table:table-row><table:table-cell>"
        f"{para('Payee')}</table:table-cell><table:table-cell>{para('Sum')}</table:table-cell>"
        "</table:table-row></table:table-header-rows><table:table-row>"
        f'<table:table-cell table:number-columns-spanned="2">{para("All")}</table:table-cell>'
        "<table:covered-table-cell/></table:table-row></table:table>"
    )
    found = read_document(open_text(body, running=para("Marlhaven Parish Council")), NAME)
    rows = found.blocks[1].rows
    assert [[cell.header for cell in row] for row in rows] == [[True, True], [False]]
    assert rows[1][0].across == 2
    assert found.blocks[0].running == ("Marlhaven Parish Council",)


def style(name: str, family: str, **properties: str) -> str:
    told = "".join(
        f"<style:{kind.replace('_', '-')}-properties {said}/>" for kind, said in properties.items()
    )
    return f'<style:style style:name="{name}" style:family="{family}">{told}</style:style>'


LOOKS = (
    style("White", "text", text='fo:color="#ffffff"')
    + style("Small", "text", text='fo:font-size="1pt"')
    + style("Tenth", "text", text='fo:font-size="10%"')
    + style("Black", "text", text='fo:color="#000000"')
    + style("Bar", "text", text='fo:color="#000000" fo:background-color="#000000"')
    + style("Pale", "paragraph", text='fo:color="#fdfdfd"')
    + style("Banner", "paragraph", text='fo:color="#ffffff"',
            paragraph='fo:background-color="#203060"')
    + style("Dark", "table-cell", table_cell='fo:background-color="#203060"')
)  # fmt: skip


def span(text: str, name: str) -> str:
    return f'<text:span text:style-name="{name}">{text}</text:span>'


def test_words_that_cannot_be_seen_are_not_read() -> None:
    body = (
        para(f"Seen{span(' in white', 'White')}{span(' small', 'Small')}{span(' dot', 'Tenth')}.")
        + para("All pale.", "Pale")
        + para(f"Pale but {span('this', 'Black')} and more", "Pale")
        + para(f"Let to {span('Jonas Thorne', 'Bar')} for a year.")
    )
    found = read_document(open_text(body, automatic=LOOKS), NAME)
    assert [" ".join(one.split()) for one in said(found)] == [
        "Seen .",
        "this",
        "Let to […] for a year.",
    ]
    assert found.left_out == 6


def test_white_words_on_a_dark_ground_are_read() -> None:
    cell = f'<table:table-cell table:style-name="Dark">{para(span("Cell", "White"))}'
    body = para("On a banner", "Banner") + (
        f"<table:table><table:table-row>{cell}</table:table-cell></table:table-row></table:table>"
        f"<text:p><draw:frame><draw:text-box>{para(span('Box', 'White'))}</draw:text-box>"
        "</draw:frame></text:p>"
    )
    found = read_document(open_text(body, automatic=LOOKS), NAME)
    assert said(found) == ["On a banner", "Cell", "Box"]
    assert found.left_out == 0
