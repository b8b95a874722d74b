"""What else the papers hold on a matter: earlier and later items and decisions, in date order.

Two things are on one matter when their titles share most of their telling words, when their
wordings share most of their rare ones, as a recommendation and what was decided on it do, or
when the later names the minute of the earlier. Headings that stand over something else at every
meeting ("Matters arising") tell nothing: what stands under them is known by its wording alone.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from corpus.decisions import outcome_word
from corpus.language import alternation
from corpus.model import AgendaItem, DecisionKind, FormName, Paper, Resolution, item_words
from ui.words import OpenPage, capital

_WORD = re.compile(r"[^\W_]{3,}")
# Words that say what sort of item it is, and stand in titles of every subject.
_COMMON = frozenset(
    {"the", "and", "for", "with", "from", "that", "this", "report", "update", "annual", "plan"}
    | {"committee", "council", "review", "quarterly", "monthly", "performance", "minutes"}
)
# Of the words of the shorter title, the share that both must have.
_ALIKE = 0.75
# Of the weight of the shorter wording, the share that both must have, by judgement.
_SAME_WORDS = 0.5
# So many words that few others hold must be common to two wordings, and so few hold them.
_LEAST_RARE, _RARE = 4, 0.02
# Enough of a word to know it by, whatever its ending.
_BEGINNING = 6
_STANDING = re.compile(alternation("standing_headings"), re.IGNORECASE)
_NAMED = re.compile(
    rf"\b{alternation('numbering')}\s+(?:{alternation('numbers_sign')}\s*)?"
    r"([a-z]{0,4}\d[\w/.-]{0,15})",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Mention:
    """One time that a subject came up: an item on an agenda, or a decision.

    ``when`` is the day of the meeting and ``committee`` whose it was; ``about`` says which item
    it was, or what was decided; ``wording`` is what was decided or recommended, "" where that
    is not known, and ``number`` that of the minute. What has no title of its own is not
    ``titled``: then ``title`` is its wording.
    """

    when: date | None
    title: str
    about: str
    opens: OpenPage
    committee: str | None = None
    wording: str = ""
    number: str | None = None
    titled: bool = True

    @cached_property
    def telling(self) -> frozenset[str]:
        """The telling words of its title; none where it has none, or a standing heading."""
        if not self.titled or _STANDING.fullmatch(self.title.strip()):
            return frozenset()
        return _telling(self.title)

    @cached_property
    def words(self) -> frozenset[str]:
        """The telling words of its wording, and of a title that tells any."""
        return self.telling | _telling(self.wording)

    @cached_property
    def names(self) -> frozenset[str]:
        """The numbers of minutes that its wording names, in small letters."""
        return frozenset(number.rstrip(".").lower() for number in _NAMED.findall(self.wording))


@dataclass(frozen=True, slots=True)
class Course:
    """What else is on a matter, seen from one meeting: each in date order.

    ``undated`` are those of no day, and all others where the meeting itself has none.
    """

    before: tuple[Mention, ...] = ()
    beside: tuple[Mention, ...] = ()
    after: tuple[Mention, ...] = ()
    undated: tuple[Mention, ...] = ()


def item_mentions(paper: Paper, items: Iterable[AgendaItem]) -> list[Mention]:
    """Return the items of one paper that have pages."""
    return [item_mention(paper, item) for item in items if item.first_page]


def item_mention(paper: Paper, item: AgendaItem) -> Mention:
    """Return an agenda item as a mention; its wording is what is recommended in its form."""
    asked = (field.value for field in item.form if field.name == FormName.RECOMMENDATIONS)
    return Mention(
        paper.meeting_date,
        item.title,
        f"{capital(item_words(item.number))} of the {paper.kind.value}",
        OpenPage(paper.id, item.first_page or 1, item=item.number),
        paper.committee,
        " ".join(asked),
    )


def decision_mentions(resolutions: Iterable[Resolution]) -> list[Mention]:
    """Return what decides some business, each once.

    Actions decide nothing and routine decides on no matter; minutes that are printed a second
    time decide nothing again.
    """
    found: dict[object, Mention] = {}
    for decided in resolutions:
        if decided.kind is DecisionKind.DECISION and decided.spans:
            said = " ".join(decided.text.split()).casefold()
            # Of an unknown day, no two are known to be one.
            once = (decided.committee, decided.date, decided.number, said)
            found.setdefault(once if decided.date else object(), decision_mention(decided))
    return list(found.values())


def decision_mention(decided: Resolution) -> Mention:
    """Return a decision as a mention; its title is its wording where it has none."""
    number = f", minute {decided.number}" if decided.number else ""
    return Mention(
        decided.date,
        decided.title or decided.text,
        f"{capital(outcome_word(decided))}{number}",
        OpenPage(decided.paper_id, decided.spans[0].page, decided.spans, decided.text),
        decided.committee,
        decided.text,
        decided.number,
        titled=bool(decided.title),
    )


def on_subject(title: str, mentions: Sequence[Mention]) -> list[Mention]:
    """Return the mentions whose titles share most of their telling words with ``title``.

    In date order, undated ones last.
    """
    wanted = _telling(title)
    return _in_order(m for m in mentions if _alike(wanted, m.telling))


def decided_on(title: str, decided: Iterable[Resolution]) -> tuple[Resolution, ...]:
    """Return what of a meeting's decisions was decided on its item called ``title``.

    Those whose title is the same, or where none has it, those alike in most telling words.
    """
    business = [one for one in decided if one.kind is DecisionKind.DECISION and one.title]
    wanted, plainly = _telling(title), title.casefold().split()
    same = [one for one in business if (one.title or "").casefold().split() == plainly]
    alike = [one for one in business if _alike(wanted, _telling(one.title or ""))]
    return tuple(same or alike)


class Matters:
    """All mentions that somebody may see, and which of them are on one matter."""

    def __init__(self, mentions: Sequence[Mention]) -> None:
        self.mentions = tuple(mentions)
        held = Counter(word for mention in mentions for word in mention.words)
        most = max(2.0, _RARE * len(mentions))
        # A word weighs the more, the fewer hold it; one that many hold weighs nothing.
        self._weights = {
            word: math.log(1 + len(mentions) / count)
            for word, count in held.items()
            if count <= most
        }

    def course(self, of: Mention) -> Course:
        """Return what else is on the matter of ``of``, which itself is left out."""
        others = (m for m in self.mentions if not _same(of, m))
        found = _in_order(m for m in others if self._on_one_matter(of, m))
        if of.when is None:
            return Course(undated=tuple(found))
        when = of.when
        return Course(
            tuple(m for m in found if m.when and m.when < when),
            tuple(m for m in found if m.when == when),
            tuple(m for m in found if m.when and m.when > when),
            tuple(m for m in found if m.when is None),
        )

    def _on_one_matter(self, one: Mention, other: Mention) -> bool:
        return (
            _titled_alike(one, other)
            or self._worded_alike(one, other)
            or _names(one, other)
            or _names(other, one)
        )

    def _worded_alike(self, one: Mention, other: Mention) -> bool:
        common = one.words & other.words & self._weights.keys()
        if len(common) < _LEAST_RARE:
            return False
        least = min(self._weight(one.words), self._weight(other.words))
        return self._weight(common) >= _SAME_WORDS * least

    def _weight(self, words: Iterable[str]) -> float:
        return sum(self._weights.get(word, 0.0) for word in words)


def _titled_alike(one: Mention, other: Mention) -> bool:
    """Tell whether titles are on one matter; a single word tells it within one body only."""
    common = one.telling & other.telling
    known = len(common) > 1 or one.telling == other.telling or one.committee == other.committee
    return known and _alike(one.telling, other.telling)


def _names(later: Mention, earlier: Mention) -> bool:
    """Tell whether a decision names the minute of an earlier one of the same body."""
    return (
        earlier.number is not None
        and earlier.number.lower() in later.names
        and later.committee == earlier.committee
        and later.when is not None
        and earlier.when is not None
        and earlier.when < later.when
    )


def _same(one: Mention, other: Mention) -> bool:
    """Tell whether two are one: the same place, or the same decision printed twice."""
    at, elsewhere = one.opens, other.opens
    if (at.paper_id, at.page, at.spans, at.item) == (
        elsewhere.paper_id,
        elsewhere.page,
        elsewhere.spans,
        elsewhere.item,
    ):
        return True
    meeting = (one.when, one.committee, one.number) == (other.when, other.committee, other.number)
    return bool(
        meeting
        and one.when
        and one.wording
        and one.wording.casefold().split() == other.wording.casefold().split()
        and bool(at.spans) == bool(elsewhere.spans)
    )


def _in_order(mentions: Iterable[Mention]) -> list[Mention]:
    return sorted(mentions, key=lambda m: (m.when is None, m.when or date.min))


def _telling(text: str) -> frozenset[str]:
    words = [word for word in _WORD.findall(text.casefold()) if not word.isdigit()]
    return frozenset(word[:_BEGINNING] for word in words if word not in _COMMON)


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    least = min(len(one), len(other))
    return least > 0 and len(one & other) >= _ALIKE * least
