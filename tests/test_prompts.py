"""Templates are filled exactly or not at all."""

from __future__ import annotations

import pytest

import prompts


def test_a_template_is_filled() -> None:
    assert "3 papers" in prompts.fill("refusal", searched="3 papers")


@pytest.mark.parametrize("values", [{}, {"searched": "x", "more": "y"}])
def test_wrong_placeholders_are_refused(values: dict[str, str]) -> None:
    with pytest.raises(prompts.TemplateError, match="takes"):
        prompts.fill("refusal", **values)


def test_a_missing_template_is_named() -> None:
    with pytest.raises(prompts.TemplateError, match="nothing"):
        prompts.fill("nothing")


def test_braces_in_values_stay_as_they_are() -> None:
    assert "{x}" in prompts.fill("refusal", searched="{x}")
