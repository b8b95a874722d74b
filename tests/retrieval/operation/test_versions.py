"""The versions that the footer shows are those that run."""

from __future__ import annotations

import platform
import subprocess
import sys
from importlib.metadata import version

from corpus.model import CATALOGUE_VERSION
from retrieval.operation.version import versions
from tests.conftest import ROOT


def test_own_version_first_then_what_runs() -> None:
    found = versions()
    assert found[0][0] == "Minutebook"
    assert f'version = "{found[0][1]}"' in (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    told = dict(found)
    assert told["catalogue"] == str(CATALOGUE_VERSION)
    assert told["Python"] == platform.python_version()
    assert told["streamlit"] == version("streamlit")


def test_asking_loads_no_library() -> None:
    code = (
        "import sys; from retrieval.operation.version import versions; versions();"
        "print({'onnxruntime', 'torch', 'chromadb', 'streamlit'} & set(sys.modules))"
    )
    said = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=60
    )
    assert said.stdout.strip() == "set()", said.stderr
