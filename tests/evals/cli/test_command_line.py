"""The commands, on the scripted assistant."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import numpy as np
import pytest

from corpus.catalogue.catalogue import Catalogue
from evals.cli import verbs as commands
from evals.cli.commands import main
from evals.measure.measures import PEOPLE_MEASURES
from evals.run.calibrate import Examples
from evals.run.runs import find_run, list_runs, read_run
from evals.sets.sets import QuestionSet
from retrieval.asking.sufficiency import FEATURES
from retrieval.model.constants import Constants
from retrieval.model.settings import Settings
from retrieval.operation.fingerprint import fingerprint_of
from tests.evals.cli.conftest import mend, run
from tests.evals.fakes import PAPER, FakeAssistant

pytestmark = pytest.mark.usefixtures("scripted")


def test_run_prints_every_measure_within_100_columns(
    set_file: Path, kept: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(set_file, kept, "-v", "--name", "first") == 1  # one question failed
    out = capsys.readouterr().out
    assert max(map(len, out.splitlines())) <= 100
    # Of three answerable questions gold came first, second, and not at all.
    assert re.search(r"hit@1 +│ +0\.333│ +0\.000 – 1\.000│ +3│", out)
    assert re.search(r"MRR@10 +│ +0\.500│", out)
    assert re.search(r"refusal +│ +1\.000│ +1\.000 – 1\.000│ +1│", out)
    # Every heading and cell of the tables by kind is whole.
    assert "…" not in out
    # Two of four: one quote of one, one of two, and the failed question counts as one.
    assert re.search(r"quote fidelity +│ +0\.500│", out)
    assert "FAILED q-raises: ValueError: scripted" in out
    assert f"not on {PAPER} p3: The Harbourmaster led" in out
    assert "gold first at rank 2" in out
    told = " ".join(out.split())
    assert "q-followed: What was decided on dredging? › And how often is it reviewed? › Who" in told
    assert "first: 4 questions of harbour" in out
    # The refusal and two answers are right; what fails withholds.
    assert re.search(r"right +│ +0\.750│", out)
    assert re.search(r"withheld \(lower is better\) +│ +0\.250│", out)
    assert "by what is expected" in out
    assert re.search(r"follow-ups +│ +1│", out)
    assert len(list_runs(kept)) == 1


def test_run_writes_out_and_json(
    set_file: Path,
    kept: Path,
    tmp_path: Path,
    scripted: FakeAssistant,
    capsys: pytest.CaptureFixture[str],
) -> None:
    mend(scripted)
    out = tmp_path / "out.jsonl"
    assert run(set_file, kept, "--out", str(out), "--json") == 0
    figures = json.loads(capsys.readouterr().out)
    overall = figures["groups"][0]
    assert overall["group"] == "overall"
    assert overall["measures"]["MRR@10"]["mean"] == pytest.approx((1 + 0.5 + 1) / 3)
    assert {group["group"] for group in figures["groups"]} == {
        "overall",
        "resolution",
        "follow-up",
        "fact",
        "unanswerable",
    }
    assert figures["kept"] == str(find_run("latest", kept))
    assert len(out.read_text("utf-8").splitlines()) == 4
    people = {(group["by"], group["group"]): group for group in figures["people"]}
    assert people["what is expected", "none"]["measures"]["misleading"]["mean"] == 0
    assert people["turn of the chat", "follow-ups"]["questions"] == 1
    assert set(people["kind", "fact"]["measures"]) == {m.name for m in PEOPLE_MEASURES}


def test_run_keeps_nothing_when_told_so(set_file: Path, kept: Path) -> None:
    run(set_file, kept, "--no-keep")
    assert list_runs(kept) == ()


def test_two_runs_are_compared(
    set_file: Path, kept: Path, scripted: FakeAssistant, capsys: pytest.CaptureFixture[str]
) -> None:
    run(set_file, kept)
    mend(scripted)
    run(set_file, kept)
    newer, older = list_runs(kept)
    capsys.readouterr()
    assert main(["compare", str(older), newer.stem, "--runs", str(kept)]) == 0
    out = capsys.readouterr().out
    assert "hit@1 won: q-raises 0.00 → 1.00  Which breaks?" in out
    assert main(["compare", str(older), str(newer), "--json"]) == 0
    differences = {
        row["measure"]: row for row in json.loads(capsys.readouterr().out)["differences"]
    }
    assert differences["hit@1"]["won"][0]["id"] == "q-raises"
    assert differences["hit@1"]["p"] == 1
    # The same made both, so that what differs has no reason that the runs know of.
    assert "Differs in: nothing that shapes answers" in out
    assert "Mind: nothing that shapes answers differs, but 1 of 4 questions were" in out
    assert main(["runs", "--runs", str(kept)]) == 0
    assert older.stem in capsys.readouterr().out


def test_a_comparison_tells_in_which_groups_questions_moved(
    set_file: Path, kept: Path, scripted: FakeAssistant, capsys: pytest.CaptureFixture[str]
) -> None:
    run(set_file, kept)
    right = scripted.script["What was decided on dredging?"]
    scripted.script = {**scripted.script, "Are there mermaids?": right}
    run(set_file, kept)
    capsys.readouterr()
    newer, older = (str(path) for path in list_runs(kept))
    assert main(["compare", older, newer]) == 0
    out = capsys.readouterr().out
    assert re.search(r"what is expected: none +│ +1\.000│ +0\.000│ +-1\.000│", out)
    assert re.search(r"kind: unanswerable +│ +0\.000│ +1\.000│ +\+1\.000│", out)
    assert max(map(len, out.splitlines())) <= 100
    assert main(["compare", older, newer, "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)["by_group"]
    assert {(row["group"], row["measure"]) for row in rows} >= {
        ("what is expected: none", "misleading"),
        ("turn of the chat: first turns", "right"),
    }


def test_faults_are_one_line_and_an_exit_status(
    kept: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["run", str(tmp_path / "none.jsonl")]) == 1
    assert "none.jsonl: cannot be read" in capsys.readouterr().err
    assert main(["compare", "latest", "latest", "--runs", str(kept)]) == 1
    assert "no run 'latest'" in capsys.readouterr().err
    assert main(["report", "--runs", str(kept)]) == 1
    assert "no kept runs" in capsys.readouterr().err
    broken = tmp_path / "run.json"
    for text in ("{", "[]", '{"format": 2}', '{"format": 4, "results": [{}]}'):
        broken.write_text(text, encoding="utf-8")
        assert main(["compare", str(broken), str(broken)]) == 1
        assert "run.json: is " in capsys.readouterr().err


def test_a_file_that_cannot_be_written_is_said_and_the_run_is_kept(
    set_file: Path, kept: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = str(set_file / "out")
    assert run(set_file, kept, "--out", wrong) == 1
    assert capsys.readouterr().err == f"minutebook: {wrong}: cannot be written (File exists)\n"
    assert len(list_runs(kept)) == 1
    assert main(["report", "--runs", str(kept), "--out", str(tmp_path)]) == 1
    assert f"{tmp_path}: cannot be written (Is a directory)" in capsys.readouterr().err


def test_a_fitted_model_that_cannot_be_written_is_said(
    set_file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def found(_: object, __: QuestionSet) -> Examples:
        rows = np.eye(3, len(FEATURES))
        return Examples(rows, np.array([True, False, False]), np.array([1.0, 2.0, 0.1]))

    monkeypatch.setattr("evals.run.examples", found)
    out = set_file / "model.json"
    assert main(["calibrate", str(set_file), "--out", str(out)]) == 1
    assert f"{out}: cannot be written" in capsys.readouterr().err


def test_nothing_that_is_printed_steers_the_terminal(
    set_file: Path, kept: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    steering = "\x1b]0;title\x07"
    assert main(["run", str(tmp_path / f"{steering}.jsonl")]) == 1
    rows = [json.loads(line) for line in set_file.read_text("utf-8").splitlines()]
    rows[3] |= {"question": f"Which {steering}breaks?", "id": f"q{steering}"}
    set_file.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    for more in (["-v"], ["--json"]):
        run(set_file, kept, *more)
    (kept / f"{steering}.json").write_text("{}", encoding="utf-8")
    main(["compare", "latest", "latest", "--runs", str(kept)])
    main(["runs", "--runs", str(kept)])
    main(["report", "--runs", str(kept), "--out", str(tmp_path / f"{steering}.html")])
    shown = capsys.readouterr()
    assert "]0;title" in shown.out
    assert "]0;title" in shown.err
    assert not {"\x1b", "\x07"} & {*shown.out, *shown.err}


def test_what_is_said_begins_with_the_name_that_was_called(
    set_file: Path, kept: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    kept.mkdir()
    (kept / "2020.json").write_text("{}", encoding="utf-8")
    rows = [json.loads(line) for line in set_file.read_text("utf-8").splitlines()]
    told = [json.dumps({**row, "corpus": row["id"]}) for row in rows]
    set_file.write_text("\n".join(told), encoding="utf-8")
    for called in ("minutebook", "evals"):
        monkeypatch.setattr("corpus.model.programs._run_as_module", lambda c=called: c == "evals")
        main(["runs", "--runs", str(kept)])
        run(set_file, kept, "--no-keep")
        main(["run", "none.jsonl"])
        said = capsys.readouterr().err.splitlines()
        assert [line.split(": ")[0] for line in said if ": " in line] == [called] * 3


class _Links(HTMLParser):
    """Collects what a page would load, and checks that tags are closed in order."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.loads: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ("meta", "br"):
            self.open.append(tag)
        self.loads += [tag for name, _ in attrs if name in ("src", "href")]
        self.loads += [tag] * (tag == "script")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.loads += [tag for name, _ in attrs if name in ("src", "href")]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_report_is_one_page_that_loads_nothing(
    set_file: Path, kept: Path, tmp_path: Path, scripted: FakeAssistant
) -> None:
    run(set_file, kept, "--name", "<script>alert(1)</script>")
    mend(scripted)
    run(set_file, kept)
    page = tmp_path / "report.html"
    assert main(["report", "--runs", str(kept), "--out", str(page)]) == 0
    html = page.read_text("utf-8")
    links = _Links()
    links.feed(html)
    assert links.open == []
    assert links.loads == []
    assert html.count("<svg") == 1 + 2 * 3
    assert "&lt;script&gt;" in html
    assert "q-raises: Which breaks?" in html
    assert '<th scope="rowgroup" colspan="7">by what is expected</th>' in html
    assert html.count("<h3>What whoever asked got</h3>") == 2


def test_ablation_asks_every_variant(
    set_file: Path, monkeypatch: pytest.MonkeyPatch, scripted: FakeAssistant
) -> None:
    from evals.run.ablate import variants
    from retrieval.search.searcher import SIGNALS

    found = dict(variants(("dense", "lexical", "late", "item"), without=True))
    assert found["dense only"] == ("dense",)
    assert found["fused"] == ("dense", "lexical")
    assert found["fused + late"] == ("dense", "lexical", "late")
    assert found["all − late"] == ("dense", "lexical", "item")
    opened: list[tuple[str, ...]] = []

    def open_assistant(settings: object) -> FakeAssistant:
        opened.append(settings.signals)  # type: ignore[attr-defined]
        return scripted

    monkeypatch.setattr(commands, "open_assistant", open_assistant)
    assert main(["ablate", str(set_file)]) == 0
    assert [set(signals) <= set(SIGNALS) for signals in opened] == [True] * len(opened)
    assert len(opened) == len(variants(SIGNALS))


def test_every_assistant_is_closed_when_it_has_answered(
    set_file: Path, kept: Path, monkeypatch: pytest.MonkeyPatch, scripted: FakeAssistant
) -> None:
    mend(scripted)
    opened: list[int] = []

    def open_assistant(*_: object) -> FakeAssistant:
        assert scripted.closed == len(opened)
        opened.append(1)
        return scripted

    monkeypatch.setattr(commands, "open_assistant", open_assistant)
    run(set_file, kept)
    main(["ablate", str(set_file)])
    main(["load", str(set_file), "--people", "1", "--minutes", "0.001"])
    monkeypatch.setattr("evals.run.examples", lambda *_: pytest.fail("scripted"))
    with pytest.raises(pytest.fail.Exception):
        main(["calibrate", str(set_file)])
    assert scripted.closed == len(opened) > 3


def test_constants_are_set_for_a_run_and_kept_with_it(
    set_file: Path,
    kept: Path,
    scripted: FakeAssistant,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def open_assistant(settings: Settings, constants: Constants) -> FakeAssistant:
        return replace(
            scripted, constants=constants, fingerprint=fingerprint_of(settings, constants)
        )

    monkeypatch.setattr(commands, "open_assistant", open_assistant)
    run(set_file, kept)
    run(set_file, kept, "--set", "choosing.near=0.5", "--set", "quoting.statements=2")
    assert "with choosing.near 0.5, quoting.statements 2" in capsys.readouterr().out
    paths = sorted(
        list_runs(kept), key=lambda path: dict(read_run(path).constants)["choosing.near"]
    )
    assert main(["compare", str(paths[1]), str(paths[0])]) == 0
    told = " ".join(capsys.readouterr().out.split())
    assert "Differs in: constants (choosing.near 0.96 -> 0.5, quoting.statements 5 -> 2)" in told
    assert "Mind" not in told


@pytest.mark.parametrize("wrong", ["choosing.nearly=1", "choosing.near=close", "choosing.near"])
def test_a_constant_that_is_not_is_a_usage_error_that_lists_those_that_are(
    set_file: Path, wrong: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(["run", str(set_file), "--set", wrong])
    assert "choosing.near, choosing.near_unsure, choosing.near_compare" in capsys.readouterr().err


def test_a_run_of_the_form_before_is_read(
    set_file: Path, kept: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(set_file, kept)
    (path,) = list_runs(kept)
    raw = json.loads(path.read_text("utf-8"))
    raw["format"] = 3
    for result in raw["results"]:
        for name in ("expect", "about", "corpus", "follows", "history"):
            del result[name]
        del result["response"]["lead"], result["response"]["closest"]
        people = {measure.name for measure in PEOPLE_MEASURES}
        result["scores"] = [one for one in result["scores"] if one["measure"] not in people]
    (kept / "2020.json").write_text(json.dumps(raw), encoding="utf-8")
    assert main(["compare", "2020", str(path), "--runs", str(kept)]) == 0
    assert main(["report", "--runs", str(kept), "--out", str(kept / "report.html")]) == 0
    capsys.readouterr()
    assert main(["runs", "--runs", str(kept)]) == 0
    assert re.search(r"2020 +│ harbour│ +4│ +–│ +–│ +0\.333│", capsys.readouterr().out)


def test_runs_of_an_earlier_form_are_left_out_of_lists_and_said(
    set_file: Path, kept: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(set_file, kept)
    (kept / "2020.json").write_text('{"format": 2, "results": []}', encoding="utf-8")
    capsys.readouterr()
    assert main(["runs", "--json", "--runs", str(kept)]) == 0
    shown = capsys.readouterr()
    assert len(json.loads(shown.out)) == 1
    assert "2020.json: is not a kept run of format 4; run the set again" in shown.err
    page = tmp_path / "report.html"
    assert main(["report", "--runs", str(kept), "--out", str(page)]) == 0
    assert main(["report", "2020", "--runs", str(kept)]) == 1


def test_validate_names_every_faulty_line_and_then_the_gold(
    set_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    right, *_ = set_file.read_text("utf-8").splitlines()
    gone = {**json.loads(right), "id": "gone"}
    path, data = tmp_path / "faulty.jsonl", tmp_path / "papers"
    faulty = ('{"id": "a", "kind": "riddle"}', json.dumps(gone), "no JSON", '{"id": "b"}')
    path.write_text("\n".join(faulty), encoding="utf-8")
    # Also without papers the lines are told.
    assert main(["validate", str(path), "--data", str(data)]) == 1
    shown = capsys.readouterr()
    assert shown.err
    assert re.findall(r"WRONG faulty\.jsonl, line (\d+)", shown.out) == list("11344")
    Catalogue.open(data).close()
    assert main(["validate", str(path), "--data", str(data)]) == 1
    out = capsys.readouterr().out
    for part in ("line 1: kind 'riddle' is not one of", "line 1: 'question' must be text",
                 "line 3: is not JSON", "line 4: 'question'",
                 "5 faults in 3 lines", "WRONG gone: "):  # fmt: skip
        assert part in out
    assert main(["validate", str(path), "--data", str(data), "--json"]) == 1
    found = json.loads(capsys.readouterr().out)
    assert [one.get("line") for one in found] == [1, 1, 3, 4, 4, None]
    assert all(one["serious"] for one in found)
