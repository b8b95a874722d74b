"""Settings of the environment: what is taken, and what is said of what is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from retrieval.model.errors import SettingsError
from retrieval.model.settings import Settings


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("CANDIDATES", "abc", "='abc' cannot be used; it takes a whole number, 1 or more"),
        ("CANDIDATES", "0", "='0' cannot be used; it takes a whole number, 1 or more"),
        ("EXEMPT", "perhaps", "='perhaps' cannot be used; it takes true or false"),
        ("PRECISION", "half", "='half' cannot be used; it takes int8, bfloat16 or float32"),
        ("LLM_TIMEOUT", "0", "='0' cannot be used; it takes a number, more than 0, 300 at most"),
        ("SIGNALS", "late", "='late' cannot be used; it takes a list of texts, as JSON"),
        ("SIGNALS", "{", "='{' cannot be used; it takes a list of texts, as JSON"),
        (
            "ROLE_VALUES",
            '{"Chiefs": "chief"}',
            """='{"Chiefs": "chief"}' cannot be used; it takes an object, as JSON"""
            " with values of member or officer",
        ),
    ],
)
def test_a_value_that_cannot_be_used_is_told_with_what_can(
    name: str, value: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(f"MINUTEBOOK_{name}", value)
    with pytest.raises(SettingsError) as caught:
        Settings()
    assert str(caught.value) == f"MINUTEBOOK_{name}{said}"


def test_all_that_cannot_be_used_is_told_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MINUTEBOOK_LOG_KEPT", "0")
    monkeypatch.setenv("MINUTEBOOK_CANDIDATES", "-1")
    with pytest.raises(SettingsError, match=r"CANDIDATES='-1' .*; MINUTEBOOK_LOG_KEPT='0' "):
        Settings()


def test_a_key_is_never_repeated() -> None:
    with pytest.raises(SettingsError) as caught:
        Settings.model_validate({"llm_key": 31415})
    assert str(caught.value) == "MINUTEBOOK_LLM_KEY cannot be used; it takes plain text"
    assert caught.value.__cause__ is None
    assert caught.value.__context__ is None


def test_a_token_put_where_its_hash_belongs_is_never_repeated() -> None:
    with pytest.raises(SettingsError) as caught:
        Settings.model_validate({"api_tokens": {"research": "a token itself"}})
    assert "a token itself" not in str(caught.value)
    assert "values that match ^[0-9a-f]{64}$" in str(caught.value)


def test_lists_and_tables_are_read_as_json(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MINUTEBOOK_SIGNALS", '["late", "dense"]')
    monkeypatch.setenv("MINUTEBOOK_ROLE_VALUES", '{"Councillors": "member"}')
    settings = Settings()
    assert settings.signals == ("late", "dense")
    assert settings.role_values == {"Councillors": "member"}


def test_an_empty_variable_counts_as_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DATA", "CANDIDATES", "SIGNALS", "LLM"):
        monkeypatch.setenv(f"MINUTEBOOK_{name}", "")
    assert Settings() == Settings(data=Path("data"), candidates=100, signals=(), llm="none")


def test_a_name_that_is_no_setting_is_refused() -> None:
    with pytest.raises(SettingsError, match=r"there is no setting MINUTEBOOK_CANDIDATE$"):
        Settings.model_validate({"candidate": 3})
