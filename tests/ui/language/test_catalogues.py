"""Every language says all that the code says, in as many forms and with the same placeholders."""

from __future__ import annotations

import ast
import re
import string
from collections import Counter
from collections.abc import Iterator
from enum import StrEnum
from functools import cache

import pytest
from babel.messages.catalog import Catalog, Message

from corpus.model import DecisionKind, OutcomeClass, PaperKind, Result
from corpus.news import Happening, PageChange, nations
from corpus.sync import Sort
from retrieval.following import FollowKind
from retrieval.matters.sayings import Says
from tests import language
from tests.rooms import modules, tree
from ui.language.choosing import LANGUAGES
from ui.language.saying import FOLDER
from ui.language.terms import TERMS
from ui.people.roles import Role
from ui.service.actions import Action
from ui.words.nouns import NOUNS

CODES = language.languages()
# What is said by the value of its enumeration; a tag that no page shows is in none.
_SAID_BY_VALUE: tuple[type[StrEnum], ...] = (
    PaperKind,
    OutcomeClass,
    DecisionKind,
    Result,
    Happening,
    PageChange,
    Says,
    Sort,
    FollowKind,
    Role,
    Action,
)


@cache
def template() -> Catalog:
    return language.template()


def ids(catalogue: Catalog) -> set[tuple[object, str | None]]:
    return {(message.id, message.context) for message in catalogue if message.id}


def held(code: str) -> Iterator[Message]:
    return (message for message in language.read(code) if message.id)


def forms_of(message: Message) -> tuple[str, ...]:
    """Return what a language says for a message, one form or as many as it counts in."""
    said = message.string
    return (said,) if isinstance(said, str) else tuple(str(form or "") for form in said or ())


def fields(text: str) -> Counter[str]:
    """Return the placeholders of a text with their formats, each as often as it stands."""
    parsed = string.Formatter().parse(text)
    return Counter(f"{name}:{spec}" for _, name, spec, _ in parsed if name is not None)


def marks(text: str) -> Counter[str]:
    """Return what is no word: icons, emphasis, code, list marks, addresses, blanks at the ends."""
    found = re.findall(r":\w+/?\w*:|:small\[|\*\*|`[^`]*`|^- |https?://\S+", text, re.MULTILINE)
    ends = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    return Counter([*found, *ends])


def test_each_language_of_the_menu_has_a_catalogue_and_each_catalogue_a_language() -> None:
    folders = {path.name for path in FOLDER.iterdir() if path.is_dir()}
    assert set(CODES) == folders
    assert all(LANGUAGES.values())


@pytest.mark.parametrize("code", CODES)
def test_a_catalogue_has_what_the_code_says_and_no_more(code: str) -> None:
    # `python -m tests.language` brings it up to date; what is new is then to be said.
    assert ids(language.read(code)) == ids(template())


@pytest.mark.parametrize("code", CODES)
def test_every_message_is_said_for_certain_in_all_forms(code: str) -> None:
    wanted = language.read(code).num_plurals
    assert wanted == {"cy": 6}[code]
    for message in held(code):
        forms = forms_of(message)
        assert not message.fuzzy, message.id
        assert len(forms) == (wanted if isinstance(message.id, tuple) else 1), message.id
        assert all(forms), message.id


@pytest.mark.parametrize("code", CODES)
def test_placeholders_and_marks_are_those_of_the_english(code: str) -> None:
    for message in held(code):
        if isinstance(message.id, str):
            (form,) = forms_of(message)
            assert fields(form) == fields(message.id), message.id
            assert marks(form) == marks(message.id), message.id
            continue
        one, several = map(fields, message.id)
        for at, form in enumerate(forms_of(message)):
            # That of one may leave out the number, as the English does.
            assert fields(form) in ((one, several) if at == 1 else (several,)), message.id


@pytest.mark.parametrize("code", CODES)
def test_what_the_app_reads_is_what_people_wrote(code: str) -> None:
    kept = language.po_path(code).with_suffix(".mo").read_bytes()
    assert kept == language.compiled(language.read(code))


@pytest.mark.parametrize("values", _SAID_BY_VALUE)
def test_what_is_said_by_its_value_is_in_the_catalogues(values: type[StrEnum]) -> None:
    known = {message.id for message in template()}
    assert {one.value for one in values} <= known


def test_terms_are_those_that_records_hold() -> None:
    assert {nation.name for nation in nations().values()} <= TERMS


def calls(module: str, name: str) -> Iterator[ast.Call]:
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == name:
            yield node


def ours() -> list[str]:
    return [name for name in modules() if name.split(".")[0] == "ui"]


def test_what_is_counted_has_its_forms() -> None:
    nouns = [call.args[1] for name in ours() for call in calls(name, "counted")]
    said = {noun.value for noun in nouns if isinstance(noun, ast.Constant)}
    assert said <= NOUNS.keys()


def test_nothing_is_put_together_before_it_is_said() -> None:
    # An f-string or a sum has no entry, so it would be said in English for ever.
    broken = [
        f"{name}:{call.lineno}"
        for name in ours()
        for call in calls(name, "_")
        if isinstance(call.args[0], (ast.JoinedStr, ast.BinOp))
    ]
    assert broken == []


def when_imported(node: ast.AST) -> Iterator[ast.AST]:
    """Yield what runs when a module is imported: all but the bodies of functions."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)):
            defaults = [*child.args.defaults, *(one for one in child.args.kw_defaults if one)]
            decorators = getattr(child, "decorator_list", [])
            for part in (*defaults, *decorators):
                yield part
                yield from when_imported(part)
            continue
        yield child
        yield from when_imported(child)


def test_nothing_is_said_when_a_module_is_imported() -> None:
    # Else all visitors would read it in one language.
    early = [
        f"{name}:{node.lineno}"
        for name in ours()
        for node in when_imported(tree(name))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in ("_", "ngettext", "pgettext")
    ]
    assert early == []


def test_nothing_that_is_kept_for_several_is_said_while_it_is_made() -> None:
    said = {"_", "ngettext", "pgettext", "counted", "day", "paper_line", "source_line", "kind_name"}
    kept = [
        f"{name}:{node.lineno}"
        for name in ours()
        for node in ast.walk(tree(name))
        if isinstance(node, ast.FunctionDef)
        and any("cache" in ast.unparse(one) for one in node.decorator_list)
        and said & {one.id for one in ast.walk(node) if isinstance(one, ast.Name)}
    ]
    # The translations themselves are kept by their language.
    assert kept == []
