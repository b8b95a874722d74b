"""What a language model writes is cited, dropped, or quoted beside; the model is a script."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from typing import cast

import pytest

from retrieval.explain.evidence import Part, gather
from retrieval.explain.evidence import Sentence as Sent
from retrieval.explain.explaining import Explained, Explainer
from retrieval.explain.language_model import LanguageModel
from retrieval.explain.words import Prompt
from retrieval.model.errors import LanguageModelError
from retrieval.search.searcher import Found
from tests.retrieval.guard.papers import Desk

QUESTION = "What did Cabinet resolve about library hours in November 2023?"


class Script:
    """Writes lines, then breaks off with ``trouble`` if there is any."""

    name = "script"

    def __init__(self, *lines: str, trouble: str = "") -> None:
        self._lines = lines
        self._trouble = trouble
        self.prompts: list[Prompt] = []
        self.most = 0

    def words(self, prompt: Prompt, most_tokens: int) -> Generator[str, None, None]:
        self.prompts.append(prompt)
        self.most = most_tokens
        yield from (f"{line}\n" for line in self._lines)
        if self._trouble:
            raise LanguageModelError(self._trouble)


@pytest.fixture(scope="module")
def found(desk: Desk) -> Found:
    return desk.find(QUESTION)


@pytest.fixture(scope="module")
def sent(desk: Desk, found: Found) -> Sequence[Sent]:
    """The sentences as they are sent where there is room for all."""
    from retrieval.answer.quoting import Quoter

    return gather([Part(found)], [Quoter(desk.catalogue, found)], 30_000).sentences


def explained(desk: Desk, script: Script, *parts: Part, window: int = 32_000) -> list[Explained]:
    explainer = Explainer(cast(LanguageModel, script), desk.catalogue, window)
    return list(explainer.explain(QUESTION, parts))


def plain(sentences: Sequence[Sent]) -> Sent:
    """Return a sentence of prose without a sum or a vote."""
    return next(
        one
        for one in sentences
        if not one.quote.official and not set("£%0123456789") & set(one.quote.text)
        and "vot" not in one.quote.text and "carried" not in one.quote.text
    )  # fmt: skip


def test_what_is_supported_is_said_and_cited(
    desk: Desk, found: Found, sent: Sequence[Sent]
) -> None:
    one = plain(sent)
    *growing, last = explained(desk, Script(f"{one.quote.text} [{one.number}]"), Part(found))
    (told,) = last.statements
    assert (told.text, told.citations, told.explained) == (
        one.quote.text,
        one.quote.citations,
        True,
    )
    assert not told.conflicts
    assert (last.complete, last.lacking, last.dropped, last.note) == (True, False, 0, "")
    assert [step.complete for step in growing] == [False]
    assert one.said in last.prompt


def test_official_wording_stands_beside_once(
    desk: Desk, found: Found, sent: Sequence[Sent]
) -> None:
    one = next(one for one in sent if one.quote.official)
    line = f"The library hours were agreed by the Cabinet [{one.number}]"
    last = explained(desk, Script(line, line.replace("The library", "Library")), Part(found))[-1]
    quoted = [said for said in last.statements if not said.explained]
    assert [said.text for said in quoted] == [one.quote.text] * (len(last.statements) > 0)


@pytest.mark.parametrize("numbers", ["", "[0]", "[9999]", "[1][9999]"])
def test_unknown_numbers_and_none_are_dropped(numbers: str, desk: Desk, found: Found) -> None:
    last = explained(desk, Script(f"It was said {numbers}"), Part(found))[-1]
    assert (last.statements, last.dropped, last.lacking) == ((), 1, True)
    assert last.note


def test_what_is_not_supported_is_dropped_and_counted(
    desk: Desk, found: Found, sent: Sequence[Sent]
) -> None:
    one = plain(sent)
    lines = (f"Zanzibar bought the moon [{one.number}]", f"{one.quote.text} [{one.number}]")
    last = explained(desk, Script(*lines), Part(found))[-1]
    assert (len(last.statements), last.dropped, last.lacking) == (1, 1, False)


def test_nothing_written_is_said_otherwise_than_nothing_supported(desk: Desk, found: Found) -> None:
    nothing = explained(desk, Script("NOT FOUND"), Part(found))[-1]
    dropped = explained(desk, Script("Zanzibar bought the moon [1]"), Part(found))[-1]
    assert nothing.lacking
    assert nothing.note != dropped.note


def test_trouble_is_told_and_what_came_before_it_kept(
    desk: Desk, found: Found, sent: Sequence[Sent]
) -> None:
    silent = explained(desk, Script(trouble="no answer"), Part(found))[-1]
    assert "no answer" in silent.note
    assert silent.lacking
    one = plain(sent)
    script = Script(f"{one.quote.text} [{one.number}]", trouble="it fell")
    broken = explained(desk, script, Part(found))[-1]
    assert len(broken.statements) == 1
    assert "it fell" in broken.note
    assert broken.lacking
    assert broken.note.replace("it fell", "") != silent.note.replace("no answer", "")


def test_a_contradiction_is_marked_only_where_figures_do_not_agree(
    desk: Desk, found: Found, sent: Sequence[Sent]
) -> None:
    one = plain(sent)
    line = f"CONTRADICTION: {one.quote.text} [{one.number}]"
    last = explained(desk, Script(line), Part(found))[-1]
    assert [said.conflicts for said in last.statements] == [False]


def test_no_more_is_written_than_asked_for(desk: Desk, found: Found, sent: Sequence[Sent]) -> None:
    one = plain(sent)
    lines = [f"{one.quote.text} [{one.number}]"] * 30
    last = explained(desk, Script(*lines), Part(found))[-1]
    assert sum(said.explained for said in last.statements) == 8
    parts = Part(found, "hours"), Part(found, "November")
    script = Script(*lines)
    last = explained(desk, script, *parts)[-1]
    assert sum(said.explained for said in last.statements) == 14
    assert "14" in script.prompts[0].system
    assert "Part: hours" in script.prompts[0].user


def test_a_small_window_leaves_sentences_out_and_says_so(desk: Desk, found: Found) -> None:
    script = Script("NOT FOUND")
    explained(desk, script, Part(found), window=32_000)
    assert script.most == 1024
    few = Script("NOT FOUND")
    explained(desk, few, Part(found), window=2400)
    assert few.most == 600
    assert len(few.prompts[0].user) < len(script.prompts[0].user)
    none = explained(desk, Script("x"), Part(found), window=300)[-1]
    assert none.lacking
    assert none.prompt == ""
