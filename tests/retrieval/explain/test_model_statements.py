"""What a model writes, cut into statements as it comes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.explain.statements import Draft, drafts


def read(text: str) -> list[Draft]:
    return list(drafts([text]))


@pytest.mark.parametrize(
    ("line", "text", "numbers"),
    [
        ("It costs £5. [1]", "It costs £5.", (1,)),
        ("It costs £5 [1].", "It costs £5.", (1,)),
        ("It costs £5 [1] [12]", "It costs £5", (1, 12)),
        ("It costs £5 [1, 2; 3]", "It costs £5", (1, 2, 3)),
        ("- It costs £5 [1]", "It costs £5", (1,)),
        ("3. It costs £5 [1]", "It costs £5", (1,)),
        ("**It** costs £5 [1]", "It costs £5", (1,)),
        ("It [1] costs £5 [2], as agreed.", "It costs £5, as agreed.", (1, 2)),
        ("It costs £5.", "It costs £5.", ()),
        ("It costs £5 [source]", "It costs £5 [source]", ()),
    ],
)
def test_a_line_is_a_statement(line: str, text: str, numbers: tuple[int, ...]) -> None:
    assert read(f"{line}\n") == [Draft(text, numbers)]
    assert read(line) == [Draft(text, numbers)]


def test_a_line_may_hold_two() -> None:
    assert read("It costs £5. [1] Work begins in May [2]. It ends.") == [
        Draft("It costs £5.", (1,)),
        Draft("Work begins in May.", (2,)),
        Draft("It ends.", ()),
    ]


def test_a_contradiction_is_marked() -> None:
    (draft,) = read("CONTRADICTION: One says £5, the other £6. [1] [2]")
    assert draft == Draft("One says £5, the other £6.", (1, 2), contradiction=True)


@pytest.mark.parametrize("text", ["NOT FOUND", "NOT FOUND.\n", "", "\n\n", "[1]\n"])
def test_nothing_said_is_no_statement(text: str) -> None:
    assert not read(text)


def test_thoughts_are_not_statements() -> None:
    thought = "<think>\nThe user wants [1]\nIt costs £9 [1]\n</think>\n\nIt costs £5 [1]\n"
    assert read(thought) == [Draft("It costs £5", (1,))]
    assert read("<think>short</think>\nIt costs £5 [1]") == [Draft("It costs £5", (1,))]


def test_each_comes_as_soon_as_its_line_is_complete() -> None:
    given_out: list[str] = []

    def words() -> Iterator[str]:
        for word in ("It costs", " £5 [1]", "\nWork ", "begins [2]\n"):
            given_out.append(word)
            yield word

    stream = drafts(words())
    assert next(stream).text == "It costs £5"
    assert given_out[-1] == "\nWork "


def test_a_break_loses_the_unfinished_line_only() -> None:
    def words() -> Iterator[str]:
        yield "It costs £5 [1]\nWork begins [2"
        raise ConnectionError

    stream = drafts(words())
    assert next(stream) == Draft("It costs £5", (1,))
    with pytest.raises(ConnectionError):
        next(stream)


def test_a_line_without_end_is_bounded() -> None:
    (draft,) = drafts("endless " for _ in range(100_000))
    assert len(draft.text) <= 800
    assert not draft.numbers


@given(st.lists(st.text(max_size=60)))
def test_pieces_make_no_difference(pieces: list[str]) -> None:
    assert list(drafts(pieces)) == list(drafts("".join(pieces)))
