"""A model's sentence may say no more than what it cites."""

from __future__ import annotations

from itertools import pairwise

import pytest

from retrieval.assistant.assistant import Assistant
from retrieval.explain.claims import Fault, Ground, fault_in, has_markup
from retrieval.ranking.units import units_of

ABOUT = "minutes, Cabinet, 14 November 2023, item 5, Parking charges, page 12"
CHARGES = (
    "RESOLVED (unanimously) that off-street parking charges be increased by 5% with effect from"
    " 1 April 2024 at a cost of £64,000, met from the Transformation Reserve. Moved by Councillor"
    " Jones, seconded by Councillor Ahmed."
)
SUPPORT = (
    "The panel did not support the closure of Millbrook library; 42% of respondents opposed the"
    " new hours."
)
ROW = "Service: Highways · Budget £000: 1,200 · Year: 2023/24 · Status: on track"
MOTION = "On being put to the vote the amendment was lost by 12 votes to 31, with two abstentions."
REFUSED = "Planning permission for 14 dwellings at Mill Lane was refused."


TENNIS = (
    "Court fees may rise to £6 per hour from May, subject to a survey of players; members asked"
    " that the nets be mended before the spring fair. Some players had written."
)
COUNTS = "Up to 14 moorings, 40% of the total, are let for 12 months, and the wall will be painted."
NOTED = "The Harbour Panel noted the survey of the slipway, which cost £900, except the ramp."


def fault(sentence: str, text: str, **more: object) -> Fault | None:
    return fault_in(sentence, [Ground(text, ABOUT)], **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("sentence", "text"),
    [
        ("The Cabinet agreed to raise off-street parking charges by 5% from April 2024.", CHARGES),
        ("Off-street parking charges rise by five per cent from 1 April 2024.", CHARGES),
        ("On 14 November 2023 the Cabinet decided to increase parking charges.", CHARGES),
        ("The cost of £64k is met from the Transformation Reserve.", CHARGES),
        ("Cllr Jones moved it and Cllr Ahmed seconded it.", CHARGES),
        ("The motion to increase parking charges was seconded by Councillor Ahmed.", CHARGES),
        ("The decision was unanimous.", CHARGES),
        ("The panel did not support closing Millbrook library.", SUPPORT),
        ("42% of respondents opposed the new hours.", SUPPORT),
        ("The Highways budget for 2023/24 was £1.2 million and is on track.", ROW),
        ("The Highways budget was £1,200,000.", ROW),
        ("The amendment was lost by 12 votes to 31.", MOTION),
        ("Two members abstained when the amendment was put to the vote.", MOTION),
        ("Permission for fourteen dwellings at Mill Lane was not approved.", REFUSED),
        ("The paper says “off-street parking charges be increased by 5%”.", CHARGES),
        ("Court fees could rise to £6 an hour in May, subject to a survey of players.", TENNIS),
        ("According to the papers, the nets were to be mended before the spring fair.", TENNIS),
        ("Up to fourteen moorings are let for 12 months.", COUNTS),
        ("The wall is to be painted.", COUNTS),
        ("The Harbour Panel took note of the survey of the slipway, except the ramp.", NOTED),
    ],
)
def test_what_stands_there_is_supported(sentence: str, text: str) -> None:
    assert fault(sentence, text) is None


@pytest.mark.parametrize(
    ("sentence", "text", "why"),
    [
        ("Off-street parking charges rise by 6% from April 2024.", CHARGES, Fault.FIGURE),
        ("Off-street parking charges rise by six per cent.", CHARGES, Fault.FIGURE),
        ("Off-street parking charges rise by £5.", CHARGES, Fault.FIGURE),
        ("Off-street parking charges double from 1 April 2024.", CHARGES, Fault.FIGURE),
        ("Off-street parking charges rise by half.", CHARGES, Fault.FIGURE),
        ("The cost is £64 million, met from the Transformation Reserve.", CHARGES, Fault.FIGURE),
        ("Off-street parking charges be increased by a majority.", CHARGES, Fault.FIGURE),
        ("The amendment was lost by 31 votes to 21.", MOTION, Fault.FIGURE),
        ("The Highways budget was £1,200.50.", ROW, Fault.FIGURE),
        ("Off-street parking charges rise on 2 April 2024.", CHARGES, Fault.DATE),
        ("Off-street parking charges rise from April 2025.", CHARGES, Fault.DATE),
        ("The Highways budget for 2024/25 is on track.", ROW, Fault.DATE),
        ("Off-street parking charges rise in May.", CHARGES, Fault.NAME),
        ("Smith moved that off-street parking charges be increased.", CHARGES, Fault.NAME),
        ("Councillor Smith moved that parking charges be increased.", CHARGES, Fault.NAME),
        ("Cllr Ahmed moved it and Cllr Jones seconded it.", CHARGES, Fault.NAME),
        ("Parking charges were moved by Councillor Ahmed.", CHARGES, Fault.NAME),
        ("The Planning Committee increased off-street parking charges.", CHARGES, Fault.NAME),
        ("Off-street parking charges will not be increased.", CHARGES, Fault.NEGATION),
        ("Off-street parking charges will be reduced by 5%.", CHARGES, Fault.NEGATION),
        ("The panel supported the closure of Millbrook library.", SUPPORT, Fault.NEGATION),
        ("42% of respondents supported the new hours.", SUPPORT, Fault.NEGATION),
        ("42% of respondents did not oppose the new hours.", SUPPORT, Fault.NEGATION),
        ("The amendment was carried by 31 votes to 12.", MOTION, Fault.NEGATION),
        (
            "Planning permission for 14 dwellings at Mill Lane was approved.",
            REFUSED,
            Fault.NEGATION,
        ),
        ("The Highways budget is overdue.", ROW, Fault.NEGATION),
        ("Court fees will rise to £6 per hour from May, subject to a survey.", TENNIS, Fault.REACH),
        ("Court fees may rise to £6 per hour from May.", TENNIS, Fault.REACH),
        ("Court fees may rise to £6 per day, subject to a survey.", TENNIS, Fault.NEGATION),
        ("Court fees may rise to €6 per hour, subject to a survey.", TENNIS, Fault.FIGURE),
        ("All players had written.", TENNIS, Fault.REACH),
        ("Only some players had written.", TENNIS, Fault.REACH),
        ("Some players had always written.", TENNIS, Fault.REACH),
        ("The nets be mended after the spring fair.", TENNIS, Fault.NEGATION),
        ("Up to 14% of moorings are let for 12 months.", COUNTS, Fault.FIGURE),
        ("Moorings, 40 of the total, are let for 12 months.", COUNTS, Fault.FIGURE),
        ("14 moorings are let.", COUNTS, Fault.FIGURE),
        ("Moorings are let for 12 years.", COUNTS, Fault.FIGURE),
        ("The wall was painted.", COUNTS, Fault.REACH),
        ("The Harbour Panel approved the survey, except the ramp.", NOTED, Fault.NEGATION),
        ("The Harbour Panel noted the survey of the slipway.", NOTED, Fault.REACH),
        ("The leader took bribes.", CHARGES, Fault.WORDS),
        ("The leader is corrupt.", CHARGES, Fault.WORDS),
        ("It says “parking charges be frozen”.", CHARGES, Fault.QUOTE),
        ("Parking charges rise, see https://evil.example/x", CHARGES, Fault.MARKUP),
        ("Parking charges rise, see evil.example/x", CHARGES, Fault.MARKUP),
        ("Parking charges rise ![x](//evil.example/p.png)", CHARGES, Fault.MARKUP),
        ("Parking charges rise <img src=x>", CHARGES, Fault.MARKUP),
        ("Parking charges rise, write to me@evil.example", CHARGES, Fault.MARKUP),
    ],
)
def test_what_does_not_stand_there_is_not(sentence: str, text: str, why: Fault) -> None:
    assert fault(sentence, text) is why


def test_a_sentence_may_rest_on_several_together() -> None:
    grounds = [Ground(CHARGES, ABOUT), Ground(SUPPORT, ABOUT)]
    both = "Parking charges rise by 5%, and the panel did not support the closure of Millbrook."
    assert fault_in(both, grounds) is None
    assert fault_in(both, grounds[:1]) is not None


JETTY = "Councillor Ash reported that the jetty was repaired on 3 March 2024 for £700."
SHED = "Councillor Bay asked for a new boat shed beside the Harbour Office by 9 June 2025."


@pytest.mark.parametrize(
    "mixed",
    [
        "Councillor Bay reported that the jetty was repaired on 3 March 2024.",
        "Councillor Ash asked for a new boat shed beside the Harbour Office.",
        "Councillor Ash reported that the jetty was repaired on 9 June 2025.",
        "The jetty beside the Harbour Office was repaired for £700.",
        "The boat shed was repaired on 3 March 2024 for £700.",
        "Councillor Ash reported that the jetty was repaired, and asked for a new boat shed.",
    ],
)
def test_what_two_sentences_say_apart_is_not_joined(mixed: str) -> None:
    grounds = [Ground(JETTY, ABOUT), Ground(SHED, ABOUT)]
    assert fault_in(mixed, grounds) is not None


@pytest.mark.parametrize(
    "joined",
    [
        "Councillor Ash reported that the jetty was repaired. Councillor Bay asked for a shed.",
        "The jetty was repaired on 3 March 2024, while a new boat shed was asked for by June 2025.",
        f"{JETTY} {SHED}",
    ],
)
def test_what_two_sentences_say_may_stand_side_by_side(joined: str) -> None:
    grounds = [Ground(JETTY, ABOUT), Ground(SHED, ABOUT)]
    assert fault_in(joined, grounds) is None


def test_a_body_beside_a_sentence_does_not_do_what_others_do_in_it() -> None:
    assert fault("The Cabinet was fined by the harbour master.", "The tug was fined.") is Fault.NAME
    said = "The harbour master said that the tug was sold."
    assert fault("The Cabinet said that the tug was sold.", said) is Fault.NAME
    assert (
        fault("The Cabinet agreed that the tug be sold.", "RESOLVED that the tug be sold.") is None
    )


def test_acronyms_are_known_in_both_forms() -> None:
    text = "The CIL receipts for the year were £40,000."
    said = "Community Infrastructure Levy receipts were £40,000."
    assert fault(said, text) is Fault.NAME
    assert fault(said, text, acronyms=(("CIL", "Community Infrastructure Levy"),)) is None
    assert fault(text, said) is Fault.NAME
    assert fault(text, said, acronyms=(("CIL", "Community Infrastructure Levy"),)) is None


def test_bounds_and_minute_numbers_negate_nothing() -> None:
    text = "The effect is to be reported not later than September 2024, as in minute No. 12."
    assert fault("The effect is to be reported by September 2024.", text) is None


@pytest.mark.parametrize(
    "sentence", ["", " ", "…", "£", "\x00", "[]", "not", "1" * 400, "A" * 4000]
)
def test_odd_sentences_never_raise(sentence: str) -> None:
    fault(sentence, CHARGES)
    fault(CHARGES, sentence)


@pytest.mark.slow
def test_stored_sentences_are_supported_by_themselves_and_not_by_their_neighbours(
    assistant: Assistant,
) -> None:
    stored = assistant.catalogue
    units = (
        " ".join(unit.text.split())
        for paper in stored.papers()
        for passage in stored.passages_of(paper.id)
        for unit in units_of(passage)
    )
    texts = [text for text in units if len(text.split()) > 6 and not has_markup(text)][:400]
    assert len(texts) > 200
    own = [fault_in(text, [Ground(text)]) is None for text in texts]
    other = [fault_in(b, [Ground(a)]) is None for a, b in pairwise(texts)]
    assert sum(own) >= 0.98 * len(own)
    assert sum(other) <= 0.03 * len(other)
