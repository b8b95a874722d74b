"""The bill of materials: ``python -m tests.bill FILE`` writes what an installation holds.

CycloneDX as JSON, made of what is installed here, without asking any network. What only
working on Minutebook needs is left out.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Collection, Iterable, Sequence
from importlib.metadata import distribution
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[1]


def bill() -> dict[str, Any]:
    """Return the bill of this environment.

    Raises:
        CalledProcessError: it cannot be made, or is no valid CycloneDX; why was told.
    """
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "bill.json"
        command = [sys.executable, "-m", "cyclonedx_py", "environment", "--output-reproducible"]
        command += ["--pyproject", str(ROOT / "pyproject.toml"), "--of", "JSON", "-o", str(made)]
        subprocess.run([*command, sys.executable], check=True)
        whole = json.loads(made.read_text(encoding="utf-8"))
    return needed(whole, closure(_project()["project"]["dependencies"]))


def needed(whole: dict[str, Any], names: Collection[str]) -> dict[str, Any]:
    """Return a bill with the components of these names alone, and what these depend on.

    The tool counts whatever a library can make use of as what it depends on, test runners too.
    """
    own = whole["metadata"]["component"]["bom-ref"]
    components = [one for one in whole["components"] if named(one["name"]) in names]
    kept = {own, *(one["bom-ref"] for one in components)}
    dependencies = [
        {**one, "dependsOn": [ref for ref in one.get("dependsOn", ()) if ref in kept]}
        for one in whole["dependencies"]
        if one["ref"] in kept
    ]
    return {**whole, "components": components, "dependencies": dependencies}


def closure(requirements: Iterable[str]) -> set[str]:
    """Return the names of all that requirements bring along here, themselves included.

    What the lock leaves out is left out.
    """
    overridden = map(Requirement, _project()["tool"]["uv"]["override-dependencies"])
    others = {named(one.name): one for one in overridden}
    left = [Requirement(one) for one in requirements]
    met: set[tuple[str, frozenset[str]]] = set()
    while left:
        wanted = left.pop()
        key = named(wanted.name), frozenset(wanted.extras)
        if key not in met:
            met.add(key)
            asked = map(Requirement, distribution(wanted.name).requires or ())
            brought = [others.get(named(one.name), one) for one in asked]
            left += [one for one in brought if _applies(one, wanted.extras)]
    return {name for name, _ in met}


def named(name: str) -> str:
    """Return a name as all spellings of it are written."""
    return re.sub(r"[-_.]+", "-", name).lower()


def _project() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def _applies(one: Requirement, extras: Iterable[str]) -> bool:
    marker = one.marker
    return marker is None or any(marker.evaluate({"extra": extra}) for extra in ("", *extras))


def main(arguments: Sequence[str]) -> int:
    """Write the bill to the file that is named; return the exit status."""
    (target,) = arguments
    made = bill()
    Path(target).write_text(json.dumps(made, indent=1) + "\n", encoding="utf-8")
    print(f"{target}: {len(made['components'])} components")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
