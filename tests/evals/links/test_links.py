"""Judged links: a set is read, what is found of it is counted, and weights are fitted to it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.catalogue.catalogue import Catalogue
from corpus.ingest.ingest import Ingest
from corpus.model import Span
from evals.cli.commands import main
from evals.links import (
    fit,
    gather,
    held_out,
    left_out,
    measure,
    misjudged,
    read_links,
    table,
    write_model,
)
from evals.links.fitting import threshold
from evals.links.judged import Place
from evals.model import SetError
from retrieval.matters import SIGNS, fitted
from tests.corpus.stand_ins import HashEmbedder, MemoryIndex

ROOT = Path(__file__).parents[3]
SET = ROOT / "evals" / "sets" / "links-sample.jsonl"
SAMPLE = ROOT / "corpus" / "sample"
# Their passages and decisions, without the many pages of other packs.
FEW = ("2023-06-13-cabinet-minutes.pdf", "2023-11-14-cabinet-minutes.pdf",
       "2023-11-14-cabinet-supplement.pdf", "2024-02-28-council-minutes.pdf",
       "environment-and-communities-minutes-february-april-2024.pdf")  # fmt: skip


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("links")
    with Catalogue.open(made) as catalogue:
        Ingest(catalogue, HashEmbedder(), MemoryIndex()).add(
            [SAMPLE / name for name in FEW], ocr=False
        )
    return made


@pytest.fixture(scope="module")
def catalogue(data: Path) -> Iterator[Catalogue]:
    with Catalogue.open(data) as opened:
        yield opened


def test_a_place_is_told_by_a_character_or_by_pages() -> None:
    words = Place("a.pdf", 3, at=40)
    assert words.holds("a.pdf", 3, [Span(3, 30, 60)])
    assert not words.holds("a.pdf", 3, [Span(3, 50, 60)])
    assert not words.holds("b.pdf", 3, [Span(3, 30, 60)])
    pages = Place("a.pdf", 5, last=7)
    assert pages.holds("a.pdf", 6, ())
    assert not pages.holds("a.pdf", 8, ())


def test_the_kept_sets_hold_places_and_no_words() -> None:
    names = ("sample", "torbay", "minutes", "series")
    sets = {name: read_links(SET.with_name(f"links-{name}.jsonl")) for name in names}
    assert sum(len(one.later) for held in sets.values() for one in held) >= 60
    for name in names:
        for line in SET.with_name(f"links-{name}.jsonl").read_text("utf-8").splitlines():
            said = json.loads(line)
            assert set(said) == {"body", "decision", "later", "either"}
            places = (said["decision"], *said["later"], *said["either"])
            assert all(set(one) <= {"paper", "page", "at", "last"} for one in places)


def test_a_line_that_is_no_judged_link_is_told_by_its_number(tmp_path: Path) -> None:
    path = tmp_path / "links.jsonl"
    path.write_text('{"body": "X"}\n', "utf-8")
    with pytest.raises(SetError, match="line 1"):
        read_links(path)
    with pytest.raises(SetError, match="cannot be read"):
        read_links(tmp_path / "none.jsonl")


def test_links_of_the_sample_minutes_are_found_precisely(catalogue: Catalogue) -> None:
    judged = [one for one in read_links(SET) if one.decision.paper in FEW]
    within = [
        replace(one, later=tuple(place for place in one.later if place.paper in FEW))
        for one in judged
    ]
    seen = gather(catalogue, within)
    figures = measure(seen)
    assert figures.links >= 20
    assert figures.precision >= 0.9, list(misjudged(seen))
    assert figures.recall >= 0.6, list(misjudged(seen))
    assert "all" in table([("sample", figures)])
    # What weighs nothing finds only minutes that are named, and says so.
    nothing = measure(seen, replace(fitted(), begins=-99.0))
    assert 0 < nothing.shown < 5
    assert nothing.recall < 0.1
    everything = measure(seen, replace(fitted(), begins=99.0))
    assert everything.precision < 0.5


def test_a_decision_that_is_not_read_any_more_counts_as_missed(catalogue: Catalogue) -> None:
    first = read_links(SET)[4]
    gone = replace(first, decision=replace(first.decision, at=1))
    assert measure(gather(catalogue, [gone])).found == 0
    with pytest.raises(SetError, match="none of the papers"):
        gather(catalogue, [replace(first, decision=Place("elsewhere.pdf", 1, 1))])


def test_weights_are_fitted_and_each_body_judged_by_others(
    catalogue: Catalogue, tmp_path: Path
) -> None:
    seen = gather(catalogue, [one for one in read_links(SET) if one.decision.paper in FEW])
    left = left_out(seen)
    model = fit(seen, left)
    weights = dict(zip(SIGNS, model.weights, strict=True))
    assert weights["amount"] > 0
    assert weights["titled"] > 0
    assert min(weights[name] for name in ("sums", "names", "dated", "body")) >= 0
    figures = held_out(left)
    assert {"Marlhaven, Cabinet", "Marlhaven, Council"} <= set(figures)
    # What is shown is chosen on bodies that the weights had not seen.
    assert model.shown == threshold(left) == fit(seen).shown
    shown = sum(one.shown for one in figures.values())
    assert sum(one.right for one in figures.values()) >= 0.9 * shown > 0
    write_model(tmp_path / "model.json", model, "a test")
    kept = json.loads((tmp_path / "model.json").read_text("utf-8"))
    assert set(kept["weights"]) == set(SIGNS)
    with pytest.raises(SetError, match="right and wrong"):
        fit([replace(one, candidates=()) for one in seen])


def test_the_command_prints_what_is_found(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["links", f"{SET}={data}", "--verbose"]) == 0
    told = capsys.readouterr().out
    assert "links-sample" in told
    assert "missed" in told
    with pytest.raises(SystemExit):
        main(["links", str(SET)])
    assert "SET.jsonl=DATA" in capsys.readouterr().err
