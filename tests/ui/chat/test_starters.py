"""Starter questions: from the newest business, never from routine."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from corpus.model import DecisionKind, Scope
from tests.ui.scripted_catalogue import ScriptedCatalogue
from ui.chat.starters import starter_questions


def test_starters_name_business_and_no_routine(tmp_path: Path) -> None:
    found = starter_questions(ScriptedCatalogue(tmp_path), Scope())
    assert found == (
        "What are members asked to decide on “Lido repairs”?",
        "What does the report “Mooring fees” of 14 May 2024 say?",
    )


def test_starters_come_from_within_the_limits(tmp_path: Path) -> None:
    catalogue = ScriptedCatalogue(tmp_path)
    pack, minutes = (catalogue.paper(name).id for name in ("pack.pdf", "minutes.pdf"))
    assert starter_questions(catalogue, Scope(papers=(pack,), item="2")) == (
        "What are members asked to decide on “Lido repairs”?",
        "What does the report “Lido repairs” of 14 May 2024 say?",
    )
    assert starter_questions(catalogue, Scope(papers=(minutes,))) == (
        "What was decided about “Lido repairs” on 14 May 2024?",
    )


def test_no_papers_no_starters(tmp_path: Path) -> None:
    assert starter_questions(ScriptedCatalogue(tmp_path, empty=True), Scope()) == ()


def test_starters_ask_what_was_decided_and_take_no_action_for_it(tmp_path: Path) -> None:
    catalogue = ScriptedCatalogue(tmp_path)
    (lido,) = catalogue.search_resolutions().resolutions
    catalogue.decided += [
        replace(lido, title="Pier painting", kind=DecisionKind.ACTION),
        replace(lido, title="Harbour lights"),
    ]
    found = " ".join(starter_questions(catalogue, Scope()))
    assert "What was decided about “Harbour lights”" in found
    assert "Pier painting" not in found
