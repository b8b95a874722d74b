"""The app on the scripted backend, for a browser: ``streamlit run`` this file."""

from __future__ import annotations

import runpy
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

import streamlit as st  # noqa: E402

from tests.ui.scripted import ScriptedAssistant  # noqa: E402
from tests.ui.scripted_catalogue import ScriptedCatalogue  # noqa: E402
from ui.service import seam  # noqa: E402


@st.cache_resource(show_spinner=False)
def _install() -> None:
    folder = Path(tempfile.mkdtemp(prefix="minutebook-"))
    seam.use(lambda: ScriptedAssistant(ScriptedCatalogue(folder)))


_install()
runpy.run_path(str(ROOT / "app.py"), run_name="__main__")
