"""An exchange as a row of the file and back: what is kept of it, and who may open that.

The words of papers are in what is sealed alone. A question that was typed is its asker's own and
stays readable; one that was clicked may be a title. A body that a question was limited to is
kept as a hash, and told by the bodies that the reader sees. An answer is kept with what it
quotes; what only stands beside it (other pages, other places of the same words, what else was
meant, what a language model was sent) comes with asking again.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum

from corpus.model import Access, Scope, UnknownPaperError, records
from prompts import Said
from retrieval.model import Answer, Matter, Statement, Status, Turn
from ui.kept.chat_file import Row, new_id
from ui.kept.exchanges import Exchange
from ui.kept.own_words import own_words, with_own_words
from ui.kept.sealing import Ground, SealedError, seal, unseal
from ui.language import N_
from ui.service import Papers

# As many of the pages found as are shown where nothing is answered.
_MOST_PAGES = 5
# So many pages of a paper are looked through for the title of an item: a long front sheet.
_FRONT = 10
# Another version's answers were made otherwise.
_OTHERWISE = "it was kept by another version"
_UNANSWERED = N_("This was not answered.")
# What an offered question quotes of a paper; and what marks that it names a thing or a day.
_QUOTED = re.compile("“([^“”]*)”")
_WORD = re.compile(r"\w+")
_NAMES = re.compile(r"[“\d]")


class _Ended(StrEnum):
    """What came of a question; a reply rests on no page and is made anew each time."""

    ANSWERED = "answered"
    REPLIED = "replied"
    STOPPED = "stopped"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class _Sealed:
    """What is sealed: the question where its words may be a paper's, and the answer."""

    question: str
    answer: Answer | None
    # What the answer's own words were made of; older chats lack it.
    said: tuple[Said, ...] = ()


def row_of(
    exchange: Exchange, history: Sequence[Turn], papers: Papers, reader: Access, now: float
) -> Row | None:
    """Return what is kept of an exchange that is over; None where a clicked one cannot be sealed.

    That is one without an answer, or whose question quotes what the answer does not rest on.
    ``history`` are the turns that it followed, ``now`` is Unix time in seconds.

    Raises:
        CatalogueError: the catalogue cannot be read.
    """
    ended = _ended(exchange)
    grounds: tuple[Ground, ...] = ()
    sealed = b""
    if exchange.answer is not None and ended is not _Ended.REPLIED:
        answer = _to_keep(exchange.answer)
        try:
            grounds = _grounds(answer, history, papers, reader)
            sealed = _sealed(exchange, answer, grounds, papers, reader)
        except (SealedError, UnknownPaperError):  # removed or closed since it was found
            grounds = ()
        else:
            # A key that rests on nothing would be no key.
            ended = _Ended.REPLIED if not grounds and ended is _Ended.ANSWERED else ended
    if exchange.offered and not sealed:
        return None
    return Row(
        exchange.id or new_id(),
        "" if exchange.offered else exchange.question,
        records.dump(_without_words(exchange.scope)),
        exchange.follows,
        ended.value,
        now,
        json.dumps(grounds),
        sealed,
    )


def exchange_of(row: Row, papers: Papers, reader: Access) -> Exchange:
    """Return a kept exchange as far as ``reader`` may see it now.

    Raises:
        CatalogueError: the catalogue cannot be read.
    """
    ended, offered = _Ended(row.ended), not row.question
    question, answer, withheld = row.question, None, ended is _Ended.ANSWERED
    scope = Scope(clearance=reader)
    try:
        scope = _scope(row, papers, reader)
        if row.sealed:
            opened = _open(row, papers, reader)
            question, answer, withheld = opened.question, opened.answer, False
    except SealedError:
        withheld = True
    return Exchange(
        question,
        scope,
        row.follows,
        answer,
        _UNANSWERED if ended is _Ended.FAILED else None,
        ended is _Ended.STOPPED,
        offered,
        row.id,
        withheld,
        datetime.fromtimestamp(row.asked, UTC).astimezone().date(),
    )


def question_of(row: Row, papers: Papers, reader: Access) -> str:
    """Return the question of a kept exchange; "" where its words may be those of a closed paper.

    Raises:
        CatalogueError: the catalogue cannot be read.
    """
    if row.question:
        return row.question
    try:
        return _open(row, papers, reader).question
    except SealedError:
        return ""


def _open(row: Row, papers: Papers, reader: Access) -> _Sealed:
    try:
        grounds = [(paper, number) for paper, number in json.loads(row.rests_on)]
        sealed = records.load(_Sealed, unseal(row.sealed, grounds, papers, reader))
        answer = sealed.answer and with_own_words(sealed.answer, sealed.said)
    except ValueError as error:
        raise SealedError(_OTHERWISE) from error
    return replace(sealed, answer=answer)


def _grounds(
    answer: Answer, history: Sequence[Turn], papers: Papers, reader: Access
) -> tuple[Ground, ...]:
    about = [turn.answer.matter for turn in history] + [answer.matter]
    return tuple(sorted({*_cited(answer), *_of_matters(about, papers, reader)}))


def _sealed(
    exchange: Exchange, answer: Answer, grounds: Sequence[Ground], papers: Papers, reader: Access
) -> bytes:
    """Return question and answer sealed with ``grounds``; b"" where these do not hold all words."""
    on = [_folded(papers.page(paper, number, reader).text) for paper, number in grounds]
    quoted = _QUOTED.findall(exchange.question) if exchange.offered else []
    if not on or not all(_stands(words, on) for words in quoted):
        return b""
    matter = answer.matter if answer.matter and _stands(answer.matter.title, on) else None
    kept = _Sealed(exchange.question, replace(answer, matter=matter), own_words(answer))
    words = records.dump(kept)
    return seal(words, grounds, papers, reader)


def _ended(exchange: Exchange) -> _Ended:
    if exchange.stopped:
        return _Ended.STOPPED
    if exchange.answer is None:
        return _Ended.FAILED
    replied = exchange.answer.status is Status.REPLIED
    return _Ended.REPLIED if replied else _Ended.ANSWERED


def _to_keep(answer: Answer) -> Answer:
    """Return an answer with what it quotes; where it answers nothing, with what came near."""
    answered = answer.status is Status.ANSWERED
    return replace(
        answer,
        statements=_bare(answer.statements),
        closest=() if answered else _bare(answer.closest),
        pages=()
        if answered
        else tuple(replace(page, also=()) for page in answer.pages[:_MOST_PAGES]),
        choices=(),
        # What names nothing; the rest may name what stands in other papers.
        next=tuple(one for one in answer.next if not _NAMES.search(one)),
        prompt="",
    )


def _bare(statements: Iterable[Statement]) -> tuple[Statement, ...]:
    # The title of an item stands on another page than what was cited, and is not shown with it.
    return tuple(
        replace(one, also=(), citations=tuple(replace(c, item_title=None) for c in one.citations))
        for one in statements
    )


def _cited(answer: Answer) -> Iterator[Ground]:
    for statement in (*answer.statements, *answer.closest):
        for citation in statement.citations:
            yield (citation.paper_id, citation.page)
            yield from ((citation.paper_id, span.page) for span in citation.spans)
    yield from ((page.paper_id, page.page) for page in answer.pages)


def _of_matters(
    matters: Iterable[Matter | None], papers: Papers, reader: Access
) -> Iterator[Ground]:
    """Yield the pages of what a chat was about, whose words a follow-up takes up.

    That on which its title stands is one of them: of an item its own first page, or one of the
    front sheet.
    """
    for matter in filter(None, matters):
        yield from ((matter.paper_id, page) for page in matter.pages)
        items = papers.items(matter.paper_id, reader) if matter.item else ()
        first = [i.first_page for i in items if i.number == matter.item and i.first_page]
        front = sorted(papers.labels(matter.paper_id, reader))[:_FRONT]
        for page in (*first, *front):
            if _stands(matter.title, [_folded(papers.page(matter.paper_id, page, reader).text)]):
                yield (matter.paper_id, page)
                break


def _stands(words: str, on: Sequence[str]) -> bool:
    """Tell whether words, perhaps cut short, stand in one of the folded texts ``on``."""
    sought = _folded(words.removesuffix("…"))
    return any(sought in text for text in on)


def _folded(text: str) -> str:
    """Return the words of a text alone: a title is set with other dashes wherever it stands."""
    return " ".join(_WORD.findall(text.casefold()))


def _without_words(scope: Scope) -> Scope:
    body, named = (_hashed(one) if one else None for one in (scope.committee, scope.collection))
    return replace(scope, committee=body, collection=named, clearance=Access.PUBLIC)


def _scope(row: Row, papers: Papers, reader: Access) -> Scope:
    try:
        kept = replace(records.load(Scope, row.scope), clearance=reader)
    except ValueError as error:
        raise SealedError(_OTHERWISE) from error
    if kept.collection is not None:
        held = (one.name for one in papers.collections(reader))
        named = next((one for one in held if _hashed(one) == kept.collection), None)
        if named is None:
            raise SealedError("the collection that it was limited to is not to be seen")
        kept = replace(kept, collection=named)
    if kept.committee is None:
        return kept
    seen = {p.committee for p in papers.papers(Scope(clearance=reader)) if p.committee}
    bodies = seen | set(papers.committees(reader))
    body = next((one for one in bodies if _hashed(one) == kept.committee), None)
    if body is None:
        raise SealedError("the body that it was limited to is not to be seen")
    return replace(kept, committee=body)


def _hashed(body: str) -> str:
    return hashlib.sha256(body.encode()).hexdigest()
