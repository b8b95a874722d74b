"""Templates are filled exactly or not at all."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest

import prompts

FOLDER = Path(prompts.__file__).parent


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


# What each template said when its version was given. A test that fails here asks for two
# things: a higher version in the template, and its new hash on this list.
VERSIONS = {
    "mcp_instructions": (1, "5514e3b09088"),
    "model_answer": (1, "5a224a6cf1a2"),
    "model_follow_up": (1, "26d440380b0a"),
    "model_json": (1, "2c0cfb9d9537"),
    "model_parts": (1, "346304c9a556"),
    "model_question": (1, "62b5cba7ee35"),
    "model_rewriting": (1, "61284a2677ce"),
}


@pytest.mark.parametrize("name", sorted(VERSIONS))
def test_a_template_that_changes_gets_another_version(name: str) -> None:
    text = (FOLDER / f"{name}.txt").read_text(encoding="utf-8")
    said = text.partition("\n")[2]
    found = hashlib.sha256(said.encode()).hexdigest()[:12]
    assert (prompts.version(name), found) == VERSIONS[name]
    filled = prompts.fill(name, **dict.fromkeys(prompts.placeholders(name), "x"))
    assert not filled.startswith("version")


def test_every_template_sent_to_a_model_has_a_version() -> None:
    sent = {
        path.stem
        for path in FOLDER.glob("*.txt")
        if path.read_text(encoding="utf-8").startswith("version ")
    }
    assert sent == set(VERSIONS)
    assert prompts.version("refusal") == 0


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.txt")), ids=lambda path: path.stem)
def test_every_template_is_used(path: Path) -> None:
    sources = (*FOLDER.parent.glob("retrieval/**/*.py"), *FOLDER.parent.glob("ui/**/*.py"))
    code = "".join(p.read_text(encoding="utf-8") for p in sources)
    assert re.search(rf"[\"']{path.stem}[\"']", code)
