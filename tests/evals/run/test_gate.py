"""The gate itself, and the project's own set held against its baseline."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import replace
from math import log2
from pathlib import Path

import pytest

from corpus.catalogue.catalogue import Catalogue
from evals.measure.validate import gold_faults
from evals.model.errors import BaselineError
from evals.model.results import Run
from evals.run.gate import SETS, gate_faults, measure_sample, read_baseline, write_baseline
from evals.run.runner import run_set
from evals.sets.sets import QuestionSet, read_sets
from retrieval.model.settings import Settings
from tests.evals.fakes import FakeAssistant, answer
from tests.evals.measure.test_compare import run

EIGHT = [f"q{n}" for n in range(8)]


@pytest.fixture
def baseline_file(tmp_path: Path) -> Path:
    path = tmp_path / "baseline.json"
    write_baseline(run(dict.fromkeys(EIGHT, 1.0)), path)
    return path


def test_the_gate_is_open_for_what_was_measured(baseline_file: Path) -> None:
    assert gate_faults(run(dict.fromkeys(EIGHT, 1.0)), read_baseline(baseline_file)) == ()


def test_scores_that_no_decimal_holds_do_not_fall_from_themselves(tmp_path: Path) -> None:
    found = run({f"q{n}": 1 / log2(n + 3) for n in range(30)}, "nDCG@10")
    write_baseline(found, tmp_path / "baseline.json")
    assert gate_faults(found, read_baseline(tmp_path / "baseline.json")) == ()


def test_a_fall_that_could_be_chance_passes_and_a_real_one_does_not(baseline_file: Path) -> None:
    baseline = read_baseline(baseline_file)
    one_lost = {name: float(name != "q0") for name in EIGHT}
    assert gate_faults(run(one_lost), baseline) == ()
    (fault,) = gate_faults(run({name: float(name > "q5") for name in EIGHT}), baseline)
    assert fault == "hit@1 fell from 1.000 to 0.250 (p = 0.031, 8 questions)"


def test_a_rise_passes_and_counts_as_a_fall_where_lower_is_better(tmp_path: Path) -> None:
    path = tmp_path / "baseline.json"
    write_baseline(run(dict.fromkeys(EIGHT, 0.0)), path)
    assert gate_faults(run(dict.fromkeys(EIGHT, 1.0)), read_baseline(path)) == ()
    write_baseline(run(dict.fromkeys(EIGHT, 0.0), "wrongly refused"), path)
    after = run(dict.fromkeys(EIGHT, 1.0), "wrongly refused")
    assert gate_faults(after, read_baseline(path))


@pytest.mark.parametrize(("measure", "worse"), [("right", 0.0), ("misleading", 1.0)])
def test_what_people_get_may_not_fall_either(tmp_path: Path, measure: str, worse: float) -> None:
    write_baseline(run(dict.fromkeys(EIGHT, 1 - worse), measure), tmp_path / "baseline.json")
    baseline = read_baseline(tmp_path / "baseline.json")
    (fault,) = gate_faults(run(dict.fromkeys(EIGHT, worse), measure), baseline)
    assert fault.startswith(f"{measure} fell from")


def test_another_set_or_other_papers_shut_the_gate(baseline_file: Path) -> None:
    baseline = read_baseline(baseline_file)
    same = dict.fromkeys(EIGHT, 1.0)
    (fault,) = gate_faults(run(same, questions="other"), baseline)
    assert "the sample set has changed" in fault
    (fault,) = gate_faults(run(same, corpus="other"), baseline)
    assert "the sample papers have changed" in fault


def test_a_failed_question_or_a_false_quote_shuts_the_gate(
    assistant: FakeAssistant, questions: QuestionSet, tmp_path: Path
) -> None:
    found = run_set(assistant, questions)
    with pytest.raises(BaselineError, match="q-raises failed: ValueError: scripted"):
        write_baseline(found, tmp_path / "baseline.json")
    assert not (tmp_path / "baseline.json").exists()
    kept = _without(found, "q-raises", "q-followed")
    write_baseline(kept, tmp_path / "baseline.json")
    faults = gate_faults(found, read_baseline(tmp_path / "baseline.json"))
    assert faults == (
        "q-followed: a quote does not stand on the page it cites",
        "q-raises failed: ValueError: scripted",
    )


def _without(found: Run, *names: str) -> Run:
    return replace(found, results=tuple(r for r in found.results if r.id not in names))


def test_a_missing_or_broken_baseline_is_told(tmp_path: Path) -> None:
    path = tmp_path / "baseline.json"
    with pytest.raises(BaselineError, match="run `minutebook evals baseline`"):
        read_baseline(path)
    for text in ("", "[]", "{}", json.dumps({"format": 1}), json.dumps({"format": 9})):
        path.write_text(text, encoding="utf-8")
        with pytest.raises(BaselineError, match="is no baseline"):
            read_baseline(path)


def test_what_measured_is_closed_before_its_folder_goes(
    assistant: FakeAssistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where measuring breaks off: the scripted assistant warms up for nothing."""
    folders: list[Path] = []

    class Opened(FakeAssistant):
        def warm(self) -> None:
            raise ValueError("scripted")

        def close(self) -> None:
            super().close()
            assert folders[-1].is_dir()

        @classmethod
        def open(cls, settings: Settings) -> FakeAssistant:
            folders.append(settings.data)
            return assistant if len(folders) == 1 else broken

    broken = Opened(assistant.catalogue, {})
    assistant.script = defaultdict(lambda: answer(pages=[1]))
    monkeypatch.setattr("evals.run.gate.Assistant", Opened)
    monkeypatch.setattr("evals.run.gate.index_papers", lambda *_: 1)
    assert measure_sample().name == "sample"
    with pytest.raises(ValueError, match="scripted"):
        measure_sample()
    assert (assistant.closed, broken.closed) == (1, 1)
    assert not any(folder.exists() for folder in folders)


@pytest.fixture(scope="module")
def measured(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Run]:
    """Return the data folder that the project's own sets were asked of, and the run."""
    folder = tmp_path_factory.mktemp("sample")
    return folder, measure_sample(folder)


@pytest.mark.slow
def test_the_sample_set_does_not_fall_below_its_baseline(measured: tuple[Path, Run]) -> None:
    faults = gate_faults(measured[1], read_baseline())
    assert not faults, "\n".join(faults)


@pytest.mark.slow
def test_the_gold_of_all_own_sets_stands_where_it_says(measured: tuple[Path, Run]) -> None:
    with Catalogue.open(measured[0]) as catalogue:
        assert gold_faults(read_sets(SETS), catalogue) == ()


def test_the_sample_set_is_large_enough() -> None:
    questions = read_sets(SETS).questions
    assert len(questions) >= 30
    assert sum(not question.answerable for question in questions) >= 6
