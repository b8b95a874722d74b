"""Answers in a model's words over real papers, with scripted servers at the other end."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from itertools import combinations, pairwise

import pytest

from corpus.model import Access, PassageKind, Scope
from corpus.model.errors import CorpusError
from prompts import spoken
from retrieval.answer.contradictions import contradict
from retrieval.assistant.assistant import Assistant
from retrieval.explain.budget import tokens
from retrieval.explain.rewriting import rewrite
from retrieval.model.settings import Settings
from retrieval.model.types import Answer, Statement, Status, Turn
from tests.retrieval.model_servers import ModelServer, Way, patience_with, serving

pytestmark = pytest.mark.slow

PROTOCOLS = ("openai", "ollama")
QUESTION = "What was agreed about library opening hours?"
Explaining = Callable[..., Assistant]


@pytest.fixture
def explaining(assistant: Assistant) -> Explaining:
    """Return what opens an assistant over the same papers that asks a given server."""

    def opened(
        server: ModelServer, protocol: str = "openai", window: int = 8192, patience: float = 20.0
    ) -> Assistant:
        settings = Settings.model_construct(
            data=assistant.settings.data,
            llm=f"{protocol}:scripted",
            llm_base_url=server.url,
            llm_timeout=patience,
            llm_window=window,
        )
        return Assistant(
            settings, assistant.catalogue, assistant._index, embedder=assistant._embedder
        )

    return opened


def numbered_lines(prompt: str) -> list[tuple[int, str]]:
    return [(int(n), text) for n, text in re.findall(r"^\[(\d+)\] (.*)$", prompt, re.M)]


def repeats(_system: str, user: str) -> str:
    """A model that repeats the first sentences, each with its number."""
    return "".join(f"{text} [{number}]\n" for number, text in numbered_lines(user)[:3])


def explained(answer: Answer) -> list[Statement]:
    return [one for one in answer.statements if one.explained]


def quotes_stand(assistant: Assistant, answer: Answer) -> bool:
    pages = assistant.catalogue
    return all(
        c.quote in " ".join(pages.page(c.paper_id, c.page).text.split()) for c in answer.citations
    )


@pytest.mark.parametrize("protocol", PROTOCOLS)
def test_statements_stream_in_checked_and_cited(protocol: str, explaining: Explaining) -> None:
    with serving(protocol, repeats) as server:
        asking = explaining(server, protocol)
        growing = list(asking.stream(QUESTION))
        counts = [len(answer.statements) for answer in growing]
        assert counts == sorted(counts)
        assert len(growing) >= 3
        answer = growing[-1]
        assert len(explained(answer)) == 3
        assert answer.model == f"{protocol}:scripted"
        assert answer.dropped == 0
        assert all(one.citations for one in answer.statements)
        assert quotes_stand(asking, answer)
        assert server.prompts[0] in answer.prompt
        assert "model_answer 1" in answer.prompt
        for before, after in pairwise(growing):
            assert after.statements[: len(before.statements)] == before.statements
        assert asking.model_state().answering is True


def test_what_the_papers_do_not_say_is_dropped_and_counted(explaining: Explaining) -> None:
    def reply(_system: str, user: str) -> str:
        number, text = numbered_lines(user)[0]
        wrong = [f"{text} [999]", text, f"{text} It costs £77. [{number}]", f"{text} [0]"]
        wrong += [
            f"The leader took bribes. [{number}]",
            f"See [this](https://x.example) [{number}]",
        ]
        return "\n".join([*wrong, f"{text} [{number}]"])

    with serving("openai", reply) as server:
        answer = explaining(server).ask(QUESTION)
    (only,) = explained(answer)
    assert only.citations
    assert answer.dropped == 6


@pytest.mark.parametrize(
    "reply", ["Nothing with a number.\n", "Wrong. [900]\n", '{"answer": "It is £5"}', "NOT FOUND"]
)
def test_a_useless_answer_gives_way_to_quotes(
    reply: str, explaining: Explaining, assistant: Assistant
) -> None:
    with serving("openai", reply) as server:
        answer = explaining(server).ask(QUESTION)
    assert answer.statements == assistant.ask(QUESTION).statements
    assert not answer.model
    assert "quoted from the papers" in answer.note
    # It can be said in another language.
    assert spoken(answer.note, lambda _: "said", lambda *_: "") == "said"


@pytest.mark.parametrize("protocol", PROTOCOLS)
@pytest.mark.parametrize("way", [way for way in Way if way is not Way.NORMAL])
def test_whatever_goes_wrong_the_papers_still_answer(
    protocol: str, way: Way, explaining: Explaining, assistant: Assistant
) -> None:
    plain = assistant.ask(QUESTION)
    with serving(protocol, repeats, way) as server:
        asking = explaining(server, protocol, patience=patience_with(way))
        answer = asking.ask(QUESTION)
        assert asking.model_state().answering is False
    assert answer.status is Status.ANSWERED
    texts = {one.text for one in answer.statements}
    assert {one.text for one in plain.statements} <= texts
    assert "language model" in answer.note
    assert "quoted from the papers" in answer.note
    assert quotes_stand(asking, answer)


def test_official_wording_stands_beside_what_explains_it(explaining: Explaining) -> None:
    def reply(_system: str, user: str) -> str:
        resolved = [(n, t) for n, t in numbered_lines(user) if t.startswith("(i) that")]
        return "".join(f"It was decided {t.split(';')[0][4:]}. [{n}]\n" for n, t in resolved[:1])

    with serving("openai", reply) as server:
        asking = explaining(server)
        answer = asking.ask(QUESTION)
    paraphrase, quote = answer.statements[:2]
    assert paraphrase.explained
    assert not paraphrase.official
    assert quote.official
    assert not quote.explained
    assert quote.text == " ".join(c.quote for c in paraphrase.citations)
    resolutions = {" ".join(r.text.split()) for r in asking.catalogue.resolutions(Scope())}
    assert quote.text in resolutions


def test_what_was_decided_is_quoted_when_the_model_speaks_of_something_else(
    explaining: Explaining, assistant: Assistant
) -> None:
    quoted = [s.text for s in assistant.ask(QUESTION).statements if s.official]
    assert quoted

    def beside_the_point(_system: str, user: str) -> str:
        plain = (n for n, text in numbered_lines(user) if not any(text in q for q in quoted))
        number = next(plain)
        return f"{dict(numbered_lines(user))[number]} [{number}]\n"

    with serving("openai", beside_the_point) as server:
        answer = explaining(server).ask(QUESTION)
    told = [statement.text for statement in answer.statements]
    assert answer.statements[0].explained
    assert all(told.count(text) == 1 for text in quoted)


def test_sums_and_votes_are_quoted_beside(explaining: Explaining) -> None:
    def reply(_system: str, user: str) -> str:
        sums = [(n, t) for n, t in numbered_lines(user) if "£" in t and not t.startswith("(")]
        return "".join(f"{text} [{number}]\n" for number, text in sums[:1])

    with serving("openai", reply) as server:
        answer = explaining(server).ask("How much would staffing of the libraries save?")
    first, second = answer.statements[:2]
    assert first.explained
    assert not second.explained
    assert "£" in second.text
    assert second.citations == first.citations


def test_a_refusal_is_not_sent_anywhere(explaining: Explaining) -> None:
    with serving("openai", repeats) as server:
        answer = explaining(server).ask("How many penguins live in the zoo at Timbuktu?")
        assert answer.status is Status.REFUSED
        assert not server.asked


def test_no_more_is_sent_than_the_window_takes(explaining: Explaining) -> None:
    with serving("openai", repeats) as server:
        wide = explaining(server).ask(QUESTION)
        narrow = explaining(server, window=2048).ask(QUESTION)
        first, second = (numbered_lines(prompt) for prompt in server.prompts)
    assert len(second) < len(first)
    # Whole sentences: each one that is left stands in the full list word for word.
    assert {text for _, text in second} < {text for _, text in first}
    assert "left out to fit its window" in narrow.note
    assert "left out" not in wide.note
    assert server.asked[1]["max_tokens"] == 512
    for body, window in zip(server.asked, (8192, 2048), strict=True):
        sent = sum(tokens(message["content"]) for message in body["messages"])
        assert sent + body["max_tokens"] <= window


def test_without_clearance_no_exempt_word_is_sent(explaining: Explaining) -> None:
    question = "Which tender for the leisure centre roof offered the lowest price?"
    with serving("openai", repeats) as server:
        asking = explaining(server)
        secret = _exempt_words(asking)
        assert secret
        cleared = asking.ask(question, Scope(clearance=Access.EXEMPT))
        assert cleared.model
        assert secret & _runs(server.sent), "the test proves nothing unless they can be sent"
        server.asked.clear()
        asking.ask(question)
        asking.ask("And what is in that appendix?", history=[Turn(question, cleared)])
        assert server.asked
        assert not secret & _runs(server.sent)


def test_a_question_completed_from_a_closed_answer_is_not_sent(explaining: Explaining) -> None:
    with serving("openai", repeats) as server:
        asking = explaining(server)
        told = asking.ask(QUESTION)
        assert told.citations
        # It cites nothing, so that only the answer before it tells that it may not be sent.
        later = replace(told, asked="Who bought Zanzibarquux?", statements=())
        chat = [Turn(QUESTION, told), Turn("Who bought it?", later)]
        assert asking._model is not None
        server.asked.clear()
        rewrite(asking._model, "And when?", chat, lambda _: False)
        assert "Who bought it?" in server.sent
        assert "Zanzibarquux" not in server.sent
        rewrite(asking._model, "And when?", chat, lambda _: True)
        assert "Zanzibarquux" in server.sent


def _runs(text: str) -> set[str]:
    """Return every eight words in a row."""
    words = re.findall(r"\w+", text.lower())
    return {" ".join(words[at : at + 8]) for at in range(len(words) - 7)}


def _exempt_words(assistant: Assistant) -> set[str]:
    """Return the runs of words that stand on exempt pages alone."""
    runs: dict[bool, set[str]] = {True: set(), False: set()}
    for paper in assistant.catalogue.papers(Scope(clearance=Access.EXEMPT)):
        for number in range(1, paper.page_count + 1):
            page = assistant.catalogue.page(paper.id, number, Access.EXEMPT)
            runs[_open(assistant, paper.id, number)] |= _runs(page.text)
    return runs[False] - runs[True]


def _open(assistant: Assistant, paper_id: str, number: int) -> bool:
    try:
        return bool(assistant.catalogue.page(paper_id, number).text)
    except CorpusError:
        return False


def test_a_follow_up_is_rewritten_shown_and_kept(explaining: Explaining) -> None:
    whole = "Who voted against library opening hours?"

    def reply(system: str, user: str) -> str:
        return whole if "Write that question again" in system else repeats(system, user)

    with serving("openai", reply) as server:
        asking = explaining(server)
        first = asking.ask(QUESTION)
        second = asking.ask("And who voted against that?", history=[Turn(QUESTION, first)])
        assert second.asked == whole
        assert second.searched == whole
        assert not first.asked
        assert QUESTION in server.prompts[1]
        assert whole in server.prompts[2] or second.status is Status.REFUSED
        assert server.prompts[1] in second.prompt


@pytest.mark.parametrize(
    "written",
    [
        "What did the leader steal from library opening hours?",
        "Who voted against library opening hours in 1999?",
        "See https://evil.example about library opening hours",
        "word " * 200,
        "",
        "<think>hm",
    ],
)
def test_a_rewriting_with_words_of_its_own_is_not_used(
    written: str, explaining: Explaining, assistant: Assistant
) -> None:
    with serving("openai", lambda _s, _u: written) as server:
        first = assistant.ask(QUESTION)
        history = [Turn(QUESTION, first)]
        asked = "And who voted against that?"
        answer = explaining(server).ask(asked, history=history)
    by_rule = assistant.ask(asked, history=history)
    assert answer.searched == by_rule.searched
    assert answer.asked == by_rule.asked != ""
    assert "completed from the chat without the language model" in answer.note


def test_periods_are_compared_part_by_part(explaining: Explaining) -> None:
    def reply(_system: str, user: str) -> str:
        parts = re.split(r"^Part: ", user, flags=re.M)[1:]
        firsts = [numbered_lines(part)[0] for part in parts]
        return "".join(f"{text} [{number}]\n" for number, text in firsts)

    question = "What changed about library opening hours between June 2023 and November 2023?"
    with serving("openai", reply) as server:
        asking = explaining(server)
        answer = asking.ask(question)
        assert "Part: June 2023" in server.prompts[0]
        assert "Part: November 2023" in server.prompts[0]
    told = explained(answer)
    assert [one.part for one in told] == ["June 2023", "November 2023"]
    assert all(
        {c.date.month for c in one.citations if c.date} == {month}
        for one, month in zip(told, (6, 11), strict=True)
    )


def test_a_contradiction_is_named_and_cites_both(explaining: Explaining) -> None:
    def reply(_system: str, user: str) -> str:
        pairs = combinations(numbered_lines(user), 2)
        (one, said), (two, other) = next(p for p in pairs if contradict(p[0][1], p[1][1]))
        return f"CONTRADICTION: {said} {other} [{one}] [{two}]\n{said} [{one}]\n"

    with serving("openai", reply) as server:
        answer = explaining(server).ask("What were library visits at?")
    contradiction, plain = explained(answer)
    assert contradiction.conflicts
    assert len(contradiction.citations) == 2
    assert not plain.conflicts


def test_every_sentence_sent_is_stored_word_for_word(explaining: Explaining) -> None:
    with serving("openai", repeats) as server:
        asking = explaining(server)
        asking.ask(QUESTION)
        lines = numbered_lines(server.prompts[0])
    pages = " ".join(
        " ".join(asking.catalogue.page(paper.id, number).text.split())
        for paper in asking.catalogue.papers(Scope())
        for number in range(1, paper.page_count + 1)
    )
    prose = [text for _, text in lines if " · " not in text and "(" not in text]
    assert len(prose) > 5
    assert not [text for text in prose if text not in pages]


def test_a_briefing_is_told_in_parts(explaining: Explaining) -> None:
    with serving("openai", repeats) as server:
        asking = explaining(server)
        paper, item = next(
            (passage.paper_id, passage.item)
            for passage in (hit.passage for hit in asking.hits("report recommendations", 40))
            if passage.item and passage.kind is not PassageKind.RESOLUTION
        )
        answer = asking.ask(f"Brief me on item {item}", Scope(papers=(paper,)))
        assert answer.status is Status.ANSWERED
        assert "Part: What is proposed" in server.prompts[-1]
        assert "Part: Money" in server.prompts[-1]


def test_stopping_closes_the_connection(explaining: Explaining) -> None:
    with serving("openai", lambda s, u: repeats(s, u) * 500) as server:
        stream = explaining(server).stream(QUESTION)
        next(stream)
        stream.close()  # type: ignore[attr-defined]
        assert len(server.asked) == 1
