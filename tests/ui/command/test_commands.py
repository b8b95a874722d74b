"""``minutebook``: the words of every package's commands, its exit statuses, and its help."""

from __future__ import annotations

import argparse
import ast
import resource
from pathlib import Path

import pytest

import corpus.cli.commands
import evals.cli.commands
import evals.cli.verbs
import retrieval.cli.commands
import retrieval.cli.verbs
from corpus.catalogue import Catalogue
from corpus.model import program_version
from tests.conftest import ROOT
from tests.corpus.stand_ins import paper
from tests.rooms import modules, tree
from tests.ui.command.installed import ran
from ui.command.commands import main, parser

# Seconds of processor time, on a machine that does other work besides.
_HELP = 0.3
_PACKAGES = {
    "corpus": corpus.cli.commands.parser,
    "retrieval": retrieval.cli.commands.parser,
    "evals": evals.cli.commands.parser,
}
SET = '{"id": "a", "question": "Who mends potholes?", "kind": "unanswerable", "gold": []}\n'


def verbs(of: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    """Return the commands of a parser."""
    return {
        name: sub
        for action in of._actions
        if isinstance(action, argparse._SubParsersAction)
        for name, sub in action.choices.items()
    }


def told(command: argparse.ArgumentParser) -> str:
    """Return the help of a command after its name, which is not equally long everywhere."""
    return " ".join(command.format_help().split(command.prog, 1)[1].split())


def every() -> list[tuple[str, str]]:
    return [(package, verb) for package, make in _PACKAGES.items() for verb in verbs(make())]


@pytest.mark.parametrize(("package", "verb"), every())
def test_a_command_has_the_same_options_and_its_own_name(package: str, verb: str) -> None:
    ours = verbs(parser())
    ours = verbs(ours["evals"]) if package == "evals" else ours
    theirs = verbs(_PACKAGES[package]())[verb]
    assert told(ours[verb]) == told(theirs)
    words = f"evals {verb}" if package == "evals" else verb
    assert ours[verb].format_usage().startswith(f"usage: minutebook {words} ")
    assert theirs.format_usage().startswith(f"usage: python -m {package} {verb} ")


def test_no_two_packages_have_a_command_of_one_name() -> None:
    taken = [verb for package, verb in every() if package != "evals"]
    assert len({*taken, "serve", "evals"}) == len(taken) + 2


@pytest.mark.parametrize("package", ["retrieval", "evals"])
def test_every_verb_has_what_it_does(package: str) -> None:
    deeds = {"retrieval": retrieval.cli.verbs, "evals": evals.cli.verbs}[package]
    for verb in verbs(_PACKAGES[package]()):
        assert callable(getattr(deeds, verb.replace("-", "_")))


def test_help_names_every_command_in_a_line_and_waits_for_nothing(tmp_path: Path) -> None:
    seconds = []
    for _ in range(3):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        said = ran(tmp_path, "--help")
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        seconds.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    assert min(seconds) < _HELP
    listed = parser().format_help()
    assert said.stdout == listed
    for action in parser()._actions:
        if isinstance(action, argparse._SubParsersAction):
            for choice in action._choices_actions:
                assert f"    {choice.dest}" in listed
                assert choice.help
                assert choice.help in listed


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--version"])
    assert ended.value.code == 0
    assert capsys.readouterr().out == f"minutebook {program_version()}\n"


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        ([], 2, "the following arguments are required: COMMAND"),
        (["fly"], 2, "invalid choice: 'fly'"),
        (["list"], 2, "minutebook: data: there is no such data folder; `minutebook add` makes one"),
        (["--data", "typo", "check"], 2, "minutebook: typo: there is no such data folder"),
        (["show", "a.pdf", "--data", "kept"], 1, "minutebook: no paper called a.pdf"),
        (["ask", "Why?", "--data", "typo"], 2, "typo: there is no such data folder"),
        (["search", "Why?", "-k", "0"], 2, "write 1 or more"),
        (["evals"], 2, "the following arguments are required: COMMAND"),
        (["evals", "run", "none.jsonl"], 1, "minutebook: none.jsonl: cannot be read"),
        (["evals", "runs", "--data", "kept"], 0, ""),
        (["serve", "--port", "0"], 2, "'0' is no port; write a number up to 65535"),
    ],
)
def test_exit_statuses_are_those_of_the_packages(
    words: list[str],
    status: int,
    said: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("MINUTEBOOK_DATA", raising=False)
    Catalogue.open(Path("kept")).close()
    try:
        ended: object = main(words)
    except SystemExit as error:
        ended = error.code
    assert ended == status
    assert said in capsys.readouterr().err


@pytest.mark.parametrize(
    "words",
    [
        *(["list"], ["add", "none.pdf"], ["show", "a.pdf"], ["backup", "b.tar"], ["check"]),
        *(["restore", "b.tar"], ["ask", "Why?"], ["search", "Why?"], ["health"], ["serve"]),
        *(["evals", "run", "set.jsonl"], ["evals", "validate", "set.jsonl"], ["evals", "runs"]),
        *(["evals", "calibrate", "set.jsonl=kept"], ["evals", "load", "set.jsonl"]),
        *(["evals", "ingest-speed", "in"], ["evals", "report"], ["evals", "ablate", "set.jsonl"]),
    ],
    ids=" ".join,
)
def test_every_command_tells_of_a_setting_that_cannot_be_used(
    words: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MINUTEBOOK_CANDIDATES", "abc")
    monkeypatch.setattr("ui.command.serving.serve", lambda *_: 0)
    (tmp_path / "set.jsonl").write_text(SET)
    paper(tmp_path / "in", "agenda.pdf", "Cabinet")
    Catalogue.open(Path("data")).close()
    assert main(words) in (1, 2)
    said = "MINUTEBOOK_CANDIDATES='abc' cannot be used; it takes a whole number, 1 or more\n"
    assert capsys.readouterr().err.endswith(said)


def test_the_folder_of_the_settings_is_used_where_none_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MINUTEBOOK_DATA", "kept")
    for words in (["list"], ["ask", "Why?"], ["evals", "validate", "set.jsonl"]):
        (tmp_path / "set.jsonl").write_text(SET)
        main(words)
        assert "kept: there is no such data folder" in capsys.readouterr().err
        main([*words, "--data", "typo"])
        assert "typo: there is no such data folder" in capsys.readouterr().err


def typed_commands() -> list[str]:
    """Return every command that a message of the product tells people to type."""
    return sorted(
        {
            str(node.args[0].value)
            for module in modules()
            for node in ast.walk(tree(module))
            if isinstance(node, ast.Call)
            and getattr(node.func, "id", "") == "typed"
            and isinstance(node.args[0], ast.Constant)
        }
    )


@pytest.mark.parametrize("words", typed_commands())
def test_what_messages_tell_people_to_type_exists(words: str) -> None:
    package, verb, *_ = words.split()
    assert verb in verbs(_PACKAGES[package]())


@pytest.mark.parametrize("path", sorted(modules().values()), ids=lambda path: str(path.name))
def test_no_message_names_a_command_in_any_other_way(path: Path) -> None:
    parsed = ast.parse(path.read_text(encoding="utf-8"))
    told = {node.value for node in ast.walk(parsed) if isinstance(node, ast.Constant)}
    documented = {
        ast.get_docstring(node, clean=False)
        for node in ast.walk(parsed)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
    }
    assert (
        not [text for text in told - documented if isinstance(text, str) and "`python -m" in text]
        or path == ROOT / "corpus" / "model" / "programs.py"
    )


@pytest.mark.slow
def test_it_runs_from_any_folder_and_writes_beside_no_code(tmp_path: Path) -> None:
    # A folder of that name is what somebody who measures may well have.
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "__init__.py").write_text("raise SystemExit('the wrong corpus')")
    (tmp_path / "set.jsonl").write_text(SET)
    paper(tmp_path / "in", "agenda.pdf", "Cabinet\n9 October 2017\nPotholes will be repaired.")
    added = ran(tmp_path, "add", "in")
    assert added.returncode == 0
    # On a busy machine it says how far it is.
    assert [line for line in added.stderr.splitlines() if " of 1 paper" not in line] == []
    asked = ran(tmp_path, "evals", "run", "set.jsonl")
    assert asked.returncode == 0, asked.stderr
    assert [path.parent for path in tmp_path.rglob("*.json")] == [tmp_path / "data" / "runs"]
    well = ran(tmp_path, "health", "--quick")
    assert well.returncode == 0, well.stdout
    assert {path.name for path in tmp_path.iterdir()} == {"corpus", "data", "in", "set.jsonl"}
