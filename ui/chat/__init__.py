"""The chat: an answer on its way, how it looks, and what can be done with it."""

from __future__ import annotations

from ui.chat import chat
from ui.chat.actions import answer_actions, chat_actions
from ui.chat.cards import answer_rest, lead_line, whole_statements
from ui.chat.chat import Exchange
from ui.chat.going_on import LONGEST_QUESTION, asked_next, meant_otherwise
from ui.chat.growing import searched, settled, written
from ui.chat.judging import review_file
from ui.chat.starters import starter_questions

__all__ = [
    "LONGEST_QUESTION",
    "Exchange",
    "answer_actions",
    "answer_rest",
    "asked_next",
    "chat",
    "chat_actions",
    "lead_line",
    "meant_otherwise",
    "review_file",
    "searched",
    "settled",
    "starter_questions",
    "whole_statements",
    "written",
]
