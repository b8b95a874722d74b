"""A short overview of a thing that a question only names, or asks to be told about.

First what became of it last, by the register; then what is to come on it; then the passages that
are about it. What only mentions the thing is no overview of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from corpus.catalogue import Catalogue
from corpus.model import DecisionKind, PaperKind, PassageKind, Resolution
from corpus.register import RegisterSearch
from prompts import joined
from retrieval.answer import Quoter, line_of, of_time_and_body
from retrieval.model import Hit, Statement, latest
from retrieval.overview.coming import Coming, announced, coming
from retrieval.overview.evidence import Stand, decision_stand, passage_stand
from retrieval.overview.reports import said_once
from retrieval.question import Query, ask_of, named_alone, overview_of, own_topic, share_met
from retrieval.ranking import NOT_STANDING, weight
from retrieval.search import Found

# The direct line has so many words at most; so many of the latest decisions and of what is to
# come are told.
_LINE_WORDS, _DECIDED, _COMING = 60, 2, 2
# So few words are a name and nothing else: what only mentions it answers nothing.
_NAME_WORDS = 2
# Other words for an everyday one that the register is searched by, likeliest first.
_OTHER_WORDS = 3
_CLAUSES = re.compile(r"[;:.](?=\s)")
# Papers that are about one thing, which their title names.
_OF_ONE_THING = (PaperKind.DECISION_NOTICE, PaperKind.REPORT, PaperKind.TRACKER, PaperKind.OTHER)


@dataclass(frozen=True, slots=True)
class MatterTold:
    """What is told of a thing.

    ``statements`` are of the register and of what is to come; ``speaking`` are the hits that are
    about it, best first; ``words`` name it, and ``lead`` is the direct line. ``mentioned`` says
    that the thing was only named and that all there is are mentions of it, or that nothing says
    what to tell of.
    """

    statements: tuple[Statement, ...]
    speaking: tuple[Hit, ...]
    words: tuple[str, ...] = ()
    lead: str = ""
    mentioned: bool = False


def matter_told(found: Found, catalogue: Catalogue, quoter: Quoter) -> MatterTold | None:
    """Return an overview of the thing that a question names; None where it asks for none.

    None too where nothing is found about what more words than a name ask for. Raises as
    :class:`Quoter`.
    """
    alone = named_alone(found.query)
    words = alone or overview_of(found.query)
    if not words and _asks_of_nothing(found.query):
        return MatterTold((), (), mentioned=True)
    if not words or not found.hits:
        return None
    newest = _latest(words, found, catalogue)
    to_come = _first(coming(words, found, catalogue, quoter))
    lead = _line(newest, to_come)
    decided = [(one, said) for one in newest if (said := said_once(one, lead, quoter))]
    told = [replace(said, part=_minute(one)) for one, said in decided]
    told += [one.statement for one in to_come]
    speaking = _speaking(words, found, catalogue, beside=bool(told))
    if not told and (not speaking or len(alone) > _NAME_WORDS):
        # More words than a name ask something of the thing: passages are chosen by all of them.
        plain = 0 < len(alone) <= _NAME_WORDS
        return MatterTold((), (), mentioned=True) if plain else None
    return MatterTold(tuple(told), speaking, words, lead)


def _asks_of_nothing(query: Query) -> bool:
    """Whether an overview is asked for and nothing says of what: "summarise it" out of a chat."""
    ask = ask_of(query.own_text)
    if ask is None or ask.name != "overview" or query.carried or query.matter is not None:
        return False
    return not (query.periods or query.committee or query.item or query.minute or own_topic(query))


def _line(decided: Sequence[Resolution], to_come: Sequence[Coming]) -> str:
    """Return the direct line: what became of the thing last, and what is to come, as room is."""
    parts = [latest(_became(decided[0]))] if decided else []
    for one in to_come[:1]:
        part = joined(": ", (announced(one.day), one.named))
        if sum(len(said.split()) for said in (*parts, part)) <= _LINE_WORDS:
            parts.append(part)
    return joined(" — ", parts)


def _became(said: Resolution) -> str:
    """Return what became of a decision; with its title where neither body nor minute names it."""
    line = line_of(said)
    named = said.committee or said.number or not said.title
    return line if named else joined(" · ", (said.title or "", line))


def _minute(said: Resolution) -> str:
    return " ".join(part for part in (said.number, said.title) if part)


def _first(to_come: Sequence[Coming]) -> list[Coming]:
    """Return what is told of what is to come, the newest first, each wording once."""
    once = {one.statement.text: one for one in to_come}
    return sorted(once.values(), key=lambda one: one.day, reverse=True)[:_COMING]


def _latest(words: Sequence[str], found: Found, catalogue: Catalogue) -> list[Resolution]:
    """Return what was decided last on the thing, and, if that was only noted, what was before.

    What a minute of its own decided comes before what others decided on it.
    """
    decided = _held(found, catalogue)
    # What has the very words comes before what has other words for them.
    for query in (replace(found.query, others=()), found.query):
        held = {said: decision_stand(words, said, query) for said in decided}
        best = max(held.values(), default=Stand.NONE)
        if best >= Stand.BEGINS:
            break
    else:
        return []
    on_it = [said for said, how in held.items() if how == best]
    on_it += _decided_since(words, on_it, held, found.query) if len(words) > 1 else []
    newest = sorted(on_it, key=lambda said: (said.date or date.min, -weight(said)), reverse=True)
    first = newest[0]
    same = [said for said in newest if _minute_of(said) == _minute_of(first)]
    standing = [
        said for said in newest if weight(said) < 1 and _minute_of(said) not in {_minute_of(first)}
    ]
    after = same[1:] if weight(first) < 1 else [*same[1:], *standing[:1]]
    kept = [said for said in after if weight(said) < NOT_STANDING]
    return _each_once([first, *kept])[:_DECIDED]


def _decided_since(
    words: Sequence[str],
    on_it: Sequence[Resolution],
    held: Mapping[Resolution, Stand],
    query: Query,
) -> list[Resolution]:
    """Return what was decided after the last motion on a thing fell, though with other things.

    One clause, with the title, says so; what was only noted decides nothing.
    """
    last = max(on_it, key=lambda said: (said.date or date.min, -weight(said)))
    if weight(last) < NOT_STANDING or last.date is None:
        return []
    return [
        said
        for said, how in held.items()
        if how is not Stand.NONE and weight(said) < 1 and said.date and said.date > last.date
        if any(
            share_met(words, f"{said.title or ''} {clause}", query) >= 1
            for clause in _CLAUSES.split(said.text)
        )
    ]


def _minute_of(said: Resolution) -> tuple[object, ...]:
    return said.committee, said.date, said.number or said.title


def _each_once(held: Sequence[Resolution]) -> list[Resolution]:
    """Return decisions without the copies that other papers print."""
    once: dict[tuple[object, ...], Resolution] = {}
    for said in held:
        once.setdefault((said.date, " ".join(said.text.split()).casefold()), said)
    return list(once.values())


def _held(found: Found, catalogue: Catalogue) -> list[Resolution]:
    """Return the decisions that the register finds by the words, or by other words for them."""
    decided: dict[Resolution, None] = {}
    for typed in _searches(found.query):
        kinds = (DecisionKind.DECISION,)
        asked = RegisterSearch(typed, found.scope, kinds=kinds, counted=False)
        decided |= dict.fromkeys(catalogue.search_resolutions(asked).resolutions)
    is_of = of_time_and_body(found.query)
    return [said for said in decided if said.paper_id in found.papers and is_of(said)]


def _searches(query: Query) -> Iterator[str]:
    """Yield what the register is searched by: the words, then each with other words for one."""
    words = named_alone(query) or overview_of(query)
    text = query.search_text
    yield " ".join(words)
    for other in query.others:
        said = text[other.start : other.end].lower().split()
        rest = [word for word in words if word not in said]
        yield from (" ".join((*rest, instead)) for instead in other.words[:_OTHER_WORDS])


def _speaking(
    words: Sequence[str], found: Found, catalogue: Catalogue, beside: bool
) -> tuple[Hit, ...]:
    """Return the hits about the thing, best first; ``beside`` what the register told, prose."""
    titles: dict[str, dict[str, str]] = {}

    def heads(hit: Hit) -> tuple[str, ...]:
        passage = hit.passage
        if passage.paper_id not in titles:
            items = catalogue.items(passage.paper_id, found.scope.clearance)
            titles[passage.paper_id] = {item.number: item.title for item in items}
        paper = found.papers[passage.paper_id]
        own = paper.title if paper.kind in _OF_ONE_THING else ""
        return titles[passage.paper_id].get(passage.item or "", ""), own

    def speaks(hit: Hit) -> bool:
        if beside and hit.passage.kind is not PassageKind.PROSE:
            return False
        return passage_stand(words, hit.passage, heads(hit), found.query) >= Stand.BEGINS

    near = found.hits[: found.constants.ranking.closely]
    return tuple(hit for hit in near if speaks(hit))
