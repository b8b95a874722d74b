"""The documents tell the truth: settings, commands, files, links and the quoted example."""

from __future__ import annotations

import argparse
import json
import re
import shlex
import tomllib
from pathlib import Path

import pytest

from corpus.pdf.pdfium import open_pdf
from retrieval.model.settings import Settings
from ui.command.commands import parser

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
DOCUMENTS = ("README.md", "ARCHITECTURE.md", "CHANGELOG.md", "SECURITY.md")
# A file or folder below the root, as code in a sentence.
_PATH = re.compile(
    r"`((?:\.?[\w-]+/)*\.?[\w-]+\.(?:py|txt|toml|json|jsonl|md)|(?:[\w-]+/)+[\w-]*)`"
)
# A command on a line of its own, and one as code in a sentence.
_TYPED = re.compile(r"^(?:\$ )?minutebook (.*)$", re.MULTILINE)
_NAMED = re.compile(r"`(?:\.venv/bin/)?minutebook ([^`]*)`")
# What the documents name that a run makes.
_MADE = {
    "reviews.jsonl", "questions.jsonl", "runs/", "sign_outs.jsonl", "taught/",
    ".streamlit/secrets.toml", "hashes.txt", "hashes-dev.txt", "sbom.json", "papers/superseded/",
}  # fmt: skip


def _verbs(parser: argparse.ArgumentParser, before: str = "") -> dict[str, argparse.ArgumentParser]:
    """Return every command by the words that call it: ``add``, ``evals run``."""
    found: dict[str, argparse.ArgumentParser] = {}
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, sub in action.choices.items():
                inner = _verbs(sub, f"{before}{name} ")
                # A command that has verbs may be one by itself too: it has a function of its own.
                alone = not inner or sub.get_default("command") is not None
                found |= inner | ({f"{before}{name}": sub} if alone else {})
    return found


def _folded(text: str) -> str:
    return " ".join(text.split())


def _default(name: str) -> str:
    """Return a setting's default as one would write it in the environment."""
    value = Settings.model_fields[name].default
    if value is None:
        return "unset"
    if isinstance(value, tuple):
        return f"`{json.dumps(value)}`"
    if isinstance(value, bool):
        return f"`{str(value).lower()}`"
    return f"`{value}`" if str(value) else "empty"


@pytest.mark.parametrize("name", sorted(Settings.model_fields))
def test_every_setting_is_in_the_readme_with_its_default(name: str) -> None:
    prefix = Settings.model_config["env_prefix"]
    assert f"| `{prefix}{name.upper()}` | {_default(name)} |" in README


def test_the_readme_names_no_setting_that_is_not() -> None:
    names = set(re.findall(r"MINUTEBOOK_(\w+)", README))
    assert names == {name.upper() for name in Settings.model_fields}


@pytest.mark.parametrize("verb", sorted(_verbs(parser())))
def test_every_command_is_in_the_readme(verb: str) -> None:
    assert re.search(rf"^minutebook {re.escape(verb)}(?= |$)", README, re.MULTILINE)


@pytest.mark.parametrize("words", _TYPED.findall(README))
def test_every_command_in_the_readme_can_be_typed(words: str) -> None:
    # argparse ends with SystemExit, and so fails the test, on anything it does not know.
    parser().parse_args(shlex.split(words, comments=True))


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_command_named_exists(document: str) -> None:
    named = _NAMED.findall((ROOT / document).read_text(encoding="utf-8"))
    known = {*_verbs(parser()), "evals", "--help", "--version"}
    assert not [words for words in named if not _begins(" ".join(words.split()), known)]


def _begins(words: str, known: set[str]) -> bool:
    return any(f"{words} ".startswith(f"{command} ") for command in known)


@pytest.mark.parametrize("verb", sorted(set(re.findall(r"\bmake ([a-z-]+)(?=`|\s+#)", README))))
def test_every_make_verb_in_the_readme_exists(verb: str) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert re.search(rf"^{verb}:", makefile, re.MULTILINE)


def _quotes() -> list[tuple[str, str, int, str]]:
    """Return number, quote, PDF page and file of each statement of the README's first answer."""
    example = README.split("```")[1]
    said = {number: words for words, number in re.findall(r"“([^”]+)”[^\[]*\[(\d+)\]", example)}
    source = re.compile(r"^\[(\d+)\] .*?PDF page (\d+)\)? · .* · (\S+\.pdf)$", re.MULTILINE)
    return [(n, said[n], int(page), file) for n, page, file in source.findall(example)]


def test_the_quoted_answer_stands_on_the_page_it_cites() -> None:
    quotes = _quotes()
    assert quotes
    for _, quote, page, file in quotes:
        with open_pdf(ROOT / "corpus" / "sample" / file) as pdf:
            # The command wraps its lines, also at hyphens.
            printed, shown = (
                re.sub(r"-\s+", "-", _folded(words)) for words in (pdf.layout(page).text, quote)
            )
        assert shown in printed


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_file_named_exists(document: str) -> None:
    named = set(_PATH.findall((ROOT / document).read_text(encoding="utf-8")))
    example = {"papers/", "torbay-dev.jsonl"}
    missing = {path for path in named - _MADE - example if not (ROOT / path).exists()}
    assert not missing


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_link_leads_somewhere(document: str) -> None:
    text = (ROOT / document).read_text(encoding="utf-8")
    links = re.findall(r"\]\(([^)#\s]+)\)", text)
    assert not {to for to in links if "://" not in to and not (ROOT / to).exists()}


def test_the_changelog_knows_this_version() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    newest = re.search(r"^## \[(.+?)\]", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
    assert newest
    assert newest[1] == project["version"]
