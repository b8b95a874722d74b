"""Web pages, Markdown and text files."""

from __future__ import annotations

import pytest

from corpus.document.blocks import BlockKind, Document
from corpus.document.plain import decoded
from corpus.document.reading import read_document
from corpus.model import EmptyPaperError

PAGE = """<!doctype html><html><head><title>Minutes of the Hall Committee</title>
<style>p { color: red }</style><script>document.write("from a script")</script></head><body>
<header><a href="/">Marlhaven Parish Council</a></header>
<nav><ul><li><a href="/news">News</a></li><li>Contact</li></ul></nav>
<div role="navigation">Skip to content</div>
<h1>Hall   Committee</h1>
<p>Held on <b>14 March 2024</b>.<br>Present: Cllr Ash<!-- a remark --></p>
<ol start="4"><li>Apologies<ol type="a"><li>Cllr Dray</li></ol></li><li value="9">Roof</li></ol>
<p hidden>Not seen</p><p style="display: none">Nor this</p>
<p>The sum is <del>£40</del><ins>£45</ins>.</p>
<table><tr><th>Payee</th><th>Sum</th></tr><tr><td colspan="2">Dune</td></tr></table>
<noscript>Switch scripts on</noscript><form><input value="x">Search</form>
<footer>Cookies</footer><img src="http://203.0.113.9/p.png"></body></html>"""


def said(document: Document) -> list[str]:
    return [f"{one.label} {one.text}".strip() for one in document.blocks if one.text]


def test_a_page_is_read_without_what_stands_around_it() -> None:
    found = read_document(PAGE.encode(), "hall.html")
    assert said(found) == [
        "Hall Committee",
        "Held on 14 March 2024.\nPresent: Cllr Ash",
        "4. Apologies",
        "a. Cllr Dray",
        "9. Roof",
        "The sum is £45.",
        "Payee Sum\nDune",
    ]
    assert found.title == "Minutes of the Hall Committee"
    assert found.left_out == 2


def test_what_a_page_calls_its_main_part_is_all_that_is_read() -> None:
    page = "<body><h1>Site</h1><main><h2>Minutes</h2><p>Agreed.</p></main><p>Links</p></body>"
    assert said(read_document(page.encode(), "x.htm")) == ["Minutes", "Agreed."]


def test_markdown_keeps_how_its_numbers_are_written() -> None:
    text = "---\ntitle: Not words\n---\n# Minutes\n\n3) The roof\n4) The door\n\n1. Anew\n\n"
    text += (
        "| Payee | Sum |\n|---|---|\n| Dune | £5 |\n\n<script>x()</script>\n\nTo ~~sell~~ keep.\n"
    )
    found = read_document(text.encode(), "minutes.md")
    assert said(found) == [
        "Minutes", "3) The roof", "4) The door", "1. Anew", "Payee Sum\nDune £5", "To  keep.",
    ]  # fmt: skip


FIXED = """HALL COMMITTEE

Payee               Sum
Dune & Co        £45.00
Tŷ Gŵyn         £310.50

Close
=====
The meeting closed at 8 pm.
"""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_text_is_read_as_it_was_written(encoding: str) -> None:
    found = read_document(FIXED.encode(encoding), "hall.txt")
    assert [(one.kind, one.text.split("\n")[0]) for one in found.blocks] == [
        (BlockKind.HEADING, "HALL COMMITTEE"),
        (BlockKind.LINES, "Payee               Sum"),
        (BlockKind.HEADING, "Close"),
        (BlockKind.LINES, "The meeting closed at 8 pm."),
    ]


def test_writings_of_text() -> None:
    assert decoded("£5 – “so”".encode("cp1252")) == "£5 – “so”"
    assert decoded(b'<meta charset="iso-8859-1">\xa35') == '<meta charset="iso-8859-1">£5'
    # A page that can be read as far as this is not written so.
    assert decoded(b'<meta charset="utf-16">\xc2\xa35').endswith("£5")
    assert decoded(b"a\r\nb\rc\x00") == "a\nb\nc"


@pytest.mark.parametrize("name", ["a.html", "a.md", "a.txt"])
def test_an_empty_file_says_so(name: str) -> None:
    with pytest.raises(EmptyPaperError, match="nothing is written"):
        read_document(b" \n ", name)


def test_deep_pages_end() -> None:
    page = "<div>" * 3000 + "Deep" + "</div>" * 3000
    read = read_document(f"<p>Seen</p>{page}<ul>{'<li><ul>' * 400}".encode(), "deep.html")
    assert said(read)[0] == "Seen"


SHEET = """<style>.x { display: none } #y, p.z > b { visibility: hidden }
/* .seen { display: none } */ .seen i { visibility: visible }
div .w { color: #fff } .on { background: #203060 } .dot { font-size: 1px }
.bar { color: black; background-color: #000 }
@media print { .seen { display: none } } @media screen { .deep { display:none } }
.back { display: none } p.back { display: block } .odd:hover { display: none }</style>"""


@pytest.mark.parametrize(
    ("body", "told", "left_out"),
    [
        ('<p>One <span class="a x">two</span>three</p>', "One three", 1),
        ('<p id="y">One <i>two</i></p>', "", 2),
        ('<div class="seen" style="visibility: hidden">One <i>two</i></div>', "two", 1),
        ('<p class="z">One <b>two</b> <i><b>three</b></i></p>', "One three", 1),
        ('<div><p class="w">One</p></div><p class="w">Two</p>', "Two", 1),
        ('<div class="on"><p class="w">One</p></div>', "One", 0),
        ('<p class="seen">One</p><p class="deep">Two</p>', "One", 1),
        ('<p class="back">One</p><div class="back">Two</div>', "One", 1),
        ('<p class="dot">One <span style="font-size: 12pt">two</span></p>', "two", 1),
        ('<p>Let to <span class="bar">Jonas Thorne</span> now</p>', "Let to […] now", 1),
        ('<p style="color: white">One</p><p style="color:#FCFCFC">Two</p>', "", 2),
        (
            '<table bgcolor="navy"><tr><td><font color="white">One</font></td></tr></table>',
            "One",
            0,
        ),
        ('<div style="background: url(a.png)"><p style="color: white">One</p></div>', "One", 0),
        ('<p aria-hidden="true">One</p><p class="odd">Two</p>', "One Two", 0),
        ("<p hidden>One</p><p style='display:none'>Two</p>", "", 2),
        ('<div style="opacity: 0"><p style="opacity: 1">One</p></div><p>Two</p>', "Two", 1),
        ('<p style="opacity: 2%">One</p><p style="opacity: .6">Two</p>', "Two", 1),
        ('<p style="opacity: inherit">One</p>', "One", 0),
        ('<p style="position:absolute; left:-9999px">One</p><p>Two</p>', "Two", 1),
        ('<p style="position: fixed; top: -100em">One</p>', "", 1),
        ('<p style="text-indent: -9999px">One</p><p style="text-indent: -2em">Two</p>', "Two", 1),
        # Not moved where it is not placed, and no farther than a margin.
        (
            '<p style="left: -9999px">One</p><p style="position: absolute; left: -8px">Two</p>',
            "One Two",
            0,
        ),
        ('<p style="position: absolute; right: -9999px">One</p>', "One", 0),
    ],
)
def test_only_what_a_page_shows_is_read(body: str, told: str, left_out: int) -> None:
    found = read_document(f"{SHEET}<body><p>Hall</p>{body}</body>".encode(), "hall.html")
    assert " ".join(" ".join(said(found)).split()) == f"Hall {told}".strip()
    assert found.left_out == left_out


def test_white_words_count_as_seen_where_a_sheet_lies_elsewhere() -> None:
    page = '<link rel="stylesheet" href="a.css"><body><p style="color: white">One</p></body>'
    assert said(read_document(page.encode(), "hall.html")) == ["One"]


def test_styles_that_the_libraries_give_up_on_are_left_aside(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def too_deep(_: object) -> str:
        raise RecursionError

    monkeypatch.setattr("tinycss2.serialize", too_deep)
    page = "<style>i { display: none }</style><body><p>One <i>two</i></p></body>"
    assert said(read_document(page.encode(), "hall.html")) == ["One two"]
