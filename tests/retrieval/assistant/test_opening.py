"""An assistant that cannot be opened leaves nothing open."""

from __future__ import annotations

import gc
import weakref
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


def test_what_is_learnt_of_the_papers_is_not_looked_through_in_the_midst_of_questions(
    data: Path,
) -> None:
    opened = Assistant.open(Settings.model_construct(data=data))
    try:
        gc.unfreeze()
        opened.warm()
        # The words alone are thousands.
        assert gc.get_freeze_count() > 10_000
        # Circles let go of meanwhile are freed when the papers have changed.
        circle = _Circle()
        circle.round = circle
        left = weakref.ref(circle)
        gc.freeze()
        del circle
        gc.collect()
        assert left() is not None
        opened.catalogue.work.move_on()
        opened.search("library")
        assert left() is None
    finally:
        opened.close()


class _Circle:
    round: _Circle
