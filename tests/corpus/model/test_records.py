"""Records: whatever a reading holds comes back equal."""

from __future__ import annotations

import pytest
from hypothesis import given

from corpus.model import Paper, Reading, records
from tests.corpus.readings import readings


@given(readings())
def test_a_reading_comes_back_equal(reading: Reading) -> None:
    text = records.dump(reading)
    assert records.load(Reading, text) == reading
    assert records.dump(records.load(Reading, text)) == text


def test_a_record_of_another_kind_is_refused() -> None:
    with pytest.raises(ValueError, match="not a record"):
        records.load(Paper, '{"id": "1"}')
