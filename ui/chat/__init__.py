"""The chat: an answer on its way, how it looks, what can be done with it, and those kept beside."""

from __future__ import annotations

from ui.chat import chat
from ui.chat.actions import answer_actions
from ui.chat.cards import answer_heading, answer_rest, whole_statements
from ui.chat.eval_question import change_question, question_form, without_page
from ui.chat.going_on import asked_next, meant_otherwise, whole_question
from ui.chat.growing import searched, settled, written
from ui.chat.judging import keep_questions, own_set, put_question_back, remove_question, review_file
from ui.chat.listed import chats_beside
from ui.chat.starters import starter_questions
from ui.chat.whole import LIMITS, chat_actions, undo_line

__all__ = [
    "LIMITS",
    "answer_actions",
    "answer_heading",
    "answer_rest",
    "asked_next",
    "change_question",
    "chat",
    "chat_actions",
    "chats_beside",
    "keep_questions",
    "meant_otherwise",
    "own_set",
    "put_question_back",
    "question_form",
    "remove_question",
    "review_file",
    "searched",
    "settled",
    "starter_questions",
    "undo_line",
    "whole_question",
    "whole_statements",
    "without_page",
    "written",
]
