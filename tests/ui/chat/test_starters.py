"""Starter questions: from the newest business, never from routine."""

from __future__ import annotations

from pathlib import Path

from corpus.model import Access
from tests.ui.scripted import ScriptedCatalogue
from ui.chat.starters import starter_questions


def test_starters_name_business_and_no_routine(tmp_path: Path) -> None:
    found = starter_questions(ScriptedCatalogue(tmp_path), Access.PUBLIC)
    assert found == (
        "What are members asked to decide on “Lido repairs”?",
        "What does the report “Mooring fees” of 14 May 2024 say?",
    )


def test_no_papers_no_starters(tmp_path: Path) -> None:
    assert starter_questions(ScriptedCatalogue(tmp_path, empty=True), Access.PUBLIC) == ()
