"""Rooms keep to their doors and their order, and each vendor library comes in by its own door."""

from __future__ import annotations

from graphlib import CycleError, TopologicalSorter

import pytest

from tests.rooms import (
    ARCHITECTURE,
    BEGIN,
    END,
    door,
    imported_modules,
    imports,
    layers,
    modules,
    packages,
    room_of,
    rooms,
    table,
    tree,
)

_MOST_MODULES = 20


def _exceptions() -> dict[str, set[str]]:
    return {row["from"]: set(row["to"]) for row in layers()["exceptions"]}


def _may_see(room: str) -> set[str]:
    """Return the rooms and packages whose doors a room may import."""
    package = room.split(".")[0]
    order = [name for name in rooms() if name.startswith(f"{package}.")]
    below = order[: order.index(room)] if room in order else order
    seen = layers()["packages"].get(package, packages())
    others = [name for name in rooms() if name.split(".")[0] in seen]
    return {*below, *others, *seen, *_exceptions().get(room, ())}


def _outside(module: str) -> set[str]:
    """Return what a module imports of other rooms, but for what stands beside all rooms."""
    found = {name for name in imported_modules(module) if room_of(name) != room_of(module)}
    return found - set(layers()["beside"])


def test_every_folder_is_a_room() -> None:
    folders = {
        ".".join(name.split(".")[:2])
        for name, path in modules().items()
        if path.name == "__init__.py" and "." in name
    }
    assert folders == set(rooms())


@pytest.mark.parametrize("room", rooms())
def test_a_room_says_what_it_is_for_and_is_not_too_full(room: str) -> None:
    inside = [name for name in modules() if name.startswith(f"{room}.")]
    assert len([name for name in inside if name.count(".") == 2]) <= _MOST_MODULES
    assert imports(room) or not door(room)
    assert tree(room).body


@pytest.mark.parametrize("module", sorted(modules()))
def test_a_module_keeps_to_doors_and_order(module: str) -> None:
    outside = _outside(module)
    doors = {name for name in outside if name == room_of(name)}
    assert not outside - doors, "only a room's door may be imported"
    assert not doors - _may_see(room_of(module)), "a room may import only rooms below it"


def test_modules_import_one_another_in_no_circle() -> None:
    try:
        TopologicalSorter({name: imported_modules(name) for name in modules()}).prepare()
    except CycleError as error:
        pytest.fail(" imports ".join(error.args[1]))


def test_no_exception_is_left_that_nobody_needs() -> None:
    for room, seen in _exceptions().items():
        inside = (module for module in modules() if room_of(module) == room)
        used = {name for module in inside for name in _outside(module)}
        assert seen <= used


@pytest.mark.parametrize("room", rooms())
def test_a_door_shows_only_what_is_wanted_outside(room: str) -> None:
    wanted = {
        given.name
        for module in modules()
        if room_of(module) != room
        for given in imports(module)
        if given.module == room
    }
    assert set(door(room)) == wanted


@pytest.mark.parametrize("library", sorted(layers()["vendors"]))
def test_a_vendor_library_has_its_doors(library: str) -> None:
    users = {
        name
        for name in modules()
        if any(given.module.split(".")[0] == library for given in imports(name))
    }
    assert users == set(layers()["vendors"][library])


def test_streamlit_is_for_the_app_alone() -> None:
    users = {
        name.split(".")[0]
        for name in modules()
        if any(given.module.split(".")[0] == "streamlit" for given in imports(name))
    }
    assert users == {"app", "ui"}


def test_the_architecture_lists_the_rooms() -> None:
    text = ARCHITECTURE.read_text(encoding="utf-8")
    shown = text.split(BEGIN)[1].split(END)[0].strip()
    assert shown == table(), "run `python -m tests.rooms --write`"
