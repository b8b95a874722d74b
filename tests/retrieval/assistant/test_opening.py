"""An assistant that cannot be opened leaves nothing open."""

from __future__ import annotations

from pathlib import Path

import pytest

from retrieval.assistant.assistant import Assistant
from retrieval.model.errors import SettingsError
from retrieval.model.settings import Settings
from tests.open_files import open_files, still_open


def test_settings_that_are_refused_leave_the_catalogue_closed(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="names no model") as caught:
        Assistant.open(Settings(data=tmp_path, llm="oracle"))
    assert caught.tb
    assert still_open(tmp_path) == []


def test_what_is_opened_is_held_until_it_is_closed(tmp_path: Path) -> None:
    opened = Assistant.open(Settings(data=tmp_path))
    assert opened.catalogue.papers() == ()
    assert list(open_files(tmp_path))
    opened.close()
    assert still_open(tmp_path) == []
