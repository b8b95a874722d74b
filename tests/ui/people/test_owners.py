"""Whose kept chats are: a person's who signed in, else a browser's; no ended sign-in opens any."""

from __future__ import annotations

import pytest

from corpus.model import Access
from ui.people import owners
from ui.people.access import Doubt, Visitor
from ui.people.owners import Owner
from ui.people.roles import Role

TOKEN = {"minutebook_browser": "a" * 43}


@pytest.fixture
def looking(monkeypatch: pytest.MonkeyPatch) -> dict[str, Visitor]:
    """Who is looking, by the name "now"; from a browser that is known."""
    held = {"now": Visitor(Role.PUBLIC, Access.PUBLIC)}
    monkeypatch.setattr(owners, "visitor", lambda: held["now"])
    monkeypatch.setattr(owners, "_cookies", lambda: TOKEN)
    return held


def member(doubt: Doubt | None = None) -> Visitor:
    return Visitor(Role.MEMBER, Access.EXEMPT, "A. Member", "k", "c0a6", doubt)


def test_a_sign_in_comes_before_the_browser(looking: dict[str, Visitor]) -> None:
    browser = owners.owner()
    assert browser is not None
    assert not browser.person
    looking["now"] = member()
    assert owners.owner() == Owner("person c0a6", person=True)
    looking["now"] = member(Doubt.NO_ROLE)
    assert owners.owner() == Owner("person c0a6", person=True)


@pytest.mark.parametrize("doubt", [Doubt.OLD, Doubt.ENDED])
def test_a_sign_in_that_counts_no_more_opens_no_persons_chats(
    looking: dict[str, Visitor], doubt: Doubt
) -> None:
    looking["now"] = member(doubt)
    found = owners.owner()
    assert found is not None
    assert not found.person


def test_nobody_is_known_without_either(
    looking: dict[str, Visitor], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert looking
    monkeypatch.setattr(owners, "_cookies", dict)
    assert owners.owner() is None
