"""A set asked with a language model: a scripted one, over real HTTP and sample papers."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from evals.cli.commands import main
from evals.measure.compare import compare_runs
from evals.run.indexing import index_papers
from evals.run.runs import find_run, read_run
from evals.show.report import html_report
from retrieval.model.settings import Settings
from retrieval.question.content_words import content_words
from tests.retrieval.model_servers import serving

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[3]
PAPERS = ("2023-11-14-cabinet-minutes.pdf", "2023-06-13-cabinet-minutes.pdf")
QUESTIONS = 6


def repeats_the_likeliest(_system: str, user: str) -> str:
    """Repeat the two sentences that share most words with the question, and invent a third."""
    asked = set(content_words(re.findall(r"^Question: (.*)$", user, re.M)[0]))
    lines = [(int(n), t) for n, t in re.findall(r"^\[(\d+)\] (.*)$", user, re.M)]
    best = sorted(lines, key=lambda line: -len(asked & set(content_words(line[1]))))[:2]
    told = [f"{text} [{number}]" for number, text in best]
    return "\n".join([*told, "The mayor paid £31,415,926. [1]", ""])


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    papers = tmp_path_factory.mktemp("papers")
    for name in PAPERS:
        shutil.copy(ROOT / "corpus" / "sample" / name, papers)
    folder = tmp_path_factory.mktemp("data")
    index_papers(papers, Settings.model_construct(data=folder), ocr=False)
    return folder


@pytest.fixture(scope="module")
def chosen(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a set of the sample questions that those papers answer, and one that none does."""
    lines = (ROOT / "evals" / "sets" / "sample.jsonl").read_text(encoding="utf-8").splitlines()
    asked = [json.loads(line) for line in lines]
    inside = [q for q in asked if q["gold"] and {g["paper"] for g in q["gold"]} <= set(PAPERS)]
    nothing = [q for q in asked if not q["gold"]]
    path = tmp_path_factory.mktemp("sets") / "cabinet.jsonl"
    kept = [*inside[:QUESTIONS], *nothing[:1]]
    path.write_text("\n".join(json.dumps(q) for q in kept) + "\n", encoding="utf-8")
    return path


def run(chosen: Path, data: Path, runs: Path, *more: str) -> int:
    return main(["run", str(chosen), "--data", str(data), "--runs", str(runs), *more])


def test_statements_are_measured_kept_compared_and_reported(
    chosen: Path,
    data: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    runs, out = tmp_path / "runs", tmp_path / "out.jsonl"
    with serving("openai", repeats_the_likeliest) as server:
        monkeypatch.setenv("MINUTEBOOK_LLM_BASE_URL", server.url)
        monkeypatch.setenv("MINUTEBOOK_LLM_KEY", "never-to-be-kept")
        code = run(chosen, data, runs, "--llm", "openai:scripted", "--out", str(out), "--json")
        prompts = server.prompts
    assert code == 0
    figures = json.loads(capsys.readouterr().out)
    overall: dict[str, Any] = figures["groups"][0]["measures"]
    assert overall["statement precision"]["mean"] > 0.3
    assert 0 < overall["unsupported share"]["mean"] <= 0.5
    assert overall["statement recall"]["mean"] > 0
    assert overall["quote fidelity"]["mean"] == 1
    lines = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    told = [line for line in lines if line["stated"]]
    assert told
    assert all(any(prompt in line["prompt"] for prompt in prompts) for line in told)
    assert all(line["dropped"] >= 1 for line in told)
    assert not [line for line in lines if "31,415,926" in line["text"]]
    kept = find_run("latest", runs)
    assert "never-to-be-kept" not in kept.read_text(encoding="utf-8")
    with_model = read_run(kept)
    assert with_model.results[0].response.modelled
    assert "st. prec." in html_report([with_model])

    assert run(chosen, data, runs) == 0
    without = read_run(find_run("latest", runs))
    shown = capsys.readouterr().out
    assert "statement precision" not in shown
    assert with_model.fingerprint.differing(without.fingerprint) == ("settings",)
    measures = {one.measure for one in compare_runs(without, with_model).differences}
    assert "citation precision" in measures
    assert "statement precision" not in measures


def test_a_model_that_is_down_is_scored_as_saying_nothing(
    chosen: Path, data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MINUTEBOOK_LLM_BASE_URL", "http://127.0.0.1:9/v1")
    assert run(chosen, data, tmp_path, "--llm", "openai:gone") == 0
    kept = read_run(find_run("latest", tmp_path))
    answered = [r for r in kept.results if r.gold]
    assert all((s := r.score("statement precision")) and s.value == 0 for r in answered)
    assert any("cannot be reached" in r.response.note for r in answered)
    assert any(r.response.citations for r in answered)
