"""What is installed can be held to hashes, and told as a bill of materials, off-line."""

from __future__ import annotations

import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.bill import bill, closure, needed
from tests.locked import main as write_lock
from tests.test_packaging import declared, lines, named, project


def wheel(folder: Path, name: str, version: str, needs: str = "", code: str = "") -> Path:
    """Write a wheel of one module."""
    path = folder / f"{name}-{version}-py3-none-any.whl"
    about = f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n"
    about += f"Requires-Dist: {needs}\n" if needs else ""
    with zipfile.ZipFile(path, "w") as archive:
        info = f"{name}-{version}.dist-info"
        archive.writestr(f"{name}.py", code)
        archive.writestr(f"{info}/METADATA", about)
        archive.writestr(
            f"{info}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        )
        archive.writestr(f"{info}/RECORD", "")
    return path


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The one place that pip looks for packages in; two are there."""
    monkeypatch.setenv("PIP_CONFIG_FILE", "/dev/null")
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path))
    wheel(tmp_path, "harbour", "1.2", needs="dredger")
    wheel(tmp_path, "dredger", "0.4")
    (tmp_path / "requirements.txt").write_text("-c constraints.txt\nharbour==1.2\n")
    (tmp_path / "constraints.txt").write_text("dredger==0.4\nharbour==1.2\n")
    return tmp_path


def install(shelf: Path) -> subprocess.CompletedProcess[str]:
    """Have pip look at what `make install` would install, and hold it to the hashes."""
    command = [sys.executable, "-m", "pip", "install", "--dry-run", "--ignore-installed"]
    given = ["--require-hashes", "-c", "constraints.txt", "-r", "hashes.txt"]
    return subprocess.run(
        [*command, *given], cwd=shelf, capture_output=True, text=True, check=False
    )


@pytest.mark.slow
def test_a_file_that_is_another_than_was_locked_is_not_installed(shelf: Path) -> None:
    assert write_lock([str(shelf / "requirements.txt"), str(shelf / "hashes.txt")]) == 0
    told = (shelf / "hashes.txt").read_text().splitlines()[1:]
    assert [re.sub("[0-9a-f]{64}", "…", line) for line in told] == [
        "dredger==0.4 --hash=sha256:…",
        "harbour==1.2 --hash=sha256:…",
    ]
    assert install(shelf).returncode == 0
    wheel(shelf, "dredger", "0.4", code="print('tampered with')")
    refused = install(shelf)
    assert refused.returncode != 0
    assert "HASHES" in refused.stderr


@pytest.mark.slow
def test_a_lock_of_other_pins_is_not_installed(shelf: Path) -> None:
    assert write_lock([str(shelf / "requirements.txt"), str(shelf / "hashes.txt")]) == 0
    (shelf / "constraints.txt").write_text("dredger==0.5\nharbour==1.2\n")
    assert "conflict" in install(shelf).stderr


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
