"""Chats as Markdown and Word: footnotes, official wording, nothing active."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from docx import Document

from corpus.model import Scope
from tests.ui.scripted import COST, ScriptedAssistant
from tests.ui.scripted_catalogue import DECISION, ScriptedCatalogue
from ui.chat.export import EXPLAINED, OFFICIAL, answer_words, chat_markdown, chat_word
from ui.kept import Exchange


@pytest.fixture
def said(tmp_path: Path) -> list[Exchange]:
    assistant = ScriptedAssistant(ScriptedCatalogue(tmp_path))
    questions = ["What will the boiler cost?", "any mermaids?", "something hostile"]
    return [Exchange(q, Scope(), answer=assistant.ask(q)) for q in questions]


def test_markdown_numbers_footnotes_through_the_chat(said: list[Exchange]) -> None:
    text = chat_markdown(said)
    for number in (1, 2, 3):
        assert f"[^{number}]: " in text
        assert text.count(f"[^{number}]") == 2
    assert "[^4]" not in text
    assert f"**{OFFICIAL}**" in text
    assert "> That the Committee approve" in text


def test_markdown_of_hostile_words_is_not_active(said: list[Exchange]) -> None:
    text = chat_markdown(said)
    for active in ("<script", "](java", "![p]", "<!--", "$x"):
        assert not re.search(rf"(?<!\\){re.escape(active)}", text)


def test_markdown_keeps_a_refusal_and_its_pages(said: list[Exchange]) -> None:
    text = chat_markdown(said).replace("\\", "")
    assert "The papers do not say" in text
    assert "Nearest page, without a claim: pack.pdf, page 13 (PDF page 4)" in text


def test_word_has_real_footnotes(said: list[Exchange]) -> None:
    data = chat_word(said)
    paragraphs = [p.text for p in Document(io.BytesIO(data)).paragraphs]
    assert COST in paragraphs
    assert DECISION in paragraphs
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        notes = archive.read("word/footnotes.xml").decode()
        body = archive.read("word/document.xml").decode()
        kinds = archive.read("[Content_Types].xml").decode()
    assert notes.count("<w:footnoteRef/>") == 3
    assert body.count("w:footnoteReference") == 3
    assert "Item 2 · page 11 of the pack (PDF page 2)" in notes
    assert "footnotes+xml" in kinds
    assert "<script>" not in notes


def test_a_models_words_are_no_quotation_in_any_export(said: list[Exchange]) -> None:
    answer = said[0].answer
    assert answer
    explained = replace(answer.statements[0], explained=True, official=False, part="Money")
    asked, note = "What will the lido's boiler cost?", "The model stopped early."
    statements = (explained, *answer.statements[1:])
    told = replace(answer, statements=statements, asked=asked, note=note)
    chat = [Exchange("And the cost?", Scope(), answer=told)]
    word = [p.text for p in Document(io.BytesIO(chat_word(chat))).paragraphs]
    for text in (answer_words(told), chat_markdown(chat).replace("\\", ""), "\n".join(word)):
        for said_beside in (EXPLAINED, "Money", asked, note):
            assert said_beside in text
        assert text.index(EXPLAINED) < text.index(explained.text)


def test_what_an_officer_corrected_says_so_in_every_export(said: list[Exchange]) -> None:
    first = said[0]
    assert first.answer is not None
    cost, decision = first.answer.statements
    marked = replace(decision, corrected=date(2026, 3, 3))
    chat = [replace(first, answer=replace(first.answer, statements=(cost, marked)))]
    mark = "Corrected by an officer, 3 March 2026"
    assert chat_markdown(chat).replace("\\", "").count(mark) == 1
    paragraphs = [p.text for p in Document(io.BytesIO(chat_word(chat))).paragraphs]
    assert paragraphs.count(mark) == 1
    assert mark not in chat_markdown(said).replace("\\", "")


def test_word_of_an_unanswered_chat_has_no_footnotes() -> None:
    data = chat_word([Exchange("x", Scope())])
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert "word/footnotes.xml" not in archive.namelist()


def test_copied_words_carry_their_sources(said: list[Exchange]) -> None:
    answer = said[0].answer
    assert answer is not None
    text = answer_words(answer)
    assert f"{COST} [1]" in text
    assert "[1] Item 2 · page 11 of the pack (PDF page 2) · Agenda pack" in text
    assert OFFICIAL in text
