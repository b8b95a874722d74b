"""The register of a paper is as officers say that it is, however the reader reads it later."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from corpus.corrections import Particulars, addition, change, complete, corrected, removal
from corpus.corrections.placing import quote_of
from corpus.model import (
    Correction,
    CorrectionError,
    CorrectionKind,
    Corrections,
    DecisionKind,
    OutcomeClass,
    Page,
    Quote,
    Reading,
    Resolution,
    Span,
)
from tests.corpus.corrections.drawn import ACCEPTED, BAND, KEPT, LIGHTS, place, read, said


def reading() -> Reading:
    return read()[0]


def register(
    *made: Correction, pages: Sequence[Page] = (), entries: Sequence[Resolution] | None = None
) -> list[Resolution]:
    return applied(Corrections(made), pages, entries)


def applied(
    told: Corrections, pages: Sequence[Page] = (), entries: Sequence[Resolution] | None = None
) -> list[Resolution]:
    one, lines = read()
    found = (one.meetings, one.resolutions if entries is None else tuple(entries))
    given = (told, pages or one.pages, lines, one.items, one.paper)
    return list(corrected(found, *given)[1])


def texts_of(entries: Sequence[Resolution]) -> list[str]:
    return [one.text for one in entries]


def quoted(words: str) -> Quote:
    pages = reading().pages
    return quote_of((place(pages, words),), {page.number: page.text for page in pages})


def added(words: str = LIGHTS, told: Particulars | None = None) -> Correction:
    given = (reading().pages, reading().resolutions, "Ann", OutcomeClass.AGREED)
    return addition(reading().paper.id, quoted(words), *given, told=told or Particulars())


def removed() -> Correction:
    return removal(said(reading().resolutions, KEPT[:20]), reading().pages, "Ann")


def shortened() -> Correction:
    entry = said(reading().resolutions, ACCEPTED[:20])
    words = quoted("that the quotation of Hartley Play of £4,100 be accepted")
    return change(entry, words, reading().pages, "Ann")


def test_what_the_reader_finds_by_itself() -> None:
    assert texts_of(reading().resolutions) == [ACCEPTED, KEPT, BAND]


def test_an_entry_that_is_none_leaves_and_the_others_stay_as_they_were() -> None:
    assert register(removed()) == [one for one in reading().resolutions if one.text != KEPT]


def test_an_entry_ends_elsewhere_and_keeps_all_else() -> None:
    before, made = said(reading().resolutions, ACCEPTED[:20]), shortened()
    after = register(made)[0]
    assert after.text == "that the quotation of Hartley Play of £4,100 be accepted"
    assert after.corrected == made.day
    assert replace(after, text="", spans=(), corrected=None) == replace(
        before, text="", spans=(), corrected=None
    )
    assert (after.mover, after.seconder) == ("Councillor Marl", "Councillor Wren")


def test_a_missing_entry_has_number_meeting_and_day_of_its_minute() -> None:
    made = added(told=Particulars(vote="all members were of one mind"))
    entries = register(made)
    assert texts_of(entries) == [ACCEPTED, KEPT, LIGHTS, BAND]
    new = entries[2]
    assert (new.number, new.title, new.date) == ("5", "Lights", date(2023, 3, 13))
    assert new.committee == reading().resolutions[0].committee
    assert (new.vote, new.outcome_class) == ("all members were of one mind", OutcomeClass.AGREED)
    assert new.corrected == made.day
    (span,) = new.vote_spans
    printed = reading().pages[1].text[span.start : span.end]
    assert " ".join(printed.split()) == "all members were of one mind"


def test_another_class_and_kind() -> None:
    entry = said(reading().resolutions, BAND[:10])
    told = (OutcomeClass.LOST, DecisionKind.ROUTINE)
    made = change(entry, None, reading().pages, "Ann", Particulars(), *told)
    after = register(made)[2]
    assert (after.text, after.outcome_class, after.kind) == (BAND, *told)


def test_later_corrections_go_on_from_earlier_ones() -> None:
    first = added()
    whole = said(tuple(register(first)), LIGHTS[:20])
    second = change(whole, quoted("The lights in Dock Lane"), reading().pages, "Ben")
    assert "The lights in Dock Lane" in texts_of(register(first, second))
    third = removal(said(tuple(register(first, second)), "The lights"), reading().pages, "Ben")
    assert texts_of(register(first, second, third)) == [ACCEPTED, KEPT, BAND]
    # Taken back, what it was made upon still holds.
    assert "The lights in Dock Lane" in texts_of(register(second))


def test_a_correction_holds_when_the_reader_cuts_entries_otherwise() -> None:
    """A later version may find more or fewer words of the same sentence, or none."""
    entry = said(reading().resolutions, KEPT[:20])
    (span,) = entry.spans
    half = replace(entry, spans=(replace(span, end=span.end - 20),), text=KEPT[:-20])
    others = [one for one in reading().resolutions if one != entry]
    assert KEPT[:-20] not in texts_of(register(removed(), entries=[*others, half]))
    assert texts_of(register(removed(), entries=others)) == [ACCEPTED, BAND]
    assert texts_of(register(shortened(), entries=[]))[0].endswith("be accepted")


def test_an_entry_with_much_more_in_it_than_what_is_none_stays() -> None:
    page = reading().pages[0]
    (span,) = said(reading().resolutions, KEPT[:20]).spans
    wide = Span(1, span.start - 300, span.end)
    entry = replace(reading().resolutions[1], spans=(wide,), text=page.text[wide.start : wide.end])
    assert register(removed(), entries=[entry]) == [entry]


def test_words_that_moved_on_their_page_are_found_there_again() -> None:
    one, two = reading().pages
    moved = (replace(one, text="Draft\n" + one.text), two)
    made = added("members were content that she take the car park keys.")
    entries = register(made, pages=moved, entries=[])
    (span,) = entries[0].spans
    assert moved[0].text[span.start : span.end] == made.words.words


def test_words_that_are_gone_or_stand_twice_change_nothing() -> None:
    one, two = reading().pages
    gone = (one, replace(two, text=two.text.replace("Dock Lane", "Duck Lane")))
    assert register(added(), pages=gone) == list(reading().resolutions)
    twice = (one, replace(two, text=f"x\n{two.text}\n{two.text}"))
    assert register(added(), pages=twice) == list(reading().resolutions)
    changed = (replace(one, text=one.text.replace("£4,100", "£4,200")), two)
    assert register(shortened(), pages=changed) == list(reading().resolutions)


@pytest.mark.parametrize("words", ["Councillor Nobody", "councillor marl", "cillor Marl"])
def test_a_mover_who_is_not_printed_so_is_refused(words: str) -> None:
    with pytest.raises(CorrectionError, match=f"“{words}” is not printed on pages 1 to 2"):
        added(told=Particulars(mover=words))


def test_what_the_register_has_is_not_added_and_no_change_is_none() -> None:
    with pytest.raises(CorrectionError, match="has these words already"):
        added("that £300 be given")
    entry = reading().resolutions[0]
    for words in (None, quote_of(entry.spans, {1: reading().pages[0].text})):
        with pytest.raises(CorrectionError, match="nothing is changed"):
            change(entry, words, reading().pages, "Ann")


def test_particulars_are_those_printed_nearest_and_a_number_that_above() -> None:
    made = added(told=Particulars(mover="Councillor Marl", number="4."))
    assert made.claim is not None
    assert made.claim.moved is not None
    assert made.claim.moved.spans == (place(reading().pages, "Councillor Marl"),)
    assert register(made)[2].number == "4."


def test_a_mover_who_was_in_words_cut_off_has_a_place_of_his_own() -> None:
    """By it alone is told whether he may be shown."""
    page = reading().pages[0]
    entry = replace(
        reading().resolutions[0],
        spans=(Span(1, page.text.index("Three firms"), page.text.index("RESOLVED")),),
        mover="Councillor Marl",
        seconder="Somebody Else",
        moved_spans=(),
    )
    made = change(entry, quoted("Three firms had been asked for prices."), reading().pages, "Ann")
    assert made.claim is not None
    assert made.claim.mover == "Councillor Marl"
    assert made.claim.moved is not None
    assert made.claim.moved.words == "Councillor Marl"
    assert made.claim.seconder is None


def test_the_same_said_twice_is_the_same_correction() -> None:
    one, other = added(), replace(added(), by="Ben", at="2030-01-01T00:00:00+00:00")
    assert one.id == other.id
    assert len({one.id, removed().id, shortened().id}) == 3
    assert [one.kind for one in (added(), removed(), shortened())] == [
        CorrectionKind.ADDED, CorrectionKind.REMOVED, CorrectionKind.CHANGED,
    ]  # fmt: skip


def test_a_complete_register_stays_as_it_was_whatever_is_read_later() -> None:
    made = (removed(), added())
    now = tuple(register(*made))
    whole = complete(replace(reading(), resolutions=now), None, "Ann")
    told = Corrections(made, whole)
    assert applied(told) == list(now)
    assert texts_of(applied(told, entries=[])) == [ACCEPTED, LIGHTS, BAND]
    more = [*reading().resolutions, replace(reading().resolutions[0], spans=(Span(1, 0, 9),))]
    assert texts_of(applied(told, entries=more)) == [ACCEPTED, LIGHTS, BAND]
    # Its words gone, what was corrected still counts.
    one, two = reading().pages
    gone = (replace(one, text=one.text.replace("£4,100", "£4,200")), two)
    assert KEPT not in texts_of(applied(told, gone))
