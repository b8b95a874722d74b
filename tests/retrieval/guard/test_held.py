"""What a language model writes is held to the words that it cites: one rule at a time."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from retrieval.explain.budget import room, tokens, trimmed
from retrieval.explain.claims import Fault, Ground, fault_in
from retrieval.explain.fencing import fenced, tame
from retrieval.explain.statements import Draft, drafts

FERRY = "The ferry fare rose by 5% to £1,250, and 42 boats were counted on 3 May 2023."
TABLE = "Service: Ferry · Budget £000: 1,200 · Crossings: 340"
MILLIONS = "Service: Ferry · Budget £m: 3.5 · Crossings: 340"
PANEL = "The panel did not approve the sale of the ferry. The fare was increased in May 2023."
TWO_SALES = "The panel approved the ferry sale. The panel did not approve the pier sale."
SOLD_LATER = "The panel refused the ferry sale. The panel accepted the ferry sale."
MOVED = "Moved by Councillor Reed, seconded by Councillor Swann, that the ferry sail."
VOTED = "The motion on the ferry was carried by a majority, half of the members voting for it."


@pytest.mark.parametrize(
    ("sentence", "text", "why"),
    [
        ("The ferry fare rose by 5%.", FERRY, None),
        ("The ferry fare rose by five per cent.", FERRY, None),
        ("The ferry fare rose by 5 boats.", FERRY, Fault.FIGURE),
        ("The ferry fare rose by £5.", FERRY, Fault.FIGURE),
        ("The ferry fare rose by 43%.", FERRY, Fault.FIGURE),
        ("The ferry fare rose to £1,250.", FERRY, None),
        ("The ferry fare rose to £1.25k.", FERRY, None),
        ("The ferry fare rose to £1,250 thousand.", FERRY, Fault.FIGURE),
        ("The ferry fare rose to £42.", FERRY, Fault.FIGURE),
        ("In all forty-two boats were counted by the ferry.", FERRY, Fault.REACH),
        ("In all forty-three boats were counted by the ferry.", FERRY, Fault.FIGURE),
        ("Two boats were counted by the ferry.", FERRY, Fault.FIGURE),
        ("One ferry fare rose by 5%.", FERRY, None),
        ("The budget of the ferry service is £1,200,000.", TABLE, None),
        ("The budget of the ferry service is £1.2 million.", TABLE, None),
        ("The budget of the ferry service is £1,200 million.", TABLE, Fault.FIGURE),
        ("The budget of the ferry service is £3.5 million.", MILLIONS, None),
        ("The budget of the ferry service is £3,500,000.", MILLIONS, None),
        ("The budget of the ferry service is £3,500.", MILLIONS, Fault.FIGURE),
        ("The ferry service made 340 crossings.", TABLE, None),
        (
            "The ferry service made £340 of crossings.",
            "Service: Ferry · Crossings: 340",
            Fault.FIGURE,
        ),
        ("The share of the ferry was 34%.", "Ferry · Share %: 34", None),
        ("The share of the ferry was 34%.", "Ferry · Share: 34", Fault.FIGURE),
        ("Three thousand boats were counted.", "In all 3,000 boats were counted.", None),
        ("Two million boats were counted.", "In all 2,000,000 boats were counted.", None),
        ("Two hundred boats were counted.", "In all 200 boats were counted.", None),
        ("Two hundred boats were counted.", "In all 2,000 boats were counted.", Fault.FIGURE),
        ("The ferry service made 340% crossings.", TABLE, Fault.FIGURE),
        ("The motion on the ferry was carried by half of the members.", VOTED, None),
        ("The motion on the ferry was carried by a third of the members.", VOTED, Fault.FIGURE),
        ("The motion on the ferry was carried unanimously.", VOTED, Fault.FIGURE),
        ("The motion on the ferry was carried by dozens of members.", VOTED, Fault.FIGURE),
        ("Three hundred boats were counted by the ferry.", FERRY, Fault.FIGURE),
        ("The ferry fare doubled.", FERRY, Fault.FIGURE),
        ("On 3 May 2023 boats were counted by the ferry.", FERRY, None),
        ("In May 2023 boats were counted by the ferry.", FERRY, None),
        ("In 2023 boats were counted by the ferry.", FERRY, None),
        ("On 4 May 2023 boats were counted by the ferry.", FERRY, Fault.DATE),
        ("In June 2023 boats were counted by the ferry.", FERRY, Fault.DATE),
        ("In 2023/24 boats were counted by the ferry.", FERRY, Fault.DATE),
        ("The panel did not approve the sale of the ferry.", PANEL, None),
        ("The panel approved the sale of the ferry.", PANEL, Fault.NEGATION),
        ("The panel refused the sale of the ferry.", PANEL, None),
        ("The fare was not increased in May 2023.", PANEL, Fault.NEGATION),
        ("The fare was reduced in May 2023.", PANEL, Fault.NEGATION),
        ("The fare was raised in May 2023.", PANEL, None),
        ("Nobody approved the sale of the ferry.", PANEL, Fault.REACH),
        ("The ferry fare never rose by 5%.", FERRY, Fault.NEGATION),
        ("The ferry fare fell by 5%.", FERRY, Fault.NEGATION),
        ("Councillor Reed moved that the ferry sail.", MOVED, None),
        ("Councillor Swann moved that the ferry sail.", MOVED, Fault.NAME),
        ("Councillor Swann seconded that the ferry sail.", MOVED, None),
        ("Councillor Reed seconded that the ferry sail.", MOVED, Fault.NAME),
        ("Councillor Tilley moved that the ferry sail.", MOVED, Fault.NAME),
        ("Tilley wished that the ferry sail.", MOVED, Fault.NAME),
        ("Reed's motion was that the ferry sail.", MOVED, None),
        ("The ferry at Ashcombe rose in fare by 5%.", FERRY, Fault.NAME),
        ("The Ferry fare rose by 5%.", FERRY, None),
        ("The ferry fare in June rose by 5%.", FERRY, Fault.NAME),
        ("The paper says “the ferry fare rose by 5%”.", FERRY, None),
        ("The paper says “the ferry fare fell by 5%”.", FERRY, Fault.QUOTE),
        ("The ferry harbour lamps rust badly.", FERRY, Fault.WORDS),
        ("The ferry fare rose, say lamps.", FERRY, None),
        ("Members noted the report.", "The report was noted.", None),
        ("Members agreed.", "It rained.", Fault.WORDS),
        ("The ferry fare rose by 5% in a march.", FERRY, None),
        ("The ferry fare of x, y and z rose by 5%.", FERRY, None),
        ("The Walter ferry sails.", "The Walters ferry sails.", None),
        ("The Walters ferry sails.", "The Walter ferry sails.", None),
        ("The Ash ferry sails.", "The Ashs ferry sails.", None),
        ("The Ivy ferry sails.", "The Ivys ferry sails.", None),
        ("The Ivys ferry sails.", "The Ivy ferry sails.", None),
        ("The Eve ferry sails.", "The Eva ferry sails.", Fault.NAME),
        ("Walter's ferry sails.", "The Walter ferry sails.", None),
        ("Sale approved.", "The sale was not approved.", Fault.NEGATION),
        ("Sale not approved.", "The sale was approved.", Fault.NEGATION),
        ("Sale approved.", "The sale was refused.", Fault.NEGATION),
        ("It was approved.", "The sale was refused.", Fault.NEGATION),
        ("Sale not refused.", "The sale was approved.", Fault.NEGATION),
        ("The sale was open.", "The sale was open, not closed.", None),
        ("The sale was closed.", "The sale was open.", Fault.NEGATION),
        ("The sale opened and closed.", "The sale was closed.", Fault.NEGATION),
        ("The sheds were closed.", "The sale was open.", Fault.NEGATION),
        ("The panel approved the sale.", TWO_SALES, None),
        ("The panel did not approve the sale.", TWO_SALES, None),
        ("The panel did not approve the ferry sale.", SOLD_LATER, None),
        ("The ferry fare rose, see [a](b).", FERRY, Fault.MARKUP),
        ("The ferry fare rose by 5% i.e. to £1,250.", FERRY, None),
    ],
)
def test_one_rule_at_a_time(sentence: str, text: str, why: Fault | None) -> None:
    assert fault_in(sentence, [Ground(text)]) is why


ABOUT = "minutes, Harbour Board, 9 June 2022, item 7, page 12"


@pytest.mark.parametrize(
    ("sentence", "why"),
    [
        ("Under item 7 the ferry fare rose by 5%.", None),
        ("Under item 8 the ferry fare rose by 5%.", Fault.FIGURE),
        ("On page 12 the ferry fare rose by 5%.", None),
        ("The Harbour Board said that the ferry fare rose by 5%.", None),
        ("On 9 June 2022 the ferry fare rose by 5%.", None),
        ("On 10 June 2022 the ferry fare rose by 5%.", Fault.DATE),
    ],
)
def test_what_the_citation_says_of_its_place_may_be_said(sentence: str, why: Fault | None) -> None:
    assert fault_in(sentence, [Ground(FERRY, ABOUT)]) is why


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("- The ferry sails [1].\n", [Draft("The ferry sails.", (1,))]),
        ("2. The ferry sails [1, 3] [4].\n", [Draft("The ferry sails.", (1, 3, 4))]),
        ("The ferry sails.\n", [Draft("The ferry sails.", ())]),
        ("The ferry sails [1]. The pier is shut [2].\n", [
            Draft("The ferry sails.", (1,)), Draft("The pier is shut.", (2,)),
        ]),
        ("CONTRADICTION: £4 here, £5 there [1][2]\n", [Draft("£4 here, £5 there", (1, 2), True)]),
        ("NOT FOUND\n", []),
        ("NOT FOUND.\n\n[1]\n", []),
        ("**The ferry** sails [1]", [Draft("The ferry sails", (1,))]),
        ("<think>hm\nno</think>\nThe ferry sails [1]\n", [Draft("The ferry sails", (1,))]),
        ("<think>The ferry sails [1]\n", []),
        ("one [1]\ntwo [2]", [Draft("one", (1,)), Draft("two", (2,))]),
    ],
)  # fmt: skip
def test_lines_are_read_as_statements(written: str, read: list[Draft]) -> None:
    assert list(drafts([written])) == read
    assert list(drafts(iter(written))) == read


def test_a_line_without_end_is_cut() -> None:
    (only,) = drafts(["The ferry sails " * 1000])
    assert 400 < len(only.text) <= 800


@dataclass(frozen=True)
class Weighed:
    line: str
    relevance: float


def test_the_most_relevant_are_kept_in_their_order() -> None:
    said = [Weighed("a b c d", at) for at in (1.0, 3.0, 2.0)]
    each = tokens(said[0].line) + 1
    assert trimmed(said, 3 * each) == tuple(said)
    assert trimmed(said, 3 * each - 1) == (said[1], said[2])
    assert trimmed(said, each) == (said[1],)
    assert trimmed(said, each - 1) == ()


def test_a_line_that_takes_most_of_the_room_gives_way_and_no_other() -> None:
    long, short = Weighed("word " * 40, 3.0), Weighed("a b c", 1.0)
    middle = Weighed("word " * 8, 2.0)
    least = tokens(long.line) - 5
    assert trimmed([long, short], least) == (short,)
    first = Weighed("word " * 10, 4.0)
    assert trimmed([first, middle, short], 36) == (first,)


def test_room_is_what_is_left() -> None:
    assert room(1000, 200) - room(1000, 200, "abc def") == tokens("abc def") == 2
    assert room(10, 200, "abc") == 0
    assert room(1000, 300) == room(1000, 200) - 100


@pytest.mark.parametrize(
    ("text", "count"), [("abc", 1), ("abcd", 2), ("a1.", 3), ("é", 2), ("", 0), ("a\nb", 3)]
)
def test_tokens_are_counted_from_above(text: str, count: int) -> None:
    assert tokens(text) == count


def test_words_of_papers_stay_one_tame_line() -> None:
    assert tame("a\nb\u2028c\td") == "a b c d"
    assert tame("a\u200bb\u202ec") == "abc"
    assert tame("a\x07b\x85c") == "a b c"
    assert tame("<b> [1] {x} `y` ===== ---") == "‹b› (1) (x) 'y' = -"
    one, other = fenced(["a"]), fenced(["b"])
    assert one.splitlines()[1] == "a"
    assert one.splitlines()[0] != other.splitlines()[0]
    assert len(fenced(["a", "b"]).splitlines()) == 4
