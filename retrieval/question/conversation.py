"""Follow-up questions without a language model: what is carried over, and what is not.

Where a question leans on the one before (:mod:`retrieval.question.leaning`), the topic is
carried over: the last question that stood alone, as the follow-ups since have changed it. What
the new question says itself (a date, an item, a committee, another name) takes the place of its
like, and "the year before" moves the dates. "New topic: …" carries nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import accumulate

from retrieval.model import Intent, Matter, Status, Turn
from retrieval.question.content_words import content_words
from retrieval.question.fields import FieldAsked, field_asked, is_time
from retrieval.question.leaning import (
    leans,
    lone_names,
    names_another,
    of_matter,
    without_shift,
    years_moved,
)
from retrieval.question.lexicon import Lexicon
from retrieval.question.periods import Period, Recency, find_periods
from retrieval.question.query import Query, understand
from retrieval.question.short_forms import written_out
from retrieval.question.siblings import (
    elliptic,
    moved_quarter,
    tidied,
    with_other_time,
    with_sibling,
)
from retrieval.question.words_met import stems_of

_NEW_TOPIC = re.compile(
    r"^\W*(?:(?:ok(?:ay)?|right|thanks?(?: you)?|now)\W+)?(?:(?:on )?(?:to )?(?:an? )?(?:entirely "
    r"|completely )?(?:new|different|another|other|separate|unrelated) (?:topic|question|subject"
    r"|matter|note|thing)|start (?:again|over|afresh)|forget (?:that|it|about that)"
    r"|never ?mind(?: that)?|something else|change of (?:topic|subject)|moving on(?: to)?"
    r"|(?:leaving|putting|setting) (?:that|this) aside|(?:that|this) aside|turning to"
    r"|(?:next|switch(?:ing)?|chang(?:e|ing)) (?:the )?(?:topic|question|subject)s?"
    r"|(?:unrelated(?:ly)?|separately|by the way|next|not about (?:that|this))(?=\s*[:;,.–—-]))"
    r"(?![\w'’])[\s:;,.–—-]*",
    re.I,
)
# A year, and the short year after a stroke.
_YEARS = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)|(?<=\d{4}[/–-])\d\d(?!\d)")
_IN_THE_END = re.compile(r"\b(?:in the end|eventually|finally|ultimately|since then)\b", re.I)
# The same question of another time or place.
_ELSEWHERE = re.compile(r"^\W*(?:and\s+)?(?:what|how) about\b|\bwhere had it got\b", re.I)
_MONTH_DAYS = 31
# A chat's topic is looked for in turns that have so many characters together: reading 1,000
# takes up to 25 ms, and who asks has some 60 a question.
_CHARACTERS = 1200


@dataclass(frozen=True, slots=True)
class Resolved:
    """The question as it is searched; ``carried`` is the earlier question leaned on."""

    query: Query
    searched: str
    carried: str | None = None


def resolve(question: str, history: Sequence[Turn], lexicon: Lexicon) -> Resolved:
    """Understand ``question`` in the light of the turns before it."""
    question = written_out(question)
    own = _own(question, lexicon)
    history = [turn for turn in history if turn.answer.status is not Status.REPLIED]
    if _NEW_TOPIC.match(question) or not history:
        return Resolved(own, own.search_text)
    matter = _matter(history)
    field = _field(own, matter)
    if not field and not leans(own, lexicon.constants):
        own = replace(own, matter=matter if matter and of_matter(own, matter) else None)
        return Resolved(own, own.search_text)
    if not field and names_another(own, matter, history[-1], lexicon):
        return Resolved(own, own.search_text)
    topic, last = _topic(history, lexicon)
    if not topic:
        return Resolved(own, own.search_text)
    # The question that found the row says what it is of; its item's title may not.
    named = _named_by(matter, understand(topic, lexicon)) if matter and not field else ""
    if named and not _changes(topic, own, last, lexicon):
        topic = named
    own = replace(own, matter=matter, field=field)
    kept, whole = _changed(topic, own, last, lexicon)
    earlier = understand(kept, lexicon)
    in_the_end = bool(_IN_THE_END.search(own.text))
    if years_moved(own.text) and not own.periods:
        earlier = replace(earlier, periods=_around(earlier.periods, lexicon))
    earlier = replace(earlier, matter=matter, field=field)
    if whole:
        return Resolved(earlier, earlier.search_text, topic)
    both = understand(f"{earlier.text.rstrip(' ?.!')}: {own.text}", lexicon)
    merged = replace(
        both,
        intent=earlier.intent if _repeats(own) else own.intent,
        periods=own.periods or _carried_on(earlier.periods, in_the_end),
        item=own.item or earlier.item,
        committee=own.committee or earlier.committee,
        recency=Recency.LATEST if in_the_end else own.recency,
        carried=earlier.text,
        matter=matter,
        field=field,
        # What was not in the papers was said when it was asked.
        unknown=own.unknown,
    )
    return Resolved(merged, merged.search_text, topic)


def asks_field(question: str, history: Sequence[Turn]) -> bool:
    """Whether a question asks for one field of what the chat cited last, by the table alone."""
    matter = _matter(history)
    return matter is not None and field_asked(question, content_words(question), ()) is not None


def _field(own: Query, matter: Matter | None) -> FieldAsked | None:
    """Return the field of the matter cited last that is asked for and nothing else."""
    if matter is None or not matter.spans:
        return None
    return field_asked(own.text, own.words, matter.labels)


def _matter(history: Sequence[Turn]) -> Matter | None:
    """Return what was last answered from; what was refused or replied to leaves it as it was."""
    return next((t.answer.matter for t in reversed(history) if t.answer.matter), None)


def _named_by(matter: Matter, topic: Query) -> str:
    """Return the matter's title where it is what the chat's question was about; else ""."""
    named = topic.item or topic.minute or topic.references or topic.decisions
    shared = stems_of(matter.title) & stems_of(topic.search_text)
    return matter.title if named or shared else ""


def _own(question: str, lexicon: Lexicon) -> Query:
    fresh = _NEW_TOPIC.match(question)
    rest = question[fresh.end() :] if fresh else question
    return understand(rest if re.search(r"\w", rest) else question, lexicon)


def _topic(history: Sequence[Turn], lexicon: Lexicon) -> tuple[str, Turn | None]:
    """Return what the chat is about, as the follow-ups since have changed it, and its last turn.

    Where a language model completed a question, its words are the topic.
    """
    topic = ""
    before: Turn | None = None
    matter: Matter | None = None
    for turn in _recent(history, lexicon.constants.turns):
        own = _own(written_out(turn.question[:_CHARACTERS]), lexicon)
        completed = turn.answer.asked if turn.answer.prompt else ""
        if completed and ": " not in completed:
            topic = completed
        elif (
            topic
            and not _NEW_TOPIC.match(turn.question)
            and (_field(own, matter) or (leans(own, lexicon.constants) and not lone_names(own)))
        ):
            topic, _ = _changed(topic, own, before, lexicon)
        else:
            topic = own.text
        before = turn
        matter = turn.answer.matter or matter
    return topic, before


def _recent(history: Sequence[Turn], most: int) -> Sequence[Turn]:
    """Return the last turn and, up to ``most`` in all, those before it that fit; oldest first."""
    lengths = accumulate(len(turn.question) for turn in reversed(history[-most:]))
    many = sum(length <= _CHARACTERS for length in lengths)
    return history[-max(many, 1) :]


def _changes(topic: str, own: Query, last: Turn | None, lexicon: Lexicon) -> bool:
    """Whether a follow-up asks the question before it again, of another time or thing."""
    named = elliptic(own.text)
    return bool(
        _moved(topic, own, last, lexicon)
        or moved_quarter(topic, own.text)
        or _repeats(own)
        or (
            named
            and not own.periods
            and not is_time(named)
            and with_sibling(topic, named, _fixed(topic, lexicon))
        )
    )


def _changed(topic: str, own: Query, last: Turn | None, lexicon: Lexicon) -> tuple[str, bool]:
    """Return the topic as a follow-up changes it, and whether that is all the follow-up says."""
    named = elliptic(own.text)
    moved = _moved(topic, own, last, lexicon)
    if moved:
        return moved, not content_words(without_shift(own.text))
    quarter = moved_quarter(topic, own.text)
    if quarter:
        return quarter, len(own.words) <= lexicon.constants.few_words
    other = ""
    if named and not own.periods and not is_time(named):
        other = with_sibling(topic, named, _fixed(topic, lexicon))
    if other:
        return other, True
    timed = _with_own_time(topic, own)
    if timed:
        return timed, True
    return _without_replaced(topic, own, lexicon), False


def _fixed(topic: str, lexicon: Lexicon) -> list[tuple[int, int]]:
    """Return where a question names its dates and committee."""
    query = understand(topic, lexicon)
    body = re.escape(query.committee) if query.committee else r"(?!)"
    named = [found.span() for found in re.finditer(body, topic, re.I)]
    return named + [(period.start, period.end) for period in query.periods]


def _with_own_time(topic: str, own: Query) -> str:
    """Return the topic at the time that a follow-up names; "" where it says more, or has none."""
    times = _places(find_periods(own.text))
    old = _places(find_periods(topic))
    if len(times) != 1 or len(old) != 1 or not _repeats(own):
        return ""
    (start, end), (since, until) = times[0], old[0]
    said = (elliptic(own.text) or own.text.strip(" ?.!,")).strip()
    if own.text[start:end] not in said:
        return ""
    rest = f"{own.text[:start]} {own.text[end:]}"
    return "" if content_words(rest) else tidied(with_other_time(topic, since, until, said))


def _places(periods: Sequence[Period]) -> list[tuple[int, int]]:
    return sorted({(period.start, period.end) for period in periods})


def _around(periods: tuple[Period, ...], lexicon: Lexicon) -> tuple[Period, ...]:
    """Widen a month or day without a meeting to its year: its figures may be of another month."""
    return tuple(
        replace(p, since=date(p.since.year, 1, 1), until=date(p.since.year, 12, 31))
        if (p.until - p.since).days <= _MONTH_DAYS and not any(map(p.holds, lexicon.days))
        else p
        for p in periods
    )


def _carried_on(periods: tuple[Period, ...], in_the_end: bool) -> tuple[Period, ...]:
    """Carry periods over; what came of a thing in the end may stand in any later paper."""
    return tuple(replace(p, until=date.max) for p in periods) if in_the_end else periods


def _moved(before: str, own: Query, turn: Turn | None, lexicon: Lexicon) -> str:
    """Return the earlier question with its dates moved by the years asked for; "" for none.

    Where the earlier question names no date, the paper that answered it does.
    """
    years = 0 if own.periods else years_moved(own.text)
    if not years:
        return ""
    named = [p for p in find_periods(before, lexicon.days) if p.until != date.max]
    if not named:
        cited = turn.answer.citations if turn else ()
        answered = next((c.date for c in cited if c.date), None)
        year = answered.year + years if answered else 0
        met = any(day.year == year for day in lexicon.days)
        return f"{before.rstrip(' ?.!')} {year}" if met else ""
    first, last = named[0].start, max(p.end for p in named)
    moved = _YEARS.sub(lambda year: _year_moved(year[0], years), before[first:last])
    # Without a meeting at that time, later papers may look back.
    whole = f"{before[:first]}{moved}{before[last:]}"
    return "" if whole == before else whole


def _year_moved(year: str, years: int) -> str:
    """Move a year as printed: "2017", or the short end of "2016/17"."""
    return f"{int(year) + years:0{len(year)}d}"


def _repeats(own: Query) -> bool:
    """Whether the new question asks the same thing of something else ("and in 2019?")."""
    asks = re.search(
        r"\b(?:what|who|whose|when|where|why|how|which|did|was|were)\b", own.text, re.I
    )
    return own.intent is Intent.ANY and (asks is None or bool(_ELSEWHERE.search(own.text)))


def _without_replaced(before: str, own: Query, lexicon: Lexicon) -> str:
    """Cut the earlier question's dates and committee where the new one brings its own."""
    earlier = understand(before, lexicon).committee
    if own.committee and earlier and earlier != own.committee:
        before = tidied(re.sub(re.escape(earlier), " ", before, flags=re.IGNORECASE))
    if not own.periods:
        return " ".join(before.split())
    kept, start = [], 0
    for found in find_periods(before):
        if found.start >= start:
            kept.append(before[start : found.start])
            start = found.end
    return tidied(" ".join([*kept, before[start:]]))
