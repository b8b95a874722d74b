"""The numbers that decide: each has a source, a name to set it by, and a reader."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import pytest

from retrieval.model.constants import DEFAULT, Constants
from retrieval.model.errors import SettingsError

_RETRIEVAL = Path(__file__).resolve().parents[3] / "retrieval"


def trees() -> Iterator[ast.Module]:
    for path in sorted(_RETRIEVAL.rglob("*.py")):
        if path.parent.name != "model":
            yield ast.parse(path.read_text(encoding="utf-8"))


def taking_constants() -> Iterator[tuple[str, int]]:
    """Yield functions and classes that take constants, by name, with the place of that argument.

    Private ones have no default, so that the type checker sees what is forgotten.
    """
    for tree in trees():
        for node in tree.body:
            made = [one for one in getattr(node, "body", ()) if isinstance(one, ast.FunctionDef)]
            takes = next((one for one in made if one.name == "__init__"), None)
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                names = [arg.arg for arg in (*node.args.args, *node.args.kwonlyargs)]
            elif isinstance(node, ast.ClassDef) and takes:
                names = [arg.arg for arg in takes.args.args[1:]]
            else:
                continue
            if "constants" in names:
                yield node.name, names.index("constants")


@pytest.mark.parametrize("stage", [one.name for one in fields(Constants)])
def test_every_number_says_what_it_does_and_how_it_was_found(stage: str) -> None:
    for one in fields(getattr(DEFAULT, stage)):
        assert one.metadata["about"]
        assert one.metadata["found"].startswith(("by judgement", "by trial", "fitted", "fixed"))


def test_every_number_is_read_where_answers_are_made() -> None:
    read = {
        node.attr for tree in trees() for node in ast.walk(tree) if isinstance(node, ast.Attribute)
    }
    by_name = {one.name for one in fields(DEFAULT.signals)}  # weights are looked up by name
    unread = {name for name in DEFAULT.values() if name.split(".")[1] not in read | by_name}
    assert not unread


def test_no_call_forgets_the_numbers_it_was_given() -> None:
    """A default is for who asks one function by itself; on the way to an answer all are handed on.

    Otherwise a number set in an eval run would count in some places and not in others.
    """
    place = dict(taking_constants())
    assert {"together", "settled", "fault_in", "Searcher"} <= set(place)
    forgetting = [
        ast.unparse(call)
        for tree in trees()
        for call in ast.walk(tree)
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Name)
        and call.func.id in place
        and len(call.args) <= place[call.func.id]
        and "constants" not in [keyword.arg for keyword in call.keywords]
    ]
    # The health and the log speak of the app, which answers by the defaults.
    assert all(call.startswith("fingerprint_of(") for call in forgetting), forgetting


def test_a_number_is_set_by_its_name() -> None:
    moved = DEFAULT.changed("choosing.near", "0.5").changed("quoting.statements", "2")
    assert (moved.choosing.near, moved.quoting.statements) == (0.5, 2)
    assert DEFAULT.choosing.near == 0.96
    differing = {n for n, value in moved.values().items() if value != DEFAULT.values()[n]}
    assert differing == {"choosing.near", "quoting.statements"}
    assert DEFAULT.changed("choosing.near", "1").choosing.near == 1.0


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("choosing.nearly", "1", "no constant 'choosing.nearly'; there are understanding."),
        ("choosing", "1", "no constant 'choosing'"),
        ("", "", "no constant ''"),
        ("choosing.near", "close", "choosing.near takes a number, not 'close'; constants are"),
        ("choosing.near", "nan", "takes a number, not 'nan'"),
        ("choosing.near", "", "takes a number, not ''"),
        ("choosing.hits", "2.5", "choosing.hits takes a whole number, not '2.5'"),
    ],
)
def test_what_cannot_be_set_names_what_can(name: str, text: str, told: str) -> None:
    with pytest.raises(SettingsError) as caught:
        DEFAULT.changed(name, text)
    assert told in str(caught.value)
    assert "choosing.near, choosing.near_unsure, choosing.near_compare" in str(caught.value)
