"""Statements as JSON: read as lines as they come, whole or not at all; lines pass unchanged."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from retrieval.explain.as_json import EXAMPLE, as_lines, schema
from retrieval.explain.statements import Draft, drafts

TWO = json.dumps(
    {
        "statements": [
            {"text": "The ferry costs £9 [now].", "numbers": [2], "contradiction": False},
            {"text": "Two\nfigures.", "numbers": [1, 3], "contradiction": True},
        ]
    }
)
WANTED = [
    Draft("The ferry costs £9 (now).", (2,)),
    Draft("Two figures.", (1, 3), contradiction=True),
]


@given(st.lists(st.integers(0, len(TWO)), max_size=9))
def test_however_it_is_cut_the_same_statements_come(cuts: list[int]) -> None:
    edges = [0, *sorted(cuts), len(TWO)]
    pieces = [TWO[a:b] for a, b in pairwise(edges)]
    assert list(drafts(as_lines(pieces))) == WANTED


def test_a_statement_comes_before_the_next_is_written() -> None:
    came: list[str] = []

    def slowly() -> Iterator[str]:
        end = TWO.index("}") + 1
        yield TWO[:end]
        came.append("more")
        yield TWO[end:]

    first = next(iter(as_lines(slowly())))
    assert (first.split(" [2]")[0], came) == ("The ferry costs £9 (now).", [])


@pytest.mark.parametrize("text", ["It costs £9. [1]\nNOT FOUND", "`code` [1]", "", "(x) [2]\n"])
def test_lines_pass_as_they_are(text: str) -> None:
    assert "".join(as_lines(text)) == text


@pytest.mark.parametrize(
    "text",
    ['{"statements": []}', '{"statements": [{"text": 3}]}', '{"statements": ["x"]}', '{"x": 1',
     '{"statements": [{"text": "half'],
)  # fmt: skip
def test_what_is_no_statement_is_none(text: str) -> None:
    assert list(drafts(as_lines([text]))) == []


def test_a_fence_round_json_is_no_part_of_it() -> None:
    assert list(drafts(as_lines(["```", "json\n", TWO, "\n```"]))) == WANTED


def test_the_schema_lets_no_other_number_through() -> None:
    check = Draft202012Validator(schema(3, 2))
    assert check.is_valid(json.loads(EXAMPLE))
    assert check.is_valid({"statements": []})
    other = json.loads(EXAMPLE.replace("[3]", "[4]"))
    assert not check.is_valid(other)
    assert not check.is_valid(json.loads(EXAMPLE.replace("[3]", "[]")))
