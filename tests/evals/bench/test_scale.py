"""Work that must not grow with the papers, on folders of papers in other words."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.catalogue import Catalogue
from corpus.model import Access, Scope
from evals.bench.grown import grow
from evals.bench.scale import Grown, Spent, measure_one, scale_markdown
from evals.bench.varied import Read, Variation, Wording, variations
from evals.run import index_papers
from retrieval.embedding import SentenceEmbedder
from retrieval.model import Settings
from tests.conftest import ROOT

SAMPLE = ROOT / "corpus" / "sample"
EVERYTHING = Scope(clearance=Access.EXEMPT)


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Read:
    """The sample's minutes of November, as they were read."""
    data = tmp_path_factory.mktemp("read")
    settings = Settings.model_construct(data=data)
    index_papers(SAMPLE / "2023-11-14-cabinet-minutes.pdf", settings, ocr=False)
    with Catalogue.open(data) as catalogue:
        (paper,) = catalogue.papers()
        return Read(catalogue.reading(paper.id), catalogue.passages_of(paper.id))


@pytest.mark.slow
def test_a_paper_in_other_words_keeps_its_structure_and_places(read: Read) -> None:
    made = Variation(read, Wording([read]), 7).varied()
    old, new = read.reading, made.reading
    assert new.paper.id != old.paper.id
    assert new.paper.page_count == old.paper.page_count == len(new.pages)
    assert [one.number for one in new.resolutions] == [one.number for one in old.resolutions]
    assert len(made.passages) == len(read.passages)
    texts = {page.number: page.text for page in new.pages}
    for passage in made.passages:
        slices = (texts[span.page][span.start : span.end] for span in passage.spans)
        assert passage.text == "\n".join(slices)
        assert passage.paper_id == new.paper.id
    words = [set(re.findall(r"[a-z]{4,}", one.pages[0].text.lower())) for one in (old, new)]
    assert 0.1 < len(words[0] & words[1]) / len(words[0]) < 0.9


@pytest.mark.slow
def test_the_same_number_gives_the_same_paper_and_another_another(read: Read) -> None:
    first, second = list(variations([read], 2 * len(read.passages)))
    assert [first, second] == list(variations([read], 2 * len(read.passages)))
    assert first.reading.pages[0].text != second.reading.pages[0].text
    assert first.reading.paper.meeting_date != second.reading.paper.meeting_date


def test_a_table_has_a_column_for_each_size() -> None:
    small = Grown(
        1300, 30, 90, 200.0, Spent(40.0, 80.0), {"words": Spent(3.0, 5.0)},
        {"page: papers": (5.0, 1.0)}, 600.0, 400.0, 70.0, 9000.0,
    )  # fmt: skip
    large = replace(small, passages=10_000, stages={"late": Spent(1.0, 2.0)})
    rows = scale_markdown([small, large]).splitlines()
    assert rows[0] == "| passages | 1,300 | 10,000 |"
    assert "| … words | 3.0 (5.0) |  |" in rows
    assert "| page: papers, ms: first (again) | 5 (1) | 5 (1) |" in rows
    assert len({row.count("|") for row in rows}) == 1


@pytest.mark.long
@pytest.mark.timeout(3600)
def test_a_question_costs_hardly_more_of_ten_times_the_papers(tmp_path: Path) -> None:
    sets = (ROOT / "evals" / "sets" / "sample.jsonl",)
    found = []
    for size in (2_000, 20_000):
        data = tmp_path / str(size)
        grow(data, SAMPLE, size, SentenceEmbedder(Settings()))
        found.append(measure_one(data, SAMPLE, sets))
    print(scale_markdown(found))
    small, large = found
    assert large.passages > 9 * small.passages
    assert large.question.median < 1.6 * small.question.median
    assert large.question.p95 < 2 * small.question.p95
    assert large.add < 1.3 * small.add
    starters = [one.pages["page: starters"][0] for one in found]
    assert starters[1] < 2 * starters[0] + 10
