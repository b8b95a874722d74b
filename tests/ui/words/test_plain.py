"""Words of papers shown as words: escaping, and what is left of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.words.markdown import clauses, escaped, flowing, plain, shortened, verbatim

_BACK = str.maketrans({"\u2060": None, "\\": None})

HOSTILE = [
    "<script>alert(1)</script>",
    "[x](javascript:alert(1))",
    "![p](http://x.invalid/p.png)",
    "$x^2$ and $$y$$",
    ":material/home: :smile: :red[danger]",
    "<!-- comment -->",
    "www.example.invalid http://example.invalid a@b.invalid",
    "a -> b <- c -- d >= e",
    "# heading\n- list\n1. one\n| a | b |",
    "**bold** _it_ `code` ~~gone~~",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_of_the_words_is_lost(text: str) -> None:
    assert plain(text).translate(_BACK) == " ".join(text.split())


@pytest.mark.parametrize("text", HOSTILE)
def test_every_mark_of_markdown_is_escaped(text: str) -> None:
    done = plain(text)
    for mark in "<[]()!$:_*`#|~>":
        at = done.find(mark)
        while at >= 0:
            assert done[at - 1] == "\\", (mark, done)
            at = done.find(mark, at + 1)


def test_shortcodes_links_and_arrows_are_broken_up() -> None:
    shown = plain(":smile: :material/home: http://x.invalid www.x.invalid a@b -> --").replace(
        "\\", ""
    )
    for whole in (":smile:", ":material/", "http://", "www.x", "a@b", "->", "--"):
        assert whole not in shown


@given(st.text())
def test_plain_is_one_line_that_holds_every_letter(text: str) -> None:
    done = plain(text)
    assert "\n" not in done
    assert [c for c in done if c.isalnum()] == [c for c in text if c.isalnum()]


def test_direction_overrides_and_controls_are_dropped() -> None:
    assert verbatim("a\u202eb\x00c\nd") == "abc\nd"
    assert plain("a\u202eb\x07c") == "abc"


def test_escaped_keeps_words_for_a_file() -> None:
    assert escaped("[x](y)") == "\\[x\\]\\(y\\)"


def test_shortened_cuts_at_a_word() -> None:
    assert shortened("one two three four", 12) == "one two…"
    assert shortened("one  two", 12) == "one two"
    assert shortened("x" * 30, 10) == "x" * 9 + "…"


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("(i) that one; (ii) that two; and (iii) that three.", 3),
        ("3.1 That one cost £3.10 a day. 3.2 That two.", 2),
        ("That: (a) a plan be made. (b) it be paid.", 3),
        ("that the sum (a) be paid under section 100A(4) (of the Act)", 1),
    ],
)
def test_clauses_get_lines_and_no_word_changes(text: str, lines: int) -> None:
    assert len(clauses(text).splitlines()) == lines
    assert clauses(text).split() == text.split()


def test_lines_broken_by_the_column_flow_and_the_rest_stay() -> None:
    first = ("3.1 That the hours be adopted from", "the new year by all the libraries")
    rest = ("3.2 That it be so.", "End")
    assert flowing("\n".join((*first, *rest))) == "\n".join((" ".join(first), *rest))


@given(st.text(alphabet="ab (i)1.:\n•-"))
def test_flowing_changes_no_word(text: str) -> None:
    assert flowing(text).split() == text.split()
