"""Tokens are counted from above; what does not fit is left out by whole sentences."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from corpus.pdf.pdfium import open_pdf
from retrieval.explain.budget import room, tokens, trimmed

SAMPLE = Path(__file__).resolve().parents[3] / "corpus" / "sample"


@dataclass(frozen=True)
class Line:
    line: str
    relevance: float


def _texts() -> list[str]:
    texts = []
    for path in sorted(SAMPLE.glob("*.pdf"))[:4]:
        with open_pdf(path) as pdf:
            texts += [pdf.layout(number).text for number in range(1, min(pdf.page_count, 6) + 1)]
    odd = [
        "£1,234,567.89 " * 20,
        "—…“”’ " * 30,
        "naïve café Łódź 北京 🏛️ " * 10,
        "a" * 300,
        "\n" * 50,
    ]
    return [text for text in texts if text.strip()] + odd


@pytest.mark.parametrize("encoding", ["o200k_base", "cl100k_base"])
def test_no_fewer_tokens_are_counted_than_real_vocabularies_have(
    encoding: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    import llama_index.core
    import tiktoken

    # The vocabularies that LlamaIndex brings along: no network is needed for them.
    cache = Path(llama_index.core.__file__).parent / "_static" / "tiktoken_cache"
    monkeypatch.setenv("TIKTOKEN_CACHE_DIR", str(cache))
    real = tiktoken.get_encoding(encoding)
    texts = _texts()
    assert len(texts) > 15
    short = [t[:60] for t in texts if tokens(t) < len(real.encode(t, disallowed_special=()))]
    assert not short


def test_the_least_relevant_go_first_and_the_order_stays() -> None:
    sentences = [Line("word " * 10, relevance) for relevance in (0.2, 0.9, 0.5, 0.7)]
    cost = tokens(sentences[0].line) + 1
    kept = trimmed(sentences, 2 * cost)
    assert [one.relevance for one in kept] == [0.9, 0.7]
    assert trimmed(sentences, 4 * cost) == tuple(sentences)
    assert not trimmed(sentences, cost - 1)


def test_one_sentence_that_fills_the_room_gives_way() -> None:
    sentences = [Line("word " * 400, 0.9), Line("short words", 0.5)]
    assert [one.relevance for one in trimmed(sentences, 100)] == [0.5]


def test_room_is_never_negative() -> None:
    assert room(100, 50, "word " * 1000) == 0
    assert 0 < room(8192, 1024, "some words") < 8192 - 1024
