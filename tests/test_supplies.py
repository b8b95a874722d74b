"""What is installed can be held to hashes, and told as a bill of materials, off-line."""

from __future__ import annotations

import re

import pytest
from packaging.markers import Marker

from tests.bill import bill, closure, needed
from tests.conftest import ROOT
from tests.test_packaging import declared, lines, named, project

# A pin of the lock: what is installed, on which computers, and by which files.
_LOCKED = re.compile(
    r"^([\w.-]+)==(\S+)(?: ; ([^\\\n]+))?((?: \\\n    --hash=sha256:[0-9a-f]{64})+)\n", re.MULTILINE
)


def locked() -> dict[str, str]:
    """Return the version of each library that the lock installs on this computer."""
    text = (ROOT / "hashes.txt").read_text(encoding="utf-8")
    # Nothing but comments stands between the pins.
    assert re.sub(r"(?m)^ *#.*\n", "", _LOCKED.sub("", text)) == ""
    found = _LOCKED.findall(text)
    here = (one for one in found if not one[2] or Marker(one[2].strip()).evaluate())
    return {named(name): version for name, version, *_ in here}


def test_the_lock_holds_all_that_is_needed_as_it_was_tested() -> None:
    pinned = {named(pin): pin.split("==")[1] for pin in lines("constraints.txt")}
    found = locked()
    assert set(found) == closure(project()["dependencies"])
    assert found == {name: pinned[name] for name in found}


def test_the_lock_leaves_out_what_only_models_of_ones_own_need() -> None:
    assert not {"torch", "transformers", "sentence-transformers"} & set(locked())


def test_a_bill_holds_what_is_needed_and_how_it_hangs_together() -> None:
    whole = {
        "metadata": {"component": {"bom-ref": "root"}},
        "components": [{"name": name, "bom-ref": f"{name}==1"} for name in ("A_b", "c", "tool")],
        "dependencies": [
            {"ref": "root", "dependsOn": ["A_b==1"]},
            {"ref": "A_b==1", "dependsOn": ["c==1", "tool==1"]},
            {"ref": "c==1"},
            {"ref": "tool==1", "dependsOn": ["c==1"]},
        ],
    }
    found = needed(whole, {"a-b", "c"})
    assert [one["name"] for one in found["components"]] == ["A_b", "c"]
    assert found["dependencies"] == [
        {"ref": "root", "dependsOn": ["A_b==1"]},
        {"ref": "A_b==1", "dependsOn": ["c==1"]},
        {"ref": "c==1", "dependsOn": []},
    ]


def test_what_is_brought_along_is_found_and_no_tool() -> None:
    found = closure(project()["dependencies"])
    assert declared() <= found
    assert {"starlette", "tokenizers", "httpcore"} <= found
    assert not found & ({named(pin) for pin in lines("requirements-dev.txt")} - declared())
    pinned = {named(pin) for pin in lines("constraints.txt")}
    assert found <= pinned


@pytest.mark.long
@pytest.mark.timeout(400)
def test_the_bill_names_every_requirement_with_its_version_and_no_tool() -> None:
    # It takes half a minute.
    made = bill()
    assert made["bomFormat"] == "CycloneDX"
    names = {named(one["name"]): one for one in made["components"]}
    assert declared() <= set(names)
    tools = {named(pin) for pin in lines("requirements-dev.txt")} - declared()
    assert not tools & set(names)
    pinned = dict(pin.split("==") for pin in lines("requirements.txt"))
    for name, version in pinned.items():
        # A build of one's own has a mark behind its version.
        assert names[named(name)]["version"].split("+")[0] == version
    assert all(one["purl"].startswith("pkg:pypi/") for one in names.values())
