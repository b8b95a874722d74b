"""Numbers set for an assistant reach where it ranks, chooses, quotes and refuses."""

from __future__ import annotations

import pytest

from retrieval.assistant.assistant import Assistant
from retrieval.model.constants import DEFAULT, Constants
from retrieval.model.types import Answer, Status

pytestmark = pytest.mark.slow

OUTCOMES = "What did the Cabinet decide on 14 November 2023?"
COST = "What is the capital cost of the self-service libraries?"


def asked(assistant: Assistant, question: str, **changes: str) -> tuple[Answer, Constants]:
    constants = DEFAULT
    for name, value in changes.items():
        constants = constants.changed(name.replace("__", "."), value)
    opened = Assistant.open(assistant.settings, constants)
    return opened.ask(question), opened.constants


def test_an_answer_bears_what_made_it(assistant: Assistant) -> None:
    usual = assistant.ask(COST)
    assert usual.fingerprint == assistant.fingerprint
    moved, constants = asked(assistant, COST, choosing__near="0.95")
    assert constants.choosing.near == 0.95
    assert usual.fingerprint.differing(moved.fingerprint) == ("constants",)
    assert assistant.ask("?").fingerprint == assistant.fingerprint


def test_the_same_numbers_give_the_same_answer(assistant: Assistant) -> None:
    again, _ = asked(assistant, COST, choosing__near=str(DEFAULT.choosing.near))
    assert again.text == assistant.ask(COST).text
    assert again.fingerprint == assistant.fingerprint


def test_refusing(assistant: Assistant) -> None:
    assert assistant.ask(COST).status is Status.ANSWERED
    refused, _ = asked(assistant, COST, sufficiency__enough="1.01")
    assert refused.status is Status.CLOSEST
    assert not refused.statements
    assert len(refused.closest) == DEFAULT.quoting.closest
    fewer, _ = asked(assistant, COST, sufficiency__enough="1.01", quoting__closest="1")
    assert fewer.closest == refused.closest[:1]
    none, _ = asked(assistant, COST, sufficiency__enough="1.01", quoting__closest="0")
    assert none.status is Status.REFUSED


def test_quoting(assistant: Assistant) -> None:
    assert len(assistant.ask(OUTCOMES).statements) > 1
    short, _ = asked(assistant, OUTCOMES, quoting__statements="1")
    assert len(short.statements) == 1


def test_choosing(assistant: Assistant) -> None:
    few = assistant.ask(COST)
    more, _ = asked(assistant, COST, choosing__near_unsure="0.1", choosing__equals="9")
    assert len(more.statements) > len(few.statements)


@pytest.mark.parametrize("signal", ["late", "lexical"])
def test_ranking(assistant: Assistant, signal: str) -> None:
    found = assistant.find(COST)
    opened = Assistant.open(assistant.settings, DEFAULT.changed(f"signals.{signal}", "0"))
    without = opened.find(COST)
    assert found is not None
    assert without is not None
    assert signal in dict(found.hits[0].signals)
    assert all(signal not in dict(hit.signals) for hit in without.hits)
